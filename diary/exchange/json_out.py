"""The diary as JSON: what counts now, and what it was before it was edited or deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from diary.domain.records import Diary, Version
from diary.domain.serialization import to_plain
from diary.domain.validate import tidy
from diary.exchange.csv_out import in_order

FORMAT, VERSION = "pain-diary", 1


def json_of(diary: Diary, versions: Iterable[Version] = ()) -> bytes:
    """The whole diary as the bytes of a JSON file, one thing a line. The same diary gives the same bytes."""
    things = [to_plain(tidy(thing)) for thing in in_order(diary.things())]
    past = [_plain_version(version) for version in versions if version.fate != "current"]
    head = f'{{\n"format": {json.dumps(FORMAT)},\n"version": {VERSION},\n'
    text = f'{head}"things": {_list(things)},\n"past": {_list(past)}\n}}\n'
    return text.encode("utf-8")


def _plain_version(version: Version) -> dict[str, Any]:
    return {
        "fate": version.fate,
        "written": version.written.isoformat() if version.written else None,
        "until": version.until.isoformat() if version.until else None,
        "thing": to_plain(tidy(version.thing)),
    }


def _list(items: list[dict[str, Any]]) -> str:
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]" if lines else "[]"
