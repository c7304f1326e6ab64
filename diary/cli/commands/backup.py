"""`diary backup`: a copy of the diary as it is now, found whole before it has its name."""

from __future__ import annotations

import argparse
from pathlib import Path

from diary.cli.context import Context, say, talk
from diary.errors import UsageError

HELP = """Make a backup now, beside the diary or as FILE. One is made each day by itself, after the first thing that is
saved, and one before each import. Of those of each day, 7 days, 4 weeks and 12 months are kept; yours are for you to
delete. A copy on another drive is worth having too. Backups are readable by you alone."""
EXAMPLES = ("diary backup", "diary backup /media/stick/diary.db --overwrite", "diary backup --list")


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to, or the list."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="where to, such as a file on another drive")
    parser.add_argument("--overwrite", action="store_true", help="replace FILE where it is there")
    parser.add_argument("--list", action="store_true", help="show the backups that are beside the diary")
    parser.add_argument("--json", action="store_true", help="the list for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """List, or make one and say what it holds."""
    if args.list or args.json:
        if args.file or args.overwrite:
            raise UsageError("a list takes no file; see diary backup --help")
        return _list(context, as_json=args.json)
    if args.overwrite and not args.file:
        raise UsageError("--overwrite needs the file; see diary backup --help")
    from diary.clock import wall_clock
    from diary.store.backup.backups import backup_of, backup_to
    from diary.store.backup.summary import examined

    with context.store() as store:
        diary = store.path
    if args.file:
        file = Path(args.file)
        path = backup_to(diary, file, overwrite=args.overwrite)
    else:
        path = backup_of(diary, wall_clock()).path
    say(str(path))
    talk(f"Backed up: {examined(path).said}. It is readable by you alone.")
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
    talk(
        "diary restore NAME puts one back; the beginning of the name is enough."
        if backups
        else "There is no backup yet."
    )
    return 0
