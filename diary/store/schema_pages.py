"""The pages of a database that say where its tables begin, put anew where they are lost.

All diaries of one schema are made by the same steps, so their tables begin at the same pages.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from diary.store.migrations import migrate

_COUNT_AT = 28
"""Where the header keeps the number of pages, in four bytes."""


def lay_schema_over(copy: Path) -> None:
    """Replace the header and the schema in a raw copy of a diary by those of a new one; tables and indexes stay."""
    with tempfile.TemporaryDirectory(prefix="diary-") as folder:
        fresh = Path(folder) / "fresh.db"
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            migrate(connection)
            (size,) = connection.execute("PRAGMA page_size").fetchone()
            roots = {root for (root,) in connection.execute("SELECT rootpage FROM sqlite_schema")}
        new = fresh.read_bytes()
    old = bytearray(copy.read_bytes())
    old.extend(bytes(max(-len(old) % size, len(new) - len(old))))
    for page in set(range(1, len(new) // size + 1)) - roots:
        old[(page - 1) * size : page * size] = new[(page - 1) * size : page * size]
    old[_COUNT_AT : _COUNT_AT + 4] = (len(old) // size).to_bytes(4, "big")
    copy.write_bytes(old)
