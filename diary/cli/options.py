"""Reading the command line: a parser with clear errors, and days as a person writes them."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from diary.cli.context import Context
from diary.errors import UsageError


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one clear line. Options may not be abbreviated."""

    def __init__(self, prog: str, description: str = "", examples: Sequence[str] = ()) -> None:
        shown = "\n".join(f"  {example}" for example in examples)
        super().__init__(
            prog=prog,
            description="\n\n".join(textwrap.fill(part, 96) for part in description.split("\n\n")),
            epilog=f"examples:\n{shown}" if examples else None,
            # The examples of the epilog need their line breaks.
            formatter_class=argparse.RawDescriptionHelpFormatter,
            # An abbreviation such as --dry would change its meaning when another option is added.
            allow_abbrev=False,
            add_help=False,  # argparse would print and exit by itself, past the handling of a closed output
        )
        group = self.add_argument_group("for every command")
        group.add_argument("-h", "--help", action="store_true", help="show this help and exit")
        group.add_argument("--version", action="store_true", help="show the version and exit")
        group.add_argument("--db", metavar="PATH", help="the diary file (default: DIARY_DB, else the usual place)")
        group.add_argument("--tz", metavar="NAME", help="the time zone for all times, such as Europe/Berlin")
        group.add_argument("--now", metavar="T", help="act as if this were the present time")

    def error(self, message: str) -> NoReturn:
        """Raise UsageError, where argparse would print the usage and exit."""
        raise UsageError(f"{message}; see {self.prog} --help")

    def refuse_empty(self, args: argparse.Namespace) -> None:
        """UsageError for an option with an empty value, such as one from a variable that is not set."""
        for action in self._actions:
            # A note may be empty, and has a list of words; positional words are the commands' own.
            given = getattr(args, action.dest, None) if action.option_strings and action.nargs is None else None
            if any(
                isinstance(value, str) and not value.strip()
                for value in (given if isinstance(given, list) else [given])
            ):
                self.error(f"{action.option_strings[-1]} is empty")


def split_command(arguments: Sequence[str], names: Sequence[str]) -> tuple[str, list[str]]:
    """The command and the other words, with global options before it moved after it; "" if no command is named.

    UsageError if the first word is not a command.
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
    import difflib  # 4 ms, imported only for a wrong command

    near = difflib.get_close_matches(word, names, 1, 0.7)
    # A person who writes an entry without `log` begins with a number or a word, not with two letters.
    hint = f"did you mean diary {near[0]}?" if near else "diary --help lists the commands"
    if not near and (word[:1].isdigit() or len(word) > 2):
        hint += "; to log, write diary log 6 left knee"
    return f"there is no command {word[:40]!r}; {hint}"


def split_at_dashes(arguments: Sequence[str]) -> tuple[list[str], list[str] | None]:
    """The words before the first `--`, and those after it; None if there is no `--`."""
    # Done here, because argparse drops the first `--`, and options in a note would be read as options.
    words = list(arguments)
    if "--" not in words:
        return words, None
    at = words.index("--")
    return words[:at], words[at + 1 :]


def day_of(text: str | None, context: Context) -> date | None:
    """The local day of a time as a person writes it; None for None."""
    if text is None:
        return None
    from diary.domain.grammar.times import parse_time

    return parse_time(text, now=context.here, whole_day=True).at.day
