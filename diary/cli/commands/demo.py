"""`diary demo`: all commands on a sample diary, in a temporary folder and with a clock of its own."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from diary.cli.context import Context, talk
from diary.errors import UsageError

HELP = """Try everything on a sample diary of ninety days: alone it opens the full screen, with a command it runs that
command on the sample. The sample is in a temporary folder and is deleted at the end; your own diary is not touched."""
EXAMPLES = (
    "diary demo",
    "diary demo check --explain",
    "diary demo report -o sample.pdf",
    "diary demo --first-weeks list",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the choice of the sample, and the command."""
    parser.add_argument("--first-weeks", action="store_true", help="use the first two weeks of a new user instead")
    parser.add_argument("command", nargs="*", metavar="COMMAND ...", help="a command to run on the sample")


def split(arguments: list[str], names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The demo's own options, and the command with all words after it."""
    at = next((n for n, word in enumerate(arguments) if word in names), len(arguments))
    return arguments[:at], arguments[at:]


def run(args: argparse.Namespace, context: Context) -> int:
    """Make the sample diary in a temporary folder, run the command on it, and delete it; its exit status."""
    from diary.cli.main import open_screen_or_status, run_command
    from diary.exchange.import_plan import apply, plan_import
    from diary.samples import ZONE, sample_clock, sample_csv
    from diary.store.diary_store import open_diary

    clock = sample_clock()
    if context.now is not None or context.tz is not None or context.db is not None:
        raise UsageError("the demo uses its own clock and diary; leave out --now, --tz and --db")
    with tempfile.TemporaryDirectory(prefix="diary-demo-") as folder:
        path = Path(folder) / "sample.db"
        with open_diary(path, clock=clock, program="import", create=True) as store:
            content = sample_csv("first-weeks" if args.first_weeks else "ninety-days")
            apply(plan_import(content, store, clock), store, label="the sample diary")
        talk("This is a sample diary; nothing of it is kept.")
        place = ["--db", str(path), "--tz", ZONE, "--now", clock.local().isoformat()]
        if args.command:
            # No backups: they would be in the same temporary folder, and be deleted with it.
            return run_command([*args.command, *place], args.after, backups=False)
        own = Context(str(path), ZONE, clock.local().isoformat(), sample=True)
        return open_screen_or_status(own, backups=False)
