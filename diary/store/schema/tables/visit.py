"""The table of appointments."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from typing import Any, ClassVar

from diary.store.schema.constraints import record_constraints
from diary.store.schema.tables.base import RecordRow


class VisitRow(RecordRow, table=True):
    """An appointment."""

    __tablename__ = "visit"
    __table_args__: ClassVar[Any] = record_constraints("visit")
    name: str
