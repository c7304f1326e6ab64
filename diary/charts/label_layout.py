"""Places the words over a panel: above what they are about, beside the name, and never over each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diary.charts.period import Period
from diary.charts.tracks import Track

LETTER, NAME_LETTER, AROUND = 0.055, 0.08, 0.07
"""Inches that a letter of the words, one of the name, and the room between two of them take."""
SHIFT = 0.3
"""Inches that words may move to the right of their place if other words stand there."""
ROW = 0.135
"""Inches that a line of words is high."""
ROWS = 2
"""Lines of words over a panel; the name stands on the lowest."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words, and the stretch of the axis that they speak of."""

    start: float
    end: float
    words: str


def labels_of(track: Track, period: Period) -> list[Label]:
    """The labels of a site, the most important first: what reaches to now, then older stretches, newest first."""
    # Only as many as fit are placed, so the order decides which are left out. Repeated words come last.
    stretches = [Label(span.start, span.end, span.words) for span in track.flags]
    current = [label for label in stretches if label.end >= period.end - 1]
    rest = [label for label in stretches if label not in current]
    ordered = [*current, *sorted(rest, key=lambda label: (-label.end, label.start))]
    seen: set[str] = set()
    first: list[Label] = []
    again: list[Label] = []
    for label in ordered:
        (again if label.words in seen else first).append(label)
        seen.add(label.words)
    return first + (again if period.step == 1 else [])


@dataclass(frozen=True, slots=True)
class Placed:
    """Words with their left edge, in inches from that of the panel, and their line, counted from the panel."""

    left: float
    row: int
    words: str


def placed(labels: Sequence[Label], name: str, period: Period, inches: float) -> tuple[Placed, ...]:
    """The labels that have room, each on the lowest line that has it."""
    return tuple(_placed(labels, name, period, inches))


def _placed(labels: Sequence[Label], name: str, period: Period, inches: float) -> Iterator[Placed]:
    taken: list[list[tuple[float, float]]] = [[] for _ in range(ROWS)]
    taken[0].append((0.0, len(name) * NAME_LETTER))
    scale = inches / (period.end + period.margin - period.start)
    for label in labels:
        needed = len(label.words) * LETTER
        start, end = (label.start - period.start) * scale, (label.end - period.start) * scale
        for row in range(ROWS):
            left = _free(start, end, needed, taken[row], inches)
            if left is not None:
                taken[row].append((left, left + needed))
                yield Placed(left, row, label.words)
                break


def _free(start: float, end: float, needed: float, taken: Sequence[tuple[float, float]], inches: float) -> float | None:
    """The left edge for the words: at the stretch's start, ending with it, or a little beside others; None if full."""
    beside = [right + AROUND for _, right in taken if 0 < right + AROUND - start <= SHIFT]
    for left in (start, end - needed, *beside):
        right = left + needed
        if left >= 0 and right <= inches and all(right + AROUND <= a or left >= b + AROUND for a, b in taken):
            return left
    return None
