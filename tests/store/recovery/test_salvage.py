"""Salvage: all that is readable in a damaged file is rescued, and the file stays as it is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from diary.clock import Clock
from diary.domain.records import Diary
from diary.errors import DamagedFile, ForeignFile, NoDiaryYet
from diary.exchange.import_plan import apply, plan_import
from diary.exchange.json_format import json_of, read_json
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.recovery.salvage import salvage
from diary.store.schema.migrations import MIGRATIONS
from tests.store.old.make import CLOCK, content_of, diary_of
from tests.store.samples import EVERY_KIND, entry

ENTRIES = 300
PAGE = 4096
"""Bytes; the default page size of SQLite, which the diary uses."""
DiaryFile = tuple[Path, Diary]
Damage = Callable[[bytearray], None]
MakeDamaged = Callable[[Damage], Path]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> DiaryFile:
    """A closed diary of some three hundred entries with earlier versions, and its content."""
    path = tmp_path_factory.mktemp("whole") / "diary.db"
    clock = Clock(EVERY_KIND[0].at.local.tzinfo, "", entry().at.instant)  # type: ignore[arg-type]
    clock = replace(clock, fixed=EVERY_KIND[0].recorded)
    with open_diary(path, clock=clock, program="cli", create=True) as store:
        store.save(*EVERY_KIND)
        store.save(*(entry(hours, id=f"e{hours}", note=f"{hours} " + "n" * 150) for hours in range(6, 6 + ENTRIES)))
        store.replace(entry(7, id="e7", note="corrected"))
        store.delete("e8")
        return path, store.read()


@pytest.fixture
def damaged_copy(whole: DiaryFile, tmp_path: Path) -> MakeDamaged:
    """A function that makes a copy and damages it with the given function."""

    def make_copy(do: Damage) -> Path:
        content = bytearray(whole[0].read_bytes())
        do(content)
        path = tmp_path / "damaged.db"
        path.write_bytes(content)
        return path

    return make_copy


def spoil(*pages: int) -> Damage:
    """Overwrite pages, counted from 1."""

    def do(content: bytearray) -> None:
        for page in pages:
            content[(page - 1) * PAGE : page * PAGE] = b"\xaa" * PAGE

    return do


def pages_of(path: Path, *tables: str) -> list[int]:
    """The pages of tables or indexes, without their root pages; sqlite3.Error if this SQLite has no dbstat."""
    connection = sqlite3.connect(path)
    marks = ", ".join("?" * len(tables))
    query = f"SELECT pageno FROM dbstat WHERE name IN ({marks}) AND path <> '/'"
    try:
        return [page for (page,) in connection.execute(query, tables)]
    finally:
        connection.close()


def test_an_intact_diary_is_read_completely(whole: DiaryFile) -> None:
    path, diary = whole
    salvaged = salvage(path)
    assert salvaged.diary == diary
    assert {(each.record.id, each.outcome) for each in salvaged.past} == {("e7", "edited"), ("e8", "deleted")}
    assert salvaged.whole
    assert not salvaged.lost


def test_salvaged_records_can_be_imported(whole: DiaryFile, tmp_path: Path, clock: Clock) -> None:
    salvaged = salvage(whole[0])
    content = json_of(salvaged.diary, salvaged.past)
    with open_diary(tmp_path / "new.db", clock=clock, program="import", create=True) as store:
        plan = plan_import(content, store, clock)
        assert not plan.refused
        apply(plan, store)
        assert store.read() == whole[1]
        assert {version.record.note for version in store.versions() if version.record.id == "e7"} == {
            "corrected",
            "7 " + "n" * 150,
        }


@pytest.mark.parametrize("seed", range(3))
def test_one_damaged_page_costs_only_the_records_on_it(whole: DiaryFile, damaged_copy: MakeDamaged, seed: int) -> None:
    path, diary = whole
    try:
        pages = pages_of(path, "entry", "reading", "version", "ix_entry_at", "sqlite_autoindex_entry_1")
    except sqlite3.Error:
        pages = list(range(60, path.stat().st_size // PAGE + 1))
    page = Random(seed).choice(pages)
    damaged = damaged_copy(spoil(page))
    before = damaged.read_bytes()
    salvaged = salvage(damaged)
    there = {each.id: each for each in salvaged.diary.entries}
    # A page holds about twenty of these rows, each with a note of 150 characters.
    assert len(there) >= len(diary.entries) - 30
    for each in diary.entries:
        if each.id in there and each.id not in salvaged.partly:
            assert there[each.id] == each
    assert set(EVERY_KIND[1:]) <= set(salvaged.diary.records())
    assert damaged.read_bytes() == before
    assert [each.name for each in damaged.parent.iterdir()] == ["damaged.db"]


def test_an_entry_on_a_lost_page_is_rebuilt_with_its_time_and_readings(
    whole: DiaryFile, damaged_copy: MakeDamaged
) -> None:
    path, diary = whole
    try:
        pages = pages_of(path, "entry")
    except sqlite3.Error:
        pytest.skip("this SQLite can't tell which pages a table is on")
    salvaged = salvage(damaged_copy(spoil(pages[len(pages) // 2])))
    assert 5 <= len(salvaged.partly) <= 40
    assert not salvaged.whole
    assert not salvaged.lost
    held = {each.id: each for each in diary.entries}
    for each in salvaged.diary.entries:
        assert each.readings == held[each.id].readings
        assert each.at.instant == held[each.id].at.instant
        assert (each.note == "") == (each.id in salvaged.partly)


def _no_first_page(content: bytearray) -> None:
    content[:PAGE] = bytes(PAGE)


@pytest.mark.parametrize("do", [_no_first_page, spoil(1), spoil(3)])
def test_a_diary_without_its_schema_is_read_completely(whole: DiaryFile, damaged_copy: MakeDamaged, do: Damage) -> None:
    salvaged = salvage(damaged_copy(do))
    assert set(salvaged.diary.records()) == set(whole[1].records())


def test_the_rest_of_a_diary_that_was_cut_short_is_read(whole: DiaryFile, damaged_copy: MakeDamaged) -> None:
    def cut(content: bytearray) -> None:
        del content[len(content) * 3 // 4 :]

    salvaged = salvage(damaged_copy(cut))
    assert len(salvaged.diary.entries) > 10
    assert sum(salvaged.lost.values()) > 0 or salvaged.partly


@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        ("UPDATE entry SET at = '2026-02-30 10:00:00.000000' WHERE id = 'e9'", 1),
        ("UPDATE entry SET fatigue = 99 WHERE id = 'e9'", 0),
        ("UPDATE version SET content = '{' WHERE content IS NOT NULL", 0),
        ("DROP INDEX ix_entry_at", 0),
        ("UPDATE entry SET note = 'bell' || char(7) || 'x' WHERE id = 'e9'", 0),
        ("UPDATE entry SET note = CAST(x'ff41' AS TEXT) WHERE id = 'e9'", 0),
        ("DROP TABLE care", 0),
    ],
)
def test_an_odd_value_costs_only_its_own_record(whole: DiaryFile, tmp_path: Path, damage: str, lost: int) -> None:
    path = tmp_path / "odd.db"
    shutil.copy(whole[0], path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(damage)
    connection.close()
    salvaged = salvage(path)
    assert len(salvaged.diary.entries) == len(whole[1].entries) - lost
    assert sum(salvaged.lost.values()) == lost + ("care" in damage)
    if "bell" in damage:
        assert next(each.note for each in salvaged.diary.entries if each.id == "e9") == "bell\N{REPLACEMENT CHARACTER}x"


def test_entries_that_are_only_in_the_journal_are_salvaged_too(store: DiaryStore) -> None:
    store.save(entry(1, id="journalled"))
    assert [each.id for each in salvage(store.path).diary.entries] == ["journalled"]
    # The open diary must go on as before: salvage takes no lock on it.
    store.save(entry(2, id="next"))
    assert store.count() == 2


def test_a_file_that_never_was_a_diary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoDiaryYet):
        salvage(tmp_path / "none.db")
    for content in (b"", b"Dear Sir" * 5000):
        (tmp_path / "letter").write_bytes(content)
        with pytest.raises(ForeignFile):
            salvage(tmp_path / "letter")
    connection = sqlite3.connect(tmp_path / "photos.db")
    connection.execute("CREATE TABLE entry (id)")
    connection.execute("INSERT INTO entry VALUES ('x')")
    connection.commit()
    connection.close()
    with pytest.raises(ForeignFile):
        salvage(tmp_path / "photos.db")


def test_a_diary_without_anything_readable_is_reported(damaged_copy: MakeDamaged, whole: DiaryFile) -> None:
    count = whole[0].stat().st_size // PAGE
    with pytest.raises(DamagedFile, match="nothing can be read"):
        salvage(damaged_copy(lambda content: spoil(*range(2, count + 1))(content)))


@pytest.mark.parametrize("schema", range(1, len(MIGRATIONS) + 1))
def test_a_file_of_any_version_is_salvaged_whole(tmp_path: Path, schema: int) -> None:
    """An older one lacks columns."""
    shutil.copy(diary_of(schema), tmp_path / "diary.db")
    salvaged = salvage(tmp_path / "diary.db")
    expected = read_json(content_of(schema).read_text("utf-8"), CLOCK)
    assert set(salvaged.diary.records()) == {parsed.record for parsed in expected.records}
    assert (salvaged.lost, salvaged.whole) == ({}, True)
