"""`diary known`: what was there from the start."""

from __future__ import annotations

import argparse

from diary.cli.context import Context

HELP = """Say which symptoms or qualities were there from the start, at which site: they raise no warning by
themselves, as long as they do not get worse. --end says that one is not to be expected any more. Alone it lists
what was said."""
EXAMPLES = (
    "diary known numb left foot",
    "diary known fatigue",
    "diary known --end numb left foot",
    "diary known",
    "diary known --json",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """The words; none lists what is known."""
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="symptoms or qualities, with their site where they have one"
    )
    parser.add_argument("--end", action="store_true", help="it no longer counts as known, from now on")
    parser.add_argument("--json", action="store_true", help="for programs: what was said")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save the statement, or list what was stated."""
    if not args.words or args.json:
        return list_known(args, context)
    from diary.cli.after_save import save_records
    from diary.domain.grammar.statements import parse_known
    from diary.domain.records import new_id

    note = ["--", *args.after] if args.after else []
    drafts = parse_known([*args.words, *note], now=context.here)
    now = context.clock.now()
    remarks = tuple(dict.fromkeys(remark for draft in drafts for remark in draft.said))
    return save_records(context, *(draft.known(new_id(), now, ended=args.end) for draft in drafts), remarks=remarks)


def list_known(args: argparse.Namespace, context: Context) -> int:
    """What was stated, in its order."""
    from diary.cli.output import show_list

    with context.store() as store:
        knowns = store.read(kinds={"known"}).knowns
    return show_list(
        args, "known", knowns, "Nothing was said to be known yet. Say so with, for example: diary known numb left foot"
    )
