"""`diary again`: a new entry with the sites and qualities of the latest one."""

from __future__ import annotations

import argparse

from diary.cli.context import Context
from diary.domain.grammar.entry import EntryDraft
from diary.domain.records import Reading
from diary.domain.vocabulary import HIGHEST, LOWEST
from diary.errors import UsageError

HELP = """Save the sites and qualities of the latest entry again, with the present time: with one level for each site,
in their order, or with the same levels if none is given. The latest entry is the one with the latest time, not one
for an earlier day that was written later. Symptoms, sudden, interference, fatigue and the note are not repeated."""
EXAMPLES = ("diary again", "diary again 4", "diary again 4 2")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the levels."""
    parser.add_argument("levels", nargs="*", metavar="LEVEL", help="a level 0-10 for each site")
    parser.add_argument("--dry-run", action="store_true", help="show what would be saved, and save nothing")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save the readings of the latest entry with new levels."""
    from diary.cli.commands.log import save_drafts

    with context.store() as store:
        last = store.latest_entry()
    # A site without a level is repeated only with a new one: a word alone says nothing about today.
    sites = [r for r in last.readings if r.pain is not None or args.levels] if last else []
    if not sites:
        raise UsageError("there is no entry with a level to repeat yet; write diary log 6 left knee")
    # All else is left out below: symptoms and "sudden", repeated unread, would raise red flags that nobody logged, and
    # the other levels would not fit a new one.
    given: list[int | None] = [_level(word) for word in args.levels]
    levels = given or [reading.pain for reading in sites]
    if len(levels) != len(sites):
        names = ", ".join(f"{reading.site}, {reading.side}" for reading in sites)
        raise UsageError(
            f"the latest entry has {len(sites)} sites ({names}) and you gave {len(levels)}; give one level for each"
        )
    readings = tuple(Reading(r.site, r.side, level, r.qualities) for r, level in zip(sites, levels, strict=True))
    return save_drafts(context, [EntryDraft(at=context.here.moment, readings=readings)], dry_run=args.dry_run)


def _level(word: str) -> int:
    bare = word.removesuffix("/10")
    if not (bare.isascii() and bare.isdigit() and LOWEST <= int(bare[:4]) <= HIGHEST):
        raise UsageError(f"{word[:20]!r} is not a level; levels are whole numbers from {LOWEST} to {HIGHEST}")
    return int(bare)
