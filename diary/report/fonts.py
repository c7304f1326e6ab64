"""Faces for characters that the built-in one lacks: the file that was named, else one of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from diary.charts.printable_text import covered, harmless_text, shown_with
from diary.errors import UsageError
from diary.report.blocks import Sheet

MOST_FILES = 400
"""Fonts of the machine that are looked at."""


def missing_in(sheet: Sheet) -> set[str]:
    """The characters of the sheet that the built-in face would have to write as names."""
    has = covered()
    found = {char for text in _texts(sheet) if not text.isascii() for char in harmless_text(text)}
    return {char for char in found if ord(char) not in has and shown_with(char, has).startswith("[")}


def face_for(missing: Iterable[str], named: Path | None) -> Path | None:
    """The file that was named, else that of this machine that has most of them; UsageError if it is no font."""
    if named is not None:
        characters_of(named)
        return named
    wanted = {ord(char) for char in missing}
    if not wanted:
        return None
    from matplotlib.font_manager import findSystemFonts

    # In the order of their names: the same machine must choose the same. Its list of fonts may be older than a font.
    files = sorted(Path(name) for name in findSystemFonts())
    best: tuple[int, Path | None] = (0, None)
    for file in files[:MOST_FILES]:
        try:
            count = len(wanted & characters_of(file))
        except UsageError:
            continue
        if count > best[0]:
            best = count, file
    return best[1]


def characters_of(file: Path) -> frozenset[int]:
    """The characters that a font has; UsageError if it can't be read as one."""
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(FT2Font(str(file)).get_charmap())
    except (OSError, RuntimeError) as error:
        raise UsageError(f"{file} can't be read as a font; name a .ttf or .otf file") from error


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
