"""The table of acknowledged findings."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from typing import Any, ClassVar

from diary.domain.findings import Tier
from diary.store.schema.constraints import constraint, flags, one_of, places, record_constraints
from diary.store.schema.tables.base import RecordRow


class AckRow(RecordRow, table=True):
    """A finding of which the therapist or doctor was told."""

    __tablename__ = "ack"
    __table_args__: ClassVar[Any] = record_constraints(
        "ack",
        constraint("rule", "rule <> ''"),
        # Optional, because some rules are about the whole person.
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
