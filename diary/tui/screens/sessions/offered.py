"""The exercises and kinds that the form of a session offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from diary.domain.records import Session
from diary.domain.rehabilitation import Plan
from diary.review.programme import plans_on

MOST_NAMES = 40
COMMON_EXERCISES = (
    "bridge", "pelvic tilt", "bird dog", "squat", "clamshell", "straight leg raise", "heel raise", "step-up", "plank",
    "stretching", "walking", "cycling",
)  # fmt: skip
"""What is offered where nothing is known yet; twelve, so that three of them are ticked in twenty keys."""


def exercises_of(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The exercises of earlier sessions, each once as it was last written; those of the latest session first."""
    return _unique(exercise.name for session in reversed(sessions) for exercise in session.exercises)


def offered_exercises(sessions: Sequence[Session], plans: Sequence[Plan], today: date) -> tuple[str, ...]:
    """Those of earlier sessions, then those that are planned today and not among them; common ones for neither."""
    planned = (plan.name for plan in plans_on(plans, today))
    return _unique([*exercises_of(sessions), *planned]) or COMMON_EXERCISES


def kinds_of(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The kinds of earlier sessions, each once; the latest first."""
    return _unique(session.activity for session in reversed(sessions))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, whatever its letter case and spaces, at most 40 of them."""
    seen: dict[str, str] = {}
    for name in names:
        plain = " ".join(name.split())
        if plain:
            seen.setdefault(plain.casefold(), plain)
    return tuple(seen.values())[:MOST_NAMES]
