"""Stating the usual level, what was there from the start, and the emergency number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from diary.domain.findings import Finding
from diary.domain.records import Usual, new_id
from diary.domain.vocabulary import place_name
from diary.review.rule_book import COURSE_RULE_NAMES
from diary.tui.messages import Job
from diary.tui.widgets.choices import Rating
from diary.tui.widgets.dialogs import AskLine, Dialog
from diary.tui.widgets.texts import record_text

if TYPE_CHECKING:
    from diary.tui.host import Host


class AskLevel(Dialog[int]):
    """A digit chooses, Enter takes it, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "done", id="level.answer", priority=True, tooltip="Keep this level"),
    ]

    def __init__(self, text: str, hint: str, level: int | None = None) -> None:
        super().__init__()
        self.text, self.hint, self.level = text, hint, level

    def compose(self) -> ComposeResult:
        """The question, the numbers, what the keys do."""
        with Vertical():
            yield Static(self.text, markup=False)
            yield Static()
            yield Rating("Level", "Level", "level")
            yield Static()
            yield Static(self.hint, markup=False, classes="muted")

    def on_mount(self) -> None:
        """Digits go to the numbers."""
        self.query_one(Rating).level = self.level
        self.query_one(Rating).focus()

    @on(Rating.Rated)
    def _rated(self, message: Rating.Rated) -> None:
        self.level = self.query_one(Rating).level = message.level

    def action_answer(self) -> None:
        """Return the level; without one nothing happens."""
        if self.level is not None:
            self.dismiss(self.level)


Place = tuple[str, str]


def ask_usual(host: Host, place: Place | None, level: int | None = None) -> None:
    """Ask how much a place hurts on an ordinary day; where no place is given, ask for that first."""
    if place is None:
        from diary.tui.screens.body_map.screen import BodyMap

        known = {(state.site, state.side): state.latest for state in host.review.sites} if host.review else {}

        window = BodyMap(known)

        def placed(chosen: Place | None) -> None:
            if chosen is not None:
                ask_usual(host, chosen, window.digit)

        host.push_screen(window, placed)
        return
    site, side = place
    name = place_name(site, side)

    def answered(given: int | None) -> None:
        if given is None:
            return
        usual = Usual(id=new_id(), at=host.clock.moment(), recorded=host.clock.now(), level=given, site=site, side=side)
        said = record_text(usual)
        host.carry_out(Job(lambda store: store.save(usual, label=said), f"Kept: {said}."))

    text = f"How much does your {name} hurt on an ordinary day, from before this began?"
    hint = "A number, then Enter. The warnings compare with it until ten days of the diary tell better. Esc: not now."
    host.push_screen(AskLevel(text, hint, level), answered)


def ask_usual_way(host: Host) -> None:
    """Ask how much pain is in the way on an ordinary day."""

    def answered(level: int | None) -> None:
        if level is None:
            return
        usual = Usual(id=new_id(), at=host.clock.moment(), recorded=host.clock.now(), level=level)
        said = record_text(usual)
        host.carry_out(Job(lambda store: store.save(usual, label=said), f"Kept: {said}."))

    text = "How much is pain in the way on an ordinary day, from before this began?"
    host.push_screen(AskLevel(text, "A number, then Enter. The warnings compare with it. Esc: not now."), answered)


def ask_known(host: Host, finding: Finding | None) -> None:
    """Ask what was there from the start; a finding that rests on words offers them."""
    from diary.tui.screens.quick_entry.line_kinds import KNOWN
    from diary.tui.screens.quick_entry.window import ask_line

    offered = ""
    if finding is not None and finding.raised and finding.rule not in COURSE_RULE_NAMES:
        words = dict.fromkeys(word for shown in finding.evidence for word in (*shown.symptoms, *shown.qualities))
        place = place_name(finding.site, finding.side)
        offered = f"{' '.join(words)} {place}".strip() if words else ""
    ask_line(host, KNOWN, offered)


def ask_emergency_number(host: Host) -> None:
    """Ask for the number that warnings should name."""

    def answered(number: str | None) -> None:
        if number is None:
            return
        host.change_settings(replace(host.settings, emergency_number=number[:40]), "The emergency number is saved.")

    text = "The emergency number where you live?"
    hint = "Enter keeps it, for the texts of the warnings. Esc: not now."
    host.push_screen(AskLine(text, hint, value=host.settings.emergency_number, placeholder="112, 911, 999 …"), answered)
