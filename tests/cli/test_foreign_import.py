"""`diary import` with the files of other apps: the map comes first, then what it says, and never anything else."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.exchange.apps.test_apple_health import EXPORT
from tests.exchange.apps.test_readers import BEARABLE, TRACK_AND_GRAPH


@pytest.fixture
def bearable(tmp_path: Path) -> Path:
    path = tmp_path / "bearable.csv"
    path.write_text(BEARABLE)
    return path


def map_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.map.toml")


def answer(path: Path, **answers: str) -> None:
    place = map_of(path)
    text = place.read_text()
    for name, value in answers.items():
        line = next(line for line in text.splitlines() if line.startswith((f"{name} = ", f'"{name}" = ')))
        text = text.replace(line, f"{line.split(' = ')[0]} = {value}")
    place.write_text(text)


def test_without_a_map_nothing_comes_in_and_nothing_is_written(run: Run, bearable: Path, tmp_path: Path) -> None:
    refused = run("import", str(bearable))
    assert (refused.status, refused.out) == (1, "")
    assert "no map says yet what its names mean" in refused.err
    assert f"diary import {bearable} --dry-run" in refused.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bearable.csv"]


def test_the_dry_run_writes_the_map_and_nothing_else_and_the_second_run_obeys(
    run: Run, bearable: Path, tmp_path: Path
) -> None:
    dry = run("import", str(bearable), "--dry-run")
    assert dry.status == 1
    assert "taken for an export of Bearable" in dry.err
    assert "2 of its lines wait for an answer" in dry.err
    assert not (tmp_path / "diary.db").exists()
    assert stat.S_IMODE(map_of(bearable).stat().st_mode) == 0o600
    answer(bearable, Anxiety='"ignore"', **{"Knee pain": '"left knee"'})
    done = run("import", str(bearable))
    assert (done.status, done.line) == (0, "Imported: 4 new, 3 left out.")
    again = run("import", str(bearable))
    assert (again.status, again.line) == (0, "Imported: 4 same, 3 left out.")


def test_rows_without_an_answer_are_named_and_the_others_come_in(run: Run, bearable: Path) -> None:
    run("import", str(bearable), "--dry-run")
    done = run("import", str(bearable))
    assert done.status == 1
    assert "line 4: refused: the map has no answer for “Knee pain”; answer it in the map beside the file" in done.out
    strict = run("import", str(bearable), "--strict", "--db", str(bearable.with_name("other.db")))
    assert strict.status == 1
    assert "--strict takes all or none" in strict.err


def test_what_came_in_is_marked_everywhere_and_raises_no_emergency(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    rows = "".join(
        f'"{day} Mar 2026","x","am","Symptom","4","Chest pain (Unbearable)",""\n'
        f'"{day} Mar 2026","x","am","Symptom","4","Back (lower) pain (Unbearable)",""\n'
        for day in ("2nd", "3rd", "4th", "5th")
    )
    path.write_text(BEARABLE.splitlines()[0] + "\n" + rows)
    run("import", str(path), "--dry-run")
    answer(path, Unbearable="10", **{"Chest pain": '"chest-pain"', "Back (lower) pain": '"lower back, weakness"'})
    assert run("import", str(path)).line == "Imported: 8 new."
    checked = json.loads(run("check --json").out)
    raised = [finding for finding in checked["findings"] if finding["status"] == "raised"]
    assert raised
    assert {finding["tier"] for finding in raised} <= {"discuss", "expected"}
    assert "from Bearable" in run("list").out
    shown = json.loads(run("list --json").out)["entries"]
    assert "from Bearable" in run("show", shown[0]["id"]).out
    assert {record["source"] for record in shown} == {"Bearable"}
    run("export", "-o", str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_text().count(",Bearable") == 8
    back = run("import", str(tmp_path / "out.csv"), "--db", str(tmp_path / "second.db"))
    assert back.line == "Imported: 8 new."


def test_a_changed_map_is_an_update_that_undo_takes_back(run: Run, bearable: Path) -> None:
    run("import", str(bearable), "--dry-run")
    answer(bearable, Anxiety='"ignore"', **{"Knee pain": '"left knee"'})
    run("import", str(bearable))
    before = run("list --json").out
    answer(bearable, Severe="8", **{"Knee pain": '"right knee"', "Back (lower) pain": '"ignore"'})
    assert run("import", str(bearable)).status == 1
    assert run("list --json").out == before
    assert run("import", str(bearable), "--update").line == "Imported: 2 removed, 1 updated, 1 same, 3 left out."
    assert "right knee" in run("list").out
    assert run("undo --any").status == 0
    assert run("list --json").out == before


def test_what_a_map_left_out_comes_back_with_it_and_what_a_person_deleted_does_not(run: Run, bearable: Path) -> None:
    run("import", str(bearable), "--dry-run")
    answer(bearable, Anxiety='"ignore"', **{"Knee pain": '"left knee"'})
    run("import", str(bearable))
    first = json.loads(run("list --json").out)["entries"]
    knee = next(each["id"] for each in first if any(reading["site"] == "knee" for reading in each["readings"]))
    assert run(f"delete {knee}").status == 0
    before = run("list --json").out
    answer(bearable, **{"Knee pain": '"ignore"', "Back (lower) pain": '"ignore"'})
    assert run("import", str(bearable), "--update").line == "Imported: 2 removed, 4 left out, 1 same."
    answer(bearable, **{"Knee pain": '"left knee"', "Back (lower) pain": '"lower back"'})
    dry = run("import", str(bearable), "--dry-run")
    assert "2 new, 1 deleted, 1 same, 3 left out" in dry.err
    assert run("import", str(bearable)).line == "Imported: 2 new, 1 deleted, 1 same, 3 left out."
    assert run("list --json").out == before
    # Taking back and doing again changes nothing about who took it out.
    answer(bearable, **{"Back (lower) pain": '"ignore"'})
    run("import", str(bearable), "--update")
    run("undo --any")
    run("redo --any")
    answer(bearable, **{"Back (lower) pain": '"lower back"'})
    assert run("import", str(bearable)).line == "Imported: 2 new, 1 deleted, 1 same, 3 left out."
    assert run("list --json").out == before


def test_a_note_of_ones_own_and_an_export_outlive_a_map_that_leaves_a_row_out(
    run: Run, bearable: Path, tmp_path: Path
) -> None:
    run("import", str(bearable), "--dry-run")
    answer(bearable, Anxiety='"ignore"', **{"Knee pain": '"left knee"'})
    run("import", str(bearable))
    entries = json.loads(run("list --json").out)["entries"]
    knee = next(each["id"] for each in entries if any(reading["site"] == "knee" for reading in each["readings"]))
    run("edit", knee, "--", "my own words")
    answer(bearable, **{"Knee pain": '"ignore"'})
    run("import", str(bearable), "--update")
    # What a map took out is not taken for deleted by hand, also where the diary's own export is read in between.
    export = tmp_path / "export.json"
    run("export", "-o", str(export))
    run("import", str(export))
    answer(bearable, **{"Knee pain": '"left knee"'})
    run("import", str(bearable), "--update")
    entries = json.loads(run("list --json").out)["entries"]
    assert [each["note"] for each in entries if each["id"] == knee] == ["my own words"]


def test_the_questions_are_asked_line_by_line_and_each_answer_is_kept(run: Run, bearable: Path, tmp_path: Path) -> None:
    asked = run("import", str(bearable), "--ask", typed="knee\nleft knee\n\n")
    assert "Symptom: what is “Knee pain”? (1 ×; which knee: left, right or both?)" in asked.err
    assert "which knee" in asked.err
    assert '"Knee pain" = "left knee" # 1 ×; which knee' in map_of(bearable).read_text()
    assert "1 of its lines waits for an answer" in asked.err
    assert not (tmp_path / "diary.db").exists()
    # Stopped in the middle: what was answered is there, and asked no more.
    stopped = run("import", str(bearable), "--ask", typed="")
    assert stopped.status != 0
    rest = run("import", str(bearable), "--ask", typed="ignore the rest\n")
    assert "all of its lines are answered" in rest.err
    assert run("import", str(bearable)).line == "Imported: 4 new, 3 left out."


def test_questions_about_a_table_go_on_with_what_its_columns_bring(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("Day,Zoo,Level\n03/04/2026,Knee,3\n04/03/2026,Neck,4\n")
    asked = run("import", str(path), "--ask", typed="name\nday-month\nright knee\n0-10\n", now="2026-06-01T10:00+01:00")
    assert "The column “Zoo”: (what does this column hold?)" in asked.err
    done = run("import", str(path), now="2026-06-01T10:00+01:00")
    assert done.line == "Imported: 2 new."
    times = [record["time"] for record in json.loads(run("list --json").out)["entries"]]
    assert times == ["2026-03-04", "2026-04-03"]


def test_asking_is_for_the_files_of_other_apps(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("time,site,side,pain\n2026-03-01,knee,left,4\n")
    assert run("import", str(path), "--ask").status == 2
    assert not map_of(path).exists()


def test_programs_get_the_fate_of_every_row(run: Run, bearable: Path) -> None:
    shape = json.loads(run("import", str(bearable), "--dry-run", "--json").out)
    assert [row["fate"] for row in shape["rows"]] == ["new", "new", "refused", "new", "refused", "left out", "left out"]
    assert shape["counts"] == {"new": 3, "refused": 2, "left out": 2}


def test_a_damaged_map_is_named_and_never_written_over(run: Run, bearable: Path) -> None:
    map_of(bearable).write_text("[names")
    for options in ((), ("--dry-run",), ("--ask",)):
        refused = run("import", str(bearable), *options)
        assert (refused.status, map_of(bearable).read_text()) == (1, "[names")
        assert "bearable.csv.map.toml can't be read" in refused.err


def test_an_export_of_apple_health_in_its_zip(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export.xml", EXPORT + " " * 10_000)
    run("import", str(path), "--dry-run")
    answer(path, ChestTightnessOrPain='"chest-pain"')
    assert run("import", str(path)).line == "Imported: 5 new, 1 left out."
    assert run("check").status == 0


def test_a_folder_in_the_place_of_the_map_is_named(run: Run, bearable: Path) -> None:
    map_of(bearable).mkdir()
    refused = run("import", str(bearable), "--dry-run")
    assert (refused.status, "is no map; move it away" in refused.err) == (1, True)


def test_stopped_while_it_is_planned_nothing_is_left(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from diary.exchange import import_plan

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "tracker.csv"
    path.write_text(TRACK_AND_GRAPH)
    run("import", str(path), "--dry-run")
    monkeypatch.setattr(import_plan, "plan_records", stop)
    assert run("import", str(path)).status != 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["tracker.csv", "tracker.csv.map.toml"]
