"""The words that are offered while a line is typed, and which of them completes it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from diary.domain.grammar.tokens import NOTE_MARKS
from diary.domain.vocabulary import COURSES, QUALITIES, REGIONS, SIDES, SYMPTOMS

TIMES = (
    "yesterday", "this morning", "this afternoon", "this evening", "last night", "first thing", "yesterday morning",
    "yesterday evening", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
PLACES = (*REGIONS, *SIDES)
FEELINGS = (*QUALITIES, *SYMPTOMS, "sudden", *COURSES)
RATINGS = ("at rest", "on movement", "worst", "best", "interference", "fatigue")
ENTRY_WORDS = (*PLACES, *FEELINGS, *RATINGS, *TIMES)
SHORTEST = 2
"""Letters from which a word is completed: nearly any word begins with the first one alone."""
_MOST_WORDS = 3


def completed(text: str, words: Iterable[str]) -> str:
    """The text with its last word, or last words, completed to the first of `words` that fits; "" for none.

    Nothing is completed behind a space, in the note, or where the word is one of them already.
    """
    if not text or text[-1].isspace() or NOTE_MARKS.intersection(text.split()):
        return ""
    offered, typed = list(words), re.split(r"[,;()/&]", text)[-1].split()
    for count in range(min(_MOST_WORDS, len(typed)), 0, -1):
        begun = " ".join(typed[-count:]).casefold()
        word = next((word for word in offered if word.startswith(begun)), "") if len(begun) >= SHORTEST else ""
        if word:
            return text + word[len(begun) :] if word != begun else ""
    return ""
