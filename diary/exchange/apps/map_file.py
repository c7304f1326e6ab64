"""Writes the map of a file of another app, and adds to one that is there what it does not answer yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tomlkit
from tomlkit.items import Table

from diary.exchange.apps.clocks import order_of
from diary.exchange.apps.name_map import NOTES, ORDERS, ROLES
from diary.exchange.apps.rows import ASK, ELSE, Export, taken_for
from diary.exchange.apps.survey import Survey, proposals, survey
from diary.exchange.apps.targets import KINDS_OF_LINE
from diary.files import write_private

ENDING = ".map.toml"
_HOURS = 'the hour that stands for a part of the day; "" where only the day is known'


class Line(NamedTuple):
    """A line of the map: its tables and its name, what stands behind it, and what is known about it."""

    keys: tuple[str, ...]
    answer: str | int
    remark: str = ""


def map_of(path: Path) -> Path:
    """The place of the map: beside the file."""
    return path.with_name(f"{path.name}{ENDING}")


def completed_map(export: Export, file_name: str, text: str = "", how: Sequence[str] = ()) -> str:
    """The map with a line for all that the file has; what stands in it already stays as it is.

    `how` are the lines at its head that say how to go on from here.
    """
    document = tomlkit.parse(text) if text else _begin(export, file_name, how)
    found = survey(export.rows)
    _add_columns(document, export)
    _add_options(document, export)
    _add_parts(document, export, found)
    _drop_old_questions(document, found)
    for section, lines in proposals(export, found).items():
        table = _table(document, "names", section)
        # A person may have answered for the whole section.
        if ELSE not in table:
            for name, (target, remark) in lines.items():
                times = f"{found.names[section][name]:,} ×" if name != ELSE else ""
                _line(table, name, target, "; ".join(filter(None, (times, remark))))
    for name, scale in found.scales.items():
        levels = _table(document, "levels")
        proposed = scale.proposal
        if isinstance(proposed, str):
            _line(levels, name, proposed, scale.remark)
        elif not isinstance(levels.get(name), str):
            table = _table(document, "levels", name)
            if not table:
                table.add(tomlkit.comment(scale.remark))
            for word, answer in proposed.items():
                _line(table, word, answer, scale.remark_on_numbers if word == ELSE else f"{scale.values[word]:,} ×")
    return tomlkit.dumps(document)


def write_map(path: Path, text: str) -> None:
    """Write a map, whole or not at all; DiaryError where it can't be written."""
    write_private(path, text.encode())


def lines_of(text: str) -> list[Line]:
    """All lines of a map that say what something means, in their order."""
    document = tomlkit.parse(text)
    return [line for line in _lines(document, ()) if len(line.keys) > 1]


def questions(text: str) -> list[Line]:
    """All lines of a map that wait for an answer."""
    return [line for line in lines_of(text) if line.answer == ASK]


def answered(text: str, keys: tuple[str, ...], answer: str | int) -> str:
    """The map with an answer to one question; its comments stay."""
    document = tomlkit.parse(text)
    table: Any = document
    for key in keys[:-1]:
        table = table[key]
    old = table[keys[-1]]
    new = tomlkit.item(answer)
    new.trivia.comment, new.trivia.comment_ws = old.trivia.comment, old.trivia.comment_ws
    table[keys[-1]] = new
    return tomlkit.dumps(document)


def _lines(table: Any, keys: tuple[str, ...]) -> Iterator[Line]:
    for key, item in table.items():
        if isinstance(item, dict):
            yield from _lines(item, (*keys, key))
        else:
            yield Line((*keys, key), item.unwrap(), str(item.trivia.comment).removeprefix("#").strip())


def _begin(export: Export, file_name: str, how: Sequence[str]) -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in (
        f"How the diary reads {file_name}, taken for {taken_for(export)}.",
        'Nothing comes in that this map does not name, and nothing is guessed: "?" waits for your answer.',
        *how,
        "",
        "Behind a name may stand:",
        *(f"    {words:<44} {meaning}" for words, meaning in KINDS_OF_LINE),
        f'"{ELSE}" stands for all names of its part that have no line of their own.',
    ):
        document.add(tomlkit.comment(line) if line else tomlkit.comment(""))
    document.add(tomlkit.nl())
    app = tomlkit.item(export.app)
    document.add("app", app.comment("the name that marks what comes in") if export.columns else app)
    return document


def _add_columns(document: tomlkit.TOMLDocument, export: Export) -> None:
    if not export.columns:
        return
    table = _table(document, "columns")
    if not table:
        for role, meaning in ROLES.items():
            table.add(tomlkit.comment(f"{role:<10} {meaning}"))
    for column, role in export.columns.items():
        _line(table, column, role, "what does this column hold?" if role == ASK else "")


def _drop_old_questions(document: tomlkit.TOMLDocument, found: Survey) -> None:
    """Take out the questions about what the file does not have by now: a column was explained. Answers stay."""
    for section, table in list(document.get("names", {}).items()):
        for name, value in list(table.items()):
            if value == ASK and name not in found.names.get(section, ()):
                table.remove(name)
        if not table:
            document["names"].remove(section)
    levels = document.get("levels", {})
    for scale, rule in list(levels.items()):
        if rule == ASK and scale not in found.scales:
            levels.remove(scale)


def _add_options(document: tomlkit.TOMLDocument, export: Export) -> None:
    table = _table(document, "options")
    order = order_of(export.rows)
    if order:
        _line(table, "dates", order, f"which comes first in dates such as 03/04: {', '.join(ORDERS[1:3])}")
    _line(
        table, "zone", export.zone, 'where times without an offset were written, such as "Europe/Berlin"; "": as here'
    )
    _line(table, "notes", NOTES[0], "notes beside what is mapped; all: of every row; none")


def _add_parts(document: tomlkit.TOMLDocument, export: Export, found: Survey) -> None:
    known = {part.casefold(): hour for part, hour in export.parts.items()}
    for part in found.parts:
        table = _table(document, "parts-of-the-day")
        if not table:
            table.add(tomlkit.comment(_HOURS))
        _line(table, part, known.get(part.casefold(), ""), "")


def _table(document: Any, *keys: str) -> Table:
    table = document
    for number, key in enumerate(keys):
        if key not in table:
            table.add(key, tomlkit.table(is_super_table=number < len(keys) - 1))
        table = table[key]
    return table  # type: ignore[no-any-return]


def _line(table: Table, name: str, value: str, remark: str) -> None:
    if name in table:
        return
    item = tomlkit.item(value)
    if remark:
        item.comment(" ".join(remark.split()))
    table.add(tomlkit.key(name), item)
