"""`diary chart`: the course of the pain as a picture, in a file or in the terminal."""

from __future__ import annotations

import argparse
import io
from typing import TYPE_CHECKING

from diary.charts import FORMATS, KINDS
from diary.cli.context import Context, ProgressLine, say, tell_done, unicode_works
from diary.cli.output import terminal_width
from diary.errors import DiaryError, UsageError
from diary.files import write_output

if TYPE_CHECKING:
    from datetime import date

    from diary.review.snapshot import Review

HELP = """Draw the course of the pain: with -o as a picture (.png, .svg or .pdf), without it as text in the terminal.
Days without an entry stay empty; sessions and the 48 hours after them are marked, treatments are bars below. With
--kind function it draws own activities and other scores, each with the change that counts."""
EXAMPLES = (
    "diary chart",
    "diary chart --site 'left knee' -o knee.png",
    "diary chart --since 2026-01-01 -o year.svg",
    "diary chart --kind weekday -o week.pdf",
    "diary chart --kind function",
    "diary chart --site neck --json",
)
SHOWN_DAYS = 90
IN_TERMINAL = ("trend", "function")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options: kind, sites, period, output."""
    parser.add_argument("--kind", choices=tuple(KINDS), default="trend", help="what to draw (default: trend)")
    parser.add_argument(
        "--site", metavar="SITE", action="append", default=[], help="a site with its side; may be repeated"
    )
    parser.add_argument("--since", metavar="T", help=f"first day (default: {SHOWN_DAYS} days back, or the first entry)")
    parser.add_argument("--until", metavar="T", help="last day")
    parser.add_argument("-o", "--output", metavar="FILE", help="a .png, .svg or .pdf file")
    parser.add_argument(
        "--json", action="store_true", help="print JSON for programs: the level of each day, no picture"
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the diary, draw the chart, and write or show it."""
    suffix = (args.output or "").lower().rpartition(".")[2]
    if args.output and suffix not in FORMATS:
        raise UsageError("the picture must end in .png, .svg or .pdf")
    if args.json and args.output:
        raise UsageError("--json prints numbers and -o writes a picture; leave one of them out")
    if args.kind not in IN_TERMINAL and not args.output:
        raise UsageError(
            f"the terminal shows the trend and --kind function; for this kind name a file, as in -o {args.kind}.png"
        )
    from diary.cli.names import places_named
    from diary.cli.options import day_of

    with ProgressLine() as progress:
        progress.step("Reading the diary")
        with context.store() as store:
            review = context.whole_review(store)
    sites = places_named(args.site, review)
    since, until = day_of(args.since, context), day_of(args.until, context)
    if args.kind == "function" and not args.output:
        return show_scores(args, review, since, until)
    if args.json:
        from diary.charts.tracks import numbers_of
        from diary.cli.json_shapes import print_json

        print_json(numbers_of(review, sites=sites, since=since, until=until))
        return 0
    # Refused, because an empty chart would look like a time without pain.
    if not review.entries and not (args.kind == "function" and review.diary.scores):
        raise DiaryError("there is nothing to draw yet; log with: diary log 6 left knee")
    if args.output is None:
        from diary.charts.text_chart import draw_text

        for line in draw_text(
            review, sites=sites, since=since, until=until, columns=terminal_width(), unicode=unicode_works()
        ):
            say(line)
        return 0
    from diary.charts import draw, save

    # Drawn in memory, so that an error while drawing leaves no half-written file.
    picture = io.BytesIO()
    with ProgressLine() as progress:
        progress.step("Drawing")
        save(draw(review, kind=args.kind, sites=sites or None, since=since, until=until), picture, suffix)
    tell_done(f"Wrote {write_output(args.output, picture.getvalue(), context.resolved_path)}")
    return 0


def show_scores(args: argparse.Namespace, review: Review, since: date | None, until: date | None) -> int:
    """Show the scores as bars in the terminal, or as JSON."""
    from diary.charts.score_tracks import numbers_of_scores, score_period, scores_in

    period = score_period(review, since, until)
    courses = scores_in(review, period)
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json(numbers_of_scores(courses, period))
        return 0
    if not review.diary.scores:
        raise DiaryError("nothing is rated yet; begin with: diary score add activity climbing stairs")
    from diary.charts.text_scores import draw_text_scores

    for line in draw_text_scores(courses, period, terminal_width(), unicode_works()):
        say(line)
    return 0
