"""`diary undo`: take back the last change, or the last few."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say, talk
from diary.domain.records import Change
from diary.errors import UsageError

HELP = """Take back the last change made from the command line, and show what it was; repeat it to take back the one
before. Nothing is lost: the JSON export still contains what was taken back. --list shows the changes that can be
taken back, the newest first."""
EXAMPLES = ("diary undo", "diary undo -n 3", "diary undo --any", "diary undo --list", "diary undo --list --json")
MOST_CHANGES = 20

# By what the undone change had done, not by what undoing it does.
UNDONE = {
    "create": "Taken back",
    "restore": "Taken back",
    "edit": "Put back as it was before",
    "delete": "Brought back",
}


DONE = {"create": "saved", "restore": "brought back", "edit": "changed, was", "delete": "deleted"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options: which changes, and how many."""
    parser.add_argument("--any", action="store_true", help="the last change of any program, also of the full screen")
    parser.add_argument("-n", "--number", metavar="N", type=int, default=1, help="the last N changes (default: 1)")
    parser.add_argument(
        "--list", action="store_true", help="show the changes that can be taken back, and change nothing"
    )
    parser.add_argument("--json", action="store_true", help="with --list: print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Take back the changes one by one, name each, then show what changed in the findings."""
    if args.list or args.json:
        return list_changes(args, context)
    if not 1 <= args.number <= MOST_CHANGES:
        raise UsageError(f"-n takes a number of changes from 1 to {MOST_CHANGES}")
    from diary.cli.after_save import show_finding_changes

    with context.store() as store:
        # Around the whole series: a finding that clears and returns on the way is no news.
        before = context.review(store)
        for _ in range(args.number):
            change = store.undo(any_program=args.any)
            undone = store.change(change.undo_of) if change.undo_of else change
            say(f"{UNDONE[_operation(undone)]}: {undone.label or 'the last change'}")
        after = context.review(store)
    show_finding_changes(before, after)
    return 0


def list_changes(args: argparse.Namespace, context: Context) -> int:
    """Show the changes that can be taken back, the newest first, at most MOST_CHANGES."""
    with context.store() as store:
        changes = store.changes(MOST_CHANGES)
    here = context.here.moment
    if args.json:
        from diary.cli.json_shapes import change_shape, print_json

        print_json({"changes": [change_shape(change, here) for change in changes]})
        return 0
    from diary.cli.output import clip, terminal_width
    from diary.store.diary_store import PROGRAMS

    for change in changes:
        when = change.instant.astimezone(here.local.tzinfo)
        by = "" if change.program == "cli" else f" (by {PROGRAMS.get(change.program, change.program)})"
        what = change.label or _operation(change)
        say(clip(f"{when:%a} {when.day:2} {when:%b %H:%M}  {DONE[_operation(change)]}: {what}{by}", terminal_width()))
    if not changes:
        talk("There is nothing to take back.")
    return 0


def _operation(change: Change) -> str:
    return change.operations[0][1] if change.operations else "create"
