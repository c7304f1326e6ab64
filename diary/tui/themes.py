"""The colours: a dark and a light theme of our own, and two that use the terminal's colours."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

# Both in muted colours. Hex values stand only here; the style sheets name variables, so that a theme can change all.
DARK = Theme(
    name="dark",
    primary="#7fb4ca",
    secondary="#9cabca",
    warning="#e6c384",
    error="#e88388",
    success="#98bb8c",
    accent="#a3c9e0",
    foreground="#dcd7c9",
    background="#1b1d23",
    surface="#22252c",
    panel="#2b2f38",
    dark=True,
    variables={"quiet": "#a5a295", "body": "#4d5563", "body-dot": "#b9bfc9"},
)
LIGHT = Theme(
    name="light",
    primary="#2f6f8f",
    secondary="#51648a",
    warning="#8a5a00",
    error="#a8323a",
    success="#3c6e3c",
    accent="#1f5f80",
    foreground="#2a2a2a",
    background="#faf8f3",
    surface="#f2efe7",
    panel="#e6e2d6",
    dark=False,
    variables={"quiet": "#65625a", "body": "#cdc7b8", "body-dot": "#5a574f"},
)


def _terminal(name: str, builtin: str) -> Theme:
    theme = BUILTIN_THEMES[builtin]
    # Quiet text has the same colour as the rest: nobody knows which grey is readable on a given terminal.
    return replace(
        theme,
        name=name,
        variables={**theme.variables, "quiet": "ansi_default", "body": "ansi_default", "body-dot": "ansi_default"},
    )


TERMINAL = _terminal("terminal", "ansi-dark")
TERMINAL_LIGHT = _terminal("terminal-light", "ansi-light")
THEMES = (DARK, LIGHT, TERMINAL, TERMINAL_LIGHT)


def theme_name(chosen: str, *, no_color: bool) -> str:
    """The theme to start with: the chosen one, else dark; under NO_COLOR the terminal's, which then sends no colour."""
    if no_color:
        return TERMINAL.name
    return chosen if chosen in {theme.name for theme in THEMES} else DARK.name
