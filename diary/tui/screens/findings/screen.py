"""The Findings screen: the list, and the explanation of the one at the arrow."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive

from diary.domain.findings import Evidence, Finding, Status
from diary.domain.records import new_id
from diary.domain.vocabulary import place_name
from diary.review.announce import acknowledgement
from diary.review.rule_book import DISCLAIMER, TIER_LABELS, TIER_MARKS, is_rough, what_counts
from diary.tui.host import host_of
from diary.tui.messages import Job
from diary.tui.widgets.canvas import Canvas, Drawn
from diary.tui.widgets.dialogs import AskLine, DiaryScreen
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import TIER_STYLES, clipped, number_text, with_keys, wrapped

if TYPE_CHECKING:
    from diary.tui.host import Host

MOST_EVIDENCE = 8


def explanation(finding: Finding, as_of: datetime) -> list[tuple[str, str]]:
    """Labels and texts, in the order a person needs them."""
    # What to do stands first: on a low screen the rest has to be scrolled to.
    lines = [("What now", finding.next_step), ("What I see", finding.summary)]
    if finding.evidence and (finding.raised or finding.status is Status.PENDING):
        shown = finding.evidence[-MOST_EVIDENCE:]
        lead = "… · " if len(finding.evidence) > len(shown) else ""
        lines.append(("Entries", lead + " · ".join(_evidence(each, as_of) for each in shown)))
    if finding.compared_with:
        level = finding.compared_with
        lines.append(("Compared with", f"{number_text(level.level)}: {level.kind}, {level.origin}"))
    if finding.raised:
        lines.append(("What counts", what_counts(finding)))
    if finding.raised and finding.since:
        sure = ", confirmed by a second entry" if finding.confirmed else ""
        lines.append(("Since", f"{_when(finding.since, as_of, about=is_rough(finding, finding.since))}{sure}"))
    if finding.provisional:
        lines.append(("Not certain", "it rests on a usual level that is not known yet"))
    lines.append(("How it ends", finding.clears_when))
    lines.append(("Question", finding.question or ""))
    lines.append(("Sources", " · ".join(finding.sources)))
    return [(label, with_keys(finding, text)) for label, text in lines if text]


def _when(when: datetime, as_of: datetime, *, about: bool) -> str:
    day = f"{when:%a}" if abs(as_of - when) < timedelta(days=6) else f"{when.day} {when:%b}"
    return f"{day} about noon" if about else f"{day} {when:%H:%M}"


def _evidence(shown: Evidence, as_of: datetime) -> str:
    value = shown.pain if shown.pain is not None else shown.value
    words = [*([place_name(shown.site, shown.side)] if value is None and shown.site else [])]
    words += [number_text(value)] if value is not None else []
    words += [*shown.qualities, *shown.symptoms, *(["sudden"] if shown.sudden else [])]
    return f"{_when(shown.time, as_of, about=shown.date_only)} {' '.join(words)}".rstrip()


UNKNOWN = {
    Status.PENDING: "too early to tell",
    Status.INSUFFICIENT: "too little is known",
    Status.CANNOT_JUDGE: "cannot be judged",
    Status.CLEAR: "nothing to say",
}


class Explanation(Drawn):
    """Everything about one finding."""

    finding: reactive[Finding | None] = reactive(None, layout=True)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Its tier and title, then labelled paragraphs."""
        finding = self.finding
        if finding is None:
            canvas.write(f"  {DISCLAIMER}", "$quiet")
            return
        asked = TIER_LABELS[finding.tier] if finding.tier else UNKNOWN[finding.status].capitalize()
        style = TIER_STYLES[finding.tier] if finding.tier else "bold"
        told = " · told" if finding.acknowledged else ""
        canvas.write(f"  {TIER_MARKS[finding.tier] if finding.tier else '? '}{asked}{told}", style)
        for line in wrapped(finding.title, width - 4):
            canvas.line()
            canvas.write(f"  {line}", "bold")
        as_of = host_of(self).clock.local()
        indent = 17 if width >= 70 else 4
        for label, text in explanation(finding, as_of):
            canvas.line()
            canvas.write(f"  {label}", "$quiet")
            for index, line in enumerate(wrapped(text, width - indent - 2)):
                if index or indent < 17:
                    canvas.line()
                canvas.to(indent)
                canvas.write(line, "bold" if label == "What now" else "")
        canvas.line()
        canvas.line()
        canvas.write(f"  {DISCLAIMER}", "$quiet")


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
            self.host.say("Only what is raised can be told.", "hint")
        else:
            self.host.tell(finding)

    def action_usual(self) -> None:
        """State the usual level of the finding's site."""
        from diary.tui.screens.first_questions import ask_usual, ask_usual_way  # 5 ms

        finding = self.current
        if finding is not None and any(hint.way == "usual-interference" for hint in finding.hints):
            ask_usual_way(self.host)
        else:
            ask_usual(self.host, finding.place if finding else None)

    def action_known(self) -> None:
        """Say that what the finding rests on was there from the start."""
        from diary.tui.screens.first_questions import ask_known  # 5 ms

        ask_known(self.host, self.current)

    def action_past(self) -> None:
        """What was raised before."""
        from diary.tui.screens.findings.past import PastFindings  # 5 ms

        self.app.push_screen(PastFindings())

    def action_all(self) -> None:
        """Everything the rules answered."""
        self.whole = not self.whole


def _label(finding: Finding) -> str:
    """What it asks for, or why it can't be told."""
    return TIER_LABELS[finding.tier] if finding.tier else UNKNOWN[finding.status]


def ask_told(host: Host, finding: Finding) -> None:
    """Ask for a note; Enter keeps that it was told, Esc keeps nothing."""
    if finding.acknowledged:
        host.say("That was told already.", "hint")
        return

    label = f"told: {finding.title}"

    def answered(note: str | None) -> None:
        if note is None:
            return
        now = host.clock.now()
        ack = acknowledgement(finding, id=new_id(), at=host.clock.moment(), recorded=now, note=note)
        host.unfinished.pop(label, None)

        def failed() -> None:
            host.unfinished[label] = note

        said = f"Kept as told: {finding.title}."
        host.carry_out(Job(lambda store: store.save(ack, label=label), said, failed=failed))

    text = f"You told your therapist or doctor: {finding.title}"
    hint = "Enter keeps it; the finding stays listed, but is announced no more. Esc changes nothing."
    host.push_screen(
        AskLine(text, hint, value=host.unfinished.get(label, ""), placeholder="a note, if you like"), answered
    )
