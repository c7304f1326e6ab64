"""Counts what becomes of lines: right at once, after one printed line, refused well, refused badly, wrong."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from diary.domain.echo import time_echo
from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.entry import EntryDraft, echo_of, parse_line, parse_log
from diary.domain.grammar.motion_phrase import parse_motion
from diary.domain.grammar.session_phrase import parse_session
from diary.domain.grammar.visit_phrase import parse_visit
from diary.domain.record_line import line_of
from diary.domain.records import Record
from diary.errors import DiaryError, UnclearLine
from tests.lines.other_lines import OTHER
from tests.lines.own_lines import OWN
from tests.lines.random_lines import HERE
from tests.lines.session_lines import SESSIONS

VERDICTS = ONCE, AFTER, WELL, BADLY, WRONG = (
    "right at once", "after one line", "refused well", "refused badly", "wrong",
)  # fmt: skip


class Case(NamedTuple):
    """One line and what it must become; with `asked` it may only be refused."""

    kind: str
    line: str
    meaning: str
    asked: bool


def cases() -> Iterator[Case]:
    """All lines of our own."""
    kind = ""
    for row in (OWN + SESSIONS + OTHER).strip().splitlines():
        if row.startswith("# "):
            kind = row[2:]
        elif " → " in row:
            line, _, meaning = row.partition(" → ")
            asked = line.startswith("?") or meaning == "?"
            yield Case(kind, line.removeprefix("?"), meaning, asked)


def meaning_of(draft: EntryDraft) -> str:
    """An entry in the words of the table."""
    words, _, _ = echo_of(draft, HERE).partition(" -- ")
    time = time_echo(draft.at, HERE)
    words = words.removesuffix(time).strip()
    at = (
        ""
        if draft.at.instant == HERE.moment.instant and not draft.at.date_only
        else f" at {time.removeprefix('about ')}"
    )
    return f"{words}{at}{f' -- {draft.note}' if draft.note else ''}"


Understand = Callable[[Sequence[str]], str]
"""What the words of one command mean; a DiaryError where they are refused."""


def _of_record(parse: Callable[..., Any], kind: str) -> Understand:
    def understand(words: Sequence[str]) -> str:
        record: Record = getattr(parse(words, now=HERE), kind)("a", None)
        words_only = line_of(replace(record, note=""), HERE).removesuffix(time_echo(record.at, HERE)).strip()
        words_only = words_only.removesuffix(",")
        now = record.at.instant == HERE.moment.instant and not record.at.date_only
        at = "" if now else f" at {time_echo(record.at, HERE).removeprefix('about ')}"
        return f"{words_only}{at}{f' -- {record.note}' if record.note else ''}".strip()

    return understand


COMMANDS: dict[str, Understand] = {
    "session": _of_record(parse_session, "session"),
    "care": _of_record(parse_care, "care"),
    "motion": _of_record(parse_motion, "motion"),
    "visit": _of_record(parse_visit, "visit"),
}


def _understand_of(line: str) -> tuple[str, Understand]:
    """The words of a line and what understands them: those of an entry where it begins with no command."""
    command, _, words = line.partition(" ")
    if command in COMMANDS:
        return words, COMMANDS[command]
    return line, lambda typed: meaning_of(parse_log(typed, now=HERE))


def verdict(case: Case) -> tuple[str, str]:
    """What became of a line, and what it became."""
    words, understand = _understand_of(case.line)
    try:
        found = meaning_of(parse_line(words, now=HERE)) if words == case.line else understand(words.split())
    except UnclearLine as refusal:
        return _refused(case, refusal, understand)
    except DiaryError as error:
        return (WELL if case.meaning == "asked" and error.hint else BADLY), str(error)
    if case.asked or found != case.meaning:
        return WRONG, found
    return ONCE, found


def _refused(case: Case, refusal: UnclearLine, understand: Understand) -> tuple[str, str]:
    found = []
    if case.meaning == "asked":
        offers = bool(refusal.hint) and not refusal.lines
        return (WELL if offers else BADLY), str(refusal)
    for line in refusal.lines:
        if case.meaning in ("?", line):
            return (WELL if any(name in line.split() for name in UnclearLine.holders) else AFTER), line
        try:
            found.append(understand(shlex.split(line)))
        except DiaryError:
            found.append(line)
    return (AFTER if case.meaning in found else BADLY), "; ".join(found) or str(refusal)


def count() -> tuple[dict[str, Counter[str]], list[tuple[Case, str, str]]]:
    """The verdicts by kind, and the lines that were refused badly or are wrong."""
    table: dict[str, Counter[str]] = {}
    bad = []
    for case in cases():
        name, found = verdict(case)
        table.setdefault(case.kind, Counter())[name] += 1
        if name in (BADLY, WRONG):
            bad.append((case, name, found))
    return table, bad
