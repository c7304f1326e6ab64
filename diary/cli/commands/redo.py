"""`diary redo`: do again what was undone last."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say

HELP = """Do again what was undone last, and show what it was; repeat it to redo the undo before. A new change ends it:
then there is nothing to redo."""
EXAMPLES = ("diary redo", "diary redo --any")

# By what the change had done that is done again.
REDONE = {"create": "Saved again", "restore": "Brought back again", "edit": "Changed again", "delete": "Deleted again"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the option for undos of other programs."""
    parser.add_argument("--any", action="store_true", help="also what was undone by another program")


def run(args: argparse.Namespace, context: Context) -> int:
    """Redo the last undo, name what it did, then show what changed in the findings."""
    from diary.cli.after_save import show_finding_changes
    from diary.cli.commands.undo import operation_of

    with context.store() as store:
        before = context.review(store)
        change = store.redo(any_program=args.any)
        undo = store.change(change.undo_of or change.id)
        first = store.change(undo.undo_of or undo.id)
        after = context.review(store)
    say(f"{REDONE[operation_of(first)]}: {first.label or 'the last change'}")
    show_finding_changes(before, after)
    return 0
