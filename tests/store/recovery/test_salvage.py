"""Salvage: from a damaged file comes all that can be read of it, and the file stays as it is."""

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
from diary.exchange.json_format import json_of
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.recovery.salvage import salvage
from tests.store.samples import EVERY_KIND, entry

ENTRIES = 200
PAGE = 4096
Held = tuple[Path, Diary]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """A closed diary of a few hundred entries with a past, and what it holds."""
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
def hurt(whole: Held, tmp_path: Path) -> Callable[[Callable[[bytearray], None]], Path]:
    """Make a copy that something was done to."""

    def made(do: Callable[[bytearray], None]) -> Path:
        content = bytearray(whole[0].read_bytes())
        do(content)
        path = tmp_path / "hurt.db"
        path.write_bytes(content)
        return path

    return made


def spoil(*pages: int) -> Callable[[bytearray], None]:
    """Overwrite pages, counted from 1."""

    def do(content: bytearray) -> None:
        for page in pages:
            content[(page - 1) * PAGE : page * PAGE] = b"\xaa" * PAGE

    return do


def pages_of(path: Path, *tables: str) -> list[int]:
    """The pages of tables or indexes, without the one each begins with."""
    connection = sqlite3.connect(path)
    marks = ", ".join("?" * len(tables))
    query = f"SELECT pageno FROM dbstat WHERE name IN ({marks}) AND path <> '/'"
    try:
        return [page for (page,) in connection.execute(query, tables)]
    finally:
        connection.close()


def test_a_whole_diary_is_read_whole(whole: Held) -> None:
    path, diary = whole
    found = salvage(path)
    assert found.diary == diary
    assert {(each.record.id, each.fate) for each in found.past} == {("e7", "edited"), ("e8", "deleted")}
    assert found.whole
    assert not found.lost


def test_what_is_salvaged_is_imported_again(whole: Held, tmp_path: Path, clock: Clock) -> None:
    found = salvage(whole[0])
    content = json_of(found.diary, found.past)
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
def test_one_spoiled_page_takes_no_more_than_what_was_on_it(
    whole: Held, hurt: Callable[[Callable[[bytearray], None]], Path], seed: int
) -> None:
    path, diary = whole
    try:
        pages = pages_of(path, "entry", "reading", "version", "ix_entry_at", "sqlite_autoindex_entry_1")
    except sqlite3.Error:
        pages = list(range(60, path.stat().st_size // PAGE + 1))
    page = Random(seed).choice(pages)
    damaged = hurt(spoil(page))
    before = damaged.read_bytes()
    found = salvage(damaged)
    there = {each.id: each for each in found.diary.entries}
    assert len(there) >= len(diary.entries) - 30
    for each in diary.entries:
        if each.id in there and each.id not in found.partly:
            assert there[each.id] == each
    assert set(EVERY_KIND[1:]) <= set(found.diary.records())
    assert damaged.read_bytes() == before
    assert [each.name for each in damaged.parent.iterdir()] == ["hurt.db"]


def test_an_entry_whose_page_is_lost_comes_back_with_its_time_and_readings(
    whole: Held, hurt: Callable[[Callable[[bytearray], None]], Path]
) -> None:
    path, diary = whole
    try:
        pages = pages_of(path, "entry")
    except sqlite3.Error:
        pytest.skip("this SQLite can't tell which pages a table is on")
    found = salvage(hurt(spoil(pages[len(pages) // 2])))
    assert 5 <= len(found.partly) <= 40
    assert not found.whole
    assert not found.lost
    held = {each.id: each for each in diary.entries}
    for each in found.diary.entries:
        assert each.readings == held[each.id].readings
        assert each.at.instant == held[each.id].at.instant
        assert (each.note == "") == (each.id in found.partly)


def _no_first_page(content: bytearray) -> None:
    content[:PAGE] = bytes(PAGE)


@pytest.mark.parametrize("do", [_no_first_page, spoil(1), spoil(3)])
def test_without_its_schema_a_diary_is_read_all_the_same(
    whole: Held, hurt: Callable[[Callable[[bytearray], None]], Path], do: Callable[[bytearray], None]
) -> None:
    found = salvage(hurt(do))
    assert set(found.diary.records()) == set(whole[1].records())


def test_of_a_diary_cut_short_what_is_left_is_read(
    whole: Held, hurt: Callable[[Callable[[bytearray], None]], Path]
) -> None:
    def cut(content: bytearray) -> None:
        del content[len(content) * 3 // 4 :]

    found = salvage(hurt(cut))
    assert len(found.diary.entries) > 10
    assert sum(found.lost.values()) > 0 or found.partly


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
def test_odd_values_cost_only_what_they_are_in(whole: Held, tmp_path: Path, damage: str, lost: int) -> None:
    path = tmp_path / "odd.db"
    shutil.copy(whole[0], path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(damage)
    connection.close()
    found = salvage(path)
    assert len(found.diary.entries) == len(whole[1].entries) - lost
    assert sum(found.lost.values()) == lost + ("care" in damage)
    if "bell" in damage:
        assert next(each.note for each in found.diary.entries if each.id == "e9") == "bell\N{REPLACEMENT CHARACTER}x"


def test_what_is_in_the_journal_only_is_salvaged_too(store: DiaryStore) -> None:
    store.save(entry(1, id="journalled"))
    assert [each.id for each in salvage(store.path).diary.entries] == ["journalled"]
    store.save(entry(2, id="next"))
    assert store.count() == 2


def test_what_never_was_a_diary_is_said_to_be_none(tmp_path: Path) -> None:
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


def test_where_nothing_is_left_that_is_said(hurt: Callable[[Callable[[bytearray], None]], Path], whole: Held) -> None:
    count = whole[0].stat().st_size // PAGE
    with pytest.raises(DamagedFile, match="nothing can be read"):
        salvage(hurt(lambda content: spoil(*range(2, count + 1))(content)))
