"""`diary session --response`: how the pain answered sessions and exercises."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from diary.cli.context import Context, say
from diary.cli.output import record_line, terminal_width, wrap_heading
from diary.domain.records import Session
from diary.domain.text import capital, counted, time_in_column
from diary.review.courses import (
    NO_PATTERN,
    RUNS_NOTE,
    Pattern,
    Response,
    levels_text,
    light_word,
    lights_of,
    pattern_text,
    patterns,
    response_line,
    responses_to,
    rests,
    together,
    yardsticks,
)
from diary.review.snapshot import Review

LATEST = 5
"""Sessions that are shown one by one."""


def show_responses(args: argparse.Namespace, context: Context) -> int:
    """Print what is known, in lines or as JSON."""
    with context.store() as store:
        review = context.whole_review(store)
    rows = together(patterns(review.snapshot))
    if args.json:
        from diary.cli.json_shapes import print_json

        print_json(responses_shape(review, rows))
        return 0
    for paragraph in (*_pattern_lines(rows, review), *_session_lines(review)):
        for line in wrap_heading(paragraph, terminal_width()):
            say(line)
    return 0


def _pattern_lines(rows: list[Pattern], review: Review) -> Iterator[str]:
    if not rows:
        yield NO_PATTERN
        return
    for row in rows:
        kind = "exercise" if row.exercise else "session"
        levels = f"before → highest → last {levels_text(row)}"
        head = f"After {row.name} ({kind}), {row.name_of_place}, {counted(row.times, 'time')}"
        yield f"{head}: {pattern_text(row, review.bands, levels)}"
    for place, times, text in yardsticks(rows):
        yield f"48 h without a session, {place}, {counted(times, 'time')}: {text}."
    yield RUNS_NOTE
    yield review.bands.explained


def _session_lines(review: Review) -> Iterator[str]:
    for session in reversed(review.snapshot.sessions[-LATEST:]):
        responses = responses_to(review.snapshot, session)
        yield ""
        yield f"{time_in_column(session.at).rstrip()} {record_line(session)}"
        for said, light in lights_of(session, responses, review.bands):
            yield f"- {capital(light_word(light))}: {said}."
        for response in responses:
            yield f"- {response_line(response)}."


def responses_shape(review: Review, rows: list[Pattern]) -> dict[str, Any]:
    """`diary session --response --json`."""
    bands = review.bands
    return {
        "as_of": review.as_of.isoformat(),
        "bands": {"green": bands.green, "amber": bands.amber, "morning": bands.morning},
        "patterns": [
            {
                "name": row.name,
                "exercise": row.exercise,
                "together": [part.name for part in row.parts],
                "site": row.site,
                "side": row.side,
                "times": row.times,
                "rose": row.rose,
                "eased": row.eased,
                "medians": _medians(row),
                "hours": row.hours if row.enough else None,
                "comparable": row.comparable,
                "stands_out": row.stands_out,
                "responses": [_response_shape(each, review) for each in row.responses],
            }
            for row in rows
        ],
        "without": [
            {
                "site": rest.site,
                "side": rest.side,
                "times": rest.times,
                "medians": _medians(rest),
            }
            for rest in rests(rows)
        ],
        "sessions": [_session_shape(session, review) for session in reversed(review.snapshot.sessions[-LATEST:])],
    }


def _medians(row: Pattern) -> dict[str, float] | None:
    return dict(zip(("before", "peak", "last"), row.middles, strict=True)) if row.enough else None


def _response_shape(each: Response, review: Review) -> dict[str, Any]:
    light = each.light(review.bands)
    return {
        "session": each.session.id,
        "time": each.session.at.iso(),
        "before": each.before.level,
        "during": each.during,
        "peak": each.peak,
        "last": each.last,
        "morning": each.morning,
        "hours": each.hours,
        "eased": each.eased,
        "light": light.value if light else None,
    }


def _session_shape(session: Session, review: Review) -> dict[str, Any]:
    lights = lights_of(session, responses_to(review.snapshot, session), review.bands)
    return {
        "session": session.id,
        "time": session.at.iso(),
        "activity": session.activity,
        "lights": [{"text": said, "light": light.value if light else None} for said, light in lights],
    }
