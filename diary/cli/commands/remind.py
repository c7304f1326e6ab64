"""`diary remind`: says so where today is not logged yet."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say
from diary.errors import NoDiaryYet

HELP = """Say nothing and end with 0 where today is logged; say one line and end with 10 where it is not. Made for
cron and systemd timers."""
EXAMPLES = ("diary remind", "diary remind || notify-send 'Pain diary' 'Not logged yet today'", "diary remind --json")
NOT_LOGGED = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """The form."""
    parser.add_argument("--json", action="store_true", help="for programs; it ends with the same status")


def run(args: argparse.Namespace, context: Context) -> int:
    """Look whether today is logged."""
    message = reminder_message(context)
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json({"logged_today": not message, "message": message})
    elif message:
        say(message)
    return NOT_LOGGED if message else 0


def reminder_message(context: Context) -> str:
    """The one line; "" where today is logged."""
    try:
        with context.store() as store:
            review = context.review(store)
    except NoDiaryYet:
        return "No entries yet. Log the first one with: diary log 6 left knee"
    if review.logged_today:
        return ""
    more = f" {review.deciding.title}: {review.deciding.next_step}" if review.deciding else ""
    return f"Today is not logged yet. One line does it: diary again, or diary log.{more}"
