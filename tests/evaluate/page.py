"""The page: every table under its heading, with a short explanation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from tests.evaluate import datasets, figures, noise, tables
from tests.evaluate.experiments import (
    QUIET_DAYS,
    SOON_DAYS,
    SORE_USUAL,
    SORENESS_HEIGHT,
    STABLE_DAYS,
    STABLE_USUAL,
    USUAL_WITH_ROOM,
    Counted,
    Job,
)
from tests.evaluate.measure import AlarmCounts, Detections

Results = Mapping[str, Mapping[tuple[str, ...], Counted]]
Kind = TypeVar("Kind", AlarmCounts, Detections)

MISSING = (
    f"The real diaries ({datasets.SELF_TRACKERS}, {datasets.TRIAL_WEEKS}) are missing here: give their folder with "
    "`--datasets`. The simulations below do not need them."
)

ABOUT_WEEKS = (
    "The figures not reached are those of the trial's weeks. These weeks are stable as a whole, not from day to "
    "day: most alarms of `worsening` with a usual level are rises over four days in a row that reach 2 above it, "
    "which the rule is meant to detect. And seven days are too few to know a usual level (this needs four days, "
    "each at least three days ago). Until the usual level is stated, pain of 6 or 7 counts as a rise from 0: "
    "almost every such alarm is provisional, and asks for the usual level before it warns. With one statement, "
    "`not-improving-48h` is raised in almost no week instead of most weeks."
)


def page(done: Sequence[tuple[Job, Counted]], flags: tuple[int, int], command: str, directory: Path | None) -> str:
    """The whole page as Markdown."""
    results: dict[str, dict[tuple[str, ...], Counted]] = {}
    for job, counted in done:
        results.setdefault(job.table, {})[job.key] = counted
    # The jobs on real diaries have no runs.
    seed, runs = next((job.seed, job.runs) for job, _ in done if job.runs)
    parts = [
        "# How the rules perform: false alarms and detected changes",
        "Made by this command, run in the top folder of the project. Do not edit this page by hand:",
        f"```sh\n{command}\n```",
        "An alarm opens when a rule becomes raised. The rules are evaluated after each entry and at the end of each "
        "day. Ratings are whole numbers 0–10. A simulated cell has "
        f"{runs} diaries; within a table all habits have the same people and days.",
        "## Figures to reach",
        figures.as_table(figures.figures(results, flags)),
        "For simulated diaries, the brackets hold the number of diaries and the 95 % interval of the share.",
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
        "Self-trackers, false alarms per 100 diary days (every alarm counts as false, because nobody "
        "recorded which were right). "
        "The usual level is the median of the first week or of all days, in whole numbers, stated with the first entry."
    )
    yield tables.alarm_rates(trackers, ["usual level"])
    yield tables.provisional(trackers, ["usual level"])
    yield (
        "Stable weeks of a trial; each week is a separate diary, and nothing is known at its start: "
        "false alarms per 100 diary days, then the share of weeks and of people with an alarm."
    )
    yield tables.alarm_rates(weeks, ["usual level"])
    yield tables.alarmed_diaries(weeks, ["usual level"])
    yield tables.alarmed_people(weeks, ["usual level"])
    yield tables.provisional(weeks, ["usual level"])
    levels = [track.levels for track in datasets.trial_weeks(directory, "not stated")]
    yield "The noise of these weeks, and of simulated weeks around the same levels:"
    yield tables.noise(noise.describe(levels), noise.describe(noise.simulated_weeks(levels, seed)))


def _simulated(results: Results) -> Iterator[str]:
    stable = _of(AlarmCounts, results, "stable")
    yield "## Simulated: stable diaries"
    yield (
        f"{STABLE_DAYS} days around a usual level of {_range(STABLE_USUAL)} with the noise of the trial's weeks. "
        "False alarms per 100 diary days. They come from the people whose ratings vary most: a quarter of the trial's "
        "weeks have an SD of about 0.5 or less, a tenth of about 1.5 or more; the self-trackers' ratings vary less."
    )
    yield tables.alarm_rates(stable, ["diary", *tables.HABIT])
    yield tables.provisional(
        {key: found for key, found in stable.items() if "not stated" in key}, ["diary", *tables.HABIT]
    )
    yield "## Simulated: pain that gets worse"
    yield (
        f"After {QUIET_DAYS} stable days around a usual level of {_range(USUAL_WITH_ROOM)}. The share of changes "
        "detected within 14 days, and in brackets the median days to the first alarm. Diaries in which a rule was "
        "already raised are left out for that rule; a dash if more than four in five are left out."
    )
    yield tables.changes(_of(Detections, results, "change"))
    yield f"The same from day {SOON_DAYS + 1} of a new diary, with nothing missing:"
    yield tables.changes(_of(Detections, results, "soon"))
    yield "## Simulated: soreness after a session"
    yield (
        f"A session after {QUIET_DAYS} stable days around a usual level of {_range(SORE_USUAL)}, "
        f"and {_range(SORENESS_HEIGHT)} points of soreness at its peak. Share of diaries in which each rule was raised "
        "at any time up to 96 hours after it. `sudden-severe` is right whenever the soreness raises the pain "
        "to 7, and from 7 on `worsening` does not wait for 48 hours either. Otherwise an alarm is false for soreness "
        "that fades or peaks at 48 h, and right for pain that persists."
    )
    yield tables.soreness(_of(Detections, results, "soreness"))


def _of(kind: type[Kind], results: Results, name: str) -> dict[tuple[str, ...], Kind]:
    return {key: counted for key, counted in results[name].items() if isinstance(counted, kind)}


def _range(ends: tuple[int, int]) -> str:
    return f"{ends[0]}–{ends[1]}"
