"""`diary score`: following, rating, what is due, how each runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diary.charts import IN_TERMINAL_ONLY, KINDS
from tests.cli.conftest import Run

EARLIER = "2026-02-05T20:00+01:00"


def test_an_activity_is_added_rated_and_shown(run: Run) -> None:
    assert run("score add activity climbing stairs 3", now=EARLIER).out.splitlines()[1].endswith("climbing stairs 3/10")
    assert run("score").err == "Due: climbing stairs. (diary score climbing stairs NUMBER)\n"
    assert run("score stairs 6").line.endswith("score: climbing stairs 6/10")
    answer = run("score")
    assert (answer.out, answer.err) == ("climbing stairs 3 → 6 (+3, a real change) since 5 Feb\n", "")
    assert "followed already" in run("score add activity Climbing Stairs").err


def test_an_unknown_name_is_never_a_new_score_by_itself(run: Run) -> None:
    run("score add activity climbing stairs")
    refused = run("score climbing stiars 6")
    assert (refused.status, refused.out) == (2, "")
    assert "diary score climbing stairs 6" in refused.err
    assert "diary score add activity cycling 5" in run("score cycling 5").err
    assert "diary score add activity cycling" in run("score add cycling").err


def test_scores_are_asked_when_the_person_says(run: Run) -> None:
    run("score add sleep weekly", now=EARLIER)
    assert "Due: sleep" in run("score").err
    assert "asked before each visit" in run("score ask sleep at visits").line
    assert run("score").err == ""
    run("visit tomorrow 10:00")
    assert "Due: sleep" in run("score").err
    run("score end sleep")
    assert run("score").out == ""
    assert "weekly, at visits or never" in run("score ask sleep sometimes").err


def test_three_numbers_of_peg_are_one_record(run: Run) -> None:
    run("score peg 5 4 6")
    (peg,) = json.loads(run("list --all --json").out)["others"]
    assert [(each["name"], each["value"]) for each in peg["answers"]] == [
        ("peg pain", 5.0), ("peg enjoyment", 4.0), ("peg activity", 6.0),
    ]  # fmt: skip
    rows = run("export -o -").out.splitlines()
    assert len({row.split(",")[1] for row in rows[1:]}) == 1
    assert len(rows) == 4
    (course,) = json.loads(run("score --json").out)["scores"]
    assert (course["name"], course["values"][0]["value"]) == ("peg", 5.0)
    run("undo")
    assert run("score").out == ""


def test_a_mean_of_answers_is_judged_as_it_is_and_printed_to_a_tenth(run: Run) -> None:
    run("score peg 7 7 6", now=EARLIER)
    run("score peg 5 5 4")
    (course,) = json.loads(run("score --json").out)["scores"]
    assert [each["value"] for each in course["values"]] == pytest.approx([20 / 3, 14 / 3])
    # 30 % of 20/3 is 2. Of 6.7, as it is printed, it would be more.
    assert course["counts"] is True
    run("score peg 5 4 5")
    assert "6.7 → 4.7 → 4.7" in run("score").line


def test_the_setting_says_when_scores_are_due(run: Run) -> None:
    run("score add activity climbing stairs", now=EARLIER)
    run("config ask_scores never")
    assert run("score").err == ""
    assert run("config ask_scores daily").status == 2


def test_the_chart_of_scores_is_shown_in_the_terminal_and_as_json(run: Run) -> None:
    run("log 3 lower back", now=EARLIER)
    assert "score add activity" in run("chart --kind function").err
    run("score add activity climbing stairs 3", now=EARLIER)
    run("score stairs 6")
    assert "better, a real change" in run("chart --kind function").out
    (shown,) = json.loads(run("chart --kind function --json").out)["scores"]
    assert (shown["name"], [each["value"] for each in shown["values"]]) == ("climbing stairs", [3.0, 6.0])
    assert (shown["change"], shown["counts"]) == (3.0, True)


@pytest.mark.parametrize("kind", [*KINDS, *IN_TERMINAL_ONLY])
def test_every_kind_of_chart_is_drawn_in_the_terminal(run: Run, kind: str) -> None:
    run("log 3 lower back", now=EARLIER)
    run("score add activity climbing stairs 3", now=EARLIER)
    answer = run(f"chart --kind {kind}")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.strip()
    if kind in IN_TERMINAL_ONLY:
        assert (run(f"chart --kind {kind} -o a.png").status, list(Path().glob("a.png"))) == (2, [])


def test_what_ended_today_is_not_due_and_can_be_added_again(run: Run) -> None:
    run("score add activity gardening")
    assert "ended" in run("score end gardening").err
    assert "Due" not in run("score").err
    run("score add activity gardening")
    assert "Due: gardening" in run("score").err


def test_a_change_says_since_when(run: Run) -> None:
    assert "no visit is in the diary yet" in run("score change +2").err
    run("visit 2026-02-20 10:00")
    assert "compared with the visit of 20 Feb 2026" in run("score change +2").err


@pytest.mark.parametrize(
    "words", ["gardening 5, climbing stairs 8", "gardening 5 climbing stairs 8", "gardening 5/10 and stairs 8"]
)
def test_several_scores_in_one_line_are_one_record(run: Run, words: str) -> None:
    run("score add activity gardening")
    run("score add activity climbing stairs")
    answer = run(f"score {words}")
    assert answer.line.endswith("score: gardening 5/10, climbing stairs 8/10")
    assert "gardening 5" in run("score").out
    assert "climbing stairs 8" in run("score").out


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("gardening 5 and peg 5 4 6", ["gardening 5", "peg 5 4 6"]),
        ("gardening 5, swimming 6", ["gardening 5", "swimming 6"]),
        ("gardening 5, gardening 6", ["gardening 5", "gardening 6"]),
    ],
)
def test_scores_that_are_no_one_record_are_written_apart(run: Run, words: str, lines: list[str]) -> None:
    run("score add activity gardening")
    refused = run(f"score {words}")
    assert "several scores" in refused.err
    assert [line.strip() for line in refused.err.splitlines() if line.startswith("  diary")] == [
        f"diary score {line}" for line in lines
    ]


def test_commas_and_the_word_and_separate_activities(run: Run) -> None:
    run("score add activity cycling to work, kneeling in the garden and climbing stairs 4", now=EARLIER)
    assert run("score cycling to work 5, kneeling in the garden 3").status == 0
    assert "climbing stairs 4" in run("score").out
    assert run("score add activity sewing 3, knitting 5, baking 6").status == 0
    shown = run("score").out
    assert all(words in shown for words in ("sewing 3", "knitting 5", "baking 6"))
    assert run("score add activity running, running").status == 2


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("walking up and down stairs", ["walking up and down stairs"]),
        ("reading and writing", ["reading and writing"]),
        ("walking, cycling and gardening", ["walking", "cycling", "gardening"]),
        ("walking up and down stairs 3 and cycling 4", ["walking up and down stairs", "cycling"]),
        ("walking the dog, cycling to work, and gardening", ["walking the dog", "cycling to work", "gardening"]),
    ],
)
def test_and_parts_activities_only_where_it_is_no_part_of_a_name(run: Run, words: str, names: list[str]) -> None:
    run(f"score add activity {words}")
    shown = json.loads(run("score --json").out)
    assert {each["name"] for each in shown["scores"]} >= set(names)
    assert len([each for each in shown["scores"] if each["name"] != "mean of the activities"]) == len(names)


@pytest.mark.parametrize("words", ["stairs 4, walking up and down hills 5", "walking up and down hills 5 and stairs 4",
                                   "Walking up and down hills 5 stairs 4"])  # fmt: skip
def test_the_and_of_a_name_parts_no_scores(run: Run, words: str) -> None:
    run("score add activity stairs, walking up and down hills")
    answer = run(f"score {words}")
    assert answer.status == 0, answer.err
    assert {"stairs 4/10", "walking up and down hills 5/10"} == set(
        answer.line.partition("score: ")[2].split(", ")
    )  # fmt: skip
