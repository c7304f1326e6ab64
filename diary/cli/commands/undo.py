"""`diary undo`: take back the last change."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say

HELP = "Take back the last change made from the command line; once more takes back the one before it."
EXAMPLES = ("diary undo", "diary undo --any")

SAID = {
    "create": "Taken back",
    "restore": "Taken back",
    "edit": "Put back as it was before",
    "delete": "Brought back",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Whose change."""
    parser.add_argument("--any", action="store_true", help="the last change of any program, the screen's too")


def run(args: argparse.Namespace, context: Context) -> int:
    """Undo, and name what was undone."""
    from diary.cli.saved import change_line
    from diary.review import changes

    with context.store() as store:
        before = context.review(store)
        change = store.undo(any_program=args.any)
        found = changes(before.findings, context.review(store).findings)
        undone = store.change(change.undo_of) if change.undo_of else change
    operation = undone.operations[0][1] if undone.operations else "create"
    say(f"{SAID[operation]}: {undone.label or 'the last change'}")
    for each in found:
        say(change_line(each))
    return 0
