"""Counts what becomes of lines: right at once, after one printed line, refused well, refused badly, wrong."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from diary.domain.echo import time_echo
from diary.domain.grammar.entry import EntryDraft, echo_of, parse_line, parse_log
from diary.errors import DiaryError, UnclearLine
from tests.lines.own_lines import OWN
from tests.lines.random_lines import HERE, PLACEHOLDERS

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
    for row in OWN.strip().splitlines():
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


def verdict(case: Case) -> tuple[str, str]:
    """What became of a line, and what it became."""
    try:
        found = meaning_of(parse_line(case.line, now=HERE))
    except UnclearLine as refusal:
        return _refused(case, refusal)
    except DiaryError as error:
        return BADLY, str(error)
    if case.asked or found != case.meaning:
        return WRONG, found
    return ONCE, found


def _refused(case: Case, refusal: UnclearLine) -> tuple[str, str]:
    found = []
    for line in refusal.lines:
        if case.meaning in ("?", line):
            return (WELL if any(name in line.split() for name in PLACEHOLDERS) else AFTER), line
        try:
            found.append(meaning_of(parse_log(shlex.split(line), now=HERE)))
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
