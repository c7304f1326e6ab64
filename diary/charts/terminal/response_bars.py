"""The pain around one session as bars: the level before it, and the highest of each half day of the 48 hours after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from diary.charts.sparkline import BLOCKS
from diary.charts.terminal.pieces import FULL, GAP, QUIET, SHADE, Line, Piece, joined, level_role
from diary.domain.vocabulary import HIGHEST
from diary.domain.wrapping import broken_lines
from diary.review.courses import AFTER_SESSION, Response
from diary.review.snapshot import Review

HALF_DAY = timedelta(hours=12)
HALVES = AFTER_SESSION // HALF_DAY
ROWS = 3
BEFORE, BAR = 7, 3
"""Columns for the level before, and of a bar: an odd number, so that its number stands below its middle."""
HALF = BAR + 1
"""Columns of a half day, with a free one before its bar."""
BARS_WIDTH = BEFORE + 1 + HALVES * HALF + 1
BETWEEN, NARROWEST_WORDS = 3, 34
"""Columns between two drawings, and at least for the words beside them."""


class Words(NamedTuple):
    """What stands beside drawings: a text, wrapped, and before it a piece of its own colour."""

    text: str
    lead: Piece = Piece("")


def bar_lines(review: Review, answer: Response) -> Iterator[Line]:
    """The bars from the top down, the levels below them, and what the columns are.

    Each line has `BARS_WIDTH` columns. A half day without a reading has no bar, and a dot below.
    """
    after = half_days(review, answer)
    for row in range(ROWS - 1, -1, -1):
        low = row * HIGHEST / ROWS
        yield joined(
            [
                _bar(answer.before.level, low, " ", BEFORE),
                Piece("│", QUIET),
                *(_bar(level, low, SHADE, HALF) for level in after),
                Piece(" ", SHADE),
            ]
        )
    numbers = (Piece(f" {GAP if level is None else level:^{BAR}}", SHADE) for level in after)
    before = Piece(f"{f'{round(answer.before.level, 1):g}':^{BEFORE}}")
    yield joined([before, Piece("│", QUIET), *numbers, Piece(" ", SHADE)])
    hours = int(HALF_DAY.total_seconds() // 3600) * 2
    days = (f"{f'{hours * (day + 1)} h':^{HALF * 2 + 1}}" for day in range(HALVES // 2))
    yield joined([Piece(f"{'before':^{BEFORE}}│{''.join(days)[: HALVES * HALF + 1]}", QUIET)])


def half_days(review: Review, answer: Response) -> list[int | None]:
    """The highest level of each half day after the session; None where nothing was logged in it."""
    end = answer.session.at.instant
    highest: list[int | None] = [None] * HALVES
    for point in review.course(answer.site, answer.side).points:
        # As the response itself: what is known only by its date is left out.
        if end < point.time <= end + AFTER_SESSION and not point.entry.at.date_only:
            half = min(HALVES - 1, (point.time - end) // HALF_DAY)
            highest[half] = max(highest[half] or 0, point.level)
    return highest


def beside(drawings: Sequence[Sequence[Line]], words: Sequence[Words], width: int) -> Iterator[Line]:
    """Drawings side by side, and words to the right of them, or below where there is little room."""
    room = width - len(drawings) * (BARS_WIDTH + BETWEEN)
    is_beside = room >= NARROWEST_WORDS
    texts = [line for each in words for line in _lines_of(each, max(20, room if is_beside else width - 2))]
    height = max((len(drawing) for drawing in drawings), default=0)
    gap = Piece(" " * BETWEEN)
    for number in range(max(height, len(texts) if is_beside else 0)):
        pieces: list[Piece] = []
        for drawing in drawings:
            pieces += [*(drawing[number] if number < len(drawing) else (Piece(" " * BARS_WIDTH),)), gap]
        yield joined([*pieces, *(texts[number] if is_beside and number < len(texts) else ())])
    if not is_beside:
        yield from (joined([Piece("  "), *text]) for text in texts)


def _lines_of(words: Words, room: int) -> Iterator[Line]:
    for number, line in enumerate(broken_lines(f"{words.lead.text}{words.text}", room)):
        if number == 0 and words.lead.text:
            yield words.lead, Piece(line.removeprefix(words.lead.text))
        else:
            yield (Piece(line, "" if words.lead.text else QUIET),)


def drawings_in(width: int, most: int) -> int:
    """How many drawings have room beside their words; at least one."""
    return max(1, min(most, (width - NARROWEST_WORDS) // (BARS_WIDTH + BETWEEN)))


def _bar(level: float | None, low: float, behind: str, width: int) -> Piece:
    """The part of a bar in the row that begins at `low`, `BAR` columns wide, on what is behind it."""
    shade = behind == SHADE
    filled = 0.0 if level is None else (level - low) / (HIGHEST / ROWS)
    sign = " "
    if filled >= 1:
        sign = FULL
    elif filled > 0:
        sign = BLOCKS[max(0, round(filled * 8) - 1)]
    elif level == 0 and low == 0:
        sign = BLOCKS[0]
    right = (width - BAR) // 2
    text = f"{' ' * (width - BAR - right)}{sign * BAR}{' ' * right}"
    role = SHADE if shade else ""
    return Piece(text, role if level is None or sign == " " else level_role(level, shaded=shade))
