"""The lines of an inbox: a text file to which a phone or another machine appends one entry a line.

The file is only read. It may grow, or be replaced, at any time.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from diary.domain.grammar.tokens import LONGEST_TEXT
from diary.errors import DiaryError
from diary.files import DATABASE_MARK, own_file

LARGEST_INBOX = 4_000_000
"""Bytes: reading takes at most a hundred times as much memory. Ten years of eight lines a day are a third of it."""
_WIDEST = 4
"""Bytes of a character in UTF-8."""
INBOX_ID = re.compile(r"i[0-9a-f]{15}")
"""No other id begins with i: the random ones are of hex digits."""

# Alone, or at the beginning of a line: “#3” within a line is one of the person's words.
_COMMENT = re.compile(r"^\s*#.*|(?:^|\s)#(?:\s.*)?$", re.DOTALL)
_TIME = re.compile(
    r"(?P<open>\[)?\s*(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[Tt]|\s+)"
    r"(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?|(?<=[Tt])[0-9]{4}(?:[0-9]{2})?)"
    r"(?:\s*(?P<half>[AaPp]\.?[Mm]\.?)|(?P<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?|\s+[+-][0-9]{2}:?[0-9]{2})?"
    r"(?P<zone>\[[A-Za-z0-9_+/-]{1,64}\])?)"
    r"(?(open)\s*\][,;:]?|[,;:]?(?=\s|$))"
)
_SPAN = re.compile(r" [0-9]{1,2}:[0-9]{2}(-[0-9]{2}:[0-9]{2})")


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One line: its time as words of the grammar, the other words, and its id; or the problem with it."""

    number: int
    when: tuple[str, ...] = ()
    words: str = ""
    id: str = ""
    offset: str = ""
    """Its offset from UTC where it could as well be the end of a span, as in 07:00-09:00."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Inbox:
    """A file that was read: its lines with words on them, and its name for messages."""

    name: str
    lines: tuple[InboxLine, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its lines."""
        return frozenset(line.id for line in self.lines if line.id)


def read_inbox(path: Path, diary: Path) -> Inbox | None:
    """The inbox at `path`, None where there is none yet; DiaryError if it can't be read or is a file of the diary.

    `diary` is the path of the diary with its links followed.
    """
    try:
        if own := own_file(path.resolve(), diary):
            raise DiaryError(f"{path} is {own}, not a text file with lines for it; name another file")
        # Not blocking, because a pipe would be waited for, for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:  # noqa: PTH123  a path can't be opened without blocking
            mode = os.fstat(handle).st_mode
            if stat.S_ISDIR(mode):
                raise IsADirectoryError
            if not stat.S_ISREG(mode):
                raise DiaryError(f"{path} is a device or a pipe, not a text file; name another one")
            return Inbox(path.name, tuple(lines_of(file, str(path))))
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise DiaryError(f"{path} is a folder; name a text file in it") from None
    except ValueError as error:  # half a character, or a NUL
        raise DiaryError("no file can have that name; check it") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = (getattr(error, "strerror", None) or "its links can't be followed").lower()
        raise DiaryError(f"{path} can't be read ({reason}); check the name and who may read it") from error


def lines_of(file: BinaryIO, name: str) -> Iterator[InboxLine]:
    """The lines that hold something, without comments; DiaryError for what is no text in UTF-8 at all.

    A last line without an end is one of them, unless the file changed meanwhile.
    """
    # Many apps write the line end before the next line: the last line has none, and may be the one that matters.
    before = _state(file)
    longest = LONGEST_TEXT * _WIDEST
    read, number, is_rest = 0, 0, False
    for piece in iter(partial(file.readline, longest), b""):
        if not read:
            piece = _without_mark(piece, name)
        read += len(piece)
        if read > LARGEST_INBOX:
            raise DiaryError(
                f"{name} is larger than {LARGEST_INBOX // 1_000_000} MB; move the lines that were taken to another file"
            )
        is_whole = piece.endswith(b"\n")
        if not is_whole and len(piece) < longest and not is_rest and _state(file) != before:
            return  # it is being written just now: next time it is whole
        # A line without an end must not fill all of the memory: only its first piece counts, as too long.
        if not is_rest:
            for raw in piece.rstrip(b"\r\n").split(b"\r"):
                number += 1
                too_long = not is_whole and len(piece) == longest
                if (
                    line := InboxLine(number, problem="it is too long for one entry")
                    if too_long
                    else _line(number, raw)
                ):
                    yield line
        is_rest = not is_whole and len(piece) == longest


def _state(file: BinaryIO) -> tuple[int, int]:
    try:
        now = os.fstat(file.fileno())
    except (OSError, ValueError):  # not a file, such as the input of a test
        return 0, 0
    return (now.st_size, now.st_mtime_ns) if stat.S_ISREG(now.st_mode) else (0, 0)


def _without_mark(first: bytes, name: str) -> bytes:
    """The first bytes of the file without the mark of UTF-8; DiaryError where they are not those of a text in it."""
    if first.startswith(DATABASE_MARK):
        raise DiaryError(f"{name} is a database, perhaps a diary, not a text file; to merge a diary, import it")
    # PowerShell writes it with >>.
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise DiaryError(f"{name} is a text in UTF-16; save it as UTF-8")
    return first.removeprefix(codecs.BOM_UTF8)


def _line(number: int, raw: bytes) -> InboxLine | None:
    """The line in these bytes; None where it is empty or a comment."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return InboxLine(number, problem="some of it is not readable text; write it in UTF-8")
    if "\0" in text:
        return InboxLine(number, problem="it holds bytes that are no text; perhaps the file was damaged")
    # White space and the form of accents are no content: an editor or another device may change them.
    text = _COMMENT.sub("", text) if "#" in text else text
    words = " ".join(text.replace("\ufeff", "").split())
    words = words if words.isascii() else unicodedata.normalize("NFC", words)
    if not words:
        return None
    if len(words) > LONGEST_TEXT:
        return InboxLine(number, problem="it is too long for one entry")
    time = _TIME.match(words)
    if time is None:
        return InboxLine(number, words=words, problem="a line begins with date and time, such as 2026-03-01 20:10")
    when, rest = _time_words(time), words[time.end() :].strip()
    span = _SPAN.search(time[0]) if time["offset"] else None
    return InboxLine(number, when, rest, id_of(" ".join((*when, rest))), span[1] if span else "")


def _time_words(time: re.Match[str]) -> tuple[str, ...]:
    """The time in the words of the grammar, the same for each way to write it."""
    clock = time["clock"].replace(",", ".")
    if time["half"]:
        return time["day"], f"{clock}{time['half'].lower()}" if clock.count(":") == 1 else f"{clock} {time['half']}"
    clock = clock.zfill(5) if clock.count(":") == 1 else clock.zfill(8) if ":" in clock else clock
    return (f"{time['day']}T{clock}{(time['offset'] or '').strip().upper()}{time['zone'] or ''}",)


def id_of(text: str) -> str:
    """The id of a line with this text: in every file, at every place and on every machine the same."""
    return f"i{hashlib.sha256(text.encode()).hexdigest()[:15]}"
