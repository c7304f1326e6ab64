"""`diary programme` and `diary session programme`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def planned(run: Run) -> Run:
    run("programme add squats 3x10 @20kg 3 times a week, plank 3x30s daily, since 2 march")
    return run


def test_what_is_planned_and_what_was_done(planned: Run) -> None:
    planned("session programme monday 18:00")
    planned("session programme, squats pain 4, plank 2x20s eased too sore")
    answer = planned("programme")
    assert answer.out.splitlines() == [
        "Mon 2 Mar – Sun 8 Mar",
        "squats 3x10 @20 kg, 3 times a week: 2 of 3",
        "plank 3x30s, daily: 2 of 7, made easier once: too sore",
    ]
    assert "Open today" not in answer.err
    *_, last = (each for each in json.loads(planned("list --all --json").out)["others"] if each["kind"] == "session")
    assert (last["activity"], [each["pain"] for each in last["exercises"]]) == ("home programme", [4, None])


def test_a_change_ends_the_old_line_and_undo_takes_back_both(planned: Run) -> None:
    planned("programme change squats 3x12 @25kg from today")
    assert planned("programme").out.splitlines()[1] == "squats 3x12 @25 kg, 3 times a week: 0 of 3"
    plans = json.loads(planned("list --all --json").out)["others"]
    assert sorted((each["name"], each["reps"] or 0, each["since"], each["until"]) for each in plans) == [
        ("plank", 0, "2026-03-02", ""),
        ("squats", 10, "2026-03-02", "2026-03-04"),
        ("squats", 12, "2026-03-05", ""),
    ]
    planned("undo")
    assert planned("programme").out.splitlines()[1] == "squats 3x10 @20 kg, 3 times a week: 0 of 3"


def test_a_line_of_the_same_day_is_changed_in_place(run: Run) -> None:
    run("programme add squats 3x10 weekly")
    run("programme change squats twice a week")
    (plan,) = json.loads(run("list --all --json").out)["others"]
    assert (plan["per_week"], plan["reps"], plan["since"], plan["until"]) == (2, 10, "2026-03-05", "")


def test_an_end_has_its_last_day(planned: Run) -> None:
    assert planned("programme end plank until yesterday").line.endswith("since 2 Mar 2026, until 4 Mar 2026")
    assert planned("session programme").line.startswith("home programme: squats 3x10 @20 kg, 2026")
    assert "write until" in planned("programme end squats from monday").err


LESS = [
    ("squats half because sore", "eased", "sore", "half"),
    ("squats only 2 sets", "eased", "", "only"),
    ("squats less", "eased", "", "less"),
    ("squats fewer reps too sore", "eased", "too sore", "fewer reps"),
    ("squats shorter", "eased", "", "shorter"),
    ("squats lighter", "eased", "", "lighter"),
    ("all eased too sore", "eased", "too sore", ""),
    ("squats 2 sets", "yes", "", ""),
]


@pytest.mark.parametrize(("words", "done", "because", "note"), LESS)
def test_less_than_planned_is_eased(planned: Run, words: str, done: str, because: str, note: str) -> None:
    planned(f"session programme, {words}")
    *_, last = (each for each in json.loads(planned("list --all --json").out)["others"] if each["kind"] == "session")
    squats = last["exercises"][0]
    assert [each["name"] for each in last["exercises"]] == ["squats", "plank"]
    assert (squats["done"], squats["because"], squats["note"], squats["reps"]) == (done, because, note, 10)


ASKED = [
    ("squats too sore", ["squats skipped too sore", "squats eased too sore"]),
    ("no squats", ["squats skipped", "squats eased"]),
    ("squats not done", ["squats skipped", "squats eased"]),
    ("squats stopped early", ["squats eased stopped early", "squats skipped stopped early", "squats -- stopped early"]),
    ("sqats eased", ["squats eased"]),
]


@pytest.mark.parametrize(("words", "lines"), ASKED)
def test_what_may_be_less_is_asked(planned: Run, words: str, lines: list[str]) -> None:
    refused = planned(f"session programme, {words}")
    assert refused.status == 2
    offered = [line.strip() for line in refused.err.splitlines() if line.startswith("  diary")]
    assert offered == [f"diary session programme, {line}" for line in lines]
    for line in offered:
        assert planned(line.removeprefix("diary ")).status == 0


def test_a_session_of_before_the_plan_was_written_takes_it_as_it_is_now(run: Run) -> None:
    run("programme add squats 3x10")
    answer = run("session programme yesterday 18:00")
    assert answer.line.startswith("home programme: squats 3x10, 2026-03-04T18:00")
    assert "written down from 5 Mar 2026 on" in answer.err


def test_what_ended_today_can_begin_again(planned: Run) -> None:
    ended = planned("programme end squats")
    assert "squats: ended, its last day is 4 Mar 2026" in ended.err
    assert "squats" not in planned("programme").err  # nothing of it is due today
    assert "diary programme add squats 3x12" in planned("programme change squats 3x12").err
    planned("programme add squats 3x12 weekly")
    plans = [each for each in json.loads(planned("list --all --json").out)["others"] if each["name"] == "squats"]
    assert {(each["since"], each["until"]) for each in plans} == {("2026-03-02", "2026-03-04"), ("2026-03-05", "")}
    planned("programme end squats")
    planned("programme add squats 3x8")
    plans = [each for each in json.loads(planned("list --all --json").out)["others"] if each["name"] == "squats"]
    assert {(each["reps"], each["until"]) for each in plans} == {(10, "2026-03-04"), (8, "")}


def test_what_was_done_today_ends_today(planned: Run) -> None:
    planned("session home: squats 3x10")
    assert "squats: ended, its last day is 5 Mar 2026" in planned("programme end squats").err
    assert "squats" not in planned("programme").err


def test_what_has_ended_is_named(planned: Run) -> None:
    planned("programme end plank until yesterday")
    assert "(until 4 Mar 2026)" in planned("programme").out
    assert "Ended earlier: plank" in planned("programme", now="2026-03-20T10:00+01:00").err


def test_nothing_is_planned_twice(planned: Run) -> None:
    refused = planned("programme add squat 3x8")
    assert (refused.status, refused.out) == (2, "")
    assert "To change it: diary programme change squat 3x8" in refused.err
    assert planned("programme add plank 3x40s from 1 april").status == 2
    assert "twice" in planned("programme add bridges, bridge 3x10").err


def test_what_is_not_planned_can_not_be_changed(planned: Run) -> None:
    refused = planned("programme change lunges 3x8").err
    assert "planned are squats, plank. To plan it: diary programme add lunges" in refused
    assert "to what?" in planned("programme change squats").err
    assert "run one of these:\n  diary programme add lunges 3x8" in planned("programme lunges 3x8").err


def test_a_session_of_an_empty_programme_is_refused_with_lines_that_work(run: Run) -> None:
    refused = run("session programme")
    assert (refused.status, refused.out) == (2, "")
    assert "diary programme add squats 3x10 3 times a week" in refused.err


def test_an_unclear_change_is_refused_with_lines_of_the_programme(planned: Run) -> None:
    refused = planned("session programme, squats 20")
    assert "  diary session programme, squats x20" in refused.err
    assert planned("session programme, squats x20").line.startswith("home programme: squats x20 @20 kg, plank 3x30s")


def test_the_week_for_programs(planned: Run) -> None:
    planned("session programme, plank skipped no time")
    week = json.loads(planned("programme --json").out)
    assert (week["from"], week["until"]) == ("2026-03-02", "2026-03-08")
    squats, plank = week["programme"]
    assert (squats["planned"], squats["times_done"], squats["due"]) == (3, 1, False)
    assert (plank["planned"], plank["skipped"], plank["reasons"], plank["due"]) == (7, 1, ["no time"], True)
    assert planned("programme add bridges --json").status == 2


OLD_ROWS = (
    "kind,entry,time,name\r\nsession,s1,2026-03-01T18:00+01:00,\r\n"
    "exercise,s1,2026-03-01T18:00+01:00,squats 3x10\r\nexercise,s1,2026-03-01T18:00+01:00,bridge\r\n"
)


def test_old_names_are_split_before_a_session_is_saved_and_it_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text(OLD_ROWS, "utf-8", newline="")
    run("import", str(tmp_path / "old.csv"))
    answer = run("session physio 30 min")
    assert "“squats 3x10” is now squats, 3x10." in answer.err
    assert "a change of its own" in answer.err
    assert "squats 3x10, bridge" in run("list --all").out
    run("undo")
    assert "exercise names split" in run("undo --list").out
    run("undo -n 1")
    assert json.loads(run("list --all --json").out)["others"][0]["exercises"][0]["name"] == "squats 3x10"
    assert "Old exercise names" not in run("session again").err


def test_other_words_for_add_and_end(run: Run) -> None:
    run("programme new wall sit 30s")
    assert "wall sit: ended" in run("programme remove wall sit").err


@pytest.mark.parametrize("words", ["to 3 sets of 12", "into 3x12", "now 3x12", "up to three sets of 12"])
def test_the_new_dose_stands_behind_a_small_word(planned: Run, words: str) -> None:
    assert "squats 3x12 @20 kg" in planned(f"programme change squats {words}").out
    assert "“" not in planned("programme").out


def test_an_exercise_planned_again_without_its_dose_is_told_the_one_it_had(planned: Run) -> None:
    planned("programme end plank until yesterday")
    answer = planned("programme add plank")
    assert "plank has no dose; to plan the one it had: diary programme change plank 3x30s" in answer.out + answer.err
    assert "no dose" not in planned("programme add bridges").out
