"""Verifying and salvaging from the command line, and files that only their owner can read."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from diary.store.backup.names import Backup, backups_of
from tests.cli.conftest import Run


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """The path of the diary that the commands use."""
    return tmp_path / "diary.db"


def newest(diary: Path) -> Backup:
    return backups_of(diary)[0]


def test_salvage_writes_a_file_for_import_and_replaces_no_file_unasked(run: Run, diary: Path, tmp_path: Path) -> None:
    for level in range(5):
        run(f"log {level} neck -- a note")
    run("edit last 9 neck")
    content = bytearray(diary.read_bytes())
    content[:4096] = bytes(4096)  # the first page, without which SQLite opens nothing
    diary.write_bytes(content)
    out = tmp_path / "rescued.json"
    answer = run("verify --salvage", str(out))
    assert answer.status == 1
    assert answer.line == "Rescued 5 entries, and 1 earlier content."
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert diary.read_bytes() == content
    assert run("verify --salvage", str(out)).status == 1
    assert "is there already" in run("verify --salvage", str(out)).err
    assert run("verify --overwrite --salvage", str(out)).line.startswith("Rescued 5")
    assert run("verify --salvage", str(tmp_path / "x.txt")).status == 2
    table = tmp_path / "rescued.csv"
    run("verify --salvage", str(table))
    for file in (out, table):
        place = ["--db", str(file.with_suffix(".db"))]
        assert run("import", str(file), *place).status == 0
        entries = json.loads(run("list --json", *place).out)["entries"]
        assert sorted(each["readings"][0]["pain"] for each in entries) == [0, 1, 2, 3, 9]
    edited = next(each["id"] for each in entries if each["readings"][0]["pain"] == 9)
    assert "before" in run("show", edited, "--db", str(out.with_suffix(".db"))).out


def test_verify_has_a_shape_for_programs(run: Run, diary: Path) -> None:
    run("log 3 neck")
    shape = json.loads(run("verify --json").out)
    assert shape.keys() == {"path", "fine", "entries", "journal", "newest_backup", "answers"}
    assert (shape["fine"], shape["entries"], shape["journal"]) == (True, 1, "delete")
    assert shape["newest_backup"]["name"] == newest(diary).name
    assert {answer["word"] for answer in shape["answers"]} <= {"fine", "note", "wrong"}
    diary.chmod(0o644)
    answer = run("verify")
    assert answer.status == 1
    assert "WRONG  privacy" in answer.out
    assert run("verify --overwrite").status == 2


def test_no_written_file_is_readable_by_others_even_without_a_umask(run: Run, diary: Path, tmp_path: Path) -> None:
    place = tmp_path / "deep" / "er" / "diary.db"
    # With umask 0 every file is open to all, unless the program sets its mode itself.
    before = os.umask(0)
    try:
        for words in (
            ("log", "3", "neck"),
            ("log", "4", "neck"),
            ("config", "name", "A"),
            ("config", "paper", "letter"),
            ("backup",),
            ("backup", str(tmp_path / "copy.db")),
            ("export", "-o", str(tmp_path / "all.csv")),
            ("export", "-o", str(tmp_path / "all.json")),
            ("report", "-o", str(tmp_path / "report.md")),
            ("verify", "--salvage", str(tmp_path / "rescued.json")),
            ("restore", "newest", "--yes"),
        ):
            assert run(words[0], *words[1:], "--db", str(place)).status == 0, words
    finally:
        os.umask(before)
    for path in tmp_path.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert len(list(tmp_path.rglob("*.db"))) >= 4


def test_read_access_of_others_is_reported_once_a_day(run: Run, diary: Path) -> None:
    run("log 3 neck")
    newest(diary).path.unlink()  # the warning comes with the daily backup, so one must be due
    diary.chmod(0o604)
    assert f"Others on this machine can get at {diary}" in run("log 4 neck").err
    assert "Others" not in run("log 5 neck").err


def test_the_former_network_drive_setting_is_accepted_and_ignored(run: Run, diary: Path) -> None:
    """Without it, a script or a settings file of an earlier version would stop the diary from being used."""
    answer = run("config network_drive true")
    assert answer.status == 0
    assert "no setting any more" in answer.err
    settings = Path(run("config --path").out.strip())
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("network_drive = true\nname = 'Kim'\n", "utf-8")
    logged = run("log 3 neck")
    assert (logged.status, "network" in logged.err) == (0, False)
    assert run("config name Robin").status == 0
    assert "network_drive" not in run("config --json").out
