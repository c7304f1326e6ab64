"""The screens by their names. Each is imported when it is first opened: 5 to 30 ms that Today need not pay."""

from __future__ import annotations

from importlib import import_module

from textual.screen import Screen

SCREENS = {
    "history": ("diary.tui.history.screen", "HistoryScreen"),
    "trends": ("diary.tui.trends.screen", "TrendsScreen"),
    "findings": ("diary.tui.findings.screen", "FindingsScreen"),
    "sessions": ("diary.tui.sessions.screen", "SessionsScreen"),
    "report": ("diary.tui.report.screen", "ReportScreen"),
}


def screen_called(name: str) -> Screen[None]:
    """A new screen of that name."""
    module, cls = SCREENS[name]
    screen: Screen[None] = getattr(import_module(module), cls)()
    return screen
