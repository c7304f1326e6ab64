"""Random lines of self-care, motions and visits, and what must be true of each of them, whatever it says."""

from __future__ import annotations

import random
import shlex
from collections.abc import Callable
from typing import Any, NamedTuple

from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.care_words import phrases
from diary.domain.grammar.motion_phrase import parse_motion
from diary.domain.grammar.motion_words import DISTANCES, GAPS, MOVE_PHRASES, MOVES
from diary.domain.grammar.visit_phrase import parse_visit
from diary.domain.record_line import line_of
from diary.domain.records import Record
from diary.errors import DiaryError, InvalidValue, UnclearLine, UsageError
from tests.lines.random_lines import HERE, random_line

_AMOUNTS = (
    "20 min", "400 mg", "2 tablets", "x2", "relief 6", "relief", "95", "10 short", "-5", "6/10", "12 cm", "80 %",
    "24 kg", "lacking 5", "2 x 200 mg", "30/500", "half an hour", "NUMBER", "at 8", "left", "right", "both", "no",
    "didn't", "Dr Smith", "12 oct", "next mon", "10.30", "physio", "skipped", "tomorrow",
)  # fmt: skip


class Command(NamedTuple):
    """A command by its parser, the name of the method that makes its record, and its own words."""

    parse: Callable[..., Any]
    kind: str
    words: tuple[str, ...]


COMMANDS = (
    Command(parse_care, "care", tuple(" ".join(key) for key in phrases())),
    Command(
        parse_motion, "motion", (*sorted(MOVES), *(" ".join(key) for key in sorted(MOVE_PHRASES | GAPS | DISTANCES)))
    ),
    Command(parse_visit, "visit", ("physio", "Dr", "hospital", "next", "last", "mon")),
)


def random_words(source: random.Random, command: Command) -> str:
    """A line of the command with words of all kinds."""
    own = [source.choice(source.choice((command.words, _AMOUNTS))) for _ in range(source.randint(1, 5))]
    pieces = [*own, *random_line(source).split()[: source.randint(0, 6)]]
    source.shuffle(pieces)
    return " ".join(pieces)


def faults_of_words(line: str, command: Command) -> list[str]:
    """What is wrong with the answer to a line: the echo is the same record, and printed lines work."""

    def record(words: list[str]) -> Record:
        made: Record = getattr(command.parse(words, now=HERE), command.kind)("a", None)
        return made

    try:
        made = record(line.split())
    except UnclearLine as refusal:
        return [fault for printed in refusal.lines for fault in _faults_of_printed(printed, record)]
    except (UsageError, InvalidValue) as refusal:
        return [] if str(refusal).isprintable() else ["an unprintable message"]
    echo = line_of(made, HERE)
    return [] if record(echo.split()) == made else [f"the echo “{echo}” is another record"]


def _faults_of_printed(printed: str, record: Callable[[list[str]], Record]) -> list[str]:
    words = shlex.split(printed)
    before = words[: words.index("--")] if "--" in words else words
    has_holder = any(name in before for name in UnclearLine.holders)
    try:
        record(words)
    except DiaryError as error:
        return [] if has_holder else [f"“{printed}” is refused: {error}"]
    return [f"“{printed}” makes something up"] if has_holder else []
