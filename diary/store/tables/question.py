"""The table of questions."""

# Annotations are values here and no texts: SQLModel would have to read each of them again.
from datetime import datetime
from typing import Any, ClassVar

from diary.store.tables.ground import KeptRow
from diary.store.walls import kept, times


class QuestionRow(KeptRow, table=True):
    """A question for the next appointment."""

    __tablename__ = "question"
    __table_args__: ClassVar[Any] = kept("question", *times("reported"))
    reported: datetime | None
