"""Values over time as bars of characters: own activities, PEG and other scores, and ranges of motion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from diary.charts.period import Period, day_text
from diary.charts.score_tracks import axis_of, name_of, parts_text, scale_text, value_text
from diary.charts.terminal.pieces import BOLD, FLAG, GAP, NEARLY_FULL, QUIET, USUAL, Line, Piece, joined
from diary.charts.tracks import Key, series_of
from diary.domain.records import Motion
from diary.domain.text import capital, counted, printable
from diary.domain.vocabulary import UNITS
from diary.review.rule_book import RANGE_OF_MOTION
from diary.review.scores import ScoreCourse, verdict
from diary.review.snapshot import Review

MOST_LINES = 8
"""Values shown of each score or movement: the first, and the latest ones."""
WIDEST, NARROWEST, BESIDE = 40, 10, 22
"""Columns of a bar of the whole scale, and those that stand beside it."""


def score_lines(courses: Sequence[ScoreCourse], period: Period, width: int) -> Iterator[Line]:
    """The scores of a period, each with its scale and whether its change counts; one line if nothing was rated."""
    if not courses:
        yield (Piece(f"No activity or other score was rated {_in_words(period)}."),)
        return
    for course in courses:
        yield (Piece(printable(name_of(course)), BOLD), Piece(f": {printable(scale_text(course))}"))
        values = [(day, value, value_text(course, value)) for day, value in course.values]
        yield from _bars(values, axis_of(course), period, width)
        last = course.values[-1][0]
        if parts := parts_text(course, last):
            yield (Piece(f"  {day_text(last)}: {parts}"),)
        yield (Piece(f"  {verdict(course)}"),)
        yield ()


def motion_lines(review: Review, period: Period, width: int) -> Iterator[Line]:
    """The ranges of motion of a period, a movement of each side below the other; one line if nothing was measured."""
    series = series_of(review, period)
    if not series:
        yield (Piece(f"No range of motion was measured {_in_words(period)}."),)
        return
    smaller = {
        (finding.facts["movement"], finding.side or "", finding.facts["unit"])
        for finding in review.raised
        if finding.rule == RANGE_OF_MOTION
    }
    for key, motions in series.items():
        yield (Piece(printable(motion_name(key)), BOLD), Piece(f": {UNITS.get(key[2], key[2])}"))
        values = [(motion.at.day, motion.value, f"{motion.value:g}") for motion in motions]
        yield from _bars(values, _motion_axis(key, motions), period, width)
        if key in smaller:
            yield (Piece("  it gets smaller", FLAG),)
        yield ()


def motion_name(key: Key) -> str:
    """Left knee flexion."""
    movement, side, _ = key
    return capital(f"{side} {movement}".strip())


def _motion_axis(key: Key, motions: Sequence[Motion]) -> tuple[float, float]:
    # From zero, so that a small change does not look like a large one.
    values = [motion.value for motion in motions]
    return min(0.0, *values), max(10.0, *values)


def _in_words(period: Period) -> str:
    return f"from {day_text(period.first)} to {day_text(period.last)}"


def _bars(
    values: Sequence[tuple[date, float, str]], limits: tuple[float, float], period: Period, width: int
) -> Iterator[Line]:
    """The first value, which the others are compared with, and the latest ones of the period."""
    low, high = limits
    most = max(NARROWEST, min(WIDEST, width - BESIDE))
    later = [value for value in values[1:] if period.holds(value[0])][-MOST_LINES + 1 :]
    left_out = len(values) - 1 - len(later)
    for number, (day, value, text) in enumerate([values[0], *later]):
        filled = min(max(round((value - low) / (high - low) * most), 0), most)
        yield joined(
            [
                Piece(f"  {day_text(day):>11} "),
                Piece(NEARLY_FULL * filled, USUAL),
                Piece(GAP * (most - filled), QUIET),
                Piece(f" {text}"),
            ]
        )
        if left_out > 0 and number == 0:
            yield (Piece(f"  {counted(left_out, 'value')} between them left out", QUIET),)
