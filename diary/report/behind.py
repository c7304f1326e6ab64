"""The further pages: more sites, patterns, flags and episodes in detail, the log, how the rules work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from diary.charts.tracks import MOST_SITES, Period
from diary.report import alt
from diary.report.blocks import Block, Heading, Item, Items, Para, Picture
from diary.report.model import EpisodeRow, Report
from diary.report.rules import WORDS, explained
from diary.report.said import capital, clock, counted, day
from diary.report.tables import episodes_table, exercise_table, log_table, sites_table

MOST_EPISODES, MOST_EPISODE_CHARTS = 40, 8
MOST_PATTERNS = 30
ON_FIRST_PAGE = 5
EPISODE_HEIGHT = 2.2


def blocks_behind(report: Report) -> Iterator[Block]:
    """Everything behind the first page that was asked for and has something to say."""
    if report.has("questions") and len(report.questions) > ON_FIRST_PAGE:
        yield Heading("All questions")
        yield Items(tuple(Item(question.text, f"{n}.") for n, question in enumerate(report.questions, 1)))
    if report.has("sites") and len(report.sites) > MOST_SITES:
        yield Heading("More sites")
        yield sites_table(report.sites[MOST_SITES:], report)
    if report.has("trend"):
        yield from _more_trends(report)
    if report.has("patterns"):
        yield from _patterns(report)
    if report.has("flags") and report.flags:
        yield from _flags(report)
    if report.has("episodes"):
        yield from _episodes(report)
    if report.has("log"):
        yield from _log(report)
    if report.has("rules"):
        yield from _rules()


def _more_trends(report: Report) -> Iterator[Block]:
    places = [row.place for row in report.sites[MOST_SITES:] if row.latest is not None]
    for start in range(0, len(places), 8):
        some = tuple(places[start : start + 8])
        words = alt.of_trend(report, some, Period(report.first, report.last))
        yield Picture("trend", words, some, report.first, report.last, 0.9 * len(some) + 1)


def _patterns(report: Report) -> Iterator[Block]:
    places = tuple(row.place for row in report.sites[:MOST_SITES] if row.latest is not None)
    if places:
        yield Heading("By time of day")
        yield Picture("time-of-day", alt.of_pattern(report, "time-of-day", places), places, report.first, report.last)
        yield Heading("By day of the week")
        yield Picture("weekday", alt.of_pattern(report, "weekday", places), places, report.first, report.last)
    if report.exercise:
        yield Heading("After exercise, in full")
        yield exercise_table(report.exercise[:MOST_PATTERNS])
        shown = tuple(dict.fromkeys((p.site, p.side) for p in report.exercise))[:MOST_SITES]
        yield Picture("response", alt.of_pattern(report, "response", shown), shown, report.first, report.last)
    if report.motions:
        yield Heading("Range of motion")
        yield Picture("motion", alt.of_pattern(report, "motion", ()), (), report.first, report.last)


def _flags(report: Report) -> Iterator[Block]:
    yield Heading("Flags in detail")
    for flag in report.flags:
        yield Heading(flag.title, 3)
        told = f" Told on {day(flag.told)}." if flag.told else ""
        note = f" {flag.told_note}" if flag.told_note else ""
        cleared = f" Last raised {clock(flag.until)}." if flag.until else ""
        items = [Item(flag.summary, "Seen:")]
        if flag.evidence:
            items.append(
                Item(
                    " · ".join(
                        _reading(e.time, e.pain, e.value, (*e.qualities, *e.symptoms)) for e in flag.evidence[-8:]
                    ),
                    "Readings:",
                )
            )
        items.append(Item(f"{flag.label}. {flag.next_step}{cleared}{told}{note}", "What it asks:"))
        yield Items(tuple(items))


def _reading(when: object, pain: int | None, value: float | None, words: tuple[str, ...]) -> str:
    from datetime import datetime

    assert isinstance(when, datetime)
    level = pain if pain is not None else value
    return " ".join([clock(when, when.date()), *([f"{level:g}"] if level is not None else []), *words])


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
        yield _episode_chart(report, row)


def _episode_chart(report: Report, row: EpisodeRow) -> Picture:
    first = row.start.date() - timedelta(days=7)
    last = min(max(row.last.date(), row.start.date()) + timedelta(days=3), report.review.today)
    place = (row.site, row.side)
    words = (
        f"Episode at {row.name} from {clock(row.start)}: {row.base:g} before, peak {row.peak}, last {row.latest}. "
        + alt.of_trend(report, [place], Period(first, last))
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


def _rules() -> Iterator[Block]:
    yield Heading("How the flags work")
    yield Para(WORDS)
    yield Items(tuple(Item(f"{how} Sources: {sources}.", f"{rule}:") for rule, how, sources in explained()))
