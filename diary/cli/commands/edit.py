"""`diary edit`: change a record; the earlier version is saved."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from typing import Any

from diary.cli.context import Context, say, talk
from diary.cli.unclear import lines_for
from diary.domain.fields import Choice, Field, Rating, Text, Whole, fields_of, own_fields
from diary.domain.moments import Moment
from diary.domain.records import (
    KIND_OF,
    Care,
    Entry,
    Exercise,
    Known,
    Motion,
    Question,
    Reading,
    Record,
    Session,
    Usual,
    Visit,
)
from diary.domain.vocabulary import SYMPTOMS
from diary.errors import UsageError

HELP = """Change an entry, or any other record with an id. Words replace its content, as in diary log; the time and the
note stay unless new ones are given. A time alone moves it, a level alone changes the level of its one site. Options
change one part only. The earlier version is saved, and undo brings it back."""
EXAMPLES = (
    "diary edit last 5 lower back dull",
    "diary edit last 6",
    "diary edit last --sudden",
    "diary edit last --add numbness",
    "diary edit 3fa9c1 yesterday 21:00",
    "diary edit last --note after the stairs",
)
TAKES_NOTE = True
_NUMBERS: dict[str, Field] = {
    field.name: field
    for cls in (Entry, Session, Care)
    for field in own_fields(cls)
    if isinstance(field.spec, Rating | Whole)
}
"""Numbers of records that an option changes alone, such as interference, effort or minutes."""
_OF_SITE: dict[str, Field] = {
    field.name: field
    for field in fields_of(Reading)
    if isinstance(field.spec, Rating | Choice) and field.name != "pain"
}
_OF_EXERCISE: dict[str, Field] = {
    field.name: field
    for field in fields_of(Exercise)
    if isinstance(field.spec, Rating | Whole | Choice | Text) and field.name not in ("name", "note", "pain")
}
"""What an option changes of the one site of an entry, or of one exercise; the level has an option for both."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the id, the words, and the options of single parts."""
    parser.add_argument("id", metavar="ID", help="an id, the beginning of one, or last")
    parser.add_argument("words", nargs="*", metavar="WORDS", help="the new content")
    parser.add_argument("--at", metavar="T", help="the new time")
    parser.add_argument("--add", metavar="SYMPTOM", action="append", default=[], help="one symptom more; repeatable")
    parser.add_argument("--pain", metavar="N", type=int, help="the new level of the one site, or during the exercise")
    parser.add_argument(
        "--sudden", action=argparse.BooleanOptionalAction, default=None, help="whether it came on suddenly"
    )
    for name, field in _NUMBERS.items():
        parser.add_argument(f"--{name}", metavar="N", type=int, help=f"the new value of {field.label}")
    parser.add_argument(
        "--about", action=argparse.BooleanOptionalAction, default=None, help="whether only the part of the day is known"
    )
    parser.add_argument("--exercise", metavar="NAME", help="the exercise that the options of one are about")
    for fields, of in ((_OF_SITE, "the one site"), (_OF_EXERCISE, "the exercise")):
        for name, field in fields.items():
            number = isinstance(field.spec, Rating | Whole)
            parser.add_argument(
                f"--{name.replace('_', '-')}", metavar="N" if number else "TEXT", type=int if number else str,
                help=f"{field.label}, of {of}",
            )  # fmt: skip
    parser.add_argument(
        "--note", metavar="TEXT", nargs="*", help="the new note: all words up to the next option; no words delete it"
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Replace the record by its new version, and show both and what changed in the findings."""
    from diary.cli.after_save import full_line, latest_instant, show_changes
    from diary.cli.names import record_with_id
    from diary.cli.note_questions import ask_about_notes
    from diary.cli.output import record_line
    from diary.domain.text import time_in_sentence
    from diary.domain.validate import check
    from diary.review.snapshot import review

    now = context.clock.now()
    with context.store() as store:
        old = record_with_id(store, args.id)
        new = edited(old, args, context)
        check(new, now)
        entries = [new] if isinstance(new, Entry) else []
        now = latest_instant(context, entries)
        # Both reviews at one instant, so that they differ by the edit only, not by the time between them.
        before = review(store, now, context.settings)
        store.replace(new, opened=[old], label=f"{record_line(old)} ({time_in_sentence(old.at)})")
        say(full_line(new))
        talk(f"was: {full_line(old)}")
        talk("Changed. (diary undo brings back what it was)")
        after = review(store, now, context.settings)
        show_changes(before, after, entries)
        ask_about_notes([new], after.diary)
    return 0


def edited(old: Record, args: argparse.Namespace, context: Context) -> Record:
    """The record with the changes of the arguments; UsageError if they change nothing."""
    from diary.domain.grammar.times import parse_time
    from diary.domain.validate import tidy

    short = level_and_time(old, args.words, context)
    new = old
    if short is not None:
        level, at = short
        new = replace(old, at=at or old.at)
        new = new if level is None else with_reading(new, {"pain": level}, None, args.id, context)
    elif args.words:
        with lines_for(f"diary edit {args.id}"):
            new = with_new_words(old, args.words, context)
    if args.at:
        new = replace(new, at=parse_time(args.at, now=context.here, future=isinstance(old, Visit)).at)
    if args.note is not None or args.after is not None:
        new = replace(new, note=" ".join([*(args.note or []), *(args.after or [])]))
    if args.about is not None:
        new = replace(new, at=replace(new.at, about=args.about))
    during = {} if args.pain is None else {"pain": args.pain}
    of_site, of_exercise = (
        {name: value for name in fields if (value := getattr(args, name)) is not None}
        for fields in (_OF_SITE, _OF_EXERCISE)
    )
    if of_exercise or args.exercise or (during and isinstance(new, Session)):
        new = with_exercise(new, args.exercise, during | of_exercise)
    elif during:
        of_site = during | of_site
    if of_site or args.sudden is not None:
        new = with_reading(new, of_site, args.sudden, args.id, context)
    for symptom in args.add:
        new = with_named_symptom(new, symptom)
    numbers = {name: value for name in _NUMBERS if (value := getattr(args, name)) is not None}
    for name in numbers:
        if not hasattr(new, name):
            raise UsageError(f"{KIND_OF[type(new)]} has no {name}")
    new = tidy(replace(new, **numbers))
    if new == old:
        raise UsageError("this changes nothing; write the new content, as in diary edit last 5 lower back")
    return new


def level_and_time(old: Record, words: list[str], context: Context) -> tuple[int | None, Moment | None] | None:
    """What the words say where they are only a level, a time, or a level and a time; None where they say more."""
    from diary.domain.grammar.times import parse_time

    if isinstance(old, Visit | Question):  # the words of these may be a day alone, or any text
        return None
    first, *rest = " ".join(words).split() or [""]
    is_level = isinstance(old, Entry) and re.fullmatch("10|[0-9]", first) is not None
    times = rest if is_level else words
    try:
        at = parse_time(times, now=context.here).at if times else None
    except UsageError:
        return None  # no time: the words are the new content, which says what is wrong with them
    return (int(first) if is_level else None, at) if is_level or at else None


def with_exercise(record: Record, name: str | None, values: dict[str, Any]) -> Session:
    """The session with other values of one exercise; UsageError if it has none of that name, or no one is meant."""
    if not isinstance(record, Session) or not record.exercises:
        raise UsageError("only a session with an exercise has sets, repetitions and a load")
    places = [
        place for place, each in enumerate(record.exercises) if name is None or each.name.casefold() == name.casefold()
    ]
    if not places or (name is None and len(places) > 1):
        named = ", ".join(dict.fromkeys(exercise.name for exercise in record.exercises))
        raise UsageError(f"say which exercise is meant with --exercise: {named}")
    exercises = list(record.exercises)
    exercises[places[0]] = replace(exercises[places[0]], **values)
    return replace(record, exercises=tuple(exercises))


def with_reading(record: Record, values: dict[str, Any], sudden: bool | None, id: str, context: Context) -> Entry:
    """The entry with other values of its one site or another sudden mark; UsageError if that is not possible."""
    if not isinstance(record, Entry) or not record.readings:
        raise UsageError("only an entry with a site has a level and can be sudden")
    readings = record.readings
    if values:
        first, *others = readings
        readings = (replace(first, **values), *others)
        if others:
            from diary.domain.echo import echo_of

            line = echo_of(replace(record, readings=readings, note=""), context.here)
            raise UsageError(f"the entry has several sites; write all of them, such as: diary edit {id} {line}")
    if sudden is not None:
        # No site is named, so it is about the one that hurts most; "not sudden" is for all of them.
        worst = max(readings, key=lambda reading: -1 if reading.pain is None else reading.pain)
        readings = tuple(replace(r, sudden=sudden) if r is worst or not sudden else r for r in readings)
    return replace(record, readings=readings)


def with_named_symptom(record: Record, name: str) -> Entry:
    """The entry with one symptom more, by its name; UsageError where there is no such symptom, or no entry."""
    from diary.domain.note_signs import with_symptom

    symptom = name.strip().casefold().replace(" ", "-")
    if symptom not in SYMPTOMS:
        raise UsageError(f"“{name}” is no symptom; use one of {', '.join(SYMPTOMS)}")
    if not isinstance(record, Entry):
        raise UsageError("only an entry has symptoms; write one with diary log")
    return with_symptom(record, symptom)


def with_new_words(old: Record, words: list[str], context: Context) -> Record:
    """The record with new content; time and note stay unless the words have new ones."""
    from diary.domain.grammar.care_phrase import parse_care
    from diary.domain.grammar.entry import parse_log
    from diary.domain.grammar.motion_phrase import parse_motion
    from diary.domain.grammar.session_phrase import parse_session
    from diary.domain.grammar.statements import parse_usual
    from diary.domain.grammar.visit_phrase import parse_visit

    here = context.here
    new: Record
    if isinstance(old, Entry):
        new = parse_log(words, now=here).entry(old.id, old.recorded)
        if old.readings and not new.readings:  # "interference 5" adds to the sites, and must not delete them
            new = merge_without_site(old, new)
    elif isinstance(old, Session):
        new = parse_session(words, now=here).session(old.id, old.recorded)
    elif isinstance(old, Motion):
        new = parse_motion(words, now=here).motion(old.id, old.recorded)
    elif isinstance(old, Care):
        new = parse_care(words, now=here).care(old.id, old.recorded)
    elif isinstance(old, Visit):
        new = parse_visit(words, now=here).visit(old.id, old.recorded)
    elif isinstance(old, Usual):
        new = parse_usual(words, now=here).usual(old.id, old.recorded)
    elif isinstance(old, Known):
        new = known_with_new_words(old, words, context)
    elif isinstance(old, Question):
        return replace(old, note=" ".join(words))  # a question is its note; its time stays
    else:
        from diary.domain.grammar.changed_words import with_words  # 30 ms of grammar that other records do not need

        other = with_words(old, words, here)
        if other is None:
            raise UsageError("this kind of record can't be changed by words; delete it and write it again")
        new = other
    # The grammar gives the present time where the words have none.
    keeps_time = new.at.instant == here.moment.instant
    at = old.at if keeps_time else new.at
    return replace(new, at=at, note=new.note or old.note, source=old.source)


def merge_without_site(old: Entry, new: Entry) -> Entry:
    """The new values of words without a site, with the sites and other values of the old entry."""
    return replace(
        new,
        readings=old.readings,
        symptoms=new.symptoms or old.symptoms,
        **{name: getattr(old, name) for name in _NUMBERS if getattr(new, name, 0) is None},
    )


def known_with_new_words(old: Known, words: list[str], context: Context) -> Known:
    """The statement with new content; whether it begins or ends something stays."""
    from diary.domain.grammar.statements import parse_known

    drafts = parse_known(words, now=context.here)
    if len(drafts) != 1:
        raise UsageError("name one site; for more, write each one with diary known")
    return drafts[0].known(old.id, old.recorded, ended=old.ended)
