"""The Findings screen: the list of findings, and the explanation of the one at the arrow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var

from diary.domain.findings import TIER_LABELS, Finding, Status
from diary.domain.text import as_sentence
from diary.review.announce import acknowledgements
from diary.review.cards import cards
from diary.tui.messages import Job
from diary.tui.screens.findings.card import STATUS_TEXTS, Explanation
from diary.tui.widgets.dialogs import AskLine, DiaryScreen
from diary.tui.widgets.fitting import clipped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import TIER_MARKS, TIER_STYLES

if TYPE_CHECKING:
    from diary.tui.host import Host


class FindingsScreen(DiaryScreen):
    """The raised findings, then what is still unknown; on a key also what is clear, and past findings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "message", "message", id="findings.message", tooltip="A message on it to send or to read out"),
        Binding("t", "told", "told", id="findings.told", tooltip="I told my therapist of the finding at the arrow"),
        Binding("o", "usual", "usual level", id="findings.usual", tooltip="Say how much it hurts on most days"),
        Binding("k", "known", "known before", id="findings.known", tooltip="It was there from the start"),
        Binding("p", "past", "past", id="findings.past", tooltip="What was raised before"),
        Binding("a", "all", "all", id="findings.all", tooltip="Show what is clear too"),
    ]
    DEFAULT_CSS = """
    FindingsScreen Rows { height: auto; max-height: 40%; min-height: 3; }
    FindingsScreen VerticalScroll { height: 1fr; border-top: solid $panel; padding: 0 1; scrollbar-size-vertical: 1; }
    """
    name_shown = "Findings"
    AUTO_FOCUS = "Rows"

    shows_clear: var[bool] = var(False, init=False)

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()
        self.start_at = ""
        """The id of the finding where the arrow starts; "" for the first."""

    def compose_body(self) -> ComposeResult:
        """The list above, the explanation below."""
        yield Rows()
        with VerticalScroll(can_focus=True):
            yield Explanation()

    def watch_shows_clear(self) -> None:
        """Show the list with or without what is clear."""
        self.show()

    def show(self) -> None:
        """Fill the list."""
        if not self.ready or self.review is None:
            return
        self.findings = cards(self.review.findings if self.shows_clear else self.review.shown)
        rows = self.query_one(Rows)
        logged = bool(self.review.entries)
        rows.empty = "Nothing is raised, and nothing is open." if logged else "Nothing is logged yet to tell from."
        ids = [finding.id for finding in self.findings]
        rows.fill(len(ids), self._draw, cursor=ids.index(self.start_at) if self.start_at in ids else None, ids=ids)
        self.start_at = ""  # only once: later reviews must not move the arrow away from where the person put it
        rows.styles.height = max(1, len(self.findings))
        self._explain()

    def _draw(self, index: int, width: int) -> Content:
        finding = self.findings[index]
        mark = TIER_MARKS[finding.tier] if finding.tier else "? " if finding.status is not Status.CLEAR else "  "
        told = "told" if finding.acknowledged else ""
        room = width - len(mark) - len(told) - 1
        # On a narrow screen the title is worth more than the tier, which its mark shows already.
        labels = max(len(_tier_text(each)) for each in self.findings) + 2 if width >= 70 else 0
        text = clipped(finding.title, room - labels)
        style = TIER_STYLES[finding.tier] if finding.tier else "$quiet"
        pieces: list[tuple[str, str]] = [(mark, style)]
        if labels:
            pieces.append((_tier_text(finding).ljust(labels), style))
        pieces += [(text, ""), (f" {told}", "$quiet")]
        return Content.assemble(*pieces)

    @property
    def current(self) -> Finding | None:
        """The finding at the arrow; None where the list is empty."""
        at = self.query_one(Rows).cursor
        return self.findings[at] if 0 <= at < len(self.findings) else None

    def _explain(self) -> None:
        card = self.query_one(Explanation)
        card.review, card.finding = self.review, self.current
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._explain()

    def action_told(self) -> None:
        """Ask for a note, then save that a professional was told of the finding."""
        finding = self.current
        if finding is None or not finding.raised:
            self.host.say("Only what is raised can be told.", "hint")
        elif self.query_one(Rows).saw:
            self.host.acknowledge(finding)

    def action_message(self) -> None:
        """Show the message for the therapist, to send or to read out."""
        from diary.tui.screens.findings.message import show_message  # 100 ms, as it needs the report

        show_message(self.host)

    def action_usual(self) -> None:
        """Ask for the usual level of the finding's site, or of interference where the finding is about that."""
        from diary.tui.screens.first_questions import ask_usual, ask_usual_interference  # 5 ms

        finding = self.current
        if finding is not None and any(hint.answer == "usual-interference" for hint in finding.hints):
            ask_usual_interference(self.host)
        else:
            ask_usual(self.host, finding.place if finding else None)

    def action_known(self) -> None:
        """Ask for what was there from the start; what the finding rests on is offered."""
        from diary.tui.screens.first_questions import ask_known  # 5 ms

        ask_known(self.host, self.current)

    def action_past(self) -> None:
        """Open the past findings."""
        from diary.tui.screens.findings.past import PastFindings  # 5 ms

        self.app.push_screen(PastFindings())

    def action_all(self) -> None:
        """Show all answers of the rules, or only what is raised or unknown."""
        self.shows_clear = not self.shows_clear


def _tier_text(finding: Finding) -> str:
    """The tier of a raised finding in words, or why another can't be judged."""
    return TIER_LABELS[finding.tier] if finding.tier else STATUS_TEXTS[finding.status]


def ask_told(host: Host, finding: Finding) -> None:
    """Ask for a note; Enter saves that a professional was told, Esc saves nothing."""
    if finding.acknowledged:
        host.say("That was told already.", "hint")
        return

    label = f"told: {finding.title}"
    # By what it is about: the title changes with what is logged meanwhile.
    window = f"told: {finding.subject}"

    def answered(note: str | None) -> None:
        if note is None:
            return
        now = host.clock.now()
        acks = acknowledgements(finding, at=host.clock.moment(), recorded=now, note=note)
        host.unfinished.pop(window, None)

        def keep_note() -> None:
            host.unfinished[window] = note

        text = f"Kept as told: {as_sentence(finding.title)}"
        from diary.review.telling import save_told  # needs the store, which is not loaded before the first frame

        work = partial(save_told, card=finding, acks=acks, clock=host.clock, settings=host.settings, label=label)
        host.carry_out(Job(work, text, on_failed=keep_note))

    text = f"You told your therapist or doctor: {finding.title}"
    hint = "Enter keeps it; the finding stays in the list, but Today does not show it again. Esc changes nothing."
    value = host.unfinished.get(window, "")
    host.push_screen(AskLine(text, hint, value=value, placeholder="a note, if you like", name=window), answered)
