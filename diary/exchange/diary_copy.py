"""Reads another diary, such as a safety copy, as the content of an import."""

from __future__ import annotations

from pathlib import Path

from diary.clock import Clock
from diary.exchange.json_format import json_of
from diary.store.diary_store import open_diary


def content_of_diary(path: Path, clock: Clock) -> bytes:
    """All records of a diary with their earlier versions, as `diary export` writes them; the file is only read.

    StoreError if it can't be read whole.
    """
    with open_diary(path, clock=clock, program="import", create=False) as store:
        return json_of(store.read(), store.versions())
