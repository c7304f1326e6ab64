"""`diary import`: read a CSV or JSON file, or another diary, into the diary."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diary.cli.context import Context, say, talk
from diary.error_hints import with_hint
from diary.errors import DiaryError, ErrorHint, NoDiaryYet, UsageError
from diary.paths import path_of

if TYPE_CHECKING:
    from diary.exchange.carrying_out import Planner
    from diary.exchange.parsed_file import ImportPlan

HELP = """Read a CSV or JSON file, or another diary (such as a safety copy), into the diary, as one change. Records that
the diary has already are skipped, and deleted ones stay deleted; those with different content are named and not
changed, unless --update is given. Bad rows are named with the reason, and the good ones are imported; --strict imports
all or none. --dry-run shows the result of every row and saves nothing.

Files of other apps come in too: Bearable, Daylio, Migraine Buddy, Track & Graph, Apple Health (export.xml or its zip),
and any other CSV. The first --dry-run writes a map beside the file, FILE.map.toml: what each name in it means. Nothing
comes in that the map does not name. Edit it, or answer its questions with --ask."""
EXAMPLES = (
    "diary import old-diary.csv --dry-run",
    "diary import old-diary.csv",
    "diary import diary.json --update",
    "diary import diary.csv --dry-run --json",
    "diary import bearable.csv --dry-run",
    "diary import export.zip --ask",
)
ROWS_PER_PROGRESS_LINE = 10_000
"""Rows between two lines of progress; a smaller file takes about a second and needs none."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the file and the options of the import."""
    parser.add_argument(
        "file", metavar="FILE", help="a .csv or .json file, or a diary; - reads CSV from standard input"
    )
    parser.add_argument("--dry-run", action="store_true", help="show the result for every row and write nothing")
    parser.add_argument(
        "--update", action="store_true", help="use the file's content where it differs; the earlier version is saved"
    )
    parser.add_argument("--strict", action="store_true", help="import all rows or none")
    parser.add_argument(
        "--ask", action="store_true", help="of another app's file: ask what its names mean, line by line; saves the map"
    )
    parser.add_argument("--json", action="store_true", help="print JSON for programs: the result for every row")


def run(args: argparse.Namespace, context: Context) -> int:
    """Plan the import, show the plan or the refused rows, then write it as one change; the plan's exit status."""
    from diary.exchange.carrying_out import carry_out
    from diary.exchange.import_plan import what_comes

    # Only on a terminal: in a log file all progress lines would stay.
    progress = ImportProgress() if sys.stderr.isatty() else None
    make_plan = planner(args, context, progress)
    try:
        with context.store(program="import") as store:
            plan = make_plan(store)
    except NoDiaryYet:
        # A dry run must not make a diary; and a file that is refused must not leave an empty one.
        plan = make_plan(None)
    dry = args.dry_run or args.ask
    if not args.json:
        for remark in plan.remarks:
            talk(str(remark))
        coming = {record.id: record for record in (*plan.new, *plan.updates)} if args.dry_run else {}
        for row in plan.rows if args.dry_run else plan.refused:
            # What it will be, in words: an id and a kind tell nobody whether the file was understood.
            record = coming.get(row.id)
            say(with_hint(str(row), row.hint) + (f": {what_comes(record)}" if record else ""))
    # The diary is closed here. If another program writes before it is opened again, carry_out makes a new plan.
    writes = plan.writes and not dry and not (args.strict and plan.refused)
    if writes:
        if progress:
            progress.writing(len(plan.new) + len(plan.updates))
        with context.store(create=True, program="import") as store:
            plan, _ = carry_out(plan, make_plan, store, strict=args.strict, name=Path(args.file).name)
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json(import_shape(plan, written=writes))
    else:
        show_outcome(args, plan)
    return plan.exit_status


def planner(args: argparse.Namespace, context: Context, progress: ImportProgress | None) -> Planner:
    """A function that plans the import of the file into a diary (None: there is none yet)."""
    from diary.cli.foreign_import import foreign_records

    records = foreign_records(args, context)
    if records is not None:
        from diary.exchange.import_plan import plan_records

        return lambda store: plan_records(records(), store, update=args.update)
    if args.ask:
        raise UsageError("--ask is for the file of another app; this one needs no questions")
    from diary.exchange.import_plan import plan_import

    content = read_file(args.file, context)
    return lambda store: plan_import(content, store, context.clock, update=args.update, progress=progress)


def show_outcome(args: argparse.Namespace, plan: ImportPlan) -> None:
    """Show the counts; DiaryError if --strict refused the file."""
    counts = ", ".join(f"{count} {fate}" for fate, count in plan.counts.items()) or "nothing"
    if args.dry_run or args.ask:
        talk(f"{counts}. Nothing was written ({'--dry-run' if args.dry_run else '--ask'}).")
        if any(row.hint == ErrorHint("map") for row in plan.refused):
            talk("Rows that wait for an answer come in once the map has it; nothing of them is lost.")
        return
    if args.strict and plan.refused:
        raise DiaryError(f"nothing was imported, because --strict takes all or none ({len(plan.refused)} rows refused)")
    say(f"Imported: {counts}.")
    if plan.refused:
        talk(f"{len(plan.refused)} rows did not go in; they are named above.")


def import_shape(plan: ImportPlan, *, written: bool) -> dict[str, Any]:
    """`diary import --json`: counts of records, remarks on reading the file, and the result for every row."""
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
                "reason": with_hint(row.reason, row.hint) or None,
                "said": list(row.remarks),
            }
            for row in plan.rows
        ],
    }


class ImportProgress:
    """Shows how far a large file is read, in whole lines."""

    # No bar that is redrawn: screen readers and plain terminals repeat each redraw as new text.

    def __init__(self) -> None:
        self._next = ROWS_PER_PROGRESS_LINE

    def __call__(self, done: int, all_rows: int) -> None:
        if self._next <= done < all_rows:
            self._next = done - done % ROWS_PER_PROGRESS_LINE + ROWS_PER_PROGRESS_LINE
            talk(f"Read {self._next - ROWS_PER_PROGRESS_LINE:,} of {all_rows:,} rows …")

    def writing(self, records: int) -> None:
        """Announce writing, after a large file is read."""
        if records >= ROWS_PER_PROGRESS_LINE:
            talk(f"Writing {records:,} things into the diary …")


def read_file(name: str, context: Context) -> bytes:
    """The bytes of the file, or of standard input for "-"; DiaryError if it can't be read."""
    from diary.exchange.file_content import bounded, content_of

    if name == "-":
        return bounded(sys.stdin.buffer)
    context.prepare_unlocking()
    return content_of(path_of(name), context.clock)
