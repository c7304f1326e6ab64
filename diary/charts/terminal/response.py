"""How the pain answered sessions and exercises: the level before, the highest, and the last of each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from diary.charts.period import Period, Place
from diary.charts.terminal.pieces import BOLD, QUIET, Line, Piece
from diary.charts.terminal.response_bars import BARS_WIDTH, bar_lines, beside, dated_bars, drawings_in
from diary.domain.text import capital, counted, printable
from diary.domain.vocabulary import place_name
from diary.domain.wrapping import broken_lines
from diary.review.courses import (
    NO_PATTERN,
    RUNS_NOTE,
    Pattern,
    Response,
    levels_text,
    pattern_text,
    patterns,
    response_line,
    together,
    yardsticks,
)
from diary.review.snapshot import Review

HEADING = "the level before, the highest of each half day up to 48 h after; the latest time first, with its light (●)"
MOST_TIMES = 3
"""Times of one kind that are drawn, the latest first; the words count all."""


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
    latest = row.responses[-drawings_in(width, MOST_TIMES) :]
    words = pattern_text(row, review.bands, f"before → highest → last: {levels_text(row)}")
    yield from beside([dated_bars(review, answer) for answer in reversed(latest)], [words], width)


def session_lines(review: Review, responses: Sequence[Response], width: int) -> Iterator[Line]:
    """The pain at each site after one session, as bars below the name of the site, and in words."""
    fit = drawings_in(width, MOST_TIMES)
    for start in range(0, len(responses), fit):
        some = responses[start : start + fit]
        drawings = [[(Piece(f"{_name(answer):<{BARS_WIDTH}}", BOLD),), *bar_lines(review, answer)] for answer in some]
        yield from beside(drawings, [response_line(answer) for answer in some], width)


def _name(answer: Response) -> str:
    name = capital(place_name(answer.site, answer.side))
    return name if cell_len(name) <= BARS_WIDTH else f"{name[: BARS_WIDTH - 1]}…"


def _wrapped(text: str, width: int) -> Iterator[Line]:
    for line in broken_lines(text, max(20, width), "  ", "  "):
        yield (Piece(line, QUIET),)
