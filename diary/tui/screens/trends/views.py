"""The views of Trends: a site or a person over some days, as a chart, a calendar, a body, and more."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from diary.charts.body_outline import body_grid
from diary.charts.period import Period, Place
from diary.charts.score_tracks import scores_in
from diary.charts.terminal.calendar import calendar_lines, months_before
from diary.charts.terminal.course import chart_lines
from diary.charts.terminal.pieces import Line
from diary.charts.terminal.response import response_lines
from diary.charts.terminal.value_bars import motion_lines, score_lines
from diary.charts.terminal.where_it_hurt import pain_days, where_lines
from diary.domain.body import BACK, FRONT
from diary.review.snapshot import Review
from diary.tui.widgets.body_picture import FEWEST_BODY_ROWS, body_rows
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.chart_lines import write_lines

COURSE, VALUES, CALENDAR, WHERE, RESPONSE = "Course", "Values", "Calendar", "Where", "After exercise"
MOTION, FUNCTION = "Movement", "Activities"
VIEWS = (COURSE, VALUES, CALENDAR, WHERE, RESPONSE, MOTION, FUNCTION)
OF_A_SITE = frozenset({COURSE, VALUES, CALENDAR, RESPONSE})
"""The views that show one site; the others show all."""
MOST_BODY_ROWS = 38
MARGIN, FEWEST_BESIDE = 2, 34
"""Columns at the left of a body, and at least for the share of days beside it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view shows."""

    review: Review
    view: str
    place: Place | None
    """None where no site is logged."""
    period: Period
    others: tuple[Place, ...]
    """The other logged sites, drawn small below the course where there is room."""


class ViewOfTrends(CanvasWidget):
    """One view. Higher is worse; the colour only repeats what the height or the number shows."""

    class Pressed(Message):
        """A site was pressed."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    DEFAULT_CSS = """
    ViewOfTrends { height: auto; padding: 0 1; }
    """

    shown: reactive[Shown | None] = reactive(None, layout=True)

    @property
    def room(self) -> Size:
        """The columns and rows that can be seen at once."""
        parent = self.parent
        size = getattr(parent, "size", self.size)
        return Size(max(20, size.width - 3), max(1, size.height))  # without the edge and the scroll bar

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the view."""
        if self.shown is None:
            return
        if self.shown.view == WHERE:
            self._draw_where(canvas, self.shown)
        else:
            write_lines(canvas, self.lines(self.shown), indent=0 if self.shown.view == COURSE else MARGIN)

    def lines(self, shown: Shown) -> list[Line]:
        """The lines of a view in the room that there is; none of the one with the bodies."""
        review, period, width = shown.review, shown.period, self.room.width
        if shown.view == MOTION:
            return list(motion_lines(review, period, width))
        if shown.view == FUNCTION:
            return list(score_lines(scores_in(review, period), period, width))
        if shown.place is None:
            return []
        if shown.view == CALENDAR:
            # As many months as the window has room for: two weeks of a calendar would be mostly empty.
            size = (width - MARGIN, self.room.height)
            return list(calendar_lines(review, shown.place, months_before(review, period.last, size), size))
        if shown.view == RESPONSE:
            return list(response_lines(review, period, width - MARGIN, [shown.place]))
        if shown.view == COURSE:
            size = (width, self.room.height)
            return chart_lines(review, shown.place, period.days, period.last, size, shown.others)[1]
        return []

    def _draw_where(self, canvas: Canvas, shown: Shown) -> None:
        """The body, front and back, with the highest level of each site, and the share of days beside or above it."""
        highest: dict[Place, int | None] = {each.place: each.highest for each in pain_days(shown.review, shown.period)}
        height = max(FEWEST_BODY_ROWS, min(MOST_BODY_ROWS, self.room.height - 2))
        grids = {view: body_grid(view, height) for view in (FRONT, BACK)}
        beside = sum(grid.columns for grid in grids.values()) + 4 * MARGIN
        is_beside = self.room.width - beside >= FEWEST_BESIDE
        lines = list(where_lines(shown.review, shown.period, self.room.width - (beside if is_beside else MARGIN)))
        if not is_beside:
            write_lines(canvas, [*lines, ()], indent=MARGIN)
            canvas.new_line()
        figures = (body_rows(grid, highest, app=self.app, title=view, dots=False) for view, grid in grids.items())
        rows = zip(*figures, strict=True)
        for number, (front, back) in enumerate(rows):
            if number:
                canvas.new_line()
            for row in (front, back):
                canvas.write(" " * MARGIN)
                for text, style, press in row:
                    canvas.write(text, style, press)
            if is_beside and number < len(lines):
                canvas.move_to(beside)
                write_lines(canvas, lines[number : number + 1])
        for line in lines[height + 1 :] if is_beside else ():
            canvas.new_line()
            write_lines(canvas, [line], indent=beside)

    def pressed(self, name: str) -> None:
        """Report the site that was pressed."""
        site, _, side = name.partition(",")
        self.post_message(self.Pressed((site, side)))
