"""The table of questions."""

# No `annotations` import from __future__: it makes them strings, which SQLModel would have to evaluate again.
from datetime import datetime
from typing import Any, ClassVar

from diary.store.schema.constraints import record_constraints, times
from diary.store.schema.tables.base import RecordRow


class QuestionRow(RecordRow, table=True):
    """A question for the next appointment."""

    __tablename__ = "question"
    __table_args__: ClassVar[Any] = record_constraints("question", *times("reported"))
    reported: datetime | None
