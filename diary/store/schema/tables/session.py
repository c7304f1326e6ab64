"""The tables of sessions and their exercises."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from typing import Any, ClassVar

from sqlalchemy import ForeignKey
from sqlmodel import Field

from diary.domain.records import LONGEST_SESSION
from diary.store.schema.constraints import constraint, flags, ratings, record_constraints
from diary.store.schema.tables.base import RecordRow, Row


class SessionRow(RecordRow, table=True):
    """A therapy or exercise session without its exercises."""

    __tablename__ = "session"
    __table_args__: ClassVar[Any] = record_constraints(
        "session",
        *ratings("effort"),
        *flags("new"),
        # typeof, because a fraction such as 1.5 lies between the limits too.
        constraint("minutes", f"minutes BETWEEN 1 AND {LONGEST_SESSION} AND typeof(minutes) IN ('integer', 'null')"),
    )
    activity: str
    effort: int | None
    new: bool | None
    minutes: int | None


class ExerciseRow(Row, table=True):
    """One exercise of a session; `place` is its position in the session, from 0."""

    __tablename__ = "exercise"
    __table_args__: ClassVar[Any] = (*flags("new"), constraint("name", "name <> ''"), {"sqlite_with_rowid": False})
    session_id: str = Field(sa_column_args=[ForeignKey("session.id", ondelete="CASCADE")], primary_key=True)
    # By its place and not its name, because a session may contain an exercise twice.
    place: int = Field(primary_key=True)
    name: str
    new: bool | None
    note: str
