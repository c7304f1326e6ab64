"""The screen on a diary of its own, as the tests of the screen have it."""

from __future__ import annotations

from tests.tui.conftest import empty

__all__ = ["empty"]
