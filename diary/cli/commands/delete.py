"""`diary delete`: take records out of the diary; they stay in its history, unless they are purged."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from diary.cli.context import OUTCOME, Context, say, talk
from diary.errors import DiaryError, UsageError

if TYPE_CHECKING:
    from diary.store.diary_store import DiaryStore
    from diary.store.purge import Known

HELP = """Delete an entry, or any other record with an id. The diary still has it in its history; undo brings it back.

--purge takes it out for good, also one that was deleted before: with its earlier versions, from the history, and from
what was typed and not saved. Only its id stays, so that no import brings it back. --backups takes it out of the backups
and safety copies beside the diary too. It asks first, and nothing brings it back."""
EXAMPLES = ("diary delete last", "diary delete 3fa9c1", "diary delete 3fa9c1 --purge --backups")
NOT_COVERED = (
    "Not reached: exports and reports, copies from diary backup FILE, other devices, and the history of your shell."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the ids, and the options of a purge."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="an id, the beginning of one, or last")
    parser.add_argument("--purge", action="store_true", help="take it out for good; it can't be undone")
    parser.add_argument("--backups", action="store_true", help="with --purge: out of the backups and safety copies too")
    parser.add_argument("--yes", action="store_true", help="with --purge: do not ask first")


def run(args: argparse.Namespace, context: Context) -> int:
    """Delete all named records as one change, and show what changed in the findings."""
    from diary.cli.after_save import show_finding_changes
    from diary.cli.names import record_with_id
    from diary.cli.output import record_line
    from diary.domain.text import time_in_column

    if args.purge:
        return purge(args, context)
    if args.backups or args.yes:
        raise UsageError("--backups and --yes go with --purge; see diary delete --help")
    with context.store() as store:
        # By id: a record that is named twice is deleted once.
        records = {record.id: record for record in (record_with_id(store, prefix) for prefix in args.ids)}
        lines = [f"{record.id[:6]}  {time_in_column(record.at)}  {record_line(record)}" for record in records.values()]
        before = context.review(store)
        store.delete(*records, opened=records.values(), label=lines[0])
        after = context.review(store)
    for line in lines:
        say(line)
    talk("Deleted. (diary undo brings it back)")
    show_finding_changes(before, after)
    return 0


def purge(args: argparse.Namespace, context: Context) -> int:
    """Show what would be gone for good, ask, purge it, and show what changed in the findings."""
    from diary.cli.after_save import show_finding_changes
    from diary.cli.commands.restore import on_terminal
    from diary.domain.text import counted
    from diary.store.backup.purge_copies import copies_with, purge_backups, purge_drafts

    if not args.yes and not on_terminal():
        raise UsageError("--purge asks first, which needs a terminal; add --yes to purge without a question")
    with context.store() as store:
        known = {each.id: each for each in (_named(store, prefix) for prefix in args.ids)}
        diary = store.path
        if not args.yes:
            _ask(known, counted(len(copies_with(diary, known.values())), "backup"), backups=args.backups)
        before = context.review(store)
        store.purge(*known)
        purge_drafts(diary, known.values())
        OUTCOME.done = True
        after = context.review(store)
    for id in known:
        say(f"{id[:6]}  purged")
    show_finding_changes(before, after)
    if args.backups:
        copies = purge_backups(diary, known.values())
        talk(f"{counted(len(copies.rewritten), 'backup')} written anew without it.")
        for path in copies.removed:
            talk(f"{path} could not be read whole, and was removed.")
    elif left := copies_with(diary, known.values()):
        again = f"diary delete {' '.join(known)} --purge --backups"
        talk(f"{counted(len(left), 'backup')} still {'has' if len(left) == 1 else 'have'} it; also from there: {again}")
    talk(NOT_COVERED)
    return 0


def _named(store: DiaryStore, prefix: str) -> Known:
    from diary.cli.names import LIST_POSITION_DIGITS

    known: Known = store.find_ever(prefix)
    if prefix != known.id and prefix.isdigit() and len(prefix) <= LIST_POSITION_DIGITS:
        raise DiaryError(f"{prefix} is too short to name what is gone for good; write {known.id[:6]} if that is meant")
    return known


def _ask(known: Mapping[str, Known], copies: str, *, backups: bool) -> None:
    from diary.cli.output import record_line
    from diary.cli.prompts import ask
    from diary.domain.text import time_in_column

    for each in known.values():
        record = each.record
        words = f"{time_in_column(record.at)}  {record_line(record)}" if record else "purged before"
        talk(f"{each.id[:6]}  {words}")
    talk("This is taken out for good, with all its earlier versions. It can't be undone, nor any change before it.")
    if backups:
        talk(f"It is taken out of {copies} too. A backup that can't be read whole is removed, with all that it holds.")
    else:
        talk(f"{copies} with it stay as they are; --backups takes it out of them too.")
    talk(NOT_COVERED)
    if ask("Take it out for good? (yes or no)").lower() not in ("y", "yes"):
        raise UsageError("nothing was purged")
