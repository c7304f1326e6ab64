"""How the answer to exercise is said."""

from __future__ import annotations

from diary.analysis.response import Pattern


def settling(pattern: Pattern) -> str:
    """How long the pain takes to settle after this kind of session, in a few words."""
    if not pattern.rose:
        return "hardly rises"
    settled = "not settled yet" if pattern.hours is None else f"settles in {span(pattern.hours)}"
    return settled if pattern.rose == pattern.times else f"rose {pattern.rose} of {pattern.times} times, {settled}"


def span(hours: float) -> str:
    """Hours up to four days, days beyond."""
    return f"{hours:.0f} h" if hours < 96 else f"{hours / 24:.0f} days"
