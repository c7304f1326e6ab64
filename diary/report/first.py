"""The first page: complete on its own, in the order in which a clinician with a minute asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diary.analysis.response import leading
from diary.charts.period import Period, drawn
from diary.charts.tracks import MOST_SITES
from diary.report import alt
from diary.report.blocks import Beside, Block, Heading, Item, Items, Para, Picture
from diary.report.model import Report
from diary.report.said import counted, short
from diary.report.summary import COUNTS, ON_BODY, USUAL, sentences
from diary.report.tables import LOGGED, daily_items, exercise_table, flags_table, partly, sites_table

HEIGHT = {1: 2.6, 2: 3.2, 3: 3.8, 4: 4.4, 5: 5.0, MOST_SITES: 5.6}
"""Inches of the first trend by its number of sites, where no page sets it."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much the first page may hold; what it does not hold stands behind it."""

    questions: int = 5
    letters: int = 160
    """Of a question."""
    flags: int = 5
    kinds: int = 5
    """Of sessions and exercises."""
    courses: int = MOST_SITES
    """Sites in the trend."""
    daily: bool = True


ROOMS = (
    Room(),
    Room(letters=120, flags=4, kinds=3, courses=4),
    Room(letters=120, flags=2, kinds=1, courses=2, daily=False),
)
"""From all that is wanted to what one page always has room for."""


def first_page(report: Report, room: Room) -> Iterator[Block]:
    """Its blocks."""
    if report.has("summary"):
        yield Heading("In short")
        yield Items(tuple(Item(text, lead) for lead, text in sentences(report)))
    if report.has("questions") and report.questions:
        yield from _questions(report, room)
    if report.has("sites") and report.sites:
        yield from _sites(report)
    if report.has("trend"):
        yield from _trend(report, room)
    if report.has("flags"):
        yield from _flags(report, room)
    if report.has("exercise"):
        yield from _exercise(report, room)
    if room.daily:
        yield from every_day(report)


def cut_off(report: Report, room: Room) -> Iterator[Block]:
    """What the first page left out and no further page has anyway."""
    cut = any(len(" ".join(question.text.split())) > room.letters for question in report.questions)
    if report.has("questions") and (cut or len(report.questions) > room.questions):
        yield Heading("All questions")
        yield Items(tuple(Item(question.text, f"{n}.") for n, question in enumerate(report.questions, 1)))
    if not room.daily:
        yield from every_day(report)
    if report.has("sites") and len(report.sites) > MOST_SITES:
        yield Heading("More sites")
        yield sites_table(report.sites[MOST_SITES:], report)
    if report.has("trend"):
        places = [row.place for row in report.sites if row.latest is not None]
        first = len(places[: min(room.courses, MOST_SITES)])
        for start in range(first, len(places), 8):
            some = tuple(places[start : start + 8])
            period = drawn(report.review, Period(report.first, report.last))
            words = alt.of_trend(report, some, period)
            yield Picture("trend", words, some, period.first, period.last, 0.9 * len(some) + 1)


def every_day(report: Report) -> Iterator[Block]:
    """Interference, ranges of motion, self-care and medication."""
    daily = tuple(daily_items(report)) if report.has("daily") else ()
    if daily:
        yield Heading("Every day")
        yield Items(daily)


def _questions(report: Report, room: Room) -> Iterator[Block]:
    yield Heading("My questions")
    shown = report.questions[: room.questions]
    yield Items(tuple(Item(short(question.text, room.letters), f"{n}.") for n, question in enumerate(shown, 1)))
    more = len(report.questions) - len(shown)
    if more:
        yield Para(f"{counted(more, 'more question')} on a further page.", quiet=True)


def _sites(report: Report) -> Iterator[Block]:
    rows = report.sites[:MOST_SITES]
    levels = tuple((row.place, row.latest) for row in rows)
    yield Heading("Sites")
    more = len(report.sites) - len(rows)
    said = f" {counted(more, 'more site')} on a further page." if more else ""
    small = Para(f"{ON_BODY} {COUNTS} {USUAL}{said}", quiet=True)
    yield Beside(Picture("body", alt.of_body(rows), levels=levels), sites_table(rows, report), small)


def _trend(report: Report, room: Room) -> Iterator[Block]:
    places = tuple(row.place for row in report.sites[:MOST_SITES] if row.latest is not None)[: room.courses]
    if places:
        period = drawn(report.review, Period(report.first, report.last))
        yield Heading("Course")
        words = alt.of_trend(report, places, period)
        yield Picture("trend", words, places, period.first, period.last, HEIGHT[len(places)])


def _flags(report: Report, room: Room) -> Iterator[Block]:
    yield Heading("Flags")
    if not report.flags:
        yield Para("Nothing was flagged in this time.")
        return
    yield flags_table(report.flags[: room.flags], report.last)
    notes = []
    if len(report.flags) > room.flags:
        notes.append(f"{counted(len(report.flags) - room.flags, 'more flag')} on a further page.")
    if notes:
        yield Para(" ".join(notes), quiet=True)


def _exercise(report: Report, room: Room) -> Iterator[Block]:
    rows = leading(report.exercise)
    if rows:
        yield Heading("After exercise")
        yield exercise_table(rows[: room.kinds])
        more = len(rows) - room.kinds
        place = " on a further page" if report.has("patterns") else ""
        said = f" {counted(more, 'more kind')}{place}." if more > 0 else ""
        brackets = f"; {LOGGED}" if any(partly(row) for row in rows[: room.kinds]) else ""
        yield Para(f"Medians of all times{brackets}; of each kind the site that rose most.{said}", quiet=True)
