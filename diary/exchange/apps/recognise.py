"""Which app a file comes from, by its header; what has no known header is a table that a map explains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from diary.errors import DiaryError
from diary.exchange.apps import apple_health, bearable, daylio, migraine_buddy, other_table, track_and_graph
from diary.exchange.apps.rows import Export, Progress
from diary.exchange.apps.tables import ForeignTable, find_table, first_header
from diary.exchange.csv_columns import COLUMNS
from diary.exchange.csv_table import decode

_READERS: tuple[tuple[frozenset[str], Callable[[ForeignTable], Export]], ...] = tuple(
    (reader.HEADER, reader.read) for reader in (bearable, daylio, migraine_buddy, track_and_graph)
)
_MOST_OF_OURS = 3


class ForeignFile(NamedTuple):
    """A file of another app."""

    read: Callable[[Mapping[str, str]], Export]
    """Its rows, by what the map says of the columns (of a table of no known app)."""


def foreign_file(path: Path, content: Callable[[], bytes], progress: Progress | None = None) -> ForeignFile | None:
    """The file as one of another app; None for the diary's own CSV and JSON, and for what is no table at all.

    `content` reads the file; it is not asked for an export of Apple Health, which may be larger than the memory.
    """
    if apple_health.looks_like(path):
        return _fixed(apple_health.read(path, progress))
    try:
        text, _ = decode(content())
    except DiaryError:
        return None  # the reader of our own files says what is wrong with it
    if text.lstrip()[:1] in ("{", "["):
        return None
    # Some versions of an app join the rows by the two signs of a line break.
    if "\n" not in text.strip() and text.count("\\n") > 0:
        text = text.replace("\\r", "").replace("\\n", "\n")
    # The diary's own file is known by its header: none of its rows need be read here.
    first = first_header(text)
    if _is_ours(first) and not any(header <= set(map(str.casefold, first)) for header, _ in _READERS):
        return None
    for header, read in _READERS:
        if table := find_table(text, header):
            return _fixed(read(table))
    other = find_table(text, frozenset())
    if other is None or _is_ours(other.columns) or not other.rows or not _is_table(other):
        return None
    return ForeignFile(lambda columns: other_table.read(other, path.stem, columns))


def _fixed(export: Export) -> ForeignFile:
    """A file whose columns are known."""
    return ForeignFile(lambda _: export)


def _is_ours(columns: Iterable[str]) -> bool:
    names = {name.casefold().lstrip("'") for name in columns if name}
    ours = names & set(COLUMNS)
    return "time" in names and (bool(ours & {"kind", "entry", "site"}) or ours == names or len(ours) >= _MOST_OF_OURS)


def _is_table(table: ForeignTable) -> bool:
    return len(table.columns) > 1 and "date" in other_table.proposed_columns(table).values()
