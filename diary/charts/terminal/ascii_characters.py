"""Characters of ASCII that look like others: for a terminal, or a pipe, that has no more."""

from __future__ import annotations

LIKE = {
    **dict(zip("▁▂▃▄▅▆▇█", "_:-=+*%#", strict=True)),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝", "+"),
    **dict.fromkeys("│║┃▏▎▍▌▋▐╷", "|"),
    **dict.fromkeys("─━┈╌–—▔", "-"),
    **dict.fromkeys("›▸▶→⇒", ">"),
    **dict.fromkeys("‹◂◀←", "<"),
    **dict.fromkeys("▘▝▀▖▞▛▗▚▜▙▟■◪▒", "#"),
    # Not as a line, which is a level of 0: of a time without an entry the usual level says nothing.
    "┄": "~", "▓": "*", "░": ":",
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    "═": "=",
    "≤": "<", "≥": ">", "×": "x", "·": ".", "•": "*", "…": "~", "↑": "^", "↓": "v", "▲": "^", "✓": "+", "✗": "x",
    "○": "o", "●": "*", "□": "o", "−": "-", "°": "d", "½": "+", "ß": "s", "ø": "o", "æ": "a", "\u00a0": " ",
}  # fmt: skip
"""Characters by what looks like them; each takes one column, as what it stands for."""
