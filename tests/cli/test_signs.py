"""`diary signs`, and the questions about words in notes that may tell a warning sign."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run


def asked(run: Run, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("check --json", *more).out)["note_signs"]
    return found


def test_the_page_fits_60_columns_and_names_the_emergency_number(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    run("config emergency_number 112")
    page = run("signs").out
    assert "Call 112 now" in page
    assert "Trouble with the bladder: can't pass water" in page
    assert max(map(len, page.splitlines())) <= 60


def test_that_none_is_there_is_kept_and_can_be_taken_back(run: Run) -> None:
    assert run("signs none").out == "Thu 5 Mar 20:00  warning signs read, none there\n"
    assert "Last read on 2026-03-05: none was there." in run("signs").out
    assert json.loads(run("signs --json").out)["read"] == "2026-03-05T20:00:00+01:00"
    run("undo")
    assert json.loads(run("signs --json").out)["read"] is None


@pytest.mark.parametrize("line", ["care ice", "session physio", "motion left knee flexion 95", "usual lower back 2"])
def test_a_note_of_any_record_is_asked_about(run: Run, line: str) -> None:
    answer = run(f"{line} -- couldn't pee since noon")
    assert "“couldn't pee”: Do you mean bladder-trouble: can't pass water" in answer.err
    (sign,) = asked(run)
    assert (sign["words"], sign["symptom"]) == ("couldn't pee", "bladder-trouble")
    assert "Words in notes that may be signs: 1 (diary check --all lists them)" in run("check").out


def test_the_printed_commands_answer(run: Run) -> None:
    question = run("care ice -- couldn't pee, and the foot drags").err
    yes = question.split("If so: diary ")[1].split(". If not")[0]
    assert run(yes).status == 0
    # The other sign of the same note is still open.
    (sign,) = asked(run)
    listed = " ".join(run("check --all").out.split())
    no = listed.split(" If not: diary ")[1].split(" This diary")[0].split(" Good")[0]
    assert no == f"signs none {sign['record']} foot-drop"
    assert run(no).out.endswith("not meant in a note: foot-drop\n")
    assert asked(run) == []


def test_an_answer_is_in_the_export(run: Run, tmp_path: Any) -> None:
    run("care ice -- the foot drags")
    run("signs none", asked(run)[0]["record"])
    run("export -o", str(tmp_path / "a.csv"))
    run("import", str(tmp_path / "a.csv"), "--db", str(tmp_path / "other.db"))
    assert asked(run, "--db", str(tmp_path / "other.db")) == []


def test_one_symptom_is_added_to_an_entry(run: Run) -> None:
    run("log 5 left foot -- toes feel numb")
    (sign,) = asked(run)
    assert run(f"edit {sign['record']} --add numbness").line.split("  ")[-1].startswith("left foot 5/10, numbness")
    assert asked(run) == []
    assert run("edit last --add bladder-trouble").line.count("bladder-trouble") == 1
    assert run("edit last --add happiness").status == 2


def test_what_is_known_or_denied_is_not_asked_about(run: Run) -> None:
    run("known numb left foot")
    assert "Do you mean" not in run("care ice -- foot still numb, no trouble peeing").err
    assert asked(run) == []


def test_an_answer_names_what_is_asked(run: Run) -> None:
    run("log 5 left foot -- fine walk")
    assert run("signs none last").status == 2
    assert run("signs yes").status == 2


def test_older_notes_are_not_read(run: Run) -> None:
    run("care ice @ 2025-01-01T10:00 -- the foot drags")
    assert asked(run) == []


def test_what_is_known_at_one_place_does_not_answer_for_another(run: Run) -> None:
    """Numb in one leg from the start, and now in the other: that may be an emergency."""
    run("known numb left foot")
    run("care ice -- left foot still numb")
    run("care heat -- still numb as always")
    assert asked(run) == []
    for note in ("right foot numb", "both feet numb", "numb hand"):
        assert "Do you mean numbness" in run(f"care rest -- {note}").err, note
    assert len(asked(run)) == 3


def test_what_was_logged_at_one_place_does_not_answer_for_another(run: Run) -> None:
    run("log 3 left foot numb")
    assert "Do you mean" not in run("care ice -- numb left foot").err
    assert "Do you mean numbness" in run("care ice -- numb right foot").err


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("log 5 lower back -- hot swollen calf", "log swelling SIDE calf @ 2026-03-05T20:00"),
        ("log 5 lower back -- both legs numb", "log numbness both PLACE @ 2026-03-05T20:00"),
        ("log 5 lower back -- left calf swollen", "log swelling left calf @ 2026-03-05T20:00"),
        ("session physio -- numb left foot", "log numbness left foot @ 2026-03-05T20:00"),
        ("care ice -- felt numb", "log numbness PLACE @ 2026-03-05T20:00"),
        ("care ice -- the foot drags", "log foot-drop SIDE foot @ 2026-03-05T20:00"),
    ],
)
def test_the_printed_command_puts_a_sign_where_the_note_says(run: Run, line: str, command: str) -> None:
    assert f"If so: diary {command}. If not" in run(line).err
    whole = command.replace("SIDE", "left").replace("both PLACE", "both feet").replace("PLACE", "left foot")
    assert run(whole).status == 0
    assert asked(run) == []


def test_a_sign_at_the_site_of_its_entry_is_added_to_it(run: Run) -> None:
    answer = run("log 5 left foot -- foot numb")
    assert f"If so: diary edit {asked(run)[0]['record']} --add numbness." in answer.err
