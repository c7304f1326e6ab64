"""`diary delete`: take records out of the diary; they stay in its history."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say, talk

HELP = "Delete an entry, or any other record with an id. The diary still has it in its history; undo brings it back."
EXAMPLES = ("diary delete last", "diary delete 3fa9c1")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the ids."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="an id, the beginning of one, or last")


def run(args: argparse.Namespace, context: Context) -> int:
    """Delete all named records as one change, and show what changed in the findings."""
    from diary.cli.after_save import show_finding_changes
    from diary.cli.names import record_with_id
    from diary.cli.output import record_line
    from diary.domain.text import time_in_column

    with context.store() as store:
        # By id: a record that is named twice is deleted once.
        records = {record.id: record for record in (record_with_id(store, prefix) for prefix in args.ids)}
        lines = [f"{record.id[:6]}  {time_in_column(record.at)}  {record_line(record)}" for record in records.values()]
        before = context.review(store)
        store.delete(*records, label=lines[0])
        after = context.review(store)
    for line in lines:
        say(line)
    talk("Deleted. (diary undo brings it back)")
    show_finding_changes(before, after)
    return 0
