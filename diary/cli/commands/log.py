"""`diary log`: one entry from one line, from flags, from a pipe, or by short questions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial

from diary.cli.context import Context, say, talk
from diary.cli.inbox import take_new
from diary.domain.grammar.entry import EntryDraft, parse_line, parse_log
from diary.domain.grammar.tokens import LONGEST_TEXT
from diary.error_hints import error_text
from diary.errors import DiaryError, UnclearLine, UsageError

HELP = """Save one entry from one line. The words come in any order: a level 0-10, a site with its side,
qualities, symptoms, "sudden", a time. Separate several sites with commas. Everything after -- is a note.

Your shell uses some characters itself: ' " ( ) [ ] ? * # & > < | ; $ ` ! ~ and \\. For notes with those, and
to hide your words from the list of running programs, write diary log with no words, which asks short questions, or
use standard input, such as a pipe: one entry a line. There no character is special, not even an apostrophe."""
EXAMPLES = (
    "diary log 6 left knee stiff",
    "diary log 4 lower back dull, 2 right hip yesterday 21:00",
    "diary log numb left foot -- since the walk",
    "diary log --pain 6 --site knee --side left --quality dull --at 08:30",
    "echo '5 neck stiff -- the pillow again' | diary log",
)
TAKES_NOTE = True
MOST_REFUSED = 10
"""How many bad lines of a pipe are named."""
LONGEST_INPUT = 50_000
"""The most lines read from a pipe: a wrong file must not fill the memory or the diary."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words and the options of one site."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help="the entry; - reads one entry a line")
    parser.add_argument("--dry-run", action="store_true", help="show what would be saved, and save nothing")
    parser.add_argument("--pain", metavar="N", help="pain level, 0-10")
    parser.add_argument("--site", metavar="SITE", help="where it hurts")
    parser.add_argument("--side", metavar="SIDE", help="left, right, both or center")
    parser.add_argument("--quality", metavar="WORD", action="append", default=[], help="how it feels; may be repeated")
    parser.add_argument(
        "--symptom", metavar="WORD", action="append", default=[], help="what comes with it; may be repeated"
    )
    parser.add_argument("--sudden", action="store_true", help="it came on suddenly")
    parser.add_argument("--interference", metavar="N", help="how much pain interferes with your day, 0-10")
    parser.add_argument("--fatigue", metavar="N", help="tiredness beyond tired muscles, 0-10")
    parser.add_argument("--at", metavar="T", help="the time of the entry (default: now)")
    parser.add_argument("--note", metavar="TEXT", nargs="+", help="a note: all words up to the next option")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read all entries first, then save them as one change."""
    words = [*args.words, *flag_words(args)]
    if words == ["-"] or (not words and args.after is None and not args.note and not sys.stdin.isatty()):
        drafts = list(read_lines(context))
        if not drafts:
            raise UsageError("the input is empty; write one entry a line, such as 6 left knee")
    elif not words and args.after is None and not args.note:
        # On a terminal, waiting for standard input would look like a program that hangs.
        from diary.cli.prompts import ask_entry

        drafts = [ask_entry(context)]
    else:
        note = [*(args.note or []), *(args.after or [])]
        try:
            drafts = [parse_log([*words, *(["--", *note] if note else [])], now=context.here)]
        except UnclearLine as error:
            error.command = "diary log"
            raise
    return save_drafts(context, drafts, dry_run=args.dry_run, takes_inbox=True)


def save_drafts(context: Context, drafts: list[EntryDraft], *, dry_run: bool = False, takes_inbox: bool = False) -> int:
    """Check the drafts and save them, or with `dry_run` only show them; the exit status 0.

    With `takes_inbox` what is new in the inbox of the settings is taken before.
    """
    from diary.cli.after_save import save_entries
    from diary.domain.echo import NO_TIME, echo_of
    from diary.domain.records import new_id
    from diary.domain.validate import check

    now = context.clock.now()
    # Entries of one pipe have the same time; the ids decide their order, and must follow the lines.
    ids = sorted(new_id() for _ in drafts)
    entries = [draft.entry(id, now) for id, draft in zip(ids, drafts, strict=True)]
    # All are checked before the first is saved: a bad line of a pipe must save none of them.
    for entry in entries:
        check(entry, now)
    for draft in drafts:
        for remark in draft.remarks:
            talk(remark)
        if draft.at.date_only and draft.at.day != context.here.today:
            talk(NO_TIME)
    if dry_run:
        for entry in entries:
            say(echo_of(entry, context.here))
        talk("Nothing was saved (--dry-run).")
        return 0
    with context.store(create=True) as store:
        # Before the entry, so that it is the entry that undo takes back.
        taken, before = take_new(context, store) if takes_inbox else ((), None)
        save_entries(context, store, entries, taken, before)
    return 0


def flag_words(args: argparse.Namespace) -> list[str]:
    """The options as words of a typed line, so that one grammar reads both."""
    words = [args.pain, args.side, args.site, *args.quality, *args.symptom]
    words.append("sudden" if args.sudden else None)
    words += [f"interference {args.interference}" if args.interference is not None else None]
    words += [f"fatigue {args.fatigue}" if args.fatigue is not None else None]
    return [word for word in (*words, args.at) if word is not None]


def read_lines(context: Context) -> Iterator[EntryDraft]:
    """One draft a line; empty lines are skipped; UsageError with the number and reason of every bad line."""
    refused: list[str] = []
    # In pieces: a line without an end would fill all of the memory. A cut one is too long for an entry, and refused.
    pieces = iter(partial(sys.stdin.readline, LONGEST_TEXT + 1), "")
    for number, line in enumerate(pieces, start=1):
        if number > LONGEST_INPUT:
            raise UsageError(f"more than {LONGEST_INPUT} lines; for files there is diary import")
        if len(line) > LONGEST_TEXT:
            # It may have no end.
            raise UsageError(f"line {number}: that is too long for one entry; nothing was saved")
        if line.strip():
            try:
                yield parse_line(line.rstrip("\r\n"), now=context.here)
            except DiaryError as error:
                refused.append(f"line {number}: {error_text(error)}")
    # None is saved: when the mended file is read again, no entry of it is there twice.
    if refused:
        more = f"; and {len(refused) - MOST_REFUSED} more" if len(refused) > MOST_REFUSED else ""
        raise UsageError(f"{'; '.join(refused[:MOST_REFUSED])}{more}; nothing was saved")
