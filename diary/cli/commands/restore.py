"""`diary restore`: a backup in the place of the diary; what is there is kept aside."""

from __future__ import annotations

import argparse
import sys

from diary.cli.context import Context, say, talk
from diary.errors import UsageError

HELP = """Put a backup in the place of the diary: a file, a name from diary backup --list or its beginning, or newest
for the newest good one. What is there now is kept aside first, and can be brought back in the same way. An open screen
shows the restored diary at once. A file that is damaged, or no diary, is refused and nothing is changed."""
EXAMPLES = ("diary restore newest", "diary restore 0042", "diary restore /media/stick/diary.db --yes")


def configure(parser: argparse.ArgumentParser) -> None:
    """Which one, and whether to ask."""
    parser.add_argument("file", metavar="FILE", help="a file, a backup's name, or newest")
    parser.add_argument("--yes", action="store_true", help="do not ask first")


def run(args: argparse.Namespace, context: Context) -> int:
    """Look at the file, ask, put it back, and say what is there now."""
    from diary.clock import wall_clock
    from diary.store.backup.restore import chosen_backup, restore, what_is_there, worth_restoring

    diary = context.resolved_path
    file = chosen_backup(diary, args.file)
    held = worth_restoring(file, diary)
    if not args.yes:
        there = what_is_there(diary)
        now = f"The diary has {there.said}" if there else "There is no diary that can be read"
        _ask(f"{now}. Put {file.name} in its place, with {held.said}?")
    done = restore(diary, file, wall_clock())
    say(f"Restored: {done.contents.said}, from {file.name}.")
    if done.kept is not None and done.found_damaged:
        talk(f"What was there is kept as it was found, in {done.kept}")
    elif done.kept is not None:
        talk(f"What was there before is kept; to have it back: diary restore {done.kept.stem.partition('_')[0]}")
    return 0


def on_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(question: str) -> None:
    """Return on a yes; everything else is an interruption."""
    from diary.cli.prompts import ask

    if not on_terminal():
        raise UsageError("restore asks first, and there is nobody to ask; to go on without, add --yes")
    if ask(f"{question} (yes or no)").lower() not in ("y", "yes"):
        raise UsageError("nothing was restored")
