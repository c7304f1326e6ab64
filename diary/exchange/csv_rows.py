"""The rows of a CSV, whose cells are read by their meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from diary.domain.fields import (
    LONGEST_NAME,
    Choice,
    Field,
    Flag,
    Instant,
    Number,
    Parts,
    Rating,
    Side,
    Site,
    Text,
    Whole,
    Words,
    fields_of,
)
from diary.domain.findings import Tier
from diary.domain.grammar.lexicon import shown
from diary.domain.moments import Moment
from diary.domain.records import Visit
from diary.domain.validate import check
from diary.domain.vocabulary import HIGHEST, LOWEST
from diary.errors import InvalidValue
from diary.exchange import cell_words
from diary.exchange.csv_columns import USED
from diary.exchange.csv_table import RawRow
from diary.exchange.dates import DateReader, known_zone

_LEVELS: dict[str, int | None] = {str(level): level for level in range(LOWEST, HIGHEST + 1)} | {"": None}
# Spreadsheets turn 6 into 6.0 or 6,0; people write 6/10. The lengths are limited because Python refuses to read
# numbers of thousands of digits.
_WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0+)?", re.ASCII)
_OF_TEN = re.compile(r"\s*/\s*10")
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:[.,][0-9]{1,30})?(?:e[+-]?[0-9]{1,3})?", re.ASCII | re.IGNORECASE)
_FLAGS = {"yes": True, "no": False}
# What other programs write for yes and no; read with a remark.
_OTHER_FLAGS = {"y": True, "true": True, "1": True, "x": True, "n": False, "false": False, "0": False}

_EMPTY: Mapping[type, Any] = {Rating: None, Whole: None, Flag: False, Words: (), Text: ""}
"""The value of an empty cell, where it has one whatever the row."""


PLACEHOLDER_ID = "0"
"""Stands for an id until the import plan makes one from the record's content."""
VALID_TIME = Moment(datetime(2000, 1, 1, tzinfo=UTC))
"""A time that no check refuses, for records that are made only to check another part."""


class CellError(InvalidValue):
    """A cell of a row that can't be read, or is missing."""

    def __init__(self, at: Row, column: str, reason: str) -> None:
        super().__init__(reason)
        self.at, self.column = at, column


class Row:
    """A row; `remarks` collects how its cells were read where that was not to the letter: a name and the text."""

    __slots__ = ("cells", "dates", "id", "kind", "known_place", "place", "problem", "remarks")

    def __init__(self, raw: RawRow, dates: DateReader) -> None:
        self.cells, self.place, self.dates = raw.cells, raw.place, dates
        self.problem = self.error(raw.problem, "") if raw.problem else None
        self.remarks: list[tuple[str, str]] = []
        self.kind = self._kind()
        self.id = self.cells.get("entry", "").strip()
        self.known_place: tuple[str, str] | None = None

    def set_problem(self, error: InvalidValue, column: str = "") -> None:
        """Remember what is wrong with this row; the first problem stays."""
        if self.problem is None:
            self.problem = self.error(str(error), column or getattr(error, "column", ""))

    def error(self, reason: str, column: str) -> CellError:
        """An error about a cell of this row; "" as the column means the whole row."""
        return CellError(self, column, reason)

    def text(self, column: str) -> str:
        """A cell as it is, with its blanks and line breaks; CellError if the diary cannot hold the text."""
        cell = self.cells.get(column, "")
        # The limits of names and notes are those of the domain: a visit with nothing else in it is checked. Nearly all
        # cells are short and printable and need no check.
        if len(cell) > LONGEST_NAME or not cell.isprintable():
            note, name = (cell, "") if column == "note" else ("", cell)
            try:
                check(Visit(id=PLACEHOLDER_ID, at=VALID_TIME, note=note, name=name), VALID_TIME.instant)
            except InvalidValue as error:
                reason = str(error) if column == "note" else str(error).replace("the name", "this cell", 1)
                raise self.error(reason, column) from error
        return cell

    def moment(self) -> Moment | None:
        """The time that the row is about; None if the cell is empty."""
        if "time" not in self.cells:
            return None
        zone = self.cells.get("zone", "").strip()
        try:
            read = self.dates.read(self.cells["time"], zone)
        except InvalidValue as error:
            raise self.error(str(error), "time") from error
        self.remarks += read.remarks
        if zone and known_zone(zone) is None:
            self.remarks.append((f"zone {zone}", f"the zone “{shown(zone)}” is not known here; its name was kept"))
        return read.at

    def instant(self, column: str) -> datetime | None:
        """Another time of the row, as an instant in UTC; None if the cell is empty."""
        if not self.text(column).strip():
            return None
        try:
            read = self.dates.read(self.text(column), self.cells.get("zone", "").strip())
        except InvalidValue as error:
            raise self.error(str(error), column) from error
        self.remarks += read.remarks
        return read.at.instant.astimezone(UTC)

    def values(self, cls: type) -> dict[str, Any]:
        """The values of all fields of a record or a part, by their names; times, and the parts of it, are left out."""
        values: dict[str, Any] = {}
        for field in fields_of(cls):
            kind = type(field.spec)
            if kind is Site:
                values[field.name], side = self.where() or (None, None)
            elif kind is Side:
                values[field.name] = side
            # Most cells of most rows are empty.
            elif kind in _EMPTY and field.cell not in self.cells:
                values[field.name] = None if field.optional else _EMPTY[kind]
            elif kind is not Parts and kind is not Instant:
                values[field.name] = self.value(field)
        return values

    def value(self, field: Field) -> Any:
        """The value of a field, from its cell."""
        column, spec = field.cell, field.spec
        match spec:
            case Rating():
                return self.level(column)
            case Whole():
                return self.whole(column, spec.lowest, spec.highest)
            case Number():
                return self.number(column)
            case Flag(word=word):
                flag = self.says(column, word) if word else self.flag(column)
                return flag if field.optional else bool(flag)
            case Words():
                return self.words(column)
            case Choice():
                return self.term(column)
            case Instant():
                return self.instant(column)
        return self.text(column) or (None if field.optional else "")

    def says(self, column: str, word: str) -> bool:
        """Whether a cell has that word; CellError if it has another one."""
        cell = self.text(column).strip().casefold()
        if cell not in ("", word):
            raise self.error(f"“{cell[:40]}” can't stand here; write {word}, or leave the cell empty", column)
        return cell == word

    def level(self, column: str) -> int | None:
        """A rating, 0–10; None if the cell is empty."""
        cell = self.cells.get(column, "").strip()
        if cell in _LEVELS:
            return _LEVELS[cell]
        return self._whole(column, _OF_TEN.sub("", cell), cell, LOWEST, HIGHEST)

    def whole(self, column: str, lowest: int, highest: int) -> int | None:
        """A whole number in these limits; None if the cell is empty."""
        cell = self.cells.get(column, "").strip()
        return self._whole(column, cell, cell, lowest, highest) if cell else None

    def number(self, column: str) -> float:
        """A measured number; CellError if the cell is empty."""
        cell = self.text(column).strip()
        if not _NUMBER.fullmatch(cell):
            raise self.error(f"“{shown(cell)}” is no number; write it like 110 or 110.5" if cell else "empty", column)
        if "," in cell:
            self._add_remarks(column, f"“{cell}” read as {cell.replace(',', '.')}")
        return float(cell.replace(",", "."))

    def flag(self, column: str) -> bool | None:
        """Whether the cell says yes; None if it is empty."""
        cell = self.text(column).strip().casefold()
        if not cell or cell in _FLAGS:
            return _FLAGS.get(cell)
        if cell not in _OTHER_FLAGS:
            raise self.error(f"“{shown(self.text(column))}” is neither yes nor no", column)
        self._add_remarks(column, f"“{shown(self.text(column))}” read as {'yes' if _OTHER_FLAGS[cell] else 'no'}")
        return _OTHER_FLAGS[cell]

    def words(self, column: str) -> tuple[str, ...]:
        """The qualities or symptoms in a cell."""
        if column not in self.cells:
            return ()
        try:
            names, remarks = cell_words.words(self.cells[column], "quality" if column == "qualities" else "symptom")
        except InvalidValue as error:
            raise self.error(str(error), column) from error
        self._add_remarks(column, *remarks)
        return names

    def where(self) -> tuple[str, str] | None:
        """Site and side; None if there is no site."""
        # Asked when rows are grouped and again when the record is built; the remarks must come once.
        if self.known_place or ("site" not in self.cells and "side" not in self.cells):
            return self.known_place
        try:
            interpreted = cell_words.place(self.cells.get("site", ""), self.cells.get("side", ""))
        except InvalidValue as error:
            raise self.error(str(error), "side" if str(error).startswith("which") else "site") from error
        if interpreted is None:
            return None
        self._add_remarks("site", *interpreted[2])
        self.known_place = interpreted[:2]
        return self.known_place

    def term(self, column: str) -> str:
        """A word from a short list: the kind of care, the unit, the side of a motion, the tier."""
        try:
            if column == "activity":
                name, remarks = cell_words.care(self.text(column))
            elif column == "unit":
                name, remarks = cell_words.unit(self.text(column))
            elif column == "side":
                name, remarks = cell_words.side_alone(self.text(column))
            else:
                name, remarks = cell_words.tier(self.text(column), list(Tier))
        except InvalidValue as error:
            raise self.error(str(error), column) from error
        self._add_remarks(column, *remarks)
        return name

    def report_unused(self) -> None:
        """Add a remark for each filled cell that means nothing in a row of this kind."""
        for column in self.cells.keys() - USED[self.kind]:
            if self.cells[column].strip():
                text = f"{column} means nothing in a row of kind {self.kind}, and was left out"
                self.remarks.append((f"unused {self.kind} {column}", text))

    def _kind(self) -> str:
        kind = self.cells.get("kind", "").strip().casefold() or "entry"
        if kind in USED:
            return kind
        # Read on as an entry, so that the row has a group in which its problem is reported.
        if self.problem is None:
            written = shown(self.cells["kind"].strip())
            self.problem = self.error(f"“{written}” is no kind of row; use one of {', '.join(USED)}", "kind")
        return "entry"

    def _whole(self, column: str, cell: str, written: str, lowest: int, highest: int) -> int:
        match = _WHOLE.fullmatch(cell)
        if match is None or not lowest <= int(match[1]) <= highest:
            raise self.error(f"“{shown(written)}” can't be kept; give a whole number, {lowest}–{highest}", column)
        if match[1] != written:
            self._add_remarks(column, f"“{shown(written)}” read as {int(match[1])}")
        return int(match[1])

    def _add_remarks(self, column: str, *texts: str) -> None:
        for text in texts:
            self.remarks.append((f"{column} {text}", text))
