"""What a file was found to hold, before it is known what the diary makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from diary.domain.records import Thing, Version
from diary.exchange.fate import Remark

Progress = Callable[[int, int], None]
"""Called with how many rows are done, and how many there are."""
PROGRESS_STEP = 1000


@dataclass(slots=True)
class Found:
    """One thing of a file with the places it was read from; or what is wrong with them."""

    kind: str
    id: str
    places: tuple[str, ...]
    thing: Thing | None = None
    problems: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The column and the reason, for each place that is wrong."""
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def refuse(self, place: str, column: str, reason: str) -> None:
        """It does not go in, because of this."""
        self.thing = None
        self.problems.setdefault(place, (column, reason))


@dataclass(frozen=True, slots=True)
class FoundFile:
    """All things of a file, what they were before, and how the file was read."""

    things: tuple[Found, ...]
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
