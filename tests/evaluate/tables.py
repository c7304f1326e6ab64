"""The results as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.evaluate.measure import ANY, AlarmCounts, Detections
from tests.evaluate.naive import NAIVE
from tests.evaluate.noise import Weeks

ALARMS = ("worsening", "not-improving-48h", "slow-drift", "sudden-severe")
"""The rules about the course of pain that can warn."""
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


def alarm_rates(results: Mapping[Key, AlarmCounts], first: Sequence[str]) -> str:
    """False alarms per 100 diary days, a row for each key."""
    names = (*ALARMS, *NAIVE)
    rows = [
        [*key, str(counted.diary_days), *(f"{counted.per_100_days(name):.2f}" for name in names)]
        for key, counted in results.items()
    ]
    return table([*first, "diary days", *names], rows)


def alarmed_diaries(results: Mapping[Key, AlarmCounts], first: Sequence[str]) -> str:
    """The share of diaries with at least one alarm, a row for each key."""
    names = (*ALARMS, *NAIVE)
    rows = [
        [*key, str(counted.diaries), *(percent(counted.share_of_diaries(name)) for name in names)]
        for key, counted in results.items()
    ]
    return table([*first, "weeks", *names], rows)


def alarmed_people(results: Mapping[Key, AlarmCounts], first: Sequence[str]) -> str:
    """The share of people with an alarm in at least one of their diaries, a row for each key."""
    names = (*ALARMS, *NAIVE)
    rows = [
        [*key, str(len(counted.people)), *(percent(counted.share_of_people(name)) for name in names)]
        for key, counted in results.items()
    ]
    return table([*first, "people", *names], rows)


def provisional(results: Mapping[Key, AlarmCounts], first: Sequence[str]) -> str:
    """The number of alarms, and the share of provisional ones: these ask for the usual level before they warn."""
    rows = [
        [*key, *(f"{counted.opened[name]} ({percent(counted.provisional_share(name))})" for name in ALARMS)]
        for key, counted in results.items()
    ]
    return table([*first, *(f"{name}: alarms (provisional)" for name in ALARMS)], rows)


def changes(results: Mapping[Key, Detections]) -> str:
    """The share of changes detected within 14 days, with the median days until the first alarm."""
    names = ("worsening", "not-improving-48h", "slow-drift", ANY, *NAIVE)
    rows = [[*key, *(_detected(detections, name) for name in names)] for key, detections in results.items()]
    return table(["change", *HABIT, *names], rows)


def soreness(results: Mapping[Key, Detections]) -> str:
    """The share of diaries in which each rule was raised within 96 hours after a session."""
    names = ("not-improving-48h", "worsening", "sudden-severe", ANY, "expected-soreness", *NAIVE)
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
