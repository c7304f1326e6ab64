"""Marks out of the tables: which entries carry one of some words, found by the partial indexes of words alone."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from diary.domain.red_flag_signs import Mark
from diary.store.conditions import CAME_SUDDENLY, QUALITIES_THERE, SYMPTOMS_THERE
from diary.store.reading import instant_of

_OF_READING = "SELECT entry_id, site, side, pain, qualities, symptoms, sudden FROM reading"
_OF_ENTRY = "SELECT id AS entry_id, NULL, NULL, NULL, '', symptoms, 0 FROM entry"
# From one list of words to the next in the index: there are few, however many entries have them.
_LISTS = """
    WITH RECURSIVE list(words) AS (
        SELECT min({column}) FROM {table} WHERE {there}
        UNION ALL
        SELECT (SELECT min({column}) FROM {table} WHERE {there} AND {column} > words) FROM list WHERE words IS NOT NULL
    )
    SELECT words FROM list WHERE words IS NOT NULL
"""


def marks_until(connection: Connection, until: datetime | None, marked: Collection[str], sudden: bool) -> list[Mark]:
    """The marks of these words, and where asked for of what came suddenly, up to an instant, in time order."""
    queries, lists = [], {}
    for name, select, table, column, there in (
        ("symptoms", _OF_READING, "reading", "symptoms", SYMPTOMS_THERE),
        ("qualities", _OF_READING, "reading", "qualities", QUALITIES_THERE),
        ("of_person", _OF_ENTRY, "entry", "symptoms", SYMPTOMS_THERE),
    ):
        found = connection.execute(text(_LISTS.format(table=table, column=column, there=there))) if marked else ()
        if wanted := [words for (words,) in found if not set(words.split(";")).isdisjoint(marked)]:
            queries.append(f"{select} WHERE {there} AND {column} IN (SELECT value FROM json_each(:{name}))")
            lists[name] = json.dumps(wanted)
    if sudden:
        queries.append(f"{_OF_READING} WHERE {CAME_SUDDENLY}")
    if not queries:
        return []
    # A join and not `IN`, for which SQLite would look the words up again for every entry.
    query = f"SELECT entry.at, mark.* FROM ({' UNION '.join(queries)}) AS mark JOIN entry ON entry.id = mark.entry_id"
    marks = [_mark(row, marked) for row in connection.execute(text(f"{query} ORDER BY entry.at"), lists)]
    return [mark for mark in marks if until is None or mark.at <= until]


def _mark(row: Sequence[Any], marked: Collection[str]) -> Mark:
    at, entry, site, side, pain, qualities, symptoms, sudden = row
    words = tuple(word for word in f"{qualities};{symptoms}".split(";") if word in marked)
    return Mark(entry, instant_of(at), site, side, pain, words, bool(sudden))
