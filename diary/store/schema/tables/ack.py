"""The table of what was told."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from typing import Any, ClassVar

from diary.domain.findings import Tier
from diary.store.schema.constraints import flags, kept, one_of, places, wall
from diary.store.schema.tables.base import KeptRow


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
