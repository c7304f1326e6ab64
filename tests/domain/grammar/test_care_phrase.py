"""Lines about self-care: its kind, name, dose and relief, what is the note, and what is refused with which line."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.times import Here
from diary.domain.record_line import line_of
from diary.error_hints import error_text
from diary.errors import UnclearLine

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Here(datetime(2026, 3, 5, 20, 0, tzinfo=BERLIN), BERLIN, "Europe/Berlin")


@pytest.mark.parametrize(
    ("line", "activity", "name", "dose", "relief"),
    [
        ("ice", "ice", "", "", None),
        ("cold pack 15 min", "ice", "cold pack", "15 min", None),
        ("frozen peas for 10 minutes", "ice", "frozen peas", "10 minutes", None),
        ("heat 20 min relief 4", "heat", "", "20 min", 4),
        ("hot water bottle half an hour", "heat", "hot water bottle", "half an hour", None),
        ("took a nap for an hour", "rest", "nap", "1 hour", None),
        ("took some medication", "medication", "", "", None),
        ("walk 30 min", "movement", "walk", "30 min", None),
        ("walked and stretched 20 min", "movement", "walked and stretched", "20 min", None),
        ("drank 2 glasses", "hydration", "drank", "2 glasses", None),
        ("rest yesterday", "rest", "", "", None),
        ("other acupuncture 40 min relief 5", "other", "acupuncture", "40 min", 5),
        ("medication naproxen 500 mg relief 6", "medication", "naproxen", "500 mg", 6),
        ("meloxicam 15", "medication", "meloxicam", "15", None),
        ("ibuprofen 400mg 2h ago", "medication", "ibuprofen", "400mg", None),
        ("3 aspirin", "medication", "aspirin", "3", None),
        ("1 etoricoxib 90 mg", "medication", "etoricoxib", "1 x 90 mg", None),
        ("paracetamol 2 x 500 mg", "medication", "paracetamol", "2 x 500 mg", None),
        ("painkiller paracetamol two tablets", "medication", "paracetamol", "two tablets", None),
        ("half a tablet of baclofen", "medication", "baclofen", "half a tablet", None),
        ("diclofenac gel", "medication", "diclofenac gel", "", None),
        ("qwertyprofen 20 mg", "medication", "qwertyprofen", "20 mg", None),
        ("medication heat patch", "medication", "heat patch", "", None),
        ("2 tablets", "medication", "", "2 tablets", None),
        ("aspirin x 2", "medication", "aspirin", "x 2", None),
        ("2 x aspirin", "medication", "aspirin", "2", None),
        ("half a codeine", "medication", "codeine", "half", None),
        ("aspirin 500 mg helped 7/10", "medication", "aspirin", "500 mg", 7),
        ("heat no relief", "heat", "", "", 0),
        ("aspirin 500 mg did nothing", "medication", "aspirin", "500 mg", 0),
        ("ice made no difference", "ice", "", "", 0),
        ("massage 20 min", "other", "massage", "20 min", None),
        ("used the spiky ball 5 min relief 3", "other", "spiky ball", "5 min", 3),
        ("massage", "other", "massage", "", None),
        ("TENS unit 20 min", "other", "TENS unit", "20 min", None),
        ("legs up 45 min", "other", "legs up", "45 min", None),
        ("elevated my foot", "other", "elevated my foot", "", None),
        ("heat 10 min relief perhaps 3 out of 10", "heat", "", "10 min", 3),
    ],
)
def test_self_care_is_understood(line: str, activity: str, name: str, dose: str, relief: int | None) -> None:
    draft = parse_care(line.split(), now=HERE)
    found = (draft.activity, draft.name, draft.dose, draft.relief, draft.note)
    assert found == (activity, name, dose, relief, "")
    assert draft.care("abc", None).activity == activity


@pytest.mark.parametrize(
    ("line", "name", "dose", "note"),
    [
        ("ice left knee 20 min", "", "20 min", "left knee"),
        ("cold pack on right elbow 10 min", "cold pack", "10 min", "on right elbow"),
        ("codeine 30 mg made me sleepy", "codeine", "30 mg", "made me sleepy"),
        ("ibuprofen gel right wrist", "ibuprofen gel", "", "right wrist"),
        ("aspirin 500 mg helped a lot", "aspirin", "500 mg", "helped a lot"),
        ("heat 20 min didn't help much", "", "20 min", "didn't help much"),
        ("heat helped after 30 min", "", "", "helped after 30 min"),
        ("ice after a walk 10 min", "", "", "after a walk 10 min"),
        ("heat, helped later", "", "", "helped later"),
        ("heat 10 min, eased 2 hours later", "", "10 min", "eased 2 hours later"),
        ("cupping on the neck 10 min", "cupping", "10 min", "on the neck"),
        ("paracetamol 500 at 9 this morning, helped a bit", "paracetamol", "500", "helped a bit"),
        ("naproxen 500 mg -- skipped breakfast", "naproxen", "500 mg", "skipped breakfast"),
    ],
)
def test_words_that_are_not_used_are_the_note(line: str, name: str, dose: str, note: str) -> None:
    draft = parse_care(line.split(), now=HERE)
    assert (draft.name, draft.dose, draft.note) == (name, dose, note)
    assert "--" in line or any(note in remark for remark in draft.remarks)


def test_a_part_of_the_day_is_marked_as_about() -> None:
    draft = parse_care(["heat", "20", "min", "this", "morning"], now=HERE)
    assert (draft.at.iso(), draft.at.about) == ("2026-03-05T08:00:00+01:00", True)


@pytest.mark.parametrize(
    ("line", "reason", "lines"),
    [
        ("", "which self-care", ()),
        ("wrist splint all night", "none of the kinds", ("other wrist splint -- all night",)),
        ("spiky ball", "none of the kinds", ("other spiky ball",)),
        ("warmed up 10 min", "none of the kinds", ("other warmed up 10 min",)),
        ("head cold", "none of the kinds", ("other head cold",)),
        ("qwerty", "none of the kinds", ("medication qwerty", "other qwerty")),
        ("ice and heat", "log each on its own", ("ice", "heat")),
        ("legs up 20 min and ice", "log each on its own", ("other legs up 20 min", "ice")),
        ("rest day, heat 10 min", "only what was done", ("heat 10 min -- rest day",)),
        ("heat then ice 5 min each", "log each on its own", ("heat 5 min", "ice 5 min")),
        ("aspirin 500 mg plus codeine 30 mg", "two things", ("medication aspirin 500 mg", "medication codeine 30 mg")),
        ("ice relief 12", "0 to 10", ("ice relief NUMBER -- relief 12",)),
        ("ice relief", "how much", ("ice relief NUMBER",)),
        ("ice 20", "of what", ("ice 20 min",)),
        (
            "aspirin 500 mg at 9",
            "which hour",
            ("medication aspirin 500 mg 09:00", "medication aspirin 500 mg yesterday 21:00"),
        ),
        ("aspirin 500 mg yesteday", "did you mean yesterday", ("medication aspirin 500 mg yesterday",)),
        ("aspirin 500 mg tomorrow", "still to come", ()),
        ("aspirin 500 mg no nausea", "only what was done", ("medication aspirin 500 mg -- no nausea",)),
        ("rest, no lifting", "only what was done", ("rest -- no lifting",)),
        ("heat instead of aspirin", "only what was done", ("heat -- instead of aspirin",)),
        ("other", "which other", ("other NAME",)),
        ("one aspirin and two paracetamol", "two things", ("medication aspirin one", "medication paracetamol two")),
    ],
)
def test_self_care_is_refused_with_a_line_that_works(line: str, reason: str, lines: tuple[str, ...]) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_care(line.split(), now=HERE)
    assert re.search(reason, error_text(refusal.value))
    assert refusal.value.lines == lines


@pytest.mark.parametrize(
    "line",
    [
        "aspirin skipped", "skipped my aspirin", "medication none", "no heat", "didn't take the tablets",
        "forgot naproxen", "ran out of codeine", "took nothing", "heat not possible", "without any ice", "day off",
        "haven't taken my meds", "need to take naproxen", "no meds today", "stopped naproxen", "rest day", "heat later",
        "heat 20 min soon", "massage if needed", "tens should help", "codeine sold out", "husband took naproxen",
        "physio told me to use ice", "they recommended heat", "slept poorly", "bad sleep", "heat pack later today",
    ],
)  # fmt: skip
def test_what_did_not_happen_is_refused_and_a_note_is_offered(line: str) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_care(line.split(), now=HERE)
    assert "diary log -- " in error_text(refusal.value)
    assert refusal.value.lines == ()


@pytest.mark.parametrize(
    "line",
    [
        "ice", "hot bath 20 min", "1 diclofenac 75 mg first thing", "walk and stretch 20 min relief 2", "2 tablets",
        "other TENS left knee 2026-03-01", "co-codamol 30/500 x2 woke up numb", "medication ibuprofen 600 relief 6/10",
        "ice 3 times 10 min yesterday evening -- slow",
    ],
)  # fmt: skip
def test_the_echo_is_the_same_self_care(line: str) -> None:
    draft = parse_care(line.split(), now=HERE)
    again = parse_care(line_of(draft.care("a", None), HERE).split(), now=HERE)
    assert again.care("a", None) == draft.care("a", None)
