"""The further pages: more sites, patterns, flags and episodes in detail, the log, how the rules work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from diary.charts.calendar_days import MOST_SITES as CALENDAR_SITES
from diary.charts.period import Period, Place, day_text
from diary.charts.tracks import MOST_MOTIONS, MOST_SCORES, MOST_SITES
from diary.domain.findings import Evidence
from diary.domain.text import capital, counted
from diary.report import figures
from diary.report.blocks import Beside, Block, Heading, Item, Items, Para, Picture
from diary.report.episode import EpisodeRow
from diary.report.exercise_blocks import exercise_in_full
from diary.report.first_page import Room, cut_off
from diary.report.format import clock
from diary.report.model import Report
from diary.report.months import is_long
from diary.report.sections import WORDS
from diary.report.session_before import session_text
from diary.report.tables import episodes_table, flags_table, log_table, where_table
from diary.review.rule_book import BY_EDITION, explained

MOST_EPISODES, MOST_EPISODE_CHARTS = 40, 8
MOST_FLAGS = 30
EPISODE_HEIGHT = 2.2


def blocks_behind(report: Report, room: Room) -> Iterator[Block]:
    """Everything behind the first page that was asked for and has something to say."""
    yield from cut_off(report, room)
    if report.has("patterns"):
        yield from _patterns(report, room)
    if report.has("flags") and report.flags:
        yield from _flags(report)
    if report.has("episodes"):
        yield from _episodes(report)
    if report.has("log"):
        yield from _log(report)
    # Where nothing was logged there is nothing that rules could explain.
    if report.has("rules") and (report.completeness.entries or report.flags):
        yield from _rules(report)


def _patterns(report: Report, room: Room) -> Iterator[Block]:
    places = tuple(row.place for row in report.sites[:MOST_SITES] if row.latest is not None)
    if is_long(report) and places:
        yield Heading("Calendar")
        yield _pattern(report, "calendar", places[:CALENDAR_SITES], 0)
    for kind, title in (("time-of-day", "By time of day (hours)"), ("weekday", "By day of the week")):
        if told := tuple(place for place in places if figures.is_comparable(report, kind, place)):
            yield Heading(title)
            yield _pattern(report, kind, told, len(told))
    yield from _where_it_hurt(report)
    yield from exercise_in_full(report, room.kinds, short_form=room.short)
    if any(len(course.values) > 1 for course in report.scores):
        yield Heading("Function over time")
        yield _pattern(report, "function", (), min(len(report.scores), MOST_SCORES))
    if any(motion.count > 1 for motion in report.motions):  # a single measurement shows no course
        yield Heading("Range of motion")
        yield _pattern(report, "motion", (), min(len(report.motions), MOST_MOTIONS))


def _where_it_hurt(report: Report) -> Iterator[Block]:
    """The body over the whole time: on how many of the logged days each site hurt, and how high at most."""
    rows = [row for row in report.sites if row.highest is not None]
    if len(rows) < 2:
        return
    yield Heading("Where it hurt in this time")
    words = ", ".join(f"{row.name} {row.highest}" for row in rows)
    picture = Picture(
        "body", f"Body chart, front and back, with the highest level of each site in this time: {words}.",
        levels=tuple((row.place, row.highest) for row in rows), numb=tuple(row.place for row in rows if row.is_numb),
    )  # fmt: skip
    small = Para("Body: the highest level of each site in this time. Days: those with any pain above 0.", quiet=True)
    yield Beside(picture, where_table(rows, report), small)


def _pattern(report: Report, chart: str, places: tuple[Place, ...], panels: int) -> Picture:
    words = figures.of_pattern(report, chart, places)
    return Picture(chart, words, places, report.first, report.last, panels=panels)


def _flags(report: Report) -> Iterator[Block]:
    yield Heading("Findings in detail")
    yield Para(BY_EDITION, quiet=True)
    for flag in report.flags[:MOST_FLAGS]:
        yield Heading(flag.title, 3)
        told = f" Told on {day_text(flag.told)}." if flag.told else ""
        note = f" {flag.told_note}" if flag.told_note else ""
        after = f" Later: {flag.outcome_text}." if flag.outcome_text else ""
        items = [Item(flag.summary, "Seen:")]
        if flag.evidence:
            items.append(
                Item(
                    " · ".join(_reading(shown, report.last) for shown in flag.evidence[-8:]),
                    "Readings:",
                )
            )
        items.append(Item(f"{flag.label}.{after}{told}{note}", "Advice given:"))
        yield Items(tuple(items))
    if len(report.flags) > MOST_FLAGS:
        yield Heading("More findings", 3)
        yield flags_table(report.flags[MOST_FLAGS:], report.last)


def _reading(shown: Evidence, beside: date) -> str:
    level = shown.pain if shown.pain is not None else shown.value
    when = clock(shown.time, beside, about=shown.date_only)
    return " ".join([when, *([f"{level:g}"] if level is not None else []), *shown.qualities, *shown.symptoms])


def _episodes(report: Report) -> Iterator[Block]:
    if not report.episodes:
        return
    yield Heading("Episodes")
    yield Para(
        "An episode is a stretch in which a site stood 2 or more above its level before, until it was back within 1."
    )
    yield episodes_table(report.episodes[:MOST_EPISODES])
    more = len(report.episodes) - MOST_EPISODES
    if more > 0:
        yield Para(f"{counted(more, 'earlier episode')} left out.", quiet=True)
    for row in report.episodes[:MOST_EPISODE_CHARTS]:
        after = f", after {row.after}" if row.after else ""
        raised = clock(row.raised.at, report.last, about=row.raised.about)
        yield Heading(f"{capital(row.name)}, raised since {raised}{after}", 3)
        yield _episode_chart(report, row)
        if before := session_text(row, report.review, report.last, notes=report.notes):
            yield Para(f"Session before it: {before}")


def _episode_chart(report: Report, row: EpisodeRow) -> Picture:
    # The week before shows the level that the pain rose from.
    first = row.start.date() - timedelta(days=7)
    last = min(max(row.last.date(), row.start.date()) + timedelta(days=3), report.review.today)
    place = (row.site, row.side)
    before = "the level before not known" if row.provisional else f"{row.base:g} before"
    words = (
        f"Episode at {row.name}, raised since {clock(row.raised.at, about=row.raised.about)}: {before}, "
        f"highest {row.peak}, last {row.latest}. " + figures.of_trend(report, [place], Period(first, last))
    )
    return Picture("trend", capital(words), (place,), first, last, EPISODE_HEIGHT)


def _log(report: Report) -> Iterator[Block]:
    if not report.log:
        return
    yield Heading("Log")
    if report.log_left_out:
        yield Para(
            f"The newest {len(report.log)} lines; {report.log_left_out} earlier ones are in the diary.", quiet=True
        )
    if not report.notes:
        yield Para("Notes were left out.", quiet=True)
    yield log_table(report.log, report.last, report.notes and any(row.note for row in report.log))


def _rules(report: Report) -> Iterator[Block]:
    yield Heading("How the rules work")
    yield Para(WORDS)
    rules = explained(report.review.snapshot.thresholds)
    fired = {name for flag in (*report.flags, *report.earlier) for name in flag.rules}
    yield Items(
        tuple(
            Item(f"{how} Sources: {sources}.", f"{rule}{' (gave a finding of this report)' if rule in fired else ''}:")
            for rule, how, sources in rules
        )
    )
