"""The table of ranges of motion."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from typing import Any, ClassVar

from diary.domain.validate import FULL_CIRCLE
from diary.domain.vocabulary import HIGHEST, UNITS
from diary.store.schema.constraints import constraint, one_of, record_constraints, side_or_none
from diary.store.schema.tables.base import RecordRow


class MotionRow(RecordRow, table=True):
    """A measured range of motion."""

    __tablename__ = "motion"
    __table_args__: ClassVar[Any] = record_constraints(
        "motion",
        constraint("movement", "movement <> ''"),
        side_or_none("side"),
        one_of("unit", UNITS),
        constraint(
            "value",
            f"typeof(value) = 'real' AND value >= 0 AND value <= CASE unit WHEN 'self' THEN {HIGHEST}"
            f" ELSE {FULL_CIRCLE} END",
        ),
    )
    movement: str
    side: str
    value: float
    unit: str
