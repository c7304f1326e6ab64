"""The facts of the days: how whole the diary is, interference and fatigue, ranges of motion, self-care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from diary.analysis.measures import change
from diary.analysis.series import DailySeries, daily_interference
from diary.charts.period import Period
from diary.charts.tracks import series_of
from diary.domain.records import Care
from diary.report.model import CareRow, Completeness, MotionRow, Rating
from diary.review import Review


def completeness(review: Review, period: Period) -> Completeness:
    """Days of the period up to as-of, days with an entry, entries, and those written late."""
    entries = [entry for entry in review.entries if period.holds(entry.at.day)]
    first = counted_from(review, period)
    return Completeness(
        days=max((min(period.last, review.today) - first).days + 1, 0),
        logged=len({entry.at.day for entry in entries}),
        entries=len(entries),
        late=sum(entry.late for entry in entries),
        begun=first if first > period.first else None,
    )


def counted_from(review: Review, period: Period) -> date:
    """The first day that the diary could have been written on: its first week is the baseline of a young diary."""
    begun = review.entries[0].at.day if review.entries else period.first
    return max(period.first, begun) if begun <= period.last else period.first


def ratings(review: Review, period: Period) -> Iterator[Rating]:
    """Interference and fatigue, where they were rated in the period."""
    fatigue: dict[int, int] = {}
    for entry in review.entries:
        if entry.fatigue is not None:
            day = entry.at.day.toordinal()
            fatigue[day] = max(fatigue.get(day, 0), entry.fatigue)
    tired = sorted(fatigue)
    named = {
        "interference": daily_interference(review.entries),
        "fatigue": DailySeries(tired, [fatigue[day] for day in tired]),
    }
    for name, daily in named.items():
        found = daily.between(period.first.toordinal(), period.last.toordinal())
        if found:
            values = [value for _, value in found]
            yield Rating(
                name=name,
                latest=int(values[-1]),
                latest_day=date.fromordinal(found[-1][0]),
                middle=median(values),
                worst=int(max(values)),
                days=len(values),
                change=change(daily, counted_from(review, period), period.last),
            )


def motion_rows(review: Review, period: Period) -> Iterator[MotionRow]:
    """Each movement that was measured in the period, the most measured first."""
    earlier = series_of(review, Period(date.min, period.first - timedelta(days=1)))
    for key, motions in series_of(review, period).items():
        movement, side, unit = key
        first, last = [*earlier.get(key, [])[-1:], *motions][0], motions[-1]
        name = f"{side} {movement}".strip()
        yield MotionRow(name, unit, first.value, last.value, len(motions), first.at.day, last.at.day)


def care_rows(review: Review, period: Period) -> list[CareRow]:
    """Each kind of self-care, and each medicine, by the days it was used on."""
    found: dict[tuple[str, bool], list[Care]] = {}
    for care in review.diary.cares:
        if care.at.instant <= review.as_of and period.holds(care.at.day):
            name = " ".join(care.name.split())
            said = (
                name
                if care.activity == "medication" and name
                else f"{care.activity} ({name})"
                if name
                else care.activity
            )
            found.setdefault((said, care.activity == "medication"), []).append(care)
    rows = []
    for (name, medication), cares in found.items():
        relief = [care.relief for care in cares if care.relief is not None]
        days = len({care.at.day for care in cares})
        rows.append(CareRow(name, medication, days, len(cares), median(relief) if relief else None, len(relief)))
    return sorted(rows, key=lambda row: (-row.days, row.name))
