"""The table of appointments."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from typing import Any, ClassVar

from diary.store.schema.constraints import kept
from diary.store.schema.tables.base import KeptRow


class VisitRow(KeptRow, table=True):
    """An appointment."""

    __tablename__ = "visit"
    __table_args__: ClassVar[Any] = kept("visit")
    name: str
