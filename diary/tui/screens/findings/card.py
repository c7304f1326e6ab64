"""A finding as a card: what to do, what was seen, the readings behind it as bars, and why it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from rich.cells import cell_len
from textual.reactive import reactive

from diary.charts.terminal.course import chart_lines
from diary.charts.terminal.pieces import BOLD, NEARLY_FULL, Piece, level_role
from diary.domain.findings import DISCLAIMER, TIER_LABELS, Evidence, Finding, Status
from diary.domain.vocabulary import HIGHEST, place_name
from diary.review.rule_book import is_rough, what_counts
from diary.review.snapshot import Review
from diary.tui.host import host_of
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.chart_lines import STYLES, level_style, write_lines
from diary.tui.widgets.fitting import evened, wrapped
from diary.tui.widgets.texts import TIER_MARKS, TIER_STYLES, number_text, with_keys

NOW, ENTRIES, COMPARED, BEFORE = "What now", "Entries", "Compared with", "before"
# The latest entries say most; a finding of a long episode rests on dozens.
MOST_EVIDENCE = 8


def explanation(finding: Finding, as_of: datetime) -> list[tuple[str, str]]:
    """Paragraphs about a finding, as label and text, in the order a person needs them; none is empty."""
    # What to do comes first, because on a low screen the rest must be scrolled to.
    lines = [(NOW, with_keys(finding.next_step)), ("What I see", with_keys(finding.summary))]
    if finding.evidence and (finding.raised or finding.status is Status.PENDING):
        shown = finding.evidence[-MOST_EVIDENCE:]
        lead = "… · " if len(finding.evidence) > len(shown) else ""
        lines.append((ENTRIES, lead + " · ".join(_evidence_text(each, as_of) for each in shown)))
    for level in dict.fromkeys(each.compared_with for each in finding.each):
        if level:
            lines.append((COMPARED, f"{number_text(level.level)}: {level.kind}, {level.origin}"))
    if finding.raised:
        lines.append(("What counts", "; and ".join(filter(None, map(what_counts, finding.each)))))
    if finding.raised and finding.since:
        sure = ", confirmed by a second entry" if finding.confirmed else ""
        lines.append(("Since", f"{_time_text(finding.since, as_of, about=is_rough(finding, finding.since))}{sure}"))
    if finding.provisional:
        lines.append(("Not certain", "it needs a usual level, and none was stated or known by then"))
    lines.append(("How it ends", finding.clears_when))
    lines.append(("Question", with_keys(finding.question) if finding.question else ""))
    lines.append(("Sources", " · ".join(finding.sources)))
    return [(label, text) for label, text in lines if text]


def _time_text(when: datetime, as_of: datetime, *, about: bool) -> str:
    # Only within six days, so that the name of a weekday never means the one of the week before.
    day = f"{when:%a}" if abs(as_of - when) < timedelta(days=6) else f"{when.day} {when:%b}"
    return f"{day} about noon" if about else f"{day} {when:%H:%M}"


def _evidence_text(shown: Evidence, as_of: datetime) -> str:
    value = shown.pain if shown.pain is not None else shown.value
    # The site is named in the title; only an entry without a number needs it, to say where the symptom was.
    words = [*([place_name(shown.site, shown.side)] if value is None and shown.site else [])]
    words += [number_text(value)] if value is not None else []
    words += _words(shown)
    return f"{_time_text(shown.time, as_of, about=shown.date_only)} {' '.join(words)}".rstrip()


def _words(shown: Evidence) -> list[str]:
    return [*shown.qualities, *shown.symptoms, *(["sudden"] if shown.sudden else [])]


STATUS_TEXTS = {
    Status.PENDING: "too early to tell",
    Status.INSUFFICIENT: "too little is known",
    Status.CANNOT_JUDGE: "cannot be judged",
    Status.CLEAR: "nothing to say",
}


INDENT = 17
"""Columns of the labels; in a narrow window they stand above their texts."""
TIME = 11
"""Columns of the time of a reading: Mon 20:14, 31 Oct 09:40."""
ROOMY, HIGH = 28, 40
"""Rows of the screen from which on blank lines part the sections, and the course of the site stands below them."""
DAYS = 14
"""Days of that course."""


def has_bars(finding: Finding) -> bool:
    """Whether its entries are levels of pain, which can be drawn."""
    return bool(finding.evidence) and all(each.pain is not None for each in finding.evidence)


class Explanation(CanvasWidget):
    """The explanation of one finding."""

    finding: reactive[Finding | None] = reactive(None, layout=True)
    review: reactive[Review | None] = reactive(None, layout=True)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw its tier and title, what to do, then labelled rows, and always the disclaimer."""
        finding = self.finding
        if finding is None:
            canvas.write(f"  {DISCLAIMER}", "$quiet")
            return
        asked = TIER_LABELS[finding.tier] if finding.tier else STATUS_TEXTS[finding.status].capitalize()
        style = TIER_STYLES[finding.tier] if finding.tier else "bold"
        told = " · told" if finding.acknowledged else ""
        canvas.write(f"  {TIER_MARKS[finding.tier] if finding.tier else '? '}{asked}{told}", style)
        if canvas.column + cell_len(finding.title) + 5 <= width:
            canvas.write(f" · {finding.title}", "bold")
        else:
            for line in wrapped(finding.title, width - 4):
                canvas.new_line()
                canvas.write(f"  {line}", "bold")
        as_of = host_of(self).clock.local()
        height = self.app.size.height
        is_roomy, is_high = height >= ROOMY, height >= HIGH
        bars = has_bars(finding)
        for label, text in explanation(finding, as_of):
            if label == NOW:
                _part(canvas, is_roomy)
                for line in evened(text, width - 6):
                    canvas.new_line()
                    canvas.write("  ▌ ", style)
                    canvas.write(line, "bold")
                _part(canvas, is_roomy)
            elif label == ENTRIES and bars:
                _label(canvas, label)
                self._draw_bars(canvas, finding, as_of, width)
                _part(canvas, is_high)
            elif label != COMPARED or not bars:
                _label(canvas, label)
                for index, line in enumerate(evened(text, width - _indent(width) - 2)):
                    _begin(canvas, index, width)
                    canvas.write(line)
        _part(canvas, is_high)
        canvas.new_line()
        canvas.write(f"  {DISCLAIMER}", "$quiet")
        place, review = finding.place, self.review
        if is_high and bars and place and review:
            _part(canvas, True)
            canvas.new_line()
            lines = chart_lines(review, place, DAYS, review.today, (width - 4, None))[1]
            write_lines(canvas, [(Piece(f"The last {DAYS} days", BOLD),), *lines], indent=2)

    def _draw_bars(self, canvas: Canvas, finding: Finding, as_of: datetime, width: int) -> None:
        """The level that it is compared with, and each reading below it, as bars with a line at that level."""
        a_level = 2 if width >= 70 else 1
        base = next((each.compared_with for each in finding.each if each.compared_with), None)
        at = max(1, round(base.level * a_level)) if base else 0
        rows: list[tuple[str, float, str]] = [(BEFORE, base.level, f"{base.kind}, {base.origin}")] if base else []
        rows += [
            (_time_text(each.time, as_of, about=each.date_only), each.pain or 0, ", ".join(_words(each)))
            for each in finding.evidence[-MOST_EVIDENCE:]
        ]
        index = 0
        for time, level, words in rows:
            room = max(20, width - _indent(width) - TIME - 6 - HIGHEST * a_level)
            for number, line in enumerate(wrapped(words, room) or [""]):
                _begin(canvas, index, width)
                index += 1
                if number == 0:
                    canvas.write(f"{time:<{TIME}}", "$quiet")
                    canvas.write(f"{number_text(level):^3}", STYLES[level_role(level, behind=True)])
                    canvas.write(" ")
                    called = f"{BEFORE} {number_text(level)}"
                    # The line is named beside its bar, where there is room.
                    is_named = time == BEFORE and at + 2 + len(called) <= HIGHEST * a_level
                    for text, style in islice(_bar(level, at, a_level), at + 1 if is_named else None):
                        canvas.write(text, style)
                    if is_named:
                        canvas.write(f" {called}", "$text-accent")
                canvas.move_to(_indent(width) + TIME + 5 + HIGHEST * a_level)
                canvas.write(line, "$quiet" if time == BEFORE else "")


def _bar(level: float, at: int, a_level: int) -> Iterator[tuple[str, str]]:
    """A bar of a level, a little lower than its row, with an upright line after `at` columns; 0 is without a line."""
    filled = max(1, round(level * a_level))
    for column in range(HIGHEST * a_level):
        # At the left edge of the column after that bar, which is its end.
        if at and column == at:
            yield "▏", "$text-accent"
        else:
            yield (NEARLY_FULL, level_style(level)) if column < filled else (" ", "")


def _indent(width: int) -> int:
    return INDENT if width >= 70 else 4


def _label(canvas: Canvas, label: str) -> None:
    canvas.new_line()
    canvas.write(f"  {label}", "$quiet")


def _begin(canvas: Canvas, index: int, width: int) -> None:
    """Go to where a line of a text begins: beside its label, or below it where that would be too narrow."""
    if index or _indent(width) < INDENT:
        canvas.new_line()
    canvas.move_to(_indent(width))


def _part(canvas: Canvas, is_roomy: bool) -> None:
    if is_roomy:
        canvas.new_line()
