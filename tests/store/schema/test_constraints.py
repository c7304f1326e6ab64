"""The constraints: SQLite itself refuses bad rows, whatever program writes them."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from diary.clock import Clock
from diary.domain.fields import Field, Flag, Rating, Side, Site, Whole
from diary.domain.records import KINDS, Kind
from diary.domain.vocabulary import REGIONS
from diary.store.backup.verify import verify
from diary.store.diary_store import open_diary
from diary.store.schema.columns import layout_of
from tests.store.samples import EVERY_KIND, NOW


def _parts(kind: Kind) -> Iterator[tuple[str, tuple[Field, ...]]]:
    if parts := layout_of(kind).parts:
        yield parts.name, parts.fields


FIELDS = [
    (table, field)
    for kind in KINDS
    for table, fields in ((kind, layout_of(kind).fields), *_parts(kind))
    for field in fields
]
# Written with raw SQL, because `domain.validate` would refuse these values before they reach the file.
BAD: tuple[tuple[str, str, object], ...] = (
    ("reading", "pain", 11),
    ("reading", "pain", -1),
    ("reading", "pain", 5.5),
    ("reading", "pain", "much"),
    ("reading", "side", None),
    ("reading", "sudden", 2),
    ("reading", "entry_id", "nobody"),
    ("entry", "interference", 11),
    ("entry", "fatigue", -1),
    ("entry", "at", "2026-03-05T19:00:00"),
    ("entry", "at", "1850-01-01 00:00:00.000000"),
    ("entry", "at", None),
    ("entry", "at", 1_772_000_000),
    ("entry", "recorded", "yesterday"),
    ("entry", "offset", 90_000),
    ("entry", "offset", 0.5),
    ("entry", "date_only", 3),
    ("entry", "note", "x" * 100_001),
    ("entry", "note", None),
    ("entry", "zone", "x" * 65),
    ("entry", "id", ""),
    ("session", "effort", 11),
    ("session", "new", 2),
    ("session", "minutes", 0),
    ("session", "minutes", 1.5),
    ("session", "minutes", 1441),
    ("exercise", "name", ""),
    ("exercise", "new", 5),
    ("exercise", "session_id", "nobody"),
    ("motion", "value", -0.1),
    ("motion", "value", 100_001.0),
    ("motion", "value", float("inf")),
    ("motion", "value", float("nan")),
    ("motion", "value", "wide"),
    ("motion", "movement", ""),
    ("motion", "unit", ""),
    ("care", "activity", ""),
    ("care", "relief", 11),
    ("usual", "level", 11),
    ("usual", "level", None),
    ("usual", "side", None),
    ("usual", "site", None),
    ("known", "ended", 2),
    ("question", "reported", "soon"),
    ("ack", "rule", ""),
    ("ack", "confirmed", 2),
    ("version", "operation", "lose"),
    ("version", "content", "{}"),
    ("version", "change_id", "nobody"),
    ("change", "instant", "now"),
    ("change", "undo_of", "nobody"),
    ("exercise", "reps", 2.5),
    ("plan", "name", ""),
    ("treatment", "name", ""),
    ("activity", "name", ""),
    ("background", "topic", ""),
    ("answer", "name", ""),
    ("answer", "value", "much"),
    ("answer", "value", 100_001.0),
    ("answer", "score_id", "nobody"),
    ("exercise", "done", ""),
    ("reading", "worst", "much"),
    ("session", "about", 2),
    ("entry", "about", 2),
    *((table, field.name, 11) for table, field in FIELDS if isinstance(field.spec, Rating)),
    *((table, field.name, field.spec.highest + 1) for table, field in FIELDS if isinstance(field.spec, Whole)),
    *((table, field.name, 2) for table, field in FIELDS if isinstance(field.spec, Flag)),
)


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diary with a record of every kind, made once: making it takes 100 ms."""
    path = tmp_path_factory.mktemp("every") / "diary.db"
    with open_diary(path, clock=Clock(ZoneInfo("UTC"), "UTC", NOW), program="cli", create=True) as store:
        store.save(*EVERY_KIND)
    return path


@pytest.fixture
def raw(every_kind: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(shutil.copy(every_kind, tmp_path / "diary.db"), isolation_level=None)
    # Off by default in each new connection; without it the tests of ids would pass through.
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.mark.parametrize(("table", "column", "value"), BAD)
def test_a_bad_value_is_refused(raw: sqlite3.Connection, table: str, column: str, value: object) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(f'UPDATE {table} SET "{column}" = ?', (value,))


WORDS: tuple[tuple[str, str, object], ...] = (
    ("reading", "site", "leg"),
    ("reading", "side", "center"),
    ("reading", "qualities", "dull;nasty"),
    ("reading", "symptoms", "numb"),
    ("entry", "symptoms", "tired"),
    ("motion", "unit", "ell"),
    ("motion", "value", 361.0),
    ("motion", "side", "top"),
    ("care", "activity", "beer"),
    ("plan", "since", "soon"),
    ("plan", "until", "2025"),
    ("answer", "value", 24_000.5),
    ("background", "topic", "weather"),
    ("activity", "asked", "daily"),
    ("usual", "site", "leg"),
    ("known", "qualities", "nasty"),
    ("ack", "tier", "panic"),
)
"""Values that the tables let in, because the store knows no list of words and no unit's range."""


@pytest.mark.parametrize(("table", "column", "value"), WORDS)
def test_a_word_that_is_none_is_named_by_verify(
    tmp_path: Path, raw: sqlite3.Connection, clock: Clock, table: str, column: str, value: object
) -> None:
    raw.execute(f'UPDATE {table} SET "{column}" = ?', (value,))
    odd = [result for result in verify(tmp_path / "diary.db", clock).answers if result.word == "wrong"]
    assert [result.about for result in odd] == ["values"]


def test_a_reading_that_only_names_its_place_is_named_by_verify(
    tmp_path: Path, raw: sqlite3.Connection, clock: Clock
) -> None:
    """The tables let it in, because another app may say no more; an entry that was written here has to."""
    raw.execute(f"UPDATE reading SET {_empty('reading')}")
    raw.execute("UPDATE entry SET source = ''")
    odd = [result for result in verify(tmp_path / "diary.db", clock).answers if result.word == "wrong"]
    assert [result.about for result in odd] == ["values"]
    raw.execute("UPDATE entry SET source = 'Bearable'")
    assert not [result for result in verify(tmp_path / "diary.db", clock).answers if result.word == "wrong"]


def test_a_known_symptom_without_any_content_is_refused(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="ck_known_something"):
        raw.execute(f"UPDATE known SET {_empty('known')}")


def _empty(table: str) -> str:
    return ", ".join(
        f"{field.name} = {'NULL' if field.optional else 0 if isinstance(field.spec, Flag) else repr('')}"
        for name, field in FIELDS
        if name == table and not isinstance(field.spec, Site | Side)
    )


def test_an_entry_has_only_one_reading_per_place(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        raw.execute(
            "INSERT INTO reading (entry_id, site, side, place, pain) SELECT entry_id, site, side, 9, 1 FROM reading"
        )


def test_every_place_of_the_vocabulary_passes(raw: sqlite3.Connection) -> None:
    for region in REGIONS.values():
        for side in region.sides:
            raw.execute("UPDATE usual SET site = ?, side = ?", (region.name, side))


def test_readings_and_exercises_are_deleted_with_their_record(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM entry")
    raw.execute("DELETE FROM session")
    assert raw.execute("SELECT (SELECT count(*) FROM reading) + (SELECT count(*) FROM exercise)").fetchone() == (0,)


def test_a_bad_value_is_tried_on_each_constraint(raw: sqlite3.Connection) -> None:
    """A constraint whose column no bad value was tried on is one that may hold nothing back."""
    tried = {f"{table}_{column}" for table, column, _ in BAD}
    common = {"id", "at", "recorded", "offset", "date_only", "about", "zone", "note"}
    statements = " ".join(sql or "" for (sql,) in raw.execute("SELECT sql FROM sqlite_schema"))
    names = set(re.findall(r"CONSTRAINT ck_(\w+)", statements))
    names = {name for name in names if not name.endswith(("_something", "_place"))}
    like_entry = {name for name in names if name.partition("_")[2] in common and not name.startswith("entry_")}
    assert names - like_entry - tried == {"version_instant"}
