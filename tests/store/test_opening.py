"""Opening: a diary is made only on request, and a file that is no diary stays byte for byte as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.domain.records import Diary
from diary.error_hints import error_text
from diary.errors import DamagedFile, ForeignFile, NewerSchema, NoDiaryYet, StoreError
from diary.store.backup.way_back import way_back
from diary.store.diary_file import make_diary
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.schema.migrations import APPLICATION_ID, MIGRATIONS
from tests.store.samples import EVERY_KIND, entry


# Whole folders are compared, because SQLite could also leave a new file beside the diary.
def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def one_line(error: pytest.ExceptionInfo[StoreError], path: Path) -> str:
    text = str(error.value)
    assert "\n" not in text
    assert str(path) in text or "newer version" in text
    return text


@pytest.fixture
def closed(store: DiaryStore) -> Path:
    """A diary with entries, closed."""
    store.save(*EVERY_KIND)
    store.save(*(entry(hours, note="n" * 200) for hours in range(1, 400)))
    store.close()
    return store.path


@pytest.fixture
def shut(closed: Path) -> Iterator[Path]:
    """The closed diary in a folder where nothing may be written, seen by somebody who is not root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions work differently here")
    user = os.geteuid()
    # Not in tmp_path, because other users may not enter its parents.
    folder = Path(tempfile.mkdtemp())
    path = folder / "diary.db"
    path.write_bytes(closed.read_bytes())
    path.chmod(0o444)
    folder.chmod(0o555)
    # Root may write anywhere, so the test continues as nobody.
    if user == 0:
        os.seteuid(65534)
    yield path
    os.seteuid(user)
    folder.chmod(0o700)
    shutil.rmtree(folder)


def sqlite_file(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"pain,site\r\n3,knee\r\n", b"SQLite format 3\0", b"\0" * 5000, b"SQLite format 3\0" + b"\xff" * 9000],
    ids=["empty", "one line", "text", "magic alone", "zeros", "rubbish"],
)
def test_a_file_that_is_no_diary_is_left_untouched(tmp_path: Path, clock: Clock, content: bytes, create: bool) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(content)
    with pytest.raises(ForeignFile, match="not a pain diary; it was left untouched") as error:
        open_diary(path, clock=clock, program="cli", create=create)
    one_line(error, path)
    assert files(tmp_path) == {"some.db": content}


@pytest.mark.parametrize("mark", ["", "PRAGMA application_id = 1", "PRAGMA user_version = 1"])
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_another_programs_database_is_left_untouched(tmp_path: Path, clock: Clock, mark: str, mode: str) -> None:
    path = tmp_path / "photos.db"
    sqlite_file(path, f"PRAGMA journal_mode = {mode}", mark, "CREATE TABLE entry (id)")
    before = files(tmp_path)
    with pytest.raises(ForeignFile):
        open_diary(path, clock=clock, program="cli", create=True)
    assert files(tmp_path) == before


def test_a_folder_is_no_diary(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(StoreError, match="is a folder") as error:
        open_diary(tmp_path, clock=clock, program="cli", create=True)
    one_line(error, tmp_path)


def test_a_pipe_is_refused_without_waiting(tmp_path: Path, clock: Clock) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ForeignFile):
        open_diary(tmp_path / "pipe", clock=clock, program="cli", create=True)


def test_a_file_is_no_folder_for_a_diary(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "file" / "diary.db", tmp_path / "file" / "deep" / "diary.db"):
        with pytest.raises(NoDiaryYet):
            open_diary(path, clock=clock, program="cli", create=False)
        with pytest.raises(StoreError, match="is a file") as error:
            open_diary(path, clock=clock, program="cli", create=True)
        one_line(error, tmp_path / "file")
    assert files(tmp_path) == {"file": b"x"}


def test_reading_makes_no_diary_and_no_folder(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "deep" / "er" / "diary.db"
    with pytest.raises(NoDiaryYet, match="there is no diary at") as error:
        open_diary(path, clock=clock, program="cli", create=False)
    one_line(error, path)
    assert list(tmp_path.iterdir()) == []
    # The command that begins a diary must name the same file, or it would begin another one.
    assert error_text(way_back(error.value)).endswith(f"diary log 3 lower back --db {path}")


def test_a_newer_diary_is_left_untouched(closed: Path, clock: Clock) -> None:
    sqlite_file(closed, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = files(closed.parent)
    with pytest.raises(NewerSchema, match="newer version") as error:
        open_diary(closed, clock=clock, program="cli", create=True)
    one_line(error, closed)
    assert files(closed.parent) == before


def test_a_diary_cut_short_is_left_untouched(closed: Path, clock: Clock) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content[: len(content) // 2])
    before = files(closed.parent)
    with pytest.raises(DamagedFile, match="damaged") as error:
        open_diary(closed, clock=clock, program="cli", create=True)
    one_line(error, closed)
    assert files(closed.parent) == before


def test_damage_found_while_reading_is_reported_and_nothing_is_touched(closed: Path, clock: Clock) -> None:
    content = bytearray(closed.read_bytes())
    # The second half: the schema lies in the first, so that opening finds no fault yet.
    content[len(content) // 2 :] = b"\xaa" * (len(content) - len(content) // 2)
    closed.write_bytes(content)
    before = files(closed.parent)
    with open_diary(closed, clock=clock, program="cli", create=False) as damaged:
        with pytest.raises(DamagedFile) as error:
            damaged.read()
        one_line(error, closed)
    assert files(closed.parent) == before


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE entry SET at = 'long ago'",
        "UPDATE entry SET note = CAST(x'ff41' AS TEXT)",
        "UPDATE version SET content = '{\"kind\": \"poem\"}', operation = 'edit'",
        "UPDATE version SET content = '{', operation = 'edit'",
    ],
)
def test_values_that_this_program_never_writes_are_damage(closed: Path, clock: Clock, damage: str) -> None:
    sqlite_file(closed, "PRAGMA ignore_check_constraints = ON", damage)
    with open_diary(closed, clock=clock, program="cli", create=False) as damaged, pytest.raises(DamagedFile):
        damaged.versions()


def test_only_the_owner_may_read_a_new_diary(tmp_path: Path, clock: Clock) -> None:
    # Without a umask the modes are exactly those that the program asks for.
    before = os.umask(0)
    try:
        path = tmp_path / "share" / "pain-diary" / "diary.db"
        with open_diary(path, clock=clock, program="cli", create=True) as made:
            made.save(entry(1))
            modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "share").rglob("*")}
    finally:
        os.umask(before)
    # Also while it is open, nothing lies beside it between two saves: a copy or a sync service gets all of it.
    assert modes == {"pain-diary": 0o700, "diary.db": 0o600}
    assert stat.S_IMODE((tmp_path / "share").stat().st_mode) == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path, clock: Clock) -> None:
    tmp_path.chmod(0o755)
    open_diary(tmp_path / "diary.db", clock=clock, program="cli", create=True).close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_on_a_file_system_without_links_a_diary_is_made_too(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    # As on the FAT file system of a USB stick.
    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "diary.db"
    with open_diary(path, clock=clock, program="cli", create=True) as made:
        made.save(entry(1, id="one"))
    make_diary(path)
    with open_diary(path, clock=clock, program="cli", create=False) as again:
        assert again.get("one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["diary.db"]


def test_a_link_is_followed_also_to_a_diary_that_is_made_now(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "real" / "diary.db")
    with open_diary(tmp_path / "link.db", clock=clock, program="cli", create=True) as made:
        made.save(entry(1, id="one"))
    with open_diary(tmp_path / "real" / "diary.db", clock=clock, program="cli", create=False) as real:
        assert real.get("one")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(StoreError):
        open_diary(tmp_path / "loop", clock=clock, program="cli", create=True)


def test_a_left_journal_is_not_replayed_into_a_new_diary(closed: Path, clock: Clock) -> None:
    wal = closed.with_name("diary.db-wal")
    wal.write_bytes(b"entries of a diary that somebody moved away")
    closed.rename(closed.with_name("elsewhere.db"))
    with pytest.raises(StoreError, match="may hold entries of a diary that is missing"):
        open_diary(closed, clock=clock, program="cli", create=True)
    assert wal.exists()
    assert not closed.exists()


def test_a_save_that_a_crash_cut_off_is_taken_back_whole(store: DiaryStore, tmp_path: Path, clock: Clock) -> None:
    """Without it, a diary after a power cut would be a mixture of before and after the entry that was being saved."""
    saved = entry(1)
    store.save(saved)
    raw = store.database.connection
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("PRAGMA cache_spill = 1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE entry SET note = ?", ("x" * 90_000,))
    # The files as a power cut would leave them: the diary is half written, and the journal holds what it replaced.
    for name in ("diary.db", "diary.db-journal"):
        (tmp_path / f"after-{name}").write_bytes((tmp_path / name).read_bytes())
    raw.execute("ROLLBACK")
    assert (tmp_path / "after-diary.db").read_bytes() != (tmp_path / "diary.db").read_bytes()
    with open_diary(tmp_path / "after-diary.db", clock=clock, program="cli", create=False) as after:
        assert after.read().entries == (saved,)
    assert not (tmp_path / "after-diary.db-journal").exists()


def test_in_a_read_only_folder_no_diary_is_made(shut: Path, clock: Clock) -> None:
    path = shut.with_name("other.db")
    with pytest.raises(StoreError, match="can't be used: permission denied") as error:
        open_diary(path, clock=clock, program="cli", create=True)
    one_line(error, path)
    assert [each.name for each in path.parent.iterdir()] == ["diary.db"]


def test_a_diary_in_a_read_only_folder_is_left_untouched(shut: Path, clock: Clock) -> None:
    before = files(shut.parent)
    with pytest.raises(StoreError, match="check the permissions of the file and of its folder") as error:
        open_diary(shut, clock=clock, program="cli", create=False).save(entry(1))
    one_line(error, shut)
    assert files(shut.parent) == before


def test_an_unreadable_diary_is_not_taken_for_a_missing_one(shut: Path, clock: Clock) -> None:
    # Only the owner may change the mode, so back to that user for a moment.
    os.seteuid(os.getuid())
    shut.chmod(0o000)
    if os.getuid() == 0:
        os.seteuid(65534)
    with pytest.raises(StoreError, match="permission denied") as error:
        open_diary(shut, clock=clock, program="cli", create=True)
    one_line(error, shut)


def test_a_full_disk_loses_nothing_and_is_reported(store: DiaryStore) -> None:
    store.save(entry(2, id="before"))
    # A limit on the pages makes SQLite report a full disk.
    pages = store.database.connection.execute("PRAGMA page_count").fetchone()[0]
    store.database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full, so nothing was saved"):
        store.save(*(entry(hours, note="x" * 9000) for hours in range(3, 60)))
    assert [each.id for each in store.read().entries] == ["before"]
    store.database.connection.execute("PRAGMA max_page_count = 1000000")
    store.save(entry(1, id="after"))
    assert [each.id for each in store.read().entries] == ["before", "after"]


def test_nothing_is_saved_in_a_diary_that_was_moved_while_open(store: DiaryStore, clock: Clock) -> None:
    store.save(entry(1))
    store.path.rename(store.path.with_name("moved.db"))
    with pytest.raises(StoreError, match="moved or deleted while it was open; nothing was saved"):
        store.save(entry(2))


def test_a_closed_diary_can_be_closed_again_but_not_used(store: DiaryStore) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError):
        store.read()


def test_the_header_alone_identifies_a_diary(closed: Path) -> None:
    header = closed.read_bytes()[:100]
    # The offset of the application id in the file format of SQLite.
    assert header[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"PDia"


def test_a_new_diary_is_empty(store: DiaryStore) -> None:
    assert store.read() == Diary()
    assert store.versions() == ()


def test_an_id_that_is_no_text_raises_no_type_error(store: DiaryStore) -> None:
    store.save(entry(1, id="one"), entry(2, id="two"))
    raw = store.database.connection
    raw.execute("PRAGMA ignore_check_constraints = ON")
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("UPDATE entry SET id = x'ff00' WHERE id = 'one'")
    assert len(store.versions()) == 2


@pytest.mark.parametrize("column", ["note", "offset", "symptoms"])
def test_a_column_that_another_program_renames_meanwhile_is_not_read_as_its_own_name(
    store: DiaryStore, column: str
) -> None:
    store.save(entry(2))
    with closing(sqlite3.connect(store.path)) as other:
        other.execute(f"ALTER TABLE entry RENAME COLUMN [{column}] TO renamed")
    with pytest.raises(StoreError):
        store.read()
