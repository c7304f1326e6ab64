"""What a program was writing when it was ended is deleted: at once, or by the next one if it was killed."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from diary import unfinished
from diary.clock import Clock
from diary.files import write_private
from diary.store.backup.backups import backup_of, backup_to
from diary.store.backup.sqlite_copy import copy_at_rest
from diary.store.diary_store import DiaryStore
from tests.store.samples import entry

WRITES = """
import sys, time
from pathlib import Path
from diary import unfinished
from diary.cli.main import guard_process
guard_process()
with unfinished.file_in(Path(sys.argv[1])) as file, unfinished.folder_in(Path(sys.argv[1])) as folder:
    file.write_text("words"), (folder / "copy.db").write_text("words")
    file.with_name(file.name + "-journal").write_text("words")
    print(file, flush=True)
    time.sleep(60)
"""


@contextmanager
def writer(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A program that is writing in the folder, and its file."""
    command = [sys.executable, "-c", WRITES, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        try:
            yield process, Path(process.stdout.readline().strip())
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals end a program differently there")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_program_that_is_ended_leaves_nothing(tmp_path: Path, number: int) -> None:
    with writer(tmp_path) as (process, file):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        process.send_signal(number)
        process.wait(30)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is swept there")
def test_what_a_killed_program_left_is_deleted_by_the_next_and_nothing_else(tmp_path: Path) -> None:
    """Without it, whole copies of a diary stay behind in the folder for ever."""
    others = {tmp_path / name for name in (".abcdefgh.new", ".pain-diary-notes", "pain-diary-abcdefgh.new")}
    for other in others:
        other.touch()
    with writer(tmp_path) as (process, file):
        unfinished.sweep(tmp_path)
        assert file.read_text() == "words"  # it is still being written
        process.kill()
        process.wait(30)
    assert len(set(tmp_path.iterdir()) - others) == 3
    write_private(tmp_path / "export.csv", b"")
    assert set(tmp_path.iterdir()) == others | {tmp_path / "export.csv"}


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is swept there")
@pytest.mark.parametrize("what", ["backup", "backup FILE", "a raw copy"])
def test_each_kind_of_copy_sweeps(
    store: DiaryStore, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    store.save(entry(1))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    folder = {"backup": tmp_path, "backup FILE": tmp_path, "a raw copy": temporary}[what]
    with writer(folder) as (process, file):
        process.kill()
        process.wait(30)
    if what == "backup":
        backup_of(store.path, clock)
    elif what == "backup FILE":
        backup_to(store.path, tmp_path / "copy.db")
    else:
        with copy_at_rest(store.path):
            pass
    assert not file.exists()
    assert not list(folder.glob(".pain-diary-*"))
