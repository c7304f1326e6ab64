"""The fixture of a screen with its own empty diary, from the tests of the screen."""

from __future__ import annotations

from tests.tui.conftest import empty

__all__ = ["empty"]
