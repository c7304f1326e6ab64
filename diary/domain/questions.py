"""Questions that findings and both interfaces ask in the same words."""

from __future__ import annotations

from diary.domain.body import is_many
from diary.domain.text import capital

# Not "before this began": of people whose pain was stable, 74–80 % were warned when they answered that, 8 % with this.
MOST_DAYS = "on most days, in the last two weeks?"
USUAL = f"How much does it hurt {MOST_DAYS}"
USUAL_INTERFERENCE = f"How much does pain interfere {MOST_DAYS}"
SINCE_WHEN = "Since when has it been like this?"


def usual_level_of(name: str) -> str:
    """The question for the usual level of a site: "Left knee: how much does it hurt on most days, …?"."""
    return f"{capital(name)}: how much {'do they' if is_many(name) else 'does it'} hurt {MOST_DAYS}"


def bad_days_of(name: str, level: float) -> str:
    """The question where the days since a statement are higher but far apart: nobody else knows about the others."""
    it_is = "they are" if is_many(name) else "it is"
    return f"{capital(name)}: lately {it_is} {level:g} when you log. Only the bad days, or most days by now?"


BACKGROUND = {
    "began": "How and when did it begin?",
    "injury": "Was there an injury, and when?",
    "surgery": "Was there an operation, and when?",
    "worse": "What makes it worse, after how many minutes, and when has it settled?",
    "better": "What makes it better, and after how many minutes?",
    "goal": "What do you want to be able to do again?",
}
"""What a therapist asks first, by the topics of the background."""
