"""What all tables stand on: one schema, and the columns of everything that is kept."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from datetime import datetime
from typing import ClassVar, cast

from sqlalchemy import MetaData, Table
from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelConfig  # type: ignore[attr-defined]  # what its own `model_config` is made of

SCHEMA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


class Row(SQLModel):
    """The ground of all tables: one schema with names for every constraint."""

    # No validator is made: a table model checks nothing, `domain.checks` does.
    model_config = SQLModelConfig(defer_build=True)
    metadata: ClassVar[MetaData] = SCHEMA


class RecordRow(Row):
    """What every table of things has; `seq` is the order of writing."""

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
