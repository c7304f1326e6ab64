"""The part of the app that starts: an empty frame at once, and Today in its place when the diary is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual.screen import Screen

from diary.tui.keyboard import KeyboardApp
from diary.tui.screens.start import StartScreen

if TYPE_CHECKING:
    from diary.tui.screens.today.screen import TodayScreen


class StartingApp(KeyboardApp):
    """An app whose first frame needs no more than its edges."""

    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {"start": StartScreen}
    DEFAULT_MODE: ClassVar[str] = "start"

    @cached_property
    def today(self) -> TodayScreen:
        """The Today screen, also while another screen is shown over it."""
        from diary.tui.screens.today.screen import TodayScreen

        return TodayScreen()

    @property
    def default_screen(self) -> Screen[Any]:
        """The screen at the bottom of the stack, in which a query of the app looks; Textual stays at the first one."""
        return self.screen_stack[0]

    async def put_today(self) -> None:
        """Put Today in the place of the empty frame, at the bottom of the stack."""
        # The sheets stand for the present colours already: else Textual would parse all of them anew, twice.
        self.today._css_update_count = self._css_update_count
        self.add_mode("today", lambda: self.today)
        await self.switch_mode("today")
        self.remove_mode("start")
