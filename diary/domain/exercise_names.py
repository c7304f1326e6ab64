"""When two names mean one exercise, so that what was planned meets what was done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

ALL = frozenset({"all", "everything", "all exercise", "all of them", "each", "every exercise"})
"""What stands for all of today's exercises: all eased, everything skipped too sore."""


@lru_cache(maxsize=4096)
def exercise_key(name: str) -> str:
    """The name in small letters, without signs between its words and without the plural: Squats, squat and SQUAT."""
    words = re.sub(r"[\W_]+", " ", name.casefold()).split()
    # Not the s of press. Short ones too: step up and step-ups are one exercise. Nobody reads the key itself.
    return " ".join(word[:-1] if len(word) > 2 and word[-1] == "s" and word[-2] != "s" else word for word in words)


def find_exercise(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Of the names those that are meant: the one that is the same, else those that have all the words of `name`."""
    known = list(dict.fromkeys(names))
    key = exercise_key(name)
    if same := [each for each in known if exercise_key(each) == key]:
        return (same[0],)
    words = set(key.split())
    return tuple(each for each in known if words and words <= set(exercise_key(each).split()))
