"""`diary care`: self-care, such as ice, rest or a medicine."""

from __future__ import annotations

import argparse

from diary.cli.context import Context
from diary.cli.unclear import lines_for

HELP = """Save self-care: ice, heat, rest, hydration, movement, or a medicine with its name, dose and how much it
helped; anything else after the word other. Words that are not used become the note."""
EXAMPLES = (
    "diary care ice",
    "diary care ibuprofen 400 mg relief 6",
    "diary care other massage 20 min",
    "diary care heat yesterday 21:00",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="the self-care, and a time")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the words and save the self-care."""
    from diary.cli.after_save import save_records
    from diary.domain.grammar.care_phrase import parse_care
    from diary.domain.records import new_id

    with lines_for("diary care"):
        draft = parse_care([*args.words, *(["--", *args.after] if args.after else [])], now=context.here)
    return save_records(context, draft.care(new_id(), context.clock.now()), remarks=draft.remarks)
