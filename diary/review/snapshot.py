"""The diary as it is now and the findings of the analyzer, in the one shape that every interface shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from diary.analysis.analyzer import findings
from diary.analysis.episodes import Episode, episodes, open_episode
from diary.analysis.measures import GoodNews, good_news
from diary.analysis.reach import AROUND, LOOKED_FOR, times_that_matter
from diary.analysis.rules.phrases import SPEAKS_OF_NOW
from diary.analysis.rules.registry import COURSE_RULE_NAMES, RULE_OF
from diary.analysis.series import Course, Level
from diary.analysis.snapshot import REACH, Snapshot, snapshot_of
from diary.domain.exercise_light import BANDS, Bands
from diary.domain.findings import Finding, Status, Tier
from diary.domain.records import KIND_OF, Diary, Entry, Kind, Record
from diary.domain.vocabulary import place_name
from diary.review.cards import cards
from diary.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from diary.domain.note_signs import NoteSign
    from diary.review.day import Day
    from diary.store.diary_store import DiaryStore

DAYS_SHOWN = 14
CURRENT = timedelta(days=14)
"""A site is current if it was logged within this time."""
LATEST = 20
"""How many of the latest entries every review holds, however old they are."""
KINDS_ASKED: frozenset[Kind] = frozenset({"entry", "session", "motion", "care", "usual", "known", "ack", "signs"})
"""What the rules, the good news and the questions about notes read."""


@dataclass(frozen=True, slots=True)
class SiteState:
    """The state of one site. `days` are the highest levels of each of the last 14 days, oldest first.

    None is a day without one. The rules take the median of a day; a person looks for the worst.
    """

    site: str
    side: str
    latest: int
    latest_at: datetime
    usual: Level | None
    days: tuple[int | None, ...]
    qualities: tuple[str, ...]
    episode: Episode | None

    @property
    def name(self) -> str:
        """The place as text."""
        return place_name(self.site, self.side)

    @property
    def silent(self) -> int:
        """Days at the end of `days` without an entry."""
        return next((n for n, value in enumerate(reversed(self.days)) if value is not None), len(self.days))


@dataclass(frozen=True)
class Review:
    """The diary as of an instant, and every answer to it, raised ones first."""

    diary: Diary
    as_of: datetime
    today: date
    findings: tuple[Finding, ...]
    snapshot: Snapshot
    """The courses of the sites, as the rules read them."""
    night: timedelta = timedelta()
    """How long after midnight the day before still goes on, in what is called today; never for the rules."""
    bands: Bands = BANDS
    """The bands of the traffic light of exercise."""
    ask_scores: str = "weekly"
    """When a score is due that says nothing of its own."""
    ask_background: bool = True
    """Whether the questions on the background may be offered."""

    @property
    def called_today(self) -> date:
        """The day that the person calls today."""
        return (self.as_of - self.night).date()

    def is_now(self, when: datetime) -> bool:
        """Whether a reading of that time is recent enough to speak of now."""
        return self.as_of - when <= SPEAKS_OF_NOW

    @property
    def raised(self) -> tuple[Finding, ...]:
        """What is raised, told or not, highest tier first."""
        return tuple(finding for finding in self.findings if finding.raised)

    @property
    def untold(self) -> tuple[Finding, ...]:
        """What is raised above `expected` and has not been told."""
        return tuple(f for f in self.raised if not f.acknowledged and f.tier is not Tier.EXPECTED)

    @property
    def cards(self) -> tuple[Finding, ...]:
        """What is raised as people see it: one card for both rules about the course at one site."""
        return cards(self.raised)

    @property
    def untold_cards(self) -> tuple[Finding, ...]:
        """The cards above `expected` that have something nobody was told of, highest tier first."""
        untold = [card for card in self.cards if not card.acknowledged and card.tier is not Tier.EXPECTED]
        return tuple(sorted(untold, key=lambda card: (card.tier or Tier.EXPECTED).rank))

    @property
    def highest(self) -> Tier | None:
        """The highest tier of all that is raised, told or not."""
        return self.raised[0].tier if self.raised else None

    @property
    def has_untold(self) -> bool:
        """Whether something raised has not been told."""
        return bool(self.untold)

    @cached_property
    def good_news(self) -> tuple[GoodNews, ...]:
        """What has eased or is over, from the same facts; none beside a red flag."""
        return good_news(self.snapshot.within_reach, self.findings)

    @cached_property
    def note_signs(self) -> tuple[NoteSign, ...]:
        """Words in notes of the last 400 days that may tell a warning sign, and that nobody has answered for."""
        from diary.domain.note_signs import note_signs  # only `check` asks for them, not `status`

        since = self.as_of - REACH
        return note_signs((record for record in self.noted if since <= record.at.instant <= self.as_of), self.diary)

    @property
    def noted(self) -> tuple[Record, ...]:
        """The records whose notes are asked about: those of the kinds that every review holds."""
        return tuple(record for record in self.diary.records() if KIND_OF[type(record)] in KINDS_ASKED)

    @cached_property
    def day(self) -> Day:
        """What belongs to the day that the person calls today. It takes a diary with `KINDS_OF_DAY`."""
        from diary.review.day import day_of  # only the screen asks for it

        waiting = [finding for finding in self.shown if finding is not self.deciding]
        return day_of(
            self.diary,
            self.as_of,
            self.called_today,
            night=self.night,
            asked=self.ask_scores,
            waiting=waiting,
            # Beside a warning nothing else is asked.
            offers_background=self.ask_background and not self.has_untold,
            is_urgent=any(
                finding.tier is Tier.EMERGENCY or (finding.tier is Tier.IMMEDIATE and not finding.acknowledged)
                for finding in self.raised
            ),
        )

    @property
    def deciding(self) -> Finding | None:
        """The unanswered finding that the next entry would decide first, where there is one."""
        waiting = [finding for finding in self.shown if finding.decides_at is not None]
        return min(waiting, key=lambda finding: finding.decides_at or self.as_of, default=None)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """What is shown unasked: no clear answers, and insufficient ones only of the course rules at current sites."""
        current = {(state.site, state.side) for state in self.sites}
        return tuple(
            finding
            for finding in self.findings
            if finding.status is not Status.CLEAR
            and (
                finding.status is not Status.INSUFFICIENT
                or (
                    finding.rule in COURSE_RULE_NAMES
                    and RULE_OF[finding.rule].missing_shown
                    and finding.place in current
                )
            )
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries up to the instant, oldest first."""
        return self.snapshot.entries

    @property
    def logged_today(self) -> bool:
        """Whether there is an entry of today."""
        return bool(self.entries) and any(
            entry.at.called_day(self.night) == self.called_today for entry in self.entries[-LATEST:]
        )

    @cached_property
    def sites(self) -> tuple[SiteState, ...]:
        """The current sites, the latest logged first; those of one entry in the entry's order."""
        states = [
            state_of(course, self.snapshot.within_reach, self.today, self.night, self.called_today)
            for course in self.snapshot.within_reach.courses.values()
            if course.latest and self.as_of - course.latest.time <= CURRENT
        ]
        return tuple(sorted(states, key=lambda state: (-state.latest_at.timestamp(), self._place_in_entry(state))))

    def _place_in_entry(self, state: SiteState) -> int:
        latest = self.snapshot.courses[state.site, state.side].latest
        return latest.entry.readings.index(latest.reading) if latest else 0

    def course(self, site: str, side: str) -> Course:
        """The course of one site; an empty one where nothing was logged."""
        return self.snapshot.courses.get((site, side)) or Course(site, side, ())

    def episodes(self, site: str, side: str) -> list[Episode]:
        """All episodes of one site, in time order."""
        return episodes(self.course(site, side), self.snapshot)


def state_of(course: Course, seen: Snapshot, today: date, night: timedelta, called_today: date) -> SiteState:
    """The state of one site that has at least one level; its days are those that the person calls so."""
    latest = course.points[-1]
    days = [called_today - timedelta(days=DAYS_SHOWN - 1 - n) for n in range(DAYS_SHOWN)]
    return SiteState(
        site=course.site,
        side=course.side,
        latest=latest.level,
        latest_at=latest.local,
        usual=course.usual(today.toordinal()),
        days=_highest(course, days, night),
        qualities=latest.reading.qualities,
        episode=open_episode(course, seen),
    )


def _highest(course: Course, days: list[date], night: timedelta) -> tuple[int | None, ...]:
    highest: dict[date, int] = {}
    for point in reversed(course.points):
        day = point.entry.at.called_day(night)
        if day < days[0] - timedelta(days=2):  # days of other zones are not in the order of the instants
            break
        highest[day] = max(point.level, highest.get(day, 0))
    return tuple(map(highest.get, days))


def review(
    store: DiaryStore, now: datetime, settings: Settings = DEFAULTS, more: frozenset[Kind] = frozenset()
) -> Review:
    """Read what the rules need, and ask every rule, as of an instant in local time (aware).

    All that is shown unasked is the same as from the whole diary. What the rules don't need is left out: older entries
    beyond the latest ones, and kinds of which the rules read nothing, except `more`. `whole_review` has those too.
    """
    return review_of(_within_reach(store, now, LATEST, more), now, settings)


def reviews_around(
    store: DiaryStore,
    entries: Collection[str],
    now: datetime,
    settings: Settings = DEFAULTS,
) -> tuple[Review, Review]:
    """The review without some entries, by their ids, and the review with them."""
    # One read serves both, and the second review reuses the courses of the first that the entries do not touch.
    diary = _within_reach(store, now, LATEST + len(entries))
    kept = tuple(entry for entry in diary.entries if entry.id not in entries)
    before = review_of(replace(diary, entries=kept), now, settings)
    return before, review_of(diary, now, settings, before.snapshot)


def _within_reach(store: DiaryStore, now: datetime, least: int, more: frozenset[Kind] = frozenset()) -> Diary:
    """What the rules need as of an instant, and at least so many of the latest entries."""
    since = now - REACH
    diary = store.read(kinds=KINDS_ASKED | more, since=since, until=now, least=least)
    begins = store.begins()
    if begins is None or begins >= since:
        return diary
    if times := times_that_matter(store.signs_with(LOOKED_FOR, until=now), diary, now):
        before = min(since, diary.entries[0].at.instant) if diary.entries else since
        older = store.entries_around(times, within=AROUND, before=before)
        diary = replace(diary, entries=(*older, *diary.entries))
    return diary


def whole_review(store: DiaryStore, now: datetime, settings: Settings = DEFAULTS) -> Review:
    """The review of everything that is in the diary."""
    return review_of(store.read(), now, settings)


def review_of(diary: Diary, now: datetime, settings: Settings = DEFAULTS, near: Snapshot | None = None) -> Review:
    """The review of a diary that has been read already, as of an instant in local time (aware).

    Courses that are the same in the snapshot `near` are reused from it.
    """
    seen = snapshot_of(diary, now, settings.thresholds, near)
    raised = findings(seen, settings.emergency_number)
    asks = settings.ask_scores, settings.ask_background
    return Review(diary, now, now.date(), raised, seen, settings.night, settings.bands, *asks)
