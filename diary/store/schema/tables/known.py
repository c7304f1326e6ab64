"""The table of what was there from the start."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from typing import Any, ClassVar

from diary.store.schema.constraints import constraint, flags, places, record_constraints, word_lists
from diary.store.schema.tables.base import RecordRow


class KnownRow(RecordRow, table=True):
    """What was there from the start, or its end."""

    __tablename__ = "known"
    __table_args__: ClassVar[Any] = record_constraints(
        "known",
        places(optional=True),
        *word_lists("qualities", "symptoms"),
        *flags("ended"),
        constraint("something", "qualities <> '' OR symptoms <> ''"),
    )
    site: str | None
    side: str | None
    qualities: str
    symptoms: str
    ended: bool
