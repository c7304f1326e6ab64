"""A statement of the background, as people write it."""

from __future__ import annotations

import pytest

from diary.domain.grammar.background_phrase import background_words, parse_background
from diary.errors import UnclearLine
from tests.domain.grammar.test_times import THURSDAY

SENTENCES = [
    ("it began in june after a fall", "began after a fall since 2025-06"),
    ("began in june after a fall", "began after a fall since 2025-06"),
    ("my pain started in 2019", "began since 2019"),
    ("the knee pain came on slowly", "began slowly"),
    ("it started when I lifted a box in november 2025", "began when I lifted a box since 2025-11"),
    ("for 3 months", "began since 2025-12"),
    ("sitting makes it worse", "worse sitting"),
    ("sitting for more than 20 min makes it worse", "worse sitting after 20 min"),
    ("it gets worse when I sit", "worse when I sit"),
    ("hurts when I bend", "worse when I bend"),
    ("it hurts when sitting", "worse when sitting"),
    ("stairs hurt", "worse stairs"),
    ("walking helps", "better walking"),
    ("heat helps after 10 min", "better heat after 10 min"),
    ("lying down makes it better within 15 minutes", "better lying down after 15 min"),
    ("it is better with rest", "better with rest"),
    ("I want to play tennis again", "goal play tennis again"),
    ("my goal is to climb stairs", "goal climb stairs"),
    ("I'd like to sleep through", "goal sleep through"),
    ("had surgery on my knee in march 2025", "surgery had surgery on my knee since 2025-03"),
    ("knee replacement 2022", "surgery knee replacement since 2022"),
    ("I fell off my bike in june", "injury I fell off my bike since 2025-06"),
    ("car accident 2018", "injury car accident since 2018"),
]


@pytest.mark.parametrize(("line", "words"), SENTENCES)
def test_a_whole_sentence_is_understood(line: str, words: str) -> None:
    assert background_words(parse_background(line.split(), now=THURSDAY).background("a", None)) == words
    again = parse_background(words.split(), now=THURSDAY)
    assert background_words(again.background("a", None)) == words


@pytest.mark.parametrize("line", ["nothing helps", "no surgery", "rest does not help", "it hurts", "lifting a box"])
def test_what_could_be_several_things_is_asked(line: str) -> None:
    with pytest.raises(UnclearLine):
        parse_background(line.split(), now=THURSDAY)


def test_with_a_day_the_beginning_is_offered_first() -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_background(["lifting", "a", "box", "in", "june"], now=THURSDAY)
    assert refusal.value.lines[0] == "began lifting a box in june"
