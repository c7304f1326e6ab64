"""Findings on a chart: warning signs at the time they were noted, and stretches in which a rule was raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from diary.charts.period import Period, Place, x_of
from diary.domain.findings import Finding
from diary.review.courses import AFTER_SESSION, Episode
from diary.review.rule_book import RULE_OF, Sign, is_severe, marked_signs
from diary.review.snapshot import Review

WINDOW_DAYS = AFTER_SESSION / timedelta(days=1)
SUDDEN, SEVERE = "sudden", "severe"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the axis with the signs noted there; `level` is that of the reading, None if it has none."""

    x: float
    words: str
    level: float | None = None


def site_marks(review: Review, place: Place, period: Period) -> tuple[Mark, ...]:
    """The warning signs at one site that raise a rule or have raised it, a mark for each entry."""
    words_of_entry: dict[str, list[str]] = {}
    spot_of_entry: dict[str, tuple[float, float | None]] = {}
    for sign in _signs(review, period):
        if (sign.site, sign.side) == place and sign.reading is not None:
            words_of_entry.setdefault(sign.entry.id, []).append(sign.word)
            spot_of_entry[sign.entry.id] = x_of(sign.entry.at.local), sign.reading.pain
    if period.step == 1:
        course = review.course(*place)
        for point in course.between(period.first.toordinal(), period.last.toordinal()):
            if is_severe(course, point):
                words_of_entry.setdefault(point.entry.id, []).append(SUDDEN if point.reading.sudden else SEVERE)
                spot_of_entry[point.entry.id] = x_of(point.local), point.level
    return _merged_marks(
        (
            Mark(spot_of_entry[id][0], ", ".join(dict.fromkeys(words)), spot_of_entry[id][1])
            for id, words in words_of_entry.items()
        ),
        period,
    )


def person_marks(review: Review, period: Period) -> tuple[Mark, ...]:
    """The warning signs of the whole person, and the ratings behind the findings about the person."""
    marks = [Mark(x_of(sign.entry.at.local), sign.word) for sign in _signs(review, period) if sign.site is None]
    for finding in review.raised:
        if finding.site is None and RULE_OF[finding.rule].chart_mark:
            marks += _rating_marks(finding, period)
    return tuple(sorted(marks, key=lambda mark: (mark.x, mark.words)))


def _rating_marks(finding: Finding, period: Period) -> Iterator[Mark]:
    for reading in finding.evidence:
        if period.holds(reading.time.date()):
            yield Mark(x_of(reading.time), RULE_OF[finding.rule].chart_mark)


def _signs(review: Review, period: Period) -> Iterator[Sign]:
    return (sign for sign in marked_signs(review.snapshot) if period.holds(sign.entry.at.day))


def _merged_marks(marks: Iterable[Mark], period: Period) -> tuple[Mark, ...]:
    """The marks in time order; those too near to be seen as two become one, with all words and the highest level."""
    result: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.x, mark.words)):
        if result and mark.x - result[-1].x < period.least:
            last = result[-1]
            words = list(dict.fromkeys([*last.words.split(", "), *mark.words.split(", ")]))
            levels = [level for level in (last.level, mark.level) if level is not None]
            result[-1] = Mark(last.x, ", ".join(words), max(levels, default=None))
        else:
            result.append(mark)
    return tuple(result)


NOT_EASED = RULE_OF["not-improving-48h"].chart_mark


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the axis with its words."""

    start: float
    end: float
    words: str


def windows(episodes: Iterable[Episode]) -> Iterator[Span]:
    """The 48 hours after each session that an episode began with."""
    for episode in episodes:
        if episode.session is not None:
            start = x_of(episode.session.at.local)
            yield Span(start, start + WINDOW_DAYS, "48 h")


def not_eased(episodes: Iterable[Episode]) -> Iterator[Span]:
    """The stretches of the episodes in which the pain had not eased after 48 hours."""
    for episode in episodes:
        if episode.provisional:
            continue  # taken as 0 before, because nobody stated a usual level: that is asked about, and not drawn
        start: float | None = None
        for index, point in enumerate(episode.points):
            not_eased_here = episode.stands(index)
            here = x_of(point.local)
            if not_eased_here and start is None:
                start = here
            elif not not_eased_here and start is not None:
                yield Span(start, here, NOT_EASED)
                start = None
        # Still so at the last reading: up to the reading that ended it. Of the time after the last reading nothing is
        # known; a day without an entry is not a bad day.
        if start is not None:
            last = x_of(episode.points[-1].local)
            yield Span(start, x_of(episode.ended_by.local) if episode.ended_by else last, NOT_EASED)


def raised(review: Review, place: Place) -> Iterator[Span]:
    """The rules that are raised about the course of a site, each from its start up to the last reading."""
    latest = review.course(*place).latest
    for finding in review.raised:
        words = RULE_OF[finding.rule].chart_mark
        if finding.place == place and finding.since and latest and words and not finding.provisional:
            start = x_of(finding.since)
            yield Span(start, max(start, x_of(latest.local)), words)


def merged(spans: Iterable[Span], period: Period) -> list[Span]:
    """The stretches within the period in order; those that overlap become one with all their words."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        start = max(span.start, period.start)
        end = min(max(span.end, start + period.least), period.end + period.margin)
        if span.start >= period.end or span.end <= period.start:
            continue
        if result and start <= result[-1].end:
            last = result[-1]
            words = last.words if span.words in last.words else f"{last.words}, {span.words}"
            result[-1] = Span(last.start, max(last.end, end), words)
        else:
            result.append(Span(start, end, span.words))
    return result
