"""`diary search`: find words in notes and everywhere else."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say, talk

HELP = "Find entries and other records that contain all of these words, in the note or elsewhere."
EXAMPLES = ("diary search stairs", "diary search numb foot", "diary search --json pillow")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="words or parts of words; capitals do not matter")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Show the records that contain all words, oldest first."""
    # A scan of all records, without an index: ten years take a moment.
    from diary.cli.output import record_rows
    from diary.domain.describe import joined, parts_of

    wanted = [word.casefold() for word in args.words]
    with context.store() as store:
        records = store.read().records()
    matches = []
    for record in records:
        # With the notes of exercises, which the record's line leaves out; "a note" is no word of the person.
        text = f"{joined(parts_of(record), scale='/10', without=('note-only',))} {record.note}".casefold()
        if all(word in text for word in wanted):
            matches.append(record)
    matches.sort(key=lambda record: record.order)
    if args.json:
        from diary.cli.json_shapes import print_json, records_shape

        print_json(records_shape(matches, others=True))
        return 0
    for row in record_rows(matches, context.clock):
        say(row)
    if not matches:
        talk("Nothing holds all of these words.")
    return 0
