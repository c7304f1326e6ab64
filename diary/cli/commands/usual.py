"""`diary usual`: the level on most days, in the last two weeks."""

from __future__ import annotations

import argparse

from diary.cli.context import Context
from diary.cli.unclear import lines_for

HELP = """State how much a site hurts on most days, in the last two weeks; or, with "interference", how much pain
interferes with your life on such days. The warnings use this level until the diary knows better: after ten days with an
entry that fill half of their time, or that are lower. Without words it lists the stated levels."""
EXAMPLES = (
    "diary usual lower back 2",
    "diary usual left knee 0",
    "diary usual interference 3",
    "diary usual",
    "diary usual --json",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words; without words the command lists."""
    parser.add_argument("words", nargs="*", metavar="SITE LEVEL", help="the site with its side, and the level")
    parser.add_argument(
        "--json", action="store_true", help="print JSON for programs: the latest statement for each site"
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Save the statement, or list the stated levels."""
    if not args.words or args.json:
        return list_usual_levels(args, context)
    from diary.cli.after_save import save_records
    from diary.domain.grammar.statements import parse_usual
    from diary.domain.records import new_id

    note = ["--", *args.after] if args.after else []
    with lines_for("diary usual"):
        draft = parse_usual([*args.words, *note], now=context.here)
    return save_records(context, draft.usual(new_id(), context.clock.now()), remarks=draft.remarks)


def list_usual_levels(args: argparse.Namespace, context: Context) -> int:
    """Show the latest statement for each site."""
    from diary.cli.output import show_list

    with context.store() as store:
        usuals = store.read(kinds={"usual"}).usuals
    # The records come in time order, so the latest statement of a site replaces the earlier ones.
    latest = {(usual.site, usual.side): usual for usual in usuals}
    return show_list(
        args, "usual", list(latest.values()), "No usual level was said yet. Say one with: diary usual lower back 2"
    )
