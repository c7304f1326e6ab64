"""The form for the highlighted site: level, qualities, symptoms; and what is about the whole entry."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from diary.charts.sparkline import block
from diary.domain.fields import LONGEST_NOTE
from diary.domain.levels import LEVELS
from diary.domain.records import Entry
from diary.domain.text import capital
from diary.domain.vocabulary import QUALITIES, SITE_SYMPTOMS, severity
from diary.tui.screens.today.content import SiteRow
from diary.tui.screens.today.draft import NO_PLACE, SUDDEN, Draft, Place
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.choices import Rating, TextField, TickRow, label_width, write_label, write_scale
from diary.tui.widgets.fitting import clipped
from diary.tui.widgets.texts import number_text


class SiteLine(CanvasWidget):
    """The site that the form is about, and the course of its pain."""

    DEFAULT_CSS = """
    SiteLine { height: 1; padding: 0 1; }
    """

    row: reactive[SiteRow | None] = reactive(None)
    editing: reactive[Entry | None] = reactive(None)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the entry that is being changed, or the name and status of the site."""
        if self.editing is not None:
            at = self.editing.at
            when = f"{at.local:%a} {at.day.day} {at.local:%b}" + ("" if at.date_only else f" {at.local:%H:%M}")
            what = "Changing the entry of" if width >= 70 else "Changing"
            canvas.write(f"  {what} {when}. ", "bold $text-warning")
            canvas.write(clipped("Enter saves it, Esc leaves it.", width - canvas.column), "$quiet")
            return
        if self.row is None:
            return
        # While the diary is being opened, sites may still come: too early to ask where it hurts.
        if self.row.place == NO_PLACE and self.screen.review is None:  # type: ignore[attr-defined]
            return
        if self.row.place == NO_PLACE:
            canvas.write("  Where does it hurt? ", "bold")
            canvas.write("Press b, or type a number 0–10.", "$quiet")
            return
        canvas.write(f"  {self.row.name}", "bold")
        if self.row.given.has_content and self.row.latest is not None:
            # The table shows the typed level in place of the latest one, which is still needed to compare.
            canvas.write(f" · last {number_text(self.row.latest)} {self.row.aged}".rstrip(), "$quiet")
        canvas.write(clipped(f" · {self.row.status}", width - canvas.column) if self.row.status else "", "$quiet")
        # In the table two usual levels look alike, of which the person stated one.
        if self.row.usual_from == "logged" and canvas.column < width - 30:
            canvas.write(" · usual from your entries", "$quiet")
        if self.row.words and canvas.column < width - 12:
            canvas.write(clipped(f" · {self.row.words}", width - canvas.column))


class LevelRow(CanvasWidget):
    """The scale for the highlighted site, and the steps better, same and worse."""

    class Pressed(Message):
        """A number or a step was pressed by mouse."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    DEFAULT_CSS = """
    LevelRow { height: 1; padding: 0 1; }
    """

    row: reactive[SiteRow | None] = reactive(None)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the numbers, the word for the level, and the steps where there is a level to compare with."""
        write_label(canvas, "How bad is it now?", "Level", width, False)
        level = self.row.given.level if self.row else None
        write_scale(canvas, level)
        if level is not None:
            word = f" {block(level)} {severity(level)}"
            canvas.write(word, "bold")
        if self.row and self.row.latest is not None:
            steps = [("-", "better"), ("=", "same"), ("+", "worse")]
            if width - canvas.column > 32:
                canvas.move_to(max(canvas.column + 2, min(72, width - 32)))
                for key, word in steps:
                    canvas.write("  ")
                    canvas.write(key, "bold $text-accent", press=key)
                    canvas.write(f" {word}", press=key)

    def pressed(self, name: str) -> None:
        """Report the number or the step."""
        self.post_message(self.Pressed(name))


class WhenNote(CanvasWidget):
    """The time that was understood from what was typed."""

    DEFAULT_CSS = """
    WhenNote { width: 1fr; height: 1; }
    """

    text: reactive[str] = reactive("")
    wrong: reactive[bool] = reactive(False)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the time, or why what was typed is none."""
        style = "$text-error" if self.wrong else "$quiet"
        canvas.write(clipped(f"{'✗ ' if self.wrong else ''}{self.text}", width), style)


class FieldLabel(CanvasWidget):
    """The label of a text field, with an arrow where the field has the focus."""

    DEFAULT_CSS = """
    FieldLabel { height: 1; width: 10; padding: 0 0 0 1; }
    """

    active: reactive[bool] = reactive(False)

    def __init__(self, label: str, short: str) -> None:
        super().__init__()
        self.label, self.short = label, short

    room: reactive[int] = reactive(80)
    """The columns of the whole field."""

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the label."""
        write_label(canvas, self.label, self.short, self.room, self.active)

    def watch_room(self) -> None:
        """Make the label as wide as those of ticks and ratings."""
        self.styles.width = label_width(self.room) + 2


class Field(Horizontal):
    """A label and a text field in one line, with further widgets after them."""

    DEFAULT_CSS = """
    Field { height: 1; width: 1fr; }
    Field Input { width: 1fr; margin: 0 1 0 0; }
    """

    def __init__(self, label: str, short: str, field: Input, *more: CanvasWidget) -> None:
        super().__init__()
        self._label, self._field, self._more = FieldLabel(label, short), field, more

    def compose(self) -> ComposeResult:
        """The label, the field, and the further widgets."""
        yield self._label
        yield self._field
        yield from self._more

    def on_resize(self) -> None:
        """Let the label know how much room there is."""
        self._label.room = self.size.width - 2  # less the padding that the rows of ticks have

    def on_descendant_focus(self) -> None:
        """Draw the arrow that shows where letters go."""
        self._label.active = True

    def on_descendant_blur(self) -> None:
        """Remove the arrow."""
        self._label.active = False


def level_rows(meaning: str = "") -> Iterator[Rating]:
    """A row for each of the levels, by the names of their fields."""
    for name, called in LEVELS.items():
        # Short labels have seven letters at most, so that the numbers stand in columns.
        yield Rating(capital(called), {"on_movement": "Moving"}.get(name, capital(called)), name, meaning)


class Form(Vertical):
    """All rows of the form. It shows a draft and never changes it: input goes to the screen as messages."""

    DEFAULT_CSS = """
    Form { height: auto; border-top: solid $panel; border-bottom: solid $panel; }
    Form #when { max-width: 24; }
    Form.low { border: none; }
    """

    _about: tuple[Place, str] = (NO_PLACE, "")
    """The site and the draft that are shown."""

    def compose(self) -> ComposeResult:
        """The rows from top to bottom, in the order of Tab."""
        yield SiteLine()
        yield LevelRow()
        yield TickRow("How does it feel?", "Feels", id="qualities")
        yield TickRow("Anything with it?", "With it", id="symptoms")
        yield from level_rows("of the last 24 hours")
        yield Rating("Interferes with my day", "Hinders", "interference")
        yield Field("When", "When", TextField(id="when", placeholder="now", select_on_focus=False), WhenNote())
        yield Field("Note", "Note", TextField(id="note", placeholder="in your own words", max_length=LONGEST_NOTE))

    def on_mount(self) -> None:
        """Give the rows of ticks their words."""
        self.query_one("#qualities", TickRow).words = tuple(QUALITIES)
        self.query_one("#symptoms", TickRow).words = (SUDDEN, *SITE_SYMPTOMS)

    def show(self, row: SiteRow, draft: Draft, used: tuple[str, ...]) -> None:
        """Show what the draft holds for the site in that row; `used` are the words of earlier entries there."""
        self.query_one(SiteLine).row = row
        self.query_one(SiteLine).editing = draft.editing
        self.query_one(LevelRow).row = row
        # An arrow that stayed at a word of another site would tick that word here.
        about = (row.place, draft.id)
        for ticks in self.query(TickRow):
            if about != self._about:
                ticks.cursor = ""
            ticks.ticked = row.given.words
            ticks.preferred = used
        for name in LEVELS:
            rating = self.query_one(f"#{name}", Rating)
            level = row.given.get(name)
            rating.level = level if isinstance(level, int) else None
            # One that has just been cleared stays as long as the arrow is on it.
            rating.display = name in row.levels or (rating.has_focus and about == self._about)
        self._about = about
        self.query_one("#interference", Rating).level = draft.interference
        for name, text in (("when", draft.when), ("note", draft.note)):
            field = self.query_one(f"#{name}", Input)
            # Setting a value moves the cursor, and its message would change the draft again.
            if field.value != text:
                with field.prevent(Input.Changed):
                    field.value = text
