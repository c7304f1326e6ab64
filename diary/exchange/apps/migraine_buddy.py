"""Migraine Buddy: one row an attack, after a table of what was still going on and an empty line.

The start is the local time, with the minutes east of UTC in a column of their own. The pain level runs from 0 to 10.
`Geohash` says where on earth the person was: it is never read.
"""

from __future__ import annotations

from collections.abc import Iterable

from diary.exchange.apps.rows import MEDICINE, NOTE, Export, Fact, ForeignRow, number, parts_of
from diary.exchange.apps.tables import ForeignTable, TableRow

APP = "Migraine Buddy"
HEADER = frozenset({"#", "started", "lasted", "pain level"})
# An attack in this app is one of the head; the map says so, and can be changed.
SECTIONS = {"Attack": "head", "Medication": MEDICINE, "Other columns": NOTE}
_MEDICATION = (
    "Helpful Medication", "Somewhat Helpful Medication", "Unhelpful Medication", "Unsure Medication", "Medication"
)  # fmt: skip
_READ = {
    "#", "Started", "Start UTC Offset (min)", "End UTC Offset (min)", "Geohash", "Attack Types", "Pain Level", "Notes",
    *_MEDICATION,
}  # fmt: skip


def read(table: ForeignTable) -> Export:
    """The attacks of an export; what was still going on when it was written is named, and left out."""
    before = [
        ForeignRow(
            f"line {line}",
            left_out="it stands before the attacks: what was still going on when the file was written",
        )
        for line, cells in table.before[1:]
        if any(cell.strip() for cell in cells)
    ]
    return Export(APP, (*before, *(_row(row) for row in table.rows)), SECTIONS)


def _row(row: TableRow) -> ForeignRow:
    return ForeignRow(
        row.place,
        row.get("Started"),
        offset=row.get("Start UTC Offset (min)"),
        facts=tuple(_facts(row)),
        note=row.get("Notes"),
        problem=row.problem,
    )


def _facts(row: TableRow) -> Iterable[Fact]:
    # The type of the attack is kept as text: it does not change the place.
    level = number(row.get("Pain Level"))
    yield Fact("Attack", "Attack", level, scale="Pain Level", stated=True, more=row.get("Attack Types"))
    for column in _MEDICATION:
        for name in parts_of(row.get(column), ","):
            if name.casefold() != "no medication":
                yield Fact("Medication", name, more=column)
    for column, cell in row.cells.items():
        if column not in _READ:
            yield Fact("Other columns", column, cell)
