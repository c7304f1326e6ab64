"""`diary backup`: a copy of the diary as it is now, checked before it gets its final name."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say, talk, tell_done
from diary.errors import UsageError
from diary.files import output_place

HELP = """Make a backup now, beside the diary or as FILE. The diary also makes one each day, after the first save, and
one before each import. Of the daily backups, 7 days, 4 weeks and 12 months stay; those that you make stay until you
delete them. A copy on another drive is a good idea too. Only you can read the backups."""
EXAMPLES = ("diary backup", "diary backup /media/stick/diary.db --overwrite", "diary backup --list")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the file and the options of the list."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="the backup file, such as one on another drive")
    parser.add_argument("--overwrite", action="store_true", help="replace FILE if it exists")
    parser.add_argument("--list", action="store_true", help="show the backups beside the diary")
    parser.add_argument("--json", action="store_true", help="print the list as JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """List the backups, or make one and show its path and contents."""
    if args.list or args.json:
        if args.file is not None or args.overwrite:
            raise UsageError("a list takes no file; see diary backup --help")
        return _list(context, as_json=args.json)
    if args.overwrite and args.file is None:
        raise UsageError("--overwrite needs a FILE; see diary backup --help")
    from diary.clock import wall_clock
    from diary.store.backup.backups import backup_of, backup_to
    from diary.store.backup.summary import examined

    # Opened although only the path is used: a missing or damaged diary must give its usual error.
    with context.store() as store:
        diary = store.path
    if args.file is not None:
        path = backup_to(diary, output_place(args.file, diary, replaces_databases=True), overwrite=args.overwrite)
    else:
        # The real clock, not --now: the name of a backup decides which ones are deleted later.
        path = backup_of(diary, wall_clock()).path
    say(str(path))
    tell_done(f"Backed up: {examined(path).text}. It is readable by you alone.")
    return 0


def _list(context: Context, *, as_json: bool) -> int:
    from diary.paths import backups_folder
    from diary.store.backup.names import backups_of

    backups = backups_of(context.resolved_path)
    if as_json:
        from diary.cli.json_shapes import print_json

        shape = [{"name": b.name, "made": b.made.isoformat(), "kind": b.kind, "path": str(b.path)} for b in backups]
        print_json({"folder": str(backups_folder(context.resolved_path)), "backups": shape})
        return 0
    from diary.store.backup.summary import held_in

    for backup in backups:
        say(f"{backup.name}  {held_in(backup.path)}")
    if backups:
        talk("diary restore NAME puts one back; the beginning of the name is enough.")
    else:
        talk("There is no backup yet.")
    return 0
