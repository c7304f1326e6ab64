"""`diary score`: how well things go that matter to the person, and other measures."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from diary.cli.context import Context, say, talk
from diary.cli.unclear import lines_for
from diary.errors import NoDiaryYet, UsageError

if TYPE_CHECKING:
    from diary.domain.grammar.score_phrase import ScoreDraft
    from diary.domain.records import Diary
    from diary.domain.rehabilitation import Activity

HELP = """Function, in numbers. Add three to five activities of your own, and rate each 0 (unable) to 10 (as before).
peg takes three numbers for the last week: pain, what it took from enjoyment of life, how much it was in the way, each 0
to 10. change is how it is since the last visit, -5 to +5. Any other measure has its unit. sleep, mood and morning
stiffness can be added. ask says when a score is due: weekly, at visits, or never. Alone it shows what is due, and how
each runs."""
EXAMPLES = (
    "diary score add activity climbing stairs",
    "diary score climbing stairs 6",
    "diary score peg 5 4 6",
    "diary score change +2",
    "diary score grip left 24 kg",
    "diary score add morning stiffness",
    "diary score ask climbing stairs at visits",
    "diary score end climbing stairs",
    "diary score",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words; without words the command shows the scores."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help="a score and its number; or add, ask, end")
    parser.add_argument("--json", action="store_true", help="print JSON for programs: what is due, and all values")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save a score, follow one, or show all."""
    if not args.words or args.json:
        if args.words:
            raise UsageError("--json only shows; leave the words out to show, or leave the option out to save")
        return show(args, context)
    verb = args.words[0].casefold()
    if verb == "add" and len(args.words) > 1:
        return add(args, context)
    if verb in ("ask", "end", "stop") and len(args.words) > 1:
        return follow_differently(verb, " ".join(args.words[1:]), context)
    from diary.cli.after_save import save_records
    from diary.domain.grammar.score_phrase import parse_score
    from diary.domain.records import new_id

    note = ["--", *args.after] if args.after else []
    with lines_for("diary score"):
        diary = diary_of(context)
        draft = parse_score([*args.words, *note], now=context.here, known=known_names(diary))
    remarks = (*draft.remarks, *since_when(draft, diary))
    return save_records(context, draft.score(new_id(), context.clock.now()), remarks=remarks)


def since_when(draft: ScoreDraft, diary: Diary) -> tuple[str, ...]:
    """With what a change since the last visit is compared; nothing for other scores."""
    if all(answer.name != "change" for answer in draft.answers):
        return ()
    visits = [visit.at.day for visit in diary.visits if visit.at.instant <= draft.at.instant]
    if not visits:
        example = (draft.at.day - timedelta(days=14)).isoformat()
        return (f"no visit is in the diary yet, with which to compare; write the last one down: diary visit {example}",)
    from diary.domain.text import day_in_sentence

    return (f"compared with the visit of {day_in_sentence(max(visits).isoformat())}",)


def diary_of(context: Context) -> Diary:
    """The scores of the diary, and what they are about; an empty one where there is none yet."""
    from diary.domain.records import Diary

    try:
        with context.store() as store:
            return store.read(kinds={"score", "activity", "visit"})
    except NoDiaryYet:
        return Diary()


def known_names(diary: Diary) -> tuple[str, ...]:
    """The names of the own scores, those that are followed first."""
    named = [activity.name for activity in diary.activities]
    named += [answer.name for score in diary.scores for answer in score.answers]
    return tuple(dict.fromkeys(named))


def add(args: argparse.Namespace, context: Context) -> int:
    """Follow activities of the person's own, or ready-made scores; a number after each is its first value."""
    from diary.cli.after_save import save_records
    from diary.domain.grammar.score_phrase import parse_score, when_asked
    from diary.domain.records import Record, new_id
    from diary.domain.rehabilitation import Activity
    from diary.domain.scores import READY_MADE

    words = args.words[1:]
    is_own = words[0].casefold() in ("activity", "activities", "measure") and len(words) > 1
    text, asked = when_asked(" ".join(words[is_own:]))
    diary = diary_of(context)
    today = context.here.today
    new: list[Record] = []
    changed, opened, rated = [], [], False
    named = _names_in(text)
    names = [name.casefold() for name, _ in map(_name_and_number, named)]
    if len(set(names)) < len(names):
        raise UsageError("one activity is there twice; add it once")
    for place, (name, number) in enumerate(map(_name_and_number, named)):
        if name.casefold() in READY_MADE:
            name = name.casefold()
        elif not is_own:
            ready = ", ".join(READY_MADE)
            raise UsageError(
                f"an activity of your own is added with: diary score add activity {name}; ready-made: {ready}"
            )
        there = [each for each in diary.activities if each.name.casefold() == name.casefold() and each.runs_on(today)]
        ended = [each for each in there if each.last_day == today]
        if there and not ended:
            raise UsageError(f"{name} is followed already; rate it with: diary score {name} 6")
        # Records of one time are sorted by the time of writing: they stay in the order of the line.
        recorded = context.clock.now() + timedelta(microseconds=place)
        activity = Activity(
            id=new_id(), at=context.here.moment, recorded=recorded, name=name, asked=asked,
            since=today.isoformat(), note=" ".join(args.after or []),
        )  # fmt: skip
        # Ended today, and added again: it is the same one.
        changed += [replace(activity, id=each.id, at=each.at, recorded=each.recorded) for each in ended[:1]]
        opened += ended[:1]
        new += [] if ended else [activity]
        if number:
            rated = True
            with lines_for("diary score"):
                draft = parse_score([name, number], now=context.here, known=(*known_names(diary), name))
            new.append(draft.score(new_id(), recorded))
    status = save_records(context, *new, changed=changed, opened=opened)
    own = [each for each in diary.activities if each.name not in READY_MADE and each.runs_on(today)]
    count = len(own) + sum(name not in READY_MADE for name in names)
    if is_own and count > 5:
        talk(f"That makes {count} activities; three to five are enough to see a change.")
    elif not rated:
        name = names[0] if names[0] in READY_MADE else _name_and_number(named[0])[0]
        talk(f"Rate it with: diary score {name} {'5 4 6' if name == 'peg' else '6'}")
    return status


def _names_in(text: str) -> list[str]:
    """The names between commas. An "and" parts them after a number, and before the last of several.

    Else it is a part of a name: walking up and down stairs.
    """
    parts = [part for part in re.split(r"\s*[,;]\s*(?:and\s+)?|(?<=\d)\s+and\s+", text) if part]
    last = re.fullmatch(r"(\w+)\s+and\s+(\w+)", parts[-1]) if len(parts) > 1 else None
    return [*parts[:-1], *last.groups()] if last else parts


def _name_and_number(text: str) -> tuple[str, str]:
    """A name, and the number behind it; "" where there is none."""
    name, _, number = text.rpartition(" ")
    return (name, number) if name and number.replace("/10", "").lstrip("+-").isdigit() else (text, "")


def follow_differently(verb: str, text: str, context: Context) -> int:
    """Ask for a score at other times, or no longer."""
    from diary.cli.after_save import save_records
    from diary.domain.grammar.score_phrase import when_asked
    from diary.domain.records import new_id
    from diary.domain.rehabilitation import Activity
    from diary.domain.scores import READY_MADE

    name, asked = when_asked(text) if verb == "ask" else (text, "")
    diary = diary_of(context)
    old = _followed(name, diary, context)
    if verb == "ask":
        if not asked:
            raise UsageError(f"when is {name} due? Write weekly, at visits or never: diary score ask {name} weekly")
        if old is None and name.casefold() in READY_MADE:
            since = context.here.today.isoformat()
            new = Activity(
                id=new_id(), at=context.here.moment, recorded=context.clock.now(), name=name.casefold(), asked=asked,
                since=since,
            )  # fmt: skip
            return save_records(context, new)
    if old is None:
        names = ", ".join(each.name for each in diary.activities if each.runs_on(context.here.today)) or "none yet"
        raise UsageError(f"{name} is not followed; followed are: {names}")
    yesterday = context.here.today - timedelta(days=1)
    last = max(old.first_day, yesterday).isoformat()
    changed = replace(old, asked=asked) if verb == "ask" else replace(old, until=last)
    said = () if verb == "ask" else (f"{old.name}: ended, it is asked for no more",)
    return save_records(context, changed=[changed], opened=[old], remarks=said)


def _followed(name: str, diary: Diary, context: Context) -> Activity | None:
    running = [each for each in diary.activities if each.runs_on(context.here.today)]
    words = set(name.casefold().split())
    exact = [each for each in running if each.name.casefold() == name.casefold()]
    return next(iter(exact or [each for each in running if words and words <= set(each.name.casefold().split())]), None)


def show(args: argparse.Namespace, context: Context) -> int:
    """Show what is due, and how each score runs."""
    from diary.review.scores import course_line, score_courses, shape_of

    with context.store() as store:
        diary = store.read(kinds={"score", "activity", "visit"})
    courses = score_courses(diary, context.here.today, context.settings.ask_scores)
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json(
            {
                "due": [each.called for each in courses if each.due],
                "scores": [{**shape_of(each), "asked": each.asked, "due": each.due} for each in courses],
            }
        )
        return 0
    for course in courses:
        say(course_line(course))
    if not courses:
        talk("No score is in the diary yet. Begin with: diary score add activity climbing stairs")
    if due := [course.called for course in courses if course.due]:
        talk(f"Due: {', '.join(due)}. (diary score {due[0]} {'5 4 6' if due[0] == 'peg' else 'NUMBER'})")
    return 0
