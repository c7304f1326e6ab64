"""Two copies of a diary that went apart are put together by `diary import COPY.db`."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def notes(run: Run, *more: str) -> set[str]:
    return {entry["note"] for entry in json.loads(run("list", "--json", *more).out)["entries"]}


def test_a_copy_is_merged_by_id_and_what_was_deleted_stays_deleted(run: Run, tmp_path: Path) -> None:
    """Without it, a safety copy made after a sync could be looked at, and nothing in it be brought back."""
    for words in ("3 neck -- both", "4 neck -- gone", "5 neck -- changed"):
        assert run(f"log {words}").status == 0
    copy = tmp_path / "copy.db"
    shutil.copy(tmp_path / "diary.db", copy)
    ids = {entry["note"]: entry["id"] for entry in json.loads(run("list --json").out)["entries"]}
    changed, gone = ids["changed"], ids["gone"]
    assert run("delete", gone).status == 0
    assert run("edit", changed, "--note", "changed here").status == 0
    assert run("log 6 neck --note", "only there", "--db", str(copy)).status == 0
    before = copy.read_bytes()
    answer = run("import", str(copy))
    assert "1 new" in answer.out
    assert "changed here" in notes(run)
    assert notes(run) == {"both", "changed here", "only there"}
    assert changed in answer.out + answer.err
    assert run("import", str(copy), "--update").status == 0
    assert notes(run) == {"both", "changed", "only there"}
    # A second time there is nothing left to do, and the copy was only read.
    assert " new" not in run("import", str(copy)).out
    assert copy.read_bytes() == before
    assert "gone" in notes(run, "--db", str(copy))


def test_the_diary_itself_and_a_foreign_database_change_nothing(run: Run, tmp_path: Path) -> None:
    """Without it, a wrong name typed after import could double every entry."""
    assert run("log 3 neck -- one").status == 0
    answer = run("import", str(tmp_path / "diary.db"))
    assert answer.status == 0
    assert " new" not in answer.out
    other = tmp_path / "photos.db"
    raw = sqlite3.connect(other)
    raw.execute("CREATE TABLE photo (id)")
    raw.commit()
    raw.close()
    assert run("import", str(other)).status == 1
    assert notes(run) == {"one"}


def test_a_diary_larger_than_any_is_refused_before_it_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, a wrong or planted file of many gigabytes would be read into memory."""
    assert run("log 3 neck -- one").status == 0
    copy = tmp_path / "copy.db"
    shutil.copy(tmp_path / "diary.db", copy)
    monkeypatch.setattr("diary.exchange.file_content.LARGEST", 20)
    assert "larger than" in run("import", str(copy)).err
    monkeypatch.setattr("diary.exchange.diary_copy.open_diary", None)  # not even opened
    with copy.open("rb+") as file:
        file.truncate(48_000_001)
    answer = run("import", str(copy))
    assert (answer.status, "larger than 48 MB" in answer.err) == (1, True)
    copy.write_bytes((tmp_path / "diary.db").read_bytes())
    with (tmp_path / "copy.db-wal").open("wb") as file:
        file.truncate(48_000_001)
    assert "larger than 48 MB" in run("import", str(copy)).err
