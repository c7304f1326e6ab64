"""Sessions as people write them: what happened and when, each exercise, and what did not happen."""

from __future__ import annotations

import random
import shlex
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from diary.domain.grammar.session_phrase import SessionDraft, parse_session
from diary.domain.grammar.times import Here
from diary.domain.record_line import line_of
from diary.domain.records import Exercise, Session
from diary.errors import UnclearLine, UsageError
from tests.lengths import sample

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Here(datetime(2026, 3, 5, 20, 0, tzinfo=BERLIN), BERLIN, "Europe/Berlin")


def read(line: str) -> SessionDraft:
    return parse_session(line.split(), now=HERE)


KEPT = [
    ("rowing machine 1h15", "rowing machine", 75, None, "2026-03-05T20:00", ""),
    ("half an hour of yoga", "yoga", 30, None, "2026-03-05T20:00", ""),
    ("aqua class 50 min RPE 5", "aqua class", 50, 5, "2026-03-05T20:00", ""),
    ("30-minute walk with the dog", "walk", 30, None, "2026-03-05T20:00", "with the dog"),
    ("exercise bike 20 min no hills", "exercise bike", 20, None, "2026-03-05T20:00", "no hills"),
    ("ran 3 km 25 min slow", "ran", 25, None, "2026-03-05T20:00", "3 km; slow"),
    ("physio 40 min pain 5 afterwards", "physio", 40, None, "2026-03-05T20:00", "pain 5 afterwards"),
    ("PT at 11:00 for 45 min", "PT", 45, None, "2026-03-05T11:45", ""),
    ("PT 11:00 45 min", "PT", 45, None, "2026-03-05T11:00", ""),
    ("gym 17:00-18:15", "gym", 75, None, "2026-03-05T18:15", ""),
    ("gym yesterday 7 to 8am", "gym", 60, None, "2026-03-04T08:00", ""),
    ("late shift gym 23:30-00:15", "late shift gym", 45, None, "2026-03-05T00:15", ""),
    ("swim 1 h last night", "swim", 60, None, "2026-03-04T22:00", ""),
    ("session tuesday evening effort 6/10", "session", None, 6, "2026-03-03T19:00", ""),
]


@pytest.mark.parametrize(("line", "kind", "minutes", "effort", "ended", "note"), KEPT)
def test_a_session_is_understood(
    line: str, kind: str, minutes: int | None, effort: int | None, ended: str, note: str
) -> None:
    draft = read(line)
    assert (draft.activity, draft.minutes, draft.effort, draft.note) == (kind, minutes, effort, note)
    assert draft.at.iso().startswith(ended)
    assert draft.exercises == ()


LISTED = [
    ("squats 3x8 @25kg pain 3", "", (Exercise("squats", sets=3, reps=8, load="25", unit="kg", pain=3),)),
    ("side plank 2x40s, dead bugs 3x12", "", (Exercise("side plank", sets=2, seconds=40),
                                             Exercise("dead bugs", sets=3, reps=12))),
    ("gym leg press 3 sets of 12 with 40 kg", "gym",
     (Exercise("leg press", sets=3, reps=12, load="40", unit="kg"),)),
    ("rehab: calf raises 2x15 green band eased knee sore", "rehab",
     (Exercise("calf raises", sets=2, reps=15, load="green", unit="band", done="eased", because="knee sore"),)),
    ("physio 20 min, lunges skipped, too painful", "physio",
     (Exercise("lunges", done="skipped", because="too painful"),)),
    ("heel slides 2x10 wall sits 2x30s", "", (Exercise("heel slides", sets=2, reps=10),
                                             Exercise("wall sits", sets=2, seconds=30))),
    ("lunges 3x8 wall sit 2x45s clamshells skipped too tired", "",
     (Exercise("lunges", sets=3, reps=8), Exercise("wall sit", sets=2, seconds=45),
      Exercise("clamshells", done="skipped", because="too tired"))),
    ("lunges 3x8 @10kg skipped clamshells hip was swollen", "",
     (Exercise("lunges", sets=3, reps=8, load="10", unit="kg"),
      Exercise("clamshells", done="skipped", because="hip was swollen"))),
    ("rehab: leg press 3x8x40kg, clamshells eased since knee gave way", "rehab",
     (Exercise("leg press", sets=3, reps=8, load="40", unit="kg"),
      Exercise("clamshells", done="eased", because="knee gave way"))),
    ("home: new exercise hip hinge 2x8 each side", "home",
     (Exercise("hip hinge", True, "each side", sets=2, reps=8),)),
]  # fmt: skip


@pytest.mark.parametrize(("line", "kind", "exercises"), LISTED)
def test_exercises_are_understood(line: str, kind: str, exercises: tuple[Exercise, ...]) -> None:
    draft = read(line)
    assert (draft.activity, draft.exercises, draft.note) == (kind, exercises, "")


@pytest.mark.parametrize("line", [*(case[0] for case in KEPT), *(case[0] for case in LISTED)])
def test_the_echo_logged_again_is_the_same_session(line: str) -> None:
    session = read(line).session("x", None)
    assert read(line_of(session, HERE)).session("x", None) == session


@pytest.mark.parametrize(
    "line",
    [
        "day off", "skipped my exercises", "no physio this week", "didn't go to PT", "gym cancelled", "none",
        "couldn't do my exercises, too tired", "physio was postponed", "no exercises today", "no gym, back too sore",
        "pilates later", "gym soon", "skipped lunges hip was swollen", "walk 30 min skipped",
        "squats 3x10 skipped too sore", "heel raises 3x15 skipped because of pain", "heel raises 3x15 left out",
    ],
)  # fmt: skip
def test_what_did_not_happen_is_no_session(line: str) -> None:
    with pytest.raises(UsageError, match="did not happen") as refusal:
        read(line)
    assert not isinstance(refusal.value, UnclearLine)
    assert refusal.value.hint is not None
    assert refusal.value.hint.name == "keep-note"


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("pilates 20", "pilates 20 min"),
        ("evening walk 30 min", "evening walk 30 min this evening"),
        ("physio cancelled, walked 20 min", "walked 20 min -- physio cancelled"),
        ("walk 20 min yesterdy", "walk 20 min yesterday"),
        ("walk 30-40 min", "walk 40 min"),
        ("gym 8am and 6pm", "gym 8am -- 6pm"),
        ("squats 3x10 no pain", "squats 3x10 pain 0"),
        ("swim from 2 to 3", "swim 14:00-15:00"),
        ("gym effort", "gym effort NUMBER"),
        ("lunges 10,8,6", "lunges 3 sets -- 10,8,6"),
        ("rehab: lunges 10, 8, 6, 20 min", "rehab: lunges 3 sets, 20 min -- 10, 8, 6"),
        ("lunges 3x8x20", "lunges 3x8 @20kg"),
        ("all exercises except lunges", "exercises, lunges skipped -- all exercises except lunges"),
        ("bridges 2x12, skiped lunges hip was swollen", "bridges 2x12, skipped lunges hip was swollen"),
    ],
)
def test_what_is_unclear_is_asked_with_a_line_that_works(line: str, printed: str) -> None:
    with pytest.raises(UnclearLine) as refusal:
        read(line)
    assert printed in refusal.value.lines
    if "NUMBER" not in printed:
        parse_session(shlex.split(printed), now=HERE)


def test_no_words_are_no_session() -> None:
    for words in ([""], ["  "], [","], ["--"]):
        with pytest.raises(UsageError, match="which session"):
            parse_session(words, now=HERE)


@pytest.mark.parametrize(
    ("line", "skipped"),
    [
        ("walk 30 min skipped knee bends", "skipped knee bends"),
        ("physio 40 min skipped back stretches", "skipped back stretches"),
        ("bike 20 min skipped ran instead", "skipped ran instead"),
    ],
)
def test_what_was_skipped_of_a_session_that_took_place_is_asked_about(line: str, skipped: str) -> None:
    with pytest.raises(UnclearLine, match=f"“{skipped}”"):
        read(line)


def test_a_misspelt_skipped_is_never_done() -> None:
    with pytest.raises(UnclearLine, match="did you mean skipped") as refusal:
        read("bridges 2x12, skiped lunges")
    assert refusal.value.lines == ("bridges 2x12, skipped lunges",)


NAMES = ("pain 3 after", "while", "morning", "on", "“a”", "3x10", "squats, new", "4/10", "skipped", "wall sit")


@pytest.mark.parametrize("seed", range(sample(60, 1500)))
def test_the_echo_of_any_session_is_the_same_session(seed: int) -> None:
    source = random.Random(seed)

    def exercise() -> Exercise:
        done = source.choice(("yes", "eased", "skipped"))
        return Exercise(
            source.choice(NAMES), source.choice((None, True, False)), source.choice(("", *NAMES)),
            sets=source.choice((None, 3)), reps=source.choice((None, 10)), seconds=source.choice((None, 45, 10_800)),
            done=done, because=source.choice(("", *NAMES)) if done != "yes" else "",
        )  # fmt: skip

    exercises = tuple(exercise() for _ in range(source.randint(0, 3)))
    if all(each.done == "skipped" for each in exercises):
        exercises = ()  # where all was skipped, nothing took place, and such a line is refused
    session = Session(
        id="x", at=HERE.moment, recorded=None, activity=source.choice(NAMES), effort=source.choice((None, 6)),
        new=source.choice((None, True)), minutes=source.choice((None, 45)), exercises=exercises,
    )  # fmt: skip
    assert read(line_of(session, HERE)).session("x", None) == session


def test_marks_stand_only_where_words_would_mean_something_else() -> None:
    assert "‹" not in line_of(read("gym: squats 3x10 slow, lunges skipped too sore, 45 min").session("x", None), HERE)
    echo = line_of(read("home: bridges 2x12 eased since back sore").session("x", None), HERE)
    assert "bridges 2x12 eased ‹back sore›" in echo


@pytest.mark.parametrize("words", ["hurt 5", "hurts 5/10", "hurting 5, plank 30s", "hurt 5 -- slowly"])
def test_what_hurt_is_the_pain_of_the_exercise(words: str) -> None:
    exercise = parse_session(f"home: squats 3x10 {words}".split(), now=HERE).exercises[0]
    assert (exercise.name, exercise.sets, exercise.reps, exercise.pain) == ("squats", 3, 10, 5)
