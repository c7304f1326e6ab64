"""The tables of pain entries and their readings."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, text
from sqlmodel import Field

from diary.store.schema.columns import CAME_SUDDENLY, QUALITIES_THERE, SYMPTOMS_THERE
from diary.store.schema.constraints import constraint, flags, places, ratings, record_constraints, word_lists
from diary.store.schema.tables.base import RecordRow, Row


class EntryRow(RecordRow, table=True):
    """A pain entry without its readings."""

    __tablename__ = "entry"
    __table_args__: ClassVar[Any] = record_constraints(
        "entry",
        # For the entry that was written last.
        Index("ix_entry_recorded", "recorded"),
        # Partial, as most entries carry no words; with the id, so that the table itself need not be read.
        Index("ix_entry_symptoms", "symptoms", "id", sqlite_where=text(SYMPTOMS_THERE)),
        *word_lists("symptoms"),
        *ratings("interference", "fatigue"),
    )
    symptoms: str
    interference: int | None
    fatigue: int | None


class ReadingRow(Row, table=True):
    """What was felt at one site in an entry; `place` is its position in the entry, from 0."""

    __tablename__ = "reading"
    __table_args__: ClassVar[Any] = (
        Index("ix_reading_symptoms", "symptoms", "entry_id", sqlite_where=text(SYMPTOMS_THERE)),
        Index("ix_reading_qualities", "qualities", "entry_id", sqlite_where=text(QUALITIES_THERE)),
        Index("ix_reading_sudden", "entry_id", sqlite_where=text(CAME_SUDDENLY)),
        places(optional=False),
        *ratings("pain"),
        *word_lists("qualities", "symptoms"),
        *flags("sudden"),
        constraint("something", "pain IS NOT NULL OR qualities <> '' OR symptoms <> '' OR sudden = 1"),
        # Stored in the order of the key: the readings of an entry lie together.
        {"sqlite_with_rowid": False},
    )
    entry_id: str = Field(sa_column_args=[ForeignKey("entry.id", ondelete="CASCADE")], primary_key=True)
    site: str = Field(primary_key=True)
    side: str = Field(primary_key=True)
    place: int
    pain: int | None
    qualities: str
    symptoms: str
    sudden: bool
