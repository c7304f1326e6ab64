"""The words of findings that are past: what they were, in a few words."""

from __future__ import annotations

from collections.abc import Callable

from diary.analysis.replay.history import PastFinding
from diary.analysis.wording.phrases import capital, listing
from diary.domain.vocabulary import place_name

EVENT_WORDS = {
    "raised": "raised",
    "rose": "more urgent",
    "fell": "less urgent",
    "confirmed": "confirmed",
    "told": "told",
    "untold": "new since it was told",
    "changed": "looked at anew",
    "cleared": "cleared",
    "withdrawn": "withdrawn",
}
"""What happened to a finding."""


def title(past: PastFinding) -> str:
    """What a finding was about."""
    return _TITLES[past.rule](past)


def _where(past: PastFinding) -> str:
    return capital(place_name(past.site, past.side))


def _at(past: PastFinding) -> str:
    return f" at your {place_name(past.site, past.side)}" if past.site else ""


def _signs(past: PastFinding) -> str:
    return listing(past.signs)


_TITLES: dict[str, Callable[[PastFinding], str]] = {
    "not-improving-48h": lambda past: (
        f"{_where(past)}: was this more than usual? It had not eased after two days"
        if past.provisional
        else f"{_where(past)} had not eased after two days"
    ),
    "worsening": lambda past: (
        f"{_where(past)}: was it getting worse?" if past.provisional else f"{_where(past)} was getting worse"
    ),
    "slow-drift": lambda past: f"{_where(past)} had crept up over the weeks",
    "sudden-severe": lambda past: f"{_where(past)}: severe pain",
    "expected-soreness": lambda past: f"{_where(past)}: soreness after exercise",
    "emergency-signs": lambda past: f"A call for the emergency number: {_signs(past)}",
    "neurological": lambda past: f"{capital(_signs(past))}{_at(past)}",
    "nerve-like-pain": lambda past: f"{capital(_signs(past))} pain{_at(past)}",
    "general-signs": lambda past: f"{capital(_signs(past))}{_at(past)}",
    "interference": lambda past: "Pain got in the way of the day" + ("" if past.provisional else " more than usual"),
    "swelling": lambda past: f"Swelling{_at(past)}",
    "fatigue": lambda past: "Tiredness that lasted",
    "range-of-motion": lambda past: (
        f"{capital(f'{past.side or str()} {past.movement}'.strip())}: the movement was getting smaller"
    ),
}
