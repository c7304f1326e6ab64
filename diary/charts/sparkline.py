"""The days of a site in one line of plain characters."""

from __future__ import annotations

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"


def block(level: float) -> str:
    """A level 0 to 10 as a block of that height; 0 is the lowest block, so that it differs from no entry."""
    return BLOCKS[int(level * 7 / 10 + 0.5)]


def sparkline(days: Sequence[float | None], unicode: bool) -> str:
    """One character a day, oldest first: blocks, or digits (X for 10) without unicode; a dot for a gap."""
    if unicode:
        return "".join("·" if level is None else block(level) for level in days)
    return "".join("." if level is None else "X" if level > 9.5 else str(int(level + 0.5)) for level in days)
