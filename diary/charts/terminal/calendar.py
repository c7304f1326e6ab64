"""A calendar of months: each day with its highest level, on the colour of that level."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from diary.charts.period import Period, Place
from diary.charts.terminal.columns import period_of_days
from diary.charts.terminal.lanes_below import pack_words
from diary.charts.terminal.pieces import (
    BOLD,
    GAP,
    QUIET,
    SCALE_WIDTH,
    SHADE,
    Line,
    Piece,
    joined,
    level_role,
    scale_line,
)
from diary.charts.tracks import points_in
from diary.domain.text import capital, counted
from diary.domain.vocabulary import HIGHEST, place_name
from diary.review.snapshot import Review

WEEKDAYS = "MTWTFSS"
CELL, BETWEEN = 3, 3
"""Columns of a day, and between two months."""
WIDTH, HEIGHT = 8 * CELL, 8
"""Columns and rows of a month: the day each week begins with and its seven days; its name, a heading, six weeks."""
TODAY, SESSION = "▸", "*"
"""What stands before the number of today, and after that of a day with a session."""
Month = tuple[int, int]
"""A year, and a month from 1 to 12."""


def calendar_lines(
    review: Review, place: Place, period: Period, size: tuple[int, int | None], *, named: bool = False
) -> Iterator[Line]:
    """The months of a period side by side, in so many columns and rows: the latest ones, where not all fit.

    `named` puts the name of the site above them.
    """
    width, height = size
    months = _months(period)
    beside = _beside(width)
    shown = months if height is None else months[-_fit(width, height) :]
    days = dict(_highest_of_days(review, place, period))
    sessions = {session.at.day for session in review.snapshot.sessions}
    if named:
        yield (Piece(capital(place_name(*place)), BOLD),)
    for start in range(0, len(shown), beside):
        yield from _row(shown[start : start + beside], days, period, review.today, sessions)
        yield ()
    left_out = len(months) - len(shown)
    words = [
        _months_text(shown),
        "number: highest level of the day" + (", X is 10" if HIGHEST in days.values() else ""),
        f"{GAP} nothing logged",
    ]
    words += [f"{TODAY} today"] if period.holds(review.today) else []
    words += [f"{SESSION} a session"] if any(map(period.holds, sessions)) else []
    words.append("at the left the first day of each week")
    if left_out:
        words.append(f"{counted(left_out, 'month')} before that")
    yield from ((Piece(line, QUIET),) for line in pack_words(words, width))
    if width >= SCALE_WIDTH:
        yield scale_line()


def months_before(review: Review, last: date, size: tuple[int, int]) -> Period:
    """The whole months up to a day that fit in so many columns and rows, but none before the first entry."""
    begun = period_of_days(review, 0, last).first
    fit = _months(Period(begun, last))[-_fit(*size) :]
    return Period(max(begun, date(*fit[0], 1)), last)


def _months_text(months: list[Month]) -> str:
    """The time of some months in words: August – November 2026."""
    first, last = (date(*month, 1) for month in (months[0], months[-1]))
    begun = "" if first == last else f"{first:%B} – " if first.year == last.year else f"{first:%B %Y} – "
    return f"{begun}{last:%B %Y}"


def _beside(width: int) -> int:
    return max(1, (width + BETWEEN) // (WIDTH + BETWEEN))


def _fit(width: int, height: int) -> int:
    return _beside(width) * max(1, (height - 2) // (HEIGHT + 1))


def _highest_of_days(review: Review, place: Place, period: Period) -> Iterator[tuple[date, int]]:
    highest: dict[int, int] = {}
    for point in points_in(review.course(*place), period):
        highest[point.day] = max(highest.get(point.day, 0), point.level)
    yield from ((date.fromordinal(day), level) for day, level in highest.items())


def _months(period: Period) -> list[Month]:
    first, last = (each.year * 12 + each.month - 1 for each in (period.first, period.last))
    return [(number // 12, number % 12 + 1) for number in range(first, last + 1)]


def _row(
    months: list[Month], days: dict[date, int], period: Period, today: date, sessions: set[date]
) -> Iterator[Line]:
    gap = Piece(" " * BETWEEN)
    yield joined(
        piece
        for year, month in months
        for piece in (Piece(f"{date(year, month, 1):%B %Y}".ljust(WIDTH), BOLD), gap)
    )  # fmt: skip
    heading = " " * CELL + "".join(f"{name:^{CELL}}" for name in WEEKDAYS)
    yield joined(piece for _ in months for piece in (Piece(heading, QUIET), gap))
    weeks = [calendar.Calendar().monthdatescalendar(*month) for month in months]
    in_use = [number for each in weeks for number, days_of in enumerate(each) if days_of[0] <= period.last]
    for week in range(max(in_use) + 1):
        pieces: list[Piece] = []
        for (_, month), each in zip(months, weeks, strict=True):
            if week < len(each):
                begins = next((day.day for day in each[week] if day.month == month and period.holds(day)), "")
                pieces.append(Piece(f"{begins:>2} ", QUIET))
                for day in each[week]:
                    if day.month == month and period.holds(day):
                        pieces.append(_day(days.get(day), is_today=day == today, has_session=day in sessions))
                    else:
                        pieces.append(Piece(" " * CELL))
            else:
                pieces.append(Piece(" " * WIDTH))
            pieces.append(gap)
        yield joined(pieces)


def _day(level: int | None, *, is_today: bool, has_session: bool) -> Piece:
    """A day with its highest level, on the colour of that level; all without an entry look the same."""
    number = GAP if level is None else "X" if level == HIGHEST else f"{level}"
    text = f"{TODAY if is_today else ' '}{number}{SESSION if has_session else ' '}"
    return Piece(text, SHADE if level is None else level_role(level, behind=True))
