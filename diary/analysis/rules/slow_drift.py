"""slow-drift: a week above the weeks before it, by a rise too slow to show on any single day."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from statistics import median

from diary.analysis.rules.base import Rule, Scope, Wording, at_beginning
from diary.analysis.rules.not_improving_48h import compared
from diary.analysis.rules.phrases import CHANGE, NEXT_VISIT, agreeing, last_entry, number_text
from diary.analysis.series import Course, Level
from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Finding, Sentence, Status, Tier

NAME = "slow-drift"
RISE = 2
"""Points between the medians that count (Farrar 2001, Childs 2005)."""
# Days back, both ends included: a week, against two weeks that ended three weeks ago.
NOW_DAYS, NOW_NEEDED = 6, 3
THEN_OLDEST, THEN_NEWEST, THEN_NEEDED = 35, 22, 4


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site as of the view's instant."""
    day = course.day_of(snapshot.as_of)
    now = course.daily.between(day - NOW_DAYS, day)
    then = then_level(course, day)
    status = status_on(course, day)
    raised = status is Status.RAISED
    recent = [point for point in course.points if day - NOW_DAYS <= point.day <= day]
    return Finding(
        rule=NAME,
        status=status,
        tier=Tier.DISCUSS if raised else None,
        site=course.site,
        side=course.side,
        started=recent[0].local if raised else None,
        since=since(course, day) if raised else None,
        compared_with=compared(then) if then else None,
        threshold=RISE,
        evidence=tuple(point.evidence() for point in recent),
        facts={
            "now": median(value for _, value in now) if now else None,
            "now_days": len(now),
            "then": then.level if then else None,
        },
    )


def status_on(course: Course, day: int) -> Status:
    """The answer on a day (an ordinal)."""
    now, then = course.daily.values_between(day - NOW_DAYS, day), then_value(course, day)
    if len(now) < NOW_NEEDED or then is None:
        return Status.INSUFFICIENT
    return Status.RAISED if median(now) - then >= RISE else Status.CLEAR


def then_value(course: Course, day: int) -> float | None:
    """The median level three to five weeks before; None where too few days had one."""
    # A statement does not stand in for them: it is about most days, and not about that time (false alarms per 100 days
    # 0.61 with it, 0.33 without).
    earlier = course.daily.values_between(day - THEN_OLDEST, day - THEN_NEWEST)
    return median(earlier) if len(earlier) >= THEN_NEEDED else None


def then_level(course: Course, day: int) -> Level | None:
    """The same value with its origin."""
    value = then_value(course, day)
    if value is None:
        return None
    earlier = course.daily.between(day - THEN_OLDEST, day - THEN_NEWEST)
    first, last = (date.fromordinal(ordinal) for ordinal in (earlier[0][0], earlier[-1][0]))
    return Level(value, "earlier weeks", len(earlier), first, last)


def since(course: Course, day: int) -> datetime:
    """The last reading of the first day in the unbroken run of days on which it was raised."""
    while status_on(course, day - 1) is Status.RAISED:
        day -= 1
    return next(point.local for point in reversed(course.points) if point.day <= day)


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    now, then = finding.facts["now"], finding.facts["then"]
    say = partial(Sentence, site=at_beginning(finding), now=number_text(now), then=number_text(then))
    old = last_entry(finding, as_of)
    has = "had" if old else agreeing(finding, "has", "have")
    match finding.status:
        case Status.RAISED:
            return Wording(
                say("{site} {has} crept up over the weeks{old}", has=has, old=old),
                say("The middle of this week is {now}; three to five weeks ago it was {then}."),
                NEXT_VISIT,
                say("It clears when the middle of a week is below {level}.", level=number_text(then + RISE)),
            )
        case Status.INSUFFICIENT:
            summary = say("It takes three days with an entry this week, and four from three to five weeks ago.")
            return Wording(say("{site}: too few days to compare the weeks"), summary)
        case _:
            summary = say("The middle of this week is {now}, three to five weeks ago {then}.")
            return Wording(say("{site}: level over the weeks"), summary)


RULE = Rule(
    name=NAME,
    scope=Scope.SITE,
    judge=judge,
    wording=wording,
    past_title=lambda past: f"{at_beginning(past)} had crept up over the weeks",
    how="The median of the last week is 2 or more above that of three to five weeks ago.",
    counted=lambda finding: (
        f"the middle of a week {number_text(finding.threshold)} or more above that of three to five weeks ago"
    ),
    sources=(CHANGE,),
    changes_after=(),
    chart_mark="creeping up",
    incremental=True,
)
