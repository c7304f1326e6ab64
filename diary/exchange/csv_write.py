"""The diary as CSV: everything as it reads now, one row for each reading, in time order."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from diary.domain.fields import Choice, Flag, Number, Rating, Side, Site, Spec, Text, Whole, Words, fields_of
from diary.domain.records import KIND_OF, KINDS, Diary, Entry, Question, Record, Session, Usual
from diary.domain.validate import tidy
from diary.exchange.csv_columns import COLUMNS, EXERCISE, REPORTED, SEPARATOR, number_cell, safe, yes_or_no
from diary.exchange.dates import written_instant, written_zone

Cells = dict[str, Any]
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def csv_of(diary: Diary) -> bytes:
    """The whole diary as the bytes of a CSV file: UTF-8, CRLF, a header. The same diary gives the same bytes."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    # Always all columns, so that every export has the same form and a cut file can be recognized.
    writer.writerow(COLUMNS)
    # Sorted by what the file itself holds: after an import, the next export is the same to the byte.
    for record in in_order(diary.records()):
        writer.writerows([[safe(row[name]) if name in row else "" for name in COLUMNS] for row in rows_of(record)])
    return file.getvalue().encode("utf-8")


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
        "recorded": _instant(record.recorded, record),
    }
    own = _cells(record)
    match record:
        case Entry():
            yield from ({**common, **row} for row in _entry_rows(record, own))
        case Session():
            yield {**common, **own}
            yield from ({**common, "kind": EXERCISE, **_cells(exercise)} for exercise in record.exercises)
        case Usual() if record.site is None:
            # Of the whole person it is the usual interference, which is no pain level.
            yield {**common, **own, "interference": own["pain"], "pain": ""}
        case Question() if record.reported:
            yield {**common, **own, "activity": REPORTED, "name": _instant(record.reported, record)}
        case _:
            yield {**common, **own}


def _entry_rows(entry: Entry, own: Cells) -> Iterator[Cells]:
    """A row for each reading. What is about the whole person stands on the first row.

    Symptoms of the whole person get a row without a site: getting-worse can be about a site or about the person.
    """
    # An entry with neither readings nor symptoms still needs a row for its ratings and its note.
    if entry.symptoms or not entry.readings:
        yield own
        own = {}
    for reading in entry.readings:
        yield {**own, **_cells(reading)}
        own = {}


def _cells(part: Any) -> Cells:
    """The cells of the fields of a record, a reading or an exercise; times are left out."""
    return {
        field.cell: text_of(getattr(part, field.name), field.spec)
        for field in fields_of(part.__class__)
        if (text_of := _TEXT_OF.get(type(field.spec)))
    }


def _flag_cell(flag: bool | None, spec: Any) -> str:
    return yes_or_no(flag) if not spec.word else spec.word if flag else ""


_TEXT_OF: Mapping[type[Spec], Callable[[Any, Any], str]] = {
    **dict.fromkeys((Rating, Whole, Number), lambda value, _: number_cell(value)),
    **dict.fromkeys((Text, Choice, Site, Side), lambda text, _: text or ""),
    Words: lambda words, _: SEPARATOR.join(words),
    Flag: _flag_cell,
}


def _instant(instant: datetime | None, record: Record) -> str:
    """An instant in the offset of its record; "" for None."""
    return "" if instant is None else instant.astimezone(UTC).astimezone(written_zone(record.at)).isoformat()
