"""Mutants that change nothing anyone could see, each with the reason. They are not tried."""

from __future__ import annotations

from tests.mutate.mutants import Mutant

REASONS: tuple[tuple[str, str, str], ...] = (
    ("series.py", 'self.statement.level, "stated usual level", 1,', "how often a level was stated is shown nowhere"),
    ("series.py", "entry.at.offset if self.points else 0", "a second on the clock of a site that has no level"),
)
"""File, part of what the mutant is called, and why it makes no difference."""


def why_equivalent(mutant: Mutant) -> str | None:
    """Why a mutant makes no difference; None where it does."""
    return next((why for path, what, why in REASONS if mutant.path.endswith(path) and what in mutant.name), None)
