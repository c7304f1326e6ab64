"""The table of appointments."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from typing import Any, ClassVar

from diary.store.tables.ground import KeptRow
from diary.store.walls import kept


class VisitRow(KeptRow, table=True):
    """An appointment."""

    __tablename__ = "visit"
    __table_args__: ClassVar[Any] = kept("visit")
    name: str
