"""`diary tell`: what is raised, as a short message to send or to read out."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say

HELP = """A short message to send to your therapist or to read out on the telephone: what is flagged, how each site
stands and changed since the last visit, your questions. The facts are those of the report."""
EXAMPLES = ("diary tell", "diary tell | xclip", "diary tell --json")


def configure(parser: argparse.ArgumentParser) -> None:
    """The form."""
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Make the message."""
    from diary.report.message import message

    with context.store() as store:
        review = context.whole_review(store)
    text = message(review)
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json({"as_of": review.as_of.isoformat(), "message": text})
    else:
        say(text)
    return 0
