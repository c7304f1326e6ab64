"""`diary show`: one record in full, with its earlier versions."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say

HELP = """Show one entry, or any other record with an id, in full: with its note, when it was written, and its earlier
versions."""
EXAMPLES = ("diary show last", "diary show 3fa9c1", "diary show last --json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the id."""
    parser.add_argument("id", metavar="ID", help="an id, the beginning of one, or last")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Show the record that the id names."""
    from diary.cli.output import counts_as_noon, record_line
    from diary.domain.text import printable, time_in_sentence

    with context.store() as store:
        # Any beginning of an id is enough here, also a short number: showing the wrong record does no harm.
        record = store.get(args.id)
        versions = [version for version in store.versions() if version.record.id == record.id]
    if args.json:
        from diary.cli.json_shapes import print_json, record_shape, version_shape

        before = [version_shape(version) for version in versions if version.until is not None]
        print_json({"thing": record_shape(record), "before": before})
        return 0
    say(f"id        {record.id}")
    noon = "; no time of day was given, so it counts as about noon" if counts_as_noon(record) else ""
    noon = noon or ("; only the part of the day is known" if record.at.about else "")
    zone = " ".join(part for part in (record.at.other_zone(context.clock.zone), record.at.zone) if part)
    say(f"time      {time_in_sentence(record.at)} {record.at.day.year}{f' {zone}' if zone else ''}{noon}")
    if record.recorded:
        written = record.recorded.astimezone(record.at.local.tzinfo)
        say(f"written   {written:%a} {written.day} {written:%b %H:%M %Y}{' (late)' if record.late else ''}")
    say(f"content   {record_line(record, whole=True)}")
    for line in record.note.splitlines():
        say(f"note      {printable(line)}")
    # A version without an end is the present one, which is shown already.
    for version in versions:
        if version.until is not None:
            until = version.until.astimezone(record.at.local.tzinfo)
            ended = f"{version.outcome} {until:%a} {until.day} {until:%b %H:%M}"
            say(f"before    {record_line(version.record, whole=True)} ({ended})")
    return 0
