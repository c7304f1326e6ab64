"""`diary chart`: the course of the pain as a picture, in a file or in the terminal."""

from __future__ import annotations

import argparse
import io
from typing import TYPE_CHECKING

from diary.charts import FORMATS, IN_TERMINAL_ONLY, KINDS
from diary.cli.context import Context, ProgressLine, say, tell_done, unicode_works
from diary.cli.output import terminal_width
from diary.errors import DiaryError, UsageError
from diary.files import write_output

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from diary.charts.period import Place
    from diary.charts.terminal.pieces import Line
    from diary.review.snapshot import Review

HELP = """Draw the course of the pain: with -o as a picture (.png, .svg or .pdf), without it in characters.
Days without an entry stay empty; signs, sessions and the 48 hours after them, treatments and visits stand below.
With --kind it draws something else: a calendar, where it hurt, how the pain answered sessions and exercises, how far
each movement goes, or own activities and other scores with the change that counts."""
EXAMPLES = (
    "diary chart",
    "diary chart --site 'left knee' -o knee.png",
    "diary chart --since 2026-01-01 -o year.svg",
    "diary chart --kind weekday -o week.pdf",
    "diary chart --kind calendar --site 'lower back'",
    "diary chart --kind calendar --since 2026-01-01 -o calendar.pdf",
    "diary chart --kind function",
    "diary chart --site neck --json",
)
SHOWN_DAYS = 90


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options: kind, sites, period, output."""
    parser.add_argument(
        "--kind", choices=(*KINDS, *IN_TERMINAL_ONLY), default="trend", help="what to draw (default: trend)"
    )
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
    if args.output and args.kind in IN_TERMINAL_ONLY:
        raise UsageError(f"the {args.kind} is drawn in the terminal only; leave -o out")
    from diary.cli.names import places_named
    from diary.cli.options import day_of

    with ProgressLine() as progress:
        progress.step("Reading the diary")
        with context.store() as store:
            review = context.whole_review(store)
    sites = places_named(args.site, review)
    since, until = day_of(args.since, context), day_of(args.until, context)
    if args.json:
        show_numbers(args, review, sites, since, until)
        return 0
    # Refused, because an empty chart would look like a time without pain.
    if args.kind == "function" and not review.diary.scores:
        raise DiaryError("nothing is rated yet; begin with: diary score add activity climbing stairs")
    if not review.entries and args.kind != "function":
        raise DiaryError("there is nothing to draw yet; log with: diary log 6 left knee")
    if args.output is None:
        show_in_terminal(args.kind, review, sites, since, until)
        return 0
    from diary.charts import draw, save

    # Drawn in memory, so that an error while drawing leaves no half-written file.
    picture = io.BytesIO()
    with ProgressLine() as progress:
        progress.step("Drawing")
        save(draw(review, kind=args.kind, sites=sites or None, since=since, until=until), picture, suffix)
    path, plain = write_output(args.output, picture.getvalue(), context.resolved_path), context.plain_file
    tell_done(f"Wrote {path}{'.' if plain else ''}{plain}")
    return 0


def show_numbers(
    args: argparse.Namespace, review: Review, sites: Sequence[Place], since: date | None, until: date | None
) -> None:
    """Print the numbers behind the chart as JSON: the levels of each day, or the scores."""
    from diary.charts.score_tracks import numbers_of_scores, score_period, scores_in
    from diary.charts.tracks import numbers_of
    from diary.cli.json_shapes import print_json

    if args.kind == "function":
        period = score_period(review, since, until)
        print_json(numbers_of_scores(scores_in(review, period), period))
    else:
        print_json(numbers_of(review, sites=sites, since=since, until=until))


def show_in_terminal(kind: str, review: Review, sites: Sequence[Place], since: date | None, until: date | None) -> None:
    """Draw a kind of chart in characters."""
    from diary.charts.terminal.pieces import plain

    for text in plain(lines_of(kind, review, sites, since, until, terminal_width()), unicode_works()):
        say(text)


def lines_of(
    kind: str, review: Review, sites: Sequence[Place], since: date | None, until: date | None, width: int
) -> Iterable[Line]:
    """The lines of a kind of chart, of these sites or of those that matter most."""
    from diary.charts.period import period_of
    from diary.charts.score_tracks import score_period, scores_in
    from diary.charts.terminal import calendar, course, response, value_bars, weekday_and_time, where_it_hurt
    from diary.charts.tracks import MOST_SITES, logged_places

    period = period_of(review, since, until)
    places = list(sites) or logged_places(review, period)[:MOST_SITES]
    match kind:
        case "calendar":
            return (
                line
                for place in places
                for line in calendar.calendar_lines(review, place, period, (width, None), named=True)
            )
        case "where":
            return where_it_hurt.where_lines(review, period, width)
        case "weekday" | "time-of-day":
            return weekday_and_time.lines_by_weekday_or_time(review, places, period, kind)
        case "motion":
            return value_bars.motion_lines(review, period, width)
        case "response":
            return response.response_lines(review, period, width, sites)
        case "function":
            period = score_period(review, since, until)
            return value_bars.score_lines(scores_in(review, period), period, width)
    return course.course_lines(review, places, period, width, left_out=not sites)
