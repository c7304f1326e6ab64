"""`diary verify`: whether the diary and its backups are whole and private; and what can be read of a damaged one."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from diary.cli.context import Context, say, talk
from diary.domain.records import KIND_OF, KINDS, Kind
from diary.errors import DiaryError, UsageError

if TYPE_CHECKING:
    from diary.store.backup.verify import Verification
    from diary.store.recovery.salvage import Salvaged

HELP = """Look the diary over: is the file whole, do its parts and values belong in a diary, how new is the newest
backup and does it open, who else may read any of it, and is the drive one that suits a diary. Exit status 1 where
something is wrong.

--salvage OUT reads what can still be read of a damaged diary into OUT, a .json (with what was edited and deleted) or
.csv file that diary import reads. The damaged file is left as it is."""
EXAMPLES = ("diary verify", "diary verify --json", "diary verify --salvage rescued.json")
WORDS = {"fine": "ok", "note": "note", "wrong": "WRONG"}
NAMES: dict[Kind, tuple[str, str]] = {
    "entry": ("entry", "entries"),
    "session": ("session", "sessions"),
    "motion": ("range of motion", "ranges of motion"),
    "care": ("self-care", "self-cares"),
    "usual": ("usual level", "usual levels"),
    "known": ("known symptom", "known symptoms"),
    "visit": ("visit", "visits"),
    "question": ("question", "questions"),
    "ack": ("acknowledgement", "acknowledgements"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do beside looking."""
    parser.add_argument("--salvage", metavar="OUT", help="write what can still be read to a .json or .csv file")
    parser.add_argument("--overwrite", action="store_true", help="replace OUT where it is there")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Look it over, or rescue what is there."""
    if args.salvage:
        return _salvage(args, context)
    if args.overwrite:
        raise UsageError("--overwrite goes with --salvage OUT")
    from diary.clock import wall_clock
    from diary.store.backup.verify import verify

    found = verify(context.resolved_path, wall_clock())
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json(shape(found))
    else:
        for answer in found.answers:
            say(f"{WORDS[answer.word]:<6} {answer.about:<8} {answer.text}")
        talk("Nothing is wrong." if found.is_fine else "Something is wrong; it is named above.")
    return 0 if found.is_fine else 1


def shape(found: Verification) -> dict[str, object]:
    """`diary verify --json`; times are the machine's local ones."""
    newest = found.newest
    return {
        "path": str(found.path),
        "fine": found.is_fine,
        "entries": found.contents.entries if found.contents else None,
        "journal": found.journal or None,
        "newest_backup": {"name": newest.name, "made": newest.made.isoformat()} if newest else None,
        "answers": [{"about": each.about, "word": each.word, "text": each.text} for each in found.answers],
    }


def _salvage(args: argparse.Namespace, context: Context) -> int:
    out, diary = Path(args.salvage).expanduser(), context.resolved_path
    if out.suffix.lower() not in (".json", ".csv"):
        raise UsageError("the file must end in .json or .csv")
    if out.exists() and (not args.overwrite or (diary.exists() and out.samefile(diary))):
        raise DiaryError(f"{out} is there already; name another file, or replace it with --overwrite")
    from diary.files import write_private
    from diary.store.recovery.salvage import salvage

    found = salvage(diary)
    if out.suffix.lower() == ".json":
        from diary.exchange.json_format import json_of

        content = json_of(found.diary, found.past)
    else:
        from diary.exchange.csv_write import csv_of

        content = csv_of(found.diary)
    write_private(out, content)
    for line in salvage_lines(found):
        say(line)
    talk(f"It is in {out}, readable by you alone. To make a diary of it: diary import {out} --db NEW.db")
    return 0 if found.whole else 1


def salvage_lines(found: Salvaged) -> list[str]:
    """What was rescued and what was not, in words."""
    counts = dict.fromkeys(KINDS, 0)
    for record in found.diary.records():
        counts[KIND_OF[type(record)]] += 1
    past = len(found.past)
    lines = [f"Rescued {_counted(counts) or 'nothing'}, and {past} earlier {'content' if past == 1 else 'contents'}."]
    if found.lost:
        lines.append(f"Not to be read any more: {_counted(found.lost)}.")
    if found.partly:
        count = len(found.partly)
        lines.append(f"Of {count} {'entry or session' if count == 1 else 'entries or sessions'}, only a part.")
    if found.whole:
        lines.append("Nothing was met that could not be read.")
    return lines


def _counted(counts: Mapping[Kind, int]) -> str:
    return ", ".join(f"{count} {NAMES[kind][count != 1]}" for kind, count in counts.items() if count)
