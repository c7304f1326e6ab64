"""`diary import`: read a CSV or JSON file into the diary."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from diary.cli.context import Context, say, talk
from diary.errors import DiaryError, NoDiaryYet

HELP = """Read a CSV or JSON file into the diary, in one go. What is there already is passed over; what is there
with other content is named and left as it is, unless --update. Bad rows are named with the reason, and the good
ones go in; --strict takes all or none. --dry-run shows the fate of every row and writes nothing."""
EXAMPLES = ("diary import old-diary.csv --dry-run", "diary import old-diary.csv", "diary import diary.json --update")


def configure(parser: argparse.ArgumentParser) -> None:
    """The file, and how to treat what is there."""
    parser.add_argument("file", metavar="FILE", help="a .csv or .json file, or - for CSV on the input")
    parser.add_argument("--dry-run", action="store_true", help="show the fate of every row and write nothing")
    parser.add_argument(
        "--update", action="store_true", help="take the file's content where it differs; what was there is kept"
    )
    parser.add_argument("--strict", action="store_true", help="all rows or none")


def run(args: argparse.Namespace, context: Context) -> int:
    """Plan, show the plan or what is wrong with it, then carry it out in one go."""
    from diary.exchange.incoming import apply, plan_import

    content = read_file(args.file)
    try:
        with context.store(program="import") as store:
            plan = plan_import(content, store, context.clock, update=args.update)
    except NoDiaryYet:
        plan = plan_import(content, None, context.clock, update=args.update)
    for remark in plan.remarks:
        talk(str(remark))
    for row in plan.rows if args.dry_run else plan.refused:
        say(str(row))
    counted = ", ".join(f"{count} {fate}" for fate, count in plan.counts.items()) or "nothing"
    if args.dry_run:
        talk(f"{counted}. Nothing was written (--dry-run).")
        return plan.exit_status
    if plan.writes and not (args.strict and plan.refused):
        with context.store(create=True, program="import") as store:
            apply(plan, store, strict=args.strict, label=f"import of {Path(args.file).name}")
    elif args.strict and plan.refused:
        raise DiaryError(f"nothing was imported, because --strict takes all or none ({len(plan.refused)} rows refused)")
    say(f"Imported: {counted}.")
    if plan.refused:
        talk(f"{len(plan.refused)} rows did not go in; they are named above.")
    return plan.exit_status


def read_file(name: str) -> bytes:
    """The bytes of the file, or of the input for "-"."""
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name).expanduser()
    try:
        return path.read_bytes()
    except OSError as error:
        raise DiaryError(f"{path} can't be read ({(error.strerror or '?').lower()}); check the name") from error
