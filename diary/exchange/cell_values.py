"""The value of one cell by the specification of its field, and how it was read where that was not to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

from diary.domain.fields import LONGEST_NAME, Choice, Field, Flag, Number, Rating, Spec, Text, Whole, Words
from diary.domain.grammar.tokens import shown
from diary.domain.moments import Moment
from diary.domain.records import Visit
from diary.domain.validate import check
from diary.domain.vocabulary import HIGHEST, LOWEST
from diary.errors import InvalidValue
from diary.exchange import cell_words
from diary.exchange.cell_words import Remarks

Value = tuple[Any, Remarks]
"""None stands for an empty cell."""

PLACEHOLDER_ID = "0"
"""Stands for an id until the import plan makes one from the record's content."""
VALID_TIME = Moment(datetime(2000, 1, 1, tzinfo=UTC))
"""A time that no check refuses, for records that are made only to check another part."""

_LEVELS: Mapping[str, int | None] = {str(level): level for level in range(LOWEST, HIGHEST + 1)} | {"": None}
# Spreadsheets turn 6 into 6.0 or 6,0; people write 6/10. The lengths are limited because Python refuses to read
# numbers of thousands of digits.
_WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0+)?", re.ASCII)
_OF_TEN = re.compile(r"\s*/\s*10")
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:[.,][0-9]{1,30})?(?:e[+-]?[0-9]{1,3})?", re.ASCII | re.IGNORECASE)
_FLAGS = {"yes": True, "no": False, "": None}
# What other programs write for yes and no; read with a remark.
_OTHER_FLAGS = {"y": True, "true": True, "1": True, "x": True, "n": False, "false": False, "0": False}


def reader_of(field: Field) -> Callable[[str], Value]:
    """The function that reads the cells of a field; InvalidValue if a cell can't be read."""
    read = _READERS[type(field.spec)]
    # A diary of years has few different cells in a column, except for texts.
    return partial(read, field) if isinstance(field.spec, Text) else lru_cache(maxsize=1024)(partial(read, field))


def sound_text(cell: str, *, note: bool = False) -> str:
    """A cell as it is, with its blanks and line breaks; InvalidValue if the diary cannot hold the text."""
    # The limits of names and notes are those of the domain: a visit with nothing else in it is checked. Nearly all
    # cells are short and printable and need no check.
    if len(cell) > LONGEST_NAME or not cell.isprintable():
        visit = Visit(id=PLACEHOLDER_ID, at=VALID_TIME)
        try:
            check(replace(visit, note=cell) if note else replace(visit, name=cell), VALID_TIME.instant)
        except InvalidValue as error:
            raise InvalidValue(str(error) if note else str(error).replace("the name", "this cell", 1)) from error
    return cell


def _text(field: Field, cell: str) -> Value:
    return sound_text(cell, note=field.name == "note") or (None if field.optional else ""), ()


def _rating(_: Field, cell: str) -> Value:
    cell = cell.strip()
    return (_LEVELS[cell], ()) if cell in _LEVELS else _in_range(_OF_TEN.sub("", cell), cell, LOWEST, HIGHEST)


def _whole(field: Field, cell: str) -> Value:
    assert isinstance(field.spec, Whole)
    cell = cell.strip()
    return _in_range(cell, cell, field.spec.lowest, field.spec.highest) if cell else (None, ())


def _in_range(cell: str, written: str, lowest: int, highest: int) -> Value:
    match = _WHOLE.fullmatch(cell)
    if match is None or not lowest <= int(match[1]) <= highest:
        raise InvalidValue(f"“{shown(written)}” can't be kept; give a whole number, {lowest}–{highest}")
    value = int(match[1])
    return value, () if match[1] == written else (f"“{shown(written)}” read as {value}",)


def _number(field: Field, cell: str) -> Value:
    cell = sound_text(cell).strip()
    if not cell and field.optional:
        return None, ()
    if not _NUMBER.fullmatch(cell):
        raise InvalidValue(f"“{shown(cell)}” is no number; write it like 110 or 110.5" if cell else "empty")
    point = cell.replace(",", ".")
    return float(point), () if point == cell else (f"“{cell}” read as {point}",)


def yes_or_no(cell: str) -> Value:
    """Whether a cell says yes; None for an empty one."""
    word = sound_text(cell).strip().casefold()
    if word in _FLAGS:
        return _FLAGS[word], ()
    if word not in _OTHER_FLAGS:
        raise InvalidValue(f"“{shown(cell)}” is neither yes nor no")
    return _OTHER_FLAGS[word], (f"“{shown(cell)}” read as {'yes' if _OTHER_FLAGS[word] else 'no'}",)


def _flag(_: Field, cell: str) -> Value:
    return yes_or_no(cell)


def _words(field: Field, cell: str) -> Value:
    return cell_words.words(cell, field.label)


def _choice(field: Field, cell: str) -> Value:
    return cell_words.choice(sound_text(cell), field)


_READERS: Mapping[type[Spec], Callable[[Field, str], Value]] = {
    Rating: _rating, Whole: _whole, Number: _number, Flag: _flag, Text: _text, Words: _words, Choice: _choice,
}  # fmt: skip
