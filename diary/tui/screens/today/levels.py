"""A window for the levels that are asked for beside the one of now, and whether the pain is constant."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from diary.domain.text import printable
from diary.tui.screens.today.draft import SiteInput
from diary.tui.screens.today.form import level_rows
from diary.tui.screens.today.view import TodayView
from diary.tui.widgets.choices import Rating
from diary.tui.widgets.dialogs import Dialog


class Levels(Dialog[SiteInput]):
    """The window. Enter and Esc both return what was given, so that nothing typed is lost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "done", "done", id="levels.done", priority=True, tooltip="Back to the entry, with these"),
        Binding("escape", "done", "done", show=False, id="levels.back", tooltip="Back to the entry, with these"),
        Binding("down", "app.focus_next", "next", show=False, id="levels.next", tooltip="The next level"),
        Binding("up", "app.focus_previous", "before", show=False, id="levels.previous", tooltip="The level before"),
        Binding("c", "course('constant')", "constant", id="levels.constant", tooltip="It is there all the time"),
        Binding("i", "course('intermittent')", "comes and goes", id="levels.intermittent", tooltip="It comes and goes"),
    ]

    def __init__(self, site: str, given: SiteInput) -> None:
        super().__init__()
        self.site, self.given = site, given

    def compose(self) -> ComposeResult:
        """A row for each level, and a line for the course."""
        with Vertical() as window:
            window.border_title = printable(self.site)
            window.border_subtitle = "↓ next · enter done"
            yield Static("In the last 24 hours; all of it can be left out.", markup=False, classes="muted")
            yield from level_rows()
            yield Static(markup=False, id="course")

    def on_mount(self) -> None:
        """Show what the entry holds."""
        self._show()
        self.query(Rating).first().focus()

    def _show(self) -> None:
        for row in self.query(Rating):
            level = self.given.get(row.id or "")
            row.level = level if isinstance(level, int) else None
        course = self.given.get("course")
        constant, comes = ("[x]" if course == name else "[ ]" for name in ("constant", "intermittent"))
        self.query_one("#course", Static).update(f"  c {constant} constant   i {comes} comes and goes")

    @on(Rating.Rated)
    def _rated(self, message: Rating.Rated) -> None:
        self.given = self.given.put(message.row.id or "", message.level)
        self._show()

    def action_course(self, course: str) -> None:
        """Say whether it is constant; once more takes that back."""
        self.given = self.given.put("course", None if self.given.get("course") == course else course)
        self._show()

    def action_done(self) -> None:
        """Return what was given."""
        self.dismiss(self.given)


def ask_levels(today: TodayView) -> None:
    """Open the window for the highlighted site, and put what was given into the draft."""
    place = today.place

    def take(given: SiteInput | None) -> None:
        if given is not None:
            today.draft = today.draft.put(place, given)

    today.app.push_screen(Levels(today.row.name, today.draft.at(place)), take)
