"""The tables: SQLite's view of the diary. Things that count now are rows; what they were before is in `version`.

SQLModel checks nothing in a table model, so `domain.checks` does it before writing, and CHECK is the last wall.
The schema is made by `migrations`, never by `create_all`; a test holds the two together.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, cast

from sqlalchemy import ForeignKey, Index, MetaData, Table, text
from sqlmodel import Field, SQLModel

from diary.domain.checks import FULL_CIRCLE, LONGEST_SESSION
from diary.domain.entries import KINDS
from diary.domain.findings import Tier
from diary.domain.vocabulary import CARES, HIGHEST, UNITS
from diary.store.walls import flags, kept, one_of, places, ratings, side_or_none, times, wall, word_lists

SCHEMA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)
SYMPTOMS_THERE, QUALITIES_THERE, CAME_SUDDENLY = "symptoms <> ''", "qualities <> ''", "sudden = 1"
"""Conditions of partial indexes. A query must repeat them to the letter for SQLite to use the index."""


class Row(SQLModel):
    """The ground of all tables: one schema with names for every constraint."""

    metadata: ClassVar[MetaData] = SCHEMA


class KeptRow(Row):
    """What every table of things has; `seq` is the order of writing."""

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    at: datetime
    offset: int
    zone: str
    date_only: bool
    recorded: datetime | None
    note: str


class EntryRow(KeptRow, table=True):
    """A pain entry without its readings."""

    __tablename__ = "entry"
    __table_args__: ClassVar[Any] = kept(
        "entry",
        Index("ix_entry_recorded", "recorded"),
        Index("ix_entry_symptoms", "symptoms", "id", sqlite_where=text(SYMPTOMS_THERE)),
        *word_lists("symptoms"),
        *ratings("interference", "fatigue"),
    )
    symptoms: str
    interference: int | None
    fatigue: int | None


class ReadingRow(Row, table=True):
    """What was felt at one site in an entry; `place` is its order there."""

    __tablename__ = "reading"
    __table_args__: ClassVar[Any] = (
        Index("ix_reading_symptoms", "symptoms", "entry_id", sqlite_where=text(SYMPTOMS_THERE)),
        Index("ix_reading_qualities", "qualities", "entry_id", sqlite_where=text(QUALITIES_THERE)),
        Index("ix_reading_sudden", "entry_id", sqlite_where=text(CAME_SUDDENLY)),
        places(optional=False),
        *ratings("pain"),
        *word_lists("qualities", "symptoms"),
        *flags("sudden"),
        wall("something", "pain IS NOT NULL OR qualities <> '' OR symptoms <> '' OR sudden = 1"),
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


class SessionRow(KeptRow, table=True):
    """A therapy or exercise session without its exercises."""

    __tablename__ = "session"
    __table_args__: ClassVar[Any] = kept(
        "session",
        *ratings("effort"),
        *flags("new"),
        wall("minutes", f"minutes BETWEEN 1 AND {LONGEST_SESSION} AND typeof(minutes) IN ('integer', 'null')"),
    )
    activity: str
    effort: int | None
    new: bool | None
    minutes: int | None


class ExerciseRow(Row, table=True):
    """One exercise of a session; `place` is its order there."""

    __tablename__ = "exercise"
    __table_args__: ClassVar[Any] = (*flags("new"), wall("name", "name <> ''"), {"sqlite_with_rowid": False})
    session_id: str = Field(sa_column_args=[ForeignKey("session.id", ondelete="CASCADE")], primary_key=True)
    place: int = Field(primary_key=True)
    name: str
    new: bool | None
    note: str


class MotionRow(KeptRow, table=True):
    """A range of motion."""

    __tablename__ = "motion"
    __table_args__: ClassVar[Any] = kept(
        "motion",
        wall("movement", "movement <> ''"),
        side_or_none("side"),
        one_of("unit", UNITS),
        wall(
            "value",
            f"typeof(value) = 'real' AND value >= 0 AND value <= CASE unit WHEN 'self' THEN {HIGHEST}"
            f" ELSE {FULL_CIRCLE} END",
        ),
    )
    movement: str
    side: str
    value: float
    unit: str


class CareRow(KeptRow, table=True):
    """Self-care."""

    __tablename__ = "care"
    __table_args__: ClassVar[Any] = kept("care", one_of("activity", CARES), *ratings("relief"))
    activity: str
    name: str
    dose: str
    relief: int | None


class UsualRow(KeptRow, table=True):
    """The level on an ordinary day, of a site or of interference."""

    __tablename__ = "usual"
    __table_args__: ClassVar[Any] = kept("usual", *ratings("level"), places(optional=True))
    level: int
    site: str | None
    side: str | None


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


class VisitRow(KeptRow, table=True):
    """An appointment."""

    __tablename__ = "visit"
    __table_args__: ClassVar[Any] = kept("visit")
    name: str


class QuestionRow(KeptRow, table=True):
    """A question for the next appointment."""

    __tablename__ = "question"
    __table_args__: ClassVar[Any] = kept("question", *times("reported"))
    reported: datetime | None


class AckRow(KeptRow, table=True):
    """The therapist was told of a finding."""

    __tablename__ = "ack"
    __table_args__: ClassVar[Any] = kept(
        "ack",
        wall("rule", "rule <> ''"),
        places(optional=True),
        one_of("tier", ("", *Tier)),
        *flags("confirmed"),
    )
    rule: str
    site: str | None
    side: str | None
    movement: str | None
    tier: str
    confirmed: bool


class ChangeRow(Row, table=True):
    """One step that was kept as a whole."""

    __tablename__ = "change"
    __table_args__: ClassVar[Any] = (*times("instant"), {"sqlite_autoincrement": True})
    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    instant: datetime
    program: str
    session: str
    label: str
    undo_of: str | None = Field(foreign_key="change.id")
    undone_by: str | None = Field(foreign_key="change.id")


class VersionRow(Row, table=True):
    """What a change did to one thing, and the content it had BEFORE (JSON; null where it was not there)."""

    __tablename__ = "version"
    __table_args__: ClassVar[Any] = (
        Index("ix_version_thing_id", "thing_id"),
        Index("ix_version_change_id", "change_id"),
        one_of("kind", KINDS),
        one_of("operation", ("create", "edit", "delete", "restore")),
        wall("content", "(content IS NULL) = (operation IN ('create', 'restore'))"),
        *times("instant"),
    )
    seq: int | None = Field(default=None, primary_key=True)
    thing_id: str
    kind: str
    change_id: str = Field(foreign_key="change.id")
    operation: str
    content: str | None
    instant: datetime


def table_of(row: type[Row]) -> Table:
    """The Core table behind a table model."""
    return cast(Table, row.__table__)  # type: ignore[attr-defined]
