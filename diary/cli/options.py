"""What is read from the command line: options that say plainly what is wrong, sites, days and ids."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NoReturn

from diary.cli.context import Context
from diary.cli.output import line_of, time_text
from diary.domain.grammar.entry import parse_log
from diary.domain.grammar.times import Here
from diary.domain.records import Record
from diary.domain.vocabulary import REGIONS
from diary.errors import DiaryError, UsageError
from diary.review.snapshot import Review
from diary.store.diary_store import DiaryStore


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are lines for people, and whose options may not be abbreviated."""

    def __init__(self, prog: str, description: str = "", examples: Sequence[str] = ()) -> None:
        shown = "\n".join(f"  {example}" for example in examples)
        super().__init__(
            prog=prog,
            description="\n\n".join(textwrap.fill(part, 96) for part in description.split("\n\n")),
            epilog=f"examples:\n{shown}" if examples else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        group = self.add_argument_group("for every command")
        group.add_argument("-h", "--help", action="store_true", help="show this help and stop")
        group.add_argument("--version", action="store_true", help="show the version and stop")
        group.add_argument("--db", metavar="PATH", help="the diary file (else DIARY_DB, else the usual place)")
        group.add_argument("--tz", metavar="NAME", help="the time zone that times are read in, like Europe/Berlin")
        group.add_argument("--now", metavar="T", help="go on as if it were that time now")

    def error(self, message: str) -> NoReturn:
        """Wrong usage, as one line."""
        raise UsageError(f"{message}; see {self.prog} --help")


def split_command(arguments: Sequence[str], names: Sequence[str]) -> tuple[str, list[str]]:
    """The command and everything else, with global options before it moved behind it; "" where none is named.

    UsageError for a first word that is no command.
    """
    before: list[str] = []
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word in ("--db", "--tz", "--now") and rest:
            before += [word, rest.pop(0)]
        elif word.startswith("-"):
            before.append(word)
        elif word in names:
            return word, [*before, *rest]
        else:
            raise UsageError(_unknown(word, names))
    return "", before


def _unknown(word: str, names: Sequence[str]) -> str:
    import difflib  # 4 ms, for the mistaken only

    near = difflib.get_close_matches(word, names, 1, 0.7)
    hint = f"did you mean diary {near[0]}?" if near else "diary --help lists the commands"
    if not near and (word[:1].isdigit() or len(word) > 2):
        hint += "; to log, write diary log 6 left knee"
    return f"there is no command {word[:40]!r}; {hint}"


def cut_at_dashes(arguments: Sequence[str]) -> tuple[list[str], list[str] | None]:
    """What stands before the first `--`, and what stands after it; None where there is none."""
    words = list(arguments)
    if "--" not in words:
        return words, None
    at = words.index("--")
    return words[:at], words[at + 1 :]


def day_of(text: str | None, context: Context) -> date | None:
    """The local day of a time that a person named; None for none."""
    if text is None:
        return None
    from diary.domain.grammar.times import parse_time

    return parse_time(text, now=context.here, future=False).at.day


PLACES_IN_A_LIST = 3
"""Digits that may be meant so: "delete 1" is the first of the list to many people, and an id by chance."""


def record_called(store: DiaryStore, id: str) -> Record:
    """The thing with that id, or whose id begins so; "last" is the entry written last."""
    record = store.get(id)
    if id == record.id or not id.isdigit() or len(id) > PLACES_IN_A_LIST:
        return record
    raise DiaryError(
        f"{id} is too short to name an entry; if {line_of(record)} ({time_text(record.at)}) is meant, "
        f"write {record.id[:6]}, as diary list shows it"
    )


_ANY_TIME = Here(datetime(2000, 1, 1, tzinfo=UTC), UTC)


def region_named(text: str) -> str:
    """The region that a person means, its side left aside; UsageError where there is none."""
    bare = " ".join(text.lower().split())
    if bare in REGIONS:
        return bare
    return place_named(text)[0] if _sided(text) else place_named(f"left {text}")[0]


def place_named(text: str) -> tuple[str, str]:
    """The site and side that a person means."""
    readings = parse_log([f"1 {text}"], now=_ANY_TIME).readings
    if len(readings) != 1:
        raise UsageError(f"{text[:40]!r} does not name one site; write for example 'left knee'")
    return readings[0].site, readings[0].side


def _sided(text: str) -> bool:
    try:
        place_named(text)
    except UsageError:
        return False
    return True


def places_named(texts: Sequence[str], found: Review) -> list[tuple[str, str]]:
    """The logged sites that these words name: a region alone stands for all its logged sides."""
    places: list[tuple[str, str]] = []
    for text in texts:
        region = " ".join(text.lower().split())
        logged = [place for place in found.snapshot.courses if place[0] == region]
        chosen = logged if region in REGIONS and logged else [place_named(text)]
        for place in chosen:
            if place not in found.snapshot.courses:
                raise UsageError(f"nothing was logged at {text[:40]!r} yet; diary list shows what was")
        places += [place for place in chosen if place not in places]
    return places
