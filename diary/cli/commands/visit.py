"""`diary visit`: an appointment, past or to come."""

from __future__ import annotations

import argparse

from diary.cli.context import Context

HELP = """Save an appointment, past or to come, and with whom. The report begins at the last past one. Without a
time it is now."""
EXAMPLES = ("diary visit", "diary visit yesterday 10:00 Dr Sommer", "diary visit 2026-12-03 10:30")
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """The words."""
    parser.add_argument("words", nargs="*", metavar="T", help="the time, and with whom")


def run(args: argparse.Namespace, context: Context) -> int:
    """Understand and save it."""
    from diary.cli.saved import save_things
    from diary.domain.grammar.care_phrase import parse_visit
    from diary.domain.ids import new_id

    draft = parse_visit([*args.words, *(["--", *args.after] if args.after else [])], now=context.here)
    return save_things(context, draft.visit(new_id(), context.clock.now()), said=draft.said)
