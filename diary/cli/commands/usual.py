"""`diary usual`: the level on an ordinary day, before this began."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say
from diary.errors import UsageError

HELP = """Say how much a site hurts on an ordinary day, from before this began; or, with "interference", how much
pain is in the way on such a day. The warnings compare with it until ten diary days have followed."""
EXAMPLES = ("diary usual lower back 2", "diary usual left knee 0", "diary usual interference 3", "diary usual")
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """The words; none lists what was said."""
    parser.add_argument("words", nargs="*", metavar="SITE LEVEL", help="the site with its side, and the level")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save the statement, or list what was stated."""
    if not args.words:
        return listed(context)
    from diary.cli.saved import save_things
    from diary.domain.grammar.statements import parse_usual
    from diary.domain.ids import new_id

    note = ["--", *args.after] if args.after else []
    draft = parse_usual([*args.words, *note], now=context.here)
    return save_things(context, draft.usual(new_id(), context.clock.now()), said=draft.said)


def listed(context: Context) -> int:
    """What was stated, the latest for each site."""
    from diary.cli.show import thing_rows

    with context.store() as store:
        usuals = store.read().usuals
    if not usuals:
        raise UsageError("no usual level was stated yet; write diary usual lower back 2")
    latest = {(usual.site, usual.side): usual for usual in usuals}
    for row in thing_rows(list(latest.values())):
        say(row)
    return 0
