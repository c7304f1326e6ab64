"""A diary that is mounted as a single file has two names, and SQLite puts a journal beside each: it is only read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from diary.clock import Clock
from diary.errors import StoreError
from diary.store import open_file
from diary.store.backup import restore as restoring
from diary.store.backup.restore import restore
from diary.store.backup.verify import verify
from diary.store.diary_store import DiaryStore, open_diary
from diary.store.mounts import is_mounted_alone
from tests.store.samples import entry

LINES = (
    "/dev/vda / ext4 rw,relatime 0 0\n"
    "proc /proc proc rw 0 0\n"
    "/dev/vda /home/a\\040b/diary.db ext4 rw,relatime 0 0\n"
    "/dev/vda /srv/diary ext4 rw,relatime 0 0\n"
)


@pytest.mark.parametrize(
    ("file", "alone"),
    [("/home/a b/diary.db", True), ("/home/a b/other.db", False), ("/srv/diary/diary.db", False), ("/diary.db", False)],
)
def test_a_mount_of_the_file_itself_is_told_from_one_of_a_folder(tmp_path: Path, file: str, alone: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(LINES)
    assert is_mounted_alone(Path(file), mounts) is alone
    assert not is_mounted_alone(Path(file), tmp_path / "none")


def test_it_is_read_and_nothing_is_written(
    store: DiaryStore, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, two programs at two names would write at once with two journals, and mix their saves."""
    store.save(saved := entry(1))
    store.close()
    shutil.copy(store.path, backup := tmp_path / "backup.db")
    for module in (open_file, restoring):
        monkeypatch.setattr(module, "is_mounted_alone", lambda path: path == store.path)
    content = store.path.read_bytes()
    with open_diary(store.path, clock=clock, program="cli", create=False) as opened:
        assert opened.read().entries == (saved,)
        with pytest.raises(StoreError, match="mount its folder"):
            opened.save(entry(2))
    with pytest.raises(StoreError, match="mount its folder"):
        restore(store.path, backup, clock)
    assert store.path.read_bytes() == content


def test_a_real_mount_of_the_file(store: DiaryStore, tmp_path: Path, clock: Clock) -> None:
    store.save(entry(1))
    store.close()
    (tmp_path / "second").mkdir()
    second = tmp_path / "second" / "diary.db"
    second.touch(mode=0o600)
    code = (
        "import sys; from pathlib import Path; from diary.clock import wall_clock;"
        "from diary.store.diary_store import open_diary; from tests.store.samples import entry;"
        "store = open_diary(Path(sys.argv[1]), clock=wall_clock(), program='cli', create=False);"
        "print(len(store.read().entries), flush=True); store.save(entry(2))"
    )
    script = 'mount --bind "$1" "$2" && exec "$3" -c "$4" "$2"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", str(store.path), str(second), sys.executable, code]
    if (
        shutil.which("unshare") is None
        or os.geteuid()
        or subprocess.run(["unshare", "-m", "true"], check=False).returncode
    ):
        pytest.skip("no mount may be made here")
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    if not done.stdout:
        pytest.skip(f"mounting is refused on this machine: {done.stderr}")
    assert done.stdout == "1\n"
    assert "mount its folder" in done.stderr
    assert verify(store.path, clock).is_fine
