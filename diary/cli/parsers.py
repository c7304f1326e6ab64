"""Parsers that say plainly what is wrong, with the global options before or after the command."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence
from typing import NoReturn

from diary.errors import UsageError


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
