"""The levels by day of the week or by time of day: the middle and the range of each group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from diary.charts.period import Period, Place
from diary.charts.terminal.pieces import BOLD, FULL, GAP, QUIET, RANGE, Line, Piece, joined, level_role
from diary.charts.tracks import GROUP_NAMES, comparable, groups_of
from diary.domain.text import capital, counted
from diary.domain.vocabulary import HIGHEST, place_name
from diary.review.snapshot import Review

COLUMNS_PER_POINT = 3


def lines_by_weekday_or_time(review: Review, places: Sequence[Place], period: Period, kind: str) -> Iterator[Line]:
    """A row for each group of a kind (`weekday` or `time-of-day`) at each site."""
    for place in places:
        groups = groups_of(review, place, period, kind)
        yield (Piece(capital(place_name(*place)), BOLD), Piece("  the middle █ and the highest ░ of the days", QUIET))
        if not comparable(groups, kind):
            yield (Piece("  too few days to compare", QUIET),)
        for name, levels in zip(GROUP_NAMES[kind], groups, strict=True):
            yield joined([Piece(f"  {name:>5} ", QUIET), *_bar(levels)])
        yield ()


def _bar(levels: Sequence[float]) -> Iterator[Piece]:
    if not levels:
        yield Piece(f"{GAP} nothing logged", QUIET)
        return
    middle, highest = median(levels), max(levels)
    filled = max(1, round(middle * COLUMNS_PER_POINT))
    reached = max(filled, round(highest * COLUMNS_PER_POINT))
    yield Piece(FULL * filled, level_role(middle))
    yield Piece(RANGE * (reached - filled), level_role(highest))
    yield Piece(GAP * (HIGHEST * COLUMNS_PER_POINT - reached), QUIET)
    yield Piece(f" {middle:g}, highest {highest:g}, {counted(len(levels), 'day')}")
