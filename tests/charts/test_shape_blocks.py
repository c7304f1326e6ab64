"""Shapes in block characters: as near as they come, and alike on both sides of the body."""

from __future__ import annotations

import pytest

from diary.charts.body_outline import HEIGHT, body_grid, spans
from diary.charts.terminal.shape_blocks import (
    FINE,
    QUARTERS,
    WHOLE,
    Block,
    masks_of,
    mirrored,
    nearest_block,
    shape_of,
)
from diary.domain.body import BACK, FRONT


def test_each_block_is_the_nearest_to_its_own_shape() -> None:
    for sign in QUARTERS + "▁▂▃▅▆▇▏▎▍▋▊▉":
        for block in (Block(sign), Block(sign, True)):
            nearest = nearest_block(shape_of(block))
            assert shape_of(nearest) == shape_of(block)


@pytest.mark.parametrize(
    ("spans_of_lines", "block"),
    [
        ([[]] * 8, Block(" ")),
        ([[(0, 1)]] * 8, Block("█")),
        ([[]] * 7 + [[(0, 1)]], Block("▁")),
        ([[(0, 1)]] * 3 + [[]] * 5, Block("▅", True)),
        ([[(0.75, 1)]] * 8, Block("▊", True)),
        ([[(0.5, 1)]] * 4 + [[]] * 4, Block("▝")),
    ],
)
def test_a_shape_is_filled_from_the_side_where_it_lies(
    spans_of_lines: list[list[tuple[float, float]]], block: Block
) -> None:
    (mask,) = masks_of(spans_of_lines, 1)
    assert nearest_block(mask) == block


@pytest.mark.parametrize("view", [FRONT, BACK])
@pytest.mark.parametrize("rows", [16, 24, 36])
def test_the_silhouette_is_near_to_the_outline_and_the_same_on_both_sides(view: str, rows: int) -> None:
    grid = body_grid(view, rows)
    high = HEIGHT / rows
    lines = spans([HEIGHT - (n + 0.5) * high / FINE for n in range(rows * FINE)])
    wrong = 0
    for line in range(rows):
        fine = [
            [(grid.columns / 2 + 2 * left / high, grid.columns / 2 + 2 * right / high) for left, right in inside]
            for inside in lines[line * FINE : (line + 1) * FINE]
        ]
        shown = []
        for column, mask in enumerate(masks_of(fine, grid.columns)):
            edge = grid.edges.get((line, column))
            shown.append(shape_of(edge[0]) if edge else WHOLE if any(grid.corners(line, column)) else 0)
            wrong += (shown[-1] ^ mask).bit_count()
        assert shown == [mirrored(mask) for mask in reversed(shown)]
    edges = len(grid.edges) * FINE * FINE
    assert wrong / edges < 0.15, "of a cell at the edge, at most a seventh is drawn otherwise than it is"
