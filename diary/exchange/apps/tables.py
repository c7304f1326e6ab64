"""Reads the CSV of another app: a header anywhere near the top, and rows of cells by the names of the columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diary.errors import DiaryError
from diary.exchange.apps.rows import MOST_ROWS
from diary.exchange.csv_table import SEPARATORS, records_of

_HEADER_WITHIN = 200
"""Rows in which the header must stand: an app may write what is still going on before it."""
_SPACES = re.compile(r"[\u00a0\u2007\u202f]")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: where it begins, its trimmed cells by column, and the problem if it can't be read."""

    place: str
    cells: dict[str, str]
    problem: str = ""

    def get(self, *columns: str) -> str:
        """The first of these cells that is filled; "" if none is."""
        for column in columns:
            if cell := self.cells.get(column):
                return cell
        return ""


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """The columns of a table, its rows, and the rows that stand before its header."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    before: tuple[tuple[int, list[str]], ...] = ()
    """The line and the cells of each row before the header."""


def header_of(row: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns in a row; a comma at the end of the row makes no column."""
    names = [trimmed(name).lstrip("\ufeff") for name in row]
    while names and not names[-1]:
        names.pop()
    # Two columns of one name are two columns.
    return tuple(
        f"{name} ({names[:number].count(name) + 1})" if name and name in names[:number] else name
        for number, name in enumerate(names)
    )


def trimmed(cell: str) -> str:
    """The cell without blanks around it; spaces that do not break are spaces."""
    return cell.strip() if cell.isascii() else _SPACES.sub(" ", cell).strip()


def find_table(text: str, wanted: frozenset[str]) -> ForeignTable | None:
    """The table whose header has all of the wanted columns, with any separator; None if there is none.

    Without wanted columns the first row that is filled is the header.
    """
    for separator in _separators(text):
        records = records_of(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 0)
        before: list[tuple[int, list[str]]] = []
        try:
            for line, record, problem in records:
                columns = header_of(record)
                if not problem and columns and wanted <= {name.casefold() for name in columns}:
                    return ForeignTable(columns, tuple(_rows(records, columns)), tuple(before))
                before.append((line, record))
                if not wanted or len(before) >= _HEADER_WITHIN:
                    break
        except _TooMany:
            raise
        except DiaryError:
            # With another separator a quotation mark may stand in the middle of a cell.
            if wanted and not before:
                raise
            continue
    return None


class _TooMany(DiaryError):
    """More rows than a diary has."""


def first_header(text: str) -> tuple[str, ...]:
    """The names in the first row that is filled; () where it can't be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separators(text)[0], strict=True)
    try:
        _, record, _ = next(records_of(reader, 0), (0, [], ""))
    except DiaryError:
        return ()
    return header_of(record)


def _separators(text: str) -> list[str]:
    """All separators, the one that the first line has most of first."""
    first = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    return sorted(SEPARATORS, key=lambda separator: -first.count(separator))


def _rows(records: Iterator[tuple[int, list[str], str]], columns: tuple[str, ...]) -> Iterator[TableRow]:
    for count, (line, record, problem) in enumerate(records):
        if count >= MOST_ROWS:
            raise _TooMany(f"there are more than {MOST_ROWS:,} rows, which is more than a diary; nothing was imported")
        if not problem and any(cell.strip() for cell in record[len(columns) :]):
            problem = f"there are {len(record)} cells but {len(columns)} columns"
        cells = ((name, trimmed(cell)) for name, cell in zip(columns, record, strict=False) if name and cell)
        yield TableRow(f"line {line}", {name: cell for name, cell in cells if cell}, problem)
