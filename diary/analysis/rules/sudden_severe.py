"""sudden-severe: severe pain that came on suddenly, or far above the usual level."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from diary.analysis.rules.base import Rule, Scope, Wording, at_beginning
from diary.analysis.rules.not_improving_48h import compared
from diary.analysis.rules.phrases import CHANGE, DOCTOR_TODAY, NEXT_VISIT, TELL, ask_usual, clock, is_rough, number_text
from diary.analysis.rules.phrases import SEVERE as SOURCE
from diary.analysis.series import HOUR, RECENT, Course, Level, Point
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import stretch
from diary.domain.findings import Finding, Hint, Sentence, Status, Tier

NAME = "sudden-severe"
SEVERE = 7
"""Severe pain starts here (Jensen 2001, Boonstra 2014)."""
# A sudden beginning makes less pain count, if it is far above the usual level.
SUDDEN_FROM, SUDDEN_RISE = 5, 4
RISE = 3
EASED_AFTER = 24 * HOUR
EASED_ABOVE_USUAL = 1
EASED_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class _Hit:
    """A reading that this rule counts as severe."""

    point: Point
    usual: Level | None
    provisional: bool
    eased: Point | None

    @property
    def tier(self) -> Tier:
        if self.eased:
            return Tier.DISCUSS
        return Tier.REPORT if self.provisional else Tier.IMMEDIATE


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site as of the view's instant."""
    hits = [hit for point in course.points if (hit := _hit(course, point))]
    recent = [hit for hit in hits if hit.point.time >= snapshot.as_of - RECENT]
    if not recent:
        return Finding(
            rule=NAME,
            status=Status.CLEAR,
            site=course.site,
            side=course.side,
            threshold=SEVERE,
            facts={"latest": course.latest.level if course.latest else None},
        )
    tier = min((hit.tier for hit in recent), key=lambda tier: tier.rank)
    worst = [hit for hit in recent if hit.tier is tier]
    # A hit that has eased is another event: an acknowledgement of it does not cover a new one.
    times = [hit.point.time for hit in hits if tier is Tier.DISCUSS or not hit.eased]
    began = stretch(times)
    since = next(hit.point.local for hit in hits if hit.point.time == began)
    eased = worst[-1].eased
    shown = [hit.point for hit in recent] + ([eased] if eased else [])
    usual = worst[-1].usual
    return Finding(
        rule=NAME,
        status=Status.RAISED,
        tier=tier,
        site=course.site,
        side=course.side,
        provisional=all(hit.provisional for hit in worst),
        started=since,
        since=since,
        compared_with=compared(usual) if usual else None,
        threshold=SEVERE,
        evidence=tuple(point.evidence() for point in sorted(shown, key=lambda point: point.time)),
        facts={
            "level": worst[-1].point.level,
            "sudden": worst[-1].point.reading.sudden,
            "when": worst[-1].point.local,
            "usual": usual.level if usual else None,
            "eased": eased.level if eased else None,
            "eases_at": int(eases_at(usual)),
        },
    )


def _hit(course: Course, point: Point) -> _Hit | None:
    # No reading below this counts, whatever the usual level, and most are below it.
    if point.level < SUDDEN_FROM:
        return None
    usual = course.usual(point.day)
    certain = severe(point, usual)
    if certain is None:
        return None
    low = bisect_left(course.times, point.time + EASED_AFTER)
    later = (p for p in course.points[low:] if p.level <= eases_at(usual))
    return _Hit(point, usual, not certain, next(later, None))


def severe(point: Point, usual: Level | None) -> bool | None:
    """Whether a reading counts as severe: True; False where only provisionally (no usual level); None where not."""
    level, sudden = point.level, point.reading.sudden
    above = level - usual.level if usual else None
    certain = (
        (level >= SEVERE and sudden)
        or (sudden and above is not None and above >= SUDDEN_RISE)
        or (level >= SEVERE and above is not None and above >= RISE)
    )
    if certain:
        return True
    return False if usual is None and level >= SEVERE else None


def is_severe(course: Course, point: Point) -> bool:
    """Whether the rule counts a reading as severe, and not only provisionally."""
    # No reading below that level counts: it needs no usual level, which takes longer to compute.
    return point.level >= SUDDEN_FROM and bool(severe(point, course.usual(point.day)))


def eases_at(usual: Level | None) -> float:
    """The highest level that, a day or more later, lets it fall to discuss."""
    return usual.level + EASED_ABOVE_USUAL if usual else EASED_UNKNOWN


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    facts = finding.facts
    say = partial(
        Sentence,
        site=at_beginning(finding),
        level=facts.get("level"),
        eased=facts.get("eased"),
        eases_at=facts.get("eases_at"),
        usual_level=number_text(facts.get("usual")),
    )
    if not finding.raised:
        return Wording(say("{site}: no sudden severe pain"), say("Nothing severe or sudden in the last seven days."))
    when = clock(facts["when"], as_of, about=is_rough(finding, facts["when"]))
    usual = say("Your usual level is not known yet." if facts["usual"] is None else "Usual: {usual_level}.")
    if finding.tier is Tier.DISCUSS:
        return Wording(
            say("{site}: severe pain that has eased"),
            say("{level} on {when}; {eased} a day or more later. {usual}", when=when, usual=usual),
            NEXT_VISIT,
            say("It leaves this list seven days after the severe entry."),
        )
    summary = say("{level} out of 10 on {when}. {usual}", when=when, usual=usual)
    clears = say("It drops to a note for the next appointment with {eases_at} or less, a day or more later.")
    if not finding.provisional:
        how = "far above the usual" if facts["usual"] is not None else "at once"
        how = "that came on suddenly" if facts["sudden"] else how
        return Wording(say("{site}: severe pain {how}", how=how), summary, DOCTOR_TODAY, clears)
    return Wording(
        say("{site}: is {level} more than usual?"),
        summary,
        say("{tell} If it came on suddenly, contact a doctor today.", tell=TELL),
        clears,
        say("Did it come on suddenly? {sudden} {ask}", sudden=Hint("sudden"), ask=ask_usual(finding)),
    )


def _counted(finding: Finding) -> str:
    if finding.provisional:
        return f"a level of {SEVERE} or more, while the usual level is not known"
    if not finding.facts["sudden"]:
        return f"a level of {SEVERE} or more that is {RISE} or more above the usual"
    if finding.facts["level"] >= SEVERE:
        return f"a level of {SEVERE} or more that came on suddenly"
    return f"a level of {SUDDEN_FROM} or more that came on suddenly and is {SUDDEN_RISE} or more above the usual"


RULE = Rule(
    name=NAME,
    scope=Scope.SITE,
    judge=judge,
    wording=wording,
    past_title=lambda past: f"{at_beginning(past)}: severe pain",
    how="Pain of 7 or more that came on suddenly or stands 3 above usual; 5 or more where it came on suddenly and "
    "stands 4 above usual.",
    counted=_counted,
    sources=(SOURCE, CHANGE),
    part_of_emergency=True,
    incremental=True,
)
