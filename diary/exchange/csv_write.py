"""The diary as CSV: everything as it reads now, one row for each reading, in time order."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from diary.domain import records as kinds
from diary.domain.fields import (
    Choice,
    Day,
    Flag,
    Instant,
    Number,
    Rating,
    Side,
    Site,
    Spec,
    Text,
    Whole,
    Words,
    fields_of,
)
from diary.domain.moments import Moment
from diary.domain.records import KIND_OF, KINDS, Diary, Record
from diary.domain.rehabilitation import Score
from diary.domain.validate import tidy
from diary.exchange.csv_columns import COLUMNS, END, EXERCISE, NO, REPORTED, SEPARATOR, YES, safe
from diary.exchange.dates import written_instant, written_zone

Cells = dict[str, str]
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def csv_of(diary: Diary) -> bytes:
    """The whole diary as the bytes of a CSV file: UTF-8, CRLF, a header. The same diary gives the same bytes."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    # Always all columns, so that every export has the same form and a cut file can be recognized.
    writer.writerow(COLUMNS)
    # Sorted by what the file itself holds: after an import, the next export is the same to the byte.
    for record in in_order(diary.records()):
        writer.writerows([[_safe(name, row.get(name, "")) for name in COLUMNS] for row in rows_of(record)])
    return file.getvalue().encode("utf-8")


def _safe(column: str, cell: str) -> str:
    # A negative number is no formula, and other programs read it as the number that it is.
    return cell if column == "value" else safe(cell)


def in_order(records: Iterable[Record]) -> list[Record]:
    """Records by time, kind, time of writing and id: an order that follows from the cells of the file alone."""
    return sorted(
        records, key=lambda record: (written_instant(record.at), _ORDER[KIND_OF[type(record)]], record.order[1:])
    )


def rows_of(record: Record) -> Iterator[Cells]:
    """The rows for a record, each with only the cells that it uses; all cells are text."""
    record = tidy(record)
    common: Cells = {
        "kind": KIND_OF[type(record)],
        "entry": record.id,
        "time": record.at.iso(),
        "zone": record.at.zone,
        "recorded": _instant(record.recorded, record.at),
        "about": YES if record.at.about else "",
        "source": record.source,
    }
    cells = _cells(record, record.at)
    match record:
        case kinds.Entry():
            yield from ({**common, **row} for row in _entry_rows(record, cells))
            return
        case kinds.Session():
            yield {**common, **cells}
            yield from ({**common, "kind": EXERCISE, **_cells(each, record.at)} for each in record.exercises)
            return
        case Score():
            # The note stands on the first row, as in an entry.
            for answer in record.answers:
                yield {**common, **cells, **_cells(answer, record.at)}
                cells = {}
            return
        # Without a site it is the usual interference of the whole person, which is no pain level.
        case kinds.Usual(site=None):
            cells["interference"] = cells.pop("pain")
        case kinds.Known():
            cells["activity"] = END if record.ended else ""
        case kinds.Question():
            cells["activity"] = REPORTED if record.reported else ""
    yield {**common, **cells}


def _entry_rows(entry: kinds.Entry, whole: Cells) -> Iterator[Cells]:
    """A row for each reading. What is about the whole person stands on the first row.

    Symptoms of the whole person get a row without a site: getting-worse can be about a site or about the person.
    """
    # An entry with neither readings nor symptoms still needs a row for its ratings and its note.
    if entry.symptoms or not entry.readings:
        yield whole
        whole = {}
    for reading in entry.readings:
        yield {**whole, **_cells(reading, entry.at)}
        whole = {}


def _cells(part: Any, at: Moment) -> Cells:
    """The cells of a record or of one of its parts, except those that all kinds of rows have."""
    cls: Any = type(part)
    cells = {}
    for name, column, write in _writers(cls):
        value = getattr(part, name)
        cells[column] = _instant(value, at) if write is _instant else write(value)
    return cells


@cache
def _writers(cls: type) -> tuple[tuple[str, str, Callable[..., str]], ...]:
    """For each field of a record or of a part: its name, its column, and what makes text of its value."""
    return tuple(
        (field.name, field.cell, _WRITERS[type(field.spec)])
        for field in fields_of(cls)
        if type(field.spec) in _WRITERS and field.name not in ("recorded", "source")
    )


def _instant(instant: datetime | None, at: Moment) -> str:
    """An instant in the offset of its record; "" for None."""
    return "" if instant is None else instant.astimezone(UTC).astimezone(written_zone(at)).isoformat()


def _number(value: float | None) -> str:
    """The shortest text that reads back as the same number; "" for None."""
    if value is None:
        return ""
    text = repr(float(value))
    return text.removesuffix(".0") if text != "-0.0" else text


def _yes_or_no(flag: bool | None) -> str:
    return "" if flag is None else YES if flag else NO


def _text(text: str | None) -> str:
    return text or ""


_WRITERS: Mapping[type[Spec], Callable[..., str]] = {
    Rating: _number, Whole: _number, Number: _number, Flag: _yes_or_no, Text: _text, Words: SEPARATOR.join,
    Choice: _text, Site: _text, Side: _text, Instant: _instant, Day: _text,
}  # fmt: skip
