"""Recipe "a field": its line, its column, and where people read and write it."""

from __future__ import annotations

import json

from tests.recipes.conftest import Program

STEP = '''def _add_stress(connection: sqlite3.Connection) -> None:
    """The next schema: stress, 0–10."""
    connection.execute(
        "ALTER TABLE entry ADD COLUMN stress INTEGER "
        "CHECK (stress BETWEEN 0 AND 10 AND typeof(stress) IN ('integer', 'null'))"
    )


'''


def test_a_field_is_a_line_a_column_and_its_words(program: Program) -> None:
    fatigue = "    fatigue: Annotated[int | None, Rating()] = None\n"
    program.edit("diary/domain/records.py", fatigue, f"{fatigue}    stress: Annotated[int | None, Rating()] = None\n")
    steps = (program.folder / "diary" / "store" / "schema" / "migrations.py").read_text("utf-8")
    listed = next(line for line in steps.splitlines() if line.startswith("MIGRATIONS: "))
    program.edit("diary/store/schema/migrations.py", listed, STEP + listed.replace(")", ", _add_stress)"))
    assert len(program.touched) == 2

    _, edited, listed_json, *_ = program.diary(
        "log 4 neck", "edit last --stress 7", "list --json", "export -o all.csv", "export -o all.json"
    )
    assert "stress 7/10" in edited
    (entry,) = json.loads(listed_json)["entries"]
    assert entry["stress"] == 7
    header, row = (program.folder / "all.csv").read_text("utf-8").splitlines()
    assert (header.split(",")[-1], row.split(",")[-1]) == ("stress", "7")

    # Both files come back as they were, and what the field does not allow is refused.
    files = ("all.csv", "all.json")
    program.diary(*(f"--db {file}.db {words}{file}" for file in files for words in ("import ", "export -o again-")))
    for file in files:
        content = (program.folder / f"again-{file}").read_text("utf-8")
        assert content.replace("again-", "") == (program.folder / file).read_text("utf-8")
    refused = program.python("-m", "diary", "--db", "diary.db", "edit", "last", "--stress", "11")
    assert (refused.returncode, refused.stderr) == (2, "diary: 11 can't be stress; give a whole number, 0–10\n")
    (program.folder / "bad.csv").write_text(f"{header}\r\n{row[:-1]}11\r\n", "utf-8")
    refused = program.python("-m", "diary", "--db", "bad.db", "import", "bad.csv")
    assert refused.returncode == 1
    assert "stress" in refused.stdout + refused.stderr
