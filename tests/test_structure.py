"""How the files of the program stand to one another: no circle of imports, and no file too long to be read."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import diary

PROJECT = Path(diary.__file__).parent.parent
LONGEST = 350
"""Lines of a file."""


def module_name(file: Path) -> str:
    return ".".join(file.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_name(file): file for file in sorted((PROJECT / "diary").rglob("*.py"))}


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def imports_of(file: Path) -> set[str]:
    """Every module of ours that a file names in an import: inside functions and for types only as well."""
    found = set()
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in MODULES else node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found & MODULES.keys()


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    """The modules that are left once those that need none of the others are taken away, again and again."""
    left = {name: set(needs) - {name} for name, needs in graph.items()}
    while free := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)


def test_no_imports_run_in_a_circle_not_even_for_types() -> None:
    assert circle_in({name: imports_of(file) for name, file in MODULES.items()}) == []


def test_a_circle_would_be_noticed() -> None:
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]


def test_no_file_is_longer_than_can_be_read() -> None:
    lengths = {name: len(file.read_text("utf-8").splitlines()) for name, file in MODULES.items()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_text_for_people_holds_the_name_of_a_class() -> None:
    nodes = {name: list(ast.walk(tree_of(file))) for name, file in MODULES.items()}
    classes = {node.name for each in nodes.values() for node in each if isinstance(node, ast.ClassDef)}
    # A class of one word may be a plain word as well.
    named = {name for name in classes if re.search("[a-z][A-Z]", name)}
    held = []
    for name, each in nodes.items():
        docs = {id(node.value) for node in each if isinstance(node, ast.Expr)}
        for node in each:
            # Sentences only: a selector of a style sheet, or the path of a class, has braces, colons or no blank.
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                text = node.value
                if " " in text and not re.search(r"[{}\n]", text) and named.intersection(re.findall(r"\w+", text)):
                    held.append(f"{name}:{node.lineno} {text}")
    assert held == []
