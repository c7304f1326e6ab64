"""The home programme, as earlier sessions tell it: kinds and exercises, the latest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diary.domain.records import Session

MOST = 40


def exercises_of(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The exercises of earlier sessions, each once as it was last written, those of the latest session first."""
    return _once(exercise.name for session in reversed(sessions) for exercise in session.exercises)


def kinds_of(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The kinds of earlier sessions, each once, the latest first."""
    return _once(session.activity for session in reversed(sessions))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        plain = " ".join(name.split())
        if plain:
            seen.setdefault(plain.casefold(), plain)
    return tuple(seen.values())[:MOST]
