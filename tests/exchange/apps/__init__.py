"""Files of other apps, made here in the shapes that the apps write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from diary.domain.records import Record
from diary.exchange.apps.convert import convert
from diary.exchange.apps.map_file import answered, completed_map, questions
from diary.exchange.apps.name_map import read_map
from diary.exchange.apps.recognise import foreign_file
from diary.exchange.import_plan import ReadableStore, plan_records
from diary.exchange.parsed_file import ImportPlan
from tests.exchange.diaries import BERLIN

Answers = dict[tuple[str, ...], str | int]
"""For the keys of a line of the map what to write there."""


class Foreign(NamedTuple):
    """A file of another app that was read."""

    app: str
    map: str
    plan: ImportPlan

    @property
    def records(self) -> list[Record]:
        """What would come in."""
        return list(self.plan.new)

    @property
    def open(self) -> list[tuple[str, ...]]:
        """The questions of the map."""
        return [question.keys for question in questions(self.map)]

    @property
    def fates(self) -> list[str]:
        """The fate of each row, with the reason."""
        return [f"{row.place}: {row.fate}" + (f": {row.reason}" if row.reason else "") for row in self.plan.rows]


def read(
    folder: Path,
    content: str | bytes,
    answers: Answers | None = None,
    *,
    name: str = "export.csv",
    store: ReadableStore | None = None,
    update: bool = False,
    edit: Callable[[str], str] = str,
) -> Foreign:
    """Read a file as its second run does: by the map that the first one writes, with these answers."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    foreign = foreign_file(path, path.read_bytes)
    assert foreign is not None
    text = completed_map(foreign.read({}), name)
    for keys, answer in (answers or {}).items():
        if keys[0] == "columns":
            text = answered(text, keys, answer)
    text = completed_map(foreign.read(read_map(text, name).columns), name, text)
    for keys, answer in (answers or {}).items():
        text = answered(text, keys, answer)
    names = read_map(edit(text), name)
    export = foreign.read(names.columns)
    return Foreign(export.app, text, plan_records(convert(export, names, BERLIN), store, update=update))


def lines_of(records: list[Record]) -> list[str]:
    """Each record in one line: its time, what it holds, and its note."""
    return [_line(record) for record in records]


def _line(record: Record) -> str:
    at = record.at
    about = "about " if at.about else ""
    parts = [f"{about}{at.iso()}"]
    for reading in getattr(record, "readings", ()):
        words = " ".join((*reading.qualities, *reading.symptoms))
        parts.append(f"{reading.side} {reading.site} {'-' if reading.pain is None else reading.pain} {words}".strip())
    parts += getattr(record, "symptoms", ())
    for field in ("activity", "name", "dose", "minutes"):
        if value := getattr(record, field, ""):
            parts.append(f"{field} {value}")
    return "; ".join(parts) + (f" | {record.note}" if record.note else "")
