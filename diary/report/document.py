"""Makes the sheet from the model: the same words in the same order for every format."""

from __future__ import annotations

from diary.charts.period import day_text
from diary.domain.findings import DISCLAIMER
from diary.domain.text import counted
from diary.report import appointments
from diary.report.blocks import Sheet
from diary.report.first_page import ROOMS, Room, first_page
from diary.report.format import clock, days
from diary.report.further_pages import blocks_behind
from diary.report.model import Report
from diary.review.rule_book import EDITION


def sheet_of(report: Report, room: Room = ROOMS[0], *, whole: bool = True) -> Sheet:
    """The sheet; only PDF, whose first page is one page of paper, asks for a smaller room, and for that page alone."""
    who = [report.name] if report.name else []
    who += [f"born {report.born}"] if report.born else []
    return Sheet(
        title="Pain diary report",
        who=", ".join(who),
        period=_period(report),
        trust=_trust(report),
        first=tuple(first_page(report, room)),
        behind=tuple(blocks_behind(report, room)) if whole else (),
        foot=f"Self-reported. No diagnosis. {DISCLAIMER} Rules edition {EDITION}, data {report.digest}.",
        made=f"Made on {clock(report.made)} from the entries of the diary. Pain: 0 none, 10 the worst imaginable.",
    )


def _period(report: Report) -> str:
    days_of, seen = days(report.first, report.last), "; ".join(appointments.texts(report))
    return f"{days_of}{', ' if report.visit else '; '}{seen}" if seen else days_of


def _trust(report: Report) -> str:
    whole = report.completeness
    late = f", {counted(whole.late, 'entry', 'entries') if whole.late else 'none'} written more than a day later"
    begun = f" since it was begun on {day_text(whole.begun, report.last)}" if whole.begun else ""
    text = f"Self-reported: {whole.logged} of {counted(whole.days, 'day')} logged{begun}"
    # Without an entry there is none that could be late.
    text += late if whole.logged else ""
    # How another app's words became levels was the person's choice, so whoever reads the numbers has to know.
    for app, count in whole.converted:
        text += f", {counted(count, 'entry', 'entries')} converted from {app}"
    return "\n".join(filter(None, (text + _last_entry(report), _strip(report))))


def _last_entry(report: Report) -> str:
    """The day of the last entry of all: what is missing may be the end of the time."""
    entries = report.review.entries
    if not entries:
        return ""
    last = entries[-1].at.day
    ago = (report.review.today - last).days
    when = "" if ago == 0 else f", {counted(ago, 'day')} before" if ago else ""
    return f"; last entry {day_text(last, report.last)}{when}"


LOGGED, LATE, MISSING = "■", "◪", "□"
MOST_BOXES = 70


def _strip(report: Report) -> str:
    """A box for each day up to today, in weeks from Monday; "" for a long time, or one without entries."""
    first, last = report.completeness.begun or report.first, min(report.last, report.review.today)
    days_shown = range(first.toordinal(), last.toordinal() + 1)
    if not report.completeness.logged or len(days_shown) > MOST_BOXES:
        return ""
    late = {e.at.day.toordinal(): False for e in report.review.entries}
    for entry in report.review.entries:
        late[entry.at.day.toordinal()] |= entry.late
    boxes = [MISSING if day not in late else LATE if late[day] else LOGGED for day in days_shown]
    # The first day of the calendar's count is a Monday.
    parted = [
        f" {box}" if n and (day - 1) % 7 == 0 else box
        for n, (day, box) in enumerate(zip(days_shown, boxes, strict=True))
    ]
    return f"Day by day: {''.join(parted)} ({LOGGED} logged, {LATE} late, {MISSING} missing)"
