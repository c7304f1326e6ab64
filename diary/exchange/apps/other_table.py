"""Any other table: what each of its columns holds is proposed from its heading, and said by the map."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from diary.exchange.apps.proposals import proposal
from diary.exchange.apps.rows import ASK, MEDICINE, Export, Fact, ForeignRow, number
from diary.exchange.apps.tables import ForeignTable, TableRow

COLUMNS = "Columns"
"""The section of the names that are headings."""
_MEDICINE = r".*\b(medications?|medicines?|drugs?|meds|treatments?)\b.*"
_HEADINGS = (
    (
        "date",
        r"(check[\s_-]?in|entry|start|log|record\w*|observ\w+|measur\w+|creat\w+)?[\s_-]*(date|day|datetime|timestamp|date\s*/?\s*time|when)",
    ),
    ("date", r"(start|started|created|logged|recorded)[\s_-]*(at|time|on)?"),
    ("clock", r"time|time of day|clock|hour"),
    ("offset", r".*utc offset.*\(min\w*\).*"),
    ("section", r"\w*[\s_-]*(type|category)"),
    ("level", r".*\b(pain|symptom)[\s_-]*(level|score|intensity|severity|rating)\b.*|intensity|severity|level|rating"),
    ("level", r"(my )?pain\b[^a-z]*"),
    ("level", r"(\w+ )?(value|score)"),
    ("medicine", _MEDICINE),
    ("names", r".*\b(nature|qualities|regions|locations|sites|areas|places|body parts|symptoms|positions)\b.*"),
    (
        "name",
        r"((trackable|tracker|habit) )?name|where|region|location|site|area|place|body part|symptom|tracker|feature",
    ),
    # What says nothing about a day with pain, and where on earth somebody was.
    ("ignore", r"(\w+ )?(id|uuid)|epoch|age|sex|gender|country|weekday|day of week|lat\w*|lon\w*|lng|geohash|altitude"),
    ("note", r"(.*\b|)(notes?|comments?|remarks?|details|description)"),
)
_STATED = re.compile(r"\b0\s*(?:-|–|to|\.\.)\s*10\b|/\s*10\b")


def proposed_columns(table: ForeignTable) -> dict[str, str]:
    """What each column may hold; "?" where its heading does not tell."""
    roles: dict[str, str] = {}
    for column in filter(None, table.columns):
        name = column.casefold().replace("_", " ")
        role = next((role for role, heading in _HEADINGS if re.fullmatch(heading, name)), "")
        if role in ("date", "clock", "offset", "section") and role in roles.values():
            role = "note" if role == "date" else ""
        found = proposal(column)
        if not role and (found.target != ASK or found.remark):
            role = "own"
        roles[column] = role or ASK
    if "date" not in roles.values() and "clock" in roles.values():
        roles[next(column for column, role in roles.items() if role == "clock")] = "date"
    return roles


def read(table: ForeignTable, app: str, columns: Mapping[str, str]) -> Export:
    """The rows of a table by what its columns hold."""
    proposed = proposed_columns(table)
    roles = {column: columns.get(column, role) for column, role in proposed.items()}
    rows = tuple(_row(row, roles) for row in table.rows)
    sections = {fact.section for row in rows for fact in row.facts}
    return Export(app, rows, {section: _default(section, roles) for section in sorted(sections)}, columns=proposed)


def _default(section: str, roles: Mapping[str, str]) -> str:
    is_medicine = roles.get(section, "") == "medicine" or re.fullmatch(_MEDICINE, section.casefold())
    return MEDICINE if is_medicine else ""


def _row(row: TableRow, roles: Mapping[str, str]) -> ForeignRow:
    def cell(role: str) -> str:
        return next((row.cells[column] for column, held in roles.items() if held == role and column in row.cells), "")

    notes = {column: row.cells[column] for column, role in roles.items() if role == "note" and column in row.cells}
    several = sum(role == "note" for role in roles.values()) > 1
    open_columns = [column for column in row.cells if roles.get(column) == ASK]
    return ForeignRow(
        row.place,
        cell("date"),
        cell("clock"),
        cell("offset"),
        facts=tuple(_facts(row, roles)),
        note="\n".join(f"{column}: {text}" if several else text for column, text in notes.items()),
        key=json.dumps(row.cells, ensure_ascii=False, sort_keys=True),
        problem=row.problem
        or (f"the map does not say what the column “{open_columns[0]}” holds" if open_columns else ""),
        column=open_columns[0] if open_columns and not row.problem else "",
        waits=bool(open_columns) and not row.problem,
    )


def _facts(row: TableRow, roles: Mapping[str, str]) -> Iterator[Fact]:
    filled = [(column, role) for column, role in roles.items() if column in row.cells]
    names = [(column, name) for column, role in filled for name in _names(row.cells[column], role)]
    section = next((row.cells[column] for column, role in filled if role == "section"), "")
    levels = [column for column, role in filled if role == "level"]
    for column, name in names:
        # Several columns of levels: the first is that of the names, the others have headings of their own.
        # And it is that of the first names, the places: how they feel has none of its own.
        value = number(row.cells[levels[0]]) if levels and column == names[0][0] else ""
        scale = (f"{levels[0]}: {section}" if section else levels[0]) if levels else ""
        yield Fact(section or column, name, value, scale, bool(levels) and _states_ten(levels[0]))
    for column in levels[1:] if names else levels:
        yield _own(row, column)
    for column, role in filled:
        if role == "own":
            yield _own(row, column)
        elif role == "medicine":
            yield from (Fact(column, name) for name in _list(row.cells[column]))


def _own(row: TableRow, column: str) -> Fact:
    return Fact(COLUMNS, column, number(row.cells[column]), column, _states_ten(column))


def _states_ten(heading: str) -> bool:
    return bool(_STATED.search(heading))


def _names(cell: str, role: str) -> Iterable[str]:
    return _list(cell) if role == "names" else [cell] if role == "name" else []


def _list(cell: str) -> list[str]:
    return [part for part in (part.strip(" []\"'") for part in re.split(r"[,;|\n](?![^()]*\))", cell)) if part]
