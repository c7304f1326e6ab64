"""The files of other apps in `diary import`: their map is written, completed, asked about and obeyed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from diary.cli.context import Context, talk
from diary.errors import DiaryError
from diary.paths import path_of

if TYPE_CHECKING:
    from diary.exchange.apps.recognise import ForeignFile
    from diary.exchange.parsed_file import ParsedFile

_STEP = 50_000_000
"""Bytes between two lines of progress."""
REST = "ignore the rest"


def foreign_records(
    args: argparse.Namespace, context: Context, read: Callable[[Path], bytes]
) -> Callable[[], ParsedFile] | None:
    """A function that reads the records of another app's file by its map; None for the diary's own files.

    `read` gives the bytes of a file that is not too large.
    """
    from diary.exchange.apps.recognise import foreign_file
    from diary.files import is_database

    path = path_of(args.file)
    try:
        # A pipe can't be read twice, and has no place beside it.
        if args.file == "-" or not path.is_file() or is_database(path):
            return None
        progress = _BytesProgress() if sys.stderr.isatty() else None
        foreign = foreign_file(path, lambda: read(path), progress)
        if foreign is None:
            return None
        text = _map_text(foreign, path, args)
    except OSError as error:
        raise DiaryError(f"{path} can't be read ({(error.strerror or '?').lower()}); check the name") from error
    return lambda: _records(foreign, text, path, context)


def _records(foreign: ForeignFile, text: str, path: Path, context: Context) -> ParsedFile:
    from diary.exchange.apps.convert import convert
    from diary.exchange.apps.map_file import map_of
    from diary.exchange.apps.name_map import read_map

    names = read_map(text, map_of(path).name)
    return convert(foreign.read(names.columns), names, context.clock)


def _map_text(foreign: ForeignFile, path: Path, args: argparse.Namespace) -> str:
    """The text of the map; written, or completed with what it does not have yet, by a dry run and by questions."""
    from diary.exchange.apps.map_file import map_of, questions

    place = map_of(path)
    text = _read(place)
    if not (args.dry_run or args.ask):
        if not text:
            raise DiaryError(
                f"this is the file of another app, and no map says yet what its names mean. Look first what would come "
                f"in, which writes the map: diary import {quote(args.file)} --dry-run"
            )
        return text
    text = _completed(foreign, path, text)
    if args.ask:
        text = _ask_all(foreign, path, text)
    waiting = len(questions(text))
    talk(
        f"The map is {place}: {waiting:,} of its lines wait for an answer (--ask asks them)."
        if waiting
        else f"The map is {place}; all of its lines are answered."
    )
    return text


def _read(place: Path) -> str:
    from diary.files import is_database

    if not place.exists():
        return ""
    if not place.is_file() or is_database(place):
        raise DiaryError(f"{place} is no map; move it away")
    try:
        return place.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DiaryError(f"the map {place.name} is not UTF-8 text; save it again as that") from error


def _completed(foreign: ForeignFile, path: Path, text: str) -> str:
    from diary.exchange.apps.map_file import completed_map, map_of, write_map
    from diary.exchange.apps.name_map import read_map

    columns = read_map(text, map_of(path).name).columns if text else {}
    completed = completed_map(foreign.read(columns), path.name, text, _how(path.name))
    if completed != text:
        write_map(map_of(path), completed)
    return completed


def _how(name: str) -> tuple[str, ...]:
    return (
        "Change what stands behind the = signs, save, and look what would come in:",
        f"    diary import {quote(name)} --dry-run",
        "Without --dry-run it comes in. After a later change --update takes it over; diary undo --any takes it back.",
    )


def _ask_all(foreign: ForeignFile, path: Path, text: str) -> str:
    """Ask every question of the map, one a line; each answer is saved at once."""
    from diary.cli.prompts import ask_until
    from diary.exchange.apps.map_file import answered, check_answer, map_of, questions, remark_of, write_map

    talk(f"Enter leaves a question open; “{REST}” ignores all names that are still open. Ctrl-C stops.")
    passed: set[tuple[str, ...]] = set()
    while todo := [question for question in questions(text) if question.keys not in passed]:
        keys = todo[0].keys
        words = _words(keys, remark_of(text, keys))

        def checked(answer: str, keys: tuple[str, ...] = keys) -> str | int:
            return answer if answer == REST else check_answer(keys, answer)

        answer = ask_until(words, checked)
        if answer == REST:
            for question in todo:
                if question.keys[0] == "names":
                    text = answered(text, question.keys, "ignore")
            passed.add(keys)
        elif answer == "":
            passed.add(keys)
            continue
        else:
            text = answered(text, keys, answer)
        write_map(map_of(path), text)
        # What a column holds may bring new names.
        if keys[0] == "columns":
            text = _completed(foreign, path, text)
    return text


def _words(keys: tuple[str, ...], remark: str) -> str:
    about = {
        "options": "Dates such as 03/04:",
        "names": f"{keys[1]}: what is “{keys[-1]}”?",
        "levels": f"Scale “{keys[1]}”: which level 0-10" + (f" is “{keys[-1]}”?" if len(keys) > 2 else "?"),
        "columns": f"The column “{keys[-1]}”:",
    }.get(keys[0], f"{keys[-1]}?")
    return f"{about} ({remark})" if remark else about


class _BytesProgress:
    """Shows how far a large file is read, in whole lines."""

    def __init__(self) -> None:
        self._next = _STEP

    def __call__(self, done: int, size: int) -> None:
        if done >= self._next and done < size:
            self._next = done - done % _STEP + _STEP
            talk(f"Read {done // 1_000_000:,} of {size // 1_000_000:,} MB …")
