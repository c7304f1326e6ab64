"""How the pain answered, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from diary.analysis.response import Pattern, Response
from diary.domain.vocabulary import place_name
from diary.tui.parts.said import capital, clipped, number


def response_line(answer: Response) -> str:
    """One site after one session."""
    morning = f"next morning {answer.morning}" if answer.morning is not None else "next morning not logged"
    return (
        f"{capital(place_name(answer.site, answer.side))}: {number(answer.before.level)} before, peak {answer.peak} "
        f"within 48 h, {hours_said(answer.hours)}, {morning}"
    )


def hours_said(hours: float | None) -> str:
    """How long until it settled."""
    if hours is None:
        return "not settled before the next"
    return "no rise to settle" if hours == 0 else f"settled after {hours:.0f} h"


def pattern_table(found: list[Pattern], width: int) -> Iterator[tuple[str, bool]]:
    """Lines of a table, each with whether it is the head: kind, place, times, before, peak, hours, next morning."""
    places = 16 if width >= 70 else 11
    names = max(12, min(26, width - places - 32))
    yield f"{'After':<{names}} {'place':<{places}} {'times':>5} {'rise':>6} {'hours':>6} {'morning':>8}", True
    for pattern in found:
        hours = "–" if pattern.hours is None else f"{pattern.hours:.0f}"
        name = ("  " if pattern.exercise else "") + pattern.name
        rise = f"{number(pattern.before)}→{number(pattern.peak)}"
        yield (
            (
                f"{clipped(name, names):<{names}} {clipped(pattern.name_of_place, places):<{places}} "
                f"{pattern.times:>5} {rise:>6} {hours:>6} {number(pattern.morning):>8}"
            ),
            False,
        )
