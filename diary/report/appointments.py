"""Whom the person saw in the period, and whom next: visits, and sessions with a therapist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diary.charts.period import Period, day_text
from diary.domain.records import Record, Session
from diary.domain.text import listing
from diary.report.format import LETTERS, clock, short
from diary.report.model import Report
from diary.review.snapshot import Review

WITH_SOMEBODY = frozenset({
    "physio", "physiotherapy", "physiotherapist", "pt", "therapist", "osteo", "osteopath", "osteopathy",
    "chiro", "chiropractor", "ot",
})  # fmt: skip
AT_HOME = frozenset({
    "home", "homework", "exercise", "exercises", "hep", "alone", "online", "video", "app", "self", "routine",
    "stretch", "stretches", "stretching",
})  # fmt: skip
"""Words of a kind of session: with those of the first it is with a therapist, unless one of the second says other."""


def is_with_somebody(session: Session) -> bool:
    """Whether a session was one with a therapist, as its kind says: physio, but not physio at home."""
    words = set(session.activity.casefold().replace("-", " ").split())
    return bool(words & WITH_SOMEBODY) and not words & AT_HOME


def seen(review: Review, period: Period) -> tuple[tuple[str, tuple[date, ...]], ...]:
    """With whom the person was in the period, each with its days: sessions by their kind, and visits by their name.

    Without the visit that the period begins with.
    """
    visits: list[tuple[Record, str]] = [
        (each, each.name or "visit") for each in review.diary.visits if each.at.day > period.first
    ]
    sessions: list[tuple[Record, str]] = [
        (each, each.activity) for each in review.snapshot.sessions if is_with_somebody(each)
    ]
    found: dict[str, dict[date, None]] = {}
    for each, name in sorted([*visits, *sessions], key=lambda pair: pair[0].order):
        if period.holds(each.at.day) and each.at.instant <= review.as_of:
            found.setdefault(" ".join(name.split()), {})[each.at.day] = None
    return tuple((name, tuple(days)) for name, days in found.items())


def texts(report: Report) -> Iterator[str]:
    """Since which visit, who was seen, and the next visit: a piece each."""
    if report.visit:
        who = f" ({short(report.visit_name, LETTERS)})" if report.visit_name else ""
        yield f"since the last visit on {day_text(report.visit, report.last)}{who}"
    for name, days in report.seen:
        yield f"{short(name, LETTERS)} {listing(_days(days, report.last))}"
    if visit := report.next_visit:
        at = visit.at.local
        when = f"{at:%a} {day_text(at.date(), report.last)}" if visit.at.date_only else clock(at, report.last)
        yield f"next visit {when}{f' ({short(visit.name, LETTERS)})' if visit.name else ''}"


MOST_DAYS = 6
"""Days with one person that are named; of more only how many, and the last."""


def _days(days: tuple[date, ...], beside: date) -> Iterator[str]:
    """19, 26 Oct: the month at the last day of each; of many days how many, and the last."""
    if len(days) > MOST_DAYS:
        yield f"on {len(days)} days"
        yield f"last {day_text(days[-1], beside)}"
        return
    for day, following in zip(days, (*days[1:], None), strict=True):
        same = following is not None and (day.year, day.month) == (following.year, following.month)
        yield f"{day.day}" if same else day_text(day, beside)
