"""The Findings screen: the list, and the explanation of the one at the arrow."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive

from diary.domain.findings import Finding, Status
from diary.review import DISCLAIMER, TIER_LABELS, TIER_MARKS
from diary.tui.findings.explaining import explanation
from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.rows import Rows
from diary.tui.parts.said import TIER_STYLES, clipped, wrapped
from diary.tui.parts.screens import DiaryScreen

UNKNOWN = {
    Status.PENDING: "too early to tell",
    Status.INSUFFICIENT: "too little is known",
    Status.CANNOT_JUDGE: "cannot be judged",
    Status.CLEAR: "nothing to say",
}


class Explanation(Drawn):
    """Everything about one finding."""

    finding: reactive[Finding | None] = reactive(None, layout=True)

    def draw(self, pen: Pen, width: int) -> None:
        """Its tier and title, then labelled paragraphs."""
        finding = self.finding
        if finding is None:
            pen.write(f"  {DISCLAIMER}", "$quiet")
            return
        asked = TIER_LABELS[finding.tier] if finding.tier else UNKNOWN[finding.status].capitalize()
        style = TIER_STYLES[finding.tier] if finding.tier else "bold"
        told = " · told" if finding.acknowledged else ""
        pen.write(f"  {TIER_MARKS[finding.tier] if finding.tier else '? '}{asked}{told}", style)
        for line in wrapped(finding.title, width - 4):
            pen.line()
            pen.write(f"  {line}", "bold")
        as_of = self.app.clock.local()  # type: ignore[attr-defined]
        indent = 17 if width >= 70 else 4
        for label, text in explanation(finding, as_of):
            pen.line()
            pen.write(f"  {label}", "$quiet")
            for index, line in enumerate(wrapped(text, width - indent - 2)):
                if index or indent < 17:
                    pen.line()
                pen.to(indent)
                pen.write(line, "bold" if label == "What now" else "")
        pen.line()
        pen.line()
        pen.write(f"  {DISCLAIMER}", "$quiet")


class FindingsScreen(DiaryScreen):
    """What is raised first, then what is still unknown; on a key, what is clear and what was raised before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "told", "told", id="findings.told", tooltip="I told my therapist of the finding at the arrow"),
        Binding("o", "usual", "usual level", id="findings.usual", tooltip="Say how much it hurts on an ordinary day"),
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

    whole: reactive[bool] = reactive(False, init=False)

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()
        self.wanted = ""
        """The id of the finding to begin with."""

    def compose_body(self) -> ComposeResult:
        """The list above, the explanation below."""
        yield Rows()
        with VerticalScroll(can_focus=True):
            yield Explanation()

    def watch_whole(self) -> None:
        """Show more or less."""
        self.show()

    def show(self) -> None:
        """Fill the list."""
        if not self.ready or self.review is None:
            return
        self.findings = self.review.findings if self.whole else self.review.shown
        rows = self.query_one(Rows)
        logged = bool(self.review.entries)
        rows.empty = "Nothing is raised, and nothing is open." if logged else "Nothing is logged yet to tell from."
        ids = [finding.id for finding in self.findings]
        rows.fill(len(ids), self._draw, cursor=ids.index(self.wanted) if self.wanted in ids else None)
        self.wanted = ""
        rows.styles.height = max(1, len(self.findings))
        self._explain()

    def _draw(self, index: int, width: int) -> Content:
        finding = self.findings[index]
        mark = TIER_MARKS[finding.tier] if finding.tier else "? " if finding.status is not Status.CLEAR else "  "
        told = "told" if finding.acknowledged else ""
        room = width - 2 - len(told) - 1
        labels = max(len(_label(each)) for each in self.findings) + 2 if width >= 70 else 0
        text = clipped(finding.title, room - labels)
        style = TIER_STYLES[finding.tier] if finding.tier else "$quiet"
        pieces: list[tuple[str, str]] = [(mark, style)]
        if labels:
            pieces.append((_label(finding).ljust(labels), style))
        pieces += [(text, ""), (f" {told}", "$quiet")]
        return Content.assemble(*pieces)

    @property
    def current(self) -> Finding | None:
        """The finding at the arrow."""
        at = self.query_one(Rows).cursor
        return self.findings[at] if 0 <= at < len(self.findings) else None

    def _explain(self) -> None:
        self.query_one(Explanation).finding = self.current
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._explain()

    def action_told(self) -> None:
        """Keep that it was told."""
        finding = self.current
        if finding is None or not finding.raised:
            self.diary_app.say("Only what is raised can be told.", "hint")
        else:
            self.diary_app.tell(finding)

    def action_usual(self) -> None:
        """State the usual level of the finding's site."""
        from diary.tui.start.statements import ask_usual, ask_usual_way  # 5 ms

        finding = self.current
        if finding is not None and any(hint.way == "usual-interference" for hint in finding.hints):
            ask_usual_way(self.diary_app)
        else:
            ask_usual(self.diary_app, finding.place if finding else None)

    def action_known(self) -> None:
        """Say that what the finding rests on was there from the start."""
        from diary.tui.start.statements import ask_known  # 5 ms

        ask_known(self.diary_app, self.current)

    def action_past(self) -> None:
        """What was raised before."""
        from diary.tui.findings.past import PastFindings  # 5 ms

        self.app.push_screen(PastFindings())

    def action_all(self) -> None:
        """Everything the rules answered."""
        self.whole = not self.whole


def _label(finding: Finding) -> str:
    """What it asks for, or why it can't be told."""
    return TIER_LABELS[finding.tier] if finding.tier else UNKNOWN[finding.status]
