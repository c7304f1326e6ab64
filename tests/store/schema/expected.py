"""The schema as the table of fields demands it: `python -m tests.store.schema.expected` prints its SQL.

A migration's SQL is frozen once it is released; the test beside this holds the newest schema to what is made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING
from typing import get_args

from diary.domain.fields import (
    LONGEST_NOTE,
    Choice,
    Field,
    Flag,
    Instant,
    Number,
    Rating,
    Side,
    Site,
    Text,
    Whole,
)
from diary.domain.records import KINDS, Kind, Operation
from diary.domain.validate import FIRST_YEAR, LAST_YEAR
from diary.domain.vocabulary import HIGHEST, LOWEST
from diary.store.schema.columns import INDEXED_WORDS, layout_of

HIGHEST_VALUE = 100_000
"""Of a measurement in any unit; the check of a record knows each unit's own."""
WHOLE_NUMBER = "typeof({0}) IN ('integer', 'null')"


def type_of(field: Field) -> str:
    if isinstance(field.spec, (Rating, Whole)):
        return "INTEGER"
    if isinstance(field.spec, Flag):
        return "BOOLEAN"
    if isinstance(field.spec, Number):
        return "FLOAT"
    return "DATETIME" if isinstance(field.spec, Instant) else "VARCHAR"


def column(name: str, kind: str, optional: bool) -> str:
    return f"{quoted(name)} {kind}{'' if optional else ' NOT NULL'}"


def own_column(field: Field) -> str:
    """A column of a field. Where it may be left out, so may its value: older rows and rescued ones lack it."""
    default = "" if field.default is MISSING or field.optional else f" DEFAULT {stored(field.default)}"
    return column(field.name, type_of(field), field.optional) + default


def stored(value: object) -> str:
    """A default value as SQL."""
    return str(int(value)) if isinstance(value, bool) else f"'{';'.join(value) if isinstance(value, tuple) else value}'"


def quoted(name: str) -> str:
    return f'"{name}"' if name == "offset" else name


def check(table: str, name: str, condition: str) -> str:
    return f"CONSTRAINT ck_{table}_{name} CHECK ({condition})"


def instant(table: str, name: str) -> str:
    return check(table, name, f"length({name}) = 26 AND {name} BETWEEN '{FIRST_YEAR - 1}-' AND '{LAST_YEAR + 2}-'")


def field_checks(table: str, fields: tuple[Field, ...]) -> Iterator[str]:
    """Types and ranges. Which words there are is for the domain to check: the store knows no list of them."""
    for name, spec, optional, _ in fields:
        if isinstance(spec, Rating):
            yield check(table, name, f"{name} BETWEEN {LOWEST} AND {HIGHEST} AND {WHOLE_NUMBER.format(name)}")
        elif isinstance(spec, Whole):
            yield check(table, name, f"{name} BETWEEN {spec.lowest} AND {spec.highest} AND {WHOLE_NUMBER.format(name)}")
        elif isinstance(spec, Number):
            yield check(table, name, f"typeof({name}) = 'real' AND {name} BETWEEN {spec.lowest} AND {HIGHEST_VALUE}")
        elif isinstance(spec, Flag):
            yield check(table, name, f"{name} IN (0, 1)")
        elif isinstance(spec, Instant):
            yield instant(table, name)
        elif isinstance(spec, Site) and optional:
            # Without the comparison of the two, a missing side would make the condition NULL, and NULL passes.
            yield check(table, "place", "(site IS NULL) = (side IS NULL) AND ifnull(site <> '' AND side <> '', 1)")
        elif isinstance(spec, Site):
            yield check(table, "place", "site <> '' AND side <> ''")
        elif isinstance(spec, Side):
            continue
        elif (isinstance(spec, Text) and spec.needed) or (isinstance(spec, Choice) and spec.needed):
            yield check(table, name, f"{name} <> ''")


def record_table(kind: Kind) -> str:
    layout = layout_of(kind)
    fields = layout.fields
    parts = [
        "seq INTEGER NOT NULL",
        column("id", "VARCHAR", False),
        column("at", "DATETIME", False),
        column("offset", "INTEGER", False),
        column("zone", "VARCHAR", False),
        column("date_only", "BOOLEAN", False),
        column("recorded", "DATETIME", True),
        column("note", "VARCHAR", False),
        *map(own_column, fields),
        # Last, as what each field added: in a file whose schema is lost, rows of an older one can still be read.
        f"{column('about', 'BOOLEAN', False)} DEFAULT 0",
        f"{column('source', 'VARCHAR', False)} DEFAULT ''",
        f"CONSTRAINT pk_{kind} PRIMARY KEY (seq)",
        *field_checks(kind, fields),
        check(kind, "id", "length(id) BETWEEN 1 AND 64"),
        instant(kind, "at"),
        instant(kind, "recorded"),
        check(kind, "offset", '"offset" BETWEEN -86399 AND 86399 AND typeof("offset") = \'integer\''),
        check(kind, "date_only", "date_only IN (0, 1)"),
        check(kind, "about", "about IN (0, 1)"),
        check(kind, "zone", "length(zone) <= 64"),
        check(kind, "note", f"length(note) <= {LONGEST_NOTE}"),
        *([check(kind, "something", "qualities <> '' OR symptoms <> ''")] if kind == "known" else []),
        f"CONSTRAINT uq_{kind}_id UNIQUE (id)",
    ]
    return statement(kind, parts)


def part_table(kind: Kind) -> str:
    parts = layout_of(kind).parts
    assert parts is not None
    fields, owner, name = parts.fields, parts.owner, parts.name
    key = f"{owner}, site, side" if name == "reading" else f"{owner}, place"
    lines = [column(owner, "VARCHAR", False)]
    columns = list(map(own_column, fields))
    place = column("place", "INTEGER", False)
    lines += [*columns[:2], place, *columns[2:]] if name == "reading" else [place, *columns]
    lines += [
        f"CONSTRAINT pk_{name} PRIMARY KEY ({key})",
        *field_checks(name, fields),
        f"CONSTRAINT fk_{name}_{owner} FOREIGN KEY({owner}) REFERENCES {kind} (id) ON DELETE CASCADE",
    ]
    return statement(name, lines, " WITHOUT ROWID")


CHANGE = """\
CREATE TABLE change (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id VARCHAR NOT NULL,
    instant DATETIME NOT NULL,
    program VARCHAR NOT NULL,
    session VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    undo_of VARCHAR,
    undone_by VARCHAR,
    {instant},
    CONSTRAINT uq_change_id UNIQUE (id),
    CONSTRAINT fk_change_undo_of FOREIGN KEY(undo_of) REFERENCES change (id),
    CONSTRAINT fk_change_undone_by FOREIGN KEY(undone_by) REFERENCES change (id)
);
"""
VERSION = """\
CREATE TABLE version (
    seq INTEGER NOT NULL,
    thing_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    change_id VARCHAR NOT NULL,
    operation VARCHAR NOT NULL,
    content VARCHAR,
    instant DATETIME NOT NULL,
    CONSTRAINT pk_version PRIMARY KEY (seq),
    CONSTRAINT ck_version_operation CHECK (operation IN ({operations})),
    CONSTRAINT ck_version_content CHECK ((content IS NULL) = (operation IN ('create', 'restore', 'purge'))),
    {instant},
    CONSTRAINT fk_version_change_id FOREIGN KEY(change_id) REFERENCES change (id)
);
CREATE INDEX ix_version_change_id ON version (change_id);
CREATE INDEX ix_version_thing_id ON version (thing_id);
"""


def statement(name: str, lines: list[str], ending: str = "") -> str:
    return f"CREATE TABLE {name} (\n    " + ",\n    ".join(lines) + f"\n){ending};\n"


def indexes() -> Iterator[str]:
    for kind in KINDS:
        yield f"CREATE INDEX ix_{kind}_at ON {kind} (at, id);\n"
    for table, name in INDEXED_WORDS:
        owner = "id" if table == "entry" else "entry_id"
        yield f"CREATE INDEX ix_{table}_{name} ON {table} ({name}, {owner}) WHERE {name} <> '';\n"
    yield "CREATE INDEX ix_reading_sudden ON reading (entry_id) WHERE sudden = 1;\n"


def schema() -> str:
    """Every statement, in an order in which each table stands before those that refer to it."""
    operations = ", ".join(f"'{operation}'" for operation in get_args(Operation))
    return "".join(
        [
            *(record_table(kind) for kind in KINDS),
            part_table("entry"),
            part_table("session"),
            part_table("score"),
            CHANGE.format(instant=instant("change", "instant")),
            VERSION.format(instant=instant("version", "instant"), operations=operations),
            *indexes(),
        ]
    )


if __name__ == "__main__":
    print(schema(), end="")
