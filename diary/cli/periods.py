"""Days and periods as people name them."""

from __future__ import annotations

from datetime import date

from diary.cli.context import Context


def day_of(text: str | None, context: Context) -> date | None:
    """The local day of a time that a person named; None for none."""
    if text is None:
        return None
    from diary.domain.grammar.times import parse_time

    return parse_time(text, now=context.here, future=False).at.day
