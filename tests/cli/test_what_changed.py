"""Every command that changes the diary shows once what that does to the warnings, after "Saved"."""

from __future__ import annotations

import json
import sys

import pytest

from diary.paths import settings_file
from tests.cli.conftest import Answer, Run

WORSE = "▲ Lower back is getting worse. Tell your therapist or doctor"
ENDED = 'No longer raised: "Lower back is getting worse".'


@pytest.fixture
def worse(run: Run) -> Run:
    """A diary whose lower back is getting worse, for less than 48 hours."""
    # Less than 48 hours, so that "not improving" is not raised beside it.
    run("usual lower back 1", now="2026-03-01T20:00+01:00")
    for day, level in ((2, 1), (4, 4)):
        run(f"log {level} lower back", now=f"2026-03-0{day}T20:00+01:00")
    assert WORSE in run("log 5 lower back").out
    return run


def test_a_deletion_shows_the_warning_that_it_ends_and_undo_shows_it_again(worse: Run) -> None:
    assert ENDED in worse("delete last").out
    assert WORSE in worse("undo").out


def test_an_edit_shows_the_warning_that_it_ends_and_the_one_it_raises(worse: Run) -> None:
    assert ENDED in worse("edit last --pain 1").out
    assert WORSE in worse("edit last --pain 5").out


def test_an_edit_without_effect_on_the_warnings_announces_none(worse: Run) -> None:
    answer = worse("edit last --note", "on the stairs")
    assert answer.out.splitlines() == ["Thu 5 Mar 20:00  lower back 5/10 — on the stairs"]
    assert "on most days" not in answer.err


def test_editing_another_kind_of_record_shows_its_effect_too(worse: Run) -> None:
    usual = json.loads(worse("list --all --json").out)["others"][0]["id"]
    assert ENDED in worse(f"edit {usual} lower back 4").out


def test_a_cleared_finding_is_named_by_the_title_it_had(run: Run) -> None:
    run("log 7 left knee sudden saddle-numbness")
    answer = run("undo").out
    assert 'No longer raised: "Call your emergency number (112, 911, 999 …) now: numbness between the legs".' in answer
    assert 'No longer raised: "Left knee: severe pain that came on suddenly".' in answer
    assert "No emergency signs" not in answer
    assert "no sudden severe pain" not in answer


def test_a_lower_level_ends_the_warning_in_the_same_words(worse: Run) -> None:
    assert ENDED in worse("log 1 lower back", now="2026-03-06T20:00+01:00").out


@pytest.mark.parametrize("line", ["log 5 lower back", "usual lower back 1", "edit last --pain 5"])
def test_saved_is_shown_before_its_effect(run: Run, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    if "usual" not in line:
        run("usual lower back 1", now="2026-03-01T20:00+01:00")
    for day in (4, 5):
        run(f"log {3 if day == 5 and 'edit' in line else 4} lower back", now=f"2026-03-0{day}T18:00+01:00")
    if "edit" in line:
        run("edit last --pain 1")
    if "log" in line:
        run("delete last")
    # Both streams in one, as on a terminal; apart, their order could not be tested.
    monkeypatch.setattr("sys.stderr", sys.stdout)
    answer = run(line).out
    done = answer.index("Changed." if "edit" in line else "Saved.")
    # Two days at 4 stay above the usual level; only what rose is getting worse.
    title = "stays above your usual level" if "usual" in line else "is getting worse"
    assert done < answer.index(f"Lower back {title}")


def test_a_confirmed_warning_is_announced_by_the_command_that_confirms_it_and_by_none_after(run: Run) -> None:
    run("usual lower back 2", now="2026-03-01T20:00+01:00")
    for day in (1, 2, 3):
        run(f"log {2 if day == 1 else 5} lower back", now=f"2026-03-0{day}T20:00+01:00")
    assert (
        "▲ Lower back has not eased after 48 hours and stays above your usual level. Tell"
        in run("log 5 lower back", now="2026-03-04T20:00+01:00").out
    )

    def later(line: str, *more: str, hour: int = 8) -> Answer:
        return run(line, *more, now=f"2026-03-05T{hour:02}:00+01:00")

    assert "Confirmed: ▲ Lower back has not eased" in later("log 5 lower back").out
    # A confirmed finding was announced once; none of these commands may announce it a second time.
    for hour, line in enumerate(
        (
            "edit last --note stairs", "edit last --pain 6", "log 5 lower back", "log 2 left knee", "usual left knee 1",
            "session physio 30 min", "undo", "log 5 lower back yesterday 21:00", "delete last", "edit last --sudden",
        ),
        start=9,
    ):  # fmt: skip
        assert "Confirmed" not in later(line, hour=hour).out, line


def test_an_edit_shows_the_earlier_version(run: Run) -> None:
    run("log 5 neck 08:00 -- pillow")
    run("log 4 lower back yesterday 20:00")
    assert "was: Wed 4 Mar 20:00  lower back 4/10\n" in run("edit last 6 lower back").err
    neck = json.loads(run("list --json").out)["entries"][1]["id"]
    assert "was: Thu 5 Mar 08:00  neck 5/10 — pillow\n" in run(f"edit {neck} --note", "mattress").err


def test_another_sign_of_an_emergency_is_announced_and_so_is_the_same_one_again(run: Run) -> None:
    assert "trouble with the bladder" in run("log cannot pee", now="2026-03-04T20:00+01:00").out
    for line, sign in (("log numb between the legs", "between the legs"), ("log cannot pee", "bladder")):
        answer = run(line).out
        assert "!! Call your emergency number" in answer
        assert sign in answer


def test_a_new_nerve_sign_at_the_same_place_is_announced(run: Run) -> None:
    run("log tingling left foot", now="2026-03-04T20:00+01:00")
    assert "weakness" in run("log weak left foot").out
    assert "Contact your doctor" not in run("log 2 left foot").out


def test_a_sign_that_becomes_part_of_an_emergency_is_not_reported_as_cleared(run: Run) -> None:
    # Alone it is a nerve sign; with the other foot it is numbness in both legs, an emergency sign.
    run("log numb left foot", now="2026-03-05T08:00+01:00")
    answer = run("log numb right foot").out
    assert "in both legs" in answer
    assert "No longer raised" not in answer


@pytest.mark.parametrize("place", ["lower back", "pelvis", "left buttock", "right groin"])
def test_numbness_near_the_saddle_is_asked_about_each_time_and_first(run: Run, place: str) -> None:
    question = "Is it in both legs, or between the legs? If so, log that now: diary log numb both thighs, or"
    assert question in run(f"log numb {place}", now="2026-03-04T20:00+01:00").err
    assert question in run(f"log 8 {place} shooting, numb").err
    assert question not in run(f"log 2 {place}").err
    assert question not in run("log numb left hand").err
    assert question not in run("log numb both thighs").err


def test_an_emergency_number_may_have_a_full_stop(run: Run) -> None:
    """A settings file written by hand may say whose number it is."""
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('emergency_number = "Dr. Meier 0123"', "utf-8")
    answer = run("log can't pee").out
    call = "!! Call Dr. Meier 0123 now, if nobody has examined this yet: trouble with the bladder. If somebody has, "
    assert call in answer
