"""Suggestions for a word that is not understood: only close spellings, and only words that help."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.grammar.lexicon import index
from diary.domain.grammar.suggest import near, near_names, near_signs
from diary.domain.grammar.timewords import TIME_WORDS
from diary.domain.grammar.tokens import tokens_of

ROLES = {"site", "side", "quality", "symptom", "sudden"}


@pytest.mark.parametrize(
    ("word", "offered"),
    [
        ("knie", ("knee",)),
        ("kneee", ("knee",)),
        ("shoulde", ("shoulder",)),
        ("yesteday", ("yesterday",)),
        # A word that means something only beside another is never suggested alone.
        ("knife", ()),
        ("like", ()),
        ("lower", ("lower back",)),
        # Neither a quality nor a symptom is offered by its spelling.
        ("weekness", ()),
        ("thorbbing", ()),
        ("sitting", ()),
        ("twinge", ()),
        ("turning", ()),
        ("bladdr", ()),
        ("saddle", ()),
        # A different word is not a close spelling.
        ("hard", ()),
        ("food", ()),
        ("half", ()),
        ("legg", ()),
        ("", ()),
        ("x" * 50, ()),
    ],
)
def test_suggestions_for_one_word(word: str, offered: tuple[str, ...]) -> None:
    assert near(word) == offered


@pytest.mark.parametrize(
    ("word", "signs"),
    [
        ("swolen", ("swollen",)),
        ("swoln", ("swollen",)),
        ("hott", ("hot",)),
        ("nummb", ("numb",)),
        ("weekness", ("weakness",)),
        ("week", ()),
        ("number", ()),
        ("thorbbing", ()),
    ],
)
def test_a_sign_is_near_in_spelling_also_with_a_letter_once(word: str, signs: tuple[str, ...]) -> None:
    assert near_signs(word) == signs


@pytest.mark.parametrize(
    ("before", "word", "after", "offered"),
    [
        ("5", "lower", "bakc", ("lower back",)),
        ("5", "lwoer", "back", ("lower back",)),
        ("5", "uper", "bakc", ("upper back",)),
        ("", "upper", "amr", ("upper arm",)),
        ("5", "lower", "flurb", ()),
        ("5", "lower", "bag", ()),
        # A word that is too wide is never matched by its spelling.
        ("5", "bakc", "", ()),
        ("left", "legg", "", ()),
        ("", "lower", "", ()),
    ],
)
def test_a_name_of_two_words_is_suggested_where_both_words_are_close(
    before: str, word: str, after: str, offered: tuple[str, ...]
) -> None:
    assert near_names(before, word, after) == offered


letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)
misspelled = st.sampled_from(sorted({word for key in index() for word in key})).flatmap(
    lambda word: st.integers(0, len(word)).map(lambda at: word[:at] + word[at + 1 :])
)


@given(letters | misspelled, letters | misspelled)
def test_a_suggested_name_of_two_words_is_understood(one: str, two: str) -> None:
    for offered in (*near_names(one, two, ""), *near_names("", one, two)):
        assert index()[tuple(offered.split())].role in ROLES


@given(letters | misspelled)
def test_every_suggestion_is_understood_and_differs_from_the_typed_word(word: str) -> None:
    for offered in near(word):
        meaning = index().get(tuple(token.text for token in tokens_of(offered)))
        assert offered in TIME_WORDS or (meaning is not None and meaning.role in ROLES)
        assert offered != word or (word,) in index() or word in TIME_WORDS
