"""session-response: how a site answered the last sessions, where it answers too much, too long, or more each time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any

from diary.analysis.episodes import UNKNOWN, Walk, start_of, walk_along
from diary.analysis.rules.base import Rule, Scope, Wording, at_beginning
from diary.analysis.rules.phrases import CHANGE, NEXT_VISIT, SORENESS, number_text, place
from diary.analysis.series import DAY, HOUR, Course, Level, Point
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import TICK
from diary.domain.findings import Finding, Sentence, Status, Tier
from diary.domain.records import Session
from diary.domain.vocabulary import yours

NAME = "session-response"
SESSIONS = 3
WITHIN = 28 * DAY
AFTER, SEEN_LATER_THAN = 48 * HOUR, 24 * HOUR
"""An answer is the highest level of two days, and is seen only where the second of them has a reading."""
RISE, LARGE_RISE, MORE = 2, 4, 1
SETTLED_ABOVE = 1

NOT_RECOVERED, LARGE, LARGER = (
    "not recovered between sessions",
    "a large answer every time",
    "a larger answer each time",
)


@dataclass(frozen=True, slots=True)
class Answered:
    """How a site answered one session: from which level, and to which reading; `following` is the next session."""

    session: Session
    following: Session | None
    before: Level
    peak: Point

    @property
    def rise(self) -> float:
        """Points from the level before to the highest one."""
        return self.peak.level - self.before.level

    def is_settled(self, course: Course, as_of: datetime) -> bool:
        """Whether a reading near the level before came after the peak and before the next session began."""
        times = course.times
        low = bisect_right(times, self.peak.time)
        high = bisect_left(times, start_of(self.following)) if self.following else bisect_right(times, as_of)
        return any(
            point.level <= self.before.level + SETTLED_ABOVE and not point.entry.at.date_only
            for point in course.points[low:high]
        )


class SessionResponses:
    """The rule at one site, at any instant of its past."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.course, self.calendar = walk, walk.course, walk.calendar

    def latest(self, as_of: datetime) -> Iterator[Answered]:
        """The answers to the sessions that count as of an instant, the latest first."""
        following = later = None
        for session in reversed(self.calendar.sessions_between(as_of - WITHIN, as_of - SEEN_LATER_THAN)):
            # Two that ended at the same instant are not each other's next one.
            if later is None:
                following = self.first_after(session, as_of)
            elif later.at.instant > session.at.instant:
                following = later
            answered = self.answered(session, following, as_of)
            if answered is not None:
                yield answered
            later = session

    def first_after(self, session: Session, as_of: datetime) -> Session | None:
        """The next session, up to an instant."""
        end = session.at.instant
        return next(iter(self.calendar.sessions_between(end + TICK, as_of + TICK)), None)

    def answered(self, session: Session, following: Session | None, as_of: datetime) -> Answered | None:
        """The answer to one session; None where the level before it, or the second day after it, is not known."""
        points, times, end = self.course.points, self.course.times, session.at.instant
        until = min(end + AFTER, as_of)
        seen = bisect_right(times, end + SEEN_LATER_THAN)
        # Most sessions have nothing of the second day: the other readings need not be looked for.
        if seen == len(times) or times[seen] > until:
            return None
        high = bisect_right(times, until, seen)
        if points[high - 1].entry.at.date_only and all(point.entry.at.date_only for point in points[seen:high]):
            return None
        before = self.walk.base_of(session)[0]
        if before.kind == UNKNOWN.kind:
            return None
        low = bisect_right(times, end, 0, seen)
        near = [point for point in points[low:high] if not point.entry.at.date_only]
        levels = [point.level for point in near]
        return Answered(session, following, before, near[levels.index(max(levels))])

    def found(self, as_of: datetime) -> tuple[str, list[Answered]]:
        """What the latest three show as of an instant, "" for nothing; and those three, oldest first."""
        three: list[Answered] = []
        for answered in self.latest(as_of):
            three.insert(0, answered)
            if len(three) == SESSIONS:
                return shown_by(three, self.course, as_of), three
        return "", three

    def raised(self, as_of: datetime) -> bool:
        """Whether it was raised as of an instant."""
        # Each of the three ways needs a last rise that counts: mostly one session is enough to rule it out.
        last = next(self.latest(as_of), None)
        return last is not None and last.rise >= RISE and bool(self.found(as_of)[0])

    def since(self, as_of: datetime, known: tuple[datetime, datetime] | None = None) -> datetime:
        """When the unbroken time of raised answers began that lasts until an instant.

        `known` is the time of an earlier reading at which it was raised, and since when.
        """
        since = as_of
        times = self.course.times
        for index in range(bisect_right(times, as_of) - 1, -1, -1):
            if known and times[index] == known[0]:
                return known[1]
            if not self.raised(times[index]):
                break
            since = times[index]
            if not self.raised(since - TICK):
                break
        return since


def shown_by(three: list[Answered], course: Course, as_of: datetime) -> str:
    """What three answers in a row show; "" for nothing."""
    if all(each.rise >= RISE for each in three) and not any(each.is_settled(course, as_of) for each in three[:-1]):
        return NOT_RECOVERED
    if all(each.rise >= LARGE_RISE for each in three):
        return LARGE
    of_one_kind = len({each.session.activity.strip().casefold() for each in three}) == 1
    grows = all(later.peak.level >= earlier.peak.level + MORE for earlier, later in pairwise(three))
    return LARGER if of_one_kind and grows and three[-1].rise >= RISE else ""


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site as of the snapshot's instant."""
    responses = SessionResponses(walk_along(course, snapshot))
    shows, three = responses.found(snapshot.as_of)
    status = Status.RAISED if shows else Status.CLEAR
    if len(three) < SESSIONS:
        status = Status.INSUFFICIENT
    since = responses.since(snapshot.as_of) if shows else None
    return Finding(
        rule=NAME,
        status=status,
        tier=Tier.DISCUSS if shows else None,
        site=course.site,
        side=course.side,
        started=three[0].session.at.local if shows else None,
        since=next((p.local for p in reversed(course.points) if p.time == since), None),
        threshold=RISE,
        evidence=tuple(each.peak.evidence() for each in three),
        facts={"shows": shows, "rises": [(each.before.level, each.peak.level) for each in three]},
    )


TITLES = {
    NOT_RECOVERED: "{Site}: not settled before the next session",
    LARGE: "{Site}: a large rise after each of the last three sessions",
    LARGER: "{Site}: a larger rise after each of the last three sessions",
}


def wording(finding: Finding, _as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    rises = "; ".join(f"{number_text(before)} → {number_text(peak)}" for before, peak in finding.facts["rises"])
    say = partial(Sentence, Site=at_beginning(finding), site=yours(place(finding)), rises=rises)
    match finding.status:
        case Status.RAISED:
            shows = finding.facts["shows"]
            summary = say("Before and at the highest within two days after: {rises}.")
            if shows == NOT_RECOVERED:
                summary = say("{summary} It had not come down again when the next session began.", summary=summary)
            return Wording(
                say(TITLES[shows]),
                summary,
                say("{visit} Less at a time, or more days between, may be worth asking about.", visit=NEXT_VISIT),
                say("It clears when the latest three sessions no longer show it."),
            )
        case Status.INSUFFICIENT:
            return Wording(
                say("{Site}: too few sessions to compare"),
                say("It takes three sessions in four weeks, each with an entry before and on the second day after."),
                say("Log {site} on the second day after a session."),
            )
        case _:
            return Wording(
                say("{Site}: sessions are answered well enough"),
                say("Before and at the highest within two days after the last three sessions: {rises}."),
            )


def _counted(finding: Finding) -> str:
    ways: dict[Any, str] = {
        NOT_RECOVERED: f"a rise of {RISE} or more after each of three sessions, not settled when the next one began",
        LARGE: f"a rise of {LARGE_RISE} or more after each of three sessions",
        LARGER: f"after three sessions of one kind each peak {MORE} or more above the one before, the last rise {RISE} "
        "or more",
    }
    return ways.get(finding.facts["shows"], "")


RULE = Rule(
    name=NAME,
    scope=Scope.SITE,
    judge=judge,
    wording=wording,
    past_title=lambda past: f"{at_beginning(past)}: rose after each of three sessions",
    how="Of the last three sessions within four weeks: each followed by a rise of 2 or more and not settled before the "
    "next one, each by a rise of 4 or more, or, of one kind, each by a higher peak than the one before.",
    counted=_counted,
    sources=(SORENESS, CHANGE),
    changes_after=(WITHIN + TICK,),
    missing_shown=False,
    incremental=True,
)
