"""The facts behind the sections of the report: sites, days, what was flagged, what was written, how the rules work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from statistics import median

from diary.charts.period import Period, Place
from diary.charts.tracks import is_firm, logged_places, points_in, series_of
from diary.domain.describe import DETAILS, joined, parts_of
from diary.domain.findings import TIER_LABELS, Finding, Tier
from diary.domain.levels import other_levels
from diary.domain.records import Ack, Care, Diary, Entry, Question, Reading
from diary.report.model import CareRow, Completeness, EpisodeRow, FlagRow, LogRow, MotionRow, Rating, SiteRow
from diary.review.cards import card_of
from diary.review.courses import Course, DailySeries, Episode, daily_interference, level_change, local
from diary.review.history import past_flags
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


def care_rows(review: Review, period: Period) -> list[CareRow]:
    """Each kind of self-care, and each medicine, by the days it was used on."""
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
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-row.days, row.name))


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
    first, last = period.first.toordinal(), period.last.toordinal()
    usual = course.usual(last)
    daily = [value for _, value in course.daily.between(first, last)]
    words = Counter(word for _, reading in rows for word in (*reading.qualities, *reading.symptoms, reading.course))
    words.pop("", None)
    if any(reading.sudden for _, reading in rows):
        words["sudden"] = sum(reading.sudden for _, reading in rows)
    rated = [(entry, given) for entry, reading in rows if (given := other_levels(reading))]
    return SiteRow(
        site=course.site,
        side=course.side,
        latest=points[-1].level if points else None,
        latest_at=points[-1].local if points else rows[-1][0].at.local,
        usual=usual.level if usual else None,
        worst=max((point.level for point in points), default=None),
        middle=median(daily) if daily else None,
        days=len({entry.at.day for entry, _ in rows}),
        change=level_change(course.daily, begun, period.last),
        words=tuple(word for word, _ in sorted(words.items(), key=lambda item: (-item[1], item[0]))),
        levels=rated[-1][1] if rated else (),
        levels_at=rated[-1][0].at.local if rated else None,
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
    return EpisodeRow(
        *place,
        start=local(episode.start, first.entry.at.offset),
        about=(episode.session or first.entry).at.date_only,
        last=last.local,
        after=(episode.session.activity or "a session") if episode.session else "",
        base=episode.base.level,
        provisional=episode.provisional,
        peak=episode.highest,
        latest=last.level,
        ended=ended,
        not_eased=any(episode.stands(index) for index in range(len(episode.points))),
        count=len(episode.points),
    )


def flag_rows(review: Review, first: date, notes: bool) -> list[FlagRow]:
    """Above `expected`: those raised now in their order, then those that have cleared, newest first."""
    rows = [_row(finding, None, review, notes) for finding in review.cards if finding.tier is not Tier.EXPECTED]
    return rows + [_row(finding, until, review, notes, times) for finding, until, times in _past_cards(review, first)]


def _past_cards(review: Review, first: date) -> Iterator[tuple[Finding, datetime, int]]:
    """The past flags; those that shared a card at one time are one."""
    groups: list[list[tuple[Finding, datetime, int]]] = []
    for row in past_flags(review, first):
        finding, until, _ = row
        beside = (
            group
            for group in groups
            if finding.reason
            and all(other.reason and other.place == finding.place for other, _, _ in group)
            and all(_began(other) <= until and _began(finding) <= end for other, end, _ in group)
        )
        group = next(beside, None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    for group in groups:
        card = card_of([finding for finding, _, _ in group])
        yield card, max(until for _, until, _ in group), max(times for *_, times in group)


def _began(finding: Finding) -> datetime:
    return finding.since or finding.started or finding.evidence[0].time


def _row(finding: Finding, until: datetime | None, review: Review, notes: bool, times: int = 1) -> FlagRow:
    assert finding.tier is not None
    since, compared = finding.since or finding.started, finding.compared_with
    acks = _tellings(finding, review, past=until is not None)
    return FlagRow(
        rule=finding.rule,
        tier=finding.tier,
        label=TIER_LABELS[finding.tier],
        title=finding.clinic_title,
        summary=finding.summary,
        next_step=finding.next_step,
        since=since,
        until=until,
        told=acks[-1].at.day if acks else None,
        told_note=acks[-1].note if acks and notes else "",
        acknowledged=finding.acknowledged or (until is not None and bool(acks)),
        place=finding.place,
        evidence=finding.evidence,
        against=compared.level if compared and compared.kind != "unknown" and not finding.movement else None,
        times=times,
    )


def _tellings(finding: Finding, review: Review, *, past: bool) -> list[Ack]:
    """The latest acknowledgement of each finding of a card, in time order.

    None where somebody has still to be told of one of them; of what is past one telling is enough.
    """
    latest: list[Ack] = []
    for each in finding.each:
        since = each.since or each.started
        told = [
            ack
            for ack in review.diary.acks
            if (ack.rule, ack.site, ack.side, ack.movement) == each.subject
            and ack.at.instant <= review.as_of
            and (since is None or ack.at.instant >= since - timedelta(days=1))
        ]
        if not told and not past:
            return []
        latest += told[-1:]
    return sorted(latest, key=lambda ack: ack.order)


MOST_LOG_LINES = 1_000
"""Lines of a log: a year with two or three records a day. The report has the newest, an export has all."""


def log_rows(review: Review, period: Period, notes: bool) -> tuple[tuple[LogRow, ...], int]:
    """The newest lines, oldest first, and how many earlier ones were left out."""
    diary = review.diary
    records = [
        record
        for of_one_kind in (diary.entries, diary.sessions, diary.motions, diary.cares, diary.visits)
        for record in of_one_kind
        if record.at.instant <= review.as_of and period.holds(record.at.day)
    ]
    records.sort(key=lambda record: record.order)
    newest = records[-MOST_LOG_LINES:]
    hidden = ("not-new",) if notes else DETAILS
    rows = tuple(
        LogRow(
            record.at.local,
            record.at.date_only,
            joined(parts_of(record), without=hidden),
            record.note if notes else "",
            record.late,
            record.at.other_zone(review.as_of.tzinfo or UTC),
        )
        for record in newest
    )
    return rows, len(records) - len(newest)


def open_questions(diary: Diary, now: datetime) -> list[Question]:
    """The questions that had no appointment after them; one of today does not count yet. `now` is local.

    A report only reads the diary, so it marks nothing: a question is in every report up to the appointment, and the
    same diary gives the same report again. One that was marked all the same is out once that moment is past.
    """
    # Of an appointment today it is not known whether it is over, so its questions stay.
    visits = [visit.at.instant for visit in diary.visits if visit.at.instant <= now and visit.at.day < now.date()]
    last_visit = max(visits, default=None)
    return [
        question
        for question in diary.questions
        if question.at.instant <= now
        and question.note.strip()
        and (last_visit is None or question.at.instant > last_visit)
        and (question.reported is None or question.reported >= now)
    ]


WORDS = (
    "Usual: the median of the latest 14 logged days that lie 3 to 60 days back; until ten days that fill half of their "
    "time, or are lower, are logged, the level that the person stated for most days. Before a session: the median of "
    "the readings in the 7 days before it. A day without an entry is left empty; it never counts as 0 and is never "
    "filled in."
)
