"""`diary remind`: says so where today is not logged yet."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say
from diary.errors import NoDiaryYet

HELP = """Say nothing and end with 0 where today is logged; say one line and end with 10 where it is not. Made for
cron and systemd timers."""
EXAMPLES = ("diary remind", "diary remind || notify-send 'Pain diary' 'Not logged yet today'")
NOT_LOGGED = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing of its own."""


def run(args: argparse.Namespace, context: Context) -> int:
    """Look whether today is logged."""
    try:
        with context.store() as store:
            found = context.review(store)
    except NoDiaryYet:
        say("No entries yet. Log the first one with: diary log 6 left knee")
        return NOT_LOGGED
    if found.logged_today:
        return 0
    more = f" {found.deciding.title}: {found.deciding.next_step}" if found.deciding else ""
    say(f"Today is not logged yet. One line does it: diary again, or diary log.{more}")
    return NOT_LOGGED
