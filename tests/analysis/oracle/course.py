"""`worsening`, `slow-drift` and `sudden-severe`, read a second time."""

# Where the text leaves a choice, and what is taken here:
# 1. "`getting-worse` was logged at the site": in a reading of this site and side, not of the whole person. The as-of
#    day that e is compared with is taken in the offset of the latest entry at the site.
# 2. "This comes first": also where the latest level is too old, or there is none.
# 3. "U > 8: cannot-judge, before all of this": after the word, before "fewer than 2 of the days".
# 4. "a session lies within 48 h before the day's last reading": less than 48 h before it, as the entry 48 h or more
#    after the session decides.
# 5. "held on the two diary days before": however long ago they are.
# 6. Carry is no "condition", so it is never held.
# 7. "with another reading >= 7 ... from 10 to 48 h before it": the other need not be recent.
#    It is evidence, so that a converted reading after one that was logged here is not "all converted".
# 8. Of several recent readings of sudden-severe at the same tier one that is not provisional speaks.
# 9. What a worsening raised by the word rests on: all entries at the site up to the latest one.
#    Where those are all converted and the levels raise it at report, the levels speak: nothing lowers another finding.
# 10. slow-drift is never "cannot-judge": no sentence says so.

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests.analysis.oracle.basics import (
    CANNOT_JUDGE,
    CLEAR,
    INSUFFICIENT,
    RANK,
    Course,
    Level,
    Said,
    capped,
    days,
    eased,
    hours,
    median,
    window,
)


def said_worse(course: Course) -> Said | None:
    """Worsening by the word alone."""
    if not course.worse:
        return None
    latest = course.worse[-1][0]
    e = latest.day
    if course.as_of.astimezone(latest.local.tzinfo).date() - e > days(2):
        return None
    with_an_entry = sorted({at.day for at, _, _ in course.worse if e - days(13) <= at.day <= e})[-3:]
    said = [(at.day, source) for at, worse, source in course.worse if worse and at.day in with_an_entry]
    if len({day for day, _ in said}) < 2:
        return None
    return Said("raised", capped("report", all(source for _, source in said)), rests=latest.instant)


def four_rise(course: Course, ordered: list[date]) -> bool:
    """Whether the last four of these diary days, all in d-6 ... d, rise strictly."""
    four = ordered[-4:]
    if len(four) < 4 or four[0] < four[-1] - days(6):
        return False
    y = [course.y[day] for day in four]
    return y[0] < y[1] < y[2] < y[3]


def condition(course: Course, ordered: list[date]) -> tuple[bool, bool]:
    """Whether the condition holds on the last of these diary days, and whether there are days enough to say no."""
    d = ordered[-1]
    u = course.u(d)
    if u is None:
        return False, False
    near = [value for _, value in window(course.y, d - days(2), d)]
    a = len(near) >= 2 and all(value >= u + 2 for value in near)
    b = four_rise(course, ordered) and course.y[d] >= u + 2
    top = max(value for _, value in window(course.y, d - days(4), d))
    return (a or b) and not eased(top, course.y[d], u), len(near) >= 2 or b


def diary_days(course: Course) -> list[date]:
    """The diary days up to the day of the latest reading."""
    d = course.levels[-1].at.day
    return sorted(day for day in course.y if day <= d)


def the_day_before(course: Course, ordered: list[date]) -> Course | None:
    """The course as it was at the last reading of the diary day before."""
    if len(ordered) < 2:
        return None
    return course.at(max(level.t for level in course.levels if level.at.day == ordered[-2]))


def held(course: Course, ordered: list[date]) -> bool:
    """Whether a session so short before puts off what the condition says."""
    latest = course.levels[-1]
    fresh = any(latest.t - hours(48) < session.at.instant < latest.t for session in course.sessions)
    if not fresh or course.y[ordered[-1]] >= 7:
        return False
    if len(ordered) >= 3 and condition(course, ordered[:-1])[0] and condition(course, ordered[:-2])[0]:
        return False
    before = the_day_before(course, ordered)
    return before is None or not worsening(before).raised


def raised_by_condition(course: Course) -> bool:
    """Whether the condition alone raises it: the word left aside, and not by carry."""
    ordered = diary_days(course)
    u = course.u(ordered[-1])
    return u is not None and u <= 8 and condition(course, ordered)[0] and not held(course, ordered)


def worsening(course: Course) -> Said:
    """Rule worsening."""
    by_word = said_worse(course)
    by_levels = worse_by_levels(course)
    if by_word is not None and (by_word.tier == "report" or by_levels.tier != "report"):
        return by_word
    return by_levels


def worse_by_levels(course: Course) -> Said:
    """The same, the word left aside."""
    if not course.levels:
        return INSUFFICIENT
    latest = course.levels[-1]
    d = latest.at.day
    if course.as_of.astimezone(latest.at.local.tzinfo).date() - d > days(2):
        return INSUFFICIENT
    ordered = diary_days(course)
    week = [level for level in course.levels if d - days(6) <= level.at.day <= d]
    tier = capped("report", all(level.converted for level in week))
    u = course.u(d)
    if u is None:
        y = [value for _, value in window(course.y, d - days(6), d)]
        if len(y) < 4:
            return INSUFFICIENT
        step = median(y[:-2]) + 2
        if min(y[-2:]) >= step or y[-4] < y[-3] < y[-2] < y[-1]:
            return Said("raised", tier, provisional=True, rests=latest.t)
        return CLEAR
    if u > 8:
        return CANNOT_JUDGE
    holds, enough = condition(course, ordered)
    if not enough:
        return INSUFFICIENT
    if holds:
        return Said("pending") if held(course, ordered) else Said("raised", tier, rests=latest.t)
    before = the_day_before(course, ordered)
    carried = before is not None and d - ordered[-2] <= days(2) and raised_by_condition(before)
    return Said("raised", tier, rests=latest.t) if carried and course.y[d] >= u + 2 else CLEAR


def slow_drift(course: Course) -> Said:
    """Rule slow-drift."""
    if not course.levels:
        return INSUFFICIENT
    d = course.as_of.astimezone(course.levels[-1].at.local.tzinfo).date()
    now = [value for _, value in window(course.y, d - days(6), d)]
    then = [value for _, value in window(course.y, d - days(35), d - days(22))]
    if len(now) < 3 or len(then) < 4:
        return INSUFFICIENT
    if median(now) - median(then) < 2:
        return CLEAR
    return Said("raised", "discuss", rests=course.levels[-1].t)


@dataclass(frozen=True)
class Severe:
    """A reading that sudden-severe names: its tier, and whether a later one has fallen from it."""

    t: datetime
    tier: str
    provisional: bool
    fell: bool


def severe_readings(course: Course, since: datetime) -> list[Severe]:
    """The readings since an instant that sudden-severe names, in time order."""
    found = []
    for reading in course.between(since, course.as_of):
        reasons = severities(course, reading)
        if reasons:
            later = course.between(reading.t + hours(24), course.as_of)
            fell = any(one.pain < 7 and one.pain <= reading.pain - 2 for one in later)
            tiers = [capped(tier, all(one.converted for one in (reading, *beside))) for tier, beside in reasons]
            provisional = course.u(reading.at.day) is None and not (reading.sudden and reading.pain >= 7)
            found.append(Severe(reading.t, min(tiers, key=RANK.index), provisional, fell))
    return found


def severities(course: Course, reading: Level) -> list[tuple[str, list[Level]]]:
    """The tiers that sudden-severe gives a reading, each with the other readings that it takes for it."""
    pain = reading.pain
    if pain < 5:
        return []
    u = course.u(reading.at.day)
    found: list[tuple[str, list[Level]]] = []
    if reading.sudden and (pain >= 7 or (u is not None and pain >= u + 4)):
        found.append(("immediate", []))
    if u is None:
        if pain >= 7:
            found.append(("immediate" if pain == 10 else "report", []))
        return found
    earlier = [one for one in course.between(reading.t - hours(48), reading.t - hours(10)) if one.pain >= 7]
    if pain >= 7 and pain >= u + 3:
        found.append(("immediate" if pain >= 8 and pain >= u + 4 else "report", []))
        for one in earlier:
            of = course.u(one.at.day)
            if of is not None and one.pain >= of + 3:
                found.append(("immediate", [one]))
    if pain == 10 and u > 7:
        found += [("report", [one]) for one in earlier if one.pain == 10]
    return found


def sudden_severe(course: Course) -> Said:
    """Rule sudden-severe."""
    recent = severe_readings(course, course.as_of - days(7))
    if not recent:
        return CLEAR
    tiers = [(RANK.index("discuss" if one.fell else one.tier), one.provisional) for one in recent]
    rank, provisional = min(tiers)
    return Said("raised", RANK[rank], provisional, rests=recent[-1].t)
