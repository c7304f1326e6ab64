"""The days of a site in one line of plain characters."""

from __future__ import annotations

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(days: Sequence[float | None], unicode: bool) -> str:
    """One character a day, oldest first: blocks, or digits (X for 10) without unicode; a dot for a gap."""
    if unicode:
        return "".join("·" if level is None else BLOCKS[int(level * 7 / 10 + 0.5)] for level in days)
    return "".join("." if level is None else "X" if level > 9.5 else str(int(level + 0.5)) for level in days)
