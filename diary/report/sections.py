"""The facts behind the sections of the report: sites, days, what was flagged, what was written, how the rules work."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from statistics import median

from diary.charts.period import Period, Place
from diary.charts.tracks import is_firm, logged_places, points_in, series_of
from diary.domain.describe import DETAILS, Part, joined, parts_of, per_week_text, planned_dose
from diary.domain.levels import other_levels
from diary.domain.records import Care, Entry, Question, Reading, Record, Session
from diary.domain.vocabulary import SYMPTOMS
from diary.report.episode import EpisodeRow, LevelOfEntry
from diary.report.model import CareRow, Completeness, LevelAfter, LogRow, MotionRow, Rating, SiteRow
from diary.review.courses import Course, DailySeries, Episode, Point, daily_interference, level_change, local
from diary.review.snapshot import Review


def completeness(review: Review, period: Period) -> Completeness:
    """The days of the period up to as-of, the days with an entry, the entries, and how many were written late."""
    entries = [entry for entry in review.entries if period.holds(entry.at.day)]
    first = counted_from(review, period)
    return Completeness(
        days=max((min(period.last, review.today) - first).days + 1, 0),
        logged=len({entry.at.day for entry in entries}),
        entries=len(entries),
        late=sum(entry.late for entry in entries),
        begun=first if first > period.first else None,
        converted=tuple(sorted(Counter(entry.source for entry in entries if entry.source).items())),
    )


def counted_from(review: Review, period: Period) -> date:
    """The first day that counts: that of the first entry if it lies in the period, else the first of the period.

    So a young diary is compared with its own first week.
    """
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
    # Both by the highest rating of a day: several entries must not make a day count more than once.
    for name, daily in named.items():
        rated = daily.between(period.first.toordinal(), period.last.toordinal())
        if rated:
            values = [value for _, value in rated]
            yield Rating(
                name=name,
                latest=int(values[-1]),
                latest_day=date.fromordinal(rated[-1][0]),
                middle=median(values),
                worst=int(max(values)),
                days=len(values),
                change=level_change(daily, counted_from(review, period), period.last),
            )


def motion_rows(review: Review, period: Period) -> Iterator[MotionRow]:
    """Each movement that was measured in the period, the most measured first."""
    # The measurement before the period, such as that of the last visit, is what the latest is compared with.
    earlier = series_of(review, Period(date.min, period.first - timedelta(days=1)))
    for key, motions in series_of(review, period).items():
        movement, side, unit = key
        first, last = [*earlier.get(key, [])[-1:], *motions][0], motions[-1]
        name = f"{side} {movement}".strip()
        yield MotionRow(name, unit, first.value, last.value, len(motions), first.at.day, last.at.day)


def care_rows(review: Review, period: Period, flare: datetime | None = None) -> list[CareRow]:
    """Each kind of self-care, and each medicine, by the days it was used on; relief since a flare began also apart."""
    by_name: dict[tuple[str, bool], list[Care]] = {}
    for care in review.diary.cares:
        if care.at.instant <= review.as_of and period.holds(care.at.day):
            name = " ".join(care.name.split())
            label = (
                name
                if care.activity == "medication" and name
                else f"{care.activity} ({name})"
                if name
                else care.activity
            )
            by_name.setdefault((label, care.activity == "medication"), []).append(care)
    rows = []
    for (name, medication), cares in by_name.items():
        relief = [care.relief for care in cares if care.relief is not None]
        days = len({care.at.day for care in cares})
        doses = Counter(" ".join(care.dose.split()) for care in cares)
        rows.append(
            CareRow(
                name, medication, days, len(cares), median(relief) if relief else None, len(relief),
                tuple(doses.items()), (min(relief), max(relief)) if relief else None,
                tuple(found for care in cares[-MOST_AFTER:] if (found := _level_after(review, care)))
                if medication else (),
                _range(c.relief for c in cares if flare and c.at.instant >= flare),
                _range(c.relief for c in cares if flare and c.at.instant < flare),
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-row.days, row.name))


def _range(ratings: Iterable[int | None]) -> tuple[int, int] | None:
    known = [each for each in ratings if each is not None]
    return (min(known), max(known)) if known else None


MOST_AFTER = 3
"""Times of a medicine, the newest, for which the pain before and after is told."""
NEAR, SOON = timedelta(hours=24), timedelta(hours=4)
"""So near a reading before a medicine has to be, and one after it: later it says nothing of a single dose."""


def _level_after(review: Review, care: Care) -> LevelAfter | None:
    """The pain in the last entry before a medicine, at the site where it was highest, and in the next one there."""
    taken, found = care.at.instant, []
    if care.at.date_only:
        return None
    for place, course in review.snapshot.courses.items():
        near = [p for p in course.points if -NEAR <= p.time - taken <= SOON and not p.entry.at.date_only]
        before, after = [p for p in near if p.time <= taken], [p for p in near if p.time > taken]
        if before and after:
            found.append(LevelAfter(*place, before[-1].level, after[0].level, after[0].time - taken))
    return max(found, key=lambda each: each.before, default=None)


def site_rows(review: Review, period: Period) -> Iterator[SiteRow]:
    """Every site of the period: flagged ones first, then by the latest entry; those without a level come last."""
    with_level, begun = logged_places(review, period), counted_from(review, period)
    without_level = [
        place
        for place, course in review.snapshot.courses.items()
        if place not in with_level and _rows_in(course, period)
    ]
    for place in [*with_level, *without_level]:
        yield _site_row(review.course(*place), period, begun)


def _rows_in(course: Course, period: Period) -> list[tuple[Entry, Reading]]:
    return [row for row in course.rows if period.holds(row[0].at.day)]


def _site_row(course: Course, period: Period, begun: date) -> SiteRow:
    points, rows = points_in(course, period), _rows_in(course, period)
    usual = course.usual(period.last.toordinal())
    words = Counter(word for _, reading in rows for word in (*reading.qualities, *reading.symptoms, reading.course))
    words.pop("", None)
    if any(reading.sudden for _, reading in rows):
        words["sudden"] = sum(reading.sudden for _, reading in rows)
    rated = [(entry, given) for entry, reading in rows if (given := other_levels(reading))]
    worsts = [(entry.at.local, reading) for entry, reading in rows if reading.worst is not None]
    worst_at, worst = max(worsts, key=lambda each: (each[1].worst or 0, each[0]), default=(None, None))
    return SiteRow(
        site=course.site,
        side=course.side,
        latest=points[-1].level if points else None,
        latest_at=points[-1].local if points else rows[-1][0].at.local,
        usual=usual.level if usual else None,
        usual_from=usual.source if usual else "",
        lowest=min((point.level for point in points), default=None),
        highest=max((point.level for point in points), default=None),
        days=len({entry.at.day for entry, _ in rows}),
        hurt=len({point.day for point in points if point.level > 0}),
        change=level_change(course.daily, begun, period.last),
        words=tuple(
            word for word, _ in sorted(words.items(), key=lambda item: (item[0] not in SYMPTOMS, -item[1], item[0]))
        ),
        levels=rated[-1][1] if rated else (),
        levels_at=rated[-1][0].at.local if rated else None,
        levels_about=bool(rated) and rated[-1][0].at.date_only,
        worst=worst.worst if worst else None,
        worst_at=worst_at,
    )


def episode_rows(review: Review, period: Period, places: Iterable[Place]) -> list[EpisodeRow]:
    """The episodes that touch the period, newest first; old ones that rested on an unknown usual level left out."""
    rows = [
        _episode_row(place, episode, review)
        for place in places
        for episode in review.episodes(*place)
        if is_firm(episode) and episode.start.date() <= period.last and episode.points[-1].local.date() >= period.first
    ]
    return sorted(rows, key=lambda row: (-row.start.timestamp(), row.site, row.side))


def _episode_row(place: Place, episode: Episode, review: Review) -> EpisodeRow:
    first, last = episode.points[0], episode.ended_by or episode.points[-1]
    # An episode without an end may have passed its limit of days since its last reading.
    ended = episode.ended
    if not ended and review.as_of > episode.limit:
        ended = "long-standing"
    session = episode.session
    raised = next((point for point in episode.points if point.level >= episode.base.level + episode.rise), first)
    course = review.course(*place)
    earlier = bisect_left(course.times, raised.time)
    before = course.points[earlier - 1] if earlier else None
    worst = [_of_entry(point, point.reading.worst) for point in episode.points if point.reading.worst is not None]
    return EpisodeRow(
        *place,
        start=local(episode.start, first.entry.at.offset),
        about=(episode.session or first.entry).at.date_only,
        last=last.local,
        after=(session.activity or "a session") if session else "",
        base=episode.base.level,
        provisional=episode.provisional,
        peak=episode.highest,
        latest=last.level,
        ended=ended,
        not_eased=any(episode.stands(index) for index in range(len(episode.points))),
        count=len(episode.points),
        session=session,
        raised=_of_entry(raised, raised.level),
        before=_of_entry(before, before.level) if before else None,
        worst=max(worst, key=lambda each: (each.level, each.at), default=None),
        rising=not ended and raised is not last and all(point.level < last.level for point in episode.points[:-1]),
    )


def _of_entry(point: Point, level: int) -> LevelOfEntry:
    return LevelOfEntry(level, point.local, point.entry.at.date_only)


MOST_LOG_LINES = 1_000
"""Lines of a log: a year with two or three records a day. The report has the newest, an export has all."""


def log_rows(review: Review, period: Period, notes: bool) -> tuple[tuple[LogRow, ...], int]:
    """The newest lines, oldest first, and how many earlier ones were left out."""
    diary = review.diary
    records = [
        record
        for of_one_kind in (
            diary.entries,
            diary.sessions,
            diary.motions,
            diary.cares,
            diary.visits,
            diary.scores,
            diary.questions,
            diary.plans,
            diary.treatments,
            diary.acks,
            diary.signs,
            diary.knowns,
            diary.backgrounds,
        )
        for record in of_one_kind
        if record.at.instant <= review.as_of
        and period.holds(record.at.day)
        # The text of a question is a note.
        and (notes or not isinstance(record, Question))
    ]
    records.sort(key=lambda record: record.order)
    newest = records[-MOST_LOG_LINES:]
    hidden = ("not-new",) if notes else DETAILS
    rows = tuple(
        LogRow(
            record.at.local,
            record.at.date_only,
            joined(map(_as_exercise, parts_of(record)), without=(*hidden, "new") if _has_new(record) else hidden),
            record.note if notes else "",
            record.late,
            record.at.other_zone(review.as_of.tzinfo or UTC),
        )
        for record in newest
    )
    ends = [row for row in _ended_plans(review, period) if not newest or row.at >= newest[0].at.instant]
    return tuple(sorted([*rows, *ends], key=lambda row: row.at)), len(records) - len(newest)


def _ended_plans(review: Review, period: Period) -> Iterator[LogRow]:
    """The last day of each line of the programme that ended in the period: its own record is from when it began."""
    for plan in review.diary.plans:
        last = plan.last_day
        if last and period.holds(last) and last < review.today and plan.at.instant <= review.as_of:
            often = per_week_text(plan.per_week) if plan.per_week else ""
            what = ", ".join(filter(None, (f"{plan.name} {planned_dose(plan)}".strip(), often)))
            end = datetime.combine(last, time(23, 59, 59), review.as_of.tzinfo)
            yield LogRow(end, True, f"planned until this day: {what}", "", False)


def _has_new(record: Record) -> bool:
    """Whether exercises are marked as new: then these say so, and not the whole session."""
    return isinstance(record, Session) and any(each.new for each in record.exercises)


def _as_exercise(part: Part) -> Part:
    """An exercise that was eased was made easier; “eased” is said of pain."""
    is_eased = part.role == "done" and part.text.startswith("eased")
    return part._replace(text=part.text.replace("eased", "made easier", 1)) if is_eased else part


WORDS = (
    "Usual: the median of the latest 14 logged days that lie 3 to 60 days back; until ten days that fill half of their "
    "time, or are lower, are logged, the level that the person stated for most days. Before a session: the median of "
    "the readings in the 7 days before it. A day without an entry is left empty; it never counts as 0 and is never "
    "filled in."
)
