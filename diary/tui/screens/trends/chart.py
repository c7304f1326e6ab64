"""The chart: bars of block characters, gaps left empty, the usual level as a line, and lines of marks below."""

from __future__ import annotations

from datetime import timedelta

from textual.message import Message
from textual.reactive import reactive

from diary.domain.text import capital
from diary.domain.vocabulary import HIGHEST, place_name
from diary.tui.screens.trends.columns import SPAN_SIGNS, Chart, Column, legend, mark_lines, pack_words
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.texts import block, number_text

# Blocks, not braille dots: they are in every font, and a bar shows without colour.
EIGHTHS = " ▁▂▃▄▅▆▇█"
AXIS = 4
"""Columns for the numbers and the line at the left."""
FEWEST_ROWS = 6
"""Rows of a low chart, in which a row stands for two levels."""
MARGIN = 9
"""Columns for the words beside the line of the usual level."""


def chart_width(width: int) -> int:
    """The columns for levels in a widget of so many columns."""
    return max(14, width - AXIS - (MARGIN if width >= 80 else 1))


class ChartView(CanvasWidget):
    """One site over time. Higher is worse; the colour only repeats what the height shows."""

    class Pressed(Message):
        """A small site was pressed."""

        def __init__(self, place: tuple[str, str]) -> None:
            super().__init__()
            self.place = place

    DEFAULT_CSS = """
    ChartView { height: 1fr; padding: 0 1; }
    """

    chart: reactive[Chart | None] = reactive(None)
    others: reactive[tuple[Chart, ...]] = reactive(())
    """The charts of other sites with an entry in these days, drawn small where there is room below."""

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the bars from the top down, the marks, the dates, the legend, and the small charts."""
        chart = self.chart
        if chart is None:
            return
        words = list(pack_words(legend(chart), width - AXIS))
        marks = mark_lines(chart, self.size.height - FEWEST_ROWS - 1 - len(words))
        below = 1 + len(marks) + len(words)
        room = max(FEWEST_ROWS, self.size.height - below)
        # 11 rows for the levels 0–10, or half as many: with any other number, rows would stand for unequal steps.
        rows = 11 if room >= 11 else FEWEST_ROWS
        levels_per_row = 1 if rows == 11 else 2
        for row in range(rows - 1, -1, -1):
            self._draw_row(canvas, chart, row, levels_per_row)
            canvas.new_line()
        self._draw_marks(canvas, marks)
        self._draw_days(canvas, chart)
        for line in words:
            canvas.new_line()
            canvas.write(f"{' ' * AXIS}{line}", "$quiet")
        free = self.size.height - rows - below
        self._draw_others(canvas, free // 3)

    def _draw_others(self, canvas: Canvas, most: int) -> None:
        """Draw three lines for each site: an empty one, its name, and its days as a line of blocks."""
        for chart in self.others[:most]:
            canvas.new_line()
            canvas.new_line()
            press = f"{chart.place[0]},{chart.place[1]}"
            levels = [column.level for column in chart.columns if column.level is not None]
            latest = f"  {number_text(levels[-1])} at the latest"
            canvas.write(f"    {capital(place_name(*chart.place))}", "bold", press)
            canvas.write(latest, "$quiet", press)
            canvas.new_line()
            canvas.write(" " * AXIS)
            for column in chart.columns:
                if column.level is not None:
                    canvas.write(block(column.level), "$text-primary", press)
                else:
                    canvas.write("·" if column.new_day else " ", "$quiet")

    def pressed(self, name: str) -> None:
        """Report the small chart that was pressed."""
        site, _, side = name.partition(",")
        self.post_message(self.Pressed((site, side)))

    def _draw_row(self, canvas: Canvas, chart: Chart, row: int, levels_per_row: int) -> None:
        """Draw a row, which stands for one level, or for two on a low screen."""
        level = row * levels_per_row
        label = str(level) if level % (5 if levels_per_row == 1 else 10) == 0 or level == HIGHEST else ""
        canvas.write(f"{label:>2} ", "$quiet")
        canvas.write("┤" if label else "│", "$quiet")
        at_usual = chart.usual is not None and level <= chart.usual < level + levels_per_row
        # From 4 moderate, from 7 severe: Jensen 2001, Boonstra 2014, as in `vocabulary.SEVERITY`.
        style = "$text-error" if level >= 7 else "$text-warning" if level >= 4 else "$text-primary"
        # Neighbours of one style are written together, which keeps a wide chart quick to draw.
        run, run_style = "", ""
        for column in chart.columns:
            glyph, wanted = _glyph(column, row, levels_per_row, style, at_usual)
            if wanted != run_style and run:
                canvas.write(run, run_style)
                run = ""
            run, run_style = run + glyph, wanted
        canvas.write(run, run_style)
        if at_usual:
            canvas.write(
                f" usual {number_text(chart.usual)}" if len(chart.columns) + AXIS < self.size.width - 7 else "",
                "$quiet",
            )

    def _draw_marks(self, canvas: Canvas, lines: list[str]) -> None:
        for line in lines:
            canvas.write(" " * AXIS)
            canvas.write(line, "$text-warning" if set(line) <= set(f"{SPAN_SIGNS} ") else "bold")
            canvas.new_line()

    def _draw_days(self, canvas: Canvas, chart: Chart) -> None:
        """Write the dates below the columns, as many as fit."""
        line = [" "] * (len(chart.columns) + 8)
        total = (chart.last - chart.first).days + 1
        every = max(1, total // max(1, len(chart.columns) // 12))
        end = -1
        for day in range(0, total, every):
            column = day * chart.columns_per_day if chart.days_per_column == 1 else day // chart.days_per_column
            when = chart.first + timedelta(days=day)
            # Over most of a year the day says little, and the year is needed.
            text = f"{when.day} {when:%b}" if total < 300 else f"{when:%b %y}"
            if column > end and column + len(text) <= len(chart.columns) + 2:
                line[column : column + len(text)] = text
                end = column + len(text)
        canvas.write(" " * AXIS)
        canvas.write("".join(line).rstrip(), "$quiet")


def _glyph(column: Column, row: int, levels_per_row: int, style: str, at_usual: bool) -> tuple[str, str]:
    """The character and style of a column in a row: a piece of a bar, the usual level, the dot of a gap, or a space."""
    bottom = row * levels_per_row
    if column.level is None:
        if row == 0 and column.new_day:
            return "·", "$quiet"
        return ("┄", "$quiet") if at_usual else (" ", "")
    # A level of 0 is a thin line at the bottom, so that it differs from a gap; each further point fills a row or half.
    filled = (column.level - bottom) / levels_per_row if levels_per_row > 1 else column.level - bottom + 1
    if row == 0 and column.level == 0:
        return "▁", style
    if filled >= 1:
        return "█", style
    if filled > 0:
        return EIGHTHS[max(1, round(filled * 8))], style
    if column.highest is not None and column.highest >= bottom and column.highest > column.level:
        return "░", "$quiet"
    return ("┄", "$quiet") if at_usual else (" ", "")
