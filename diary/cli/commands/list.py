"""`diary list`: the entries, newest last."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from diary.cli.context import Context, say, talk
from diary.cli.output import ABOUT_NOON, EMPTY_DIARY, counts_as_noon, record_rows
from diary.domain.moments import Moment
from diary.domain.records import Record

HELP = (
    """Show the entries, sessions, self-care, movements, visits and scores, the newest last; with --all every record."""
)
EXAMPLES = (
    "diary list",
    "diary list --since 'last monday' --site knee",
    "diary list --json",
    "diary list --all --json",
)
SHOWN = 30  # as text without a filter: about one screen, with the newest just above the prompt


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the filters."""
    parser.add_argument("--since", metavar="T", help="not before this time")
    parser.add_argument("--until", metavar="T", help="not after this time")
    parser.add_argument("--site", metavar="SITE", help="only records of this site")
    parser.add_argument(
        "-n", "--number", metavar="N", type=int, help=f"the latest N (default: {SHOWN} as text, all as JSON)"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="also usual levels, known symptoms, told findings, questions, plans, treatments, the background",
    )
    parser.add_argument("--json", action="store_true", help="print JSON for programs: entries; with --all all records")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the records, filter and show them."""
    from diary.cli.names import region_named
    from diary.domain.grammar.times import parse_time

    since = parse_time(args.since, now=context.here, whole_day=True).at if args.since else None
    until = parse_time(args.until, now=context.here, future=True).at if args.until else None
    with context.store() as store:
        diary = store.read()
    records: Sequence[Record] = diary.records() if args.all else diary.entries
    # JSON has only entries without --all: scripts rely on that shape.
    if not args.json and not args.all:
        records = (*diary.entries, *diary.sessions, *diary.motions, *diary.cares, *diary.visits, *diary.scores)
    site = region_named(args.site) if args.site else None
    matches = sorted(
        (
            record
            for record in records
            if (since is None or _is_from(since, record.at))
            and (until is None or _is_from(record.at, until))
            and (site is None or _is_at_site(record, site))
        ),
        key=lambda record: record.order,
    )
    if args.number is not None:
        matches = matches[-args.number :] if args.number > 0 else []  # [-0:] would be all of them
    if args.json:
        from diary.cli.json_shapes import print_json, records_shape

        print_json(records_shape(matches, others=args.all))
        return 0
    shown = matches if args.number is not None or since or until else matches[-SHOWN:]
    for row in record_rows(shown, context.clock):
        say(row)
    if any(counts_as_noon(record) for record in shown):
        talk(ABOUT_NOON)
    if not matches:
        talk("Nothing there." if records else EMPTY_DIARY)
    elif len(shown) < len(matches):
        talk(f"The latest {len(shown)} of {len(matches)}; more with -n, --since or --until.")
    return 0


def _is_from(first: Moment, at: Moment) -> bool:
    """Whether `at` is not before `first`; where only a day is known, the whole day belongs to it."""
    return at.day >= first.day if first.date_only or at.date_only else at.instant >= first.instant


def _is_at_site(record: object, site: str) -> bool:
    places = [reading.site for reading in getattr(record, "readings", ())]
    return site in places or getattr(record, "site", None) == site
