"""not-improving-48h: the pain of an episode that has not eased after two days."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from diary.analysis.episodes import JUDGED_FROM, LOST_AFTER, RISE, Episode, open_episode
from diary.analysis.series import DAY, HOUR, Course, Level, local
from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Comparison, Finding, Status, Tier
from diary.domain.vocabulary import HIGHEST

RULE = "not-improving-48h"
HOURS = 48 * HOUR
"""Ordinary soreness eases within two days (Bishop 2011: 90 % peak by 48 h; Pettitt 2010: gone by 96 h)."""
CONFIRMED_BY = 10 * HOUR
"""Readings that meet the rule over this span confirm it: it is more than one bad moment."""
DISCUSS_AFTER = 14 * DAY


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site as of the snapshot's instant."""
    episode = open_episode(course, snapshot)
    return _without_episode(course, snapshot) if episode is None else _with_episode(course, snapshot, episode)


def _with_episode(course: Course, snapshot: Snapshot, episode: Episode) -> Finding:
    points = episode.points
    offset = points[-1].entry.at.offset
    first_judged = next((n for n, point in enumerate(points) if point.time >= episode.start + JUDGED_FROM), None)
    standing_now = standing(episode, snapshot.as_of)
    status = Status.CLEAR
    if snapshot.as_of < episode.start + HOURS:
        status = Status.PENDING
    elif first_judged is None:
        status = Status.INSUFFICIENT
    elif standing_now:
        status = Status.RAISED
    raised = status is Status.RAISED
    return Finding(
        rule=RULE,
        status=status,
        tier=standing_now.tier if standing_now else None,
        site=course.site,
        side=course.side,
        provisional=episode.provisional,
        confirmed=standing_now is not None and standing_now.confirmed,
        started=episode.began,
        since=local(standing_now.since, offset) if standing_now else None,
        decides_at=local(episode.start + HOURS, offset) if status is Status.PENDING else None,
        compared_with=compared(episode.base),
        threshold=episode.rise,
        evidence=tuple(point.evidence() for point in points),
        facts={
            # A raised one speaks of its latest reading: nothing is known about the time since.
            "hours": (snapshot.as_of if not raised else points[-1].time) - episode.start,
            "day": (points[-1].local.date() - episode.began.date()).days + 1,
            "base": episode.base.level,
            "peak": episode.peak,
            "latest": points[-1].level,
            "clears_at": clears_at(episode),
            "session": episode.session,
            "episode": True,
        },
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How the rule is raised over an open episode."""

    tier: Tier
    confirmed: bool
    since: datetime


def standing(episode: Episode, as_of: datetime) -> Standing | None:
    """How it is raised as of an instant; None where the latest reading does not meet it, or before 48 h."""
    run, latest = episode.runs[-1], episode.points[-1]
    if run < 0 or as_of < episode.start + HOURS:
        return None
    began = episode.points[run].time
    return Standing(
        tier=Tier.DISCUSS if as_of - episode.start > DISCUSS_AFTER else Tier.REPORT,
        confirmed=latest.time - began >= CONFIRMED_BY,
        # Readings from 44 h on are judged, but nothing is raised before the 48 h are over.
        since=max(began, episode.start + HOURS),
    )


def clears_at(episode: Episode) -> int:
    """The highest level at which a next reading would no longer meet the rule."""
    # Either is enough to clear it: less above the base than counts, or eased from the peak. So the higher of the two.
    below_rise = math.ceil(episode.base.level + episode.rise) - 1
    peak, base = episode.peak, episode.base.level
    eased = math.floor((10 * peak - max(10, 3 * (peak - base))) / 10)
    return max(below_rise, eased)


def _without_episode(course: Course, snapshot: Snapshot) -> Finding:
    latest = course.latest
    status = Status.CLEAR
    usual: Level | None = None
    if latest is None or snapshot.as_of - latest.time > LOST_AFTER:
        status = Status.INSUFFICIENT
    else:
        usual = course.usual(latest.day)
        if usual is not None and usual.level + RISE > HIGHEST:
            status = Status.CANNOT_JUDGE
    return Finding(
        rule=RULE,
        status=status,
        site=course.site,
        side=course.side,
        provisional=False,
        compared_with=compared(usual) if usual else None,
        threshold=RISE,
        evidence=(latest.evidence(),) if latest else (),
        facts={
            "episode": False,
            "latest": latest.level if latest else None,
            "silent": snapshot.as_of - latest.time if latest else timedelta(0),
        },
    )


def compared(level: Level) -> Comparison:
    """A level as a finding names it, with where it came from in words."""
    return Comparison(level.kind, level.level, origin(level))


def origin(level: Level) -> str:
    """Where a level came from: "9 readings, 23 Feb – 1 Mar"."""
    if level.first is None or level.last is None:
        return "nothing known yet; taken as 0"
    if level.kind == "stated usual level":
        return f"stated on {level.first.day} {level.first:%b}"
    unit = {"session baseline": "reading", "first measurements": "measurement"}.get(level.kind, "day")
    many = "" if level.count == 1 else "s"
    first, last = (f"{day.day} {day:%b}" for day in (level.first, level.last))
    if first == last:
        return f"{level.count} {unit}{many}, {last}"
    if level.first.month == level.last.month and level.first.year == level.last.year:
        first = str(level.first.day)
    return f"{level.count} {unit}{many}, {first} – {last}"
