"""`diary history`: every finding that was ever raised, as it was known then."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime

from diary.cli.context import Context, say
from diary.review.history import Remembered, history
from diary.review.rule_book import DISCLAIMER, TIER_MARKS

HELP = """Show every warning there ever was, the newest first: when it was raised, confirmed, told, cleared, withdrawn.
It tells what the diary said at the time. What was written later, or edited or deleted since, changes nothing before;
a warning whose ground was taken away by an edit or a deletion is withdrawn, and stays in the list."""
EXAMPLES = ("diary history", "diary history --json")


def configure(parser: argparse.ArgumentParser) -> None:
    """The form."""
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Replay the diary's life and show what was raised."""
    now = context.clock.local()
    with context.store() as store:
        past_findings = history(store, now, context.settings)
    if args.json:
        from diary.cli.json_shapes import history_shape, print_json

        print_json(history_shape(past_findings, now))
        return 0
    for line in lines(past_findings, now):
        say(line)
    return 0


def lines(past_findings: Sequence[Remembered], now: datetime) -> Iterator[str]:
    """A block for each finding: what it was, then what happened to it."""
    from diary.cli.output import terminal_width, wrap_heading, wrap_paragraph
    from diary.review.history import EVENT_WORDS

    columns = terminal_width()
    for remembered in past_findings:
        past = remembered.past
        still = " (still raised)" if past.open else ""
        yield from wrap_heading(f"{TIER_MARKS[past.highest]}{remembered.label}{still}: {remembered.title}", columns)
        yield from wrap_paragraph(
            "",
            " · ".join(f"{EVENT_WORDS[event.kind]} {_time(event.at, now)}" for event in past.events),
            columns,
        )
    if not past_findings:
        yield "Nothing was ever raised."
    yield DISCLAIMER


def _time(when: datetime, now: datetime) -> str:
    there = when.astimezone(now.tzinfo)
    return f"{there.day} {there:%b %Y %H:%M}"
