"""From the model to the sheet: the same words in the same order for every format."""

from __future__ import annotations

from collections.abc import Iterator

from diary.analysis.response import leading
from diary.analysis.wording import DISCLAIMER
from diary.charts.tracks import MOST_SITES, Period
from diary.report import alt
from diary.report.behind import blocks_behind
from diary.report.blocks import Beside, Block, Heading, Item, Items, Para, Picture, Sheet
from diary.report.model import Report
from diary.report.said import clock, counted, day, days, short
from diary.report.summary import COUNTS, sentences
from diary.report.tables import daily_items, exercise_table, flags_table, sites_table

MOST_QUESTIONS, MOST_FLAGS, MOST_KINDS = 5, 5, 5
QUESTION_LENGTH = 160
HEIGHT = {1: 2.6, 2: 3.2, 3: 3.8, 4: 4.4, 5: 5.0, 6: 5.6}
"""Inches of the first trend by its number of sites, where no page sets it."""


def sheet_of(report: Report) -> Sheet:
    """The whole sheet."""
    who = [report.name] if report.name else []
    who += [f"born {report.born}"] if report.born else []
    return Sheet(
        title="Pain diary report",
        who=", ".join(who),
        period=_period(report),
        trust=_trust(report),
        first=tuple(_first(report)),
        behind=tuple(blocks_behind(report)),
        foot=f"Self-reported. No diagnosis. {DISCLAIMER}",
        made=f"Made on {clock(report.made)} from the entries of the diary. Pain: 0 none, 10 the worst imaginable. "
        "Middle: median.",
    )


def _period(report: Report) -> str:
    said = days(report.first, report.last)
    if report.visit:
        said += f", since the last visit on {day(report.visit, report.last)}"
    if report.next_visit:
        said += f"; next visit {day(report.next_visit, report.last)}"
    return said


def _trust(report: Report) -> str:
    whole = report.completeness
    late = f"{counted(whole.late, 'entry', 'entries')} written late" if whole.late else "none written late"
    return f"Self-reported: {whole.logged} of {counted(whole.days, 'day')} logged, {late}"


def _first(report: Report) -> Iterator[Block]:
    if report.has("summary"):
        yield Heading("In short")
        yield Items(tuple(Item(text, lead) for lead, text in sentences(report)))
    if report.has("questions") and report.questions:
        yield Heading("My questions")
        shown = [
            Item(short(q.text, QUESTION_LENGTH), f"{n}.") for n, q in enumerate(report.questions[:MOST_QUESTIONS], 1)
        ]
        yield Items(tuple(shown))
        if len(report.questions) > MOST_QUESTIONS:
            yield Para(
                f"{counted(len(report.questions) - MOST_QUESTIONS, 'more question')} on a further page.", quiet=True
            )
    if report.has("sites") and report.sites:
        yield from _sites(report)
    if report.has("trend"):
        yield from _trend(report)
    if report.has("flags"):
        yield from _flags(report)
    if report.has("exercise"):
        yield from _exercise(report)
    daily = tuple(daily_items(report)) if report.has("daily") else ()
    if daily:
        yield Heading("Every day")
        yield Items(daily)


def _sites(report: Report) -> Iterator[Block]:
    rows = report.sites[:MOST_SITES]
    levels = tuple((row.place, row.latest) for row in rows)
    yield Heading("Sites")
    more = len(report.sites) - len(rows)
    said = f" {counted(more, 'more site')} on a further page." if more else ""
    small = Para(f"Left and right are the person's own. {COUNTS}{said}", quiet=True)
    yield Beside(Picture("body", alt.of_body(rows), levels=levels), sites_table(rows, report), small)


def _trend(report: Report) -> Iterator[Block]:
    places = tuple(row.place for row in report.sites[:MOST_SITES] if row.latest is not None)
    if places:
        period = Period(report.first, report.last)
        yield Heading("Course")
        yield Picture(
            "trend",
            alt.of_trend(report, places, period),
            places,
            report.first,
            report.last,
            HEIGHT[min(len(places), 6)],
        )


def _flags(report: Report) -> Iterator[Block]:
    yield Heading("Flags")
    if not report.flags:
        yield Para("Nothing was flagged in this time.")
        return
    yield flags_table(report.flags[:MOST_FLAGS], report.last)
    notes = []
    if len(report.flags) > MOST_FLAGS:
        notes.append(f"{counted(len(report.flags) - MOST_FLAGS, 'more flag')} on a further page.")
    if report.flags_from > report.first:
        notes.append(f"Flags that have cleared are looked up from {day(report.flags_from)} on.")
    if notes:
        yield Para(" ".join(notes), quiet=True)


def _exercise(report: Report) -> Iterator[Block]:
    rows = leading(report.exercise)[:MOST_KINDS]
    if rows:
        yield Heading("After exercise")
        yield exercise_table(rows)
        yield Para("Middle of all times; of each kind the site that rose most.", quiet=True)
