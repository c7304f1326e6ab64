"""`diary remind`: one line if today is not logged yet."""

from __future__ import annotations

import argparse

from diary.cli.answer_commands import with_commands
from diary.cli.context import Context, say
from diary.cli.inbox import tell_waiting
from diary.cli.output import NO_ENTRIES_YET
from diary.errors import NoDiaryYet

HELP = """Print nothing if today is logged, with exit status 0; print one line if it is not, with exit status 10. For
cron and systemd timers."""
EXAMPLES = ("diary remind", "diary remind || notify-send 'Pain diary' 'Not logged yet today'", "diary remind --json")
NOT_YET = "Today is not logged yet. One line does it: diary again, or diary log."
NOT_LOGGED = 10  # not 1, which means that the command failed


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the option for JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON for programs; the exit status is the same")


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the reminder; the exit status 10 if today is not logged, else 0."""
    message = reminder_message(context)
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json({"logged_today": not message, "message": message})
    elif message:
        say(message)
    return NOT_LOGGED if message else 0


def reminder_message(context: Context) -> str:
    """The reminder in one line; "" if today is logged."""
    if (logged := context.logged_today_by_stamp()) is not None:
        return "" if logged else NOT_YET
    try:
        with context.store() as store:
            review = context.review(store)
            tell_waiting(context, store)
    except NoDiaryYet:
        tell_waiting(context, None)
        return NO_ENTRIES_YET
    if review.logged_today:
        return ""
    more = f" {review.deciding.title}: {with_commands(review.deciding.next_step)}" if review.deciding else ""
    return f"{NOT_YET}{more}"
