"""Which signs and readings a chart marks: what a clinician looks for, as the rules define it."""

from __future__ import annotations

from functools import cache

from diary.analysis.rules import emergency_signs, general_signs, nerve_like_pain, neurological, sudden_severe, swelling
from diary.analysis.rules.emergency_signs import ALONE
from diary.analysis.series import Course, Point
from diary.analysis.symptoms import Sign

__all__ = ["ALONE", "Sign", "is_severe", "sign_counts", "warning_words"]


@cache
def warning_words() -> frozenset[str]:
    """The qualities and symptoms of which one entry is enough to be marked."""
    return emergency_signs.ALONE | {
        *neurological.WORDS, *nerve_like_pain.WORDS, nerve_like_pain.SHARP, swelling.RULE, *general_signs.TODAY,
        general_signs.WEIGHT,
    }  # fmt: skip


def sign_counts(sign: Sign) -> bool:
    """Whether a sign is marked: sharp pain only from the level on at which its rule counts it."""
    if sign.word != nerve_like_pain.SHARP:
        return True
    level = sign.reading.pain if sign.reading else None
    return level is not None and level >= nerve_like_pain.SHARP_FROM


def is_severe(course: Course, point: Point) -> bool:
    """Whether `sudden-severe` counts a reading as severe, and not only provisionally."""
    # No reading below that level counts: it needs no usual level, which takes longer to compute.
    return point.level >= sudden_severe.SUDDEN_FROM and bool(sudden_severe.severe(point, course.usual(point.day)))
