"""`diary inbox`: take the lines of a text file to which a phone or another machine appends."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from diary.cli.context import Context, ProgressLine, say, talk
from diary.domain.text import counted, listing
from diary.error_hints import with_hint
from diary.errors import DiaryError, NoDiaryYet, UsageError
from diary.paths import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diary.domain.records import Record
    from diary.exchange.inbox_file import Inbox
    from diary.exchange.parsed_file import ImportPlan
    from diary.store.diary_store import DiaryStore

HELP = """Take the new lines of a text file, one entry a line: a date and a time, then what diary log takes, or session,
care, motion or score and what these take. Each line is taken once, also where it stands in several files; what was
deleted stays deleted. Lines that can't be taken are listed with the reason, and tried again next time. The file is only
read. A line that begins with # is left out, and so is what follows a # that stands alone.

diary config inbox FILE names the file once: then the screen and diary log take what is new, and diary status and
diary remind say how many lines wait. The README has recipes for phones."""
EXAMPLES = (
    "diary inbox ~/Sync/pain.txt",
    "diary inbox ~/Sync/pain.txt --dry-run",
    "diary config inbox ~/Sync/pain.txt",
    "diary inbox",
    'echo "$(date "+%F %H:%M") 6 left knee stiff" >> ~/Sync/pain.txt',
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the file and the options."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="the text file, - for standard input (default: the setting inbox)"
    )
    parser.add_argument("--dry-run", action="store_true", help="show the result for every line and write nothing")
    parser.add_argument("--json", action="store_true", help="print JSON for programs: the result for every line")


def run(args: argparse.Namespace, context: Context) -> int:
    """Take what is new as one change, list what can't be taken, show what changed in the findings; 1 if any can't."""
    inbox = inbox_of(args.file, context)
    if inbox is None:
        if args.json:
            show_json(None, {}, written=False)
        talk("The inbox is not there yet; there is nothing to take.")
        return 0
    plan, earlier = take_lines(inbox, context, dry_run=args.dry_run, quiet=args.json)
    if args.json:
        show_json(plan, earlier, written=plan.writes and not args.dry_run)
    return plan.exit_status


def inbox_of(name: str | None, context: Context) -> Inbox | None:
    """The lines of the file that is named, or else of the setting; None where that is not there yet."""
    from diary.exchange.inbox_file import Inbox, lines_of, read_inbox

    if name == "-":
        return Inbox("standard input", tuple(lines_of(sys.stdin.buffer, "the input")))
    if name is None and context.inbox is None:
        raise UsageError("which file? Write diary inbox FILE, or name it once: diary config inbox FILE")
    path = context.inbox if name is None else path_of(name)
    assert path is not None
    inbox = read_inbox(path, context.resolved_path)
    if inbox is None and name is not None:
        raise DiaryError(f"{path} is not there; check the name")
    return inbox


def take_lines(
    inbox: Inbox, context: Context, *, dry_run: bool, quiet: bool
) -> tuple[ImportPlan, Mapping[str, Sequence[Record]]]:
    """Take the lines and show what became of them, or with `quiet` nothing; the plan and the earlier lines by id."""
    from diary.exchange.inbox_plan import earlier_lines, plan_inbox, take

    try:
        with context.store() as store, ProgressLine() as progress:
            progress.step(f"Reading {counted(len(inbox.lines), 'line')}")
            plan = plan_inbox(inbox, store, context.clock, context.here, asked=True)
            earlier = earlier_lines(inbox, plan, store, all_of_file=True)
    except NoDiaryYet:
        # A dry run must not make a diary, and lines that can't be taken must not leave an empty one.
        plan, earlier = plan_inbox(inbox, None, context.clock, context.here, asked=True), {}
    if dry_run or not plan.writes:
        if not quiet:
            show_lines(plan, earlier, context)
            talk(f"{count_line(plan)}{' Nothing was written (--dry-run).' if dry_run else ''}")
        return plan, earlier
    with context.store(create=True) as store:
        before = context.review(store)
        # Another program may have taken some of them meanwhile.
        plan, _ = take(plan, inbox, store, context.clock, context.here, asked=True)
        if not quiet:
            show_lines(plan, earlier, context)
            talk(count_line(plan))
            if plan.writes:
                show_what_follows(plan, before, store, context)
    return plan, earlier


def show_what_follows(plan: ImportPlan, before: Any, store: DiaryStore, context: Context) -> None:
    """After the save: how to take it back, what changed in the findings, and at most one question."""
    from diary.cli.after_save import latest_instant, show_changes
    from diary.cli.note_questions import ask_about_notes
    from diary.domain.records import Entry
    from diary.review.snapshot import review

    talk(f"Saved. (diary undo takes {'it' if len(plan.new) == 1 else 'them'} back)")
    entries = [record for record in plan.new if isinstance(record, Entry)]
    after = review(store, latest_instant(context, entries), context.settings)
    show_changes(before, after, entries)
    ask_about_notes(plan.new, after.diary)


def show_lines(plan: ImportPlan, earlier: Mapping[str, Sequence[Record]], context: Context) -> None:
    """Show what was taken, what can't be, and what earlier lines left in the diary."""
    from diary.cli.after_save import full_line
    from diary.domain.echo import echo_of
    from diary.domain.records import Entry
    from diary.exchange.parsed_file import Fate

    new = iter(plan.new)
    for row in plan.rows:
        if row.fate is Fate.NEW:
            record = next(new)
            text = echo_of(record, context.here) if isinstance(record, Entry) else full_line(record)
            say(f"{row.place}: {text}")
            for remark in row.remarks:
                talk(f"{row.place}: {remark}")
        elif row.fate is Fate.REFUSED:
            say(f"{row.place}: can't be taken: {with_hint(row.reason, row.hint)}")
        for record in earlier.get(row.id, ()):
            say(f"{row.place}: an earlier line of this time, not in the file any more, stays: {full_line(record)}")
            talk(f"  to take it out: diary delete {record.id}")


def count_line(plan: ImportPlan) -> str:
    """How many lines are new, and what became of the others."""
    return f"Inbox: {listing(_counts(plan)) or 'no lines'}."


def _counts(plan: ImportPlan) -> Iterator[str]:
    from diary.exchange.parsed_file import Fate

    texts = {
        Fate.SAME: "in the diary already",
        Fate.DELETED: "deleted from it, which stays so",
        Fate.PURGED: "purged from it, which stays so",
        Fate.REFUSED: "that can't be taken, and will be tried again",
    }
    if new := plan.counts.get(Fate.NEW, 0):
        yield counted(new, "new line")
    for fate, text in texts.items():
        if count := plan.counts.get(fate, 0):
            yield f"{counted(count, 'line')} {text}"


def show_json(plan: ImportPlan | None, earlier: Mapping[str, Sequence[Record]], *, written: bool) -> None:
    """`diary inbox --json`: counts of lines, and the result for every line."""
    from diary.cli.json_shapes import print_json

    rows = plan.rows if plan else ()
    print_json(
        {
            "written": written,
            "counts": {fate.value: count for fate, count in plan.counts.items()} if plan else {},
            "lines": [
                {
                    "line": int(row.place.rpartition(" ")[2]),
                    "fate": row.fate.value,
                    "kind": row.kind or None,
                    "id": row.id or None,
                    "reason": with_hint(row.reason, row.hint) or None,
                    "said": list(row.remarks),
                    "earlier": [record.id for record in earlier.get(row.id, ())],
                }
                for row in rows
            ],
        }
    )
