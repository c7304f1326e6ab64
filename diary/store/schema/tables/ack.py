"""The table of what was told."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from typing import Any, ClassVar

from diary.domain.findings import Tier
from diary.store.schema.constraints import constraint, flags, one_of, places, record_constraints
from diary.store.schema.tables.base import RecordRow


class AckRow(RecordRow, table=True):
    """The therapist was told of a finding."""

    __tablename__ = "ack"
    __table_args__: ClassVar[Any] = record_constraints(
        "ack",
        constraint("rule", "rule <> ''"),
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
