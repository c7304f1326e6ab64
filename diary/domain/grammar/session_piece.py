"""A piece of a session's line, and the pieces found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from diary.domain.grammar.amounts import Span
from diary.domain.grammar.atoms import Fix, Level, Trouble, Ways, moved
from diary.domain.grammar.times import Here
from diary.domain.grammar.timewords import TimeWord
from diary.domain.grammar.tokens import Token, shown
from diary.domain.grammar.vague_times import VagueTime

PieceRole = Literal[
    "comma", "colon", "and", "word", "remark", "time", "span", "duration", "count", "load", "effort", "pain", "no-pain",
    "new", "eased", "skipped", "done", "each", "denial", "amount", "quoted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dosage:
    """What of a set count is known."""

    sets: int | None = None
    reps: int | None = None
    seconds: int | None = None
    minutes: bool = False
    """Whether it was written in minutes: 2x20 min may be two walks."""
    times: bool = False
    """Whether its repetitions may as well be sets: x3, 3 times."""


@dataclass(slots=True)
class Piece:
    """An understood piece of the line, or a word."""

    role: PieceRole
    raw: str
    start: int
    end: int
    text: str = ""
    """In small letters."""
    seconds: int = 0
    """Of a duration."""
    lead: str = ""
    """The word before a time or a duration: from, until, for."""
    when: TimeWord | None = None
    span: Span | None = None
    dosage: Dosage | None = None
    load: tuple[str, str] = ("", "")
    level: Level | None = None
    flag: bool = False
    """Of "new", whether it is; of a rating, whether a placeholder stands for it."""


@dataclass(slots=True)
class Pieces:
    """The pieces of a line in order, and what is wrong with single ones."""

    source: str
    here: Here
    tokens: list[Token]
    found: list[Piece] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    vague: list[VagueTime] = field(default_factory=list)
    days: list[TimeWord] | None = None
    """The times that begin at its words; None until it is asked."""

    def add(self, role: PieceRole, index: int, used: int, **more: object) -> int:
        """Add the piece of some tokens; how many they are."""
        start, end = self.tokens[index].start, self.tokens[index + used - 1].end
        text = " ".join(token.text for token in self.tokens[index : index + used])
        self.found.append(Piece(role, self.source[start:end], start, end, text, **more))  # type: ignore[arg-type]
        return used

    def ask(self, index: int, used: int, text: str, *choices: str, ways: Ways = ()) -> int:
        """Ask about some tokens, which may be written as one of `choices`, or else go to the note."""
        start, end = self.tokens[index].start, self.tokens[index + used - 1].end
        chosen: Ways = tuple(((Fix(start, end, choice),),) for choice in choices)
        self.troubles.append(
            Trouble(start, f"“{shown(self.source[start:end])}”{text}", ways or chosen + moved(start, end))
        )
        return self.add("remark", index, used)

    def texts(self, index: int, most: int = 6) -> list[str]:
        """The words from a place on, as many as there are."""
        return [token.text for token in self.tokens[index : index + most]]
