"""The mutants of one source file: numbers one up and one down, sets with one member less or more, comparisons."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diary.domain.vocabulary import QUALITIES, REGIONS, SYMPTOMS

CONSTANT, INLINE, OPERATOR = "constant", "inline", "operator"
"""Kinds: a named threshold of the module, a number inside a function, a comparison inside a function."""
SWAPPED: Mapping[type[ast.cmpop], str] = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"}
EXTRA = ("hip", "burning", "swelling", "numbness")
TABLES = ("diary/domain/body.py", "diary/domain/vocabulary.py")
"""The tables that say which regions, qualities and symptoms the rules look for."""
MEANINGS = ("low", "clot", "role")
WORDS: tuple[Sequence[str], ...] = (tuple(QUALITIES), tuple(SYMPTOMS), tuple(REGIONS))


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: its place, its description, and the changed source of the whole file."""

    path: str
    line: int
    column: int
    kind: str
    what: str
    source: str

    @property
    def name(self) -> str:
        """Its place and change, on one line."""
        return f"{self.path}:{self.line}:{self.column} [{self.kind}] {self.what}"


@dataclass(frozen=True, slots=True)
class _Change:
    node: ast.expr
    new: str


def mutants(path: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a file, top to bottom."""
    tree = ast.parse(source)
    if path in TABLES:
        yield from _mutants_of(path, source, CONSTANT, _of_table(tree))
        return
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value and _is_threshold(statement):
            yield from _mutants_of(path, source, CONSTANT, _of_value(statement.value))
        for function in (node for node in ast.walk(statement) if isinstance(node, ast.FunctionDef)):
            yield from _mutants_of(path, source, INLINE, _of_function(function))
            yield from _comparisons(path, source, function)


def _is_threshold(statement: ast.Assign | ast.AnnAssign) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    names = [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
    return bool(names) and all(name.isupper() for name in names)


def _of_value(value: ast.expr) -> Iterator[_Change]:
    for node in ast.walk(value):
        if isinstance(node, ast.Constant):
            yield from _steps(node)
        elif isinstance(node, ast.Set | ast.Tuple):
            yield from _members(node)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            yield _Change(node, ast.unparse(node.left))
            yield _Change(node, ast.unparse(node.right))


def _steps(node: ast.Constant) -> Iterator[_Change]:
    """A number one up and one down; nothing for other constants."""
    # bool is a subclass of int; True + 1 would be no mutant that a test can miss.
    if isinstance(node.value, int | float) and not isinstance(node.value, bool):
        yield _Change(node, f"{node.value + 1}")
        yield _Change(node, f"({node.value - 1})")  # in brackets, because it may be negative


def _members(node: ast.Set | ast.Tuple) -> Iterator[_Change]:
    """A set or tuple of words with each left out in turn, and with one more of the same kind."""
    words = [element.value for element in node.elts if isinstance(element, ast.Constant)]
    vocabulary = next((kind for kind in WORDS if words and set(words) <= set(kind)), None)
    if vocabulary is None or len(words) != len(node.elts):
        return
    opening, closing = ("{", "}") if isinstance(node, ast.Set) else ("(", ")")
    # The extra word must be able to change an answer, such as a leg site in a set of leg sites.
    extra = next(word for word in (*EXTRA, *vocabulary) if word in vocabulary and word not in words)
    for chosen in ([w for w in words if w != left_out] for left_out in words):
        if chosen:
            yield _Change(node, opening + ", ".join(map(repr, chosen)) + "," + closing)
    yield _Change(node, opening + ", ".join(map(repr, [*words, extra])) + closing)


def _of_table(tree: ast.Module) -> Iterator[_Change]:
    """Each row without its meaning to the rules in turn, and each meaning given to one more row of the same kind."""
    rows = [
        (node, {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg in MEANINGS})
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Region", "Word")
    ]
    given = dict.fromkeys((name, ast.unparse(value)) for _, meanings in rows for name, value in meanings.items())
    for row, meanings in rows:
        for value in meanings.values():
            yield _Change(value, "None")
        if isinstance(row.args[0], ast.Constant) and row.args[0].value in EXTRA and not meanings:
            for name, text in given:
                yield _Change(row.args[-1], f"{ast.unparse(row.args[-1])}, {name}={text}")


def _of_function(function: ast.FunctionDef) -> Iterator[_Change]:
    """The numbers in comparisons, calculations and slices; not indices and not arguments."""
    # An index picks an item of a pair, where another number is only an error.
    indices = [node.slice for node in ast.walk(function) if isinstance(node, ast.Subscript)]
    places = {inner for index in indices if not isinstance(index, ast.Slice) for inner in ast.walk(index)}
    seen: set[ast.AST] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Compare | ast.BinOp | ast.Slice):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Constant) and inner not in places and inner not in seen:
                    seen.add(inner)
                    yield from _steps(inner)


def _comparisons(path: str, source: str, function: ast.FunctionDef) -> Iterator[Mutant]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Compare):
            continue
        for place, operator in enumerate(node.ops):
            if type(operator) in SWAPPED:
                parts = [ast.unparse(node.left)]
                for n, (each, right) in enumerate(zip(node.ops, node.comparators, strict=True)):
                    sign = SWAPPED[type(each)] if n == place else _sign(each)
                    parts += [sign, ast.unparse(right)]
                yield from _mutants_of(path, source, OPERATOR, iter([_Change(node, f"({' '.join(parts)})")]))


def _sign(operator: ast.cmpop) -> str:
    return ast.unparse(ast.Compare(ast.Name("a"), [operator], [ast.Name("b")]))[2:-2]


def _mutants_of(path: str, source: str, kind: str, changes: Iterator[_Change]) -> Iterator[Mutant]:
    # In bytes, because ast gives column offsets in UTF-8 bytes.
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    text = source.encode()
    for change in changes:
        node = change.node
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        first, last = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        new = (text[:first] + change.new.encode() + text[last:]).decode()
        old = " ".join(text[first:last].decode().split())
        shown = lines[node.lineno - 1].strip()
        what = f"{old} -> {change.new}" + (f"   in: {shown}" if len(old) < 40 else "")
        yield Mutant(path, node.lineno, node.col_offset, kind, what, new)
