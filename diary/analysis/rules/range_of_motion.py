"""range-of-motion: a movement that keeps getting smaller."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from functools import lru_cache, partial
from itertools import combinations
from statistics import median

from diary.analysis.replay.history import PastFinding
from diary.analysis.rules.base import Rule, Scope, Wording
from diary.analysis.rules.not_improving_48h import compared
from diary.analysis.rules.phrases import NEXT_VISIT, REASONED, day, last_day, number_text
from diary.analysis.series import DAY, Level
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import TICK, raised_since
from diary.domain.fields import LONGEST_NAME
from diary.domain.findings import Evidence, Finding, Hint, Sentence, Status, Tier
from diary.domain.records import Motion
from diary.domain.text import capital, counted
from diary.domain.thresholds import Thresholds

NAME = "range-of-motion"
WINDOW = 60 * DAY
MEASUREMENTS, DAYS = 3, 3
BEST_FROM, BEST_OF = 5, 3
"""From so many measurements on, the latest are also compared with the best of so many in a row before them."""
MEASURED_IN = {
    "deg": "", "deg-short": " (short of full)", "cm": " (cm)", "cm-short": " (cm short of full)",
    "self": " (self-rating)",
}  # fmt: skip
"""Added to the name of a movement: what it was measured in, where that is not degrees."""
ROOM = 30
"""Characters that side and unit take beside the longest name."""


def judge(snapshot: Snapshot) -> tuple[Finding, ...]:
    """One answer for each movement, side and unit; one for the person where nothing was measured."""
    series: dict[tuple[str, str, str], list[Motion]] = {}
    for motion in snapshot.motions:
        series.setdefault((motion.movement, motion.side, motion.unit), []).append(motion)
    answers = [
        judge_series(key, motions, snapshot.as_of, snapshot.thresholds) for key, motions in sorted(series.items())
    ]
    return tuple(answers) or (Finding(rule=NAME, status=Status.INSUFFICIENT, facts={"count": 0}),)


def named(movement: str, unit: str) -> str:
    """The name of a movement in a finding. It names the unit: the same movement in two units is two findings."""
    return movement[: LONGEST_NAME - ROOM] + MEASURED_IN[unit]


def judge_series(
    key: tuple[str, str, str], motions: Sequence[Motion], as_of: datetime, thresholds: Thresholds
) -> Finding:
    """The answer for one movement, side and unit, from its measurements up to an instant."""
    movement, side, unit = key
    needed = thresholds.fall(unit)
    seen = _window(motions, as_of)
    raised = _falls(seen, needed)
    enough = len(seen) >= MEASUREMENTS and len({motion.at.day for motion in seen}) >= DAYS
    status = Status.RAISED if raised else Status.CLEAR if enough else Status.INSUFFICIENT
    since = None
    if raised:
        began = raised_since([motion.at.instant for motion in motions], partial(falls, motions, needed=needed))
        since = next(motion for motion in motions if motion.at.instant == began).at.local
    first = seen[0] if seen else None
    base = Level(first.value, "first measurements", 1, first.at.day, first.at.day) if first else None
    return Finding(
        rule=NAME,
        status=status,
        tier=Tier.DISCUSS if raised else None,
        side=side or None,
        movement=named(movement, unit),
        started=first.at.local if first and raised else None,
        since=since,
        compared_with=compared(base) if base else None,
        threshold=needed,
        evidence=tuple(
            Evidence(motion.id, motion.at.local, side=side or None, value=motion.value, date_only=motion.at.date_only)
            for motion in seen
        ),
        facts={
            "first": seen[0].value if seen else None,
            "latest": seen[-1].value if seen else None,
            "best": (min if unit.endswith("-short") else max)((motion.value for motion in seen), default=None),
            "movement": movement,
            "unit": unit,
            "count": len(seen),
            "days": len({motion.at.day for motion in seen}),
        },
    )


def falls(motions: Sequence[Motion], as_of: datetime, needed: int) -> bool:
    """Whether the measurements of the 60 days up to an instant fall by `needed` (in their unit) or more."""
    return _falls(_window(motions, as_of), needed)


def _window(motions: Sequence[Motion], as_of: datetime) -> list[Motion]:
    return [motion for motion in motions if as_of - WINDOW <= motion.at.instant <= as_of]


def _falls(seen: Sequence[Motion], needed: int) -> bool:
    """Whether the measurements fall, from the first to the last of them or below the best of them."""
    if len(seen) < MEASUREMENTS or len({motion.at.day for motion in seen}) < DAYS:
        return False
    # A deficit that grows is a range that shrinks.
    sign = -1 if seen[0].unit.endswith("-short") else 1
    # Exact fractions of what was written: as floats, 5.1 - 3.1 is not quite 2.
    values = [sign * _as_written(motion.value) for motion in seen]
    fall = values[0] - values[-1] if len(values) == MEASUREMENTS else median(values[:2]) - median(values[-2:])
    return (
        fall >= needed
        and values[-1] <= values[0] - needed
        # The slope comes last: its time grows with the square of the measurements.
        and slope([motion.at.instant for motion in seen], values) < 0
    ) or _below_best(values, needed)


def _below_best(values: Sequence[Fraction], needed: int) -> bool:
    """Whether the last two measurements stand far below the best three in a row before them: a gain that was lost."""
    if len(values) < BEST_FROM:
        return False
    before = values[:-2]
    best = max(median(before[first : first + BEST_OF]) for first in range(len(before) - BEST_OF + 1))
    return best - max(median(values[-2:]), values[-1]) >= needed


# The search for the begin of a fall reads each measurement again and again.
@lru_cache(maxsize=1024)
def _as_written(value: float) -> Fraction:
    return Fraction(str(value))


def slope(times: Sequence[datetime], values: Sequence[Fraction]) -> float:
    """Theil–Sen: the median slope, per day, over all pairs of different times; 0 where there is none."""
    slopes = [
        float(later - earlier) / ((end - start) / DAY)
        for (start, earlier), (end, later) in combinations(zip(times, values, strict=True), 2)
        if end != start
    ]
    return median(slopes) if slopes else 0.0


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    facts = finding.facts
    if finding.movement is None:
        measure = Sentence("{measure}", measure=Hint("motion", plain="Measure a movement."))
        return Wording(Sentence("No movement measured"), Sentence("Nothing to compare."), measure)
    say = partial(
        Sentence,
        movement=_name(finding),
        measurements=counted(facts["count"], "measurement"),
        days=counted(facts["days"], "day"),
        first=number_text(facts["first"]),
        latest=number_text(facts["latest"]),
        unit=AFTER_A_NUMBER[facts["unit"]],
        highest=number_text(facts["best"]),
    )
    if finding.status is Status.INSUFFICIENT:
        return Wording(
            say("{movement}: too few measurements"),
            say("{measurements} on {days}, within 60 days; it takes three on three days."),
            say("Measure it again on another day."),
        )
    course = "{first}{unit} → {latest}{unit} over {measurements}"
    if not finding.raised:
        return Wording(say("{movement}: holding"), say(f"{course}."))
    if facts["best"] != facts["first"]:
        course = "{first}{unit} → {highest}{unit} at best → {latest}{unit} over {measurements}"
    old = last_day(finding, as_of)
    gets = f"was getting smaller at the last measurement, on {old}" if old else "is getting smaller"
    return Wording(
        say("{movement}: the movement {gets}", gets=gets),
        say(f"{course}, since {{since}}.", since=day(finding.evidence[0].time, as_of)),
        NEXT_VISIT,
        say("It clears when new measurements no longer show it."),
    )


AFTER_A_NUMBER = {
    "deg": "°", "deg-short": "° short of full", "cm": " cm", "cm-short": " cm short of full", "self": " out of 10",
}  # fmt: skip


def _name(about: Finding | PastFinding) -> str:
    return capital(f"{about.side or ''} {about.movement}".strip())


def _counted(finding: Finding) -> str:
    unit = {"self": "points", "cm": "cm", "cm-short": "cm"}.get(finding.facts["unit"], "degrees")
    needed = number_text(finding.threshold)
    return f"three measurements or more, and {needed} {unit} or more less than at first, or than at best"


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=judge,
    wording=wording,
    past_title=lambda past: f"{_name(past)}: the movement was getting smaller",
    how="A movement that lost {motion_degrees} degrees ({motion_cm} cm, {motion_rating} on a self-rating) within 60 "
    "days, over 3 measurements; or stands as far below the best of them, from 5 measurements on.",
    counted=_counted,
    sources=(REASONED,),
    # Since when it falls depends on the window of its first measurement, which has a window of its own before it.
    changes_after=(WINDOW + TICK,),
    incremental=True,
)
