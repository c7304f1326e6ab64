"""How the pain answered sessions and exercises: the level before, the highest, and the last of each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diary.charts.period import Period, Place
from diary.charts.terminal.pieces import BOLD, QUIET, Line, Piece, joined
from diary.charts.terminal.response_bars import BARS_WIDTH, bar_lines
from diary.domain.text import capital, counted, printable
from diary.domain.wrapping import broken_lines
from diary.review.courses import (
    NO_PATTERN,
    RUNS_NOTE,
    Pattern,
    levels_text,
    pattern_text,
    patterns,
    together,
    yardsticks,
)
from diary.review.snapshot import Review

HEADING = "the level before, the highest of each half day up to 48 h after; the latest time first, with its light (●)"
MOST_TIMES = 3
"""Times of one kind that are drawn, the latest first; the words count all."""
BETWEEN, NARROWEST_WORDS = 3, 34
"""Columns between two drawings, and at least for the words beside them."""


def response_lines(review: Review, period: Period, width: int, places: Sequence[Place] = ()) -> Iterator[Line]:
    """Each kind of session and exercise of a period, with the latest times as they fit in a line.

    At these sites; at all where none is given.
    """
    found = patterns(review.snapshot, period.first, period.last)
    rows = together(row for row in found if not places or (row.site, row.side) in places)
    if not rows:
        yield (Piece(NO_PATTERN),)
        return
    yield from _wrapped(HEADING, width)
    for row in rows:
        yield from _pattern(row, review, width)
    for place, times, text in yardsticks(rows):
        yield ()
        yield (Piece("48 h without a session", BOLD),)
        yield from _wrapped(f"{place}, {counted(times, 'time')}: {text}", width)
    yield ()
    yield from _wrapped(f"{RUNS_NOTE} {review.bands.explained}", width)


def _pattern(row: Pattern, review: Review, width: int) -> Iterator[Line]:
    """The name, and the latest times as bars, as many as fit, with the words beside or below them."""
    yield ()
    head = f"{capital(printable(row.name))} · {row.name_of_place}, {counted(row.times, 'time')}"
    for line in broken_lines(head, max(20, width)):
        yield (Piece(line, BOLD),)
    each = BARS_WIDTH + BETWEEN
    fit = max(1, min(MOST_TIMES, row.times, (width - NARROWEST_WORDS) // each))
    drawings = [list(bar_lines(review, answer)) for answer in reversed(row.responses[-fit:])]
    room = width - fit * each
    is_beside = room >= NARROWEST_WORDS
    words = [pattern_text(row, review.bands, f"before → highest → last: {levels_text(row)}")]
    lines = [line for text in words for line in broken_lines(text, max(20, room if is_beside else width - 2))]
    for number in range(max(len(drawings[0]), len(lines) if is_beside else 0)):
        parts = [drawing[number] if number < len(drawing) else (Piece(" " * BARS_WIDTH),) for drawing in drawings]
        beside = lines[number] if is_beside and number < len(lines) else ""
        yield joined(
            piece
            for part in [*((*part, Piece(" " * BETWEEN)) for part in parts), (Piece(beside, QUIET),)]
            for piece in part
        )
    if not is_beside:
        yield from ((Piece(f"  {line}", QUIET),) for line in lines)


def _wrapped(text: str, width: int) -> Iterator[Line]:
    for line in broken_lines(text, max(20, width), "  ", "  "):
        yield (Piece(line, QUIET),)
