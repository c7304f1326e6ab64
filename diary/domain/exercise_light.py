"""The traffic light of exercise: by the pain during it, and by whether that had settled the next morning.

The pain-monitoring model (Thomeé 1997, Phys Ther 77:1690; Silbernagel 2007, Am J Sports Med 35:897) calls pain up to 2
during exercise safe, up to 5 acceptable where it has settled by the next morning, and more too much. Many clinics print
it as 0–3, 4–5 and 6–10; others end amber at 6 or 7. No value is established, so the bands are settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LIGHT_SOURCES = "pain-monitoring model, Thomeé 1997 and Silbernagel 2007"


class Light(StrEnum):
    """A colour, always shown as a word or a letter too."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


LIGHT_BANDS = {"exercise_green": (0, 4), "exercise_amber": (5, 8), "exercise_morning": (0, 3)}
"""The lowest and the highest value of each setting. Green ends below amber, so no two values contradict each other."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Pain during exercise (0–10) up to which it is green and amber; more is red."""

    green: int = 3
    amber: int = 5
    morning: int = 1
    """Points above the level before, up to which the pain counts as settled the next morning."""

    def light(self, during: int | None, before: float | None, morning: int | None) -> Light | None:
        """The light of an exercise or a session; None where too little is known.

        What was not logged never makes it green, and never red: amber and red stand where one of the two is enough.
        """
        settled = None if before is None or morning is None else morning <= before + self.morning
        if during is None:
            return Light.AMBER if settled is False else None
        if during > self.amber or (during > self.green and settled is False):
            return Light.RED
        if during > self.green or settled is False:
            return Light.AMBER
        return Light.GREEN if settled else None

    @property
    def explained(self) -> str:
        """What the colours mean, with the sources."""
        near = f"within {self.morning} of the level before" if self.morning else "no higher than before"
        amber = _band(self.green + 1, self.amber)
        return (
            f"Traffic light: green is pain of {_band(0, self.green)} during and, the next morning, {near}; amber is "
            f"{amber} during, or not settled the next morning; red is {_band(self.amber + 1, 10)} during, or {amber} "
            f"and not settled. Without one of the two it is never green. Sources differ ({LIGHT_SOURCES}; up to 5 is "
            f"accepted there if it has settled by the next morning), so the bands are settings: {self._whose}."
        )

    @property
    def in_brief(self) -> str:
        """What the colours go by, in a line below a drawing of something else."""
        return (
            f"light (●): pain during, amber from {self.green + 1}, red from {self.amber + 1}; a step worse if not "
            "settled next morning"
        )

    @property
    def _whose(self) -> str:
        return "the diary's own, to be agreed with the therapist" if self == Bands() else "set in this diary"

    @property
    def in_short(self) -> str:
        """The bands with their sources, where there is little room."""
        amber = _band(self.green + 1, self.amber)
        return (
            f"Traffic light ({LIGHT_SOURCES}): green {_band(0, self.green)} during and settled the next morning; red "
            f"{_band(self.amber + 1, 10)} during, or {amber} and not settled; amber between."
        )


BANDS = Bands()
"""The defaults."""


def _band(lowest: int, highest: int) -> str:
    return str(lowest) if lowest == highest else f"{lowest}–{highest}"
