"""Makes the sheet from the model: the same words in the same order for every format."""

from __future__ import annotations

from diary.charts.period import day_text
from diary.domain.findings import DISCLAIMER
from diary.domain.text import counted
from diary.report.blocks import Sheet
from diary.report.first_page import ROOMS, Room, first_page
from diary.report.format import clock, days
from diary.report.further_pages import blocks_behind
from diary.report.model import Report
from diary.review.rule_book import BY_EDITION


def sheet_of(report: Report, room: Room = ROOMS[0]) -> Sheet:
    """The whole sheet; only PDF, whose first page is one page of paper, asks for a smaller room."""
    who = [report.name] if report.name else []
    who += [f"born {report.born}"] if report.born else []
    return Sheet(
        title="Pain diary report",
        who=", ".join(who),
        period=_period(report),
        trust=_trust(report),
        first=tuple(first_page(report, room)),
        behind=tuple(blocks_behind(report, room)),
        foot=f"Self-reported. No diagnosis. {DISCLAIMER}",
        made=f"Made on {clock(report.made)} from the entries of the diary. {BY_EDITION} "
        "Pain: 0 none, 10 the worst imaginable.",
    )


def _period(report: Report) -> str:
    text = days(report.first, report.last)
    if report.visit:
        text += f", since the last visit on {day_text(report.visit, report.last)}"
    if report.next_visit:
        text += f"; next visit {day_text(report.next_visit, report.last)}"
    return text


def _trust(report: Report) -> str:
    whole = report.completeness
    late = f", {counted(whole.late, 'entry', 'entries') if whole.late else 'none'} written more than a day later"
    begun = f" since it was begun on {day_text(whole.begun, report.last)}" if whole.begun else ""
    text = f"Self-reported: {whole.logged} of {counted(whole.days, 'day')} logged{begun}"
    # Without an entry there is none that could be late.
    return text + (late if whole.logged else "")
