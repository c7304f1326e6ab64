"""The first page: complete on its own, in the order of the questions of a clinician who has one minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diary.charts.period import Period, Place, day_text, drawn
from diary.charts.tracks import MOST_SITES
from diary.domain.findings import Tier
from diary.domain.text import counted
from diary.report import figures
from diary.report import rehabilitation_blocks as rehabilitation
from diary.report.blocks import Beside, Block, Heading, Item, Items, Para, Picture
from diary.report.exercise_blocks import after_exercise
from diary.report.format import short
from diary.report.function_blocks import function, function_in_short, function_rows
from diary.report.headlines import is_fresh, red_flags
from diary.report.model import Outcome, QuestionRow, Report
from diary.report.rises import MOST_RISES
from diary.report.summary import MOST_NAMED, sentences
from diary.report.tables import MOST_CARES, daily_items, flags_table, sites_table, used_items

ON_BODY = "Body: the latest levels; left and right are the person's own."
TICKED = " Tick: a finding of this time has ended there, as an entry shows."
STALE, HATCHED = " Broken ring: of an earlier day.", " Hatched: numb or tingling in this time."
COUNTS = (
    "Mean: of the first 7 days (else of the 7 before) and of the last 7, each with 4 logged; clear from 2 points on, "
    "or 30 % where that is 1.5 or more."
)
WORST = " Worst: of a day, as rated beside the level of an entry"
USUAL = "Usual: as stated, or as logged in the weeks before; dashed."


HEIGHT = {1: 2.6, 2: 3.2, 3: 3.8, 4: 4.4, 5: 5.0, MOST_SITES: 5.6}
"""Inches of the first trend by its number of sites, where no page sets it."""


NOT, BRIEF, IN_SHORT, WHOLE = range(4)


@dataclass(frozen=True, slots=True)
class Room:
    """How much the first page may hold; the rest goes to the further pages."""

    questions: int = 5
    letters: int = 160
    """Of a question."""
    flags: int = 5
    kinds: int = 5
    """Of sessions and exercises."""
    courses: int = MOST_SITES
    """Sites in the trend."""
    scores: int = 6
    short: bool = False
    """Whether exercise and function stand in lines and not in tables, which are then on the further pages."""
    red: int = 8
    """Red flags, those that ask for most."""
    used: int = MOST_CARES
    """Kinds of medicines, and of self-care."""
    daily: int = WHOLE
    """How much of every day."""
    helps: bool = True
    """Whether what helped is said beside what was used."""
    rises: int = MOST_RISES
    """Earlier rises that are named; all stand on a further page."""


ROOMS = (
    Room(),
    Room(letters=120, flags=4, kinds=3, courses=4, scores=4),
    Room(letters=120, flags=0, kinds=2, courses=2, scores=4, red=5, daily=IN_SHORT),
    Room(letters=120, flags=0, kinds=3, courses=2, scores=4, red=5, daily=IN_SHORT, short=True),
    Room(letters=120, flags=0, kinds=2, courses=1, scores=3, red=3, daily=IN_SHORT, short=True),
    Room(letters=120, flags=0, kinds=1, courses=1, scores=3, red=3, daily=IN_SHORT, short=True),
    Room(letters=120, flags=0, kinds=1, courses=1, scores=2, red=3, daily=BRIEF, short=True),
    Room(letters=72, flags=0, kinds=1, courses=1, scores=2, red=3, used=2, daily=NOT, short=True, rises=1),
    Room(letters=72, flags=0, kinds=1, courses=1, scores=1, red=2, used=1, daily=NOT, short=True, rises=0),
    Room(letters=72, flags=0, kinds=1, courses=0, scores=2, red=2, used=1, daily=NOT, short=True, rises=0),
    Room(letters=72, flags=0, kinds=1, courses=0, scores=1, red=2, used=1, daily=NOT, short=True, rises=0, helps=False),
)
"""From everything that is wanted to what always fits on one page."""


def first_page(report: Report, room: Room) -> Iterator[Block]:
    """Its blocks."""
    if report.has("background"):
        yield from rehabilitation.background(report)
    if report.has("summary") or report.has("flags"):
        yield from red_flags(report, room.red)
    if report.has("summary"):
        yield Heading("In short")
        yield Items(tuple(Item(text, lead) for lead, text in sentences(report, helps=room.helps, rises=room.rises)))
    if report.has("questions") and report.questions:
        yield from _questions(report, room)
    if report.has("sites") and report.sites:
        yield from _sites(report)
    if report.has("trend"):
        yield from _trend(report, room)
    if report.has("flags"):
        yield from _flags(report, room)
    if report.has("exercise"):
        yield from after_exercise(report, room.kinds, short_form=room.short)
    if report.has("function"):
        if room.short:
            yield from function_in_short(report, room.scores)
        else:
            yield from function(report, room.scores)
    if report.has("daily"):
        yield from _used(report, room.used)
    if room.daily:
        yield from every_day(report, room.daily)


def cut_off(report: Report, room: Room) -> Iterator[Block]:
    """What the first page left out and no other further page has."""
    cut = any(len(" ".join(_question(each, report).split())) > room.letters for each in report.questions)
    if report.has("questions") and (cut or len(report.questions) > room.questions):
        yield Heading("All questions")
        yield Items(tuple(Item(_question(each, report), f"{n}.") for n, each in enumerate(report.questions, 1)))
    if report.has("function") and room.short and report.scores:
        yield from function(report, len(report.scores))
    elif report.has("function") and len(report.scores) > room.scores:
        yield Heading("More scores")
        yield from function_rows(report, report.scores[room.scores :])
    if report.has("daily") and room.used < len(report.cares):
        yield from _used(report, len(report.cares))
    # Without a programme the short form is the whole one.
    if room.daily in (NOT, BRIEF) or (room.daily is IN_SHORT and report.programme):
        yield from every_day(report, WHOLE)
    if report.has("sites") and len(report.sites) > MOST_SITES:
        yield Heading("More sites")
        yield sites_table(report.sites[MOST_SITES:], report)
    if report.has("trend"):
        places = [row.place for row in report.sites if row.latest is not None]
        first = len(places[: min(room.courses, MOST_SITES)])
        for start in range(first, len(places), 8):
            some = tuple(places[start : start + 8])
            period = drawn(report.review, Period(report.first, report.last))
            words = figures.of_trend(report, some, period)
            yield Picture("trend", words, some, period.first, period.last, 0.9 * len(some) + 1)


def _used(report: Report, most: int) -> Iterator[Block]:
    """Medicines and treatments may mask pain, and what helped is asked for: they are always on the first page."""
    items = tuple(used_items(report, most))
    if items:
        yield Heading("What was used")
        yield Items(items)


def every_day(report: Report, amount: int) -> Iterator[Block]:
    """The programme at home, interference, ranges of motion."""
    daily = list(daily_items(report)) if report.has("daily") else []
    # In brief the first of them: the interference, where it was rated.
    daily = daily[:1] if amount is BRIEF else daily
    if report.has("exercise") and amount is WHOLE:
        yield from rehabilitation.programme(report)
    elif report.has("exercise"):
        daily = [*rehabilitation.programme_in_short(report), *daily]
    if daily:
        yield Heading("Every day")
        yield Items(tuple(daily))


def _questions(report: Report, room: Room) -> Iterator[Block]:
    yield Heading("My questions")
    shown = report.questions[: room.questions]
    yield Items(tuple(Item(_question(each, report, room.letters), f"{n}.") for n, each in enumerate(shown, 1)))
    more = len(report.questions) - len(shown)
    if more:
        yield Para(f"{counted(more, 'more question')} on a further page.", quiet=True)


def _question(each: QuestionRow, report: Report, most: int = 0) -> str:
    """A question with the day on which it was asked, cut to so many letters where they are given."""
    asked = f" ({day_text(each.asked, report.last)})"
    return (short(each.text, most - len(asked)) if most else each.text) + asked


def _sites(report: Report) -> Iterator[Block]:
    rows = report.sites[:MOST_SITES]
    # The table has room for a few; the body shows all.
    levels = tuple((row.place, row.latest) for row in report.sites)
    stale = tuple(
        row.place
        for row in report.sites
        if row.latest is not None and row.latest_at and not is_fresh(row.latest_at, report)
    )
    numb = tuple(row.place for row in report.sites if row.is_numb)
    cleared = _cleared(report)
    yield Heading("Sites")
    more = len(report.sites) - len(rows)
    text = f" {counted(more, 'more site')} on a further page." if more else ""
    read = ON_BODY + (STALE if stale else "") + (HATCHED if numb else "") + (TICKED if cleared else "")
    rated = [
        f"{row.name} {day_text(row.worst_at.date(), report.last)}"
        for row in rows
        if row.worst_beyond is not None and row.worst_at
    ]
    worst = f"{WORST}: {', '.join(rated)}." if rated else ""
    small = Para(f"{read} {COUNTS} {USUAL}{worst}{text}", quiet=True)
    yield Beside(
        Picture("body", figures.of_body(report.sites, cleared), levels=levels, stale=stale, numb=numb, cleared=cleared),
        sites_table(rows, report),
        small,
    )


def _cleared(report: Report) -> tuple[Place, ...]:
    """The sites where a finding of this time has ended, as a later entry shows, and no other stands."""
    still = {flag.place for flag in report.flags if flag.outcome is not Outcome.EASED}
    ended = {flag.place for flag in report.flags if flag.outcome is Outcome.EASED and flag.tier is not Tier.EXPECTED}
    return tuple(row.place for row in report.sites if row.place in ended - still)


def _trend(report: Report, room: Room) -> Iterator[Block]:
    places = tuple(row.place for row in report.sites[:MOST_SITES] if row.latest is not None)[: room.courses]
    if places:
        period = drawn(report.review, Period(report.first, report.last))
        yield Heading("Course")
        words = figures.of_trend(report, places, period)
        yield Picture("trend", words, places, period.first, period.last, HEIGHT[len(places)])


def _flags(report: Report, room: Room) -> Iterator[Block]:
    others, most = [flag for flag in report.flags if not flag.is_red], max(room.flags, MOST_NAMED)
    # Where room is short, what the summary names and counts is not told twice; all of them stand on a further page.
    if not room.flags and report.has("summary"):
        return
    if others:
        yield Heading("Other findings")
        yield flags_table(others[:most], report.last)
    if len(others) > most:
        yield Para(f"{counted(len(others) - most, 'more finding')} on a further page.", quiet=True)
