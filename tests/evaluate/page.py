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
from tests.evaluate.spells import AROUND, GAP, NEEDED, Spells

Results = Mapping[str, Mapping[tuple[str, ...], Counted]]
Kind = TypeVar("Kind", AlarmCounts, Detections, Spells)

MISSING = (
    f"The real diaries ({datasets.SELF_TRACKERS}, {datasets.TRIAL_WEEKS}) are missing here: give their folder with "
    "`--datasets`. The simulations below do not need them."
)

WHAT_COUNTS = (
    "The rules are asked after each entry and at the end of each day, in that day's own last offset. An alarm opens "
    "when a rule becomes raised; `worsening`, `not-improving-48h` and `sudden-severe` count while they ask for contact "
    "by the next working day or sooner, not once they can wait for the next visit, and becoming urgent again counts "
    "anew. Nobody tells anybody of a finding. A site-day is a day with an entry at that site, a person-day a day with "
    "an entry anywhere. Ratings are whole numbers 0–10."
)
INTERVALS = (
    "Intervals are exact 95 % ones (Poisson for counts, Clopper–Pearson for shares). They take the events as "
    "independent; those of one person are not quite, so the true ones are wider. *yes*: the whole interval is on the "
    "right side. *by the point only*: the figure is, its interval is not, so it is not shown. The days raised of one "
    "diary go together: their interval is that of as many diaries. A change counts as found or missed only where the "
    "rule was silent when it began."
)

ABOUT_MISSES = (
    "The real diaries are few: 4 people and 194 weeks. None of their rates is shown to lie below its goal; with so few "
    "days of self-trackers no alarm at all would not show it either. Two flares of two days each, which neither "
    "edition finds, say nothing about flares that last. A constant 3 points more keeps both its goals with an entry a "
    "day, a stated level and the noise of the trial's weeks or of SD 0.75. With two entries a day or without a stated "
    "level the rules are silent in between more often. With an SD of 1.15 pain that is 3 higher is often rated less "
    "than 2 higher; the days raised are fewer for that. Its noise is stronger than that of the people it stands for: "
    "26 % of its day-to-day changes are 2 or more, theirs 18 %. `session-response` does not reach its goal: counted "
    "apart in the diaries with an entry a day and a stated level, *a larger answer each time*, which three noisy peaks "
    "show by chance, opens 1.14 alarms per 100 days (SD 0.75: 0.74, SD 1.15: 1.83), *not recovered between sessions* "
    "0.12 (0.01, 0.10), and *a large answer every time* none."
)


def tables_of(done: Sequence[tuple[Job, Counted]]) -> Results:
    """The results by table and key."""
    results: dict[str, dict[tuple[str, ...], Counted]] = {}
    for job, counted in done:
        results.setdefault(job.table, {})[job.key] = counted
    return results


def page(done: Sequence[tuple[Job, Counted]], flags: figures.Flags, command: str, directory: Path | None) -> str:
    """The whole page as Markdown."""
    results = tables_of(done)
    # The jobs on real diaries have no runs.
    seed, runs = next((job.seed, job.runs) for job, _ in done if job.runs)
    parts = [
        "# How the rules perform: false alarms and detected changes",
        "Made by this command, run in the top folder of the project. Do not edit this page by hand:",
        f"```sh\n{command}\n```",
        f"{WHAT_COUNTS} A simulated cell has {runs} diaries; within a table all habits have the same people and days.",
        "## Figures to reach",
        figures.as_table(figures.figures(results, flags)),
        INTERVALS,
        *([ABOUT_MISSES] if "flares" in results else []),
        "## Edition 1 and edition 2 of the rules",
        *figures.beside_edition_1(results),
        *_real(results, directory, seed),
        *_simulated(results),
        "## Red flags",
        "Every combination of site, side, quality and symptom that the rules name, one by one, raised by the right "
        "rule at the right tier (`tests/analysis/test_red_flags_exhaustive.py`). No public diary has symptoms, so "
        "nothing is known of how often these rules are wrong.",
        tables.table(["rule", "raised", "tried"], [[rule, *map(str, counts)] for rule, counts in flags.items()]),
    ]
    return "\n\n".join(parts) + "\n"


def _real(results: Results, directory: Path | None, seed: int) -> Iterator[str]:
    yield "## Real diaries"
    if directory is None or "self_trackers" not in results:
        yield MISSING
        return
    trackers, weeks = _of(AlarmCounts, results, "self_trackers"), _of(AlarmCounts, results, "trial_weeks")
    yield (
        "Self-trackers. Every alarm counts as false, because nobody recorded which were right. The usual level is "
        "stated with the first entry as the first day's level, or not at all."
    )
    yield tables.by_rule(trackers)
    yield "On how many days with an entry somebody sees a warning (exact intervals, days taken as independent):"
    yield tables.days_with_a_warning(trackers, ["usual level"])
    yield (
        f"Flares of the self-trackers: at least two diary days, at most {GAP.days} days apart, that lie 2 or more "
        f"above the median of the {AROUND} days before and after (at least {NEEDED} diary days). Found: raised from "
        "the first of them to two days after the last. Days raised: from the second day on."
    )
    yield tables.spells(_of(Spells, results, "flares"), ["usual level"])
    yield (
        "Stable weeks of a trial; each week is a diary of its own, and nothing is known at its start but the stated "
        "level: what the patient recalled afterwards as the average of that week, the first day's level, or none. "
        "The share of weeks and of people is that with an alarm."
    )
    yield tables.by_rule(weeks, people=True)
    yield tables.days_with_a_warning(weeks, ["usual level"])
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
    yield "On how many days with an entry somebody sees a warning:"
    yield tables.days_with_a_warning(
        {key: found for key, found in stable.items() if key[1:3] == ("1", "0%")}, ["diary", *tables.HABIT]
    )
    yield "## Simulated: 3 points more for 14 days"
    yield (
        f"After {QUIET_DAYS} stable days. Flips: how often the two course rules together are raised again after both "
        "were silent. Days raised: from the fourth day on, at the end of the day."
    )
    yield tables.spells(_of(Spells, results, "step"), ["noise", *tables.HABIT])
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
