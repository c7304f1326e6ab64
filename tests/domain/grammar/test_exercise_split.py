"""Old names that hold their dose."""

from __future__ import annotations

import pytest

from diary.domain.describe import dosage_of
from diary.domain.grammar.exercise_split import split_exercise
from diary.domain.records import Exercise

SPLIT = [
    ("squats 3x10", "squats", "3x10"),
    ("Squats 3 x 10", "Squats", "3x10"),
    ("3x10 squats", "squats", "3x10"),
    ("single leg squat 2x8 @20kg", "single leg squat", "2x8 @20 kg"),
    ("plank 3x30s", "plank", "3x30s"),
    ("plank 60 s", "plank", "60s"),
    ("clamshells 2x15 red band", "clamshells", "2x15 band red"),
    ("bridges 3 sets of 12", "bridges", "3x12"),
    ("heel raises 15 reps", "heel raises", "x15"),
    ("heel raises 3 times 10", "heel raises", "3x10"),
    ("plank 30 s x 3", "plank", "3x30s"),
    ("three sets of ten squats", "squats", "3x10"),
]


@pytest.mark.parametrize(("name", "new", "dose"), SPLIT)
def test_a_name_and_a_dose_are_split(name: str, new: str, dose: str) -> None:
    found = split_exercise(Exercise(name, True, "a note", done="eased", pain=3))
    assert (found.name, dosage_of(found)) == (new, dose)
    assert (found.new, found.note, found.done, found.pain) == (True, "a note", "eased", 3)


@pytest.mark.parametrize(
    "name",
    ["squats", "90/90 stretch", "week 3 programme", "squats 3x10 slowly", "squats 3x10 then plank", "3x10",
     "step 20 cm", "squats 3x10 plank 3x30s", "squats 3x10 pain 4", "squats 3x a week",
     "squats 10 reps 3 times a week", "squats (3x10) monday", "2 km walk", "\u0663",
     "x" * 900],
)  # fmt: skip
def test_any_other_name_stays(name: str) -> None:
    exercise = Exercise(name)
    assert split_exercise(exercise) is exercise


def test_a_dose_that_is_there_is_not_touched() -> None:
    exercise = Exercise("squats 3x10", sets=2)
    assert split_exercise(exercise) is exercise
