"""Scores: how well somebody does what matters to them, and which change of it counts.

The patient-specific functional scale (Stratford 1995, Physiother Can 47:258; free, says the Rehabilitation Measures
Database) has activities of the person's own, each 0 (unable) to 10 (as before). A change of 2 points of the mean, or 3
of a single activity, is more than chance and counts for the person.
PEG (Krebs 2009, J Gen Intern Med 24:733, open access) asks how strong the pain was, and how much it was in the way of
enjoying life and of what one does, in the last week, each 0–10; the score is their mean. Its questions are asked in
words of our own. A change of 30 % counts, as the guideline of the CDC on opioids for chronic pain (2016) takes it; six
trials found 1.0 to 1.75 points to be the least that people notice (Reed 2024, J Pain 25:142).
The global rating of change with 11 steps, −5 to +5, is described by Kamper 2009 (J Man Manip Ther 17:163).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ACTIVITY_CHANGE, MEAN_CHANGE = 3, 2
"""Points by which one activity, and the mean of several, has to change to count (Stratford 1995)."""
FEWEST_OF_MEAN = 3
"""Activities that the mean of the scale has at least (Stratford 1995: three to five)."""
PEG_PERCENT = 30
"""Of the earlier value, from which a change of PEG counts (CDC 2016)."""
RATING = (0, 10)
"""The limits of a score without a unit."""
HIGHEST_VALUE = 100_000
"""Of a measure with a unit of its own, and below zero as far."""


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A score that the program knows: its questions with the names of their answers, and the limits of each."""

    name: str
    questions: Mapping[str, str]
    """The name of each answer, and what is asked."""
    unit: str = ""
    limits: tuple[int, int] = RATING
    ends: tuple[str, str] = ("", "")
    """What the lowest and the highest value mean."""
    asked: str = ""
    """When it is due by itself, where the person says nothing."""
    better: int = 1
    """1 where more is better, -1 where less is."""
    source: str = ""


_READY_MADE = (
    ReadyMade(
        "peg",
        {
            "peg pain": "over the last week, how strong was the pain on average?",
            "peg enjoyment": "over the last week, how much did pain take from your enjoyment of life?",
            "peg activity": "over the last week, how much did pain get in the way of what you usually do?",
        },
        ends=("none", "as much as can be"),
        better=-1,
        source="PEG: Krebs 2009",
    ),
    ReadyMade(
        "change",
        {"change": "how is it now, compared with the last visit?"},
        limits=(-5, 5),
        ends=("very much worse", "very much better"),
        asked="visits",
        source="global rating of change: Kamper 2009",
    ),
    ReadyMade("sleep", {"sleep": "how well did you sleep?"}, ends=("not at all", "as well as can be")),
    ReadyMade("mood", {"mood": "how was your mood?"}, ends=("as low as can be", "as good as can be")),
    ReadyMade(
        "morning stiffness",
        {"morning stiffness": "how many minutes until the stiffness of the morning was gone?"},
        unit="min",
        limits=(0, 24 * 60),
        better=-1,
    ),
)
READY_MADE: Mapping[str, ReadyMade] = MappingProxyType({score.name: score for score in _READY_MADE})
SCORE_OF_ANSWER: Mapping[str, ReadyMade] = MappingProxyType(
    {answer: score for score in _READY_MADE for answer in score.questions}
)
"""The ready-made score to which an answer of that name belongs."""


def limits_of(name: str, unit: str) -> tuple[int, int]:
    """The lowest and the highest value that an answer may have."""
    if score := SCORE_OF_ANSWER.get(name):
        return score.limits
    return RATING if not unit else (-HIGHEST_VALUE, HIGHEST_VALUE)
