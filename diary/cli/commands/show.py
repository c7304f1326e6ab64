"""`diary show`: everything about one thing, also what it was before."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say

HELP = """Show one entry, or anything else with an id, whole: with its note, when it was written, and what it was
before."""
EXAMPLES = ("diary show last", "diary show 3fa9c1", "diary show last --json")


def configure(parser: argparse.ArgumentParser) -> None:
    """The id."""
    parser.add_argument("id", metavar="ID", help="an id, its beginning, or last")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Find it and show it."""
    from diary.cli.output import clean, counts_as_noon, line_of, said_when

    with context.store() as store:
        thing = store.get(args.id)
        versions = [version for version in store.versions() if version.thing.id == thing.id]
    if args.json:
        from diary.cli.json_shapes import print_json, thing_shape, version_shape

        before = [version_shape(version) for version in versions if version.until is not None]
        print_json({"thing": thing_shape(thing), "before": before})
        return 0
    say(f"id        {thing.id}")
    noon = "; no time of day was given, so it counts as about noon" if counts_as_noon(thing) else ""
    say(f"time      {said_when(thing.at)} {thing.at.day.year}{f' {thing.at.zone}' if thing.at.zone else ''}{noon}")
    if thing.recorded:
        written = thing.recorded.astimezone(thing.at.local.tzinfo)
        say(f"written   {written:%a} {written.day} {written:%b %H:%M %Y}{' (late)' if thing.late else ''}")
    say(f"content   {line_of(thing)}")
    for line in thing.note.splitlines():
        say(f"note      {clean(line)}")
    for version in versions:
        if version.until is not None:
            until = version.until.astimezone(thing.at.local.tzinfo)
            say(f"before    {line_of(version.thing)} ({version.fate} {until:%a} {until.day} {until:%b %H:%M})")
    return 0
