"""The facts of a report, before they are put into words. Levels are 0–10, days are local dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto

from diary.charts.period import Place
from diary.domain.findings import Evidence, Tier
from diary.domain.records import Visit
from diary.domain.rehabilitation import Background, Treatment
from diary.domain.vocabulary import place_name
from diary.report.episode import EpisodeRow, newest_flare
from diary.review.courses import LevelChange, Pattern
from diary.review.programme import ExerciseSpan
from diary.review.scores import ScoreCourse
from diary.review.snapshot import Review

SECTIONS = {
    "background": "how it began, operations, what makes it worse or better, goals",
    "summary": "how it stands, what changed, what was found, what helped: a sentence each",
    "questions": "your questions for the appointment",
    "sites": "the body chart and the table of sites",
    "trend": "the course of the pain, with sessions and self-care",
    "flags": "findings of the rules, when, and whether they were told",
    "exercise": "the pain after each kind of session; the programme at home",
    "function": "own activities, PEG and other scores",
    "daily": "interference, range of motion, self-care, medicines, treatments",
    "patterns": "further pages: by time of day and day of the week",
    "episodes": "further pages: each episode with its chart",
    "log": "further pages: every entry, with its note",
    "rules": "further pages: how the rules work, and their sources",
}
"""The parts of a report that can be chosen, in their order, with what they hold."""


NUMB = frozenset({"numbness", "tingling", "saddle-numbness"})
"""Signs that a body chart hatches."""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site over the period. Levels are None where it was only described in words."""

    site: str
    side: str
    latest: int | None
    latest_at: datetime | None
    usual: float | None
    usual_from: str
    """stated or logged; "" where it is not known."""
    lowest: int | None
    highest: int | None
    days: int
    """Days of the period with a reading here."""
    hurt: int
    """Days of the period with a level above 0 here."""
    change: LevelChange | None
    words: tuple[str, ...]
    """Qualities and symptoms, constant or intermittent, the most used first."""
    levels: tuple[tuple[str, int], ...] = ()
    """The other levels of the last reading that has any, each with what people call it."""
    levels_at: datetime | None = None
    levels_about: bool = False
    """Whether that is known by the day alone."""
    worst: int | None = None
    """The highest that was rated as the worst of a day; readings may all be lower."""
    worst_at: datetime | None = None
    """The newest entry that rated it."""

    @property
    def worst_beyond(self) -> int | None:
        """The worst of a day where it is above the highest reading."""
        return self.worst if self.worst is not None and self.worst > (self.highest or 0) else None

    @property
    def place(self) -> Place:
        """Site and side."""
        return self.site, self.side

    @property
    def name(self) -> str:
        """The place as it is said."""
        return place_name(self.site, self.side)

    @property
    def is_numb(self) -> bool:
        """Whether numbness or tingling was logged here."""
        return bool(NUMB.intersection(self.words))


class Outcome(Enum):
    """What is known of a flag after its last reading. Only an entry can show that it is over."""

    OPEN = auto()
    """It is raised."""
    EASED = auto()
    """A later entry is without it."""
    WENT_ON = auto()
    """There are later entries, and they do not show that it is over."""
    SILENT = auto()
    """Nothing was logged about it again."""


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A finding that was raised in the period. `until` is when it was last raised where it no longer is."""

    rule: str
    tier: Tier
    advice: Tier
    """What it asked for, also where it only waits to be told by now."""
    label: str
    title: str
    summary: str
    since: datetime | None
    until: datetime | None
    told: date | None
    told_note: str
    acknowledged: bool
    place: Place | None
    evidence: tuple[Evidence, ...]
    against: float | None
    """The level that it is measured against, where it is known."""
    times: int = 1
    """How often it was raised in the period; of a flag that is past the strongest time is shown."""
    seen: tuple[date, date] | None = None
    """The first and the last day with a reading that bears it; None where it is known by no reading."""
    entries: int = 0
    """How many entries bear it, of a sign."""
    outcome: Outcome = Outcome.OPEN
    outcome_text: str = ""
    """What the entries after it show, in words."""
    is_red: bool = False
    """Whether it is a sign that counts on its own, or asked for advice on the same day."""
    rules: tuple[str, ...] = ()
    """Those that gave it: several where the findings of a site are told together."""

    @property
    def open(self) -> bool:
        """Whether it is still raised."""
        return self.until is None

    def is_rough(self, when: datetime) -> bool:
        """Whether a time of it is that of an entry known by its day alone."""
        return any(shown.date_only and shown.time == when for shown in self.evidence)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of the person's own."""

    asked: date
    text: str


@dataclass(frozen=True, slots=True)
class MotionRow:
    """One movement over the period; the first value is the last one before it, where there is one."""

    name: str
    unit: str
    first: float
    latest: float
    count: int
    first_day: date
    last_day: date

    @property
    def compared(self) -> bool:
        """Whether it was measured more than once."""
        return self.first_day != self.last_day or self.count > 1


@dataclass(frozen=True, slots=True)
class LevelAfter:
    """The pain at one site before a medicine, and in the next entry, so long after it."""

    site: str
    side: str
    before: int
    level: int
    span: timedelta

    @property
    def name(self) -> str:
        """The place as it is said."""
        return place_name(self.site, self.side)


@dataclass(frozen=True, slots=True)
class CareRow:
    """One kind of self-care in the period; relief is the median of what was rated."""

    name: str
    medication: bool
    days: int
    times: int
    relief: float | None
    rated: int
    doses: tuple[tuple[str, int], ...] = ()
    """The doses in order of use, each with how often it was taken."""
    reliefs: tuple[int, int] | None = None
    """The least and the most relief that was rated."""
    after: tuple[LevelAfter, ...] = ()
    """Of a medicine, the newest last."""
    in_flare: tuple[int, int] | None = None
    """The least and the most relief that was rated since the flare began that is still on."""
    before_flare: tuple[int, int] | None = None
    """The same before it."""


@dataclass(frozen=True, slots=True)
class Rating:
    """Daily highest ratings of the whole person in the period: interference or fatigue."""

    name: str
    latest: int
    latest_day: date
    middle: float
    worst: int
    days: int
    change: LevelChange | None


@dataclass(frozen=True, slots=True)
class Completeness:
    """How complete the diary is in the period."""

    days: int
    """Days of the period since the diary was begun; no entry could be missing before."""
    logged: int
    entries: int
    late: int
    begun: date | None = None
    """The day of its first entry, where that lies within the period."""
    converted: tuple[tuple[str, int], ...] = ()
    """The apps from whose files entries came, each with how many."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One record in the log."""

    at: datetime
    date_only: bool
    what: str
    note: str
    late: bool
    zone: str = ""
    """The offset of a time from another zone than the one the report is made in; "" for all others."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says. `sites` are all sites of the period, those that matter most first."""

    review: Review
    """Where the pictures are drawn from; its as-of is the end of the period, or now."""
    made: datetime
    first: date
    last: date
    visit: date | None
    """The past visit that the period begins with."""
    next_visit: Visit | None
    sections: tuple[str, ...]
    notes: bool
    name: str
    born: str
    completeness: Completeness
    questions: tuple[QuestionRow, ...]
    sites: tuple[SiteRow, ...]
    flags: tuple[FlagRow, ...]
    exercise: tuple[Pattern, ...]
    ratings: tuple[Rating, ...]
    motions: tuple[MotionRow, ...]
    cares: tuple[CareRow, ...]
    episodes: tuple[EpisodeRow, ...]
    log: tuple[LogRow, ...]
    log_left_out: int
    earlier: tuple[FlagRow, ...] = ()
    """Red flags of before the period."""
    digest: str = ""
    """Of everything in the diary, so that two copies of a report can be compared."""
    is_first: bool = True
    """Whether no visit came before: then the background is told in full."""
    backgrounds: tuple[Background, ...] = ()
    knowns: tuple[tuple[str, Place | None, date | None], ...] = ()
    """The words that were there from the start, each with its place, and the day on which it was said to have ended."""
    scores: tuple[ScoreCourse, ...] = ()
    programme: tuple[ExerciseSpan, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    visit_name: str = ""
    """With whom the visit was that the period begins with."""
    seen: tuple[tuple[str, tuple[date, ...]], ...] = ()
    """Whom the person saw in the period, each with its days."""

    @property
    def flare(self) -> EpisodeRow | None:
        """The newest rise that is not over."""
        return newest_flare(self.episodes)

    def has(self, section: str) -> bool:
        """Whether a section was asked for."""
        return section in self.sections
