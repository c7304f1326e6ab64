"""What a refused line prints: lines of the same command that work, with all that was typed."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("motion hip flexion 80 tight", "diary motion SIDE hip flexion 80 -- tight"),
        ("motion left hip flexion 80 %", "diary motion left hip flexion NUMBER -- 80 %"),
        ("care warmed up 20 min", "diary care other warmed up 20 min"),
        ("visit fri 10:00 GP", "diary visit GP next fri 10:00"),
        ("visit", "diary visit TIME"),
        ("usual knee 2", "diary usual 2 SIDE knee"),
        ("usual left knee 2 sharp", "diary usual left knee 2 -- sharp"),
        ("known numb left foot since march", "diary known numb left foot -- since march"),
        ("known --end numb foot", "diary known --end SIDE foot numb"),
    ],
)
def test_a_refused_line_prints_one_that_works(run: Run, line: str, printed: str) -> None:
    answer = run(line)
    assert (answer.status, answer.out) == (2, "")
    assert f"  {printed}\n" in answer.err


def test_what_stands_before_a_comma_is_named_too(run: Run) -> None:
    answer = run("log cant pee 4")
    assert "with your own in place of PLACE:\n  diary log 4 PLACE, cant pee\n" in answer.err


def test_an_edit_prints_lines_of_edit(run: Run) -> None:
    run("log 5 left knee")
    assert "  diary edit last 6 SIDE knee\n" in run("edit last 6 knee").err


def test_a_sign_in_a_note_is_asked_about(run: Run) -> None:
    answer = run("motion left hip flexion 80 numb between the legs")
    assert answer.status == 0
    assert "saddle-numbness" in answer.err


def test_what_is_shown_is_the_line_that_gives_the_same(run: Run) -> None:
    shown = run("motion left hip flexion 80 stiff").out.strip()
    assert shown.startswith("left hip flexion 80 20")
    assert run(f"motion {shown}").out.strip() == shown
