"""`diary check`: the findings, with the reasons."""

from __future__ import annotations

import argparse

from diary.cli.answer_commands import with_commands
from diary.cli.context import Context, say
from diary.cli.note_questions import note_question
from diary.cli.output import (
    EMPTY_DIARY,
    explanation_lines,
    finding_line,
    terminal_width,
    wrap_heading,
    wrap_paragraph,
)
from diary.domain.findings import DISCLAIMER, Finding, Status, Tier
from diary.domain.text import time_in_sentence
from diary.review.cards import cards
from diary.review.snapshot import Review, review, whole_review

HELP = """Show what the diary warns about. With --as-of it answers for an earlier instant, from the entries as they
are today."""
EXAMPLES = ("diary check", "diary check --explain", "diary check --json", "diary check --as-of 'yesterday 20:00' --all")
# Distinct from 1 and 2, the statuses of errors; a script can compare them as numbers.
EXIT = {Tier.EMERGENCY: 30, Tier.IMMEDIATE: 20, Tier.REPORT: 10, Tier.DISCUSS: 10, Tier.EXPECTED: 0}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("--as-of", metavar="T", help="answer for this instant (default: now)")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.add_argument(
        "--exit-code", action="store_true", help="0 nothing, 10 discuss or report, 20 today, 30 emergency"
    )
    parser.add_argument("--all", action="store_true", help="also the rules that raise nothing")
    parser.add_argument("--explain", action="store_true", help="show the evidence and the sources of each answer")


def run(args: argparse.Namespace, context: Context) -> int:
    """Ask every rule and show the answers; the exit status 0, or with --exit-code that of the highest tier."""
    as_of = context.clock.local()
    if args.as_of:
        from diary.domain.grammar.times import parse_time

        as_of = parse_time(args.as_of, now=context.here, future=True).at.local
    with context.store() as store:
        # With --all everything is read: a clear answer may be about a site that was last logged years ago.
        result = (whole_review if args.all else review)(store, as_of, context.settings)
    findings = result.findings if args.all else result.shown
    if args.json:
        from diary.cli.json_shapes import check_shape, print_json

        print_json(check_shape(result, findings))
    else:
        for line in lines(result, findings, explain=args.explain, every=args.all):
            say(line)
    # Told findings do not count: a script should not repeat what the person has dealt with.
    if not args.exit_code or not result.untold:
        return 0
    tier = result.untold[0].tier
    return EXIT[tier] if tier else 0


def lines(result: Review, findings: tuple[Finding, ...], *, explain: bool, every: bool = False) -> list[str]:
    """The answers as text: first the raised findings with their next step, then the others, one line each."""
    columns = terminal_width()
    out: list[str] = []
    raised = [finding for finding in cards(findings) if finding.raised]
    rest = [finding for finding in findings if not finding.raised]
    if not raised:
        out.append("Nothing is raised." if result.entries else EMPTY_DIARY)
    for finding in raised:
        if explain:
            out += [*explanation_lines(finding, columns, result.as_of), ""]
        else:
            out += wrap_heading(finding_line(finding), columns)
            out += wrap_paragraph("", finding.summary, columns) + wrap_paragraph(
                "", with_commands(finding.next_step), columns
            )
    for finding in rest:
        # With six or more other answers, "not enough entries" is left out beside a raised finding: it would hide it.
        if explain:
            out += [*explanation_lines(finding, columns, result.as_of), ""]
        elif finding.status is not Status.INSUFFICIENT or len(rest) < 6 or not raised:
            # A clear answer needs no next step; "log again" after each of a dozen would be noise.
            asks = with_commands(finding.next_step) if finding.status is not Status.CLEAR else ""
            out += wrap_heading(f"  {finding.title}. {asks}".rstrip(), columns)
    if asked := result.note_signs:
        in_full = explain or every
        more = "" if in_full else " (diary check --all lists them)"
        out += wrap_heading(f"Words in notes that may be signs: {len(asked)}{more}", columns)
        for sign in asked if in_full else ():
            out += wrap_heading(f"  {time_in_sentence(sign.record.at)}  {note_question(sign)}", columns)
    for news in result.good_news:
        out += wrap_heading(f"  {news.sentence}", columns)
    # Every face that shows findings must show this line too.
    return [*out, DISCLAIMER]
