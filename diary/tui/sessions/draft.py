"""A session in the making: what stands in the form. Frozen; it waits here while the form is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diary.domain.grammar.times import parse_time
from diary.domain.records import Exercise, Session, new_id

if TYPE_CHECKING:
    from diary.clock import Clock
    from diary.domain.grammar.times import Here


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """Everything that was given so far. `old` is the session that this changes, where it is no new one."""

    old: Session | None = None
    kind: str = ""
    names: tuple[str, ...] = ()
    """The exercises to choose from, in the order they are listed."""
    ticked: tuple[Exercise, ...] = ()
    effort: int | None = None
    minutes: str = ""
    ended: str = ""
    note: str = ""

    @classmethod
    def of(cls, old: Session | None, kinds: tuple[str, ...], names: tuple[str, ...]) -> SessionDraft:
        """A session taken up again, or a new one of the latest kind with nothing ticked."""
        if old is None:
            return cls(kind=kinds[0] if kinds else "", names=names)
        known = {name.casefold() for name in names}
        own = tuple(each.name for each in old.exercises if each.name.casefold() not in known)
        minutes = str(old.minutes) if old.minutes is not None else ""
        return cls(old, old.activity, own + names, old.exercises, old.effort, minutes, "", old.note)

    def session(self, clock: Clock, here: Here) -> Session:
        """The session that this makes; DiaryError where the time is none. A changed one keeps what is not asked."""
        old = self.old
        at = old.at if old else clock.moment()
        if self.ended.strip():
            at = parse_time(self.ended.strip(), now=here).at
        chosen = {exercise.name.casefold(): exercise for exercise in self.ticked}
        return Session(
            id=old.id if old else new_id(),
            at=at,
            recorded=old.recorded if old else clock.now(),
            note=self.note.strip(),
            activity=" ".join(self.kind.split()),
            effort=self.effort,
            new=old.new if old else None,
            minutes=int(self.minutes) if self.minutes.strip() else None,
            exercises=tuple(chosen[name.casefold()] for name in self.names if name.casefold() in chosen),
        )
