"""What a file was found to hold, before it is known what the diary makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from diary.domain.grammar.lexicon import shown
from diary.domain.records import Record, Version


class Fate(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    SAME = "same"
    UPDATED = "updated"
    CHANGED = "changed"
    """It is in the diary with other content, and was refused because nobody asked for `--update`."""
    DELETED = "deleted"
    """It was deleted from the diary, and stays so."""
    REFUSED = "refused"


REFUSALS = frozenset({Fate.CHANGED, Fate.REFUSED})


@dataclass(frozen=True, slots=True)
class Remark:
    """How something was read that could be written more plainly; at a place in the file, and in how many more."""

    text: str
    place: str = ""
    more: int = 0

    def __str__(self) -> str:
        again = f" (and {self.more:,} more)" if self.more else ""
        return f"{self.place}{again}: {self.text}" if self.place else self.text


@dataclass(frozen=True, slots=True)
class RowFate:
    """One row of the file: what becomes of it, and why."""

    place: str
    """Such as "line 7" or "thing 3"."""
    fate: Fate
    kind: str
    id: str = ""
    column: str = ""
    reason: str = ""
    said: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, self.column) if part)
        what = " ".join(part for part in (self.fate, shown(self.kind), shown(self.id)) if part)
        return f"{where}: {what}" + (f": {self.reason}" if self.reason else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do. `new` and `updates` are what would be written."""

    rows: tuple[RowFate, ...]
    new: tuple[Record, ...] = ()
    updates: tuple[Record, ...] = ()
    past: tuple[Version, ...] = ()
    """What things were before they were edited or deleted, where the file tells it (JSON)."""
    remarks: tuple[Remark, ...] = ()
    counts: Mapping[Fate, int] = field(default_factory=Counter)
    """Things (not rows) of each fate; a row that could not be placed in a thing counts as one."""

    @property
    def refused(self) -> tuple[RowFate, ...]:
        """The rows that do not go in, and should be looked at."""
        return tuple(row for row in self.rows if row.fate in REFUSALS)

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.new or self.updates or self.past)

    @property
    def exit_status(self) -> int:
        """0, or 1 where something was refused."""
        return 1 if self.refused else 0


Progress = Callable[[int, int], None]
"""Called with how many rows are done, and how many there are."""
PROGRESS_STEP = 1000


@dataclass(slots=True)
class ParsedRecord:
    """One thing of a file with the places it was read from; or what is wrong with them."""

    kind: str
    id: str
    places: tuple[str, ...]
    record: Record | None = None
    problems: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The column and the reason, for each place that is wrong."""
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def refuse(self, place: str, column: str, reason: str) -> None:
        """It does not go in, because of this."""
        self.record = None
        self.problems.setdefault(place, (column, reason))


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """All things of a file, what they were before, and how the file was read."""

    records: tuple[ParsedRecord, ...]
    remarks: tuple[Remark, ...] = ()
    past: tuple[Version, ...] = ()


class Remarks:
    """Collects what is said of a file: the same way of reading once, with how often it came."""

    def __init__(self, first: Iterable[Remark] = ()) -> None:
        self._whole = list(first)
        self._said: dict[str, list[str | int]] = {}

    def add(self, place: str, said: Iterable[tuple[str, str]]) -> None:
        """Take the remarks about one place, each with the name of the way of reading it is about."""
        for name, text in dict(said).items():
            known = self._said.setdefault(name, [text, place, -1])
            known[2] = int(known[2]) + 1

    def __iter__(self) -> Iterator[Remark]:
        yield from self._whole
        for text, place, more in self._said.values():
            yield Remark(str(text), str(place), int(more))
