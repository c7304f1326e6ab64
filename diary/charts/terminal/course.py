"""The course of a site drawn in characters: bars in the colour of their level, the usual level, lanes, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from rich.cells import cell_len, set_cell_size

from diary.charts.lanes import Lane, lanes_of
from diary.charts.period import Period, Place, day_text
from diary.charts.sparkline import BLOCKS
from diary.charts.terminal.columns import Chart, Column, chart_of, latest_text, period_of_days
from diary.charts.terminal.lanes_below import TextLane, lanes_below, legend_of, pack_words
from diary.charts.terminal.pieces import (
    BOLD,
    FROM_MIDDLE,
    FULL,
    GAP,
    LOW_GAP,
    ON_BAR,
    ON_ZERO,
    QUIET,
    USUAL,
    USUAL_LINE,
    WHISKER,
    WHISKER_END,
    ZERO,
    Line,
    Piece,
    bar_of,
    joined,
    level_role,
)
from diary.charts.tracks import logged_places, points_in
from diary.domain.levels import other_levels
from diary.domain.text import capital
from diary.domain.vocabulary import HIGHEST, place_name
from diary.domain.wrapping import broken_lines
from diary.review.snapshot import Review

NAMES, FEWEST_NAMES = 14, 10
"""Columns at the left for the names of lanes, at most and at least."""
MARGIN, MARGIN_FROM = 10, 70
"""Columns at the right for the words beside the usual level, in windows of so many columns."""
STEPS = {21: 0.5, 11: 1.0, 6: 2.0}
"""Rows of a chart, and the levels from one to the next: any other number would make unequal steps of 0 to 10."""
ROOM_FOR_OTHERS = 6
"""Rows that a chart leaves for other sites before it takes two rows a level."""
EVERY_DAY_UP_TO = 300
"""Days from which on the dates are months with a year."""


def chart_lines(
    review: Review, place: Place, days: int, last: date, size: tuple[int, int | None], others: Iterable[Place] = ()
) -> tuple[Chart, list[Line]]:
    """The chart of a site in a space of so many columns and rows, and small ones of other sites where there is room.

    Every lane is there, also where the rows are too few for all: then the chart is low, and the window scrolls.
    """
    width, height = size
    noted = lanes_of(review, period_of_days(review, days, last), [place])
    names = _name_room(noted, width)
    chart = chart_of(review, place, days, last, _columns(width, names))
    lanes = lanes_below(noted, chart)
    words = [
        f"{' ' * names}{line}"
        for line in pack_words(legend_of(chart, lanes, says_usual=width >= MARGIN_FROM), max(20, width - names))
    ]
    room = 0 if height is None else height - 1 - len(words) - len(lanes)
    rows = 21 if room >= 21 + ROOM_FOR_OTHERS else 11 if room >= 11 else 6
    lines = [*_bars(chart, rows, names, width >= MARGIN_FROM), _days(chart, names)]
    lines += [*(_lane(lane, names) for lane in lanes), *((Piece(line, QUIET),) for line in words)]
    # Lazily: a diary may have dozens of sites, of which only the first few with entries are drawn.
    small = (chart_of(review, other, days, last, _columns(width, names)) for other in others)
    logged = (each for each in small if any(column.level is not None for column in each.columns))
    for each in islice(logged, max(0, ((height or 0) - len(lines)) // 3)):
        lines += [(), *_small(review, each, names)]
    return chart, lines


def _columns(width: int, names: int) -> int:
    return max(14, width - names - (MARGIN if width >= MARGIN_FROM else 1))


def _name_room(lanes: Sequence[Lane], width: int) -> int:
    """The columns for the names at the left; those of the lanes that every chart may have are short."""
    longest = max((cell_len(lane.name) + 1 for lane in lanes), default=0)
    return max(FEWEST_NAMES, min(longest, NAMES if width >= MARGIN_FROM else FEWEST_NAMES))


def _bars(chart: Chart, rows: int, names: int, has_margin: bool) -> Iterator[Line]:
    """The rows from the top down, with the axis at the left, and the usual level at the right where there is room."""
    step = STEPS[rows]
    for row in range(rows - 1, -1, -1):
        level = row * step
        label = f"{level:g}" if level % (5 * max(step, 1)) == 0 or level == HIGHEST else ""
        axis = Piece(f"{label:>{names - 2}} {'┤' if label else '│'}", QUIET)
        end = ""
        usual = chart.columns[-1].usual
        if has_margin and usual is not None and level - step / 2 <= usual < level + step / 2:
            end = f" usual {usual:g}"
        yield joined([axis, *(_cell(column, level, step) for column in chart.columns), Piece(end, USUAL)])


def _cell(column: Column, middle: float, step: float) -> Piece:
    """What a column shows in a row, whose middle stands for a level: a piece of a bar, the usual level, or a space.

    A bar begins at the middle of the lowest row, which is 0, and ends at its level, where the line of the usual level
    would be too.
    """
    low, high = middle - step / 2, middle + step / 2
    is_usual = column.usual is not None and low <= column.usual < high
    nothing = Piece(USUAL_LINE, USUAL) if is_usual else Piece(" ")
    if column.level is None:
        # A day without an entry has its dot also where the usual level is 0.
        return Piece(GAP, QUIET) if middle == 0 and column.new_day else nothing
    role = level_role(column.level)
    # The stroke up to the worst has the colour of its bar, on which it begins: so it reads as one with it.
    has_whisker = column.highest is not None and column.highest > column.level
    if middle == 0:
        # A level of 0 is a thin line, so that it differs from a gap.
        return Piece(FROM_MIDDLE if column.level else ON_ZERO if has_whisker else ZERO, role)
    if column.level >= high:
        if is_usual:
            return Piece(USUAL_LINE, level_role(column.level, behind=True))
        return Piece(FULL, role)
    if column.level > low:
        eighths = max(1, round((column.level - low) / step * 8))
        return Piece(ON_BAR if has_whisker and eighths == 4 else BLOCKS[eighths - 1], role)
    if column.highest is not None and has_whisker and column.highest > low:
        return Piece(WHISKER if column.highest >= high else WHISKER_END, role)
    return nothing


def _lane(lane: TextLane, names: int) -> Line:
    name = set_cell_size(lane.name, names - 1) if cell_len(lane.name) >= names else lane.name
    return joined([Piece(f"{' ' * (names - 1 - cell_len(name))}{name} ", QUIET), Piece(lane.cells.rstrip(), lane.role)])


def _days(chart: Chart, names: int) -> Line:
    """The dates below the columns, as many as fit."""
    line = [" "] * len(chart.columns)
    total = chart.period.days
    every = max(1, total // max(1, len(chart.columns) // 12))
    end = -1
    for day in range(0, total, every):
        when = chart.first + timedelta(days=day)
        column = max(0, chart.column_at(when.toordinal()))
        # Over most of a year the day says little, and the year is needed.
        text = f"{when.day} {when:%b}" if total < EVERY_DAY_UP_TO else f"{when:%b %y}"
        if column > end and column + len(text) <= len(chart.columns):
            line[column : column + len(text)] = text
            end = column + len(text)
    return (Piece(f"{' ' * names}{''.join(line).rstrip()}", QUIET),)


def _small(review: Review, chart: Chart, names: int) -> Iterator[Line]:
    """Another site: its name, and its days as a line of blocks."""
    press = ",".join(chart.place)
    latest = points_in(review.course(*chart.place), chart.period)[-1]
    name = capital(place_name(*chart.place))
    indent = Piece(" " * names)
    yield joined([indent, Piece(name, BOLD, press), Piece(f"  {latest_text(review, latest)}", QUIET, press)])
    yield joined([indent, *days_strip(chart, press)])


def days_strip(chart: Chart, press: str) -> Line:
    """The days of a chart as a line of blocks, which can be pressed by that name."""
    return joined(
        Piece(LOW_GAP if column.new_day else " ", QUIET)
        if column.level is None
        else bar_of(column.level)._replace(press=press)
        for column in chart.columns
    )


def course_lines(
    review: Review, places: Sequence[Place], period: Period, width: int, *, left_out: bool
) -> Iterator[Line]:
    """A low chart of each site with its name above; `left_out` says how many logged sites are not among them."""
    logged = logged_places(review, period)
    if not logged or not places:
        yield (Piece(f"Nothing was logged from {day_text(period.first)} to {day_text(period.last)}."),)
        return
    for place in places:
        _, lines = chart_lines(review, place, period.days, period.last, (width, None))
        yield from _heading(review, place, period, width)
        yield from lines
        yield ()
    yield (Piece("Self-reported levels, 0 to 10."),)
    if left_out and len(logged) > len(places):
        yield (Piece(f"And {len(logged) - len(places)} more sites: diary chart --site NAME"),)


def _heading(review: Review, place: Place, period: Period, width: int) -> Iterator[Line]:
    """The site with its latest level, dated where it is too old to be of now, and its usual one."""
    course = review.course(*place)
    usual = course.usual(period.last.toordinal())
    points = points_in(course, period)
    is_old = bool(points) and not review.is_now(points[-1].time)
    day = f" ({day_text(points[-1].local.date(), period.last)})" if is_old else ""
    facts = [f"latest {points[-1].level}{day}"] if points else []
    facts += [f"{called} {level}" for called, level in other_levels(points[-1].reading)] if points else []
    facts += [f"usual {usual.level:g} ({usual.source})"] if usual else []
    text = f"{capital(place_name(*place))}{'   ' if facts else ''}{', '.join(facts)}"
    yield from ((Piece(line, BOLD),) for line in broken_lines(text, max(20, width)))
