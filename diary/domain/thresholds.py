"""The thresholds for which no published value exists. A physiotherapist may want others, so they are settings."""

from __future__ import annotations

from dataclasses import dataclass

INTERFERENCE_ONCE, INTERFERENCE_TWICE = 7, 5
"""Interference ratings (0–10) that count on one day, and on two."""
FATIGUE_FROM = 4
"""A fatigue rating (0–10) that counts as lasting tiredness."""
MOTION_DEGREES = 10
"""Degrees by which a range of motion must fall."""
MOTION_CM = 5
"""Centimetres by which a range of motion must fall."""
MOTION_RATING = 2
"""Points by which a 0–10 self-rating of a movement must fall."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The values from which interference, fatigue and a loss of motion count."""

    interference_once: int = INTERFERENCE_ONCE
    interference_twice: int = INTERFERENCE_TWICE
    fatigue_from: int = FATIGUE_FROM
    motion_degrees: int = MOTION_DEGREES
    motion_cm: int = MOTION_CM
    motion_rating: int = MOTION_RATING

    def fall(self, unit: str) -> int:
        """The loss of a movement that counts: points for the unit self, cm or degrees."""
        if unit == "self":
            return self.motion_rating
        return self.motion_cm if unit.startswith("cm") else self.motion_degrees


REASONED = Thresholds()
"""The defaults."""
# Not down to 0 and not up to 10: a rule that always or never speaks would be of no use.
ALLOWED = {
    "interference_once": (5, 9),
    "interference_twice": (3, 9),
    "fatigue_from": (2, 8),
    "motion_degrees": (5, 30),
    "motion_cm": (2, 15),
    "motion_rating": (1, 4),
}
"""The lowest and the highest value that a setting may have."""
