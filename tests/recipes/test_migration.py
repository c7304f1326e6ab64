"""Recipe "a migration": a function, and the committed diary of the new schema."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from diary.store.schema.migrations import MIGRATIONS
from tests.recipes.conftest import PROJECT, Program

NEWEST = len(MIGRATIONS)
STEP = '''def _add_room(connection: sqlite3.Connection) -> None:
    """The next schema: the room of a visit."""
    connection.execute("ALTER TABLE visit ADD COLUMN room VARCHAR NOT NULL DEFAULT ''")


'''


def schema_of(path: Path) -> tuple[int, bool]:
    """The schema of a diary, and whether a visit has the new column."""
    with closing(sqlite3.connect(path)) as raw:
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        return version, "room" in [name for _, name, *_ in raw.execute("PRAGMA table_info(visit)")]


def test_a_migration_is_a_function_and_a_diary(program: Program, tmp_path: Path) -> None:
    steps = program.folder / "diary" / "store" / "schema" / "migrations.py"
    listed = next(line for line in steps.read_text("utf-8").splitlines() if line.startswith("MIGRATIONS: "))
    old = tmp_path / "old.db"
    shutil.copy(PROJECT / "tests" / "store" / "old" / "schema-1.db", old)
    before, _ = program.diary("--db old.db list --all", "log 4 neck")
    assert schema_of(tmp_path / "diary.db") == (NEWEST, False)
    shutil.copy(PROJECT / "tests" / "store" / "old" / "schema-1.db", old)

    program.edit("diary/store/schema/migrations.py", listed, STEP + listed.replace(")", ", _add_room)"))
    assert len(program.touched) == 1
    after, *_ = program.diary(
        "--db old.db list --all", "--db old.db log 5 neck", "log 5 neck", "--db new.db log 5 neck"
    )
    assert after == before
    for name in ("old.db", "diary.db", "new.db"):
        assert schema_of(tmp_path / name) == (NEWEST + 1, True), name

    # The program as it was before refuses the file, changes nothing in it, and says what to do.
    content = (tmp_path / "diary.db").read_bytes()
    for words in ("list", "log 5 neck"):
        refused = program.python("-m", "diary", "--db", str(tmp_path / "diary.db"), *words.split(), folder=PROJECT)
        assert refused.returncode == 1
        assert refused.stderr.startswith("diary: this diary was written by a newer version of the program; update")
        assert "Traceback" not in refused.stderr
    assert (tmp_path / "diary.db").read_bytes() == content


def test_the_committed_diary_of_a_new_schema_is_made_by_its_command(program: Program, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "tests" / "store", tmp_path / "tests" / "store")
    shutil.copy(PROJECT / "tests" / "__init__.py", tmp_path / "tests")
    steps = program.folder / "diary" / "store" / "schema" / "migrations.py"
    listed = next(line for line in steps.read_text("utf-8").splitlines() if line.startswith("MIGRATIONS: "))
    program.edit("diary/store/schema/migrations.py", listed, STEP + listed.replace(")", ", _add_room)"))
    made = program.python("-m", "tests.store.old.make")
    assert made.returncode == 0, made.stderr
    assert schema_of(tmp_path / "tests" / "store" / "old" / f"schema-{NEWEST + 1}.db") == (NEWEST + 1, True)
