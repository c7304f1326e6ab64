"""What every row of the table has: its figure, its floor, and the bound to reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.bench.programs import in_turn, memory_of

DIARY_SIZES = (0, 1_095, 36_500)
SHORT, LONG = 1_095, 36_500
LOADS = 2.0
"""Seconds in which the modules for saving are loaded, after the diary is on the screen."""
READS_ALL = 4.0
"""Seconds in which the screen reads all of ten years in the background, after Trends is opened."""
TIGHT = 0.10
"""How far the ratios of two sizes may differ and still count as the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: seconds (or MB) of the program and of its floor, and the bound."""

    what: str
    value: float
    floor: float | None
    bound: float
    unit: str = "s"
    kind: str = "ratio"
    """ratio: value / floor ≤ bound. more: value - floor ≤ bound. most: value ≤ bound. least: value / floor ≥ bound."""

    @property
    def figure(self) -> float:
        """The number that is compared with the bound."""
        if self.kind == "most" or self.floor is None:
            return self.value
        return self.value - self.floor if self.kind == "more" else self.value / self.floor

    @property
    def reached(self) -> bool:
        """Whether it is within its bound."""
        return self.figure >= self.bound if self.kind == "least" else self.figure <= self.bound


@dataclass(frozen=True, slots=True)
class Bench:
    """The folder for the runs, and their number."""

    home: Path
    times: int

    def pair(self, what: str, program: list[str], floor: list[str], bound: float, kind: str = "ratio") -> Row:
        """The row of a program and its floor, run in turn."""
        return Row(what, *in_turn(program, floor, self.home, self.times), bound, kind=kind)

    def memory(self, program: list[str], most: float) -> Row:
        """The row of the peak memory of a program, in MB."""
        return Row("  its peak memory", memory_of(program, self.home), None, most, unit="MB", kind="most")
