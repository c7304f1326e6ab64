"""`diary history`: all findings that were ever raised, as they were known at the time."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime

from diary.cli.context import Context, say
from diary.domain.findings import DISCLAIMER, TIER_MARKS
from diary.review.history import TitledPastFinding, history

HELP = """Show all warnings so far, the newest first: when each was raised, confirmed, told, cleared or withdrawn.
The list shows what the diary said at the time: later entries, edits and deletions do not change the past. If an edit
or a deletion removes the reason for a warning, the warning is marked as withdrawn and stays in the list."""
EXAMPLES = ("diary history", "diary history --json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the option for JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Replay the diary from its first entry and show what was raised."""
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


def lines(past_findings: Sequence[TitledPastFinding], now: datetime) -> Iterator[str]:
    """For each finding its title, then its events; at the end the disclaimer."""
    # The title is worded for the past: a past emergency must not ask for a call now.
    from diary.cli.output import terminal_width, wrap_heading, wrap_paragraph
    from diary.review.history import past_cards
    from diary.review.rule_book import BY_EDITION

    columns = terminal_width()
    for card in past_cards(past_findings):
        still = " (still raised)" if card.open else ""
        strongest = card.strongest
        yield from wrap_heading(f"{TIER_MARKS[strongest.past.highest]}{strongest.label}{still}: {card.title}", columns)
        for events in card.events(lambda when: _time(when, now)):
            yield from wrap_paragraph("", events, columns)
    if not past_findings:
        yield "Nothing was ever raised."
    else:
        yield from wrap_heading(BY_EDITION, columns)
    yield DISCLAIMER


def _time(when: datetime, now: datetime) -> str:
    local = when.astimezone(now.tzinfo)
    return f"{local.day} {local:%b %Y %H:%M}"
