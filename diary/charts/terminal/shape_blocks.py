"""Block characters that come nearest to a shape: quarters, and eighths of a cell from each of its four sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

FINE = 8
"""Parts of a cell across and down; a shape is a mask with a bit for each of them, from the upper left on."""
WHOLE = (1 << FINE * FINE) - 1
QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By which quarters are filled: upper left 1, upper right 2, lower left 4, lower right 8."""
_MIRRORED_BYTE = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class Block(NamedTuple):
    """A character, and whether it stands for what it leaves free: there are none that fill from the right or above."""

    sign: str
    is_reverse: bool = False


def mirrored(mask: int) -> int:
    """The shape with its left at the right."""
    return int.from_bytes(mask.to_bytes(FINE, "little").translate(_MIRRORED_BYTE), "little")


def masks_of(lines: Iterable[Iterable[tuple[float, float]]], columns: int) -> list[int]:
    """The shapes of the cells of a row, each of `FINE` lines given by the spans inside, in columns from the left."""
    rows = []
    for spans in lines:
        line = 0
        for left, right in spans:
            begin, end = max(0, round(left * FINE)), min(columns * FINE, round(right * FINE))
            if end > begin:
                line |= (1 << end) - (1 << begin)
        rows.append(line.to_bytes(columns, "little"))
    return [int.from_bytes(cell, "little") for cell in zip(*rows, strict=True)]


@cache
def nearest_block(mask: int) -> Block:
    """The block that differs from a shape in the fewest parts; one and its mirrored shape have mirrored blocks."""
    # Of two that are as near, the one that a shape from the left would get: both halves of a figure stay alike.
    if mirrored(mask) < mask:
        return _blocks()[mirrored(shape_of(nearest_block(mirrored(mask))))]
    return min(_blocks().items(), key=lambda shape: (shape[0] ^ mask).bit_count())[1]


@cache
def _blocks() -> dict[int, Block]:
    """Each block by its shape; where two have one, that which needs no reversed colours."""
    return dict(sorted(_drawn(), key=lambda drawn: drawn[1].is_reverse, reverse=True))


def shape_of(block: Block) -> int:
    """The shape that a block fills."""
    return _shapes()[block]


@cache
def _shapes() -> dict[Block, int]:
    return {block: mask for mask, block in _drawn()}


def _drawn() -> Iterator[tuple[int, Block]]:
    half = FINE // 2
    quarters = [_rectangle(left, top, left + half, top + half) for top in (0, half) for left in (0, half)]
    for filled, sign in enumerate(QUARTERS):
        shape = sum(quarter for n, quarter in enumerate(quarters) if filled & 1 << n)
        yield from ((shape, Block(sign)), (WHOLE ^ shape, Block(sign, True)))
    for n, (lower, left) in enumerate(zip("▁▂▃▄▅▆▇", "▏▎▍▌▋▊▉", strict=True), 1):
        below, beside = _rectangle(0, FINE - n, FINE, FINE), _rectangle(0, 0, n, FINE)
        yield from ((below, Block(lower)), (beside, Block(left)))
        yield from ((WHOLE ^ below, Block(lower, True)), (WHOLE ^ beside, Block(left, True)))


def _rectangle(left: int, top: int, right: int, bottom: int) -> int:
    row = (1 << right) - (1 << left)
    return sum(row << line * FINE for line in range(top, bottom))
