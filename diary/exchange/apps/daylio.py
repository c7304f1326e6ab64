"""Daylio: one row an entry, with a mood, activities, scales (since 2026) and a note.

`full_date,date,weekday,time,mood,activities,scales,note_title,note`; older files without `scales` and `note_title`.
Only `full_date` is the same in every language. Only a scale may be pain: the mood is the person's own word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from diary.exchange.apps.rows import IGNORE, Export, Fact, ForeignRow, number, parts_of
from diary.exchange.apps.tables import ForeignTable, TableRow

APP = "Daylio"
HEADER = frozenset({"full_date", "time", "mood", "activities"})
SECTIONS = {"Mood": IGNORE, "Activities": IGNORE, "Scales": ""}
_SCALE = re.compile(r"(?P<name>.*?)\s*:\s*(?P<value>[^:]*)", re.DOTALL)
_OF = re.compile(r"(?P<value>-?[\d.,]+)\s*/\s*(?P<most>\d+)(?:\s+\w+)?")
_BREAK = re.compile(r"<\s*(?:br\s*/?|/p|/div|/li)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def read(table: ForeignTable) -> Export:
    """The rows of an export."""
    return Export(APP, tuple(_row(row) for row in table.rows), SECTIONS)


def _row(row: TableRow) -> ForeignRow:
    note = "\n".join(filter(None, (plain_text(row.get("note_title")), plain_text(row.get("note")))))
    return ForeignRow(
        row.place, row.get("full_date"), row.get("time"), facts=tuple(_facts(row)), note=note, problem=row.problem
    )


def _facts(row: TableRow) -> Iterable[Fact]:
    if mood := row.get("mood"):
        yield Fact("Mood", "Mood", mood)
    yield from (Fact("Activities", name) for name in parts_of(row.get("activities")))
    for part in parts_of(row.get("scales")):
        match = _SCALE.fullmatch(part)
        name, value = (match["name"], match["value"]) if match else (part, "")
        of = _OF.fullmatch(value)
        if of and of["most"] == "10":
            yield Fact("Scales", name, number(of["value"]), scale=name, stated=True)
        else:
            yield Fact("Scales", name, number(value), scale=name)


def plain_text(html: str) -> str:
    """The text of a note that may hold HTML, with its line breaks."""
    text = unescape(_TAG.sub("", _BREAK.sub("\n", html)))
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()
