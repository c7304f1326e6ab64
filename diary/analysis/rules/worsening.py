"""worsening: pain that stays above the usual level for days, or rises day by day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from statistics import median

from diary.analysis.known_symptoms import WORSE
from diary.analysis.rules.base import Rule, Scope, Wording, at_beginning
from diary.analysis.rules.not_improving_48h import compared
from diary.analysis.rules.phrases import CHANGE, TELL, ask_usual, decides, number_text, place
from diary.analysis.series import HOUR, Calendar, Course, Level, Point, counts_as_eased, local, ordinal
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import TICK
from diary.domain.findings import Comparison, Finding, Sentence, Status, Tier
from diary.domain.records import Session

NAME = "worsening"
RISE = 2
"""Points above the usual level that count (Farrar 2001, Childs 2005)."""
ROOM = 8
"""Above this usual level the scale has no room for a rise."""
FRESH_DAYS = 2  # days without an entry after which nothing is said about now
WINDOW = 6
"""Days back that are looked at."""
EASING_WINDOW = 4  # days back in which the peak is looked for that the level may have eased from
# Soreness after exercise peaks within this time (Bishop 2011: 90 % by 48 h), so a rise may still be that.
HELD_AFTER_SESSION = 48 * HOUR
LONGEST_DAY = 50 * HOUR
"""A local date lasts 24 hours on one clock, and up to 50 where clocks all round the world are used."""
HELD_BELOW = 7
"""From here on (severe) soreness is no reason to wait."""
RISING_DAYS = 4


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site as of the view's instant."""
    return Worsening(course, snapshot).answer(snapshot.as_of)


class Worsening:
    """The rule at each reading of one course; answers are remembered, because one may depend on the day before."""

    def __init__(self, course: Course, calendar: Calendar) -> None:
        self.course, self.calendar = course, calendar
        self.days, self.values = course.daily.days, course.daily.values
        self.last_of_day = {point.day: at for at, point in enumerate(course.points)}
        self.known: dict[int, Status] = {}

    def answer(self, as_of: datetime) -> Finding:
        """The answer as of an instant, which is not before the latest reading."""
        course, latest = self.course, self.course.latest
        last = len(course.points) - 1
        stale = latest is None or course.day_of(as_of) - latest.day > FRESH_DAYS
        status = Status.INSUFFICIENT if latest is None or stale else self.at(last)
        usual = course.usual(latest.day) if latest else None
        raised = status is Status.RAISED
        held_by = self.session_before(latest) if latest and status is Status.PENDING else None
        seen = [p for p in course.points if latest and latest.day - WINDOW <= p.day] if latest else []
        return Finding(
            rule=NAME,
            status=status,
            tier=Tier.REPORT if raised else None,
            site=course.site,
            side=course.side,
            provisional=raised and usual is None,
            started=seen[0].local if raised else None,
            since=self.since(last) if raised else None,
            decides_at=local(held_by.at.instant + HELD_AFTER_SESSION, latest.entry.at.offset)
            if held_by and latest
            else None,
            compared_with=self.comparison(usual, latest),
            threshold=RISE,
            evidence=tuple(point.evidence() for point in seen),
            facts={
                "usual": usual.level if usual else None,
                "stale": stale,
                "latest": latest.level if latest else None,
                "days": self.course.daily.between(latest.day - WINDOW, latest.day) if latest else [],
                "rising": bool(latest) and self.rises_strictly(last),
                "no_room": usual is not None and usual.level > ROOM,
                "session": held_by,
            },
        )

    def comparison(self, usual: Level | None, latest: Point | None) -> Comparison | None:
        if usual is not None:
            return compared(usual)
        if latest is None:
            return None
        earlier = self.course.daily.between(latest.day - WINDOW, latest.day)[:-2]
        if not earlier:
            return None
        return Comparison(
            "earlier days",
            median(value for _, value in earlier),
            f"{len(earlier)} {'day' if len(earlier) == 1 else 'days'} before",
        )

    def at(self, index: int) -> Status:
        """The answer at that reading, with nothing after it."""
        if index not in self.known:
            self.known[index] = self.decide(index)
        return self.known[index]

    def decide(self, index: int) -> Status:
        point = self.course.points[index]
        usual = self.course.usual(point.day)
        if usual is None:
            return self.without_usual(index)
        # Where levels cannot rise any more, the word is the only sign left.
        if usual.level > ROOM:
            return Status.RAISED if self.days_getting_worse(index) >= 2 else Status.CANNOT_JUDGE
        if not self.condition(index, usual.level):
            near = self.days_up_to(index, point.day - 2)
            enough = len(near) >= 2 or self.rises_above(index, usual.level)
            return Status.CLEAR if enough else Status.INSUFFICIENT
        if self.session_before(point) and self.day_value(index) < HELD_BELOW and not self.held_long_enough(index):
            return Status.PENDING
        return Status.RAISED

    def condition(self, index: int, usual: float) -> bool:
        """Whether the pain at that reading is worse: high for days or rising, and not eased."""
        point = self.course.points[index]
        near = self.days_up_to(index, point.day - 2)
        high = len(near) >= 2 and all(value >= usual + RISE for _, value in near)
        if not (high or self.rises_above(index, usual)):
            return False
        top = max(value for _, value in self.days_up_to(index, point.day - EASING_WINDOW))
        return not counts_as_eased(top, self.day_value(index), usual)

    def held_long_enough(self, index: int) -> bool:
        """Whether it also held on the two diary days before, or had been raised the day before."""
        place = bisect_left(self.days, self.course.points[index].day)
        before = [self.last_of_day[day] for day in self.days[max(0, place - 2) : place]]
        if not before:
            return False
        if len(before) == 2 and all(self.held_at(earlier) for earlier in before):
            return True
        return self.at(before[-1]) is Status.RAISED

    def held_at(self, index: int) -> bool:
        usual = self.course.usual(self.course.points[index].day)
        return usual is not None and usual.level <= ROOM and self.condition(index, usual.level)

    def without_usual(self, index: int) -> Status:
        days = self.days_up_to(index, self.course.points[index].day - WINDOW)
        if len(days) < RISING_DAYS:
            return Status.INSUFFICIENT
        values = [value for _, value in days]
        high = min(values[-2:]) >= median(values[:-2]) + RISE
        return Status.RAISED if high or self.rises_strictly(index) else Status.CLEAR

    def rises_strictly(self, index: int) -> bool:
        values = [value for _, value in self.days_up_to(index, self.course.points[index].day - WINDOW)][-RISING_DAYS:]
        return len(values) == RISING_DAYS and all(a < b for a, b in pairwise(values))

    def rises_above(self, index: int, usual: float) -> bool:
        return self.rises_strictly(index) and self.day_value(index) >= usual + RISE

    def days_getting_worse(self, index: int) -> int:
        """On how many of the last three diary days "getting-worse" was logged at this site."""
        point = self.course.points[index]
        upto = bisect_right(self.days, point.day)
        days = self.days[max(0, upto - 3) : upto]
        # With an offset east of UTC, a day begins up to a day before it does in UTC.
        first = datetime.fromordinal(days[0] - 1).replace(tzinfo=UTC)
        rows = self.course.rows
        low = bisect_left(rows, first, key=lambda row: row[0].at.instant)
        high = bisect_right(rows, point.time, key=lambda row: row[0].at.instant)
        if index == len(self.course.points) - 1:
            high = len(rows)  # a word without a level may have come since
        logged = {ordinal(entry.at) for entry, reading in rows[low:high] if WORSE in reading.symptoms}
        return len(logged.intersection(days))

    def days_up_to(self, index: int, first: int) -> list[tuple[int, float]]:
        """Days and values from a day on up to that reading."""
        point = self.course.points[index]
        return [*self.course.daily.between(first, point.day - 1), (point.day, self.day_value(index))]

    def day_value(self, index: int) -> float:
        """Y of the reading's day as it stood at that reading."""
        point = self.course.points[index]
        # Entries on two clocks can mix the readings of two days, so those of one day need not be neighbours.
        first = bisect_left(self.course.times, point.time - LONGEST_DAY)
        return median(each.level for each in self.course.points[first : index + 1] if each.day == point.day)

    def session_before(self, point: Point) -> Session | None:
        """The latest session less than 48 h before a reading: an entry 48 h after it decides."""
        sessions = self.calendar.sessions_between(point.time - HELD_AFTER_SESSION + TICK, point.time)
        return sessions[-1] if sessions else None

    def since(self, last: int) -> datetime:
        """When the unbroken run of raised answers began."""
        points = self.course.points
        # A longer gap than the rule allows for "now" breaks the run.
        first = last
        while first > 0 and points[first].day - points[first - 1].day <= FRESH_DAYS:
            if self.at(first - 1) is not Status.RAISED:
                break
            first -= 1
        return points[first].local


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    facts, usual = finding.facts, finding.facts["usual"]
    say = partial(
        Sentence,
        Site=at_beginning(finding),
        site=place(finding),
        usual=number_text(usual),
        days=" → ".join(number_text(value) for _, value in facts["days"]),
        time=decides(finding, as_of),
        clear_below=number_text((usual or 0) + RISE),
    )
    days = say("Day by day: {days}." if usual is None else "Day by day: {days}. Usual: {usual}.")
    match finding.status:
        case Status.INSUFFICIENT if facts["stale"]:
            return Wording(
                say("{Site}: no entry in the last two days"),
                say("Without an entry I can't tell whether it gets worse."),
                say("Log your {site} today."),
            )
        case Status.INSUFFICIENT if usual is None:
            return Wording(
                say("{Site}: not enough days yet"),
                say("While your usual level is not known, it takes four days with an entry within a week to tell."),
                say("Log once a day, or say your usual level."),
                question=ask_usual(finding),
            )
        case Status.INSUFFICIENT:
            return Wording(
                say("{Site}: not enough days yet"),
                say("It takes two days with an entry within three to see a direction."),
                say("Log tomorrow as well."),
            )
        case Status.CANNOT_JUDGE:
            return Wording(
                say("{Site}: your usual level leaves no room"),
                say("Your usual level, {usual}, is near the top of the scale, so a rise can't show in numbers."),
                say('When it is worse than usual, log it with the word "worse".'),
                question=say("Is it worse than usual?"),
            )
        case Status.PENDING:
            return Wording(
                say("{Site}: higher, but soon after a session"),
                say("{levels} Soreness after exercise can do this for two days.", levels=days),
                say("Log your {site} once from {time} on; that entry decides."),
                say("It stays quiet if the level has come down by then."),
            )
        case Status.CLEAR:
            return Wording(say("{Site}: not getting worse"), days)
    title = say("{Site} is getting worse" if _rose(finding) else "{Site} stays well above your usual level")
    clears = say("It clears with a day below {clear_below}, or clearly below the highest of the last days.")
    if finding.provisional:
        title = say("{Site}: is it getting worse?")
        days = say("{levels} Your usual level is not known yet, so this is a first look.", levels=days)
    if finding.provisional or facts["no_room"]:
        clears = say(
            "It clears when a day is clearly below the highest of the last days: by 1 point, or a third of a larger "
            "rise."
        )
    if facts["no_room"]:
        days = say("You logged it as getting worse on at least two of the last three days. Usual: {usual}.")
    return Wording(title, days, TELL, clears, ask_usual(finding) if finding.provisional else None)


def _rose(finding: Finding) -> bool:
    """Whether the last three days with an entry rose; what is level is not getting worse, but stays up."""
    values = [value for _, value in finding.facts["days"]][-3:]
    return len(values) < 3 or not values[0] >= values[1] >= values[2]


def _counted(finding: Finding) -> str:
    rise = number_text(finding.threshold)
    if finding.facts["no_room"]:
        return "logged as getting worse on two of the last three days with an entry"
    if finding.facts["rising"]:
        above = f", the last {rise} or more above the usual level" if finding.facts["usual"] is not None else ""
        return f"four days with an entry, each higher than the one before{above}"
    if finding.provisional:
        return f"the last two days with an entry {rise} or more above the days before"
    return f"two or three of the last three days, each of them {rise} or more above the usual level"


RULE = Rule(
    name=NAME,
    scope=Scope.SITE,
    judge=judge,
    wording=wording,
    past_title=lambda past: (
        f"{at_beginning(past)}: was it getting worse?"
        if past.provisional
        else f"{at_beginning(past)} was getting worse"
    ),
    how="A daily median of 2 or more above usual on two of three days, or four days that rise one after the other, "
    "and no easing. Within 48 hours of a session it waits.",
    counted=_counted,
    sources=(CHANGE, "Parry (flares in diaries of knee pain)"),
    changes_after=(),
    chart_mark="getting worse",
    incremental=True,
)
