"""`diary tell`: what is raised, as a short message to send or to read out."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say

HELP = """Print a short message to send to your therapist or to read out on the telephone: the findings, the level and
change of each site since the last visit, your questions. It states the same facts as the report."""
EXAMPLES = ("diary tell", "diary tell | xclip", "diary tell --json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the option for JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Make and print the message."""
    from diary.report.message import message_of

    with context.store() as store:
        # All records: the message goes back to the last visit, which may be long ago.
        review = context.whole_review(store)
    text = message_of(review)
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json({"as_of": review.as_of.isoformat(), "message": text})
    else:
        say(text)
    return 0
