"""Scores in plain characters for the terminal: a bar for each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diary.charts.period import Period, day_text
from diary.charts.score_tracks import axis_of, name_of, scale_text, value_text
from diary.domain.text import counted, printable
from diary.review.scores import ScoreCourse, verdict

MOST_LINES = 8
"""Values shown of each score: the first, and the latest ones."""
WIDEST, NARROWEST, BESIDE = 40, 10, 22
"""Characters of a bar of the whole scale, and those that stand beside it."""


def draw_text_scores(courses: Sequence[ScoreCourse], period: Period, columns: int, unicode: bool) -> Iterator[str]:
    """The lines of a chart of each score; one line if nothing was rated in the period."""
    if not courses:
        yield f"No activity or other score was rated from {day_text(period.first)} to {day_text(period.last)}."
        return
    width = max(NARROWEST, min(WIDEST, columns - BESIDE))
    for course in courses:
        yield printable(f"{name_of(course)}: {scale_text(course)}")
        yield from _bars(course, width, unicode)
        yield f"  {verdict(course)}"
        yield ""
    yield "Self-reported."


def _bars(course: ScoreCourse, width: int, unicode: bool) -> Iterator[str]:
    low, high = axis_of(course)
    bar, to_top = ("█", "·") if unicode else ("#", ".")
    left_out = len(course.values) - MOST_LINES
    shown = [course.values[0], *course.values[left_out + 1 :]] if left_out > 0 else list(course.values)
    for number, (day, value) in enumerate(shown):
        filled = min(max(round((value - low) / (high - low) * width), 0), width)
        when = day_text(day)
        yield f"  {when:>11} {bar * filled}{to_top * (width - filled)} {value_text(course, value)}"
        if left_out > 0 and number == 0:
            yield f"  {counted(left_out, 'value')} between them left out"
