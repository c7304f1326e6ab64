"""`diary session`: a therapy or exercise session."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from diary.cli.context import Context
from diary.cli.unclear import lines_for
from diary.errors import NoDiaryYet, UsageError

if TYPE_CHECKING:
    from diary.domain.records import Session

HELP = """Save a therapy or exercise session: its kind, then its exercises after a colon, separated by commas;
"effort 6", "30 min", "new" or "not new", and a time, which is its end. "session again" repeats the last one with the
present time; "session programme" logs today's exercises of diary programme, and after a comma what went otherwise.
With no words it asks short questions, one a line, and offers the answers of the last session.
"--response" saves nothing: it shows the pain during and after each kind of session and exercise (before, the highest
within 48 hours, the next morning, hours to settle) beside 48 hours without a session, with a traffic light: by default
green 0-3, amber 4-5, red 6-10 during, and whether that had settled by the next morning. The bands are settings
(exercise_green, exercise_amber, exercise_morning), because sources differ (pain-monitoring model: Thomeé 1997,
Silbernagel 2007)."""
EXAMPLES = (
    "diary session",
    "diary session physio 45 min effort 5",
    "diary session home: squats 3x10 @20kg, bridges new, plank skipped too sore, effort 6 yesterday 18:00",
    "diary session pool 07:00-08:00",
    "diary session again",
    "diary session programme, squats pain 4, plank eased 2x20s, bridges skipped too sore",
    "diary session --response",
    "diary session --response --json",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words and the options of what is shown."""
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="the session, or again; without words it asks short questions"
    )
    parser.add_argument("--response", action="store_true", help="show the pain during and after sessions, save nothing")
    parser.add_argument("--json", action="store_true", help="with --response: print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save the session from words, from the last one, or from questions; or show the responses."""
    if args.response or args.json:
        if args.words or args.after or not args.response:
            raise UsageError("--response shows and saves nothing, and --json goes with it; leave the words out")
        from diary.cli.session_responses import show_responses

        return show_responses(args, context)
    from diary.cli.after_save import save_records
    from diary.cli.old_names import split_names
    from diary.domain.grammar.programme_session import follows_programme
    from diary.domain.grammar.session_phrase import parse_session
    from diary.domain.records import new_id

    now = context.clock.now()
    if args.words == ["again"] and args.after is None:
        with context.store() as store:
            sessions = store.read(kinds={"session"}).sessions
        if not sessions:
            raise UsageError("there is no session to repeat yet; write diary session physio 45 min")
        # What was new last time is not new now, and the notes were about that day.
        exercises = sessions[-1].exercises_again
        again = replace(sessions[-1], id=new_id(), at=context.here.moment, recorded=now, note="", new=None, source="")
        session, remarks = replace(again, exercises=exercises), tuple[str, ...]()
    elif not args.words and args.after is None and sys.stdin.isatty():
        from diary.cli.prompts import ask_session

        asked = ask_session(context)
        session, remarks = asked.session(new_id(), now), asked.remarks
    elif not args.words and args.after is None:
        # In a script nobody is there to answer questions.
        raise UsageError("which session? Write, for example, diary session physio 45 min; on a terminal it asks")
    else:
        words = [*args.words, *(["--", *args.after] if args.after else [])]
        with lines_for("diary session"):
            if follows_programme(args.words):
                session, remarks = of_programme(words, context)
            else:
                draft = parse_session(words, now=context.here)
                session, remarks = draft.session(new_id(), now), draft.remarks
    split_names(context)
    return save_records(context, session, remarks=remarks)


def of_programme(words: list[str], context: Context) -> tuple[Session, tuple[str, ...]]:
    """The session with today's planned exercises, and remarks; UsageError where nothing is planned."""
    from diary.domain.grammar.programme_session import check_names, parse_programme_session
    from diary.domain.records import Diary, new_id
    from diary.domain.text import day_in_sentence
    from diary.review.programme import plans_on, todays_exercises

    draft = parse_programme_session(words, now=context.here)
    try:
        with context.store() as store:
            diary = store.read(kinds={"plan", "session"})
    except NoDiaryYet:
        diary = Diary()
    day = draft.at.called_day(context.settings.night)
    plans, later = diary.plans, tuple[str, ...]()
    if not plans_on(plans, day) and (running := plans_on(plans, context.here.today)):
        # Done before it was written down: what is planned now counts for that day.
        since = min(plan.first_day for plan in running)
        plans = tuple(replace(plan, since=day.isoformat()) for plan in running)
        later = (f"the programme is written down from {day_in_sentence(since.isoformat())} on; taken as it is now",)
    if not plans_on(plans, day):
        raise UsageError(
            "nothing is planned for that day. To plan it: diary programme add squats 3x10 3 times a week; to save the "
            "session as it is: diary session home programme: squats 3x10"
        )
    check_names(words, draft, [plan.name for plan in plans_on(plans, day)])
    done = todays_exercises(plans, diary.sessions, day, draft.exercises)
    session = replace(draft.session(new_id(), context.clock.now()), exercises=done.exercises)
    return session, (*draft.remarks, *later, *done.remarks)
