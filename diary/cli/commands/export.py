"""`diary export`: the diary as CSV, as it reads now; or as JSON, with what was edited and deleted."""

from __future__ import annotations

import argparse
import sys

from diary.cli.context import Context, say, tell_done
from diary.errors import UsageError
from diary.files import write_output

HELP = """Write the whole diary to a file: .csv has the present records, .json also the edited and deleted ones.
"-o -" prints CSV. Only you can read the file."""
EXAMPLES = ("diary export -o diary.csv", "diary export -o diary.json", "diary export -o - | head")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the output file."""
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="a .csv or .json file; - prints CSV")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the whole diary and write it."""
    suffix = args.output.lower().rpartition(".")[2] if args.output != "-" else "csv"
    if suffix not in ("csv", "json"):
        raise UsageError("the file must end in .csv or .json")
    with context.store() as store:
        diary = store.read()
        if suffix == "json":
            # Only JSON has the versions: a row of CSV has no column that says it was deleted.
            from diary.exchange.json_format import json_of

            content = json_of(diary, store.versions())
        else:
            from diary.exchange.csv_write import csv_of

            content = csv_of(diary)
    if args.output == "-" and sys.stdout.isatty():
        say(
            content.decode("utf-8").replace("\r\n", "\n").rstrip("\n")
        )  # control characters in notes: a terminal acts on them
        return 0
    if args.output == "-":
        context.print_file(content)
        return 0
    path = write_output(args.output, content, context.resolved_path)
    tell_done(f"Wrote {len(diary.records())} things to {path}. It is readable by you alone.{context.plain_file}")
    return 0
