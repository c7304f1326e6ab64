"""Episodes, `not-improving-48h` and `expected-soreness`, read a second time."""

# Where the text leaves a choice, and what is taken here:
# 1. "All readings since its start belong to an episode": of one that starts with a session, those later than the
#    session (as "t-48 h <= s < t" counts them); those at its very instant come before it.
# 2. "no resolving reading since": later than the session.
# 3. "closes ... at" and "closes ... before" the same reading: before comes first, and the reading may open a new one.
# 4. "after such a statement, no episode is open" and "the first reading after": strictly later than the statement; at
#    the instant of the statement itself the episode is still open.
# 5. "the highest level of all its readings up to start+48h", asked before then: of the readings so far.
# 6. "the second of two readings that do not meet it, 10 h or more apart": not the nearest two only, so the run of
#    readings that do not meet it is measured from its first one.
# 7. "every quality named in it": at this site; "no entry in it carries a symptom ... or the sudden tick": anywhere in
#    the entry. An entry at the site without a level counts too.
# 8. "no other rule is raised for the site or for the whole person": a movement that gets smaller counts as the person.
#    A finding that is "not told yet" is raised.
# 9. "P" of expected-soreness is the one fixed at 48 h.

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from tests.analysis.oracle.basics import (
    CANNOT_JUDGE,
    CLEAR,
    INSUFFICIENT,
    Course,
    Level,
    Said,
    capped,
    days,
    eased,
    hours,
    rise,
)

MILD = {"dull", "aching", "stiff", "tight", "tender", "heavy", "pulling", "deep"}


@dataclass
class Episode:
    """A rise: when it started, from what base, and whether with a session."""

    start: datetime
    base: Fraction
    provisional: bool
    by_session: bool
    levels: list[Level] = field(default_factory=list)

    @property
    def k(self) -> int:
        """The rise that counts."""
        return rise(self.provisional)

    @property
    def longest(self) -> timedelta:
        """How long it may last."""
        return days(14) if self.provisional else days(120)

    def peak(self) -> Fraction:
        """P: a peak after 48 hours changes nothing."""
        return max(level.pain for level in self.levels if level.t <= self.start + hours(48))

    def standing(self) -> tuple[bool, bool]:
        """Whether the rule stands after the latest reading, and whether it is confirmed."""
        peak = self.peak()
        stands = confirmed = False
        met_since = failed_since = None
        for reading in self.levels:
            if reading.t < self.start + hours(44):
                continue
            if reading.pain - self.base >= self.k and not eased(peak, reading.pain, self.base):
                stands, failed_since = True, None
                met_since = met_since or reading.t
                confirmed = confirmed or reading.t - met_since >= hours(10)
            elif stands:
                met_since, failed_since = None, failed_since or reading.t
                if reading.pain < self.base + self.k or reading.t - failed_since >= hours(10):
                    stands = confirmed = False
        return stands, confirmed


def opened_by(course: Course, index: int, resolving: list[datetime]) -> Episode | None:
    """The episode that the reading at this place would open."""
    reading = course.levels[index]
    for session in course.sessions:
        s = session.at.instant
        if not reading.t - hours(48) <= s < reading.t or any(r > s for r in resolving):
            continue
        base, provisional = course.baseline(session)
        if reading.pain >= base + rise(provisional):
            since = [level for level in course.levels[:index] if level.t > s]
            return Episode(s, base, provisional, True, [*since, reading])
    u = course.u(reading.at.day)
    if reading.pain >= (0 if u is None else u) + rise(u is None):
        return Episode(reading.t, u or Fraction(0), u is None, False, [reading])
    return None


def restated(course: Course, episode: Episode, before: datetime) -> bool:
    """Whether a usual level was stated 60 days or more after the start, and before an instant."""
    return not episode.provisional and any(
        episode.start + days(60) <= statement.at.instant < before for statement in course.statements
    )


def closes_before(course: Course, episode: Episode, index: int, resolving: list[datetime]) -> bool:
    """Whether an open episode closes before the reading at this place: lost sight of, long-standing, better founded."""
    reading, before = course.levels[index], course.levels[index - 1]
    session_between = any(before.t < session.at.instant < reading.t for session in course.sessions)
    if reading.t - before.t > days(10) or (reading.t - before.t > hours(72) and session_between):
        return True
    if reading.t - episode.start > episode.longest or restated(course, episode, reading.t):
        return True
    if episode.provisional and not episode.standing()[0]:
        other = opened_by(course, index, resolving)
        return other is not None and not other.provisional
    return False


def walk(course: Course) -> list[Episode | None]:
    """The episode that is open after each reading."""
    episode: Episode | None = None
    resolving: list[datetime] = []
    after: list[Episode | None] = []
    for index, reading in enumerate(course.levels):
        if episode is not None and closes_before(course, episode, index, resolving):
            episode = None
        if episode is None:
            episode = opened_by(course, index, resolving)
        elif reading.pain <= episode.base + 1:
            episode = None
            resolving.append(reading.t)
        else:
            levels = [*episode.levels, reading]
            episode = Episode(episode.start, episode.base, episode.provisional, episode.by_session, levels)
        after.append(episode)
    return after


def open_episode(course: Course, after: list[Episode | None]) -> Episode | None:
    """The episode that is open at as-of; `after` is the walk of this course, or of one that goes on longer."""
    episode = after[len(course.levels) - 1] if course.levels else None
    if episode is None or course.as_of - course.levels[-1].t > days(10):
        return None
    if course.as_of - episode.start > episode.longest or restated(course, episode, course.as_of):
        return None
    return episode


def not_improving(course: Course, after: list[Episode | None]) -> Said:
    """Rule not-improving-48h."""
    episode = open_episode(course, after)
    if episode is None:
        if not course.levels or course.as_of - course.levels[-1].t > days(10):
            return INSUFFICIENT
        u = course.u(course.levels[-1].at.day)
        return CANNOT_JUDGE if u is not None and u + 2 > 10 else CLEAR
    if course.as_of < episode.start + hours(48):
        return Said("pending", None, episode.provisional)
    if episode.levels[-1].t < episode.start + hours(44):
        return Said("insufficient", None, episode.provisional)
    stands, confirmed = episode.standing()
    if not stands:
        return Said("clear", None, episode.provisional)
    latest = episode.levels[-1]
    early = max(level.pain for level in episode.levels if level.t <= episode.start + days(14))
    old = course.as_of - episode.start > days(14) and not latest.pain >= early + 2
    tier = capped("discuss" if old else "report", all(level.converted for level in episode.levels))
    return Said("raised", tier, episode.provisional, confirmed, latest.t)


def expected_soreness(course: Course, after: list[Episode | None], other_raised: bool) -> Said:
    """Rule expected-soreness; the caller says whether another rule is raised for the site or the whole person."""
    episode = open_episode(course, after)
    if episode is None or not episode.by_session or course.as_of - episode.start > hours(120) or other_raised:
        return CLEAR
    first = next(level for level in episode.levels if level.pain >= episode.base + 2)
    if not hours(6) <= first.t - episode.start <= hours(48):
        return CLEAR
    peak, latest = episode.peak(), episode.levels[-1]
    if peak > 6 or peak > episode.base + 4 or course.as_of - latest.t > hours(36):
        return CLEAR
    for entry in course.diary.entries:
        here = [reading for reading in entry.readings if (reading.site, reading.side) == (course.site, course.side)]
        if entry.at.instant <= episode.start or not here:
            continue
        symptoms = {*entry.symptoms, *(word for reading in entry.readings for word in reading.symptoms)}
        if symptoms - {"clicking"} or any(reading.sudden for reading in entry.readings):
            return CLEAR
        if any(quality not in MILD for reading in here for quality in reading.qualities):
            return CLEAR
    return Said("raised", "expected", episode.provisional, False, latest.t)
