"""`diary programme`: the exercises that are planned at home, and what was done this week."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from diary.cli.context import Context, say, talk
from diary.cli.unclear import lines_for
from diary.errors import NoDiaryYet, UnclearLine, UsageError

if TYPE_CHECKING:
    from diary.domain.grammar.programme_phrase import ProgrammeDraft
    from diary.domain.rehabilitation import Plan

HELP = """The home programme. add plans exercises: name, sets and repetitions or seconds, load, how often a week; change
gives one another dose from today, or from the day you name, and keeps what was planned before; end takes one out. Alone
it shows what is planned and what was done this week. diary session programme logs today's exercises at once."""
EXAMPLES = (
    "diary programme add squats 3x10 @20kg 3 times a week",
    "diary programme add plank 3x30s, bridges 2x15 band red, daily from monday",
    "diary programme change squats 3x12 @25kg",
    "diary programme end plank",
    "diary programme",
    "diary programme --week yesterday --json",
    "diary session programme, squats pain 4, plank skipped too sore",
)
TAKES_NOTE = True
_NAMES = {
    **dict.fromkeys(("add", "plan", "new", "start"), "add"), "change": "change",
    **dict.fromkeys(("end", "stop", "remove", "drop", "finish"), "end"),
}  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words; without words the command shows the week."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help="add, change or end, then the exercise")
    parser.add_argument("--week", metavar="T", help="show the week of that day, to its end")
    parser.add_argument("--json", action="store_true", help="print JSON for programs: the week")


def run(args: argparse.Namespace, context: Context) -> int:
    """Show the week, or change the programme."""
    if not args.words or args.json:
        if args.words:
            raise UsageError("--json only shows; leave the words out to show, or leave the option out to save")
        return show_week(args, context)
    verb = _NAMES.get(args.words[0].casefold())
    if verb is None:
        words = " ".join(args.words)
        lines = tuple(f"{each} {words}" for each in ("add", "change", "end"))
        error = UnclearLine("add it, change it or end it?", lines)
        error.command = "diary programme"
        raise error
    from diary.cli.old_names import split_names
    from diary.domain.grammar.programme_phrase import parse_programme

    note = ["--", *args.after] if args.after else []
    with lines_for(f"diary programme {verb}"):
        draft = parse_programme([*args.words[1:], *note], now=context.here, ending=verb == "end")
        split_names(context)
        return {"add": add, "change": change, "end": end}[verb](draft, context)


def add(draft: ProgrammeDraft, context: Context) -> int:
    """Plan new exercises; one that is planned already is changed, and not planned twice."""
    from diary.cli.after_save import save_records
    from diary.domain.exercise_names import exercise_key
    from diary.domain.records import new_id

    since = draft.since or context.here.today.isoformat()
    new = []
    for place, each in enumerate(draft.exercises):
        # Records of one time are sorted by the time of writing: the exercises stay in the order of the line.
        recorded = context.clock.now() + timedelta(microseconds=place)
        new.append(each.plan(id=new_id(), at=context.here.moment, recorded=recorded, since=since, until=draft.until))
    keys = [exercise_key(plan.name) for plan in new]
    changed, opened = [], []
    for old in planned(context):
        for plan in list(new):
            # Two lines of one exercise that follow each other are its history; two at once would count double.
            if not (exercise_key(old.name) == exercise_key(plan.name) and _overlap(old, plan)):
                continue
            if old.last_day == plan.first_day:
                # Ended today, and planned again: the old line ends on the day before, or is this one.
                opened.append(old)
                if old.first_day < plan.first_day:
                    changed.append(replace(old, until=(plan.first_day - timedelta(days=1)).isoformat()))
                else:
                    changed.append(replace(plan, id=old.id, at=old.at, recorded=old.recorded, source=old.source))
                    new.remove(plan)
            else:
                text = f"{old.name} is planned already: {_line(old)}"
                raise UsageError(f"{text}. To change it: diary programme change {_line(plan)}")
    if len(set(keys)) < len(keys):
        raise UsageError("one exercise is there twice; plan it once")
    remarks = [*draft.remarks, *(_dose_before(plan, planned(context)) for plan in new)]
    return save_records(context, *new, changed=changed, opened=opened, remarks=tuple(filter(None, remarks)))


def _dose_before(plan: Plan, plans: tuple[Plan, ...]) -> str:
    """For an exercise without a dose that was planned with one before: that it has none, and how to give it that."""
    from diary.domain.describe import planned_dose
    from diary.domain.exercise_names import exercise_key

    before = [each for each in plans if exercise_key(each.name) == exercise_key(plan.name) and planned_dose(each)]
    if planned_dose(plan) or not before:
        return ""
    last = max(before, key=lambda each: each.first_day)
    return f"{plan.name} has no dose; to plan the one it had: diary programme change {_line(last)}"


def change(draft: ProgrammeDraft, context: Context) -> int:
    """Give planned exercises another dose from a day on: the old lines end on the day before."""
    from diary.cli.after_save import save_records
    from diary.domain.days import earliest
    from diary.domain.records import new_id

    first = earliest(draft.since) if draft.since else context.here.today
    # What ended yesterday is named too, after all that runs: who has just ended it is told so.
    yesterday = context.here.today - timedelta(days=1)
    plans = tuple(sorted(planned(context), key=lambda plan: plan.last_day == yesterday))
    new, changed, opened = [], [], []
    for each in draft.exercises:
        old = _named(each.exercise.name, plans, first if draft.since else yesterday)
        if old.last_day is not None and old.last_day <= context.here.today and not draft.until:
            line = _line(each.changed(old))
            raise UsageError(f"{old.name} has ended. To plan it again: diary programme add {line}")
        if not (each.says_more or draft.until):
            raise UsageError(f"{old.name}: to what? Write its new dose, such as diary programme change {_line(old)}")
        dose = replace(each.changed(old), until=draft.until or old.until)
        opened.append(old)
        if old.first_day >= first:
            # It began today, or has not begun: there is no earlier dose to keep.
            changed.append(dose)
            continue
        changed.append(replace(old, until=(first - timedelta(days=1)).isoformat()))
        since = draft.since or first.isoformat()
        new.append(
            replace(dose, id=new_id(), at=context.here.moment, recorded=context.clock.now(), since=since, source="")
        )
    return save_records(context, *new, changed=changed, opened=opened, remarks=draft.remarks)


def end(draft: ProgrammeDraft, context: Context) -> int:
    """End planned exercises, now or on the day that is named."""
    from diary.cli.after_save import save_records
    from diary.domain.text import day_in_sentence

    if draft.since:
        raise UsageError("an end has its last day: write until and the day, such as until yesterday")
    plans = planned(context)
    opened = [_named(each.exercise.name, plans, context.here.today) for each in draft.exercises]
    changed = [
        replace(old, until=draft.until or _last_day(old, context), note=each.note or old.note)
        for old, each in zip(opened, draft.exercises, strict=True)
    ]
    ended = tuple(f"{plan.name}: ended, its last day is {day_in_sentence(plan.until)}" for plan in changed)
    return save_records(context, changed=changed, opened=opened, remarks=(*draft.remarks, *ended))


def _last_day(plan: Plan, context: Context) -> str:
    """The last day of what ends now: yesterday, so that it is not due today, unless it was done or began today."""
    from diary.review.programme import programme_week

    today = context.here.today
    with context.store() as store:
        sessions = store.read(kinds={"session"}).sessions
    done = any(week.done_today for week in programme_week((plan,), sessions, today))
    return (today if done or plan.first_day >= today else today - timedelta(days=1)).isoformat()


def planned(context: Context) -> tuple[Plan, ...]:
    """All plan lines, ended ones too; none where there is no diary yet."""
    try:
        with context.store() as store:
            return store.read(kinds={"plan"}).plans
    except NoDiaryYet:
        return ()


def _overlap(one: Plan, other: Plan) -> bool:
    return one.runs_between(other.first_day, other.last_day or date.max)


def _named(name: str, plans: tuple[Plan, ...], day: date) -> Plan:
    """The plan line of that name that runs on the day or later; UsageError where there is none, or several."""
    from diary.domain.exercise_names import find_exercise

    running = [plan for plan in plans if plan.last_day is None or plan.last_day >= day]
    found = find_exercise(name, [plan.name for plan in running])
    if len(found) > 1:
        raise UsageError(f"{name} could be {' or '.join(found)}; write the whole name")
    if not found:
        names = ", ".join(dict.fromkeys(plan.name for plan in running))
        known = f"planned are {names}" if names else "nothing is planned yet"
        raise UsageError(f"{name} is not in the programme; {known}. To plan it: diary programme add {name}")
    return next(plan for plan in running if plan.name == found[0])


def _line(plan: Plan) -> str:
    from diary.domain.grammar.programme_phrase import plan_words

    return plan_words(plan)


def show_week(args: argparse.Namespace, context: Context) -> int:
    """Show what is planned in the week, and what was done."""
    from diary.domain.text import day_in_sentence
    from diary.review.programme import programme_week, week_of

    today = context.here.today
    day = min(today, week_of(week_named(args.week, context))[1]) if args.week else today
    with context.store() as store:
        diary = store.read(kinds={"plan", "session"})
    weeks = programme_week(diary.plans, diary.sessions, day)
    first, last = week_of(day)
    if args.json:
        from diary.cli.json_shapes import print_json, record_shape

        print_json({
            "from": first.isoformat(), "until": last.isoformat(),
            "programme": [
                {
                    **record_shape(week.plan), "planned": week.planned, "times_done": week.done, "eased": week.eased,
                    "skipped": week.skipped, "outside": week.outside, "reasons": list(week.reasons), "due": week.due,
                }
                for week in weeks
            ],
        })  # fmt: skip
        return 0
    before = [plan.name for plan in diary.plans if plan.last_day and plan.last_day < first]
    names = {week.plan.name for week in weeks}
    if ended_before := [name for name in dict.fromkeys(before) if name not in names]:
        talk(f"Ended earlier: {', '.join(ended_before)}. (diary list --all shows when)")
    if not weeks:
        talk("Nothing is planned. Plan an exercise with: diary programme add squats 3x10 3 times a week")
        return 0
    say(f"{first:%a} {first.day} {first:%b} – {last:%a} {last.day} {last:%b}")
    for week in weeks:
        ended = (
            f" (until {day_in_sentence(week.plan.until)})" if week.plan.last_day and week.plan.last_day < day else ""
        )
        say(f"{week.what}{ended}: {week.course_text()}")
    due = [week.plan.name for week in weeks if week.due]
    if due and first <= today <= last:
        talk(f"Open today: {', '.join(due)}. (diary session programme logs them)")
    return 0


def week_named(text: str, context: Context) -> date:
    """The day of `--week`."""
    from diary.domain.grammar.times import parse_time

    return parse_time(text, now=context.here, future=True).at.day
