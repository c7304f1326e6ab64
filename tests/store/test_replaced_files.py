"""A diary that sync services, copies and other programs replace, delete or write over while it is open."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.domain.records import Change
from diary.errors import NoDiaryYet, StoreError
from diary.paths import backups_folder
from diary.store import open_file, writes
from diary.store.backup.names import Backup, backups_of
from diary.store.diary_store import DiaryStore, open_diary
from tests.store.samples import entry


def opened(path: Path, clock: Clock) -> DiaryStore:
    return open_diary(path, clock=clock, program="cli", create=False)


def ids(path: Path, clock: Clock) -> set[str]:
    with opened(path, clock) as store:
        return {each.id for each in store.read().entries}


def kept(store: DiaryStore) -> list[Backup]:
    return [backup for backup in backups_of(store.path) if backup.kind == "replaced"]


@pytest.fixture
def other(store: DiaryStore, clock: Clock) -> Path:
    """What another machine has: the diary as it was, and an entry of its own. Here, "mine" was saved since."""
    store.save(entry(9, id="both"))
    path = store.path.with_name("other.db")
    shutil.copy(store.path, path)
    with opened(path, clock) as theirs:
        theirs.save(entry(5, id="theirs"))
    store.save(entry(4, id="mine"))
    return path


def in_the_middle(store: DiaryStore, monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Call `then` once, in the middle of the next save."""
    waiting = [then]
    add = writes.add

    def add_then(connection: sqlite3.Connection, records: list[object]) -> object:
        steps = add(connection, records)  # type: ignore[arg-type]
        if waiting:
            waiting.pop()()
        return steps

    monkeypatch.setattr(writes, "add", add_then)


def before_the_first_write(store: DiaryStore, monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Call `then` once, after the next save has begun and before it writes: SQLite refuses to go on by itself."""
    waiting = [then]
    add = writes.add

    def then_add(connection: sqlite3.Connection, records: list[object]) -> object:
        if waiting:
            waiting.pop()()
        return add(connection, records)  # type: ignore[arg-type]

    monkeypatch.setattr(writes, "add", then_add)


def after_the_commit(store: DiaryStore, monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Call `then` once, between the next commit and the word that it is saved."""
    waiting = [then]
    is_at_path = store.database._is_at_path

    def then_is_at_path() -> bool:
        if waiting:
            waiting.pop()()
        return is_at_path()

    monkeypatch.setattr(store.database, "_is_at_path", then_is_at_path)


MOMENTS = [before_the_first_write, in_the_middle, after_the_commit]


def test_a_file_that_another_replaced_is_shown_and_the_old_one_is_kept(
    store: DiaryStore, other: Path, clock: Clock
) -> None:
    """Without it, what was saved since the last sync would be gone with the replaced file, without a word."""
    stamp = store.stamp()
    other.replace(store.path)
    assert store.stamp() != stamp
    assert {each.id for each in store.read().entries} == {"both", "theirs"}
    (copy,) = kept(store)
    assert ids(copy.path, clock) == {"both", "mine"}
    (notice,) = store.take_notices()
    assert str(copy.path) in notice.text
    assert notice.hint is not None
    assert notice.hint.name == "merge"
    assert store.take_notices() == []


def test_a_newer_file_that_holds_everything_needs_no_copy(store: DiaryStore, clock: Clock) -> None:
    """Without it, each ordinary sync would leave a copy and a warning for nothing."""
    store.save(entry(9, id="both"))
    newer = store.path.with_name("newer.db")
    shutil.copy(store.path, newer)
    with opened(newer, clock) as theirs:
        theirs.save(entry(5, id="theirs"))
    newer.replace(store.path)
    assert {each.id for each in store.read().entries} == {"both", "theirs"}
    assert kept(store) == []
    assert "holds it all" in store.take_notices()[0].text


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_entry_saved_while_the_file_is_replaced_is_in_the_new_file(
    store: DiaryStore, other: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, moment: Callable[..., None]
) -> None:
    """Without it, “saved” would be said of an entry in a file that has no name any more."""
    moment(store, monkeypatch, lambda: other.replace(store.path))
    store.save(entry(1, id="new"))
    assert ids(store.path, clock) == {"both", "theirs", "new"}
    assert "mine" in ids(kept(store)[0].path, clock)


def test_a_copy_that_comes_with_the_entry_already_in_it_saves_it_once(
    store: DiaryStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, a program that saves by copying and renaming would make a saved entry look like a failed one."""
    copy = store.path.with_name("copy.db")

    def copy_and_rename() -> None:
        shutil.copy(store.path, copy)
        copy.replace(store.path)

    after_the_commit(store, monkeypatch, copy_and_rename)
    change: Change = store.save(entry(1, id="new"))
    assert store.change(change.id).id == change.id
    assert ids(store.path, clock) == {"new"}


@pytest.mark.parametrize("moment", [None, *MOMENTS])
def test_nothing_is_called_saved_in_a_file_that_was_deleted(
    store: DiaryStore, clock: Clock, monkeypatch: pytest.MonkeyPatch, moment: Callable[..., None] | None
) -> None:
    """Without it, everything saved after a sync service has deleted the file would vanish with the program."""
    store.save(entry(2, id="one"))
    if moment:
        moment(store, monkeypatch, store.path.unlink)
    else:
        store.path.unlink()
    with pytest.raises(StoreError, match="moved or deleted while it was open; nothing was saved"):
        store.save(entry(1, id="new"))
    assert not store.path.exists()
    assert store.get("one")  # what was there can still be read
    (copy,) = kept(store)
    assert "one" in ids(copy.path, clock)
    assert str(copy.path) in store.take_notices()[0].text
    # Once it is back, it is used as before.
    shutil.copy(copy.path, store.path)
    store.save(entry(1, id="again"))
    assert {"one", "again"} <= ids(store.path, clock)
    assert len(kept(store)) == 1


def test_a_folder_that_went_away_is_not_made_anew(store: DiaryStore, tmp_path: Path) -> None:
    """Without it, a renamed folder or an unplugged drive would get a second, nearly empty diary."""
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(store.path, folder / "diary.db")
    with open_diary(folder / "diary.db", clock=store._clock, program="cli", create=False) as inside:
        inside.save(entry(2, id="one"))
        folder.rename(tmp_path / "renamed")
        with pytest.raises(StoreError, match="moved or deleted"):
            inside.save(entry(1))
        assert inside.get("one")
    assert not folder.exists()


def test_a_file_written_over_in_place_is_shown_and_nothing_of_the_old_one_is_mixed_in(
    store: DiaryStore, other: Path, clock: Clock
) -> None:
    """Without it, pages kept in memory would be written into the other content: a mixture of two diaries."""
    store.read()
    store.path.write_bytes(other.read_bytes())
    assert {each.id for each in store.read().entries} == {"both", "theirs"}
    assert "holds other content than before" in store.take_notices()[0].text
    store.save(entry(1, id="new"))
    assert ids(store.path, clock) == {"both", "theirs", "new"}
    assert store.database.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_screen_keeps_what_a_file_held_that_is_written_over(store: DiaryStore, other: Path, clock: Clock) -> None:
    """Without it, what was saved on the screen since the last sync would be lost: no open file holds it any more."""
    with open_diary(store.path, clock=clock, program="tui", create=False) as screen:
        screen.stamp()
        store.path.write_bytes(other.read_bytes())
        screen.stamp()
        (notice,) = screen.take_notices()
    (copy,) = kept(store)
    assert str(copy.path) in notice.text
    assert notice.hint is not None
    assert notice.hint.name == "merge"
    assert ids(copy.path, clock) == {"both", "mine"}


def test_a_file_with_the_same_counter_is_not_taken_for_the_one_in_memory(store: DiaryStore, clock: Clock) -> None:
    """Without it, SQLite would keep its pages of the old content: it looks at nothing but the counter."""
    store.save(entry(9, id="both"))
    copy = store.path.with_name("copy.db")
    shutil.copy(store.path, copy)
    store.save(entry(4, id="mine"))
    store.read()
    with opened(copy, clock) as theirs:
        theirs.save(entry(5, id="theirs"))
    store.path.write_bytes(copy.read_bytes())
    # The coarse clock of a file system must not decide.
    os.utime(store.path, ns=(0, 12345))
    assert {each.id for each in store.read().entries} == {"both", "theirs"}
    store.save(entry(1, id="new"))
    assert ids(store.path, clock) == {"both", "theirs", "new"}


def test_written_over_in_the_middle_of_a_save_nothing_is_mixed(
    store: DiaryStore, other: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, the pages of the save would be written among those of the other file."""

    def write_over() -> None:
        store.path.write_bytes(other.read_bytes())
        os.utime(store.path, ns=(0, 12345))

    in_the_middle(store, monkeypatch, write_over)
    store.save(entry(1, id="new"))
    assert ids(store.path, clock) == {"both", "theirs", "new"}
    assert store.database.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_that_is_no_diary_in_its_place_is_refused_and_the_old_one_kept(store: DiaryStore, clock: Clock) -> None:
    """Without it, a half-synced file would end in a lost diary once the program is closed."""
    store.save(entry(2, id="one"))
    other = store.path.with_name("letter")
    other.write_bytes(b"Dear Sir")
    other.replace(store.path)
    for _ in range(2):
        with pytest.raises(StoreError, match="not a pain diary"):
            store.save(entry(1))
        with pytest.raises(StoreError, match="not a pain diary"):
            store.read()
    (copy,) = kept(store)
    assert ids(copy.path, clock) == {"one"}
    assert store.path.read_bytes() == b"Dear Sir"


def test_a_diary_in_which_nothing_was_saved_leaves_no_copy(store: DiaryStore) -> None:
    store.path.unlink()
    store.read()
    assert not backups_folder(store.path).exists()


@pytest.mark.parametrize("happens", ["replaced", "deleted"])
@pytest.mark.parametrize("at", ["header_of", "refuse_leftovers", "is_writable", "connect"])
def test_replaced_while_it_is_opened_it_is_opened_again_and_deleted_it_is_missing(
    store: DiaryStore, other: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, at: str, happens: str
) -> None:
    """Without it, the person was told to check permissions that are as they should be."""
    waiting = [lambda: other.replace(store.path)] if happens == "replaced" else [store.path.unlink]
    step = getattr(open_file, at)

    def then_step(*given: object, **more: object) -> object:
        if waiting:
            waiting.pop()()
            # What SQLite says of a file that has another place now.
            if at == "connect":
                raise sqlite3.OperationalError("attempt to write a readonly database")
        return step(*given, **more)

    monkeypatch.setattr(open_file, at, then_step)
    if happens == "replaced":
        assert ids(store.path, clock) == {"both", "theirs"}
    else:
        with pytest.raises(NoDiaryYet):
            ids(store.path, clock)
