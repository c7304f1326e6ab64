"""The table of self-care."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from typing import Any, ClassVar

from diary.domain.vocabulary import CARES
from diary.store.schema.constraints import one_of, ratings, record_constraints
from diary.store.schema.tables.base import RecordRow


class CareRow(RecordRow, table=True):
    """Self-care, such as ice or a medicine, with its relief 0–10."""

    __tablename__ = "care"
    __table_args__: ClassVar[Any] = record_constraints("care", one_of("activity", CARES), *ratings("relief"))
    activity: str
    name: str
    dose: str
    relief: int | None
