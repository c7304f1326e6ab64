"""`diary motion`: a range of motion."""

from __future__ import annotations

import argparse

from diary.cli.context import Context
from diary.cli.unclear import lines_for

HELP = """Save how far a movement goes: in degrees, in degrees short of full ("10 short", "lacking 10", "-10"), in cm
("12 cm", "4 cm short"), or as a self-rating ("6/10"). Words that are not used become the note."""
EXAMPLES = (
    "diary motion left knee flexion 95",
    "diary motion left knee extension 10 short",
    "diary motion fingertips to floor 12 cm",
    "diary motion neck rotation 6/10",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="[side] movement value, and a time")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the words and save the measurement."""
    from diary.cli.after_save import save_records
    from diary.domain.grammar.motion_phrase import parse_motion
    from diary.domain.records import new_id

    with lines_for("diary motion"):
        draft = parse_motion([*args.words, *(["--", *args.after] if args.after else [])], now=context.here)
    return save_records(context, draft.motion(new_id(), context.clock.now()), remarks=draft.remarks)
