"""The questions that make warnings better: usual level, symptoms known from before, emergency number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from diary.domain import questions
from diary.domain.findings import Finding
from diary.domain.records import Usual, new_id
from diary.domain.vocabulary import place_name
from diary.review.rule_book import COURSE_RULE_NAMES
from diary.settings import Settings, changed
from diary.tui.messages import Job
from diary.tui.site_order import ordered_sites
from diary.tui.widgets.choices import Rating, TextField
from diary.tui.widgets.dialogs import AskLine, Dialog
from diary.tui.widgets.texts import record_text

if TYPE_CHECKING:
    from diary.tui.host import Host


class AskLevel(Dialog[int]):
    """A question that a level answers: a digit chooses, Enter returns it, Esc returns None.

    With `asks_since` it also asks since when it has been so; `since` is the answer to that, "" for none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "answer", "done", id="level.answer", priority=True, tooltip="Keep this level"),
    ]

    def __init__(self, text: str, hint: str, level: int | None = None, *, asks_since: bool = False) -> None:
        super().__init__()
        self.text, self.hint, self.level, self.asks_since = text, hint, level, asks_since
        self.since = ""

    def compose(self) -> ComposeResult:
        """The question, the numbers, and a hint on the keys."""
        with Vertical():
            yield Static(self.text, markup=False)
            yield Static()
            yield Rating("Level", "Level", "level")
            if self.asks_since:
                yield Static(questions.SINCE_WHEN, markup=False)
                yield TextField(placeholder="may stay empty (Tab)", max_length=60)
            yield Static()
            yield Static(self.hint, markup=False, classes="muted")

    def on_mount(self) -> None:
        """Focus the numbers, so that digits go there."""
        self.query_one(Rating).level = self.level
        self.query_one(Rating).focus()

    @on(Rating.Rated)
    def _rated(self, message: Rating.Rated) -> None:
        self.level = self.query_one(Rating).level = message.level

    def action_answer(self) -> None:
        """Return the level; do nothing while there is none."""
        if self.level is not None:
            if self.asks_since:
                self.since = self.query_one(TextField).value.strip()
            self.dismiss(self.level)


Place = tuple[str, str]


def ask_usual(host: Host, place: Place | None, level: int | None = None) -> None:
    """Ask how much a place hurts on most days; without a place ask for that first. `level` is offered."""
    if place is None:
        from diary.tui.screens.body_map.screen import BodyMap

        review = host.review
        latest = {(state.site, state.side): state.latest for state in review.sites} if review else {}
        levels = {each: latest.get(each) for each in (ordered_sites(review, host.settings.sites) if review else ())}
        window = BodyMap(levels)

        def place_chosen(chosen: Place | None) -> None:
            if chosen is not None:
                ask_usual(host, chosen, window.digit)

        host.push_screen(window, place_chosen)
        return
    site, side = place
    # It is worth asking: measured on real diaries, not-improving-48h opened 0.13 alarms per 100 days with a stated
    # level and 0.81 without one.
    text = questions.usual_level_of(place_name(site, side))
    hint = "A number, then Enter. The warnings compare with it until ten days of entries show it. Esc: not now."
    asked = AskLevel(text, hint, level, asks_since=True)
    host.push_screen(asked, lambda answer: _save_usual(host, answer, site, side, asked.since))


def ask_usual_interference(host: Host) -> None:
    """Ask how much pain interferes on most days."""
    text = questions.USUAL_INTERFERENCE
    hint = "A number, then Enter. The warnings compare with it. Esc: not now."
    host.push_screen(AskLevel(text, hint), lambda answer: _save_usual(host, answer, None, None))


def _save_usual(host: Host, level: int | None, site: str | None, side: str | None, since: str = "") -> None:
    """Save a usual level, of interference where there is no site; nothing where no level was given.

    Since when it has been so is kept as its note.
    """
    if level is None:
        return
    at, now, note = host.clock.moment(), host.clock.now(), f"since {since.removeprefix('since ')}" if since else ""
    usual = Usual(id=new_id(), at=at, recorded=now, note=note, level=level, site=site, side=side)
    text = record_text(usual)
    host.carry_out(Job(lambda store: store.save(usual, label=text), f"Kept: {text}."))


def ask_known(host: Host, finding: Finding | None) -> None:
    """Ask for what was there from the start; the symptoms and qualities of a raised finding are offered."""
    from diary.tui.screens.quick_entry.asking import ask_line
    from diary.tui.screens.quick_entry.line_kinds import KNOWN

    offered = ""
    # A rule about the course of pain rests on levels, of which none can be known from before.
    if finding is not None and finding.raised and finding.rule not in COURSE_RULE_NAMES:
        words = dict.fromkeys(word for shown in finding.evidence for word in (*shown.symptoms, *shown.qualities))
        place = place_name(finding.site, finding.side)
        offered = f"{' '.join(words)} {place}".strip() if words else ""
    ask_line(host, KNOWN, offered)


def ask_emergency_number(host: Host) -> None:
    """Ask for the emergency number that warnings should name."""

    def with_number(number: str) -> Settings:
        return changed(host.settings, "emergency_number", number)

    def answered(number: str | None) -> None:
        if number is not None:
            host.change_settings(with_number(number), "The emergency number is saved.")

    text = "The emergency number where you live?"
    hint = "Enter saves it; the warnings will name it; ctrl+u empties the line. Esc: not now."
    number = host.settings.emergency_number
    window = AskLine(text, hint, value=number, placeholder="112, 911, 999 …", check=with_number)
    host.push_screen(window, answered)
