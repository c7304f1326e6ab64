"""The facts of the sites and of the days: a row for each site, its episodes, interference, movements, self-care."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from statistics import median

from diary.charts.period import Period
from diary.charts.tracks import is_firm, logged_places, points_in, series_of
from diary.domain.records import Care, Entry, Reading
from diary.report.model import CareRow, Completeness, EpisodeRow, MotionRow, Place, Rating, SiteRow
from diary.review.courses import Course, DailySeries, Episode, change, daily_interference, local
from diary.review.snapshot import Review


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


def site_rows(review: Review, period: Period) -> Iterator[SiteRow]:
    """Every site of the period: flagged ones first, then by the latest entry; at last those without a level."""
    placed, begun = logged_places(review, period), counted_from(review, period)
    wordy = [place for place, course in review.view.courses.items() if place not in placed and _rows_in(course, period)]
    for place in [*placed, *wordy]:
        yield _site_row(review.course(*place), period, begun)


def _rows_in(course: Course, period: Period) -> list[tuple[Entry, Reading]]:
    return [row for row in course.rows if period.holds(row[0].at.day)]


def _site_row(course: Course, period: Period, begun: date) -> SiteRow:
    points, rows = points_in(course, period), _rows_in(course, period)
    first, last = period.first.toordinal(), period.last.toordinal()
    usual = course.usual(last)
    daily = [value for _, value in course.daily.between(first, last)]
    words = Counter(word for _, reading in rows for word in (*reading.qualities, *reading.symptoms))
    if any(reading.sudden for _, reading in rows):
        words["sudden"] = sum(reading.sudden for _, reading in rows)
    return SiteRow(
        site=course.site,
        side=course.side,
        latest=points[-1].level if points else None,
        latest_at=points[-1].local if points else rows[-1][0].at.local,
        usual=usual.level if usual else None,
        worst=max((point.level for point in points), default=None),
        middle=median(daily) if daily else None,
        days=len({entry.at.day for entry, _ in rows}),
        change=change(course.daily, begun, period.last),
        words=tuple(word for word, _ in sorted(words.items(), key=lambda item: (-item[1], item[0]))),
    )


def episode_rows(review: Review, period: Period, places: Iterable[Place]) -> list[EpisodeRow]:
    """The episodes that touch the period, newest first; old ones that rested on an unknown usual level left out."""
    found = [
        _episode_row(place, episode, review)
        for place in places
        for episode in review.episodes(*place)
        if is_firm(episode) and episode.start.date() <= period.last and episode.points[-1].local.date() >= period.first
    ]
    return sorted(found, key=lambda row: (-row.start.timestamp(), row.site, row.side))


def _episode_row(place: Place, episode: Episode, review: Review) -> EpisodeRow:
    first, last = episode.points[0], episode.ended_by or episode.points[-1]
    ended = episode.ended
    if not ended and (review.as_of > episode.limit()):
        ended = "long-standing"
    return EpisodeRow(
        *place,
        start=local(episode.start, first.entry.at.offset),
        about=(episode.session or first.entry).at.date_only,
        last=last.local,
        after=(episode.session.activity or "a session") if episode.session else "",
        base=episode.base.level,
        provisional=episode.provisional,
        peak=episode.peak,
        latest=last.level,
        ended=ended,
        not_eased=any(episode.meets(index) for index in range(len(episode.points))),
        count=len(episode.points),
    )
