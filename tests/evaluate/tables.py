"""The results as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.evaluate import intervals
from tests.evaluate.measure import ANYTHING, AlarmCounts, Detections
from tests.evaluate.naive import NAIVE
from tests.evaluate.noise import Weeks
from tests.evaluate.replay import ANY, EITHER, TODAY
from tests.evaluate.spells import Spells

ALARMS = ("worsening", "not-improving-48h", "sudden-severe", TODAY, "slow-drift", "session-response")
"""The rules about the course of pain that can warn; a red flag needs a symptom, which no diary here has."""
HABIT = ("entries a day", "days missing", "usual level")
Key = tuple[str, ...]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; its first column is text, the others are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(share: float | None) -> str:
    """A share in whole percent, in tenths below one percent; a dash for None."""
    if share is None:
        return "–"
    # Below 0.95 % a whole number would be 0 % or a rounded 1 %, which hides rare alarms.
    return f"{share:.1%}" if 0 < share < 0.0095 else f"{share:.0%}"


def days(value: float | None) -> str:
    """Days in tenths; a dash for None."""
    return "–" if value is None else f"{value:.1f}"


def rate(count: int, days: int) -> str:
    """Events per 100 days with the exact 95 % interval, and the counts."""
    low, high = (100 * bound / days for bound in intervals.of_count(count))
    return f"{100 * count / days:.2f} ({low:.2f}–{high:.2f}; {count} in {days})"


def share(count: int, number: int) -> str:
    """A share in percent with the exact 95 % interval, and the counts."""
    low, high = intervals.of_share(count, number)
    part = f"{count / number:.1%}" if number else "–"
    return f"{part} ({low:.1%}–{high:.1%}; {count} of {number})"


def alarm_rates(results: Mapping[Key, AlarmCounts], first: Sequence[str]) -> str:
    """False alarms per 100 days, a row for each key."""
    names = (*ALARMS, *NAIVE)
    rows = [
        [*key, str(counted.site_days), *(f"{100 * counted.opened[name] / counted.site_days:.2f}" for name in names)]
        for key, counted in results.items()
    ]
    return table([*first, "days", *names], rows)


def by_rule(results: Mapping[Key, AlarmCounts], *, people: bool = False) -> str:
    """Alarms of each rule, a row for each usual level and rule; `people`: with the share of weeks and people."""
    rows = []
    for key, counted in results.items():
        for name in (*ALARMS, EITHER, "expected-soreness", *NAIVE):
            opened = counted.opened[name]
            row = [name, *key, rate(opened, counted.site_days), rate(opened, len(counted.person_days))]
            if people:
                row = [*row[:-1], percent(counted.share_of_diaries(name)), percent(counted.share_of_people(name))]
            rows.append([*row, percent(None if name in NAIVE else counted.provisional_share(name))])
    after = ["weeks", "people"] if people else ["per 100 person-days"]
    return table(["rule", "usual level", "per 100 site-days", *after, "provisional"], rows)


def days_with_a_warning(results: Mapping[Key, AlarmCounts], first: Sequence[str]) -> str:
    """On how many days with an entry a person sees a warning, or anything that asks for something."""
    rows = [
        [*key, *(share(counted.days_with(name), len(counted.person_days)) for name in (ANY, ANYTHING))]
        for key, counted in results.items()
    ]
    return table([*first, "a warning", "a warning or a note for the next visit"], rows)


def spells(results: Mapping[Key, Spells], first: Sequence[str]) -> str:
    """What a person is told while the pain stays up, a row for each key."""
    names = (*ALARMS, ANY)
    rows = [
        [
            *key,
            str(counted.number),
            *(percent(counted.found[name] / counted.number) for name in names),
            f"{counted.flips / counted.number:.2f}",
            f"{counted.announced / counted.number:.2f}",
            percent(counted.days_raised / counted.days_judged),
            f"{counted.all_clear / counted.days:.1%}",
        ]
        for key, counted in results.items()
        if counted.number
    ]
    after = ("flips each", "announcements each", "days raised", "days all-clear at the level it was raised at")
    return table([*first, "number", *(f"found by {name}" for name in names), *after], rows)


def changes(results: Mapping[Key, Detections]) -> str:
    """The share of changes detected within 14 days, with the median days until the first alarm."""
    names = ("worsening", "not-improving-48h", "slow-drift", ANY, *NAIVE)
    rows = [[*key, *(_detected(detections, name) for name in names)] for key, detections in results.items()]
    return table(["change", *HABIT, *names], rows)


def soreness(results: Mapping[Key, Detections]) -> str:
    """The share of diaries in which each rule was raised within 96 hours after a session."""
    names = ("not-improving-48h", "worsening", "sudden-severe", TODAY, ANY, "expected-soreness", *NAIVE)
    rows = [[*key, *(percent(detections.share(name)) for name in names)] for key, detections in results.items()]
    return table(["soreness", *HABIT, *names], rows)


def noise(real: Weeks, simulated: Weeks) -> str:
    """The noise of the real weeks beside that of the simulated ones."""
    rows = [
        [
            name,
            str(weeks.count),
            *(f"{share:.1%}" for share in weeks.changes),
            f"{weeks.sd:.2f}",
            f"{weeks.carry:.2f}",
        ]
        for name, weeks in (("trial", real), ("simulated", simulated))
    ]
    head = ["weeks", "number", "change ≥ 1", "≥ 2", "≥ 3", "≥ 4", "mean SD in a week", "carry-over"]
    return table(head, rows)


def _detected(detections: Detections, name: str) -> str:
    share = detections.share(name)
    return f"{percent(share)} ({days(detections.median_days(name))})" if share else percent(share)
