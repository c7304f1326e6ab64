"""`diary ask`: a question for the next appointment."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say, talk

HELP = """Save a question for the next appointment: it is in every report until the day after a visit. Without words it
lists the open questions."""
EXAMPLES = ("diary ask 'May I cycle again?'", "diary ask May I cycle again", "diary ask", "diary ask --json")
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the question; without words the command lists."""
    parser.add_argument("words", nargs="*", metavar="QUESTION", help="the question, in your own words")
    parser.add_argument("--json", action="store_true", help="print JSON for programs: the open questions")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save the question, or list the open ones."""
    from diary.cli.after_save import save_records
    from diary.domain.records import Question, new_id
    from diary.domain.text import printable
    from diary.review.day import open_questions

    # Not parsed, unlike other lines: a question may contain any word, number or date.
    text = " ".join([*args.words, *(args.after or [])]).strip()
    if text and not args.json:
        now = context.clock.now()
        return save_records(context, Question(id=new_id(), at=context.here.moment, recorded=now, note=text))
    with context.store() as store:
        # With the visits, because a past visit closes the questions before it.
        questions = open_questions(store.read(kinds={"question", "visit"}), context.clock.local())
    if args.json:
        from diary.cli.output import show_list

        return show_list(args, "questions", questions, "")
    for question in questions:
        say(f"{question.id[:6]}  {printable(question.note)}")
    if not questions:
        talk("No open questions. Add one with: diary ask 'May I cycle again?'")
    return 0
