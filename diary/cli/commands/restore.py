"""`diary restore`: put a backup in the place of the diary; the present diary is saved first."""

from __future__ import annotations

import argparse
import sys

from diary.cli.context import OUTCOME, Context, say, talk
from diary.errors import UsageError
from diary.paths import path_of

HELP = """Put a backup in the place of the diary: a file, a name from diary backup --list or the beginning of one, or
newest for the newest good one. The present diary is saved first, and can be brought back in the same way. An open
screen shows the restored diary at once. A file that is damaged or not a diary is refused, and nothing is changed."""
EXAMPLES = ("diary restore newest", "diary restore 0042", "diary restore /media/stick/diary.db --yes")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the backup and the option to skip the question."""
    parser.add_argument("file", metavar="FILE", help="a file, the name of a backup, or newest")
    parser.add_argument("--yes", action="store_true", help="do not ask first")


def run(args: argparse.Namespace, context: Context) -> int:
    """Check the backup, ask, restore it, and show what the diary holds now."""
    from diary.clock import wall_clock
    from diary.store.backup.restore import chosen_backup, restore, what_is_there, worth_restoring

    path_of(args.file)  # refused here if it names no place
    diary = context.resolved_path
    context.prepare_unlocking()  # the backup may be encrypted where the diary is lost
    # The file is opened and checked before the question, so that a "yes" can be carried out.
    file = chosen_backup(diary, args.file)
    contents = worth_restoring(file, diary)
    if not args.yes:
        present = what_is_there(diary)
        now = f"The diary has {present.text}" if present else "There is no diary that can be read"
        _ask(f"{now}. Put {file.name} in its place, with {contents.text}?")
    done = restore(diary, file, wall_clock())
    OUTCOME.done = True
    say(f"Restored: {done.contents.text}, from {file.name}.")
    if done.kept is not None and done.found_damaged:
        talk(f"What was there is kept as it was found, in {done.kept}")
    elif done.kept is not None:
        talk(f"What was there before is kept; to have it back: diary restore {done.kept.stem.partition('_')[0]}")
    return 0


def on_terminal() -> bool:
    """Whether a person can be asked."""
    # stdout may be a file: the question goes to stderr.
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(question: str) -> None:
    """Ask for a yes; UsageError for any other answer, or if there is no terminal."""
    from diary.cli.prompts import ask

    if not on_terminal():
        raise UsageError("restore asks first, which needs a terminal; add --yes to restore without a question")
    if ask(f"{question} (yes or no)").lower() not in ("y", "yes"):
        raise UsageError("nothing was restored")
