"""How the answer to exercise is said."""

from __future__ import annotations

from diary.analysis.response import Pattern


def settling(pattern: Pattern) -> str:
    """How long the pain takes to settle after this kind of session, in a few words."""
    if pattern.hours is None:
        return "not settled yet" if pattern.times == 1 else "not settled between sessions"
    if pattern.hours == 0:
        return "hardly rises"
    return f"settles in {span(pattern.hours)}"


def span(hours: float) -> str:
    """Hours up to four days, days beyond."""
    return f"{hours:.0f} h" if hours < 96 else f"{hours / 24:.0f} days"
