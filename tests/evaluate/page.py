"""The page: every table under its heading, with what it shows in a line or two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from tests.evaluate import datasets, figures, noise, tables
from tests.evaluate.experiments import (
    QUIET_DAYS,
    ROOMY,
    SOON_DAYS,
    SORE_USUAL,
    SORENESS_HEIGHT,
    STABLE_DAYS,
    STABLE_USUAL,
    Counted,
    Job,
)
from tests.evaluate.measure import AlarmCounts, Found

Results = Mapping[str, Mapping[tuple[str, ...], Counted]]
Kind = TypeVar("Kind", AlarmCounts, Found)

MISSING = (
    f"The real diaries ({datasets.SELF_TRACKERS}, {datasets.TRIAL_WEEKS}) are missing here: point `--datasets` at the "
    "directory that holds them. The simulations below need none of them."
)

ABOUT_WEEKS = (
    "What misses here are the trial's weeks. They are stable on the whole, not day by day: most alarms of `worsening` "
    "with a usual level are climbs over four days in a row that reach 2 above it, which is what the rule is for. And "
    "seven days are too few to know a usual level from (that takes four days, three days back). Until it is stated, "
    "pain of 6 or 7 counts as a rise from nothing: almost every such alarm is provisional, and asks for the usual "
    "level before it warns. One statement takes `not-improving-48h` from most weeks to next to none."
)


def page(done: Sequence[tuple[Job, Counted]], flags: tuple[int, int], command: str, directory: Path | None) -> str:
    """The whole page as Markdown."""
    results: dict[str, dict[tuple[str, ...], Counted]] = {}
    for job, counted in done:
        results.setdefault(job.table, {})[job.key] = counted
    seed, runs = next((job.seed, job.runs) for job, _ in done if job.runs)
    parts = [
        "# What the rules do: false alarms, and what is found",
        "Made by this command, from the top of the project; edit nothing here by hand:",
        f"```sh\n{command}\n```",
        "An alarm opens when a rule becomes raised. The rules are asked after each entry and at the end of each day. "
        "Ratings are whole numbers 0–10. A simulated cell has "
        f"{runs} diaries; within a table all habits see the same people and days.",
        "## Figures to reach",
        figures.as_table(figures.figures(results, flags)),
        "Shares of simulated diaries have their 95 % interval in brackets.",
        *([ABOUT_WEEKS] if "trial_weeks" in results else []),
        *_real(results, directory, seed),
        *_simulated(results),
        "## Red flags",
        f"Every combination of site, side, quality and symptom that the rules name, one by one: {flags[0]} of "
        f"{flags[1]} raised by the right rule at the right tier (`tests/analysis/test_red_flags_exhaustive.py`).",
    ]
    return "\n\n".join(parts) + "\n"


def _real(results: Results, directory: Path | None, seed: int) -> Iterator[str]:
    yield "## Real diaries"
    if directory is None or "self_trackers" not in results:
        yield MISSING
        return
    trackers, weeks = _of(AlarmCounts, results, "self_trackers"), _of(AlarmCounts, results, "trial_weeks")
    yield (
        "Self-trackers, false alarms per 100 diary days (any alarm is counted as false: nobody says which were not). "
        "The usual level is the median of the first week or of all days, in whole numbers, stated with the first entry."
    )
    yield tables.alarm_rates(trackers, ["usual level"])
    yield tables.provisional(trackers, ["usual level"])
    yield (
        "Stable weeks of a trial, each week a diary of its own that begins with nothing known: "
        "false alarms per 100 diary days, then the share of weeks and of people with an alarm."
    )
    yield tables.alarm_rates(weeks, ["usual level"])
    yield tables.alarmed_diaries(weeks, ["usual level"])
    yield tables.alarmed_people(weeks, ["usual level"])
    yield tables.provisional(weeks, ["usual level"])
    levels = [track.levels for track in datasets.trial_weeks(directory, "not stated")]
    yield "The noise of these weeks, and of the simulation around the same levels:"
    yield tables.noise(noise.describe(levels), noise.describe(noise.made_up_weeks(levels, seed)))


def _simulated(results: Results) -> Iterator[str]:
    stable = _of(AlarmCounts, results, "stable")
    yield "## Simulated: stable diaries"
    yield (
        f"{STABLE_DAYS} days around a usual level of {_range(STABLE_USUAL)} with the noise of the trial's weeks. "
        "False alarms per 100 diary days. They come from the people whose ratings jump most: a quarter of the trial's "
        "weeks have an SD of about 0.5 or less, a tenth one of about 1.5 or more; the self-trackers' ratings jump less."
    )
    yield tables.alarm_rates(stable, ["diary", *tables.HABIT])
    yield tables.provisional(
        {key: found for key, found in stable.items() if "not stated" in key}, ["diary", *tables.HABIT]
    )
    yield "## Simulated: pain that gets worse"
    yield (
        f"After {QUIET_DAYS} stable days around a usual level of {_range(ROOMY)}. Share found within 14 days, and in "
        "brackets the median days to the first alarm. Diaries in which a rule was raised before are left out for it; "
        "a dash where these are more than four in five."
    )
    yield tables.changes(_of(Found, results, "change"))
    yield f"The same from day {SOON_DAYS + 1} of a new diary, with nothing missing:"
    yield tables.changes(_of(Found, results, "soon"))
    yield "## Simulated: soreness after a session"
    yield (
        f"A session after {QUIET_DAYS} stable days around a usual level of {_range(SORE_USUAL)}, "
        f"and {_range(SORENESS_HEIGHT)} points of soreness at its peak. Share of diaries in which each rule was raised "
        "at any time up to 96 hours after it. `sudden-severe` is right wherever the soreness takes the pain to 7, "
        "and from there `worsening` does not wait either. Otherwise an alarm is false for soreness that fades or peaks "
        "at 48 h, and right for pain that persists."
    )
    yield tables.soreness(_of(Found, results, "soreness"))


def _of(kind: type[Kind], results: Results, name: str) -> dict[tuple[str, ...], Kind]:
    return {key: counted for key, counted in results[name].items() if isinstance(counted, kind)}


def _range(ends: tuple[int, int]) -> str:
    return f"{ends[0]}–{ends[1]}"
