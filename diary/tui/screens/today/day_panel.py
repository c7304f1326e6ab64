"""The lower part of Today: what was written of the day, and what of it is open or comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.reactive import reactive

from diary.charts.body_outline import BodyGrid, Place, body_grid
from diary.domain.body import BACK, FRONT
from diary.tui.screens.today.day_content import DayContent, Open, Written
from diary.tui.widgets.body_picture import FEWEST_BODY_ROWS, body_rows
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.fitting import clipped, parts_that_fit

WIDE = 74
"""Columns from which both stand side by side."""
MOST_BODY_ROWS = 24
LABEL, WHEN = 11, 11
"""Columns of the label of an open line, and of the time of a record, each with a gap."""


class DayPanel(CanvasWidget):
    """As many lines as are free; nothing where nothing is to be told."""

    DEFAULT_CSS = """
    DayPanel { height: 1fr; min-height: 0; padding: 0 1; }
    """

    content_shown: reactive[DayContent] = reactive(DayContent)
    levels: reactive[Mapping[Place, int | None]] = reactive(dict)
    """The levels of now, for the body where there is room for it."""

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw what is open beside the records, or above them where there is no room beside them."""
        content, room = self.content_shown, self.size.height
        if room < 1 or content.is_empty:
            return
        if width >= WIDE and content.open:
            widest = max(cell_len(line.text) for line in content.open)
            most = width * 45 // 100
            # Below the heading and the lines, and below the words front and back.
            bodies = self._bodies(room - len(content.open) - 2, most)
            right = max(min(most, LABEL + 2 + widest), bodies[0].columns + bodies[1].columns + 3 if bodies else 0)
            self._draw_beside(canvas, content, room, width - right, width, bodies)
            return
        if len(content.open) <= room:
            for line in content.open:
                self._draw_open(canvas, line, width)
                canvas.new_line()
            used = len(content.open)
        else:
            used = self._draw_short(canvas, content, room, width)
        for row in self._rows(content, room - used):
            self._draw_row(canvas, row, width)
            canvas.new_line()

    def _draw_short(self, canvas: Canvas, content: DayContent, room: int, width: int) -> int:
        """Draw what is open one after the other, in as many lines as it takes and there are; returns their number."""
        lines = 1
        for index, (key, label, text) in enumerate(content.open):
            text = f"{label} {text}"
            needed = len(key) + bool(key) + cell_len(text) + 3 * bool(canvas.column)
            if canvas.column and canvas.column + needed > width and lines < room:
                canvas.new_line()
                lines += 1
            if canvas.column + 8 > width:
                break
            canvas.write(" · " if canvas.column and index else "", "$quiet")
            canvas.write(f"{key} " if key else "", "bold $text-accent", press=key or None)
            canvas.write(clipped(text, width - canvas.column), press=key or None)
        canvas.new_line()
        return lines

    def _bodies(self, rows: int, columns: int) -> list[BodyGrid]:
        """The body, front and back, as high as there is room for it; none where there is not, or nothing to show."""
        for height in range(min(rows, MOST_BODY_ROWS), FEWEST_BODY_ROWS - 1, -1):
            grids = [body_grid(view, height) for view in (FRONT, BACK)]
            if self.levels and sum(grid.columns for grid in grids) + 3 <= columns:
                return grids
        return []

    def _draw_beside(
        self, canvas: Canvas, content: DayContent, room: int, middle: int, width: int, bodies: Sequence[BodyGrid]
    ) -> None:
        rows = self._rows(content, room)
        lines: list[Open | None] = list(content.open[:room])
        if len(lines) < room:
            lines.insert(0, None)  # level with the heading of the records
        rows_of = (
            body_rows(grid, self.levels, app=self.app, title=view, dots=False)
            for view, grid in zip((FRONT, BACK), bodies, strict=False)
        )
        figures = list(zip(*rows_of, strict=True))
        # With an empty line between, where there is room for it.
        below = len(lines) + (len(lines) + len(figures) < room)
        for index in range(max(len(rows), len(lines), below + len(figures) if figures else 0)):
            if index:
                canvas.new_line()
            if index < len(rows):
                self._draw_row(canvas, rows[index], middle - 2)
            if index < len(lines):
                canvas.move_to(middle)
                self._draw_open(canvas, lines[index], width)
            elif below <= index < below + len(figures):
                canvas.move_to(middle)
                for figure in figures[index - below]:
                    for text, style, _ in figure:
                        canvas.write(text, style, "b")
                    canvas.write("  ")

    def _rows(self, content: DayContent, room: int) -> list[Written | None]:
        """The records that fit, newest first, under a heading (None) where there is room for one."""
        written = [*content.today, *content.before]
        if room < 3:
            return list(written[: max(0, room)])
        return [None, *(written if content.today else [Written("", "nothing logged yet"), *written])[: room - 1]]

    def _draw_row(self, canvas: Canvas, row: Written | None, width: int) -> None:
        if row is None:
            canvas.write("  Today", "$quiet")
            canvas.write("   h all", "$quiet", press="h")
            return
        canvas.write(f"  {row.when:<{WHEN - 1}}" if row.when else "  ", "$quiet")
        canvas.write(parts_that_fit(row.text, width - canvas.column), "" if row.when else "$quiet")

    def _draw_open(self, canvas: Canvas, line: Open | None, width: int) -> None:
        if line is None:
            canvas.write("  Open and next", "$quiet")
            return
        canvas.write(f"{line.key or ' '} ", "bold $text-accent", press=line.key or None)
        canvas.write(f"{line.label:<{LABEL}}", "$quiet", press=line.key or None)
        canvas.write(parts_that_fit(line.text, width - canvas.column), press=line.key or None)

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)
