"""`diary known`: symptoms and qualities that were there from the start."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diary.cli.context import Context
from diary.cli.unclear import lines_for
from diary.errors import NoDiaryYet, UsageError

if TYPE_CHECKING:
    from diary.domain.grammar.statements import KnownDraft

HELP = """State which symptoms or qualities were there from the start, and at which site: they raise no warning by
themselves as long as they do not get worse. --end states that one is gone: from then on it warns again. Without
words it lists the statements."""
EXAMPLES = (
    "diary known numb left foot",
    "diary known fatigue",
    "diary known --end numb left foot",
    "diary known",
    "diary known --json",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words; without words the command lists."""
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="symptoms or qualities, with their site if they have one"
    )
    parser.add_argument("--end", action="store_true", help="from now on it no longer counts as known")
    parser.add_argument("--json", action="store_true", help="print JSON for programs: the statements")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save the statement, or list the statements."""
    if not args.words or args.json:
        return list_known(args, context)
    from diary.cli.after_save import save_records
    from diary.domain.grammar.statements import parse_known
    from diary.domain.records import new_id

    note = ["--", *args.after] if args.after else []
    with lines_for("diary known --end" if args.end else "diary known"):
        drafts = parse_known([*args.words, *note], now=context.here)
    if args.end:
        refuse_unknown(drafts, context)
    now = context.clock.now()
    # Several sites in one line give the same remark once each; it is shown once.
    remarks = tuple(dict.fromkeys(remark for draft in drafts for remark in draft.remarks))
    return save_records(context, *(draft.known(new_id(), now, ended=args.end) for draft in drafts), remarks=remarks)


def refuse_unknown(drafts: Sequence[KnownDraft], context: Context) -> None:
    """UsageError for the end of what was never said to be known, or has ended."""
    from diary.domain.text import listing
    from diary.domain.vocabulary import place_name

    try:
        with context.store() as store:
            statements = store.read(kinds={"known"}).knowns
    except NoDiaryYet:
        statements = ()
    known: set[tuple[str | None, str | None, str]] = set()
    for said in statements:
        named = {(said.site, said.side, word) for word in (*said.qualities, *said.symptoms)}
        known = known - named if said.ended else known | named
    for draft in drafts:
        words = [word for word in (*draft.qualities, *draft.symptoms) if (draft.site, draft.side, word) not in known]
        if words:
            where = f" at {place_name(draft.site, draft.side)}" if draft.site and draft.side else ""
            raise UsageError(f"{listing(words)}{where} is not among what is known; diary known lists it")


def list_known(args: argparse.Namespace, context: Context) -> int:
    """Show the statements in their order."""
    from diary.cli.output import show_list

    with context.store() as store:
        knowns = store.read(kinds={"known"}).knowns
    return show_list(
        args, "known", knowns, "Nothing was said to be known yet. Say so with, for example: diary known numb left foot"
    )
