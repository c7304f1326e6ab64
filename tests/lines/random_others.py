"""Random lines of sessions, self-care, motions and visits, and what must be true of each of them, whatever it says."""

from __future__ import annotations

import random
import re
import shlex
from collections.abc import Callable
from typing import Any, NamedTuple

from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.care_words import phrases
from diary.domain.grammar.lexicon import index
from diary.domain.grammar.motion_phrase import parse_motion
from diary.domain.grammar.motion_words import DISTANCES, GAPS, MOVE_PHRASES, MOVES
from diary.domain.grammar.session_phrase import parse_session
from diary.domain.grammar.session_words import (
    BECAUSE,
    EACH,
    EASED,
    EXERCISES,
    OPENERS,
    PLACES,
    REASONS,
    REMARKS,
    SKIPPED,
    SPORTS,
)
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
_DOSAGES = (
    "3x10", "2x15", "3x30s", "3 sets of 8", "x12", "10 reps", "2x20 min", "@20kg", "with 5 kg", "@ 15", "band red",
    "red band", "pain 4", "no pain", "pain 3 after", "painfree", "effort 6", "RPE 7/10", "effort", "new", "not new",
    "done", "45 min", "1h30", "an hour", "90s", "07:00-09:00", "yesterday 18:00", "at 9:30", "this morning", "5 km",
    "3 times 10", "30 s x 3", "3 times", "10 each side",
    ",", ",", ",", ":", "and", "because", "knee", "too sore", "week 3", "12", "with the dog", "felt ok",
)  # fmt: skip


class Command(NamedTuple):
    """A command by its parser, the name of the method that makes its record, and its own words."""

    parse: Callable[..., Any]
    kind: str
    words: tuple[str, ...]


COMMANDS = (
    Command(
        parse_session, "session",
        (*_DOSAGES, *_DOSAGES, *sorted({*PLACES, *EXERCISES, *SPORTS, *REMARKS, *REASONS, *EACH, *EASED, *SKIPPED})),
    ),
    Command(parse_care, "care", tuple(" ".join(key) for key in phrases())),
    Command(
        parse_motion, "motion", (*sorted(MOVES), *(" ".join(key) for key in sorted(MOVE_PHRASES | GAPS | DISTANCES)))
    ),
    Command(parse_visit, "visit", ("physio", "Dr", "hospital", "next", "last", "mon")),
)  # fmt: skip


def random_words(source: random.Random, command: Command) -> str:
    """A line of the command with words of all kinds."""
    amounts = _DOSAGES if command.kind == "session" else _AMOUNTS
    own = [source.choice(source.choice((command.words, amounts))) for _ in range(source.randint(1, 5))]
    pieces = [*own, *random_line(source).split()[: source.randint(0, 6)]]
    source.shuffle(pieces)
    return " ".join(pieces)


def faults_of_words(line: str, command: Command) -> list[str]:
    """What is wrong with the answer to a line: the echo is the same record, printed lines work, no word is lost."""

    def record(words: list[str]) -> Record:
        made: Record = getattr(command.parse(words, now=HERE), command.kind)("a", None)
        return made

    try:
        draft = command.parse(line.split(), now=HERE)
    except UnclearLine as refusal:
        faults = [fault for printed in refusal.lines for fault in _faults_of_printed(printed, record)]
        return faults + (_lost(line, " ".join((str(refusal), *refusal.lines))) if refusal.lines else [])
    except (UsageError, InvalidValue) as refusal:
        return [] if str(refusal).isprintable() else ["an unprintable message"]
    made: Record = getattr(draft, command.kind)("a", None)
    echo = line_of(made, HERE)
    try:
        again = record(echo.split())
    except DiaryError as error:
        return [f"the echo “{echo}” is refused: {error}"]
    return [*([] if again == made else [f"the echo “{echo}” is another record"]),
            *_lost(line, " ".join((echo, *draft.remarks)))]  # fmt: skip


def _lost(line: str, told: str) -> list[str]:
    """The words of a line that stand neither in what is kept nor in what is said of it."""
    plain = _plain(told)
    words = [word for word in re.split(r"/10\b|[\s,;/&|()\[\]{}\"`*_@+]+", _plain(line)) if re.search(r"[^\W_]", word)]
    lost = [word for word in words if not _is_told(word.strip("-.:!'").replace("'", ""), plain.replace("'", ""))]
    return [f"lost: {', '.join(lost)} (told: {told})"] if lost else []


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("'\\''", "'")


# What the echo says in words of its own: a time, a length, how much, and the phrases that only one kind has.
_DAYS = r"about|yesterday|tomorrow|tuesday|mon|oct|12|this|last|next|morning|night|at|8am|8|9:30|18:00|21:00|now"
_OTHERWISE = (
    (re.compile(_DAYS), re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|this morning|last night|yesterday|tomorrow")),
    (re.compile(r"an|half|hour|hours|1h30|min|[0-9]{2}:00-[0-9]{2}:00|2x20"), re.compile(r"[0-9]+ min|[0-9]+s")),
    (re.compile(r"sets|reps|of|times|x|s|[0-9]+"), re.compile(r"x[0-9]+|[0-9]+ sets?")),
    (re.compile(r"x[0-9]+"), re.compile(r"[0-9]+x[0-9]+")),
    (re.compile(r"with|using|kg|[0-9]+kg"), re.compile("@[0-9]+ kg|band")),
    (re.compile("rpe"), re.compile("effort")),
    (re.compile("both|each"), re.compile("log each on its own")),
    (re.compile("nearly|about|around|almost"), re.compile("[0-9]+ min")),
    (re.compile("lacking|minus"), re.compile("short")),
    (re.compile("better"), re.compile("relief [0-9]")),
    (re.compile(r"10\.30"), re.compile(r"10\.3")),
)


def _is_told(word: str, told: str) -> bool:
    """Whether a word, or what is said in its place, is among what was told."""
    if word in _QUIET or word in told or word in told.replace(" ", ""):
        return True
    otherwise = any(typed.fullmatch(word) and said.search(told) for typed, said in _OTHERWISE)
    return otherwise or any(said in told for said in _SAID.get(word, ()))


def _said() -> dict[str, set[str]]:
    """The words of phrases that have one meaning, each with how it is said."""
    said: dict[str, set[str]] = {}
    for key, meaning in index().items():
        for word in key if meaning.value and meaning.role in ("site", "side") else ():
            said.setdefault(word, set()).add(meaning.value)
    for key, phrase in phrases().items():
        for word in key:
            said.setdefault(word, set()).add("relief 0" if phrase.role == "no-relief" else phrase.activity)
    for words, name in ((EASED, "eased"), (SKIPPED, "skipped")):
        for word in (word for each in words for word in each.split()):
            said.setdefault(word, set()).add(name)
    return said


_SAID = _said()
_QUIET = {
    word for key, meaning in index().items() if meaning.role in ("filler", "link") for word in key
} | OPENERS | BECAUSE | {"done", "and", "plus", "but", "then"}  # fmt: skip
"""Small words, and those that join two others."""


def _faults_of_printed(printed: str, record: Callable[[list[str]], Record]) -> list[str]:
    words = shlex.split(printed)
    before = words[: words.index("--")] if "--" in words else words
    has_holder = any(name in before for name in UnclearLine.holders)
    try:
        record(words)
    except DiaryError as error:
        return [] if has_holder else [f"“{printed}” is refused: {error}"]
    return [f"“{printed}” makes something up"] if has_holder else []
