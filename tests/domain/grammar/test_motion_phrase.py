"""Lines about ranges of motion: what is measured how, what is the note, and what is refused with which line."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from diary.domain.grammar.motion_phrase import parse_motion
from diary.domain.grammar.times import Here
from diary.domain.record_line import line_of
from diary.error_hints import error_text
from diary.errors import UnclearLine, UsageError

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Here(datetime(2026, 3, 5, 20, 0, tzinfo=BERLIN), BERLIN, "Europe/Berlin")


@pytest.mark.parametrize(
    ("line", "movement", "side", "value", "unit"),
    [
        ("left knee flexion 95", "knee flexion", "left", 95, "deg"),
        ("knee flexion left 95deg", "knee flexion", "left", 95, "deg"),
        ("Knee Flexion R 95.5°", "knee flexion", "right", 95.5, "deg"),
        ("shoulder abduction right 95 degrees yesterday", "shoulder abduction", "right", 95, "deg"),
        ("extension of the left elbow 12 degrees", "elbow extension", "left", 12, "deg"),
        ("SLR 60 right", "slr", "right", 60, "deg"),
        ("right big toe extension 40", "big toe extension", "right", 40, "deg"),
        ("wall angels left 120", "wall angels", "left", 120, "deg"),
        ("swan dives left 80", "swan dives", "left", 80, "deg"),
        ("l knee extension 10 short", "knee extension", "left", 10, "deg-short"),
        ("right elbow extension -15", "elbow extension", "right", 15, "deg-short"),
        ("right elbow extension minus 15 degrees", "elbow extension", "right", 15, "deg-short"),
        ("lacking 20 degrees left elbow extension", "elbow extension", "left", 20, "deg-short"),
        ("left knee extension 3 degree lag", "knee extension", "left", 3, "deg-short"),
        ("left knee extension 10 deg short of full", "knee extension", "left", 10, "deg-short"),
        ("bend 12 cm", "bend", "", 12, "cm"),
        ("bend 12cm short", "bend", "", 12, "cm-short"),
        ("left knee extension 4 cm short of full", "knee extension", "left", 4, "cm-short"),
        ("fingertips to floor 18 cm", "fingertips to floor", "", 18, "cm-short"),
        ("bending forward 20 cm from the floor", "forward bend", "", 20, "cm-short"),
        ("fingertips 18 cm from the floor", "fingertips to floor", "", 18, "cm-short"),
        ("right knee to wall 7", "knee to wall", "right", 7, "cm"),
        ("bend forward 20 cm", "forward bend", "", 20, "cm-short"),
        ("lower back flexion 15 cm", "forward bend", "", 15, "cm-short"),
        ("forward bend 20 cm", "forward bend", "", 20, "cm-short"),
        ("trunk flexion 40 degrees", "trunk flexion", "", 40, "deg"),
        ("bending forward 6/10", "bending forward", "", 6, "self"),
        ("left hip flexion 7 out of 10", "hip flexion", "left", 7, "self"),
        ("both hip rotation 40", "hip rotation", "both", 40, "deg"),
        ("ankles dorsiflexion 8", "ankle dorsiflexion", "both", 8, "deg"),
        ("left knee flexion 95 30 min ago", "knee flexion", "left", 95, "deg"),
        ("right wrist flexion around 60", "wrist flexion", "right", 60, "deg"),
    ],
)
def test_a_motion_is_understood(line: str, movement: str, side: str, value: float, unit: str) -> None:
    draft = parse_motion(line.split(), now=HERE)
    assert (draft.movement, draft.side, draft.value, draft.unit, draft.note) == (movement, side, value, unit, "")
    assert draft.motion("abc", None).unit == unit


@pytest.mark.parametrize(
    ("line", "movement", "note"),
    [
        ("right hip external rotation 25 deg pinching", "hip external rotation", "pinching"),
        ("left ankle inversion 15 taken by the nurse", "ankle inversion", "taken by the nurse"),
        ("left knee puffy flexion 95", "knee flexion", "puffy"),
        ("left hip flexion 100 with the knee bent", "hip flexion", "with the knee bent"),
        ("after the pool right shoulder flexion 140", "shoulder flexion", "after the pool"),
        ("left knee flexion 95 -- cold day", "knee flexion", "cold day"),
    ],
)
def test_words_that_are_not_used_are_the_note(line: str, movement: str, note: str) -> None:
    draft = parse_motion(line.split(), now=HERE)
    assert (draft.movement, draft.note) == (movement, note)
    assert "--" in line or any(note in remark for remark in draft.remarks)


def test_a_part_of_the_day_is_marked_as_about() -> None:
    draft = parse_motion(["left", "knee", "flexion", "95", "yesterday", "evening"], now=HERE)
    assert (draft.at.iso(), draft.at.about) == ("2026-03-04T19:00:00+01:00", True)


@pytest.mark.parametrize(
    ("line", "reason", "lines"),
    [
        ("left knee flexion", "how far does it go", ("left knee flexion NUMBER",)),
        ("bend forward cm", "how far does it go", ("bend forward NUMBER cm",)),
        ("left knee flexion 95 96", "one value", ("left knee flexion NUMBER -- 95 96",)),
        ("left elbow flexion 130 extension 5", "one value", ("left elbow flexion 130", "left elbow extension 5")),
        ("neck rotation left 60 right 70", "one value", ("left neck rotation 60", "right neck rotation 70")),
        ("left hip 80 today 75 yesterday", "one value", ("left hip 80 today", "left hip 75 yesterday")),
        ("95", "which movement", ("NAME 95",)),
        ("left arm as high as it goes, maybe 80", "which movement", ("left arm NAME 80 -- as high as it goes",)),
        (
            "right elbow won't straighten, 10 missing",
            "how far",
            ('right elbow extension 10 short -- "won\'t straighten"',),
        ),
        ("left hip flexion 80 target 100", "only what was measured", ("left hip flexion 80 -- target 100",)),
        ("left hip flexion target 100", "only what was measured", ()),
        ("left hip flexion ought to be 100", "only what was measured", ()),
        ("left hip flexion 100 by easter", "only what was measured", ()),
        ("left hip flexion 100 by tuesday", "only what was measured", ()),
        ("left calf 36 cm", "which movement", ("left calf NAME 36 cm",)),
        ("left knee flexion 400", "full circle", ("left knee flexion NUMBER -- 400",)),
        ("left knee flexion >90", "which number", ("left knee flexion NUMBER -- '>90'",)),
        ("left knee flexion 5-95", "no single number", ("left knee flexion NUMBER -- 5-95",)),
        ("bending 11/10", "0 to 10", ("bending NUMBER -- 11/10",)),
        ("left right knee 5", "two sides", ("SIDE knee 5 -- left right",)),
        ("hip flexion 90", "which side", ("SIDE hip flexion 90",)),
        ("slr 45", "which side", ("SIDE slr 45",)),
        ("left shoulder flexion 75 %", "no unit", ("left shoulder flexion NUMBER -- 75 %",)),
        ("left shoulder flexion 30 seconds", "no unit", ("left shoulder flexion NUMBER -- 30 seconds",)),
        ("left elbow flexion 2 inches short", "in cm", ("left elbow flexion 5.08 cm short -- 2 inches short",)),
        ("right pinch 6", "strength is a score", ()),
        ("right shoulder abduction 8 kg", "strength is a score", ()),
        ("left kneee flexion 95", "did you mean knee", ("left knee flexion 95",)),
        ("left knee flexion 95 yesteday", "did you mean yesterday", ("left knee flexion 95 yesterday",)),
        ("left knee flexion 95 at 8", "which hour", ("left knee flexion 95 08:00", "left knee flexion 95 20:00")),
        ("left knee flexion 95 no swelling", "leave out", ("left knee flexion 95 -- no swelling",)),
        ("left elbow flexion not 95", "how far", ("left elbow flexion NUMBER -- not 95",)),
    ],
)
def test_a_motion_is_refused_with_a_line_that_works(line: str, reason: str, lines: tuple[str, ...]) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_motion(line.split(), now=HERE)
    assert re.search(reason, error_text(refusal.value))
    assert refusal.value.lines == lines


def test_strength_names_a_note_that_keeps_it() -> None:
    with pytest.raises(UsageError) as refusal:
        parse_motion(["left", "grip", "24", "kg"], now=HERE)
    assert "diary log -- left grip 24 kg" in error_text(refusal.value)


@pytest.mark.parametrize(
    "line",
    [
        "left knee flexion 95", "l knee extension 10 short", "fingertips to floor 18 cm", "knee to wall 7 right",
        "bending forward 6/10 this morning -- slow", "knee to wall left 30 deg", "neck rotation left 40 2026-03-01",
        "hip er left 30.25 sore yesterday 21:00",
    ],
)  # fmt: skip
def test_the_echo_is_the_same_motion(line: str) -> None:
    draft = parse_motion(line.split(), now=HERE)
    again = parse_motion(line_of(draft.motion("a", None), HERE).split(), now=HERE)
    assert again.motion("a", None) == draft.motion("a", None)
