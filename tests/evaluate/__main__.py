"""`python -m tests.evaluate`: measure the rules, and print what came out as Markdown."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from tests.analysis.red_flag_cases import cases, raised_as_told
from tests.evaluate import datasets
from tests.evaluate.experiments import do_all, real, simulated
from tests.evaluate.page import page

RUNS, QUICK_RUNS = 40, 1
EVERY = 20
"""The quick form tries every twentieth red flag; the tests try each."""


def arguments() -> argparse.ArgumentParser:
    """What the command takes."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate", description=__doc__)
    parser.add_argument(
        "--datasets", type=Path, metavar="DIR", help="where the real diaries lie; left out where missing"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the simulations (1)")
    parser.add_argument("--runs", type=int, help=f"simulated diaries for each cell of a table ({RUNS})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_RUNS} for each cell, and no real diaries")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="at a time")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page there as well")
    return parser


def main(words: Sequence[str] | None = None) -> str:
    """Measure, print, write where asked; the page."""
    given = arguments().parse_args(words)
    runs = given.runs or (QUICK_RUNS if given.quick else RUNS)
    directory = given.datasets if not given.quick and datasets.present(given.datasets) else None
    jobs = [*(real(directory, given.seed) if directory else ()), *simulated(runs, given.seed)]
    done = do_all(jobs, given.processes)
    tried = list(cases())[:: EVERY if given.quick else 1]
    flags = (sum(raised_as_told(case) for case in tried), len(tried))
    # The command as anyone can repeat it: the directory has another name elsewhere.
    command = f"python -m tests.evaluate{' --datasets DIR' if directory else ''} --seed {given.seed} --runs {runs}"
    if given.write:
        command += f" --write {given.write.as_posix()}"
    text = page(done, flags, command, directory)
    print(text)
    if given.write:
        given.write.write_text(text, encoding="utf-8")
    return text


if __name__ == "__main__":
    main()
