"""The tables of changes and of the contents of records before them."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from diary.domain.records import KINDS
from diary.store.schema.constraints import constraint, one_of, times
from diary.store.schema.tables.base import Row


class ChangeRow(Row, table=True):
    """One change, which is saved and undone as a whole."""

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
    """What a change did to one record, and its content BEFORE that (JSON; null if it did not exist)."""

    __tablename__ = "version"
    __table_args__: ClassVar[Any] = (
        Index("ix_version_thing_id", "thing_id"),
        Index("ix_version_change_id", "change_id"),
        one_of("kind", KINDS),
        one_of("operation", ("create", "edit", "delete", "restore")),
        constraint("content", "(content IS NULL) = (operation IN ('create', 'restore'))"),
        *times("instant"),
    )
    seq: int | None = Field(default=None, primary_key=True)
    thing_id: str
    kind: str
    change_id: str = Field(foreign_key="change.id")
    operation: str
    content: str | None
    instant: datetime
