"""SQL text stands in the modules of the store that are named here, and in no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import diary

PACKAGE = Path(diary.__file__).parent
ALLOWED = ("store/schema/", "store/recovery/")
EXCEPTIONS = {
    "store/queries.py": "rows read as records",
    "store/change_log.py": "the rows of the changes",
    "store/row_writer.py": "records changed and deleted, and many inserted at once",
    "store/writes.py": "ids by their beginning",
    "store/purge.py": "all that there is of a record, deleted",
    "store/old_names.py": "one question about sessions of the first edition",
    "store/backup/summary.py": "reads backups of every schema, also older ones, and files that may be damaged",
    "store/encryption/row_copy.py": "copies diaries of every schema, through two libraries",
    "store/encryption/sealed.py": "one table with one row, which is no diary",
}
SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH|CREATE|DROP|ALTER)\s+\S"
    r"|(?i:\s*(select\s.*\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+(recursive\s+)?\w+\s*(\([^)]*\)\s*)?as\s*\())",
    re.DOTALL,
)


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text of a module that is no docstring, with its line; an f-string is one text, with ? for its values."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "?" for part in node.values)
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | alone:
            yield node.lineno, node.value


def queries(source: str) -> list[tuple[int, str]]:
    return [(line, text) for line, text in texts(ast.parse(source)) if SQL.match(text)]


def test_sql_text_is_recognized() -> None:
    source = """
a = "SELECT 1"
b = f"  INSERT INTO {a} VALUES (1)"
c = "delete from entry"
d = f"update {a} set b = 1"
e = "with x (a) as (select 1)"
f = "Delete it from the list"
"SELECT in a docstring"
g = "PRAGMA user_version"
"""
    assert [line for line, _ in queries(source)] == [2, 3, 4, 5, 6]


def test_sql_text_stands_only_where_it_is_needed() -> None:
    found = {path.relative_to(PACKAGE).as_posix(): queries(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}
    outside = {name: rows for name, rows in found.items() if rows and not name.startswith(ALLOWED)}
    assert outside.keys() == EXCEPTIONS.keys(), outside
