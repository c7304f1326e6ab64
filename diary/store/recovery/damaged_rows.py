"""The rows of a damaged table that can still be read, though SQLite stops at every page that can't.

A table with row numbers is read from both ends, and what is left between is entered in the middle, again and again. A
table that is kept by a key is read from both ends, then key by key.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Row = tuple[Any, ...]
FURTHEST = 100_000
"""How many row numbers are tried where nothing tells the last one."""
ENOUGH = 1_000
"""How many places of a table are tried before it is given up."""
_HALF_A_DAY = 12 * 60
_EPOCH = datetime(1900, 1, 1)  # noqa: DTZ001  times are written without their zone, which is UTC
_FIRST, _LAST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class Found:
    """The rows, and whether SQLite came through the table without meeting damage."""

    rows: list[Row]
    whole: bool


def numbered_rows(connection: sqlite3.Connection, table: str, columns: Sequence[str], last: int | None = None) -> Found:
    """Every readable row of a table whose first column is its row number, in order; `last` is the last one known of."""
    query = f"SELECT {_listed(columns)} FROM {table} NOT INDEXED WHERE {columns[0]} BETWEEN ? AND ? ORDER BY 1"

    def read(low: int, high: int, order: str) -> tuple[list[Row], bool]:
        return _until_damage(connection, f"{query} {order}", (low, high))

    onwards, whole = read(_FIRST, _LAST, "ASC")
    if whole:
        return Found(onwards, True)
    back, _ = read(_FIRST, _LAST, "DESC")
    low = onwards[-1][0] + 1 if onwards else 1
    high = back[-1][0] - 1 if back else (last if last is not None else low + FURTHEST)
    between = _between(read, lambda row: int(row[0]), low, high)
    rows = {row[0]: row for row in (*onwards, *back, *between)}
    return Found([rows[number] for number in sorted(rows)], False)


def indexed_rows(connection: sqlite3.Connection, table: str, index: str, columns: Sequence[str]) -> list[Row]:
    """What an index alone tells of a table's rows; the first column is a time in UTC, as the diary writes them."""
    query = f"SELECT {_listed(columns)} FROM {table} INDEXED BY {index}"
    rows, whole = _from_both_ends(connection, query, len(columns))
    if whole or not rows:
        return rows
    inside = f"{query} WHERE {columns[0]} BETWEEN ? AND ? ORDER BY 1"

    def read(low: int, high: int, order: str) -> tuple[list[Row], bool]:
        return _until_damage(connection, f"{inside} {order}", (f"{_time_of(low)}:00", f"{_time_of(high)}:60"))

    minutes = [minute for row in rows if (minute := _minute_of(row)) is not None]
    rows += _between(
        read, lambda row: _minute_of(row) or 0, min(minutes, default=0), max(minutes, default=-1), _HALF_A_DAY
    )
    return list(dict.fromkeys(rows))


def _between(
    read: Callable[[int, int, str], tuple[list[Row], bool]],
    number: Callable[[Row], int],
    low: int,
    high: int,
    least: int = 1,
) -> list[Row]:
    """Enter what is left from its middle, onwards and back, until what was not tried is less than `least`."""
    rows: list[Row] = []
    # The first of them are spread over all there is: where those find nothing, nothing is left.
    spans = deque([(low, high)])
    tries = 0
    while spans and (rows or tries < ENOUGH):
        tries += 1
        low, high = spans.popleft()
        if high - low + 1 < least:
            continue
        middle = (low + high) // 2
        onwards, whole = read(middle, high, "ASC")
        if not whole:
            spans.append((max(middle, number(onwards[-1])) + 1 if onwards else middle + 1, high))
        back, whole = read(low, middle - 1, "DESC")
        if not whole:
            spans.append((low, min(middle - 1, number(back[-1])) - 1 if back else middle - 2))
        rows += [*onwards, *back]
    return rows


def keyed_rows(connection: sqlite3.Connection, table: str, columns: Sequence[str], keys: Iterable[str]) -> Found:
    """Every readable row of a table that is kept by its first column; each of the `keys` is looked up where need be."""
    query = f"SELECT {_listed(columns)} FROM {table}"
    rows, whole = _from_both_ends(connection, query, 1)
    if not whole:
        for key in keys:
            rows += _until_damage(connection, f"{query} WHERE {columns[0]} = ?", (key,))[0]
    return Found(list(dict.fromkeys(rows)), whole)


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
    except sqlite3.Error:
        return rows, False
    return rows, True


def _time_of(minute: int) -> str:
    return f"{_EPOCH + timedelta(minutes=minute):%Y-%m-%d %H:%M}"


def _minute_of(row: Row) -> int | None:
    try:
        return int((datetime.fromisoformat(row[0]) - _EPOCH) // timedelta(minutes=1))
    except (TypeError, ValueError):
        return None


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
