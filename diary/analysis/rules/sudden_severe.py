"""sudden-severe: severe pain that came on suddenly, or far above the usual level."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from diary.analysis.converted import capped
from diary.analysis.rules.base import Lapsed, Rule, Scope, Wording, at_beginning
from diary.analysis.rules.not_improving_48h import compared
from diary.analysis.rules.phrases import CHANGE, DOCTOR_TODAY, NEXT_VISIT, TELL, ask_usual, clock, is_rough, number_text
from diary.analysis.rules.phrases import SEVERE as SOURCE
from diary.analysis.series import HOUR, RECENT, STAYS, Course, Level, Point
from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Finding, Hint, Sentence, Status, Tier
from diary.domain.vocabulary import HIGHEST

NAME = "sudden-severe"
SEVERE = 7
"""Severe pain starts here (Jensen 2001, Boonstra 2014)."""
# A sudden beginning makes less pain count, if it is far above the usual level; so does a second time far above it.
SUDDEN_FROM, FAR_FROM = 5, 8
RISE, FAR_RISE = 3, 4
AGAIN_FROM, AGAIN_UNTIL = 10 * HOUR, 48 * HOUR
EASED_AFTER = 24 * HOUR
EASED_BY = 2


class Severity(NamedTuple):
    """How severe a reading is while it has not eased; provisional where it rests on an unknown usual level."""

    tier: Tier
    provisional: bool = False
    converted: bool = False
    """Whether it comes from another app, so that it counts for the next appointment from the start."""

    def tier_now(self, *, eased: bool) -> Tier:
        """What it asks for once it has eased, or as long as it has not."""
        return Tier.DISCUSS if eased else capped(self.tier, converted=self.converted)

    def fell(self, time: datetime, eased: datetime | None) -> datetime | None:
        """When it fell to discuss, by the time it was logged and the time it eased."""
        return time if self.converted else eased


@dataclass(frozen=True, slots=True)
class _Hit:
    """A reading that this rule counts as severe."""

    point: Point
    usual: Level | None
    severity: Severity
    eased: Point | None

    @property
    def tier(self) -> Tier:
        return self.severity.tier_now(eased=self.eased is not None)


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site as of the view's instant."""
    return _judge(course, _hits(course, len(course.points)), snapshot.as_of)


def lapsed(course: Course, snapshot: Snapshot) -> tuple[Lapsed, ...]:
    """The latest severe reading that is no longer recent and has not eased."""
    first = bisect_left(course.times, snapshot.as_of - STAYS)
    found = (_hit(course, index) for index in range(len(course.points) - 1, first - 1, -1))
    latest = next((hit for hit in found if hit and hit.tier is not Tier.DISCUSS), None)
    if latest is None:
        return ()
    # Those before it tell since when it was raised.
    end = bisect_right(course.times, latest.point.time)
    hits = _hits(course, end)
    until = latest.point.time + RECENT
    return (Lapsed(_judge(course, hits, until), until, latest.tier),)


def _judge(course: Course, hits: Sequence[_Hit], as_of: datetime) -> Finding:
    recent = [hit for hit in hits if hit.point.time >= as_of - RECENT]
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
    fell = [hit.severity.fell(hit.point.time, hit.eased.time if hit.eased else None) for hit in hits]
    began = raised_since([(hit.point.time, at) for hit, at in zip(hits, fell, strict=True)], tier)
    since = next(hit.point.local for hit in hits if hit.point.time == began)
    eased = worst[-1].eased
    shown = [hit.point for hit in recent] + ([eased] if eased else [])
    usual, level = worst[-1].usual, worst[-1].point.level
    return Finding(
        rule=NAME,
        status=Status.RAISED,
        tier=tier,
        site=course.site,
        side=course.side,
        provisional=all(hit.severity.provisional for hit in worst),
        started=since,
        since=since,
        compared_with=compared(usual) if usual else None,
        threshold=SEVERE,
        evidence=tuple(point.evidence() for point in sorted(shown, key=lambda point: point.time)),
        facts={
            "asked": tier if eased else worst[-1].severity.tier,
            "level": level,
            "converted": worst[-1].severity.converted,
            "sudden": worst[-1].point.reading.sudden,
            "when": worst[-1].point.local,
            "usual": usual.level if usual else None,
            "eased": eased.level if eased else None,
            "eases_at": eases_at(level),
        },
    )


def raised_since(hits: Sequence[tuple[datetime, datetime | None]], tier: Tier) -> datetime:
    """When the unbroken time of severe readings began, with no gap of more than 7 days, that raises it at a tier.

    `hits` are in order: when each was logged, and when it fell to discuss. What has fallen to discuss and rises again
    is another event, so an acknowledgement of it covers a later one only where that came before it had eased.
    """
    began: datetime | None = None
    for time, fell in reversed(hits):
        if began is not None and began - time > RECENT:
            break
        if tier is Tier.DISCUSS or fell is None or (began is not None and fell >= began):
            began = time
    assert began is not None
    return began


def _hits(course: Course, end: int) -> list[_Hit]:
    """The severe readings among the first `end` of a course."""
    # Most readings are below what counts at all, so they are left out before anything is computed.
    high = (index for index, point in enumerate(course.points[:end]) if point.level >= SUDDEN_FROM)
    return [hit for index in high if (hit := _hit(course, index))]


def _hit(course: Course, index: int) -> _Hit | None:
    severity = severity_of(course, index)
    if severity is None:
        return None
    point = course.points[index]
    low = bisect_left(course.times, point.time + EASED_AFTER)
    later = (p for p in course.points[low:] if p.level <= eases_at(point.level))
    return _Hit(point, course.usual(point.day), severity, next(later, None))


def severity_of(course: Course, index: int) -> Severity | None:
    """How severe the reading at that index is, with nothing after it; None where it is not."""
    severity = _severity(course, index)
    if severity is None or not course.points[index].entry.source:
        return severity
    # A reading before it that makes it count is evidence too: where that was written here, not all is converted.
    here = [point for point in _shortly_before(course, index) if not point.entry.source]
    return _second(course, index, here) or severity._replace(converted=True)


def _severity(course: Course, index: int) -> Severity | None:
    point = course.points[index]
    level, sudden = point.level, point.reading.sudden
    # No reading below this counts, whatever the usual level, which takes longer to compute; and most are below it.
    if level < SUDDEN_FROM or (level < SEVERE and not sudden):
        return None
    if level >= SEVERE and sudden:
        return Severity(Tier.IMMEDIATE)
    usual = course.usual(point.day)
    if usual is None:
        if level < SEVERE:
            return None
        return Severity(Tier.IMMEDIATE if level == HIGHEST else Tier.REPORT, provisional=True)
    above = level - usual.level
    if above >= FAR_RISE and (sudden or level >= FAR_FROM):
        return Severity(Tier.IMMEDIATE)
    again = _second(course, index, _shortly_before(course, index))
    return again or (Severity(Tier.REPORT) if level >= SEVERE and above >= RISE else None)


def _second(course: Course, index: int, before: Sequence[Point]) -> Severity | None:
    """How severe the reading at that index is because of one of these before it; None where none makes it count."""
    point = course.points[index]
    if _is_far_above(course, point):
        return Severity(Tier.IMMEDIATE) if any(_is_far_above(course, other) for other in before) else None
    # At the top of the scale there may be no room above the usual level: then being there twice counts.
    usual = course.usual(point.day)
    at_top = point.level == HIGHEST and usual is not None and usual.level > HIGHEST - RISE
    return Severity(Tier.REPORT) if at_top and any(other.level == HIGHEST for other in before) else None


def _shortly_before(course: Course, index: int) -> list[Point]:
    time = course.times[index]
    first, last = time - AGAIN_UNTIL, time - AGAIN_FROM
    return course.points[bisect_left(course.times, first) : bisect_right(course.times, last)]


def _is_far_above(course: Course, point: Point) -> bool:
    if point.level < SEVERE:
        return False
    usual = course.usual(point.day)
    return usual is not None and point.level >= usual.level + RISE


def is_severe(course: Course, point: Point) -> bool:
    """Whether the rule counts a reading as severe, and not only provisionally."""
    # No reading below that level counts: it needs no usual level, which takes longer to compute.
    if point.level < SUDDEN_FROM:
        return False
    severity = severity_of(course, course.points.index(point, bisect_left(course.times, point.time)))
    return severity is not None and not severity.provisional


def eases_at(level: int) -> int:
    """The highest level that, a day or more after a severe one, lets it fall to discuss."""
    return min(SEVERE - 1, level - EASED_BY)


EASED_LEAVES = "It leaves this list seven days after the severe entry."


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
    usual = say("No usual level was stated or known by then." if facts["usual"] is None else "Usual: {usual_level}.")
    if finding.tier is Tier.DISCUSS:
        return Wording(
            say("{site}: severe pain that has eased"),
            say("{level} on {when}; {eased} a day or more later. {usual}", when=when, usual=usual),
            NEXT_VISIT,
            say(EASED_LEAVES),
        )
    summary = say("{level} out of 10 on {when}. {usual}", when=when, usual=usual)
    clears = say(
        EASED_LEAVES
        if facts["converted"]
        else "With {eases_at} or less, a day or more later, it becomes a note for the next appointment."
    )
    far = facts["usual"] is not None and facts["level"] >= facts["usual"] + RISE
    how = "that came on suddenly" if facts["sudden"] else "far above the usual" if far else "for the second time"
    title = say("{site}: severe pain {how}", how=how)
    if finding.provisional:
        title = say("{site}: is {level} more than usual?" if facts["level"] < HIGHEST else "{site}: the highest level")
    if finding.tier is Tier.IMMEDIATE:
        return Wording(title, summary, DOCTOR_TODAY, clears, ask_usual(finding) if finding.provisional else None)
    ask = ask_usual(finding) if finding.provisional else ""
    return Wording(
        title,
        summary,
        say("{tell} If it came on suddenly, contact a doctor today.", tell=TELL),
        clears,
        say("Did it come on suddenly? {sudden} {ask}", sudden=Hint("sudden"), ask=ask),
    )


def _counted(finding: Finding) -> str:
    facts = finding.facts
    if finding.provisional:
        return f"a level of {SEVERE} or more, while the usual level is not known"
    if not facts["sudden"] and facts["usual"] is not None and facts["level"] < facts["usual"] + RISE:
        return f"a level of {HIGHEST} twice within two days"
    if not facts["sudden"]:
        return f"a level of {SEVERE} or more that is {RISE} or more above the usual"
    if finding.facts["level"] >= SEVERE:
        return f"a level of {SEVERE} or more that came on suddenly"
    return f"a level of {SUDDEN_FROM} or more that came on suddenly and is {FAR_RISE} or more above the usual"


RULE = Rule(
    name=NAME,
    scope=Scope.SITE,
    judge=judge,
    lapsed=lapsed,
    wording=wording,
    past_title=lambda past: f"{at_beginning(past)}: severe pain",
    how="The level of an entry counts, not its worst of the day. Today: 7 or more that came on suddenly; 5 or more "
    "where it came on suddenly and stands 4 above usual; 8 or more that stands 4 above usual; 7 or more that stands 3 "
    "above usual twice within two days; 10 where no usual level is known. To report: any other 7 or more that stands 3 "
    "above usual, or where none is known.",
    counted=_counted,
    sources=(SOURCE, CHANGE),
    part_of_emergency=True,
    incremental=True,
)
