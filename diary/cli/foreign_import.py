"""The files of other apps in `diary import`: their map is written by a dry run, asked about by --ask, and obeyed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from shlex import quote
from typing import TYPE_CHECKING

from diary.cli.context import Context, talk
from diary.errors import DiaryError
from diary.paths import path_of

if TYPE_CHECKING:
    from diary.exchange.apps.map_beside import MappedFile
    from diary.exchange.parsed_file import ParsedFile

_STEP = 50_000_000
"""Bytes between two lines of progress."""
REST = "ignore the rest"


def foreign_records(args: argparse.Namespace, context: Context) -> Callable[[], ParsedFile] | None:
    """A function that reads the records of another app's file by its map; None for the diary's own files."""
    from diary.error_hints import steps_of_import
    from diary.exchange.apps.map_beside import mapped_file
    from diary.exchange.file_content import content_of_file

    if args.file == "-":
        return None
    path, progress = path_of(args.file), _BytesProgress() if sys.stderr.isatty() else None
    file = mapped_file(path, content_of_file, steps_of_import(path.name), progress)
    if file is None:
        return None
    _prepare(file, args)
    return lambda: file.records(context.clock)


def _prepare(file: MappedFile, args: argparse.Namespace) -> None:
    """Write the map, or complete it with what it does not have yet: by a dry run and by questions."""
    if not (args.dry_run or args.ask):
        if not file.text:
            raise DiaryError(
                f"this is the file of another app, and no map says yet what its names mean. Look first what would come "
                f"in, which writes the map: diary import {quote(args.file)} --dry-run"
            )
        return
    file.complete()
    if args.ask:
        _ask_all(file)
    waiting = len(file.questions)
    wait = "waits" if waiting == 1 else "wait"
    talk(
        f"The map is {file.place}: {waiting:,} of its lines {wait} for an answer (--ask asks them)."
        if waiting
        else f"The map is {file.place}; all of its lines are answered."
    )


def _ask_all(file: MappedFile) -> None:
    """Ask every question of the map, one a line; each answer is saved at once."""
    from diary.cli.prompts import ask_until
    from diary.exchange.apps.map_questions import check_answer, question_words

    talk(f"Enter leaves a question open; “{REST}” ignores all names that are still open. Ctrl-C stops.")
    passed: set[tuple[str, ...]] = set()
    while todo := [question for question in file.questions if question.keys not in passed]:
        keys = todo[0].keys

        def checked(answer: str, keys: tuple[str, ...] = keys) -> str:
            if answer != REST:
                check_answer(keys, answer)
            return answer

        answer = ask_until(question_words(keys, todo[0].remark), checked)
        if answer == REST:
            file.ignore_names()
        elif answer:
            file.answer(keys, answer)
        if answer in (REST, ""):
            passed.add(keys)


class _BytesProgress:
    """Shows how far a large file is read, in whole lines."""

    def __init__(self) -> None:
        self._next = _STEP

    def __call__(self, done: int, size: int) -> None:
        if done >= self._next and done < size:
            self._next = done - done % _STEP + _STEP
            talk(f"Read {done // 1_000_000:,} of {size // 1_000_000:,} MB …")
