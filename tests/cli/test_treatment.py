"""`diary treatment` and `diary background`; new words for what they, scores and plans hold."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

EARLIER = "2026-02-05T20:00+01:00"


def test_another_dose_ends_the_one_before(run: Run) -> None:
    run("treatment start naproxen 500 mg twice a day", now=EARLIER)
    run("treatment start naproxen 250 mg daily")
    shown = json.loads(run("treatment --all --json").out)["treatments"]
    assert sorted((each["dose"], each["since"], each["until"]) for each in shown) == [
        ("250 mg daily", "2026-03-05", ""),
        ("500 mg twice a day", "2026-02-05", "2026-03-04"),
    ]
    assert run("treatment").line[8:] == "treatment: naproxen 250 mg daily, regular, since 5 Mar 2026"
    run("undo")
    assert run("treatment").line[8:] == "treatment: naproxen 500 mg twice a day, regular, since 5 Feb 2026"


def test_a_treatment_is_stopped_on_a_day(run: Run) -> None:
    run("treatment start naproxen 500 mg daily", now=EARLIER)
    assert run("treatment stop naproxen yesterday").line.endswith("since 5 Feb 2026, until 4 Mar 2026")
    assert run("treatment").out == ""
    assert run("treatment --all").out != ""
    assert "what runs: nothing" in run("treatment stop naproxen").err
    assert "diary treatment stop naproxen" in run("treatment naproxen").err
    assert "runs already" in run("treatment start brace").err + run("treatment start brace").err


def test_the_background_is_said_in_lines_or_asked_once(run: Run) -> None:
    run("background goal walk an hour")
    answer = run("background", typed="lifting a box in november 2025\n\n\nsitting 20 min\n\n")
    assert answer.out.splitlines()[-2:] == [
        "Thu 5 Mar 20:00  how it began: lifting a box, since Nov 2025",
        "Thu 5 Mar 20:00  makes it worse: sitting, after 20 min",
    ]
    assert "goal" in answer.out.splitlines()[0]
    assert "What do you want" not in answer.err
    assert [line[8:] for line in run("background").out.splitlines() if "worse" in line] == [
        "makes it worse: sitting, after 20 min"
    ]
    assert len(json.loads(run("background --json").out)["background"]) == 3


def test_what_was_answered_before_the_end_is_saved(run: Run) -> None:
    assert run("background", typed="lifting a box\n").out.endswith("how it began: lifting a box\n")


def test_each_of_these_records_is_changed_by_the_words_of_its_command(run: Run) -> None:
    def id_of(kind: str) -> str:
        others = json.loads(run("list --all --json").out)["others"]
        return str(next(each["id"] for each in others if each["kind"] == kind))

    run("score add activity climbing stairs 3")
    assert run(f"edit {id_of('score')} 5").line.endswith("climbing stairs 5/10")
    assert run(f"edit {id_of('activity')} stairs at home").line.endswith("stairs at home, since 5 Mar 2026")
    run("programme add squats 3x10 daily since 1 march")
    assert run(f"edit {id_of('plan')} squats 3x12 weekly").line.endswith("squats 3x12, once a week, since 1 Mar 2026")
    run("treatment start naproxen 500 mg daily since 1 march")
    assert run(f"edit {id_of('treatment')} naproxen 250 mg daily").line.endswith(
        "naproxen 250 mg daily, regular, since 1 Mar 2026"
    )
    run("background worse sitting 20 min")
    assert run(f"edit {id_of('background')} sitting 30 min").line.endswith("sitting, after 30 min")
    assert run("search sitting").status == 0
    assert run(f"delete {id_of('background')}").status == 0
    assert run("undo").status == 0
    assert "30 min" in run(f"show {id_of('background')}").out


def test_an_inbox_takes_scores(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("2026-03-04 20:00 score climbing stairs 6\n2026-03-04 20:01 score peg 5 4\n")
    answer = run("inbox", str(tmp_path / "in.txt"))
    assert answer.line == "line 1: Wed 4 Mar 20:00  score: climbing stairs 6/10"
    assert "peg has 3 numbers" in answer.out


def test_what_was_stopped_today_can_start_again_and_what_ended_is_hinted_at(run: Run) -> None:
    run("treatment start naproxen 500 mg twice a day")
    assert "naproxen: ended, its last day is 5 Mar 2026" in run("treatment stop naproxen").err
    run("treatment start naproxen 250 mg twice a day")
    assert "until" not in run("treatment").out
    run("treatment stop naproxen")
    answer = run("treatment", now="2026-03-06T10:00+01:00")
    assert "1 treatment ended before today: diary treatment --all" in answer.err
    assert "ended" not in run("treatment --all", now="2026-03-06T10:00+01:00").err
