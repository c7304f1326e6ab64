"""`diary signs`: the warning signs in plain words, with what to do; and the answer that none is there."""

from __future__ import annotations

import argparse
from dataclasses import replace
from itertools import groupby

from diary.cli.context import Context, say
from diary.domain.findings import DISCLAIMER, TIER_MARKS
from diary.errors import NoDiaryYet, UsageError

HELP = """Show the warning signs in plain words, with what to do. "signs none" saves that you read them and have none
of them. "signs none ID" says that the words in the note of that record mean no sign, so that they are not asked about
again; with the name of a sign, only that one."""
EXAMPLES = ("diary signs", "diary signs none", "diary signs none 3fa9c1 numbness", "diary signs --json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the answer and JSON."""
    parser.add_argument("words", nargs="*", metavar="none [ID [SIGN …]]", help="none of them is there")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Show the signs, or save the answer."""
    if not args.words:
        return show(args, context)
    if args.words[0] != "none" or args.json:
        raise UsageError("diary signs shows the warning signs; diary signs none saves that none of them is there")
    from diary.cli.after_save import save_records
    from diary.cli.names import record_with_id
    from diary.domain.note_signs import note_signs
    from diary.domain.records import Signs, new_id
    from diary.domain.text import listing

    read = Signs(id=new_id(), at=context.here.moment, recorded=context.clock.now())
    if len(args.words) == 1:
        return save_records(context, read)
    with context.store() as store:
        record = record_with_id(store, args.words[1])
        asked = [sign.symptom for sign in note_signs([record], context.review(store).diary)]
    named = args.words[2:] or asked
    if not named or not set(named) <= set(asked):
        asks = f"the note asks about {listing(asked)}" if asked else "nothing in that note is asked about"
        raise UsageError(asks)
    return save_records(context, replace(read, of_record=record.id, symptoms=tuple(named)))


def show(args: argparse.Namespace, context: Context) -> int:
    """The page, or its JSON; the exit status 0."""
    from diary.cli.output import terminal_width, wrap_heading
    from diary.domain.sign_page import NONE_THERE, page_signs, what_to_do

    read = last_read(context)
    number = context.settings.emergency_number
    if args.json:
        from diary.cli.json_shapes import print_json

        shapes = [
            {**sign._asdict(), "tier": sign.tier.value, "what_to_do": what_to_do(sign.tier, number)}
            for sign in page_signs()
        ]
        print_json({"signs": shapes, "read": read, "disclaimer": DISCLAIMER})
        return 0
    columns = terminal_width()
    for tier, signs in groupby(page_signs(), key=lambda sign: sign.tier):
        for line in wrap_heading(f"{TIER_MARKS[tier]} {what_to_do(tier, number)}".replace("  ", " "), columns):
            say(line)
        for sign in signs:
            for line in wrap_heading(f"• {sign.name}{f': {sign.meaning}' if sign.meaning else ''}", columns):
                say(line)
        say()
    if read:
        say(f"Last read on {read[:10]}: none was there.")
    for line in wrap_heading(f"{NONE_THERE}: diary signs none. {DISCLAIMER}", columns):
        say(line)
    return 0


def last_read(context: Context) -> str | None:
    """When the person last said that none of them is there; None where never, or where there is no diary yet."""
    try:
        with context.store() as store:
            read = store.read(kinds={"signs"}).signs_read
    except NoDiaryYet:
        return None
    return read[-1].iso() if read else None
