"""The diary as CSV: everything as it reads now, one row for each reading, in time order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from diary.domain import records as kinds
from diary.domain.records import KIND_OF, KINDS, Diary, Reading, Record
from diary.domain.validate import tidy
from diary.exchange.csv_columns import COLUMNS, END, EXERCISE, REPORTED, SEPARATOR, number_cell, safe, yes_or_no
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
    match record:
        case kinds.Entry():
            yield from ({**common, **row} for row in _entry_rows(record))
        case kinds.Session():
            yield {**common, **_cells(record), "note": record.note}
            for each in record.exercises:
                yield {
                    **common,
                    "kind": EXERCISE,
                    "name": each.name,
                    "new": yes_or_no(each.new),
                    "note": each.note,
                }
        case _:
            yield {**common, **_cells(record), "note": record.note}


def _entry_rows(entry: kinds.Entry) -> Iterator[Cells]:
    """A row for each reading. What is about the whole person stands on the first row.

    Symptoms of the whole person get a row without a site: getting-worse can be about a site or about the person.
    """
    whole: Cells = {
        "interference": number_cell(entry.interference),
        "fatigue": number_cell(entry.fatigue),
        "note": entry.note,
    }
    # An entry with neither readings nor symptoms still needs a row for its ratings and its note.
    if entry.symptoms or not entry.readings:
        yield {"symptoms": SEPARATOR.join(entry.symptoms), **whole}
        whole = {}
    for reading in entry.readings:
        yield {**_reading_cells(reading), **whole}
        whole = {}


def _reading_cells(reading: Reading) -> Cells:
    return {
        "site": reading.site,
        "side": reading.side,
        "pain": number_cell(reading.pain),
        "qualities": SEPARATOR.join(reading.qualities),
        "symptoms": SEPARATOR.join(reading.symptoms),
        "sudden": yes_or_no(reading.sudden),
    }


def _cells(record: Record) -> Cells:
    match record:
        case kinds.Session():
            return {
                "activity": record.activity,
                "effort": number_cell(record.effort),
                "new": yes_or_no(record.new),
                "minutes": number_cell(record.minutes),
            }
        case kinds.Motion():
            return {
                "movement": record.movement,
                "side": record.side,
                "value": number_cell(record.value),
                "unit": record.unit,
            }
        case kinds.Care():
            return {
                "activity": record.activity,
                "name": record.name,
                "dose": record.dose,
                "relief": number_cell(record.relief),
            }
        case kinds.Usual():
            # Without a site it is the usual interference of the whole person, which is no pain level.
            level = {"interference" if record.site is None else "pain": number_cell(record.level)}
            return {"site": record.site or "", "side": record.side or "", **level}
        case kinds.Known():
            return {
                "site": record.site or "",
                "side": record.side or "",
                "qualities": SEPARATOR.join(record.qualities),
                "symptoms": SEPARATOR.join(record.symptoms),
                "activity": END if record.ended else "",
            }
        case kinds.Visit():
            return {"name": record.name}
        case kinds.Question():
            reported = REPORTED if record.reported else ""
            return {"activity": reported, "name": _instant(record.reported, record)}
        case kinds.Ack():
            return {
                "rule": record.rule,
                "site": record.site or "",
                "side": record.side or "",
                "movement": record.movement or "",
                "tier": record.tier,
                "confirmed": yes_or_no(record.confirmed),
            }
    raise TypeError(f"no row for {type(record).__name__}")


def _instant(instant: datetime | None, record: Record) -> str:
    """An instant in the offset of its record; "" for None."""
    return "" if instant is None else instant.astimezone(UTC).astimezone(written_zone(record.at)).isoformat()
