"""emergency-signs: each sign, the words that must stand beside it, and how near; and until when it stays raised."""

from __future__ import annotations

import pytest

from tests.analysis.diaries import ask, diary, verdict

NAME = "emergency-signs"
CALL, KNOWN, NOT = "raised emergency", "raised discuss", "clear"


def answer(*lines: str, as_of: str = "d9 23:00") -> str:
    return verdict(diary(*lines), NAME, as_of)


@pytest.mark.parametrize(
    "word",
    ["saddle-numbness", "bladder-trouble", "bowel-trouble", "sexual-change", "foot-drop", "dark-urine", "chest-pain"],
)
def test_one_word_is_enough(word: str) -> None:
    assert answer(f"d9 20:00 {word}") == CALL
    assert answer(f"d9 20:00 foot left {word}") == CALL


@pytest.mark.parametrize(
    "word", ["breathlessness", "fever", "fatigue", "night-pain", "weight-loss", "getting-worse", "numbness", "weakness"]
)
def test_other_words_alone_are_not(word: str) -> None:
    assert answer(f"d9 20:00 {word}") == NOT


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["d9 20:00 foot both numbness"], CALL),
        (["d9 20:00 toes both tingling"], CALL),
        (["d9 20:00 hand both numbness"], NOT),
        (["d9 20:00 foot left numbness"], NOT),
        (["d9 20:00 heel both tingling"], CALL),
        (["d9 20:00 SI joint both numbness"], NOT),
        (["d7 20:00 foot left numbness", "d9 20:00 hand right tingling"], NOT),
        (["d9 20:00 foot left numbness, thigh left tingling"], NOT),
        (["d9 20:00 buttock both shooting"], CALL),
        (["d7 20:00 hip left electric", "d9 20:00 hamstring right radiating"], CALL),
        (["d9 20:00 hip left 5 sharp, hip right 5 sharp"], NOT),
        (["d9 20:00 foot left numbness, foot right shooting"], NOT),
    ],
)
def test_numbness_or_nerve_pain_in_both_legs(lines: list[str], expected: str) -> None:
    assert answer(*lines) == expected


@pytest.mark.parametrize("words", [("numbness", "tingling"), ("electric", "radiating")])
def test_the_second_leg_may_follow_within_14_days(words: tuple[str, str]) -> None:
    one, other = words
    later = f"d19 20:00 calf right {other}"
    assert answer(f"d5 20:00 foot left {one}", later, as_of="d19 20:00") == CALL
    assert answer(f"d5 19:59 foot left {one}", later, as_of="d19 20:00") == NOT


@pytest.mark.parametrize(
    "site",
    [
        "buttock",
        "hip",
        "groin",
        "thigh",
        "hamstring",
        "knee",
        "calf",
        "shin",
        "ankle",
        "heel",
        "foot",
        "toes",
    ],
)
def test_every_part_of_the_leg_is_one(site: str) -> None:
    assert answer(f"d9 20:00 {site} left numbness, knee right numbness") == CALL


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("d9 20:00 knee both 5", NOT),
        ("d9 20:00 hand left numbness", CALL),
        ("d9 20:00 hand left tingling", CALL),
        ("d9 20:00 tingling", CALL),
        ("d9 20:00 shoulder left radiating", CALL),
        ("d9 20:00 shoulder left shooting", CALL),
        ("d9 20:00 shoulder left electric", CALL),
        ("d9 20:00 shoulder left 9 sharp", NOT),
        ("d9 20:00 lower back 1", CALL),
        ("d9 20:00 lower back 0", NOT),
        ("d9 20:00 pelvis 1", CALL),
        ("d9 20:00 pelvis 0 dull", CALL),
        ("d9 20:00 SI joint left 1", CALL),
        ("d9 20:00 buttock left 1", CALL),
        ("d9 20:00 upper back 9", NOT),
        ("d9 20:00 hip left 9", NOT),
        ("d8 20:00 lower back 1", CALL),
        ("d8 19:59 lower back 1", NOT),
        ("d8 20:00 hand left numbness", CALL),
        ("d8 19:59 hand left numbness", NOT),
    ],
)
def test_weakness_in_both_legs_needs_something_beside_it(beside: str, expected: str) -> None:
    assert answer("d9 20:00 thigh both weakness", beside) == expected


def test_what_stands_beside_weakness_of_the_two_legs_is_within_a_day_of_the_later_one() -> None:
    left, right = "d5 20:00 thigh left weakness", "d19 20:00 knee right weakness"
    assert answer(left, right, "d18 20:00 lower back 3", as_of="d19 20:00") == CALL
    assert answer(left, right, "d18 19:59 lower back 3", as_of="d19 20:00") == NOT
    assert answer(left, right, "d20 20:00 tingling", as_of="d20 20:00") == CALL
    assert answer(left, right, "d5 20:00 lower back 3", as_of="d19 20:00") == NOT
    assert answer("d5 19:59 thigh left weakness", right, "d19 20:00 lower back 3", as_of="d19 20:00") == NOT


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["d8 20:00 knee left weakness getting-worse", "d9 20:00 knee left weakness getting-worse"], CALL),
        (["d2 20:00 knee left weakness getting-worse", "d9 20:00 knee left weakness getting-worse"], CALL),
        (["d2 19:59 knee left weakness getting-worse", "d9 20:00 knee left weakness getting-worse"], NOT),
        (["d9 08:00 knee left weakness getting-worse", "d9 20:00 knee left weakness getting-worse"], NOT),
        (["d8 20:00 knee left weakness getting-worse", "d9 20:00 foot left weakness getting-worse"], NOT),
        (["d8 20:00 knee left weakness getting-worse", "d9 20:00 knee right weakness getting-worse"], NOT),
        (["d8 20:00 hand left weakness getting-worse", "d9 20:00 hand left weakness getting-worse"], NOT),
        (["d8 20:00 knee left weakness", "d9 20:00 knee left weakness getting-worse"], CALL),
        (["d8 19:59 knee left weakness", "d9 20:00 knee left weakness getting-worse"], NOT),
        (["d8 20:00 knee left weakness, getting-worse", "d9 20:00 knee left weakness, getting-worse"], NOT),
    ],
)
def test_weakness_that_gets_worse_on_two_days_at_one_place(lines: list[str], expected: str) -> None:
    assert answer(*lines) == expected


def test_it_is_recent_while_both_days_are() -> None:
    given = [
        "d8 20:00 knee left weakness getting-worse",
        "d9 20:00 knee left weakness getting-worse",
        "d9 21:00 told emergency-signs",
    ]
    assert answer(*given, as_of="d15 20:00") == CALL
    assert answer(*given, as_of="d15 20:01") == NOT


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["d9 20:00 calf left swelling, breathlessness"], CALL),
        (["d8 20:00 shin left swelling", "d9 20:00 breathlessness"], CALL),
        (["d9 20:00 thigh left swelling", "d8 20:00 breathlessness"], CALL),
        (["d8 19:59 calf left swelling", "d9 20:00 breathlessness"], NOT),
        (["d9 20:00 hamstring left swelling, breathlessness"], CALL),
        (["d9 20:00 knee left swelling, breathlessness"], NOT),
        (["d9 20:00 knee left swelling, breathlessness", "d7 20:00 calf left 1"], CALL),
        (["d9 20:00 knee left swelling, breathlessness", "d7 19:59 calf left 1"], NOT),
        (["d9 20:00 knee left swelling, breathlessness", "d7 20:00 calf right 1"], NOT),
        (["d9 20:00 knee left swelling, breathlessness", "d7 20:00 calf both dull"], CALL),
        (["d9 20:00 heel left swelling, breathlessness", "d7 20:00 calf left 1"], NOT),
        (["d9 20:00 calf left 1, breathlessness"], CALL),
        (["d9 20:00 calf left 0, breathlessness"], NOT),
        (["d9 20:00 calf left numbness, breathlessness"], NOT),
        (["d9 20:00 knee left 9, breathlessness"], NOT),
        (["d8 20:00 hamstring both aching", "d9 20:00 breathlessness"], CALL),
        (["d8 19:59 hamstring both aching", "d9 20:00 breathlessness"], NOT),
        (["d9 20:00 swelling breathlessness"], NOT),
        (["d9 20:00 knee left hot-joint, fever"], CALL),
        (["d8 20:00 knee left hot-joint", "d9 20:00 fever"], CALL),
        (["d8 19:59 knee left hot-joint", "d9 20:00 fever"], NOT),
        (["d9 20:00 knee left swelling, fever"], NOT),
    ],
)
def test_a_possible_clot_and_a_possibly_infected_joint(lines: list[str], expected: str) -> None:
    assert answer(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["d9 20:00 head 7 sudden"], CALL),
        (["d9 20:00 head 6 sudden"], NOT),
        (["d9 20:00 head 10"], NOT),
        (["d9 20:00 neck 10 sudden"], NOT),
        (["d9 20:00 head 3 sudden numbness"], CALL),
        (["d9 20:00 head 3 sudden, hand left weakness"], CALL),
        (["d9 20:00 head 3 sudden", "d8 20:00 weakness"], CALL),
        (["d9 20:00 head 3 sudden", "d8 19:59 weakness"], NOT),
        (["d9 20:00 head 3 sudden, hand left tingling"], NOT),
        (["d9 20:00 neck 3 sudden numbness"], NOT),
        (["d9 20:00 head sudden, hand left numbness"], CALL),
    ],
)
def test_a_sudden_headache(lines: list[str], expected: str) -> None:
    assert answer(*lines) == expected


def test_pain_that_was_given_in_words_alone_counts_as_pain() -> None:
    assert answer("d9 20:00 thigh both weakness, lower back aching") == CALL
    assert answer("d9 20:00 head throbbing, hand left weakness") == CALL


def test_it_stays_raised_until_it_is_told_however_old_it_is() -> None:
    sign = "d9 20:00 saddle-numbness"
    assert answer(sign, as_of="d400 20:00") == CALL
    assert answer(sign, "d9 20:00 told emergency-signs", as_of="d400 20:00") == NOT
    assert answer(sign, "d9 19:59 told emergency-signs", as_of="d400 20:00") == CALL
    assert answer(sign, "d9 20:00 told neurological", as_of="d400 20:00") == CALL


@pytest.mark.parametrize(("as_of", "expected"), [("d16 20:00", CALL), ("d16 20:01", NOT)])
def test_a_told_one_stays_in_the_list_for_seven_days(as_of: str, expected: str) -> None:
    given = diary("d9 20:00 saddle-numbness", "d10 20:00 told emergency-signs")
    assert verdict(given, NAME, as_of) == expected
    assert ask(given, NAME, "d10 20:00").acknowledged
    assert not ask(given, NAME, "d10 19:59").acknowledged


def test_another_sign_after_it_was_told_is_told_of_anew() -> None:
    given = diary("d9 20:00 saddle-numbness", "d10 20:00 told emergency-signs", "d11 20:00 chest-pain")
    assert verdict(given, NAME, "d60 20:00") == CALL
    assert not ask(given, NAME, "d11 20:00").acknowledged


@pytest.mark.parametrize(("as_of", "expected"), [("d16 20:00", KNOWN), ("d16 20:01", NOT)])
def test_what_is_known_is_shown_for_the_next_appointment_while_it_is_recent(as_of: str, expected: str) -> None:
    assert answer("d0 08:00 known foot left foot-drop", "d9 20:00 foot left foot-drop", as_of=as_of) == expected


def test_known_covers_its_own_place_and_not_what_gets_worse() -> None:
    known = "d0 08:00 known foot left foot-drop"
    assert answer(known, "d9 20:00 foot right foot-drop") == CALL
    assert answer(known, "d9 20:00 foot-drop") == CALL
    assert answer(known, "d9 20:00 foot left foot-drop getting-worse") == CALL
    assert answer(known, "d9 20:00 foot left foot-drop, getting-worse") == CALL
    assert answer(known, "d9 20:00 foot left foot-drop, knee right getting-worse") == CALL


def test_what_is_known_in_one_leg_counts_beside_a_new_sign_in_the_other() -> None:
    new = "d50 20:00 foot right tingling"
    for known, expected in (
        ("d0 08:00 known knee left numbness", CALL),
        ("d60 08:00 known knee left numbness", NOT),
        ("d0 08:00 known knee both numbness", CALL),
        ("d0 08:00 known knee right numbness", NOT),
        ("d0 08:00 known hand left numbness", NOT),
        ("d0 08:00 known knee left weakness", NOT),
    ):
        assert answer(known, new, as_of="d50 20:00") == expected, known
    assert answer("d0 08:00 known knee left weakness", "d50 20:00 knee right weakness", as_of="d50 20:00") == NOT
    weak = ["d0 08:00 known knee left weakness", "d50 20:00 knee right weakness", "d50 20:00 lower back 1"]
    assert answer(*weak, as_of="d50 20:00") == CALL


def test_who_told_of_a_known_sign_has_not_told_of_a_new_one() -> None:
    known = ["d0 08:00 known chest-pain", "d5 08:00 chest-pain", "d5 09:00 told emergency-signs"]
    assert answer(*known, "d6 08:00 ended chest-pain", "d7 08:00 chest-pain", as_of="d30 20:00") == CALL


def test_one_new_part_makes_a_sign_new() -> None:
    known = "d0 08:00 known foot left numbness"
    assert answer(known, "d9 20:00 foot left numbness, foot right numbness") == CALL
    assert answer(known, "d0 08:00 known foot right numbness", "d9 20:00 foot left numbness, foot right numbness") == (
        KNOWN
    )


@pytest.mark.parametrize(("again", "expected"), [("d16 20:00", NOT), ("d16 20:01", CALL)])
def test_a_told_sign_that_goes_on_within_seven_days_was_told(again: str, expected: str) -> None:
    given = ["d9 20:00 saddle-numbness", "d9 21:00 told emergency-signs", f"{again} saddle-numbness"]
    assert answer(*given, as_of="d60 20:00") == expected


def test_nobody_is_asked_whether_a_sign_without_a_word_was_there_from_the_start() -> None:
    for line in ("d9 20:00 head 8 sudden", "d9 20:00 head 8 sudden throbbing"):
        assert ask(diary(line), NAME, "d9 23:00").question is None
    for line in ("d9 20:00 foot-drop", "d9 20:00 head 3, hand left numbness"):
        question = ask(diary(line), NAME, "d9 23:00").question
        assert question is not None
        assert question.hints[0].about in ("foot-drop", "numbness left hand")
