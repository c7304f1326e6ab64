"""`diary log` and `diary session` without words ask short questions, one a line, in plain text."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from tests.cli.conftest import Run


def last(run: Run, key: str = "entries") -> dict[str, Any]:
    record: dict[str, Any] = json.loads(run("list --all --json").out)[key][-1]
    return record


def lines(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


class Screen(io.StringIO):
    """A terminal for the questions; the Enter of each answer ends the line of its question."""

    def isatty(self) -> bool:
        return True

    # Typed text comes from another stream here, so without this all questions would be one line.
    def write(self, text: str) -> int:
        return super().write(text if text.endswith("\n") else f"{text}\n")


# The note has the characters that a shell would take for itself.
FIRST = lines("left knee", "6", "dull numb", "neck", "2", "", "", "3", "yesterday 21:00", "it's (fine) & #1? “ok”")


def test_an_entry_by_questions_is_the_same_as_in_one_line(run: Run) -> None:
    answer = run("log", typed=FIRST)
    assert answer.status == 0
    assert answer.line == (
        "6 left knee dull numbness, 2 neck, interference 3 2026-03-04T21:00 -- it's (fine) & #1? “ok”"
    )
    assert answer.err.startswith("Nothing is saved before the last question.")
    entry = last(run)
    assert [(r["site"], r["pain"]) for r in entry["readings"]] == [("knee", 6), ("neck", 2)]
    assert entry["note"] == "it's (fine) & #1? “ok”"


def test_enter_takes_the_last_answers_but_no_symptom_time_interference_or_note(run: Run) -> None:
    run("log", typed=FIRST)
    answer = run("log", typed=lines(*[""] * 10))
    assert answer.line == "6 left knee dull, 2 neck 2026-03-05T20:00"
    assert "[left knee]" in answer.err
    assert "[6]" in answer.err
    assert "[dull]" in answer.err
    assert "numb" not in answer.err.partition("[dull]")[2].partition("Where else")[0]


def test_a_dash_leaves_out_what_enter_would_take(run: Run) -> None:
    run("log", typed=FIRST)
    answer = run("log", typed=lines("", "-", "", "-", "", "", ""))
    assert answer.line == "left knee dull 2026-03-05T20:00"


def test_another_place_is_not_offered_the_level_of_the_last_one(run: Run) -> None:
    run("log", typed=FIRST)
    answer = run("log", typed=lines("right hip", "4", "", "-", "", "", ""))
    assert answer.line == "4 right hip 2026-03-05T20:00"


def test_a_wrong_answer_is_asked_again_with_the_reason(run: Run) -> None:
    typed = lines("leg", "left knee", "11", "4", "purple", "stiff", "left knee", "", "12", "", "tomorrow", "", "")
    answer = run("log", typed=typed)
    assert answer.line == "4 left knee stiff 2026-03-05T20:00"
    for reason in ("thigh, knee, shin, calf or foot", "0 to 10", "purple", "two levels", "still to come"):
        assert reason in answer.err


def test_words_instead_of_the_level_count_as_words_and_the_level_is_asked_for_again(run: Run) -> None:
    run("log 6 left knee sharp")
    answer = run("log", typed=lines("", "dull and stiff", "", "", "", "", "", ""))
    assert answer.line == "6 left knee dull stiff 2026-03-05T20:00"
    assert "dull and stiff is no level" in answer.err
    assert "Kept: dull and stiff. What else comes with it?" in answer.err


def test_after_words_instead_of_the_level_the_level_can_be_given_or_left_out(run: Run) -> None:
    answer = run("log", typed=lines("left knee", "stiff", "very", "4", "sharp", "", "", "", ""))
    assert answer.line == "4 left knee stiff sharp 2026-03-05T20:00"
    answer = run("log", typed=lines("right hip", "stiff", "", "", "", "", "", ""))
    assert answer.line == "right hip stiff 2026-03-05T20:00"


@pytest.mark.parametrize("columns", [40, 60])
def test_on_a_terminal_the_questions_break_at_spaces(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    run("log", typed=lines("leg", *FIRST.splitlines()))
    shown = screen.getvalue().partition("Saved.")[0]
    assert max(len(line) for line in shown.splitlines()) <= columns
    assert "How much does pain interfere with your day, 0 to 10? (Enter: nothing)" in " ".join(shown.split())
    assert "thigh, knee, shin, calf or foot" in " ".join(shown.split())


def test_five_wrong_answers_end_it_and_save_nothing(run: Run) -> None:
    answer = run("log", typed=lines(*["leg"] * 5))
    assert answer.status == 2
    assert "nothing was saved" in answer.err
    assert run("list").status == 1  # there is not even an empty diary


@pytest.mark.parametrize("command", ["log", "session"])
def test_the_end_of_the_input_saves_nothing(run: Run, command: str) -> None:
    answer = run(command, typed="")
    assert answer.status == 130
    assert run("list").status == 1


SESSION = lines("physio", "squats 3x10, bridges new", "6", "45", "no", "18:30", "went well")


def test_a_session_by_questions_is_the_same_as_in_one_line(run: Run) -> None:
    answer = run("session", typed=SESSION)
    assert answer.status == 0
    session = last(run, "others")
    assert (session["activity"], session["effort"], session["minutes"], session["new"]) == ("physio", 6, 45, False)
    assert [(each["name"], each["new"], each["note"]) for each in session["exercises"]] == [
        ("squats", None, ""),
        ("bridges", True, ""),
    ]
    assert (session["time"], session["note"]) == ("2026-03-05T18:30:00+01:00", "went well")


def test_enter_takes_the_last_session_but_not_new_time_or_note(run: Run) -> None:
    run("session", typed=SESSION)
    answer = run("session", typed=lines(*[""] * 7), now="2026-03-06T10:00+01:00")
    assert answer.line == "physio: squats 3x10, bridges, 45 min effort 6, 2026-03-06T10:00"
    assert "[squats 3x10, bridges]" in answer.err
    answer = run("session", typed=lines("home", "-", "-", "1h", "", "", ""), now="2026-03-06T12:00+01:00")
    assert answer.line == "home 60 min 2026-03-06T12:00"


def test_a_wrong_answer_about_a_session_is_asked_again(run: Run) -> None:
    typed = lines("physio: squats", "physio", "", "11", "5", "many", "30", "perhaps", "yes", "tomorrow", "", "")
    answer = run("session", typed=typed)
    assert answer.line == "physio 30 min effort 5 new 2026-03-05T20:00"
    for reason in ("only the kind", "0 to 10", "yes, no, or Enter", "still to come"):
        assert reason in answer.err


def test_the_questions_are_plain_text_without_cursor_tricks(run: Run) -> None:
    answer = run("log", typed=FIRST).err + run("session", typed=SESSION).err
    # Escape codes and carriage returns make a screen reader speak noise, or repeat the line.
    assert "\x1b" not in answer
    assert "\r" not in answer


def test_a_session_without_words_and_without_a_terminal_is_refused(run: Run) -> None:
    answer = run("session")
    assert answer.status == 2
    assert "which session" in answer.err


def test_a_symptom_given_instead_of_the_level_is_never_lost(run: Run) -> None:
    answer = run("log", typed=lines("left foot", "numb", "6", "stiff", "", "", "", ""))
    assert answer.line == "6 left foot stiff numbness 2026-03-05T20:00"


def test_the_side_alone_answers_the_question_for_it(run: Run) -> None:
    answer = run("log", typed=lines("knee", "left", "5", "", "", "", "", ""))
    assert answer.line == "5 left knee 2026-03-05T20:00"
    assert "two levels" not in answer.err


def test_a_time_written_with_the_kind_of_session_is_not_lost(run: Run) -> None:
    answer = run("session", typed=lines("physio yesterday 17:00", "physio", "", "", "", "", "yesterday 17:00", ""))
    assert "only the kind" in answer.err
    assert answer.line.rstrip().endswith("2026-03-04T17:00")
