"""No output replaces the diary, what belongs to it, another database, or what is no plain file, by whatever name."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run

COMMANDS = {
    ".csv": ("export -o", "verify --overwrite --salvage"),
    ".json": ("export -o", "verify --overwrite --salvage"),
    ".png": ("chart -o",),
    ".md": ("report -o",),
    "": ("backup --overwrite", "backup"),
}
EACH = [(ending, command) for ending, commands in COMMANDS.items() for command in commands]


def content(folder: Path) -> dict[str, object]:
    """Every file below a folder, with its kind and what it holds."""
    return {
        str(path.relative_to(folder)): (stat.S_IFMT(path.lstat().st_mode), path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
        if "config" not in path.parts  # where matplotlib has its cache
    }


@pytest.fixture
def places(run: Run, tmp_path: Path, ending: str) -> dict[str, Path]:
    """A diary whose name ends like an output, and names that must not be written to."""
    diary = tmp_path / f"diary{ending or '.db'}"
    os.environ["DIARY_DB"] = str(diary)  # the fixture `run` puts it back
    assert run("log 3 neck").status == 0
    (backup,) = (tmp_path / f"{diary.name}-backups").glob("*.db")
    other = tmp_path / f"other{ending or '.db'}"
    assert run("log 3 neck --db", str(other)).status == 0
    names = {
        name: tmp_path / f"{name}{ending or '.db'}"
        for name in ("link", "hard", "folder", "pipe", "loop", "backup", "up")
    }
    names["link"].symlink_to(diary)
    os.link(diary, names["hard"])
    os.link(backup, names["backup"])
    names["folder"].mkdir()
    os.mkfifo(names["pipe"])
    names["loop"].symlink_to(names["loop"])
    names["up"] = tmp_path / "folder.d" / ".." / diary.name
    (tmp_path / "folder.d").mkdir()
    return names | {"itself": diary, "other": other, "within": backup.with_name(f"x{ending}")}


@pytest.mark.parametrize(("ending", "command"), EACH)
def test_an_output_destroys_nothing(
    run: Run, tmp_path: Path, places: dict[str, Path], ending: str, command: str
) -> None:
    before = content(tmp_path)
    for name, path in places.items():
        if name == "other" and command == "backup --overwrite":
            continue  # a backup may replace an earlier one, which is a diary too
        answer = run(command, str(path))
        assert answer.status == 1, (name, answer)
        assert answer.err.startswith("diary: ")
        assert answer.err.count("\n") == 1
        assert content(tmp_path) == before, name


@pytest.mark.parametrize("part", ["-wal", "-shm", "-journal", "-WAL"])
def test_no_output_gets_the_name_of_a_journal(run: Run, tmp_path: Path, part: str) -> None:
    run("log 3 neck")
    before = content(tmp_path)
    assert run("backup --overwrite", str(tmp_path / f"diary.db{part}")).status == 1
    assert content(tmp_path) == before


def test_an_ordinary_file_is_replaced_and_a_link_to_one_stays_a_link(run: Run, tmp_path: Path) -> None:
    run("log 3 neck")
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    assert run("export -o", str(link)).status == 0
    assert link.is_symlink()
    assert target.read_text().startswith("kind,")
    assert run("export -o", str(target)).status == 0
