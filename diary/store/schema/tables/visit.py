"""The table of appointments."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from typing import Any, ClassVar

from diary.store.schema.constraints import record_constraints
from diary.store.schema.tables.base import RecordRow


class VisitRow(RecordRow, table=True):
    """An appointment."""

    __tablename__ = "visit"
    __table_args__: ClassVar[Any] = record_constraints("visit")
    name: str
