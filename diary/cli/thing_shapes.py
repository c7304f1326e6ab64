"""The shapes of `--json` for what the diary holds. diary/cli/json.md has an example of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime
from typing import Any

from diary.domain.moments import Moment
from diary.domain.records import KIND_OF, Change, Entry, Thing, Version

_COMMON = frozenset(field.name for field in fields(Thing))


def things_shape(things: Iterable[Thing], *, others: bool) -> dict[str, Any]:
    """Entries, and where they are asked for the things of other kinds, each list in its order."""
    things = tuple(things)
    shape: dict[str, Any] = {"entries": [entry_shape(thing) for thing in things if isinstance(thing, Entry)]}
    if others:
        shape["others"] = [thing_shape(thing) for thing in things if not isinstance(thing, Entry)]
    return shape


def entry_shape(entry: Entry) -> dict[str, Any]:
    """One entry of `diary list --json`."""
    return {
        "id": entry.id,
        "time": entry.at.iso(),
        "recorded": entry.recorded.astimezone(entry.at.local.tzinfo).isoformat() if entry.recorded else None,
        "late": entry.late,
        "readings": [
            {
                "site": reading.site,
                "side": reading.side,
                "pain": reading.pain,
                "qualities": list(reading.qualities),
                "symptoms": list(reading.symptoms),
                "sudden": reading.sudden,
            }
            for reading in entry.readings
        ],
        "symptoms": list(entry.symptoms),
        "interference": entry.interference,
        "fatigue": entry.fatigue,
        "note": entry.note,
    }


def thing_shape(thing: Thing) -> dict[str, Any]:
    """A thing of any kind: its kind, what all have alike, the fields of its own, its note."""
    if isinstance(thing, Entry):
        return {"kind": "entry", **entry_shape(thing)}
    own = {
        field.name: _plain(getattr(thing, field.name), thing.at) for field in fields(thing) if field.name not in _COMMON
    }
    return {
        "kind": KIND_OF[type(thing)],
        "id": thing.id,
        "time": thing.at.iso(),
        "recorded": _plain(thing.recorded, thing.at),
        "late": thing.late,
        **own,
        "note": thing.note,
    }


def version_shape(version: Version) -> dict[str, Any]:
    """What a thing was before, until when, and whether it was edited or deleted then."""
    return {
        "fate": version.fate,
        "until": _plain(version.until, version.thing.at),
        "thing": thing_shape(version.thing),
    }


def change_shape(change: Change, here: Moment) -> dict[str, Any]:
    """One change of the diary: when, by which program, what it did to which things."""
    return {
        "id": change.id,
        "time": _plain(change.instant, here),
        "program": change.program,
        "label": change.label,
        "operations": [{"thing": thing, "operation": operation} for thing, operation in change.operations],
    }


def _plain(value: Any, at: Moment) -> Any:
    """A value as JSON has it; instants in the offset of the thing they belong to."""
    if isinstance(value, datetime):
        return value.astimezone(at.local.tzinfo).isoformat()
    if isinstance(value, tuple):
        return [_plain(each, at) for each in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
