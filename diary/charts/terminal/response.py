"""How the pain answered sessions: each drawn once, with its lights, and in words each kind of session and exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from diary.charts.period import Period, Place
from diary.charts.terminal.pieces import BOLD, LIGHTS, QUIET, Line, Piece
from diary.charts.terminal.response_bars import BARS_WIDTH, Words, bar_lines, beside, drawings_in
from diary.domain.exercise_light import Bands
from diary.domain.records import Session
from diary.domain.text import capital, counted, printable
from diary.domain.vocabulary import place_name
from diary.domain.wrapping import broken_lines
from diary.review.courses import (
    NO_PATTERN,
    RUNS_NOTE,
    Response,
    levels_text,
    light_word,
    lights_of,
    pattern_text,
    patterns,
    response_line,
    responses_to,
    together,
    yardsticks,
)
from diary.review.snapshot import Review

HEADING = "the level before, and the highest of each half day up to 48 h after"
MOST_SESSIONS, MOST_DRAWINGS = 3, 3
"""Sessions that are drawn, the latest first, and drawings in a row; the words count all."""
LIGHT_MARK, NO_LIGHT = "●", "○"


def response_lines(review: Review, period: Period, width: int, places: Sequence[Place] = ()) -> Iterator[Line]:
    """The latest sessions of a period as bars, and each kind of session and exercise in words.

    At these sites; at all where none is given.
    """
    found = patterns(review.snapshot, period.first, period.last)
    rows = together(row for row in found if not places or (row.site, row.side) in places)
    if not rows:
        yield (Piece(NO_PATTERN),)
        return
    yield from _wrapped(f"{HEADING}; {review.bands.in_brief}", width)
    sessions = {answer.session.id: answer.session for row in rows for answer in row.responses}
    for session in sorted(sessions.values(), key=lambda each: each.at.instant, reverse=True)[:MOST_SESSIONS]:
        yield ()
        # The year only where it is another one.
        at = session.at.day
        day = f"{at.day} {at:%b}" + (f" {at:%Y}" if at.year != review.today.year else "")
        yield from _bold(f"{day} · {printable(session.activity)}", width)
        every = responses_to(review.snapshot, session)
        shown = [each for each in every if not places or (each.site, each.side) in places]
        yield from session_lines(review, shown, width, light_words(session, every, review.bands))
    yield ()
    yield from _bold("Every time of each kind: before → highest → last", width)
    for row in rows:
        text = f"{row.name_of_place}, {counted(row.times, 'time')}: {pattern_text(row, review.bands, levels_text(row))}"
        for line in broken_lines(f"{capital(printable(row.name))} · {text}", max(20, width), "", "  "):
            yield (Piece(line),)
    for place, times, text in yardsticks(rows):
        yield from _wrapped(f"48 h without a session · {place}, {counted(times, 'time')}: {text}", width)
    yield ()
    yield from _wrapped(f"{RUNS_NOTE} {review.bands.explained}", width)


def session_lines(
    review: Review, responses: Sequence[Response], width: int, lights: Sequence[Words] = ()
) -> Iterator[Line]:
    """The pain at each site after one session, as bars below the name of the site, and in words."""
    fit = drawings_in(width, MOST_DRAWINGS)
    for start in range(0, len(responses), fit):
        some = responses[start : start + fit]
        drawings = [[(Piece(f"{_name(answer):<{BARS_WIDTH}}", BOLD),), *bar_lines(review, answer)] for answer in some]
        words = [Words(response_line(answer)) for answer in some]
        yield from beside(drawings, [*(lights if start == 0 else ()), *words], width)


def light_words(session: Session, responses: Sequence[Response], bands: Bands) -> list[Words]:
    """A session and its exercises, each with its light and the pain during it."""
    return [
        # A word beside the colour: some people see no colours, and some terminals have none.
        Words(f": {printable(said)}", Piece(f"{LIGHT_MARK if light else NO_LIGHT} {light_word(light)}", LIGHTS[light]))
        for said, light in lights_of(session, responses, bands)
    ]


def _name(answer: Response) -> str:
    name = capital(place_name(answer.site, answer.side))
    return name if cell_len(name) <= BARS_WIDTH else f"{name[: BARS_WIDTH - 1]}…"


def _bold(text: str, width: int) -> Iterator[Line]:
    yield from ((Piece(line, BOLD),) for line in broken_lines(text, max(20, width)))


def _wrapped(text: str, width: int) -> Iterator[Line]:
    for line in broken_lines(text, max(20, width), "  ", "  "):
        yield (Piece(line, QUIET),)
