"""`diary deleted`: what was deleted, and can be brought back."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say, talk

HELP = """Show what was deleted, the last deleted first, with the id that brings it back: diary undo ID.
What was purged comes last, without its words: only its id is kept, so that no import brings it back."""
EXAMPLES = ("diary deleted", "diary deleted -n 5", "diary deleted --json")
SHOWN = 30
"""As text: about one screen."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the number of records, and JSON."""
    parser.add_argument(
        "-n", "--number", metavar="N", type=int, help=f"the last N (default: {SHOWN} as text, all as JSON)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the deleted records and show them."""
    from diary.cli.output import clip, record_line, terminal_width
    from diary.domain.text import time_in_column
    from diary.errors import UsageError

    if args.number is not None and args.number < 1:
        raise UsageError("-n takes a number from 1 on")
    with context.store() as store:
        versions, purged = store.deleted(), store.purged()
    shown = versions[: args.number or (None if args.json else SHOWN)]
    if args.json:
        from diary.cli.json_shapes import print_json, version_shape

        gone = [{"id": each.id, "kind": each.kind, "purged": each.at.isoformat()} for each in purged]
        print_json({"deleted": [version_shape(version) for version in shown], "purged": gone[: args.number]})
        return 0
    for version in shown:
        record = version.record
        say(clip(f"{record.id[:6]}  {time_in_column(record.at)}  {record_line(record)}", terminal_width()))
    for each in purged[: args.number or SHOWN]:
        local = each.at.astimezone(context.here.moment.local.tzinfo)
        say(f"{each.id[:6]}  purged on {local:%Y-%m-%d}, gone for good")
    if not versions and not purged:
        talk("Nothing was deleted.")
    elif len(shown) < len(versions):
        talk(f"{len(versions) - len(shown)} more were deleted earlier: diary deleted -n {len(versions)}")
    return 0
