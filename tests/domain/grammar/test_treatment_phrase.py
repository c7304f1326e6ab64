"""Treatments and the background in one line each."""

from __future__ import annotations

import pytest

from diary.domain.grammar.background_phrase import background_words, parse_background
from diary.domain.grammar.treatment_phrase import parse_treatment, treatment_words
from diary.errors import UnclearLine
from tests.domain.grammar.test_times import THURSDAY

TREATMENTS = [
    ("naproxen 500 mg twice a day", "naproxen", "500 mg twice a day", True, "2026-03-05", ""),
    ("naproxen 500mg 2x/day since monday", "naproxen", "500mg 2x/day", True, "2026-03-02", ""),
    ("ibuprofen 400 mg as needed", "ibuprofen", "400 mg", False, "2026-03-05", ""),
    ("knee brace", "knee brace", "", None, "2026-03-05", ""),
    ("knee brace at night since 1 feb until 1 may", "knee brace", "at night", True, "2026-02-01", "2026-05-01"),
    ("prednisolone 20 mg daily for 5 days", "prednisolone", "20 mg daily", True, "2026-03-05", "2026-03-09"),
    ("500 mg naproxen twice a day", "naproxen", "500 mg twice a day", True, "2026-03-05", ""),
    ("vitamin D 1000 IU daily since 2024", "vitamin D", "1000 IU daily", True, "2024", ""),
    ("paracetamol 1 g every 6 hours if needed", "paracetamol", "1 g every 6 hours", False, "2026-03-05", ""),
    ("naproxen 500 mg yesterday", "naproxen", "500 mg", None, "2026-03-04", ""),
    ("omega 3 daily", "omega 3", "daily", True, "2026-03-05", ""),
]


@pytest.mark.parametrize(("text", "name", "dose", "regular", "since", "until"), TREATMENTS)
def test_a_treatment_has_a_name_a_dose_and_days(
    text: str, name: str, dose: str, regular: bool | None, since: str, until: str
) -> None:
    found = parse_treatment(text.split(), now=THURSDAY).treatment("1", None)
    assert (found.name, found.dose, found.regular, found.since, found.until) == (name, dose, regular, since, until)
    again = parse_treatment(treatment_words(found).split(), now=THURSDAY).treatment("1", None)
    assert (again.name, again.dose, again.regular, again.since, again.until) == (name, dose, regular, since, until)


def test_words_after_the_dose_are_the_note() -> None:
    words = "naproxen 500 mg twice a day with a big breakfast -- it helps"
    assert parse_treatment(words.split(), now=THURSDAY).note == "with a big breakfast; it helps"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "NAME"),
        ("twice a day", "NAME twice a day"),
        ("no naproxen", "NAME -- no naproxen"),
        ("naproxen 500 mg twice a day yesterdya", "naproxen 500 mg twice a day yesterday"),
        ("naproxen since feb since monday", "naproxen since 2026-02 -- since monday"),
    ],
)
def test_an_unclear_treatment_is_refused_with_a_line_that_works(text: str, line: str) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_treatment(text.split(), now=THURSDAY)
    assert [each.replace("'", "") for each in refusal.value.lines] == [line]


BACKGROUNDS = [
    ("surgery ACL left knee 12 march 2025", "surgery", "ACL left knee", "2025-03-12", None, None),
    ("began lifting a heavy box in november 2025", "began", "lifting a heavy box", "2025-11", None, None),
    ("since 3 weeks", "began", "", "2026-02-12", None, None),
    ("injury fell off my bike in 2019", "injury", "fell off my bike", "2019", None, None),
    ("worse sitting in the car after 20 min, settles in 60 min", "worse", "sitting in the car", "", 20, 60),
    ("worse running 2 h settles within half an hour", "worse", "running", "", 120, 30),
    ("better walking 5 min", "better", "walking", "", 5, None),
    ("goal climb stairs without the rail in may", "goal", "climb stairs without the rail in may", "", None, None),
    ("goal walk for 30 min", "goal", "walk for 30 min", "", None, None),
    ("began a slipped disc in 2024", "began", "a slipped disc", "2024", None, None),
    ("goal the lake path, all the way", "goal", "the lake path, all the way", "", None, None),
    ("eases heat", "better", "heat", "", None, None),
]


@pytest.mark.parametrize(("text", "topic", "name", "since", "minutes", "settles"), BACKGROUNDS)
def test_a_statement_of_the_background(
    text: str, topic: str, name: str, since: str, minutes: int | None, settles: int | None
) -> None:
    found = parse_background(text.split(), now=THURSDAY).background("1", None)
    assert (found.topic, found.name, found.since) == (topic, name, since)
    assert (found.minutes, found.settles) == (minutes, settles)
    again = parse_background(background_words(found).split(), now=THURSDAY).background("1", None)
    assert again == found


def test_a_statement_says_what_it_is_about() -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_background(["sitting"], now=THURSDAY)
    assert refusal.value.lines == ("worse sitting", "better sitting", "goal sitting", "began sitting")
    with pytest.raises(UnclearLine):
        parse_background(["worse"], now=THURSDAY)
