"""The cut points that are reasoned, not published. A physiotherapist may want others, so they are settings."""

from __future__ import annotations

from dataclasses import dataclass

INTERFERENCE_ONCE, INTERFERENCE_TWICE = 7, 5
"""Levels 0–10 of what pain got in the way of, that count on one day or on two."""
FATIGUE_FROM = 4
"""A fatigue rating (0–10) that counts as lasting tiredness."""
MOTION_DEGREES = 10
"""Degrees that a range of motion must lose to count as shrinking."""
MOTION_RATING = 2
"""Points that a 0–10 self-rating of a movement must lose."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on interference, fatigue and a loss of motion count."""

    interference_once: int = INTERFERENCE_ONCE
    interference_twice: int = INTERFERENCE_TWICE
    fatigue_from: int = FATIGUE_FROM
    motion_degrees: int = MOTION_DEGREES
    motion_rating: int = MOTION_RATING

    def fall(self, unit: str) -> int:
        """What a movement must lose, in its own unit (deg, deg-short or self)."""
        return self.motion_rating if unit == "self" else self.motion_degrees


REASONED = Thresholds()
"""Those that hold where nothing else was set."""
ALLOWED = {
    "interference_once": (5, 9),
    "interference_twice": (3, 9),
    "fatigue_from": (2, 8),
    "motion_degrees": (5, 30),
    "motion_rating": (1, 4),
}
"""How far each may be moved: never so far that nothing would count any more."""
