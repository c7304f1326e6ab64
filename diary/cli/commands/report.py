"""`diary report`: the report for the appointment, as PDF, HTML or Markdown."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from diary.cli.context import Context, ProgressLine, say, tell_done
from diary.cli.options import day_of
from diary.errors import UsageError
from diary.files import write_output
from diary.review.snapshot import Review

HELP = """Write the report for an appointment. It covers the time since the last past visit, or 28 days without one.
PDF is for printing and for the clinic, HTML for a screen, Markdown for a message. Only you can read the file."""
EXAMPLES = (
    "diary report -o report.pdf",
    "diary report --since 2026-10-01 --no-notes -o report.html",
    "diary report -o - | less",
)
FORMATS = ("pdf", "html", "md")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options: period, sections, layout, output file."""
    parser.add_argument("--since", metavar="T", help="first day, or last-visit")
    parser.add_argument("--until", metavar="T", help="last day (default: today)")
    parser.add_argument("--sections", metavar="NAMES", help="separated by commas; --sections help lists them")
    parser.add_argument("--no-notes", action="store_true", help="leave your notes out")
    parser.add_argument("--paper", choices=("a4", "letter"), help="the paper size")
    parser.add_argument("--large", action="store_true", help="large print")
    parser.add_argument("--font", metavar="FILE", help="a font for characters that the built-in one lacks (PDF)")
    parser.add_argument("-o", "--output", metavar="FILE", help="a .pdf, .html or .md file; - prints Markdown")


def run(args: argparse.Namespace, context: Context) -> int:
    """Make the report in the format that the file name asks for, and write it."""
    from diary.report import SECTIONS, report_model, to_html, to_markdown, to_pdf

    if args.sections == "help":
        for name, meaning in SECTIONS.items():
            say(f"{name:<12} {meaning}")
        return 0
    if not args.output:
        raise UsageError("name a file: diary report -o report.pdf (or .html, .md, or - for text)")
    suffix = args.output.lower().rpartition(".")[2] if args.output != "-" else "md"
    if suffix not in FORMATS:
        raise UsageError("the report must end in .pdf, .html or .md")
    # Checked before the diary is read: drawing ten years takes several seconds.
    sections = [name.strip() for name in args.sections.split(",")] if args.sections else None
    for name in sections or ():
        if name not in SECTIONS:
            raise UsageError(f"there is no section {name[:30]!r}; there are {', '.join(SECTIONS)}")
    settings = context.settings
    lost: list[str] = []
    with ProgressLine() as progress:
        progress.step("Reading the diary")
        with context.store() as store:
            review = context.whole_review(store)
        progress.step("Gathering the facts")
        since, until = report_period(review, args.since, day_of(args.until, context), context)
        report = report_model(
            review, since=since, until=until, sections=sections, notes=not args.no_notes, settings=settings
        )
        progress.step("Writing the text" if suffix == "md" else "Drawing and setting the pages")
        if suffix == "md":
            content = to_markdown(report).encode("utf-8")
        elif suffix == "html":
            content = to_html(report).encode("utf-8")
        else:
            paper, large = args.paper or settings.paper, args.large or settings.large
            font = Path(args.font).expanduser() if args.font else None
            content = to_pdf(report, paper, large, font, lost.append)
    for words in lost:
        print(words, file=sys.stderr)
    if args.output == "-":
        context.print_file(content)
        return 0
    path = write_output(args.output, content, context.resolved_path)
    tell_done(f"Wrote {path}. It is readable by you alone.{context.plain_file}")
    return 0


def report_period(review: Review, since: str | None, until: date | None, context: Context) -> tuple[date, date]:
    """The first and last day: as given, else since the last past visit, else 28 days; UsageError if reversed."""
    from diary.report import default_period

    first, last = default_period(review, until)
    if since == "last-visit" and not any(visit.at.day == first for visit in review.diary.visits):
        raise UsageError("the diary has no past visit; write diary visit yesterday, or name a day with --since")
    if since not in (None, "last-visit"):
        first = day_of(since, context) or first
    if first > last:
        raise UsageError(f"the period ends ({last}) before it begins ({first}); change --since or --until")
    return first, last
