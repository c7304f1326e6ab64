"""`diary visit`: an appointment, past or to come."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, talk
from diary.cli.unclear import lines_for

HELP = """Save an appointment, past or future, and with whom. The report begins at the last past one. A day and
a month without a year are the next one. --list shows the saved appointments."""
EXAMPLES = (
    "diary visit today 15:00 physio",
    "diary visit yesterday 10:00 Dr Sommer",
    "diary visit 2026-12-03 10:30",
    "diary visit --list",
    "diary visit --list --json",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words and the options of the list."""
    parser.add_argument("words", nargs="*", metavar="T", help="the time, and with whom")
    parser.add_argument("--list", action="store_true", help="show the appointments, and save nothing")
    parser.add_argument("--json", action="store_true", help="with --list: print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save the appointment, or list the saved ones."""
    if args.list or args.json:
        return list_visits(args, context)
    from diary.cli.after_save import save_records
    from diary.domain.grammar.visit_phrase import parse_visit
    from diary.domain.records import new_id

    with lines_for("diary visit"):
        draft = parse_visit([*args.words, *(["--", *args.after] if args.after else [])], now=context.here)
    visit = draft.visit(new_id(), context.clock.now())
    status = save_records(context, visit, remarks=draft.remarks)
    # Said only for a past visit: a future one moves the report only once it is over.
    if visit.at.instant <= context.clock.now():
        talk("The next report begins at this visit. (diary visit --list shows all)")
    return status


def list_visits(args: argparse.Namespace, context: Context) -> int:
    """Show the appointments, past and future."""
    from diary.cli.output import show_list

    with context.store() as store:
        visits = store.read(kinds={"visit"}).visits
    return show_list(
        args, "visits", visits, "No appointment is in the diary yet. Write one with: diary visit tomorrow 10:30"
    )
