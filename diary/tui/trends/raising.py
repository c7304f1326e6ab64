"""What stood raised about a site in the days of a picture: what still does, and what did, with its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diary.charts.finding_marks import Span, not_eased, raised
from diary.charts.period import Period, Place
from diary.charts.tracks import is_firm
from diary.review import Review

MOST_PAST = 2
"""Of what is over the latest stand in the sentence; all of it is marked in the picture and listed with the findings."""
WEEKLY = 7
"""In pictures of still more days at once only what is raised now is marked, and only that is said."""


def raised_said(review: Review, place: Place, period: Period) -> str:
    """One sentence on what is raised now, one on what was; "" where nothing stood raised."""
    now = {span.words: span for span in raised(review, place)}
    current = [
        f"{words}, since {_day(span.start, review.today)}" for words, span in now.items() if span.start < period.end
    ]
    past = [_past(span, review.today) for span in _stood(review, place, period) if not _goes_on(span, now)]
    earlier = len(past) - MOST_PAST
    more = f"; {earlier} more before" if earlier > 0 else ""
    still = f"Raised now: {'; '.join(current)}." if current else ""
    over = f"Raised then, not now: {'; '.join(past[-MOST_PAST:])}{more}." if past else ""
    return f"{still} {over}".strip()


def _stood(review: Review, place: Place, period: Period) -> Iterator[Span]:
    if period.step <= WEEKLY:
        firm = (episode for episode in review.episodes(*place) if is_firm(episode))
        for span in not_eased(firm, review):
            if span.start < period.end and span.end > period.start:
                yield span


def _goes_on(span: Span, now: dict[str, Span]) -> bool:
    """Whether it is what is raised now."""
    return span.words in now and span.end >= now[span.words].start


def _past(span: Span, today: date) -> str:
    first, until = _day(span.start, today), _day(span.end, today)
    return f"{span.words}, {first}" + (f" – {until}" if until != first else "")


def _day(x: float, today: date) -> str:
    day = date.fromordinal(int(x))
    return f"{day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")
