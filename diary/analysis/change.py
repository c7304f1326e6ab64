"""What changed over a period: now against the baseline of the period, beside the change that counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from diary.analysis.series import DailySeries

COUNTS_POINTS, COUNTS_PERCENT, LEAST_POINTS = 2, 30, 1.5
"""2 points, or 30 % where that is 1.5 points or more; one point is noise. Farrar 2001, Salaffi 2004, Ostelo 2008."""
BASELINE_DAYS, BASELINE_NEEDED = 7, 3
NOW_DAYS, NOW_WITHIN = 3, 7
"""Now is the median of the last three diary days, where they lie within a week."""


@dataclass(frozen=True, slots=True)
class Change:
    """Levels 0–10 before and now. `first` and `last` are the days of the baseline."""

    before: float
    now: float
    first: date
    last: date

    @property
    def points(self) -> float:
        """Now minus before; below 0 is better."""
        return self.now - self.before

    @property
    def percent(self) -> int | None:
        """The same in percent of before; None where that was 0."""
        return round(100 * self.points / self.before) if self.before else None

    @property
    def needed(self) -> float:
        """The points from which on a change from this level counts."""
        return min(COUNTS_POINTS, max(LEAST_POINTS, self.before * COUNTS_PERCENT / 100))

    @property
    def counts(self) -> bool:
        """Whether it is a change that counts."""
        return abs(self.points) >= self.needed


def change(daily: DailySeries, first: date, last: date) -> Change | None:
    """The change over a period; None where the baseline or now has too few days.

    The baseline is the median of the daily values of the week before the period, else of its first week; it takes
    three days, and now two of the last week that the baseline does not hold.
    """
    for start in (first - timedelta(days=BASELINE_DAYS), first):
        end = start + timedelta(days=BASELINE_DAYS - 1)
        found = daily.between(start.toordinal(), min(end, last).toordinal())
        if len(found) >= BASELINE_NEEDED:
            after = max(end.toordinal(), last.toordinal() - NOW_WITHIN)
            recent = daily.between(after + 1, last.toordinal())[-NOW_DAYS:]
            if len(recent) < NOW_DAYS - 1:
                return None
            before, now = median(v for _, v in found), median(v for _, v in recent)
            return Change(before, now, date.fromordinal(found[0][0]), date.fromordinal(found[-1][0]))
    return None
