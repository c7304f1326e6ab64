"""The content of a file that was read, and the plan of an import: which rows go in, which are refused, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from diary.domain.grammar.tokens import shown
from diary.domain.records import Record, Version
from diary.errors import ErrorHint


class Fate(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    SAME = "same"
    UPDATED = "updated"
    CHANGED = "changed"
    """It is in the diary with other content, and is refused because `--update` was not given."""
    DELETED = "deleted"
    """It was deleted from the diary, and stays deleted."""
    PURGED = "purged"
    """It was purged from the diary, and stays out."""
    UNDONE = "undone"
    """A line of the inbox that undo took back: it waits until the person asks for it."""
    REFUSED = "refused"
    LEFT_OUT = "left out"
    """A row of another app's file of which the map leaves out all, or which says nothing."""
    REMOVED = "removed"
    """As left out; what it was by an older map leaves the diary."""


REFUSALS = frozenset({Fate.CHANGED, Fate.REFUSED})


@dataclass(frozen=True, slots=True)
class Remark:
    """How something was read that was not to the letter: its first place in the file, and how many more there are."""

    text: str
    place: str = ""
    more: int = 0

    def __str__(self) -> str:
        again = f" (and {self.more:,} more)" if self.more else ""
        return f"{self.place}{again}: {self.text}" if self.place else self.text


@dataclass(frozen=True, slots=True)
class RowFate:
    """One row of the file: what the import does with it, and why."""

    place: str
    """Such as "line 7" or "thing 3"."""
    fate: Fate
    kind: str
    id: str = ""
    column: str = ""
    reason: str = ""
    hint: ErrorHint | None = None
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, self.column) if part)
        what = " ".join(part for part in (self.fate, shown(self.kind), shown(self.id)) if part)
        return f"{where}: {what}" + (f": {self.reason}" if self.reason else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do. It would write `new`, `updates` and `past`."""

    rows: tuple[RowFate, ...]
    new: tuple[Record, ...] = ()
    updates: tuple[Record, ...] = ()
    gone: tuple[str, ...] = ()
    """The ids of records that rows of another app's file were by an older map, and are no more."""
    opened: tuple[Record, ...] = ()
    """What the updates replace and what goes, as the diary had it when the plan was made."""
    past: tuple[Version, ...] = ()
    """Versions of records before they were edited or deleted; only JSON has them."""
    remarks: tuple[Remark, ...] = ()
    counts: Mapping[Fate, int] = field(default_factory=Counter)
    """Records (not rows) of each fate; a row that belongs to no record counts as one."""

    @property
    def refused(self) -> tuple[RowFate, ...]:
        """The rows that do not go in and need a look. Deleted ones are not among them: the person took those out."""
        return tuple(row for row in self.rows if row.fate in REFUSALS)

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.new or self.updates or self.gone or self.past)

    @property
    def exit_status(self) -> int:
        """0, or 1 if something was refused."""
        return 1 if self.refused else 0


Progress = Callable[[int, int], None]
"""Called with the number of rows done, and the number of all rows."""
PROGRESS_STEP = 1000


@dataclass(slots=True)
class ParsedRecord:
    """One record of a file with the places it was read from; `record` is None if something is wrong with them."""

    kind: str
    id: str
    places: tuple[str, ...]
    record: Record | None = None
    problems: dict[str, tuple[str, str, ErrorHint | None]] = field(default_factory=dict)
    """The column, the reason and its hint, for each place that is wrong."""
    remarks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """How its cells were read where that was not to the letter, for each place."""
    left_out: str = ""
    """Why there is no record, where the row is not refused either."""
    base: str = ""
    """What the ids of all records begin with that the row of another app's file may be, whatever its map says."""

    def refuse(self, place: str, column: str, reason: str, hint: ErrorHint | None = None) -> None:
        """Refuse the record because of this place; the first reason for a place stays."""
        self.record = None
        self.problems.setdefault(place, (column, reason, hint))


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """All records of a file, their earlier versions, and how the file was read."""

    records: tuple[ParsedRecord, ...]
    remarks: tuple[Remark, ...] = ()
    past: tuple[Version, ...] = ()


class RemarkCollector:
    """Collects the remarks about a file: each way of reading once, with its first place and how often it came again."""

    def __init__(self, first: Iterable[Remark] = ()) -> None:
        self._of_file = list(first)
        self._by_name: dict[str, list[str | int]] = {}

    def add(self, place: str, remarks: Iterable[tuple[str, str]]) -> None:
        """Add the remarks about one place: pairs of a name for the way of reading, and the text."""
        # As a dict, so that two cells of one row that were read in the same way count once.
        for name, text in dict(remarks).items():
            known = self._by_name.setdefault(name, [text, place, -1])
            known[2] = int(known[2]) + 1

    def __iter__(self) -> Iterator[Remark]:
        yield from self._of_file
        for text, place, more in self._by_name.values():
            yield Remark(str(text), str(place), int(more))
