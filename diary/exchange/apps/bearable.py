"""Bearable: one row for each thing that was rated or ticked.

`date,weekday,time of day,category,rating/amount,detail,notes`; newer files have `date formatted` too. The date is
`22nd Sep 2020`, the time of day a clock, a part of the day or empty. A symptom is `Back (lower) pain (Mild)`: its last
bracket is the grade. There is no row for what was not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from diary.exchange.apps.rows import IGNORE, MEDICINE, Export, Fact, ForeignRow, number, parts_of, section_defaults
from diary.exchange.apps.tables import ForeignTable, TableRow

APP = "Bearable"
HEADER = frozenset({"date", "time of day", "category", "detail"})
# Six hours each, from midnight on; the middle stands for each.
PARTS = {"pre": "03:00", "am": "09:00", "mid": "15:00", "pm": "21:00", "all day": ""}
_ENGLISH = re.compile(r"\d{1,2}(?:st|nd|rd|th)\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_LAST_BRACKET = re.compile(r"(?P<name>.*\S)\s*\((?P<last>[^()]*)\)\s*", re.DOTALL)


def read(table: ForeignTable) -> Export:
    """The rows of an export."""
    rows = tuple(_row(row) for row in table.rows)
    facts = [fact for row in rows for fact in row.facts]
    known = {fact.section: MEDICINE if _is_medicine(fact.section) else "" for fact in facts if _is_pain(fact.section)}
    return Export(APP, rows, section_defaults(facts, known, IGNORE), PARTS)


def _is_medicine(category: str) -> bool:
    return category.casefold().startswith(("med", "supplement"))


def _is_pain(category: str) -> bool:
    return _is_medicine(category) or category.casefold().startswith("symptom")


def _row(row: TableRow) -> ForeignRow:
    # Both columns hold the same day; the older one is in every file, and ids are made from it.
    in_english = _ENGLISH.match(row.get("date"))
    return ForeignRow(
        row.place,
        row.get("date") if in_english else row.get("date formatted", "date"),
        row.get("time of day"),
        facts=tuple(_facts(row.get("category"), row.get("rating/amount"), row.get("detail"))),
        note=row.get("notes"),
        problem=row.problem,
    )


def _facts(category: str, amount: str, detail: str) -> Iterable[Fact]:
    match = _LAST_BRACKET.fullmatch(detail)
    name, last = (match["name"], match["last"]) if match else (detail, "")
    if _is_medicine(category):
        yield Fact(category, name, f"{number(amount)} {last}".strip())
    elif _is_pain(category):
        yield Fact(category, name, last or number(amount), scale=category)
    elif amount:
        yield Fact(category, category, " ".join(filter(None, (number(amount), detail))))
    else:
        yield from (Fact(category, part) for part in parts_of(detail))
