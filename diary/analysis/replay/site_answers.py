"""What is raised at one site as of an instant, answer by answer as the rules give it, without explanations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial

from diary.analysis import worse_days
from diary.analysis.episodes import LOST_AFTER, Episode
from diary.analysis.replay.site_course import DriftDay, Hit, SiteCourse, median_of_sorted
from diary.analysis.rules import (
    expected_soreness,
    not_improving_48h,
    session_response,
    slow_drift,
    sudden_severe,
    worsening,
)
from diary.analysis.rules.base import Lapsed, Rule
from diary.analysis.series import RECENT, STAYS, midnight, ordinal
from diary.analysis.standing import DISCUSS_AFTER, HOURS, may_have_lapsed, standing
from diary.analysis.symptoms import TICK
from diary.domain.findings import Status, Tier
from diary.domain.vocabulary import HIGHEST


@dataclass(frozen=True, slots=True)
class Verdict:
    """One raised answer. `since` is computed when asked for: only what was told needs it."""

    rule: str
    tier: Tier
    provisional: bool
    confirmed: bool
    since: Callable[[], datetime]


class SiteAnswers:
    """The raised answers of a site at one instant, and the next instant at which time alone may change one."""

    __slots__ = (
        "as_of",
        "course",
        "fits",
        "lapsed",
        "may_lapse",
        "others_wake",
        "verdicts",
        "wake",
        "worse_is_settled",
    )

    def __init__(self, course: SiteCourse, as_of: datetime, until: datetime | None = None) -> None:
        self.course, self.as_of = course, as_of
        self.verdicts: list[Verdict] = []
        self.wake = until
        self.others_wake: datetime | None = None
        """The same without `slow-drift`, which is asked every midnight."""
        self.fits: Verdict | None = None
        """`expected-soreness`, as far as the site itself goes: nothing else may be raised."""
        self.worse_is_settled = False
        """Whether `worsening` is raised, or the latest entry ends what was raised before: then none has lapsed."""
        self.lapsed: list[tuple[str, Lapsed]] = []
        """What age or silence has ended, with the name of its rule: it stays raised where nobody was told of it."""
        self.may_lapse = False
        """Whether an episode or a severe reading had to be asked whether it has lapsed."""
        course.settle()
        episode = course.open_episode(as_of)
        if episode is not None:
            self._not_improving(episode)
            if episode.session is not None and as_of - episode.start <= expected_soreness.WITHIN:
                self._expected(episode)
        if course.rows:
            self._worsening()
            if course.hits and course.hits[-1].time >= as_of - RECENT:
                self._sudden_severe()
            self._look_for_lapsed()
        if course.points:
            self._session_response()
            self.others_wake = self.wake
            self._slow_drift()

    @property
    def nothing_stands(self) -> bool:
        """Whether nothing is raised, open, or waiting to be told, nor can begin to be without a reading."""
        return not (self.verdicts or self.lapsed or self.fits or self.may_lapse or self.course.walk.open)

    def new_day(self, instant: datetime) -> bool:
        """Let a midnight pass at which only `slow-drift` is due; False where the site must be asked again in full."""
        course = self.course
        if not course.points:
            return False
        if self.others_wake is not None and self.others_wake <= instant:
            return False
        if any(verdict.rule == slow_drift.NAME for verdict in self.verdicts):
            return False
        day = _drift_on(course, instant, course.points[-1].entry.at.offset)
        if day.possible or course.days[-1] > day.day:
            return False
        course.drift = day
        # Once the latest reading is older than the week that counts, no midnight can raise it any more.
        over = course.days[-1] < day.day - slow_drift.NOW_DAYS
        self.wake = self.others_wake if over else min(self.others_wake or day.ends, day.ends)
        return True

    def _raise(self, rule: str, tier: Tier, provisional: bool, confirmed: bool, since: Callable[[], datetime]) -> None:
        self.verdicts.append(Verdict(rule, tier, provisional, confirmed, cache(since)))

    def wake_at(self, *instants: datetime) -> None:
        """Ask again at these instants, where none of them is past."""
        for instant in instants:
            if instant > self.as_of and (self.wake is None or instant < self.wake):
                self.wake = instant

    def _not_improving(self, episode: Episode) -> None:
        if not episode.stands():
            return
        # TICK after a limit: the limits themselves still belong to the episode.
        start = episode.start
        self.wake_at(
            start + HOURS,
            start + DISCUSS_AFTER + TICK,
            episode.limit + TICK,
            episode.points[-1].time + LOST_AFTER + TICK,
        )
        stands = standing(episode, self.as_of)
        if stands is not None:
            since = stands.since
            self._raise(not_improving_48h.NAME, stands.tier, episode.provisional, stands.confirmed, lambda: since)

    def _expected(self, episode: Episode) -> None:
        if not expected_soreness.fits(self.course, self.as_of, episode):
            return
        self.wake_at(
            episode.start + expected_soreness.WITHIN + TICK,
            episode.points[-1].time + expected_soreness.FRESH + TICK,
            episode.limit + TICK,
        )
        since = expected_soreness.sore_from(episode).time
        self.fits = Verdict(expected_soreness.NAME, Tier.EXPECTED, episode.provisional, False, lambda: since)

    def _worsening(self) -> None:
        course, as_of = self.course, self.as_of
        if course.worse and course.worsening.by_word(as_of):
            at = course.rows[-1][0].at
            self.wake_at(midnight(ordinal(at) + worse_days.FRESH_DAYS + 1, at.offset))
            tier = course.worsening.tier(as_of)
            self._raise(worsening.NAME, tier, False, False, lambda: course.worsening.since(as_of))
            self.worse_is_settled = True
            return
        if not course.points:
            return
        latest = course.points[-1]
        # The rule itself walks back over days: what cannot be raised is ruled out by the last values alone.
        usual = course.usual(latest.day)
        if usual is None:
            if len(course.days) < worse_days.RISING_DAYS:
                return
        elif usual.level > worse_days.ROOM or not _can_be_worse(course, latest.day, usual.level + worse_days.RISE):
            self.worse_is_settled = (
                latest.level < usual.level + worse_days.RISE
                and latest.entry is course.rows[-1][0]
                and not (course.worse and course.worsening.said_worse(latest.time))
            )
            return
        stale_at = midnight(latest.day + worse_days.FRESH_DAYS + 1, latest.entry.at.offset)
        last = len(course.points) - 1
        if as_of >= stale_at or course.worsening.at(last).status is not Status.RAISED:
            return
        self.wake_at(stale_at)
        tier = course.worsening.tier(as_of)
        self._raise(worsening.NAME, tier, usual is None, False, lambda: course.worsening.since(as_of))
        self.worse_is_settled = True

    def _look_for_lapsed(self) -> None:
        course, since = self.course, self.as_of - STAYS
        if course.rows[-1][0].at.instant < since:
            return
        # What a rule says of it takes long to find out: most sites have nothing that could have lapsed.
        episodes = course.walk.episodes
        if episodes and episodes[-1].points[-1].time >= since and may_have_lapsed(episodes, since):
            self.may_lapse = True
            self._lapsed(not_improving_48h.RULE)
        if course.uneased and course.uneased[-1].time >= since:
            self.may_lapse = True
            self._lapsed(sudden_severe.RULE)
        if not self.worse_is_settled and course.worsening.lapsed(self.as_of, since) is not None:
            self._lapsed(worsening.RULE)

    def _lapsed(self, rule: Rule) -> None:
        if rule.lapsed and not any(verdict.rule == rule.name for verdict in self.verdicts):
            for lapsed in rule.lapsed(self.course, self.course.seen(self.as_of)):
                self.lapsed.append((rule.name, lapsed))
                self.wake_at(lapsed.rests_on.astimezone(UTC) + STAYS + TICK)

    def _session_response(self) -> None:
        course, as_of = self.course, self.as_of
        until = course.response.until(as_of)
        if until is not None:
            self.wake_at(until + TICK)
            self._raise(session_response.NAME, Tier.DISCUSS, False, False, lambda: course.response.since(as_of))

    def _slow_drift(self) -> None:
        course, as_of = self.course, self.as_of
        offset = course.points[-1].entry.at.offset
        day = course.drift
        if day is None or day.offset != offset or not day.begins <= as_of < day.ends:
            day = course.drift = _drift_on(course, as_of, offset)
        if course.days[-1] < day.day - slow_drift.NOW_DAYS:
            return
        if self.wake is None or day.ends < self.wake:
            self.wake = day.ends
        if not day.possible and course.days[-1] <= day.day:
            return
        if slow_drift.status_on(course, day.day) is Status.RAISED:
            self._raise(slow_drift.NAME, Tier.DISCUSS, False, False, partial(slow_drift.since, course, day.day))

    def _sudden_severe(self) -> None:
        hits = self.course.hits
        recent = hits[bisect_left(hits, self.as_of - RECENT, key=lambda hit: hit.time) :]
        self.wake_at(recent[0].time + RECENT + TICK)
        tier = min((_tier(hit) for hit in recent), key=lambda tier: tier.rank)
        provisional = all(hit.severity.provisional for hit in recent if _tier(hit) is tier)
        self._raise(sudden_severe.NAME, tier, provisional, False, lambda: _began(self.course, tier))


def _can_be_worse(course: SiteCourse, day: int, high: float) -> bool:
    """Whether the day can be worse: high itself, and soon after another day or after three days that rose to it.

    Where clocks far apart put days out of order, the last values need not be those of the last days: then True.
    """
    days, values = course.days, course.values
    if course.has_days_out_of_order or days[-1] != day:
        return True
    if values[-1] < high:
        return False
    if len(days) > 1 and days[-2] >= day - worse_days.CARRIED:
        if values[-2] >= high:
            return True
        # What was raised on the day before, against the usual level of that day, is carried.
        usual = course.usual(days[-2])
        if usual is not None and values[-2] >= usual.level + worse_days.RISE:
            return True
    return len(days) >= worse_days.RISING_DAYS and values[-4] < values[-3] < values[-2] < values[-1]


def _drift_on(course: SiteCourse, as_of: datetime, offset: int) -> DriftDay:
    """What holds for a whole day of `slow-drift`: whether even the highest level today could raise it."""
    day = (as_of + timedelta(seconds=offset)).toordinal()
    begins, ends = midnight(day, offset), midnight(day + 1, offset)
    before = course.values[bisect_left(course.days, day - slow_drift.NOW_DAYS) : bisect_left(course.days, day)]
    # With a 10 today the median of the week is as high as it can get: below the rise, no entry of the day matters.
    highest = sorted([*before, HIGHEST])
    top = median_of_sorted(highest) if len(highest) >= slow_drift.NOW_NEEDED else 0
    possible = top >= slow_drift.RISE
    if possible:
        then = slow_drift.then_value(course, day)
        possible = then is not None and top - then >= slow_drift.RISE
    return DriftDay(day, offset, begins, ends, possible)


def _tier(hit: Hit) -> Tier:
    return hit.severity.tier_now(eased=hit.eased is not None)


def _began(course: SiteCourse, tier: Tier) -> datetime:
    times = course.times
    fell = [
        (hit.time, hit.severity.fell(hit.time, None if hit.eased is None else times[hit.eased])) for hit in course.hits
    ]
    return sudden_severe.raised_since(fell, tier)
