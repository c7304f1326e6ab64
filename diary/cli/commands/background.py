"""`diary background`: what a therapist asks first."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from diary.cli.context import Context, say, talk
from diary.cli.unclear import lines_for
from diary.errors import DiaryError, NoDiaryYet

if TYPE_CHECKING:
    from diary.domain.rehabilitation import Background

HELP = """What a therapist asks first, said once: how and when it began, injuries, operations, what makes it worse and
better and after how many minutes, goals. It heads the first report. Alone it lists what is there; on a terminal it then
asks for what is missing, one question a line, and Enter skips it. What was there from the start goes to diary known."""
EXAMPLES = (
    "diary background began lifting a box in november 2025",
    "diary background surgery ACL left knee 12 march 2025",
    "diary background worse sitting after 20 min, settles in 60 min",
    "diary background better walking 5 min",
    "diary background goal climb stairs without the rail",
    "diary background",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words; without words the command lists and asks."""
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="began, injury, surgery, worse, better or goal, and your words"
    )
    parser.add_argument("--list", action="store_true", help="only list what is there, and ask nothing")
    parser.add_argument("--json", action="store_true", help="print JSON for programs: the statements")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save a statement; or list them, and ask for what is missing."""
    if args.words and not (args.json or args.list):
        from diary.cli.after_save import save_records
        from diary.domain.grammar.background_phrase import parse_background
        from diary.domain.records import new_id

        words = [*args.words, *(["--", *args.after] if args.after else [])]
        with lines_for("diary background"):
            draft = parse_background(words, now=context.here)
        return save_records(context, draft.background(new_id(), context.clock.now()))
    asks = sys.stdin.isatty() and not (args.json or args.list)
    try:
        with context.store() as store:
            there = store.read(kinds={"background"}).backgrounds
    except NoDiaryYet:
        if not asks:
            raise
        there = ()
    if asks:
        return ask(there, context)
    from diary.cli.output import show_list

    empty = "Nothing is there yet. Say for example: diary background goal walk an hour"
    return show_list(args, "background", there, empty, timed=False)


def ask(there: tuple[Background, ...], context: Context) -> int:
    """Ask for each topic that nothing was said about; what was answered is saved as one change, also on Ctrl-C."""
    from diary.cli.after_save import full_line, save_records
    from diary.cli.prompts import ask as ask_line
    from diary.domain.grammar.background_phrase import parse_background
    from diary.domain.questions import BACKGROUND
    from diary.domain.records import new_id

    for statement in there:
        say(full_line(statement))
    missing = [topic for topic in BACKGROUND if topic not in {statement.topic for statement in there}]
    if missing:
        talk("Enter leaves a question out; Ctrl-D ends, and keeps what was answered.")
    new = []
    try:
        for topic in missing:
            while answer := ask_line(BACKGROUND[topic]).strip():
                try:
                    draft = parse_background([answer], now=context.here, topic=topic)
                    new.append(draft.background(new_id(), context.clock.now()))
                    break
                except DiaryError as error:
                    talk(str(error))
    except KeyboardInterrupt:  # also the end of the input
        talk("")
    return save_records(context, *new) if new else 0
