"""The days on which the pain at a site is worse: above its usual level, rising, or logged as getting worse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median

from diary.analysis.converted import all_converted, capped
from diary.analysis.known_symptoms import WORSE
from diary.analysis.series import DAY, HOUR, Calendar, Course, Point, counts_as_eased, local, midnight, ordinal
from diary.analysis.symptoms import TICK
from diary.domain.findings import Status, Tier
from diary.domain.records import Entry, Reading, Session

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
CARRIED = 2
"""Days over which what was raised stays so where a day has eased by a little, once."""
SAID_DAYS, LAST_DAYS, SAID_WITHIN = 2, 3, 13
"""On how many of the last days with an entry "getting-worse" counts, and from how many days before the latest on."""
SAID_AT_MOST = (SAID_WITHIN + FRESH_DAYS + 3) * DAY
"""The word of two days longer ago than this counts on no clock."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the levels say at one reading; `carried` where it is raised only because it was the day before."""

    status: Status
    carried: bool = False
    provisional: bool = False


class Worsening:
    """The rule at each reading of one course; answers are remembered, because one may depend on the day before."""

    def __init__(self, course: Course, calendar: Calendar) -> None:
        self.course, self.calendar = course, calendar
        self.days, self.values = course.daily.days, course.daily.values
        self.last_of_day = {point.day: at for at, point in enumerate(course.points)}
        self.known: dict[int, Answer] = {}

    def at(self, index: int) -> Answer:
        """What the levels say at that reading, with nothing after it."""
        # Not by recursion: an answer may rest on that of the day before, and that one on many days before it.
        asked = [index]
        while index not in self.known:
            found = self.decide(asked[-1])
            if isinstance(found, int):
                asked.append(found)
            else:
                self.known[asked.pop()] = found
        return self.known[index]

    def decide(self, index: int) -> Answer | int:
        """The answer at that reading, or the index of the one whose answer must be known before."""
        point = self.course.points[index]
        usual = self.course.usual(point.day)
        if usual is None:
            return Answer(self.without_usual(index), provisional=True)
        # Where levels cannot rise any more, they tell nothing.
        if usual.level > ROOM:
            return Answer(Status.CANNOT_JUDGE)
        high = self.day_value(index) >= usual.level + RISE
        if high and self.condition(index, usual.level):
            if not self.session_before(point) or self.day_value(index) >= HELD_BELOW:
                return Answer(Status.RAISED)
            before = self.days_before(index)
            if len(before) == 2 and all(self.held_at(earlier) for earlier in before):
                return Answer(Status.RAISED)
            if before and before[-1] not in self.known:
                return before[-1]
            return Answer(Status.RAISED if before and self.was_raised(before[-1]) else Status.PENDING)
        if high and (before := self.days_before(index)) and self.course.points[before[-1]].day >= point.day - CARRIED:
            if before[-1] not in self.known:
                return before[-1]
            earlier = self.known[before[-1]]
            if earlier.status is Status.RAISED and not earlier.carried and not earlier.provisional:
                return Answer(Status.RAISED, carried=True)
        near = self.days_up_to(index, point.day - 2)
        enough = len(near) >= 2 or (high and self.rises_strictly(index))
        return Answer(Status.CLEAR if enough else Status.INSUFFICIENT)

    def condition(self, index: int, usual: float) -> bool:
        """Whether the pain at that reading is worse: high for days or rising, and not eased."""
        point = self.course.points[index]
        near = self.days_up_to(index, point.day - 2)
        high = len(near) >= 2 and all(value >= usual + RISE for _, value in near)
        if not high and not (self.day_value(index) >= usual + RISE and self.rises_strictly(index)):
            return False
        top = max(value for _, value in self.days_up_to(index, point.day - EASING_WINDOW))
        return not counts_as_eased(top, self.day_value(index), usual)

    def days_before(self, index: int) -> list[int]:
        """The last readings of the two diary days before that of a reading."""
        place = bisect_left(self.days, self.course.points[index].day)
        return [self.last_of_day[day] for day in self.days[max(0, place - 2) : place]]

    def was_raised(self, index: int) -> bool:
        """Whether it was raised at a reading by whatever clause; what its levels said must be known."""
        return self.known[index].status is Status.RAISED or self.said_worse(self.course.points[index].time)

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

    def said_worse(self, as_of: datetime) -> bool:
        """Whether "getting-worse" was logged on two of the last three days with an entry, as of an instant."""
        worse = self.course.worse
        last = bisect_right(worse, as_of)
        # The word is rare: of two that are too long ago, or of fewer, the days need not be looked at.
        if last < 2 or as_of - worse[last - 2] > SAID_AT_MOST:
            return False
        rows = self.rows_of_last_days(as_of)
        if not rows or not is_fresh(rows[-1][0], as_of):
            return False
        return len({ordinal(entry.at) for entry, reading in rows if WORSE in reading.symptoms}) >= SAID_DAYS

    def by_word(self, as_of: datetime) -> bool:
        """Whether the word speaks: not where it comes from another app and the levels ask for more."""
        return self.said_worse(as_of) and (not self._word_is_converted(as_of) or self._levels_are_converted(as_of))

    def tier(self, as_of: datetime) -> Tier:
        """The tier as of an instant at which it is raised."""
        converted = self._word_is_converted(as_of) if self.by_word(as_of) else self._levels_are_converted(as_of)
        return capped(Tier.REPORT, converted=converted)

    def _word_is_converted(self, as_of: datetime) -> bool:
        rows = self.rows_of_last_days(as_of)
        return all_converted(entry for entry, reading in rows if WORSE in reading.symptoms)

    def _levels_are_converted(self, as_of: datetime) -> bool:
        """Whether the levels don't raise it, or are all converted."""
        points, last = self.course.points, bisect_right(self.course.times, as_of) - 1
        # Nearly always the first of the questions is answered without the others.
        if last < 0 or not self.levels_raise(last, as_of):
            return True
        day = points[last].day
        low = bisect_left(self.course.times, points[last].time - WINDOW * DAY - LONGEST_DAY)
        return all_converted(p.entry for p in points[low : last + 1] if day - WINDOW <= p.day <= day)

    def levels_raise(self, last: int, as_of: datetime) -> bool:
        """Whether the levels raised it as of an instant; `last` is the index of the latest reading by then."""
        return is_fresh(self.course.points[last].entry, as_of) and self.at(last).status is Status.RAISED

    def rows_of_last_days(self, as_of: datetime) -> list[tuple[Entry, Reading]]:
        """What was logged, with a level or not, on the last three days with an entry of the 14 days up to the latest.

        The latest entry comes last.
        """
        rows = self.course.rows
        high = bisect_right(rows, as_of, key=_time)
        if not high:
            return []
        last = ordinal(rows[high - 1][0].at)
        # With an offset east of UTC, a day begins up to a day before it does in UTC.
        first = datetime.fromordinal(last - SAID_WITHIN - 1).replace(tzinfo=UTC)
        near = [(ordinal(row[0].at), row) for row in rows[bisect_left(rows, first, key=_time) : high]]
        days = sorted({day for day, _ in near if last - SAID_WITHIN <= day <= last})[-LAST_DAYS:]
        return [row for day, row in near if day in days]

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

    def raised(self, as_of: datetime) -> bool:
        """Whether it was raised as of an instant."""
        if self.said_worse(as_of):
            return True
        last = bisect_right(self.course.times, as_of) - 1
        return last >= 0 and self.levels_raise(last, as_of)

    def since(self, as_of: datetime) -> datetime:
        """When the unbroken time of raised answers began that lasts until an instant, on the clock of its entry."""
        rows = self.course.rows
        place = first = bisect_right(rows, as_of, key=_time) - 1
        while place >= 0 and self.raised(rows[place][0].at.instant):
            first = place
            # Not raised just before: it had ended since the entry before this one, and was raised again here.
            if not self.raised(rows[place][0].at.instant - TICK):
                break
            place -= 1
        return rows[first][0].at.local

    def highest(self, as_of: datetime) -> Tier:
        """The highest tier since it is raised, as of an instant at which it is."""
        if (tier := self.tier(as_of)) is Tier.REPORT:
            return tier
        rows = self.course.rows
        since = bisect_left(rows, self.since(as_of), key=_time)
        tiers = [self.tier(entry.at.instant) for entry, _ in rows[since : bisect_right(rows, as_of, key=_time)]]
        return Tier.REPORT if Tier.REPORT in tiers else tier

    def lapsed(self, as_of: datetime, since: datetime) -> tuple[datetime, datetime] | None:
        """The time of the latest entry at which it was raised, and the last instant at which it still was.

        For an instant at which it is not raised. None where it was not since the other, or where a later entry ended
        it.
        """
        course, later, before = self.course, len(self.course.points), as_of + TICK
        for entry, _ in reversed(course.rows):
            time = entry.at.instant
            if time < since:
                return None
            if time == before:
                continue
            end = bisect_right(course.times, time)
            if self.raised(time):
                # Where no usual level is known, a later reading is compared with the last one it rests on.
                fallen = end > 0 and any(
                    point.level <= course.points[end - 1].level - RISE and course.usual(point.day) is None
                    for point in course.points[later:]
                )
                return None if fallen else (time, min(before, self.stale_at(time)) - TICK)
            if self._ends(time, end):
                return None
            later, before = bisect_left(course.times, time), time
        return None

    def _ends(self, time: datetime, end: int) -> bool:
        """Whether what was logged at a time ends what was raised before; `end` is the index after its readings."""
        points = self.course.points
        for point in points[bisect_left(self.course.times, time) : end]:
            usual = self.course.usual(point.day)
            if usual is not None and point.level < usual.level + RISE:
                return True
        return end > 0 and is_fresh(points[end - 1].entry, time) and self.at(end - 1).status is Status.CLEAR

    def stale_at(self, as_of: datetime) -> datetime:
        """The instant at which what was raised as of another ends if nothing more is logged."""
        last = bisect_right(self.course.times, as_of) - 1
        entries = [self.course.rows[bisect_right(self.course.rows, as_of, key=_time) - 1][0]]
        # By the word it is as fresh as the latest entry; by the levels as the latest of those.
        if not self.said_worse(as_of):
            entries = []
        if last >= 0 and self.at(last).status is Status.RAISED:
            entries.append(self.course.points[last].entry)
        return max(midnight(ordinal(entry.at) + FRESH_DAYS + 1, entry.at.offset) for entry in entries)


def is_fresh(entry: Entry, as_of: datetime) -> bool:
    """Whether an entry tells about now still: it is not more than two days old, on its own clock."""
    return local(as_of, entry.at.offset).toordinal() - ordinal(entry.at) <= FRESH_DAYS


def _time(row: tuple[Entry, Reading]) -> datetime:
    return row[0].at.instant
