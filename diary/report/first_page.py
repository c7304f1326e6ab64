"""The first page: complete on its own, in the order of the questions of a clinician who has one minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diary.charts.period import Period, day_text, drawn
from diary.charts.tracks import MOST_SITES
from diary.domain.text import capital, counted, listing, small_first
from diary.report import figures
from diary.report import rehabilitation_blocks as rehabilitation
from diary.report.blocks import Beside, Block, Heading, Item, Items, Para, Picture, Table
from diary.report.format import LETTERS, change_text, days_in, number_text, short
from diary.report.headlines import is_fresh, red_flags, standing
from diary.report.model import CareRow, FlagRow, Report, SiteRow
from diary.report.months import told_by_months
from diary.report.tables import daily_items, exercise_table, flags_table, medicine_items, sites_table
from diary.review.courses import ENOUGH, compared_text, leading, levels_text, settling, together, yardsticks

ON_BODY = "Body: the latest levels; left and right are the person's own."
STALE, HATCHED = " Dotted ring: of an earlier day.", " Hatched: numb or tingling in this time."
COUNTS = (
    "Change: mean of the first 7 days (else of the 7 before) to that of the last 7, each with 4 logged; 2 points "
    "count, or 30 % where that is 1.5 or more."
)
USUAL = "Usual: as stated, or as logged in the weeks before; dashed."
RUNS = "Newest first, from five on medians; at the site that rose most. What came after need not come from it."
MOST_NAMED = 2
"""Flags that are named in the summary."""
HELPS, ENOUGH_RATED = 3, 3
"""Median relief, and how many ratings of it, from which on a remedy is named: the best of single ones is chance."""


def sentences(report: Report) -> Iterator[tuple[str, str]]:
    """The summary: pairs of a lead word and its sentence."""
    if not report.completeness.entries:
        yield "No entries", "Nothing was logged in this time."
    else:
        if now := standing(report):
            yield "Now", now
        yield "Change", _changed(report)
        yield from told_by_months(report)
    # An empty time is one line.
    if report.completeness.entries or report.flags:
        yield "Flags", _flagged(report)
    for lead, text in (("Helps", _helps(report)), ("Exercise", _exercise_sentences(report))):
        if text:
            yield lead, text


def _changed(report: Report) -> str:
    known = [row for row in report.sites if row.change is not None]
    if not known:
        return "Cannot tell yet whether the pain changed over this period: too few days with entries."
    counting = [row for row in known if row.change and row.change.counts]
    counting.sort(key=lambda row: -abs(row.change.points) if row.change else 0.0)
    parts = []
    for row in counting[:2]:
        way = "worse" if row.change and row.change.points > 0 else "better"
        parts.append(f"{capital(row.name)} is {way}, {change_text(row.change)}; it counts from {_needed(row)}.")
    if len(counting) > 2:
        parts.append(f"{counted(len(counting) - 2, 'more site')} changed clearly.")
    rest = [row.name for row in known if row not in counting]
    if rest:
        names = listing(rest) if len(rest) <= 3 else counted(len(rest), "other site" if counting else "site")
        parts.append(f"No clear change at {names}.")
    return " ".join(parts)


def _needed(row: SiteRow) -> str:
    return number_text(row.change.needed if row.change else None)


def _flagged(report: Report) -> str:
    # The red ones stand in their frame, and are not told twice.
    now = [flag for flag in report.flags if flag.open and not flag.is_red]
    past = [flag for flag in report.flags if not flag.open and not flag.is_red]
    parts = []
    if now:
        more = f", and {len(now) - MOST_NAMED} more" if len(now) > MOST_NAMED else ""
        parts.append(f"{capital('; '.join(small_first(flag.title) for flag in now[:MOST_NAMED]))}{more}.")
    if past:
        more = f"; and {len(past) - MOST_NAMED} more" if len(past) > MOST_NAMED else ""
        named = "; ".join(_earlier(flag, report) for flag in past[:MOST_NAMED])
        parts.append(f"Earlier in this time: {named}{more}.")
    other = " else" if any(flag.is_red for flag in report.flags) else ""
    return " ".join(parts) or f"Nothing{other} was flagged in this time."


def _earlier(flag: FlagRow, report: Report) -> str:
    span = ""
    if flag.seen:
        span = f", {days_in(flag.seen, report.last)}"
    told = f"; told {day_text(flag.told, report.last)}" if flag.told else ""
    return f"{small_first(flag.title)}{span}: {flag.outcome_text}{told}"


def _helps(report: Report) -> str:
    rated: list[CareRow] = sorted(
        (row for row in report.cares if row.relief is not None and row.relief >= HELPS and row.rated >= ENOUGH_RATED),
        key=lambda row: (-(row.relief or 0), row.name),
    )
    return " ".join(
        f"{capital(short(row.name, LETTERS))} brought relief {number_text(row.relief)} of 10 in the median"
        f"{f', {row.reliefs[0]} to {row.reliefs[1]}' if row.reliefs else ''} (rated {counted(row.rated, 'time')})."
        for row in rated[:2]
    )


def _exercise_sentences(report: Report) -> str:
    kinds = leading(report.exercise)
    # One is named for what came after it only where the yardstick says so; else it is the latest, whatever came after
    # it: with a rise in any one of its sessions almost each of them would be named.
    out = [p for p in together(report.exercise) if p.stands_out]
    # All else stands in the table, and is not told twice.
    if report.has("exercise") and not out:
        return ""
    parts = [
        f"After {short(p.name, LETTERS)} ({counted(p.times, 'time')}) the {p.name_of_place}: {levels_text(p)}, "
        f"{settling(p)}."
        for p in out[:2] or kinds[:1]
    ]
    parts += [
        f"In 48 h without a session ({counted(times, 'time')}): {text}."
        for _, times, text in yardsticks(out[:2] or kinds[:1])
        if times >= ENOUGH
    ]
    parts += [compared_text(p) for p in out[:1] or kinds[:1]]
    gentle = [p for p in kinds if p.enough and not p.rose and p not in kinds[:1]][:2]
    if gentle:
        names = listing([f"{short(p.name, LETTERS)} ({p.times} times)" for p in gentle])
        parts.append(f"After {names} pain hardly rose.")
    return " ".join(parts)


HEIGHT = {1: 2.6, 2: 3.2, 3: 3.8, 4: 4.4, 5: 5.0, MOST_SITES: 5.6}
"""Inches of the first trend by its number of sites, where no page sets it."""


NOT, IN_SHORT, WHOLE = range(3)


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
    red: int = 8
    """Red flags, those that ask for most."""
    daily: int = WHOLE
    """How much of every day."""


ROOMS = (
    Room(),
    Room(letters=120, flags=4, kinds=3, courses=4, scores=4),
    Room(letters=120, flags=0, kinds=2, courses=2, scores=4, red=5, daily=IN_SHORT),
    Room(letters=120, flags=0, kinds=1, courses=1, scores=3, red=3, daily=IN_SHORT),
    Room(letters=120, flags=0, kinds=1, courses=1, scores=3, red=3, daily=NOT),
    Room(letters=120, flags=0, kinds=1, courses=1, scores=2, red=3, daily=NOT),
    Room(letters=72, flags=0, kinds=0, courses=1, scores=2, red=3, daily=NOT),
    Room(letters=72, flags=0, kinds=0, courses=0, scores=2, red=2, daily=NOT),
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
        yield from _exercise_block(report, room)
    if report.has("function"):
        yield from rehabilitation.function(report, room.scores)
    if report.has("daily"):
        yield from _medicines(report)
    if room.daily:
        yield from every_day(report, room.daily)


def cut_off(report: Report, room: Room) -> Iterator[Block]:
    """What the first page left out and no other further page has."""
    cut = any(len(" ".join(question.text.split())) > room.letters for question in report.questions)
    if report.has("questions") and (cut or len(report.questions) > room.questions):
        yield Heading("All questions")
        yield Items(tuple(Item(question.text, f"{n}.") for n, question in enumerate(report.questions, 1)))
    if report.has("function") and len(report.scores) > room.scores:
        yield Heading("More scores")
        yield from rehabilitation.function_rows(report.scores[room.scores :], report.first)
    if room.daily is not WHOLE:
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


def _medicines(report: Report) -> Iterator[Block]:
    """Treatments and medicines: they may mask pain, so that they are always on the first page."""
    items = tuple(medicine_items(report))
    if items:
        yield Heading("Medicines, treatments")
        yield Items(items)


def every_day(report: Report, amount: int) -> Iterator[Block]:
    """The programme at home, interference, ranges of motion, self-care."""
    daily = list(daily_items(report)) if report.has("daily") else []
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
    yield Items(tuple(Item(short(question.text, room.letters), f"{n}.") for n, question in enumerate(shown, 1)))
    more = len(report.questions) - len(shown)
    if more:
        yield Para(f"{counted(more, 'more question')} on a further page.", quiet=True)


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
    yield Heading("Sites")
    more = len(report.sites) - len(rows)
    text = f" {counted(more, 'more site')} on a further page." if more else ""
    read = ON_BODY + (STALE if stale else "") + (HATCHED if numb else "")
    small = Para(f"{read} {COUNTS} {USUAL}{text}", quiet=True)
    yield Beside(
        Picture("body", figures.of_body(report.sites), levels=levels, stale=stale, numb=numb),
        sites_table(rows, report),
        small,
    )


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
        yield Heading("Other flags")
        yield flags_table(others[:most], report.last)
    if len(others) > most:
        yield Para(f"{counted(len(others) - most, 'more flag')} on a further page.", quiet=True)


def _exercise_block(report: Report, room: Room) -> Iterator[Block]:
    rows = leading(report.exercise)
    if rows:
        yield Heading("After exercise")
        made = exercise_table(rows[: room.kinds], report.review.bands)
        if made.rows:
            yield made
        more = len(rows) - room.kinds
        place = " on a further page" if report.has("patterns") else ""
        text = f" {counted(more, 'more kind')}{place}." if more > 0 else ""
        compared = "" if any(p.stands_out for p in rows) else f" {capital(compared_text(rows[0]))}"
        read = f"{RUNS}{text}" if made.rows else text.strip()
        yield Para(f"{read}{compared}{_light_note(made, report)}", quiet=True)


def _light_note(made: Table, report: Report) -> str:
    """What the colours mean, where the table has any."""
    return f" {report.review.bands.in_short}" if "Light" in made.head else ""
