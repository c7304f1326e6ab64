"""How the pain answered sessions and exercises: the level before, the highest, and the last of each time."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from diary.charts.period import Period, Place
from diary.charts.terminal.pieces import BOLD, QUIET, Line, Piece, joined, level_role
from diary.domain.text import capital, counted, printable
from diary.review.courses import (
    NO_PATTERN,
    RUNS_NOTE,
    Pattern,
    Response,
    pattern_text,
    patterns,
    together,
    yardsticks,
)
from diary.review.snapshot import Review

RUN = 14
"""Columns of one time: three levels, two arrows, and the room after it."""


def response_lines(review: Review, period: Period, width: int, places: Sequence[Place] = ()) -> Iterator[Line]:
    """Each kind of session and exercise of a period, with the latest times as they fit in a line.

    At these sites; at all where none is given.
    """
    found = patterns(review.snapshot, period.first, period.last)
    rows = together(row for row in found if not places or (row.site, row.side) in places)
    if not rows:
        yield (Piece(NO_PATTERN),)
        return
    yield from _wrapped("before → highest → last within 48 h, the latest time first", width)
    for row in rows:
        yield from _pattern(row, review, width)
    for place, times, text in yardsticks(rows):
        yield ()
        yield (Piece("48 h without a session", BOLD),)
        yield from _wrapped(f"{place}, {counted(times, 'time')}: {text}", width)
    yield ()
    yield from _wrapped(f"{RUNS_NOTE} {review.bands.explained}", width)


def _pattern(row: Pattern, review: Review, width: int) -> Iterator[Line]:
    yield ()
    for line in textwrap.wrap(capital(printable(row.name)), max(20, width)):
        yield (Piece(line, BOLD),)
    yield (Piece(f"  {row.name_of_place}, {counted(row.times, 'time')}"),)
    latest = list(reversed(row.responses))[: max(1, (width - 2) // RUN)]
    yield joined(piece for answer in latest for piece in _run(answer))
    yield from _wrapped(pattern_text(row, review.bands), width)


def _wrapped(text: str, width: int) -> Iterator[Line]:
    for line in textwrap.wrap(text, max(20, width), initial_indent="  ", subsequent_indent="  "):
        yield (Piece(line, QUIET),)


def _run(answer: Response) -> Iterator[Piece]:
    levels = (answer.before.level, answer.peak, answer.last)
    yield Piece("  ")
    used = 0
    for number, level in enumerate(levels):
        if number:
            yield Piece(" → ", QUIET)
        text = f"{round(level, 1):g}"
        used += len(text)
        yield Piece(text, level_role(level, behind=True))
    yield Piece(" " * max(1, RUN - 8 - used))
