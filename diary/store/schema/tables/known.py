"""The table of known symptoms and qualities, which the person had from the start."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from typing import Any, ClassVar

from diary.store.schema.constraints import constraint, flags, places, record_constraints, word_lists
from diary.store.schema.tables.base import RecordRow


class KnownRow(RecordRow, table=True):
    """Symptoms and qualities that the person had from the start, or (`ended`) no longer has."""

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
