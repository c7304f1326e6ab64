"""`diary verify`: whether the diary and its backups are whole and private; --salvage reads a damaged diary."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from diary.cli.context import Context, say, talk, tell_done
from diary.domain.records import KIND_OF, KINDS, Kind
from diary.error_hints import with_hint
from diary.errors import DiaryError, UsageError
from diary.files import output_place, write_private

if TYPE_CHECKING:
    from diary.store.backup.verify import Verification
    from diary.store.recovery.salvage import Salvaged

HELP = """Check the diary: is the file whole, are its tables and values valid, how new is the newest backup and does
it open, who else can read the files, and is the drive suitable. The exit status is 1 if something is wrong.

--salvage OUT writes what is still readable in a damaged diary to OUT, a file for diary import: .json (with edited
and deleted records) or .csv. The damaged file is not changed."""
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
    "signs": ("answer about warning signs", "answers about warning signs"),
    "plan": ("planned exercise", "planned exercises"),
    "score": ("score", "scores"),
    "treatment": ("treatment", "treatments"),
    "activity": ("score to follow", "scores to follow"),
    "background": ("statement of the background", "statements of the background"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options: salvage and JSON."""
    parser.add_argument("--salvage", metavar="OUT", help="write what is still readable to a .json or .csv file")
    parser.add_argument("--overwrite", action="store_true", help="replace OUT if it exists")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Check the diary, or salvage it; the exit status 0 if nothing is wrong or lost, else 1."""
    if args.salvage is not None:
        return _salvage(args, context)
    if args.overwrite:
        raise UsageError("--overwrite needs --salvage OUT")
    from diary.clock import wall_clock
    from diary.store.backup.verify import verify

    verification = verify(context.resolved_path, wall_clock())
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json(shape(verification))
    else:
        for answer in verification.answers:
            say(f"{WORDS[answer.word]:<6} {answer.about:<8} {with_hint(answer.text, answer.hint)}")
        talk("Nothing is wrong." if verification.is_fine else "Something is wrong; it is named above.")
    return 0 if verification.is_fine else 1


def shape(verification: Verification) -> dict[str, object]:
    """`diary verify --json`; times are the machine's local ones."""
    newest = verification.newest
    return {
        "path": str(verification.path),
        "fine": verification.is_fine,
        "entries": verification.contents.entries if verification.contents else None,
        "journal": verification.journal or None,
        "newest_backup": {"name": newest.name, "made": newest.made.isoformat()} if newest else None,
        "answers": [
            {"about": each.about, "word": each.word, "text": with_hint(each.text, each.hint)}
            for each in verification.answers
        ],
    }


def _salvage(args: argparse.Namespace, context: Context) -> int:
    diary = context.resolved_path
    out = output_place(args.salvage, diary)
    if out.suffix.lower() not in (".json", ".csv"):
        raise UsageError("the file must end in .json or .csv")
    if out.exists() and not args.overwrite:
        raise DiaryError(f"{out} is there already; name another file, or replace it with --overwrite")
    from diary.store.encryption import PLAIN
    from diary.store.recovery.salvage import salvage

    salvaged = salvage(diary)
    if out.suffix.lower() == ".json":
        from diary.exchange.json_format import json_of

        content = json_of(salvaged.diary, salvaged.past)
    else:
        from diary.exchange.csv_write import csv_of

        content = csv_of(salvaged.diary)
    write_private(out, content)
    for line in salvage_lines(salvaged):
        say(line)
    plain = f" {PLAIN}" if salvaged.encrypted else ""
    tell_done(f"It is in {out}, readable by you alone.{plain} To make a diary of it: diary import {out} --db NEW.db")
    return 0 if salvaged.whole else 1


def salvage_lines(salvaged: Salvaged) -> list[str]:
    """Sentences about what was rescued, lost, or read only in part."""
    counts = dict.fromkeys(KINDS, 0)
    for record in salvaged.diary.records():
        counts[KIND_OF[type(record)]] += 1
    past = len(salvaged.past)
    lines = [
        f"Rescued {_counts_text(counts) or 'nothing'}, and {past} earlier {'content' if past == 1 else 'contents'}."
    ]
    if salvaged.lost:
        lines.append(f"Not to be read any more: {_counts_text(salvaged.lost)}.")
    if salvaged.partly:
        count = len(salvaged.partly)
        lines.append(f"Of {count} {'entry or session' if count == 1 else 'entries or sessions'}, only a part.")
    if salvaged.whole:
        lines.append("Nothing was met that could not be read.")
    return lines


def _counts_text(counts: Mapping[Kind, int]) -> str:
    return ", ".join(f"{count} {NAMES[kind][count != 1]}" for kind, count in counts.items() if count)
