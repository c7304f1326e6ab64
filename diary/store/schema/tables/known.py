"""The table of what was there from the start."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from typing import Any, ClassVar

from diary.store.schema.constraints import flags, kept, places, wall, word_lists
from diary.store.schema.tables.base import KeptRow


class KnownRow(KeptRow, table=True):
    """What was there from the start, or its end."""

    __tablename__ = "known"
    __table_args__: ClassVar[Any] = kept(
        "known",
        places(optional=True),
        *word_lists("qualities", "symptoms"),
        *flags("ended"),
        wall("something", "qualities <> '' OR symptoms <> ''"),
    )
    site: str | None
    side: str | None
    qualities: str
    symptoms: str
    ended: bool
