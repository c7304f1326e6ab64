"""What else can be said of a site, an exercise and a time: changed by options, and shown."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_levels_of_a_site_are_changed_one_by_one(run: Run) -> None:
    run("log 4 left knee dull")
    changed = run("edit last --rest 2 --on-movement 5 --worst 8 --best 1 --course intermittent --about")
    assert changed.line.startswith("Thu 5 Mar about 20:00  left knee 4/10, dull, at rest 2/10, on movement 5/10")
    assert changed.line.endswith("worst 8/10, best 1/10, intermittent")
    (entry,) = json.loads(run("list --json").out)["entries"]
    assert (entry["about"], entry["readings"][0]["worst"]) == (True, 8)
    assert "Mar~20:00" in run("list").out
    assert "only the part of the day is known" in run("show last").out
    assert run("edit last --no-about --pain 6").line.startswith("Thu 5 Mar 20:00  left knee 6/10, dull, at rest 2/10")
    assert "left knee is 0 at worst and 1 at best" in run("edit last --worst 0").err
    assert "use constant or intermittent" in run("edit last --course steady").err
    assert run("search intermittent").status == 0


def test_a_level_stands_in_where_none_was_given(run: Run) -> None:
    run("log left knee dull")
    assert run("edit last --worst 7").line.endswith("left knee 7/10, dull, worst 7/10")


def test_one_exercise_of_a_session_is_changed_by_its_name(run: Run) -> None:
    run("session physio: squats, plank")
    (found,) = json.loads(run("list --all --json").out)["others"]
    id = found["id"]
    assert "say which exercise is meant with --exercise: squats, plank" in run(f"edit {id} --sets 3").err
    changed = run(f"edit {id} --exercise Squats --sets 3 --reps 10 --load 20 --unit kg --pain 4")
    assert changed.line.endswith("squats 3x10 @20 kg pain 4/10, plank")
    changed = run(f"edit {id} --exercise plank --done skipped --because", "too sore")
    assert changed.line.endswith("plank skipped (too sore)")
    assert run("session again").line.startswith("physio: squats 3x10 @20 kg, 2026-")
    run("log 3 neck")
    assert "only a session with an exercise" in run("edit last --sets 3").err


def test_what_came_from_another_app_says_so(run: Run, tmp_path: Path) -> None:
    rows = "entry,time,site,side,pain,source\ne1,2026-03-05T08:00+01:00,knee,left,3,Bearable\n"
    (tmp_path / "app.csv").write_text(rows)
    run("import", str(tmp_path / "app.csv"))
    assert "left knee 3/10; from Bearable (added later)" in run("list").out
    assert "left knee 3/10; from Bearable" in run("show e1").out
