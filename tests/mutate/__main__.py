"""`python -m tests.mutate`: change each threshold of the rules by one step and report the changes that no test notices.

A stopped run can be continued: a mutant that was noticed is not tried again until its file changes. Delete the file of
noticed mutants to try all again, for example after tests were removed.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue

from tests.mutate.equivalent import why_equivalent
from tests.mutate.mutants import CONSTANT, INLINE, OPERATOR, Mutant, mutants
from tests.mutate.trial import Workplace

PROJECT = Path(__file__).parents[2]
FILES = (
    "diary/analysis/series.py",
    "diary/analysis/episodes.py",
    "diary/analysis/worse_days.py",
    "diary/analysis/rules/*.py",
    "diary/domain/thresholds.py",
    "diary/domain/body.py",
    "diary/domain/vocabulary.py",
)
# In the temporary folder: it is worth keeping between two runs, and of no use to anyone else.
NOTICED = Path(tempfile.gettempdir()) / "pain-diary-mutants.txt"


def all_mutants() -> Iterator[Mutant]:
    """The mutants of all files with thresholds."""
    for pattern in FILES:
        for file in sorted(PROJECT.glob(pattern)):
            yield from mutants(file.relative_to(PROJECT).as_posix(), file.read_text(encoding="utf-8"))


def key(mutant: Mutant) -> str:
    """The name of a mutant in the file of noticed ones: a hash of its path and of the changed file."""
    return hashlib.sha256(f"{mutant.path}\n{mutant.source}".encode()).hexdigest()[:20]


def main(words: Sequence[str] | None = None) -> list[Mutant]:
    """Try the mutants and print those that survive; the survivors."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutate", description=__doc__)
    parser.add_argument("--only", default="", metavar="TEXT", help="only mutants whose place and change contain this")
    parser.add_argument(
        "--kind", action="append", choices=(CONSTANT, INLINE, OPERATOR), help="only this kind; may be repeated"
    )
    parser.add_argument("--tests", default="", metavar="TEXT", help="only test files whose name contains this")
    parser.add_argument(
        "--quick", action="store_true", help="leave out the slow tests; more mutants survive than with them"
    )
    parser.add_argument("--list", action="store_true", help="list the mutants and try none")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--remembered", type=Path, default=NOTICED, metavar="FILE", help="file of the mutants noticed before"
    )
    given = parser.parse_args(words)
    kinds = given.kind or (CONSTANT, INLINE, OPERATOR)
    # A function inside a function is visited twice, and gives equal mutants.
    chosen = [mutant for mutant in dict.fromkeys(all_mutants()) if mutant.kind in kinds and given.only in mutant.name]
    if given.list:
        print(*(mutant.name for mutant in chosen), sep="\n")
        return []
    noticed = set(given.remembered.read_text().split()) if given.remembered.exists() else set()
    different = [mutant for mutant in chosen if not why_equivalent(mutant)]
    left = [mutant for mutant in different if key(mutant) not in noticed]
    print(
        f"{len(chosen)} mutants, {len(chosen) - len(different)} of them make no difference, {len(left)} to try",
        flush=True,
    )
    survivors: list[Mutant] = []
    if left:
        with tempfile.TemporaryDirectory() as folder:
            names = [Path(folder) / str(number) for number in range(given.processes)]
            # One copy for each process: two mutants in one file would be tried together.
            copies = [Workplace(PROJECT, name, quick=given.quick) for name in names]
            survivors += _try(left, copies, given.tests, given.remembered)
    print(f"{len(different) - len(survivors)} of {len(different)} noticed, {len(survivors)} survive")
    return survivors


def _try(left: Sequence[Mutant], copies: Sequence[Workplace], tests: str, remembered: Path) -> Iterator[Mutant]:
    places: SimpleQueue[Workplace] = SimpleQueue()

    def notices(mutant: Mutant) -> bool:
        place = places.get()
        try:
            return place.notices(mutant, tests)
        finally:
            places.put(place)

    # Threads are enough, because each trial waits for a pytest process.
    with ThreadPoolExecutor(len(copies)) as pool:
        failing = copies[0].failing(tests)
        if failing:
            print(f"{len(failing)} tests fail as they are and are left out:", *failing, sep="\n  ", flush=True)
        for copy in copies:
            copy.left_out = failing
            places.put(copy)
        running = {pool.submit(notices, mutant): mutant for mutant in left}
        for done in as_completed(running):
            mutant = running[done]
            if done.result():
                # Written at once, so that a stopped run loses nothing.
                with remembered.open("a", encoding="utf-8") as file:
                    file.write(key(mutant) + "\n")
            else:
                print("survives:", mutant.name, flush=True)
                yield mutant


if __name__ == "__main__":
    raise SystemExit(1 if main() else 0)
