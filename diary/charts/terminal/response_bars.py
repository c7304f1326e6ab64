"""The pain around one session as bars: the level before it, and the highest of each half day of the 48 hours after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from diary.charts.sparkline import BLOCKS
from diary.charts.terminal.pieces import BOLD, FULL, GAP, LIGHTS, QUIET, SHADE, Line, Piece, joined, level_role
from diary.domain.vocabulary import HIGHEST
from diary.domain.wrapping import broken_lines
from diary.review.courses import AFTER_SESSION, Response, light_word
from diary.review.snapshot import Review

HALF_DAY = timedelta(hours=12)
HALVES = AFTER_SESSION // HALF_DAY
ROWS = 3
BEFORE, HALF = 7, 3
"""Columns for the level before, and for each half day after."""
BARS_WIDTH = BEFORE + 1 + HALVES * HALF
BETWEEN, NARROWEST_WORDS = 3, 34
"""Columns between two drawings, and at least for the words beside them."""
LIGHT_MARK, NO_LIGHT = "●", "○"


def dated_bars(review: Review, answer: Response) -> list[Line]:
    """The bars below the day of the session and its light."""
    at = answer.session.at.day
    # The year only where it is another one, in two figures: the line is short.
    day = f"{at.day} {at:%b}" + (f" {at:%y}" if at.year != review.today.year else "")
    light = answer.light(review.bands)
    # A word beside the colour: some people see no colours, and some terminals have none.
    said = f"{LIGHT_MARK} {light_word(light)}" if light else f"{NO_LIGHT} no light"
    room = BARS_WIDTH - max(len(day), BEFORE) - 1
    head = joined([Piece(f"{day:<{BEFORE}} ", BOLD), Piece(f"{said:<{room}}", LIGHTS[light])])
    return [head, *bar_lines(review, answer)]


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
            ]
        )
    numbers = (Piece(f"{GAP if level is None else level:>2} ", SHADE) for level in after)
    yield joined([Piece(f"  {round(answer.before.level, 1):<{BEFORE - 2}g}"), Piece("│", QUIET), *numbers])
    hours = int(HALF_DAY.total_seconds() // 3600) * 2
    days = (f"{f'{hours * (day + 1)} h':^{HALF * 2}}" for day in range(HALVES // 2))
    yield joined([Piece(f"before │{''.join(days)}", QUIET)])


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


def beside(drawings: Sequence[Sequence[Line]], words: Sequence[str], width: int) -> Iterator[Line]:
    """Drawings side by side, and words to the right of them, or below where there is little room."""
    room = width - len(drawings) * (BARS_WIDTH + BETWEEN)
    is_beside = room >= NARROWEST_WORDS
    texts = [line for text in words for line in broken_lines(text, max(20, room if is_beside else width - 2))]
    height = max((len(drawing) for drawing in drawings), default=0)
    gap = Piece(" " * BETWEEN)
    for number in range(max(height, len(texts) if is_beside else 0)):
        pieces: list[Piece] = []
        for drawing in drawings:
            pieces += [*(drawing[number] if number < len(drawing) else (Piece(" " * BARS_WIDTH),)), gap]
        yield joined([*pieces, Piece(texts[number] if is_beside and number < len(texts) else "", QUIET)])
    if not is_beside:
        yield from ((Piece(f"  {text}", QUIET),) for text in texts)


def drawings_in(width: int, most: int) -> int:
    """How many drawings have room beside their words; at least one."""
    return max(1, min(most, (width - NARROWEST_WORDS) // (BARS_WIDTH + BETWEEN)))


def _bar(level: float | None, low: float, behind: str, width: int) -> Piece:
    """The part of a bar in the row that begins at `low`, two columns wide, on what is behind it."""
    shade = behind == SHADE
    filled = 0.0 if level is None else (level - low) / (HIGHEST / ROWS)
    sign = " "
    if filled >= 1:
        sign = FULL
    elif filled > 0:
        sign = BLOCKS[max(0, round(filled * 8) - 1)]
    elif level == 0 and low == 0:
        sign = BLOCKS[0]
    left = (width - 2) // 2
    text = f"{' ' * left}{sign * 2}{' ' * (width - 2 - left)}"
    role = SHADE if shade else ""
    return Piece(text, role if level is None or sign == " " else level_role(level, shaded=shade))
