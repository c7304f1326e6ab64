"""The diary as CSV: everything as it reads now, one row for each reading, in time order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from diary.domain import records as kinds
from diary.domain.records import KIND_OF, KINDS, Diary, Reading, Thing
from diary.domain.validate import tidy
from diary.exchange.csv_columns import COLUMNS, END, EXERCISE, REPORTED, SEPARATOR, number, safe, yes_or_no
from diary.exchange.dates import written_instant, written_zone

Cells = dict[str, Any]
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def csv_of(diary: Diary) -> bytes:
    """The whole diary as the bytes of a CSV file: UTF-8, CRLF, a header. The same diary gives the same bytes."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for thing in in_order(diary.things()):
        writer.writerows([[safe(row[name]) if name in row else "" for name in COLUMNS] for row in rows_of(thing)])
    return page.getvalue().encode("utf-8")


def in_order(things: Iterable[Thing]) -> list[Thing]:
    """Things by time, kind, time of writing, id: an order that the written file itself tells."""
    return sorted(things, key=lambda thing: (written_instant(thing.at), _ORDER[KIND_OF[type(thing)]], thing.order[1:]))


def rows_of(thing: Thing) -> Iterator[Cells]:
    """The rows that tell of a thing, each with the cells it uses; all of them text."""
    thing = tidy(thing)
    common: Cells = {
        "kind": KIND_OF[type(thing)],
        "entry": thing.id,
        "time": thing.at.iso(),
        "zone": thing.at.zone,
        "recorded": _instant(thing.recorded, thing),
    }
    match thing:
        case kinds.Entry():
            yield from ({**common, **row} for row in _entry_rows(thing))
        case kinds.Session():
            yield {**common, **_cells(thing), "note": thing.note}
            for each in thing.exercises:
                yield {
                    **common,
                    "kind": EXERCISE,
                    "name": each.name,
                    "new": yes_or_no(each.new),
                    "note": each.note,
                }
        case _:
            yield {**common, **_cells(thing), "note": thing.note}


def _entry_rows(entry: kinds.Entry) -> Iterator[Cells]:
    """A row for each reading. What is about the whole person stands on the first row.

    Its symptoms need a row without a site: getting-worse can be said of either.
    """
    whole: Cells = {
        "interference": number(entry.interference),
        "fatigue": number(entry.fatigue),
        "note": entry.note,
    }
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
        "pain": number(reading.pain),
        "qualities": SEPARATOR.join(reading.qualities),
        "symptoms": SEPARATOR.join(reading.symptoms),
        "sudden": yes_or_no(reading.sudden),
    }


def _cells(thing: Thing) -> Cells:
    match thing:
        case kinds.Session():
            return {
                "activity": thing.activity,
                "effort": number(thing.effort),
                "new": yes_or_no(thing.new),
                "minutes": number(thing.minutes),
            }
        case kinds.Motion():
            return {
                "movement": thing.movement,
                "side": thing.side,
                "value": number(thing.value),
                "unit": thing.unit,
            }
        case kinds.Care():
            return {
                "activity": thing.activity,
                "name": thing.name,
                "dose": thing.dose,
                "relief": number(thing.relief),
            }
        case kinds.Usual():
            level = {"interference" if thing.site is None else "pain": number(thing.level)}
            return {"site": thing.site or "", "side": thing.side or "", **level}
        case kinds.Known():
            return {
                "site": thing.site or "",
                "side": thing.side or "",
                "qualities": SEPARATOR.join(thing.qualities),
                "symptoms": SEPARATOR.join(thing.symptoms),
                "activity": END if thing.ended else "",
            }
        case kinds.Visit():
            return {"name": thing.name}
        case kinds.Question():
            reported = REPORTED if thing.reported else ""
            return {"activity": reported, "name": _instant(thing.reported, thing)}
        case kinds.Ack():
            return {
                "rule": thing.rule,
                "site": thing.site or "",
                "side": thing.side or "",
                "movement": thing.movement or "",
                "tier": thing.tier,
                "confirmed": yes_or_no(thing.confirmed),
            }
    raise TypeError(f"no row for {type(thing).__name__}")


def _instant(instant: datetime | None, thing: Thing) -> str:
    """An instant in the offset of its thing."""
    return "" if instant is None else instant.astimezone(UTC).astimezone(written_zone(thing.at)).isoformat()
