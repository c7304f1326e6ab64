"""What some commands list where they are given no words: things of one kind, as rows or for a program."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from diary.cli.context import say, talk
from diary.domain.records import Thing
from diary.errors import UsageError


def show_list(args: argparse.Namespace, name: str, things: Sequence[Thing], none: str) -> int:
    """The things as rows, or as JSON under that name; `none` is said where there are none."""
    if getattr(args, "words", ()):
        raise UsageError("--json and --list show what is there; leave the words out, or leave the option out")
    if args.json:
        from diary.cli.shapes import print_json
        from diary.cli.thing_shapes import thing_shape

        print_json({name: [thing_shape(thing) for thing in things]})
        return 0
    from diary.cli.show import thing_rows

    for row in thing_rows(things):
        say(row)
    if not things:
        talk(none)
    return 0
