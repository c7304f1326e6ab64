"""Warning signs in people's own words: found, named, and not seen where there are none."""

from __future__ import annotations

import pytest

from diary.domain.sign_patterns import ROWS
from diary.domain.sign_words import COMMON, TOPICS
from diary.domain.signs import signs_in
from diary.domain.vocabulary import SYMPTOMS
from tests.domain.sign_phrases import TELL, TELL_NONE, phrases

TOLD = [(symptom, phrase) for symptom, text in TELL.items() for phrase in phrases(text)]
NOTHING = phrases(TELL_NONE)


def symptoms_of(text: str) -> list[str]:
    return [sign.symptom for sign in signs_in(text)]


def test_there_are_enough_phrases_and_none_comes_twice() -> None:
    told = [phrase for _, phrase in TOLD]
    assert len(set(told)) == len(told) >= 200
    assert len(set(NOTHING)) == len(NOTHING) >= 200


@pytest.mark.parametrize(("symptom", "phrase"), TOLD)
def test_a_sign_is_found_in_peoples_own_words(symptom: str, phrase: str) -> None:
    assert symptom in symptoms_of(phrase)


@pytest.mark.parametrize("phrase", NOTHING)
def test_nobody_is_asked_where_no_sign_is_told(phrase: str) -> None:
    assert signs_in(phrase) == ()


@pytest.mark.parametrize("phrase", ["I can't pee", "I can’t pee", "I cant pee", "I CAN'T PEE"])
def test_apostrophes_and_capitals_make_no_difference(phrase: str) -> None:
    (sign,) = signs_in(phrase)
    assert (sign.symptom, phrase[sign.start : sign.end]) == ("bladder-trouble", phrase[2:])
    assert sign.question == "Do you mean bladder-trouble: can't pass water, can't hold it, or can't feel it?"


@pytest.mark.parametrize(
    ("text", "symptoms"),
    [
        ("no numbness or tingling, but a weak grip", ["weakness"]),
        ("no numbness. left foot tingles", ["tingling"]),
        # It may be a list of what is not there, and it may not: better asked once too often.
        ("no numbness, weakness in the left leg", ["weakness"]),
        ("never numb before", ["numbness"]),
        ("not so numb today", ["numbness"]),
        ("not just numb, it tingles", ["numbness", "tingling"]),
        ("numbness gone down to the foot", ["numbness"]),
        ("didn't sleep because of pain", ["night-pain"]),
        ("not sure whether it is numb", ["numbness"]),
    ],
)
def test_what_is_denied_is_left_out_and_nothing_else(text: str, symptoms: list[str]) -> None:
    assert symptoms_of(text) == symptoms


def test_signs_come_in_order_each_with_its_own_words() -> None:
    text = "Foot drags – can't pee; knee gave way"
    assert [(sign.symptom, text[sign.start : sign.end]) for sign in signs_in(text)] == [
        ("foot-drop", "Foot drags"),
        ("bladder-trouble", "can't pee"),
        ("giving-way", "gave way"),
    ]


def test_the_table_speaks_of_symptoms_of_the_vocabulary_and_uses_every_class() -> None:
    assert {row.symptom for row in ROWS} <= set(SYMPTOMS)
    # Those left out ask for no doctor by themselves.
    assert set(SYMPTOMS) - {row.symptom for row in ROWS} == {"getting-worse", "clicking", "fatigue"}
    used = {symbol for row in ROWS for symbol in row.patterns.replace("|", " ").replace(";", " ").split()}
    assert {symbol for symbol in used if symbol.isupper()} == {*COMMON, *TOPICS}
