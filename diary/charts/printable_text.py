"""A person's text without harmful characters, and with names for characters that the font cannot show."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

_STEERING = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF]))
"""Marks that turn the direction of the text around them: a note must not turn the page."""
UNBROKEN = 14
_LONG = re.compile(r"\S{29,}")
# They only join or style the characters around them; alone they have nothing to show.
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")


def harmless_text(text: str) -> str:
    """Without control characters and marks of direction; line ends as line feeds, a question mark for a surrogate."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(_harmless(c) for c in text)


def _harmless(character: str) -> str:
    if character in _STEERING:
        return ""
    category = unicodedata.category(character)
    if category == "Cs":  # half a surrogate pair can't be written as UTF-8
        return "?"
    if category == "Cc" and character != "\n":
        return " " if character == "\t" else ""
    # Noncharacters are allowed in no XML and no PDF text.
    return "" if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF else character


def shown_with(text: str, covered: frozenset[int]) -> str:
    """The text, harmless, with every character that is not covered written as its name: [grinning face]."""
    if text.isascii() and text.isprintable():  # the quick way: nearly all text is, and every font has those
        return _LONG.sub(_with_breaks, text) if len(text) > UNBROKEN else text
    return _LONG.sub(_with_breaks, "".join(_shown(c, covered) for c in harmless_text(text)))


def _with_breaks(match: re.Match[str]) -> str:
    """A word that is longer than a column may break; the signs between its parts have no width."""
    word = match[0]
    return "\u200b".join(word[start : start + UNBROKEN] for start in range(0, len(word), UNBROKEN))


def _shown(character: str, covered: frozenset[int]) -> str:
    if character == "\n" or (ord(character) in covered and character not in _JOINERS):
        return character
    category = unicodedata.category(character)
    if character in _JOINERS or category == "Cf":
        return ""
    if category == "Zs":
        return " "
    name = unicodedata.name(character, "").lower()
    if category in ("Co", "Cn") or not name:
        return f"[character {ord(character):X}]"
    return f"[{name}]"


def font_folder() -> Path:
    """The folder with the wide face of charts and reports, which has the most characters."""
    import matplotlib  # 100 ms; Markdown and the terminal do not need it

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


NARROW_FILES = tuple(Path(__file__).parent / "fonts" / f"DiarySans-{style}.ttf" for style in ("Regular", "Bold"))
"""The face of charts and reports: 10 % narrower than DejaVu Sans, in which whatever it lacks is set."""
FONT_FILES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


@cache
def covered() -> frozenset[int]:
    """The characters that both the plain and the bold font have."""
    from matplotlib.ft2font import FT2Font

    plain, bold = (frozenset(FT2Font(str(font_folder() / name)).get_charmap()) for name in FONT_FILES)
    return plain & bold


def one_line(text: str, most: int) -> str:
    """A person's text as one line of a chart, cut with … if it is longer than `most` characters."""
    # Cut before the names are filled in, since a long text would be looked up character by character.
    line = " ".join(shown_with(text[: most * 2], covered()).replace("\u200b", "").split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
