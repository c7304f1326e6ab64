"""`diary treatment`: medicines and other treatments that run over days."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from diary.cli.context import Context, talk
from diary.cli.unclear import lines_for
from diary.errors import NoDiaryYet, UnclearLine, UsageError

if TYPE_CHECKING:
    from diary.domain.rehabilitation import Treatment

HELP = """What runs over days: a regular medicine with its dose, a brace, a course of injections. start begins one,
today or on the day you name; stop ends it; starting it again with another dose ends the old one the day before. A
single tablet stays with diary care. Alone it shows what runs, with --all also what ended."""
EXAMPLES = (
    "diary treatment start naproxen 500 mg twice a day",
    "diary treatment start ibuprofen 400 mg as needed since monday",
    "diary treatment start knee brace at night for 6 weeks",
    "diary treatment stop naproxen",
    "diary treatment",
    "diary treatment --all --json",
)
TAKES_NOTE = True
_VERBS = {
    **dict.fromkeys(("start", "add", "begin", "started", "new"), "start"),
    **dict.fromkeys(("stop", "end", "stopped", "remove", "finish", "finished"), "stop"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words; without words the command lists."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help="start or stop, then the treatment")
    parser.add_argument("--all", action="store_true", help="also what has ended")
    parser.add_argument("--json", action="store_true", help="print JSON for programs: the treatments")


def run(args: argparse.Namespace, context: Context) -> int:
    """Start or stop a treatment, or list them."""
    if not args.words or args.json:
        return list_treatments(args, context)
    verb = _VERBS.get(args.words[0].casefold())
    if verb is None:
        typed = " ".join(args.words)
        error = UnclearLine("start it or stop it?", tuple(f"{each} {typed}" for each in ("start", "stop")))
        error.command = "diary treatment"
        raise error
    words = [*args.words[1:], *(["--", *args.after] if args.after else [])]
    with lines_for(f"diary treatment {verb}"):
        return start(words, context) if verb == "start" else stop(words, context)


def start(words: list[str], context: Context) -> int:
    """Save a new treatment; one of that name that runs ends on the day before."""
    from datetime import timedelta

    from diary.cli.after_save import save_records
    from diary.domain.grammar.treatment_phrase import parse_treatment
    from diary.domain.records import new_id
    from diary.domain.text import day_in_sentence

    draft = parse_treatment(words, now=context.here)
    new = draft.treatment(new_id(), context.clock.now())
    changed, opened = [], []
    for old in running(context):
        if old.name.casefold() != new.name.casefold() or (old.last_day and old.last_day < new.first_day):
            continue
        if old.first_day >= new.first_day and old.last_day == new.first_day:
            # Stopped today, and started again: it is the same one.
            again = replace(new, id=old.id, at=old.at, recorded=old.recorded, source=old.source)
            return save_records(context, changed=[again], opened=[old], remarks=draft.remarks)
        if old.first_day >= new.first_day:
            text = f"{old.name} runs already since {day_in_sentence(old.first_day.isoformat())}"
            raise UsageError(f"{text}; to change it: diary edit {old.id[:6]} {' '.join(words)}")
        opened.append(old)
        changed.append(replace(old, until=(new.first_day - timedelta(days=1)).isoformat()))
    return save_records(context, new, changed=changed, opened=opened, remarks=draft.remarks)


def stop(words: list[str], context: Context) -> int:
    """End a treatment, today or on the day that is named."""
    from diary.cli.after_save import save_records
    from diary.domain.exercise_names import find_exercise
    from diary.domain.grammar.treatment_phrase import parse_treatment
    from diary.domain.text import day_in_sentence

    draft = parse_treatment(words, now=context.here)
    runs = running(context)
    found = find_exercise(draft.name, [each.name for each in runs])
    if len(found) != 1:
        names = ", ".join(dict.fromkeys(each.name for each in runs)) or "nothing"
        raise UsageError(f"{draft.name} {'could be several' if found else 'does not run'}; what runs: {names}")
    old = next(each for each in runs if each.name == found[0])
    # "Stop naproxen since monday", "stop naproxen yesterday": the day that is named is the last one.
    last = draft.until or draft.since or draft.at.day.isoformat()
    changed = replace(old, until=last, note="; ".join(part for part in (old.note, draft.note) if part))
    ended = f"{old.name}: ended, its last day is {day_in_sentence(last)}"
    return save_records(context, changed=[changed], opened=[old], remarks=(*draft.remarks, ended))


def running(context: Context) -> tuple[Treatment, ...]:
    """What runs today or later; nothing where there is no diary yet."""
    try:
        with context.store() as store:
            treatments = store.read(kinds={"treatment"}).treatments
    except NoDiaryYet:
        return ()
    return tuple(each for each in treatments if each.last_day is None or each.last_day >= context.here.today)


def list_treatments(args: argparse.Namespace, context: Context) -> int:
    """Show what runs, or all."""
    from diary.cli.output import show_list
    from diary.domain.text import counted

    with context.store() as store:
        treatments = store.read(kinds={"treatment"}).treatments
    today = context.here.today
    shown = [each for each in treatments if args.all or each.last_day is None or each.last_day >= today]
    empty = "Nothing runs. Start one with: diary treatment start naproxen 500 mg twice a day"
    status = show_list(args, "treatments", shown, empty, timed=False)
    if hidden := len(treatments) - len(shown):
        talk(f"{counted(hidden, 'treatment')} ended before today: diary treatment --all shows all")
    return status
