"""The result of one torture test: what was done, how often, and what failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Result:
    """One line of the table."""

    what: str
    times: int = 0
    failures: list[str] = field(default_factory=list)
    note: str = ""
    skipped: str = ""
    """The reason if it was not done, else ""."""

    def count(self, faults: Iterable[str], where: str = "") -> None:
        """Count one more time, with the faults of it."""
        self.times += 1
        self.failures += [f"{where}: {fault}" if where else fault for fault in faults]

    @property
    def line(self) -> str:
        """The line of the table: what, how often, result."""
        outcome = "skipped" if self.skipped else f"{len(self.failures)} FAILED" if self.failures else "held"
        return f"{self.what:<52} {self.times:>7,}  {outcome:<9} {self.skipped or self.note}".rstrip()
