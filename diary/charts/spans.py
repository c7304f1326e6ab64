"""Stretches of a chart: the 48 hours after a session, and the times in which something stood raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from diary.analysis.episodes import AFTER_SESSION, Episode
from diary.charts.period import Period, Place, x_of
from diary.review import Review

FLAG_WORDS = {
    "not-improving-48h": "not eased after 48 h",
    "worsening": "getting worse",
    "slow-drift": "creeping up",
}
"""The rules that stand for a stretch of time, in the words of a chart."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the axis with its words."""

    start: float
    end: float
    words: str


def windows(found: Iterable[Episode]) -> Iterator[Span]:
    """The 48 hours after each session that an episode began with."""
    for episode in found:
        if episode.session is not None:
            start = x_of(episode.session.at.local)
            yield Span(start, start + AFTER_SESSION / timedelta(days=1), "48 h")


def not_eased(found: Iterable[Episode], review: Review) -> Iterator[Span]:
    """The stretches of the episodes in which the pain had not eased after two days."""
    for episode in found:
        start: float | None = None
        for index, point in enumerate(episode.points):
            meets = episode.meets(index)
            here = x_of(point.local)
            if meets and start is None:
                start = here
            elif not meets and start is not None:
                yield Span(start, here, FLAG_WORDS["not-improving-48h"])
                start = None
        if start is not None:
            last = x_of(episode.points[-1].local)
            end = x_of(episode.ended_by.local) if episode.ended_by else last if episode.ended else x_of(review.as_of)
            yield Span(start, max(end, last), FLAG_WORDS["not-improving-48h"])


def raised(review: Review, place: Place) -> Iterator[Span]:
    """What is raised about the course of a site, from when on up to now."""
    for finding in review.raised:
        if finding.place == place and finding.rule in FLAG_WORDS and finding.since:
            yield Span(x_of(finding.since), x_of(review.as_of), FLAG_WORDS[finding.rule])


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
