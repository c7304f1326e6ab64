"""Trying a mutant: the tests of the analyzer run in a copy of the project that contains it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.mutate.mutants import Mutant

COPIED = ("diary", "tests")
# Parts of the names of slow test files.
SLOW = ("exhaustive", "oracle", "propert", "replay")
TESTS = Path("tests/analysis")
BARE = ("-q", "-W", "error", "-c", "bare.ini", "--rootdir", ".", "--noconftest", "-p", "no:cacheprovider")
"""Options without fixtures and plugins: these tests need none, and loading them takes most of a short run."""
ENVIRONMENT = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "DIARY_LONG": "1"}
FIRST = {
    "series": ("usual_level", "worsening", "slow_drift"),
    "episodes": ("episodes", "not_improving_48h"),
    "flags": ("red_flags",),
    "general_signs": ("red_flags",),
    "interference": ("red_flags",),
    "nerve_like_pain": ("red_flags",),
    "neurological": ("red_flags",),
    "swelling": ("red_flags",),
    "fatigue": ("red_flags",),
}
"""The tests of a source file, if they have another name."""
PASSED = (0, 5)
"""Exit statuses of pytest: all passed, or no test was selected."""
LONGEST = 300
"""Seconds after which a run counts as failed, because a mutant may loop for ever."""


class Workplace:
    """A copy of the project, in which one mutant at a time is tried."""

    def __init__(self, project: Path, place: Path, *, quick: bool = False) -> None:
        self.place = place
        self.quick = quick
        self.left_out: tuple[str, ...] = ()
        for name in COPIED:
            if (project / name).is_dir():
                shutil.copytree(project / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "results"))
            elif (project / name).exists():
                shutil.copy(project / name, place / name)
        (place / "bare.ini").write_text("[pytest]\n", encoding="utf-8")

    def notices(self, mutant: Mutant, only: str = "") -> bool:
        """Whether a test fails with this mutant in place; the file is restored afterwards."""
        target = self.place / mutant.path
        whole = target.read_text(encoding="utf-8")
        self._put(target, mutant.source)
        try:
            return not self.passes(Path(mutant.path).stem, only)
        finally:
            self._put(target, whole)

    def _put(self, target: Path, source: str) -> None:
        """Write a source file, and delete its bytecode."""
        # Python compares time and size only: two mutants of one second and one size would look the same.
        target.write_text(source, encoding="utf-8")
        for compiled in (target.parent / "__pycache__").glob(f"{target.stem}.*.pyc"):
            compiled.unlink()

    def failing(self, only: str = "") -> tuple[str, ...]:
        """The tests that fail without a mutant: they show nothing about one, and are left out."""
        run = self._run(self._files("", only), "--tb=no", "-rfE")
        return tuple(re.findall(r"^(?:FAILED|ERROR) (\S+::[^\n]*?)(?: - .*)?$", run.stdout, re.MULTILINE))

    def passes(self, first: str = "", only: str = "") -> bool:
        """Whether the tests pass: those of the file first, then the quick ones, then the slow ones."""
        # Most mutants fail in the first stage, and the later ones are not run.
        files = self._files(first, only)
        stages = [[file for file in files if _rank(Path(file).stem, first) == rank] for rank in range(3)]
        try:
            return all(self._run(stage, "-x").returncode in PASSED for stage in stages if stage)
        except subprocess.TimeoutExpired:
            return False

    def _files(self, first: str, only: str) -> list[str]:
        files = sorted(self.place.glob(f"{TESTS}/test_*.py"), key=lambda file: (_rank(file.stem, first), file.stem))
        return [file.relative_to(self.place).as_posix() for file in files if self._wanted(file.stem, only)]

    def _wanted(self, name: str, only: str) -> bool:
        return only in name and not (self.quick and _rank(name, "") == 2)

    def _run(self, files: list[str], *options: str) -> subprocess.CompletedProcess[str]:
        settings = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(self.place)}
        left_out = [f"--deselect={name}" for name in self.left_out]
        command = [sys.executable, "-m", "pytest", *BARE, *options, *left_out, *files]
        return subprocess.run(
            command, cwd=self.place, env=settings, capture_output=True, text=True, timeout=LONGEST, check=False
        )


def _rank(name: str, first: str) -> int:
    """The stage of a test file: 0 for tests of the source file `first`, 2 for slow ones, 1 for the others."""
    if any(word in name for word in SLOW):
        return 2
    return 0 if name in [f"test_{word}" for word in (*FIRST.get(first, (first,)), "thresholds")] else 1
