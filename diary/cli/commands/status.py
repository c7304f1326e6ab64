"""`diary status`: one line, for a person or a prompt."""

from __future__ import annotations

import argparse

from diary.cli.answer_commands import with_commands
from diary.cli.backup_duties import old_backup_line
from diary.cli.context import Context, say
from diary.cli.inbox import tell_waiting
from diary.cli.output import NO_ENTRIES_YET, record_line
from diary.domain.findings import TIER_LABELS
from diary.domain.text import counted, time_in_sentence
from diary.domain.validate import TOLERANCE
from diary.errors import DiaryError, NoDiaryYet
from diary.review.snapshot import Review
from diary.store.backup.names import backups_of

HELP = "Show one line: the last entry, the most urgent warning, and whether today is logged."
EXAMPLES = ("diary status", "diary status --short", "diary status --json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the form."""
    parser.add_argument("--short", action="store_true", help="a few words, for a shell prompt")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Show the status in the requested form."""
    return show(context, short=args.short, as_json=args.json)


def show(context: Context, *, short: bool = False, as_json: bool = False) -> int:
    """Show the status of the diary, also of one that does not exist yet; the exit status 0."""
    if short and not as_json and (logged := context.logged_today_by_stamp()) is not None:
        say("logged" if logged else "not logged")
        return 0
    try:
        with context.store() as store:
            review: Review | None = context.review(store)
            # Counted only for JSON: the line does not show it, and a prompt must be fast.
            entries = store.count(until=context.clock.now()) if as_json else 0
            ahead = 0 if as_json or short else store.count(since=context.clock.now() + TOLERANCE)
            tell_waiting(context, store)
    except NoDiaryYet:
        if backups_of(context.resolved_path):
            raise  # a diary with backups is lost, not new; the error tells how to restore it
        review, entries, ahead = None, 0, 0
        tell_waiting(context, None)
    if as_json:
        from diary.cli.json_shapes import print_json

        print_json({**shape(review, entries), **backup_shape(context)})
    elif short:
        say(short_line(review))
    else:
        old = old_backup_line(context)
        say(f"{line(review, ahead_line(ahead))}{f' · {old}' if old else ''}")
    return 0


def backup_shape(context: Context) -> dict[str, object]:
    """The backups in `diary status --json`; the time is the machine's local one."""
    try:
        newest = next(iter(backups_of(context.resolved_path)), None)
    except DiaryError:  # `old_backup_line` reports it
        newest = None
    return {"newest_backup": newest.made.isoformat() if newest else None, "backup_old": bool(old_backup_line(context))}


def shape(review: Review | None, entries: int) -> dict[str, object]:
    """`diary status --json`, without the backups."""
    last = review.entries[-1] if review and review.entries else None
    return {
        "entries": entries,
        "last": last.at.iso() if last else None,
        "logged_today": bool(review and review.logged_today),
        "highest": review.highest.value if review and review.highest else None,
        "announce": bool(review and review.has_untold),
    }


def line(review: Review | None, ahead: str = "") -> str:
    """The status in one line, parts separated by " · "."""
    if review is None or not review.entries:
        return f"{NO_ENTRIES_YET}{f' · {ahead}' if ahead else ''}"
    last = review.entries[-1]
    parts = [f"Last entry {time_in_sentence(last.at)}: {record_line(last)}"]
    untold = review.untold_cards
    if untold:
        first = untold[0]
        assert first.tier
        parts.append(f"{TIER_LABELS[first.tier]}: {first.title}")
        if len(untold) > 1:
            parts.append(f"and {len(untold) - 1} more (diary check)")
    elif review.raised:
        first = review.cards[0]
        parts.append(first.title + (" (told)" if first.acknowledged else ""))
    else:
        parts.append("nothing raised")
    # While a warning is untold, nothing else may draw attention from it.
    if review.deciding and not review.untold:
        parts.append(with_commands(review.deciding.next_step).rstrip("."))
    elif review.good_news and not review.untold:
        parts.append(review.good_news[0].sentence.rstrip("."))
    parts.append("today is logged" if review.logged_today else "today is not logged yet")
    return " · ".join([*parts, ahead] if ahead else parts)


def ahead_line(count: int) -> str:
    """What to do about entries in the future; "" where there are none."""
    if not count:
        return ""
    what = f"{counted(count, 'entry', 'entries')} {'is' if count == 1 else 'are'}"
    return f"{what} dated in the future; diary edit ID --at moves {'it' if count == 1 else 'them'}"


def short_line(review: Review | None) -> str:
    """A few words: the highest tier that has not been told, and whether today is logged."""
    if review is None or not review.entries:
        return "no entries"
    tier = review.untold[0].tier if review.untold else None
    today = "logged" if review.logged_today else "not logged"
    return f"{tier.value}, {today}" if tier else today
