"""`diary usual`: the level on an ordinary day, before this began."""

from __future__ import annotations

import argparse

from diary.cli.context import Context

HELP = """Say how much a site hurts on an ordinary day, from before this began; or, with "interference", how much
pain is in the way on such a day. The warnings compare with it until ten diary days have followed. Alone it lists
what was said."""
EXAMPLES = (
    "diary usual lower back 2",
    "diary usual left knee 0",
    "diary usual interference 3",
    "diary usual",
    "diary usual --json",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """The words; none lists what was said."""
    parser.add_argument("words", nargs="*", metavar="SITE LEVEL", help="the site with its side, and the level")
    parser.add_argument("--json", action="store_true", help="for programs: what was said, the latest for each site")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save the statement, or list what was stated."""
    if not args.words or args.json:
        return list_usual_levels(args, context)
    from diary.cli.after_save import save_records
    from diary.domain.grammar.statements import parse_usual
    from diary.domain.records import new_id

    note = ["--", *args.after] if args.after else []
    draft = parse_usual([*args.words, *note], now=context.here)
    return save_records(context, draft.usual(new_id(), context.clock.now()), remarks=draft.said)


def list_usual_levels(args: argparse.Namespace, context: Context) -> int:
    """What was stated, the latest for each site."""
    from diary.cli.output import show_list

    with context.store() as store:
        usuals = store.read(kinds={"usual"}).usuals
    latest = {(usual.site, usual.side): usual for usual in usuals}
    return show_list(
        args, "usual", list(latest.values()), "No usual level was said yet. Say one with: diary usual lower back 2"
    )
