"""The colours: dark, light and high-contrast themes of our own, and two that use the terminal's colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from diary.domain.exercise_light import Light

# From 0 to 10 in the hues of the charts; each has a contrast of 3 to 1 or more to the screen, and is as far from its
# neighbours as that allows, for colour-blind eyes too (searched for by the distances that the test holds).
ON_DARK = (
    *("#86b0c4", "#fffe9a", "#ffea6a", "#fcce2f", "#f2b548", "#e69a3e", "#e17b3f", "#ea615c", "#e04e7d", "#be4099"),
    "#9b42b8",
)
ON_LIGHT = (
    *("#4f86a0", "#b4873e", "#b97608", "#ae6300", "#a45101", "#993d05", "#8d290e", "#840828", "#700046", "#4e0058"),
    "#1a0046",
)
# From 4 moderate, from 7 severe: Jensen 2001, Boonstra 2014, as in `vocabulary.SEVERITY`.
OF_TERMINAL = (*["ansi_blue"] * 4, *["ansi_yellow"] * 3, *["ansi_red"] * 4)
INK_OF_TERMINAL = (*["ansi_white"] * 4, *["ansi_black"] * 3, *["ansi_white"] * 4)


def _levels(colors: Sequence[str], inks: Sequence[str]) -> dict[str, str]:
    """The variables of the levels: `level-6`, and `level-ink-6` for a number on it."""
    levels = {f"level-{level}": color for level, color in enumerate(colors)}
    return levels | {f"level-ink-{level}": ink for level, ink in enumerate(inks)}


def _lights(*colors: str) -> dict[str, str]:
    """The variables of the traffic light of exercise: `light-green`, `light-amber`, `light-red`."""
    return {f"light-{light.value}": color for light, color in zip(Light, colors, strict=True)}


DARK_INK, LIGHT_INK = "#1a1a1a", "#ffffff"
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
    variables={"quiet": "#a5a295", "body": "#4d5563", "body-dot": "#b9bfc9"}
    | _lights("#98bb8c", "#e6c384", "#e88388")
    | _levels(ON_DARK, [DARK_INK] * 9 + [LIGHT_INK] * 2),
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
    variables={"quiet": "#65625a", "body": "#cdc7b8", "body-dot": "#5a574f"}
    | _lights("#3c6e3c", "#8a5a00", "#a8323a")
    | _levels(ON_LIGHT, [DARK_INK] * 3 + [LIGHT_INK] * 8),
)
CONTRAST = Theme(
    name="high-contrast",
    primary="#8fd3ff",
    secondary="#ffffff",
    warning="#ffd75e",
    error="#ff8f8f",
    success="#9df09d",
    accent="#ffe94d",
    foreground="#ffffff",
    background="#000000",
    surface="#101010",
    panel="#262626",
    dark=True,
    variables={"quiet": "#e4e4e4", "body": "#5f5f5f", "body-dot": "#ffffff"}
    | _lights("#9df09d", "#ffd75e", "#ff8f8f")
    | _levels(ON_DARK, [DARK_INK] * 9 + [LIGHT_INK] * 2),
)


def _terminal(name: str, builtin: str) -> Theme:
    theme = BUILTIN_THEMES[builtin]
    # Quiet text has the same colour as the rest: nobody knows which grey is readable on a given terminal.
    return replace(
        theme,
        name=name,
        variables={
            **theme.variables,
            **{"quiet": "ansi_default", "body": "ansi_default", "body-dot": "ansi_default"},
            **_levels(OF_TERMINAL, INK_OF_TERMINAL),
            **_lights("ansi_green", "ansi_yellow", "ansi_red"),
        },
    )


TERMINAL = _terminal("terminal", "ansi-dark")
TERMINAL_LIGHT = _terminal("terminal-light", "ansi-light")
THEMES = (DARK, LIGHT, CONTRAST, TERMINAL, TERMINAL_LIGHT)


def theme_name(chosen: str, *, no_color: bool) -> str:
    """The theme to start with: the chosen one, else dark; under NO_COLOR the terminal's, which then sends no colour."""
    if no_color:
        return TERMINAL.name
    return chosen if chosen in {theme.name for theme in THEMES} else DARK.name
