"""`diary again`: the latest entry's sites and qualities once more."""

from __future__ import annotations

import argparse
from dataclasses import replace

from diary.cli.context import Context
from diary.domain.grammar.entry import EntryDraft
from diary.domain.vocabulary import HIGHEST, LOWEST
from diary.errors import UsageError

HELP = """Save the sites and qualities of the latest entry once more, as of now: with one level for each site, in
their order, or with the same levels where none is given. The latest is the one about the latest time; a missed day
that was filled in since does not count. Symptoms, sudden, interference, fatigue and the note are not repeated."""
EXAMPLES = ("diary again", "diary again 4", "diary again 4 2")


def configure(parser: argparse.ArgumentParser) -> None:
    """The levels."""
    parser.add_argument("levels", nargs="*", metavar="LEVEL", help="a level 0-10 for each site")
    parser.add_argument("--dry-run", action="store_true", help="show what would be saved, and save nothing")


def run(args: argparse.Namespace, context: Context) -> int:
    """Take the latest entry's readings with new levels."""
    from diary.cli.commands.log import save_drafts

    with context.store() as store:
        last = store.latest_entry()
    sites = [r for r in last.readings if r.pain is not None or args.levels] if last else []
    if not sites:
        raise UsageError("there is no entry with a level to repeat yet; write diary log 6 left knee")
    given: list[int | None] = [_level(word) for word in args.levels]
    levels = given or [reading.pain for reading in sites]
    if len(levels) != len(sites):
        names = ", ".join(f"{reading.site}, {reading.side}" for reading in sites)
        raise UsageError(
            f"the latest entry has {len(sites)} sites ({names}) and you gave {len(levels)}; give one level for each"
        )
    readings = tuple(replace(r, pain=level, symptoms=(), sudden=False) for r, level in zip(sites, levels, strict=True))
    return save_drafts(context, [EntryDraft(at=context.here.moment, readings=readings)], dry_run=args.dry_run)


def _level(word: str) -> int:
    bare = word.removesuffix("/10")
    if not (bare.isascii() and bare.isdigit() and LOWEST <= int(bare[:4]) <= HIGHEST):
        raise UsageError(f"{word[:20]!r} is not a level; levels are whole numbers from {LOWEST} to {HIGHEST}")
    return int(bare)
