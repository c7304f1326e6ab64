"""Files, folders and media that can't be written are read, and what could be written again is written again."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.errors import StoreError
from diary.store.backup.verify import verify
from diary.store.diary_store import DiaryStore, open_diary
from tests.store.old.make import diary_of
from tests.store.samples import entry
from tests.store.test_leftover_journals import torn

if not hasattr(os, "geteuid"):
    pytest.skip("permissions work differently here", allow_module_level=True)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of somebody who is not root, as root may write anywhere; the test runs as that person."""
    user = os.geteuid()
    # Not in tmp_path, because other users may not enter its parents.
    made = Path(tempfile.mkdtemp())
    if user == 0:
        os.chown(made, 65534, 65534)
        os.seteuid(65534)
    yield made
    made.chmod(0o700)
    os.seteuid(user)
    shutil.rmtree(made)


@pytest.fixture
def diary(folder: Path, clock: Clock) -> Path:
    """A diary with one entry in that folder."""
    with open_diary(folder / "diary.db", clock=clock, program="cli", create=True) as store:
        store.save(entry(1, id="one"))
    return folder / "diary.db"


def opened(path: Path, clock: Clock) -> DiaryStore:
    return open_diary(path, clock=clock, program="cli", create=False)


def notes(path: Path, clock: Clock) -> list[str]:
    return [answer.text for answer in verify(path, clock).answers if answer.about == "writing"]


@pytest.mark.parametrize(("file", "folder_mode"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
def test_what_is_read_only_is_read_and_verify_says_that_nothing_can_be_saved(
    diary: Path, clock: Clock, file: int, folder_mode: int
) -> None:
    """Without it, a diary on a read-only stick or in a backup can't be looked at, or a save fails unexpectedly."""
    diary.chmod(file)
    diary.parent.chmod(folder_mode)
    with opened(diary, clock) as store:
        assert store.get("one")
        with pytest.raises(StoreError, match=r"permissions|nothing can be saved"):
            store.save(entry(2))
        assert store.get("one")
    assert "nothing can be saved" in notes(diary, clock)[0]
    assert verify(diary, clock).is_fine
    assert [path.name for path in diary.parent.iterdir() if path.is_file()] == ["diary.db"]


def test_permissions_that_come_back_let_the_same_open_diary_save_again(diary: Path, clock: Clock) -> None:
    """Without it, `chmod 400`, a look and `chmod 600` would end all saving until the program is started again."""
    diary.chmod(0o400)
    with opened(diary, clock) as store:
        assert store.get("one")
        diary.chmod(0o600)
        store.save(entry(2, id="two"))
        assert store.get("two")
    assert notes(diary, clock) == []


def test_an_older_diary_on_a_read_only_medium_is_read(folder: Path, clock: Clock) -> None:
    """Without it, a diary kept on a stick with a write lock could only be read by the old program."""
    shutil.copy(diary_of(1), folder / "old.db")
    (folder / "old.db").chmod(0o400)
    folder.chmod(0o500)
    with opened(folder / "old.db", clock) as store:
        assert store.get("e3")
        with pytest.raises(StoreError):
            store.save(entry(1))
        assert store.get("e3")


def test_a_crashed_save_on_a_medium_that_is_read_only_now_is_taken_back_in_memory(diary: Path, clock: Clock) -> None:
    """Without it, a copy made after a power cut could be read only once it lies where it can be written."""
    with opened(diary, clock) as store:
        content, journal = torn(store)
    diary.write_bytes(content)
    diary.with_name("diary.db-journal").write_bytes(journal)
    diary.parent.chmod(0o500)
    with opened(diary, clock) as store:
        assert store.get("one").note == ""
        assert verify(diary, clock).contents is not None
    assert diary.with_name("diary.db-journal").read_bytes() == journal


def test_side_files_that_became_read_only_do_not_stop_saving(folder: Path, clock: Clock) -> None:
    """Without it, an older diary that was read while it was read-only could never be saved to again."""
    shutil.copy(diary_of(2), folder / "old.db")
    for ending in ("-wal", "-shm"):
        left = folder / f"old.db{ending}"
        left.touch()
        left.chmod(0o400)
    header = bytearray((folder / "old.db").read_bytes())
    header[18:20] = b"\2\2"
    (folder / "old.db").write_bytes(header)
    with opened(folder / "old.db", clock) as store:
        store.save(entry(1, id="new"))
        assert store.get("new")
