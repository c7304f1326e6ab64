"""Diaries edited by hand: text with commands for a terminal, Textual or a page, and values that we never write."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from diary.domain.records import KINDS
from diary.store.diary_store import open_diary
from diary.store.schema.migrations import migrate
from tests.store.samples import EVERY_KIND, entry
from tests.torture.jobs import CLOCK

ESCAPES = "\x1b[31mPWNED\x1b]0;PWNED\x07\x1b[2J\x1bP+q\x1b\\\x9b31mPWNED\x9d0;PWNED\x9c"
BIDI = "\u202ePWNED\u2066\u200f\u2028\u2029\x85"
MARKUP = "[red]PWNED[/red] [/] [@click=app.quit]PWNED[/] [link=file:///etc/passwd]PWNED[/link] $variable"
PAGE_CODE = (
    "<script>PWNED</script> & ' \" `PWNED` **PWNED** [PWNED](file:///etc/passwd) #sys.inputs $x_1$ \\PWNED{} | ``` <!--"
)
FORMULAS = "=cmd|'/C calc'!A0"
PATHS = "../../../../etc/PWNED"
# A C1 control (0x80-0x9f) is an escape of one byte: \x9b is the same as ESC [.
BROKEN = "\x00\x08\x0c\r\x7f\ufffe\ufdd0"
TEXT = f"{FORMULAS}{ESCAPES}{BIDI}{MARKUP}{PAGE_CODE}{PATHS}{BROKEN}"
"""All of them together. The formula comes first, because a spreadsheet only runs one at the start of a cell."""

CONTROL_CHARACTERS = "\x1b\x07\x08\x0b\x0c\x7f\x9b\x9d\x9c\x90\x85\u202e\u2066\u200f\u2028\u2029"
"""Characters that a terminal acts on; they must not reach it from the diary."""

TEXTS = ("note", "zone", "activity", "name", "dose", "rule", "movement", "label", "program", "session")
"""Columns of free text, written by a person or a program."""

NUMBERS: tuple[Any, ...] = (-1, 11, 10**9, 2**62, 0.5, float("inf"), "many", b"\xff\x00", "", None)
TIMES: tuple[Any, ...] = (
    "0001-01-01 00:00:00.000000", "9999-12-31 23:59:59.999999", "2026-03-05", "2026-13-45 99:99:99.000000",
    "not a time", "", 5, 1e300, b"\xff", None,
)  # fmt: skip
WORDS: tuple[Any, ...] = (TEXT, "", "knee;knee", "x" * 200_000, 7, 0.5, b"\xff\x00", None)


def hostile_text(path: Path) -> Path:
    """A diary with every kind of record, in which each text is hostile and each value is in range."""
    with open_diary(path, clock=CLOCK, program="cli", create=True) as store:
        store.save(*EVERY_KIND, *(entry(hours, id=f"e{hours}", note="x") for hours in (2, 30, 50)))
        store.replace(entry(2, id="e2", note="y"))
        store.delete("e30")
    with _raw(path) as raw:
        for table, column in _columns(raw):
            if column in TEXTS and (table, column) != ("care", "activity"):
                # A zone has at most 64 characters.
                raw.execute(f'UPDATE "{table}" SET "{column}" = ?', (TEXT[:64] if column == "zone" else TEXT,))
        raw.execute('UPDATE version SET content = replace(content, \'"note":"x"\', ?)', (f'"note":{json.dumps(TEXT)}',))
        # Not the kinds whose parts refer to their ids.
        for kind in set(KINDS) - {"entry", "session", "score"}:
            raw.execute(f"UPDATE {kind} SET id = ?", (f"{kind}\x1b[31m/../{FORMULAS}"[:64],))
    return path


def odd_values() -> Iterator[tuple[str, str, Any]]:
    """A table, a column, and a value that should not be there: each column with each odd value for its type."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        migrate(raw)
        for table, column in _columns(raw):
            kind = {name: kind for _, name, kind, *_ in raw.execute(f'PRAGMA table_info("{table}")')}[column]
            values: Sequence[Any] = TIMES if kind == "DATETIME" else WORDS if kind.startswith("VARCHAR") else NUMBERS
            yield from ((table, column, value) for value in values)


def odd_diary(path: Path, table: str, column: str, value: Any) -> bool:
    """Make a diary with one value that should not be there; False if SQLite itself refuses the value."""
    with open_diary(path, clock=CLOCK, program="cli", create=True) as store:
        store.save(*EVERY_KIND, *(entry(hours, id=f"e{hours}", note="x") for hours in (2, 20, 30, 50)))
        store.replace(entry(2, id="e2", note="y"))
        store.delete("e30")
    with _raw(path) as raw:
        try:
            raw.execute(
                f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = (SELECT max(rowid) FROM "{table}")', (value,)
            )
        except sqlite3.OperationalError:  # a table without row numbers (WITHOUT ROWID)
            first = raw.execute(f'PRAGMA table_info("{table}")').fetchone()[1]
            try:
                raw.execute(
                    f'UPDATE "{table}" SET "{column}" = ? WHERE "{first}" = (SELECT max("{first}") FROM "{table}")',
                    (value,),
                )
            except sqlite3.IntegrityError:
                return False
        except sqlite3.IntegrityError:
            return False
    return True


def _columns(raw: sqlite3.Connection) -> list[tuple[str, str]]:
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return [
        (table, column)
        for table in tables
        if not table.startswith("sqlite_")
        for _, column, *_ in raw.execute(f'PRAGMA table_info("{table}")')
    ]


@contextmanager
def _raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the file itself, without the checks of its constraints."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection
