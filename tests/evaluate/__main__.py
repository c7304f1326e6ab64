"""`python -m tests.evaluate`: measure the rules, and print the results as Markdown."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

from tests.analysis.red_flag_cases import cases, raised_as_told
from tests.evaluate import datasets, figures
from tests.evaluate.experiments import real, run_all, simulated
from tests.evaluate.page import page, tables_of

RUNS, QUICK_RUNS = 40, 1
EVERY = 20
"""The quick form tries every twentieth red flag; tests/analysis tries all of them."""


def arguments() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate", description=__doc__)
    parser.add_argument(
        "--datasets", type=Path, metavar="DIR", help="folder of the real diaries; without it they are left out"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the simulations (1)")
    parser.add_argument("--runs", type=int, help=f"simulated diaries for each cell of a table ({RUNS})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_RUNS} diary for each cell, and no real diaries")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="number of processes")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the page to FILE")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="also keep the compared figures in FILE, as JSON")
    return parser


def main(words: Sequence[str] | None = None) -> str:
    """Measure, print the page, and write it if asked; the page."""
    given = arguments().parse_args(words)
    runs = given.runs or (QUICK_RUNS if given.quick else RUNS)
    directory = given.datasets if not given.quick and datasets.present(given.datasets) else None
    jobs = [*(real(directory, given.seed) if directory else ()), *simulated(runs, given.seed)]
    done = run_all(jobs, given.processes)
    tried = list(cases())[:: EVERY if given.quick else 1]
    flags: dict[str, tuple[int, int]] = {}
    for case in tried:
        raised, number = flags.get(case.rule, (0, 0))
        flags[case.rule] = (raised + raised_as_told(case), number + 1)
    # The page shows a command that anyone can repeat; the folder has another name on each computer.
    command = f"python -m tests.evaluate{' --datasets DIR' if directory else ''} --seed {given.seed} --runs {runs}"
    if given.write:
        command += f" --write {given.write.as_posix()}"
    text = page(done, flags, command, directory)
    print(text)
    if given.write:
        given.write.write_text(text, encoding="utf-8")
    if given.keep:
        found = figures.compared(tables_of(done))
        given.keep.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return text


if __name__ == "__main__":
    main()
