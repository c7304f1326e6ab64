"""The table of ranges of motion."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from typing import Any, ClassVar

from diary.domain.validate import FULL_CIRCLE
from diary.domain.vocabulary import HIGHEST, UNITS
from diary.store.schema.constraints import kept, one_of, side_or_none, wall
from diary.store.schema.tables.base import KeptRow


class MotionRow(KeptRow, table=True):
    """A range of motion."""

    __tablename__ = "motion"
    __table_args__: ClassVar[Any] = kept(
        "motion",
        wall("movement", "movement <> ''"),
        side_or_none("side"),
        one_of("unit", UNITS),
        wall(
            "value",
            f"typeof(value) = 'real' AND value >= 0 AND value <= CASE unit WHEN 'self' THEN {HIGHEST}"
            f" ELSE {FULL_CIRCLE} END",
        ),
    )
    movement: str
    side: str
    value: float
    unit: str
