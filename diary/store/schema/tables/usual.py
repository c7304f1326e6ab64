"""The table of usual levels."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from typing import Any, ClassVar

from diary.store.schema.constraints import places, ratings, record_constraints
from diary.store.schema.tables.base import RecordRow


class UsualRow(RecordRow, table=True):
    """The level on an ordinary day, of a site or of interference."""

    __tablename__ = "usual"
    __table_args__: ClassVar[Any] = record_constraints("usual", *ratings("level"), places(optional=True))
    level: int
    site: str | None
    side: str | None
