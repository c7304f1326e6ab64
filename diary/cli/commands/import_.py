"""`diary import`: read a CSV or JSON file into the diary."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diary.cli.context import Context, say, talk
from diary.errors import DiaryError, NoDiaryYet

if TYPE_CHECKING:
    from diary.exchange.parsed_file import ImportPlan
    from diary.store.diary_store import DiaryStore

HELP = """Read a CSV or JSON file into the diary, in one go. What is there already is passed over; what is there
with other content is named and left as it is, unless --update. Bad rows are named with the reason, and the good
ones go in; --strict takes all or none. --dry-run shows the fate of every row and writes nothing."""
EXAMPLES = (
    "diary import old-diary.csv --dry-run",
    "diary import old-diary.csv",
    "diary import diary.json --update",
    "diary import diary.csv --dry-run --json",
)
ROWS_PER_PROGRESS_LINE = 10_000
"""Rows between two lines of progress; smaller files are done before anybody asks."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The file, and how to treat what is there."""
    parser.add_argument("file", metavar="FILE", help="a .csv or .json file, or - for CSV on the input")
    parser.add_argument("--dry-run", action="store_true", help="show the fate of every row and write nothing")
    parser.add_argument(
        "--update", action="store_true", help="take the file's content where it differs; what was there is kept"
    )
    parser.add_argument("--strict", action="store_true", help="all rows or none")
    parser.add_argument("--json", action="store_true", help="for programs: the fate of every row")


def run(args: argparse.Namespace, context: Context) -> int:
    """Plan, show the plan or what is wrong with it, then carry it out in one go."""
    from diary.cli.after_save import before_import
    from diary.exchange.import_plan import plan_import

    content = read_file(args.file)
    progress = ImportProgress() if sys.stderr.isatty() else None
    try:
        with context.store(program="import") as store:
            plan = plan_import(content, store, context.clock, update=args.update, progress=progress)
    except NoDiaryYet:
        plan = plan_import(content, None, context.clock, update=args.update, progress=progress)
    if not args.json:
        for remark in plan.remarks:
            talk(str(remark))
        for row in plan.rows if args.dry_run else plan.refused:
            say(str(row))
    writes = plan.writes and not args.dry_run and not (args.strict and plan.refused)
    if writes:
        if progress:
            progress.writing(len(plan.new) + len(plan.updates))
        with context.store(create=True, program="import") as store:
            before_import(store.path)
            plan = carry_out(plan, content, store, args, context)
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json(import_shape(plan, written=writes))
    else:
        show_outcome(args, plan)
    return plan.exit_status


def carry_out(
    plan: ImportPlan, content: bytes, store: DiaryStore, args: argparse.Namespace, context: Context
) -> ImportPlan:
    """Write what was planned; where another program wrote the same in between, what is left of it."""
    from diary.exchange.import_plan import apply, plan_import

    label = f"import of {Path(args.file).name}"
    try:
        apply(plan, store, strict=args.strict, label=label)
    except DiaryError:
        again = plan_import(content, store, context.clock, update=args.update)
        if again.counts == plan.counts:
            raise  # it is not that anything is different now
        apply(again, store, strict=args.strict, label=label)
        return again
    return plan


def show_outcome(args: argparse.Namespace, plan: ImportPlan) -> None:
    """Say how it ended."""
    counts = ", ".join(f"{count} {fate}" for fate, count in plan.counts.items()) or "nothing"
    if args.dry_run:
        talk(f"{counts}. Nothing was written (--dry-run).")
        return
    if args.strict and plan.refused:
        raise DiaryError(f"nothing was imported, because --strict takes all or none ({len(plan.refused)} rows refused)")
    say(f"Imported: {counts}.")
    if plan.refused:
        talk(f"{len(plan.refused)} rows did not go in; they are named above.")


def import_shape(plan: ImportPlan, *, written: bool) -> dict[str, Any]:
    """`diary import --json`: things of each fate, how the file was read, and every row with its fate."""
    return {
        "written": written,
        "counts": {fate.value: count for fate, count in plan.counts.items()},
        "remarks": [str(remark) for remark in plan.remarks],
        "rows": [
            {
                "place": row.place,
                "fate": row.fate.value,
                "kind": row.kind,
                "id": row.id,
                "column": row.column or None,
                "reason": row.reason or None,
                "said": list(row.said),
            }
            for row in plan.rows
        ],
    }


class ImportProgress:
    """Says how far a large file is read: a plain line now and then, which any terminal and screen reader can take."""

    def __init__(self) -> None:
        self._next = ROWS_PER_PROGRESS_LINE

    def __call__(self, done: int, all_rows: int) -> None:
        if self._next <= done < all_rows:
            self._next = done - done % ROWS_PER_PROGRESS_LINE + ROWS_PER_PROGRESS_LINE
            talk(f"Read {self._next - ROWS_PER_PROGRESS_LINE:,} of {all_rows:,} rows …")

    def writing(self, records: int) -> None:
        """Reading is over."""
        if records >= ROWS_PER_PROGRESS_LINE:
            talk(f"Writing {records:,} things into the diary …")


def read_file(name: str) -> bytes:
    """The bytes of the file, or of the input for "-"."""
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name).expanduser()
    # Some devices have no end. A pipe has one, and is what a shell makes of <(...).
    if path.is_char_device() or path.is_block_device():
        raise DiaryError(f"{path} is a device, not a file; choose the file that diary export wrote")
    try:
        return path.read_bytes()
    except OSError as error:
        raise DiaryError(f"{path} can't be read ({(error.strerror or '?').lower()}); check the name") from error
