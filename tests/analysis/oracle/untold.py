"""Findings that were told, and findings that nobody was told of: the moments of the diary one after the other."""

# Where the text leaves a choice, and what is taken here:
# 1. "since it was last clear": a finding is one rule at one place, as long as it is raised or not told yet. One that is
#    raised again ("which takes its place") at discuss is still one that was at report, so it stays once more.
# 2. "does not leave by age or silence": what an entry ends (three low days of interference after two high ones, or a
#    rule that answers clear within its own episode) has left by neither, and is clear.
# 3. "A limit that a rule itself names (14 or 120 days of an episode ...) ends it": where the limit passes before the
#    episode is lost sight of, or at the same time. An episode that was lost sight of has no limit any more. A usual
#    level stated 60 days or more after the start is such a limit.
# 4. "below U+2": U of the day of the later reading. "2 below its last reading where U is unknown": on that day.
# 5. While it is not told yet, not-improving-48h ends only by what is named; pending, cannot-judge, insufficient and, in
#    another episode, clear do not end it. For worsening clear does, pending and cannot-judge do not.
# 6. sudden-severe: each reading falls by itself; what counts is the latest that has not fallen and was not told, also
#    where another one has fallen since.
# 7. A known one, or one part of an emergency sign by now, was never a finding: today's statement judges.
# 8. "counts as told until its tier rises, it becomes confirmed, or it clears": told of it as unconfirmed is not told of
#    it as confirmed. A told one that stops being raised, for whatever reason, has cleared. One that is not told yet is
#    told by any telling; one that is raised only by a telling of its tier or a higher one, or one without a tier.
# 9. A telling counts at its own time and at the time it was written, where that is not after as-of.
# 10. "until 28 days after": to the instant, the last one counted.
#    A sudden-severe that fell to discuss, as each reading had eased, and is at report or higher again has risen.
# 11. One that is not told yet keeps "provisional" and "confirmed".

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from diary.domain.records import Ack, Diary
from tests.analysis.oracle.basics import RANK, Course, Place, Said, days
from tests.analysis.oracle.course import severe_readings, sudden_severe, worsening
from tests.analysis.oracle.episodes import Episode, not_improving, open_episode, restated

Ask = Callable[[datetime, bool], Said]
"""The answer at a moment; True: without what was written at that very moment."""


@dataclass
class State:
    """A finding that is raised or not told yet, and what is remembered of it."""

    said: Said
    since: datetime
    grave: bool = False
    """It was at report or higher, and nobody was told of it."""
    told: tuple[int, bool] | None = None
    """The rank of the tier that was told, and whether it was confirmed."""
    told_at: datetime | None = None

    def follow(self, said: Said) -> None:
        """It is raised."""
        self.said = said
        rank = RANK.index(said.tier or "")
        if self.told is not None and (rank < self.told[0] or (said.confirmed and not self.told[1])):
            self.told = None
        if self.told is None and rank <= RANK.index("report"):
            self.grave = True

    def tell(self, ack: Ack, when: datetime, raised: bool) -> None:
        """Somebody was told of it."""
        tier = RANK.index(ack.tier or self.said.tier or "")
        confirmed = ack.confirmed or (not ack.tier and self.said.confirmed)
        if raised and (tier > RANK.index(self.said.tier or "") or (self.said.confirmed and not confirmed)):
            return
        self.told, self.told_at, self.grave = (tier, confirmed), when, False


class Rule:
    """A red flag: it leaves by age, and nothing but a telling or 28 days ends it before its time."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask

    def is_raised(self, state: State, moment: datetime, before: bool) -> None:
        """What is remembered of it while it is raised."""

    def stays_after_time(self, state: State, moment: datetime) -> bool:
        """Whether it stays as not told yet, when time alone has ended it."""
        return True

    def stays_after_entry(self, state: State, moment: datetime, was_raised: bool) -> bool:
        """Whether it stays as not told yet, after what was written at a moment."""
        return not was_raised


class NotImproving(Rule):
    """not-improving-48h; it remembers the episode that was raised last."""

    def __init__(self, course: Course, walked: list[Episode | None]) -> None:
        super().__init__(lambda moment, before: not_improving(course.at(moment, before=before), walked))
        self.course, self.walked = course, walked
        self.episode: Episode | None = None

    def is_raised(self, state: State, moment: datetime, before: bool) -> None:
        """Of another episode nobody was told yet."""
        last, self.episode = self.episode, open_episode(self.course.at(moment, before=before), self.walked)
        if last is not None and self.episode is not None and last.start != self.episode.start:
            state.told = None

    def stays_after_time(self, state: State, moment: datetime) -> bool:
        """It was lost sight of before a limit of the episode passed."""
        if self.episode is None:
            return False
        lost = self.episode.levels[-1].t + days(10)
        limit = self.episode.start + self.episode.longest
        return lost < limit and not restated(self.course, self.episode, min(lost, moment))

    def stays_after_entry(self, state: State, moment: datetime, was_raised: bool) -> bool:
        """It was lost sight of, and the reading is not below base+k."""
        if self.episode is None:
            return False
        lowest = self.episode.base + self.episode.k
        if any(level.t == moment and level.pain < lowest for level in self.course.levels):
            return False
        now = open_episode(self.course.at(moment), self.walked)
        return not was_raised or now is None or now.start != self.episode.start


class Worsening(Rule):
    """worsening."""

    def __init__(self, course: Course) -> None:
        super().__init__(lambda moment, before: worsening(course.at(moment, before=before)))
        self.course = course

    def stays_after_entry(self, state: State, moment: datetime, was_raised: bool) -> bool:
        """The rule does not answer clear, and no reading is below U+2, or 2 below its last one."""
        if self.ask(moment, False).status == "clear":
            return False
        its_own = [level.pain for level in self.course.levels if state.said.rests and level.t <= state.said.rests]
        for level in [level for level in self.course.levels if level.t == moment]:
            u = self.course.u(level.at.day)
            if u is not None and level.pain < u + 2:
                return False
            if u is None and its_own and level.pain <= its_own[-1] - 2:
                return False
        return True


class SuddenSevere(Rule):
    """sudden-severe."""

    def __init__(self, course: Course) -> None:
        super().__init__(lambda moment, before: sudden_severe(course.at(moment, before=before)))
        self.course = course

    def is_raised(self, state: State, moment: datetime, before: bool) -> None:
        """What had fallen to discuss rises: of that nobody was told yet."""
        if state.said.tier == "discuss" and self.ask(moment, before).tier != "discuss":
            state.told = None

    def stays_after_time(self, state: State, moment: datetime) -> bool:
        """Of several the latest that has not fallen counts."""
        counting = [
            one
            for one in severe_readings(self.course.at(moment), moment - days(28))
            if not one.fell
            and RANK.index(one.tier) <= RANK.index("report")
            and one.t >= state.since
            and (state.told_at is None or one.t > state.told_at)
        ]
        if not counting:
            return False
        latest = counting[-1]
        state.said = Said("raised", latest.tier, latest.provisional, rests=latest.t)
        return True

    def stays_after_entry(self, state: State, moment: datetime, was_raised: bool) -> bool:
        """The same."""
        return self.stays_after_time(state, moment)


def in_time(state: State, moment: datetime) -> bool:
    """Up to 28 days after the latest reading or entry it rests on."""
    return state.said.rests is not None and moment - state.said.rests <= days(28)


def follow(rule: Rule, moments: Iterable[datetime], acks: Iterable[Ack], as_of: datetime) -> tuple[State | None, bool]:
    """The state of a finding at as-of, and whether it is raised by itself then."""
    tellings = [(when, ack) for ack in acks for when in {ack.at.instant, ack.recorded or ack.at.instant}]
    state: State | None = None
    raised = False
    for moment in sorted({as_of, *(m for m in (*moments, *(when for when, _ in tellings)) if m <= as_of)}):
        # First what time alone did since the moment before, then what was written at this one.
        for before in (True, False):
            was_raised, said = raised, rule.ask(moment, before)
            raised = said.raised
            if raised:
                state = state or State(said, moment)
                rule.is_raised(state, moment, before)
                state.follow(said)
            elif state is not None:
                if before:
                    stays = not was_raised or rule.stays_after_time(state, moment)
                else:
                    stays = rule.stays_after_entry(state, moment, was_raised)
                state = state if stays and state.grave and in_time(state, moment) else None
        for when, ack in tellings:
            if when == moment and state is not None:
                state.tell(ack, when, raised)
                state = state if raised or state.grave else None
    return state, raised


def not_told_yet(rule: Rule, moments: Iterable[datetime], acks: Iterable[Ack], as_of: datetime) -> Said | None:
    """The answer of a finding that stays although its rule does not raise it at as-of, else None."""
    moments = list(moments)
    # Without one of these it could not rest on anything of the last 28 days: this only saves time.
    if not any(rule.ask(moment, False).raised for moment in moments if days(0) <= as_of - moment <= days(28)):
        return None
    state, raised = follow(rule, moments, acks, as_of)
    if state is None or raised:
        return None
    return Said("raised", "discuss", state.said.provisional, state.said.confirmed, state.said.rests)


def is_told(rule: Rule, moments: Iterable[datetime], acks: Iterable[Ack], as_of: datetime) -> bool:
    """Whether a raised finding counts as told at as-of."""
    state, raised = follow(rule, moments, acks, as_of)
    return raised and state is not None and state.told is not None


def acks_of(diary: Diary, rule: str, place: Place) -> list[Ack]:
    """The tellings of one finding."""
    return [
        ack for ack in diary.acks if ack.rule == rule and ((ack.site, ack.side or "") if ack.site else None) == place
    ]
