"""The base of all tables: one schema, and the columns that every record has."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from datetime import datetime
from typing import ClassVar, cast

from sqlalchemy import MetaData, Table
from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelConfig  # type: ignore[attr-defined]  # what its own `model_config` is made of

# Named constraints, so that an error of SQLite says which one refused the value.
SCHEMA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


class Row(SQLModel):
    """The base of all tables: one schema, with a name for each constraint."""

    # Build no validator: it would never run, as a table model checks nothing and `domain.validate` does.
    model_config = SQLModelConfig(defer_build=True)
    metadata: ClassVar[MetaData] = SCHEMA


class RecordRow(Row):
    """The columns of every table of records; `seq` is the order of writing."""

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    at: datetime
    offset: int
    zone: str
    date_only: bool
    recorded: datetime | None
    note: str


def table_of(row: type[Row]) -> Table:
    """The Core table behind a table model."""
    return cast(Table, row.__table__)  # type: ignore[attr-defined]
