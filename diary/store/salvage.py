"""What can still be read of a damaged diary, as things. The file itself is copied and not touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, text

from diary.domain.records import KINDS, Diary, Kind, Thing, Version
from diary.domain.validate import check, tidy
from diary.errors import DamagedFile, ForeignFile, InvalidValue
from diary.store import ledger
from diary.store.copying import connection_to, copy_at_rest
from diary.store.database import Database
from diary.store.failures import Unreadable, foreign, missing, plain_failures
from diary.store.places import is_diary
from diary.store.reading import things_by_id
from diary.store.rescue import Rescue, rescue
from diary.store.schema_pages import lay_schema_over

_ANY_TIME = datetime(9000, 1, 1, tzinfo=UTC)
_LINES = "\n\t"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was read: what counts, what was edited or deleted; and what the file tells of that is lost, or in part."""

    diary: Diary
    past: tuple[Version, ...]
    lost: Mapping[Kind, int]
    partly: frozenset[str]
    whole: bool
    """Whether no damage was met."""


def salvage(path: Path) -> Salvaged:
    """Read what can be read of the file at a path (links followed). ForeignFile where nothing tells of a diary."""
    with plain_failures(path):
        try:
            if not is_diary(path):
                raise missing(path)
            ours = True
        except ForeignFile:
            ours = False
        with copy_at_rest(path) as copy:
            found = _rescued(copy)
        with closing(found.fresh):
            salvaged = _things_of(path, found)
    if not salvaged.diary.things() and not salvaged.past and not salvaged.whole:
        raise DamagedFile(f"nothing can be read of {path} any more") if ours else foreign(path)
    if not ours and not salvaged.diary.things():
        raise foreign(path)
    return salvaged


def _rescued(copy: Path) -> Rescue:
    try:
        with closing(_lenient(copy)) as connection:
            return rescue(connection)
    except sqlite3.DatabaseError:
        # Not even the names of the tables can be read.
        lay_schema_over(copy)
        with closing(_lenient(copy)) as connection:
            found = rescue(connection)
            found.whole = False
            return found


def _lenient(copy: Path) -> sqlite3.Connection:
    connection = connection_to(copy)
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    return connection


def _things_of(path: Path, found: Rescue) -> Salvaged:
    lost: dict[Kind, int] = {}
    current: dict[str, Thing] = {}
    with Database(path, found.fresh).reading() as connection:
        for kind in KINDS:
            ids = connection.execute(text(f"SELECT id FROM {kind}")).scalars().all()
            good = [fine for thing in _read(connection, kind, ids) if (fine := _sound(thing)) is not None]
            current |= {thing.id: thing for thing in good}
            if gone := len(found.known[kind]) - len(good):
                lost[kind] = gone
        before = (each for each in ledger.versions_of(connection, current) if each.fate != "current")
        past = tuple(each for each in before if _checked(each.thing) is not None)
    partly = frozenset(found.partly & current.keys())
    return Salvaged(Diary.of(list(current.values())), past, lost, partly, found.whole and not lost and not partly)


def _read(connection: Connection, kind: Kind, ids: Sequence[str]) -> list[Thing]:
    try:
        return list(things_by_id(connection, kind, ids)) if ids else []
    except Unreadable:
        if len(ids) == 1:
            return []
        half = len(ids) // 2
        return _read(connection, kind, ids[:half]) + _read(connection, kind, ids[half:])


def _sound(thing: Thing) -> Thing | None:
    """The thing as a diary can hold it; None where it can't."""
    return _checked(thing) or _checked(replace(thing, note=_printable(thing.note)))


def _checked(thing: Thing) -> Thing | None:
    try:
        tidied = tidy(thing)
        check(tidied, _ANY_TIME)
    except (InvalidValue, TypeError, AttributeError):
        return None
    return tidied


def _printable(note: object) -> str:
    return "".join(c if c.isprintable() or c in _LINES else "\N{REPLACEMENT CHARACTER}" for c in str(note))
