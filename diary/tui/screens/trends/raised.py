"""What is or was raised about a site in the days shown, in two sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diary.charts.finding_marks import Span, not_eased, raised
from diary.charts.period import Period, Place
from diary.charts.tracks import is_firm
from diary.review.snapshot import Review

# The sentence names only the latest of what is over; the chart marks all, and Findings lists them.
MOST_PAST = 2
WEEKLY = 7
"""Days in a column above which the chart marks, and the sentence names, only what is raised now."""


def raised_text(review: Review, place: Place, period: Period) -> str:
    """One sentence on what is raised now, one on what was raised in the period; "" where nothing was."""
    now = {span.words: span for span in raised(review, place)}
    current = [
        f"{words}, since {_day_text(span.start, review.today)}"
        for words, span in now.items()
        if span.start < period.end
    ]
    past = [
        _span_text(span, review.today) for span in _raised_spans(review, place, period) if not _is_current(span, now)
    ]
    earlier = len(past) - MOST_PAST
    more = f"; {earlier} more before" if earlier > 0 else ""
    still = f"Warning now: {'; '.join(current)}." if current else ""
    over = f"Warning then, not now: {'; '.join(past[-MOST_PAST:])}{more}." if past else ""
    return f"{still} {over}".strip()


def _raised_spans(review: Review, place: Place, period: Period) -> Iterator[Span]:
    if period.step <= WEEKLY:
        firm = (episode for episode in review.episodes(*place) if is_firm(episode))
        for span in not_eased(firm):
            if span.start < period.end and span.end > period.start:
                yield span


def _is_current(span: Span, now: dict[str, Span]) -> bool:
    """Whether the span is one that is raised now, and so named already."""
    return span.words in now and span.end >= now[span.words].start


def _span_text(span: Span, today: date) -> str:
    first, until = _day_text(span.start, today), _day_text(span.end, today)
    return f"{span.words}, {first}" + (f" – {until}" if until != first else "")


def _day_text(x: float, today: date) -> str:
    day = date.fromordinal(int(x))
    return f"{day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")
