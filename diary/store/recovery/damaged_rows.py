"""The readable rows of a damaged table, although SQLite stops at each page that it can't read.

A table with row numbers is read from both ends; the part that is left is then entered in its middle, again and again.
A table stored in the order of a key is read from both ends, and then key by key.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Row = tuple[Any, ...]
MOST_ROW_NUMBERS = 100_000
"""How many row numbers are tried if the last one is not known."""
MOST_TRIES = 1_000
"""How many places of a table are tried before the search for a first readable row is given up."""
_HALF_A_DAY = 12 * 60
"""Minutes. Searching an index of times goes no finer than this."""
_EPOCH = datetime(1900, 1, 1)  # noqa: DTZ001  times are stored without a zone and mean UTC
# The limits of SQLite's row numbers.
_FIRST, _LAST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class TableRows:
    """The readable rows, and whether SQLite read the complete table without an error."""

    rows: list[Row]
    whole: bool


def numbered_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], last: int | None = None
) -> TableRows:
    """All readable rows of a table whose first column is its row number, in order; `last` is the last known number."""
    # NOT INDEXED: the path through the table itself must not depend on an index that may be damaged too.
    query = f"SELECT {_column_list(columns)} FROM {table} NOT INDEXED WHERE {columns[0]} BETWEEN ? AND ? ORDER BY 1"

    def read(low: int, high: int, order: str) -> tuple[list[Row], bool]:
        return _until_damage(connection, f"{query} {order}", (low, high))

    forward, whole = read(_FIRST, _LAST, "ASC")
    if whole:
        return TableRows(forward, True)
    backward, _ = read(_FIRST, _LAST, "DESC")
    low = forward[-1][0] + 1 if forward else 1
    high = backward[-1][0] - 1 if backward else (last if last is not None else low + MOST_ROW_NUMBERS)
    between = _rows_between(read, lambda row: int(row[0]), low, high)
    rows = {row[0]: row for row in (*forward, *backward, *between)}
    return TableRows([rows[number] for number in sorted(rows)], False)


def indexed_rows(connection: sqlite3.Connection, table: str, index: str, columns: Sequence[str]) -> list[Row]:
    """The readable rows of an index, without its table; the first column is a time in UTC, as the diary writes it."""
    # All columns are in the index, so SQLite does not read the table, which may be damaged elsewhere.
    query = f"SELECT {_column_list(columns)} FROM {table} INDEXED BY {index}"
    rows, whole = _from_both_ends(connection, query, len(columns))
    if whole or not rows:
        return rows
    inside = f"{query} WHERE {columns[0]} BETWEEN ? AND ? ORDER BY 1"

    def read(low: int, high: int, order: str) -> tuple[list[Row], bool]:
        return _until_damage(connection, f"{inside} {order}", (f"{_time_of(low)}:00", f"{_time_of(high)}:60"))

    minutes = [minute for row in rows if (minute := _minute_of(row)) is not None]
    rows += _rows_between(
        read, lambda row: _minute_of(row) or 0, min(minutes, default=0), max(minutes, default=-1), _HALF_A_DAY
    )
    return list(dict.fromkeys(rows))


def _rows_between(
    read: Callable[[int, int, str], tuple[list[Row], bool]],
    number: Callable[[Row], int],
    low: int,
    high: int,
    least: int = 1,
) -> list[Row]:
    """Read the span from `low` to `high` from its middle in both directions, and again each part that is left.

    Parts shorter than `least` are given up.
    """
    rows: list[Row] = []
    # Breadth first: the first MOST_TRIES places are spread over the whole span. If all of them fail, nothing is left.
    spans = deque([(low, high)])
    tries = 0
    while spans and (rows or tries < MOST_TRIES):
        tries += 1
        low, high = spans.popleft()
        if high - low + 1 < least:
            continue
        middle = (low + high) // 2
        forward, whole = read(middle, high, "ASC")
        if not whole:
            spans.append((max(middle, number(forward[-1])) + 1 if forward else middle + 1, high))
        backward, whole = read(low, middle - 1, "DESC")
        if not whole:
            spans.append((low, min(middle - 1, number(backward[-1])) - 1 if backward else middle - 2))
        rows += [*forward, *backward]
    return rows


def keyed_rows(connection: sqlite3.Connection, table: str, columns: Sequence[str], keys: Iterable[str]) -> TableRows:
    """All readable rows of a table stored in the order of its first column; if damaged, each of `keys` is looked up."""
    query = f"SELECT {_column_list(columns)} FROM {table}"
    rows, whole = _from_both_ends(connection, query, 1)
    if not whole:
        for key in keys:
            # Descends from the root to each key, and so reaches pages behind a damaged one.
            rows += _until_damage(connection, f"{query} WHERE {columns[0]} = ?", (key,))[0]
    return TableRows(list(dict.fromkeys(rows)), whole)


def _from_both_ends(connection: sqlite3.Connection, query: str, columns: int) -> tuple[list[Row], bool]:
    numbers = range(1, columns + 1)
    rows, whole = _until_damage(connection, f"{query} ORDER BY {', '.join(map(str, numbers))}", ())
    if not whole:
        rows += _until_damage(connection, f"{query} ORDER BY {', '.join(f'{n} DESC' for n in numbers)}", ())[0]
    return rows, whole


def _until_damage(connection: sqlite3.Connection, query: str, values: Sequence[object]) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    try:
        for row in connection.execute(query, values):
            rows.append(row)
    except sqlite3.Error:  # the rows before the damaged page stay valid
        return rows, False
    return rows, True


def _time_of(minute: int) -> str:
    return f"{_EPOCH + timedelta(minutes=minute):%Y-%m-%d %H:%M}"


def _minute_of(row: Row) -> int | None:
    try:
        return int((datetime.fromisoformat(row[0]) - _EPOCH) // timedelta(minutes=1))
    except (TypeError, ValueError):
        return None


def _column_list(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
