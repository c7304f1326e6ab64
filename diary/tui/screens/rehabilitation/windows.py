"""The windows of the rehabilitation by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from diary.tui.screens.rehabilitation.exercises import tick_exercises
from diary.tui.screens.rehabilitation.function import rate_function
from diary.tui.screens.rehabilitation.lasting import show_background, show_treatments

if TYPE_CHECKING:
    from diary.tui.host import Host

WINDOWS: Mapping[str, Callable[[Host], None]] = {
    "exercises": tick_exercises,
    "scores": rate_function,
    "treatments": show_treatments,
    "background": show_background,
}
"""Each opens its window and saves what the person says there."""
