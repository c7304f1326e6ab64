"""`diary undo`: take back the last change, or the last few; with ids, bring back what was deleted."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say, talk
from diary.domain.records import Change
from diary.errors import UsageError

HELP = """Take back the last change made from the command line, and show what it was; repeat it to take back the one
before. Nothing is lost: the JSON export still contains what was taken back. --list shows the changes that can be
taken back, the newest first. With an id, bring back what was deleted; diary deleted shows the ids."""
EXAMPLES = (
    "diary undo",
    "diary undo -n 3",
    "diary undo 3fa9c1",
    "diary undo --any",
    "diary undo --list",
    "diary undo --list --json",
)
MOST_CHANGES = 20

# By what the undone change had done, not by what undoing it does.
UNDONE = {
    "create": "Taken back",
    "restore": "Taken back",
    "edit": "Put back as it was before",
    "delete": "Brought back",
}


DONE = {"purge": "purged", "create": "saved", "restore": "brought back", "edit": "changed, was", "delete": "deleted"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the ids of deleted records, and the options: which changes, and how many."""
    parser.add_argument("ids", nargs="*", metavar="ID", help="the id of what was deleted, or its beginning")
    parser.add_argument("--any", action="store_true", help="the last change of any program, also of the full screen")
    parser.add_argument("-n", "--number", metavar="N", type=int, default=1, help="the last N changes (default: 1)")
    parser.add_argument(
        "--list", action="store_true", help="show the changes that can be taken back, and change nothing"
    )
    parser.add_argument("--json", action="store_true", help="with --list: print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Take back the changes one by one, name each, then show what changed in the findings."""
    if args.list or args.json:
        if args.ids:
            raise UsageError("--list takes no id; diary deleted lists what was deleted")
        return list_changes(args, context)
    if args.ids:
        return bring_back(args, context)
    if not 1 <= args.number <= MOST_CHANGES:
        raise UsageError(f"-n takes a number of changes from 1 to {MOST_CHANGES}")
    from diary.cli.after_save import show_finding_changes

    with context.store() as store:
        # Around the whole series: a finding that clears and returns on the way is no news.
        before = context.review(store)
        for _ in range(args.number):
            change = store.undo(any_program=args.any)
            undone = store.change(change.undo_of) if change.undo_of else change
            say(f"{UNDONE[operation_of(undone)]}: {undone.label or 'the last change'}")
        after = context.review(store)
    show_finding_changes(before, after)
    return 0


def bring_back(args: argparse.Namespace, context: Context) -> int:
    """Bring back deleted records, and show what changed in the findings."""
    if args.any or args.number != 1:
        raise UsageError("with an id, undo takes neither -n nor --any")
    from diary.cli.after_save import show_finding_changes
    from diary.cli.output import record_line
    from diary.domain.text import time_in_column

    with context.store() as store:
        before = context.review(store)
        for prefix in args.ids:
            record = store.find_deleted(prefix)
            line = f"{record.id[:6]}  {time_in_column(record.at)}  {record_line(record)}"
            store.bring_back(record.id, label=line)
            say(f"Brought back: {line}")
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
    from diary.store.changed_since import program_name

    for change in changes:
        when = change.instant.astimezone(here.local.tzinfo)
        by = "" if change.program == "cli" else f" (by {program_name(change.program)})"
        what = change.label or operation_of(change)
        say(clip(f"{when:%a} {when.day:2} {when:%b %H:%M}  {DONE[operation_of(change)]}: {what}{by}", terminal_width()))
    if not changes:
        talk("There is nothing to take back.")
    return 0


def operation_of(change: Change) -> str:
    """What a change did to its first record."""
    return change.operations[0][1] if change.operations else "create"
