"""What happened to the things of a diary: a change, and the versions that changes leave behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from diary.domain.entries import Thing

Operation = Literal["create", "edit", "delete", "restore"]
Fate = Literal["current", "edited", "deleted"]


@dataclass(frozen=True, slots=True)
class Change:
    """One step that was kept as a whole: who made it, when, what it touched, and whether it was taken back."""

    id: str
    instant: datetime
    program: str
    session: str
    """The token of the one run of the program that made it."""
    label: str = ""
    operations: tuple[tuple[str, Operation], ...] = ()
    """Each thing's id and what happened to it, in the order it was done."""
    undo_of: str | None = None
    undone_by: str | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the things it touched."""
        return tuple(id for id, _ in self.operations)


@dataclass(frozen=True, slots=True)
class Version:
    """One content that a thing had, from `written` (None: unknown) up to but not including `until` (None: still)."""

    thing: Thing
    written: datetime | None
    until: datetime | None
    fate: Fate
