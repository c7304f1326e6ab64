"""The levels of a reading beside the one that the rules go by: at rest, on movement, worst and best of 24 hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from diary.domain.records import Reading

LEVELS: Mapping[str, str] = MappingProxyType(
    {"rest": "at rest", "on_movement": "on movement", "worst": "worst", "best": "best"}
)
"""Their fields, with what people call them."""
_STANDS_FOR_PAIN = ("on_movement", "worst", "rest")
# Never the best one: it would make the pain look less than it was.


def with_level(reading: Reading) -> Reading:
    """The reading with a level where only others were given: the one on movement, else the worst, else at rest."""
    if reading.pain is not None or (name := _stand_in(reading)) is None:
        return reading
    return replace(reading, pain=getattr(reading, name))


def level_remark(reading: Reading) -> str:
    """Which level `with_level` takes for a reading, to be said beside its echo; "" where it takes none."""
    if reading.pain is not None or (name := _stand_in(reading)) is None:
        return ""
    which = "the worst" if name == "worst" else f"the one {LEVELS[name]}"
    return f"the level is taken as {getattr(reading, name)}, {which}"


def other_levels(reading: Reading) -> tuple[tuple[str, int], ...]:
    """The levels beside `pain` that a reading has, each with what people call it."""
    levels = ((called, getattr(reading, name)) for name, called in LEVELS.items())
    return tuple((called, level) for called, level in levels if level is not None)


def _stand_in(reading: Reading) -> str | None:
    return next((name for name in _STANDS_FOR_PAIN if getattr(reading, name) is not None), None)
