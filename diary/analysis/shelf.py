"""A shelf: things of one kind in time order, that can be put in and taken out anywhere."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar

from diary.domain.records import Session, Thing

T = TypeVar("T", bound=Thing)


class Shelf(Generic[T]):
    """Things by their time; at the same time by when they were written."""

    def __init__(self) -> None:
        self.things: list[T] = []
        self.times: list[datetime] = []

    def add(self, thing: T) -> None:
        """Put a thing in."""
        time = thing.at.instant
        if not self.times or self.times[-1] < time:
            self.things.append(thing)
            self.times.append(time)
            return
        insort(self.things, thing, key=lambda other: other.order)
        insort(self.times, time)

    def remove(self, thing: T) -> None:
        """Take that very thing out."""
        place = bisect_left(self.times, thing.at.instant)
        while self.things[place] is not thing:
            place += 1
        del self.things[place], self.times[place]

    def since(self, first: datetime) -> Sequence[T]:
        """The things from an instant on."""
        return self.things[bisect_left(self.times, first) :]


class Sessions(Shelf[Session]):
    """Sessions by their ends."""

    def sessions_between(self, first: datetime, before: datetime) -> Sequence[Session]:
        """Sessions that ended at or after `first` and before `before`, earliest first."""
        if not self.times or self.times[-1] < first:
            return ()
        return self.things[bisect_left(self.times, first) : bisect_left(self.times, before)]
