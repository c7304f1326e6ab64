"""The results as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.evaluate.measure import ANY, AlarmCounts, Found
from tests.evaluate.naive import NAIVE
from tests.evaluate.noise import Weeks

ALARMS = ("worsening", "not-improving-48h", "slow-drift", "sudden-severe")
"""The rules about the course of pain that can warn."""
HABIT = ("entries a day", "days missing", "usual level")
Key = tuple[str, ...]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; its first column is text, the others are figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(share: float | None) -> str:
    """A share in whole percent, in tenths below one percent; a dash where there is none."""
    if share is None:
        return "–"
    return f"{share:.1%}" if 0 < share < 0.0095 else f"{share:.0%}"


def days(value: float | None) -> str:
    """Days in tenths; a dash where there are none."""
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
    """Which share of diaries and of people was alarmed at all."""
    names = (*ALARMS, *NAIVE)
    rows = [
        [*key, str(counted.diaries), *(percent(counted.share_of_diaries(name)) for name in names)]
        for key, counted in results.items()
    ]
    return table([*first, "weeks", *names], rows)


def alarmed_people(results: Mapping[Key, AlarmCounts], first: Sequence[str]) -> str:
    """Which share of people was alarmed in one of their diaries or more."""
    names = (*ALARMS, *NAIVE)
    rows = [
        [*key, str(len(counted.people)), *(percent(counted.share_of_people(name)) for name in names)]
        for key, counted in results.items()
    ]
    return table([*first, "people", *names], rows)


def provisional(results: Mapping[Key, AlarmCounts], first: Sequence[str]) -> str:
    """Alarms, and which share of them was provisional: it asks for the usual level before it warns."""
    rows = [
        [*key, *(f"{counted.opened[name]} ({percent(counted.provisional_share(name))})" for name in ALARMS)]
        for key, counted in results.items()
    ]
    return table([*first, *(f"{name}: alarms (provisional)" for name in ALARMS)], rows)


def changes(results: Mapping[Key, Found]) -> str:
    """Share of changes found within 14 days, with the median days until the first alarm."""
    names = ("worsening", "not-improving-48h", "slow-drift", ANY, *NAIVE)
    rows = [[*key, *(_found(found, name) for name in names)] for key, found in results.items()]
    return table(["change", *HABIT, *names], rows)


def soreness(results: Mapping[Key, Found]) -> str:
    """What was said within 96 hours after a session."""
    names = ("not-improving-48h", "worsening", "sudden-severe", ANY, "expected-soreness", *NAIVE)
    rows = [[*key, *(percent(found.share(name)) for name in names)] for key, found in results.items()]
    return table(["soreness", *HABIT, *names], rows)


def noise(real: Weeks, made_up: Weeks) -> str:
    """The noise of the real weeks beside that of the simulation."""
    rows = [
        [
            name,
            str(weeks.count),
            *(f"{share:.1%}" for share in weeks.changes),
            f"{weeks.sd:.2f}",
            f"{weeks.carry:.2f}",
        ]
        for name, weeks in (("trial", real), ("simulated", made_up))
    ]
    head = ["weeks", "number", "change ≥ 1", "≥ 2", "≥ 3", "≥ 4", "mean SD in a week", "carry-over"]
    return table(head, rows)


def _found(found: Found, name: str) -> str:
    share = found.share(name)
    return f"{percent(share)} ({days(found.median_days(name))})" if share else percent(share)
