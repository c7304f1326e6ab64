"""The table of usual levels."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from typing import Any, ClassVar

from diary.store.schema.constraints import places, ratings, record_constraints
from diary.store.schema.tables.base import RecordRow


class UsualRow(RecordRow, table=True):
    """A stated usual level, 0–10: of a site, or without a site of interference."""

    __tablename__ = "usual"
    __table_args__: ClassVar[Any] = record_constraints("usual", *ratings("level"), places(optional=True))
    level: int
    site: str | None
    side: str | None
