"""The charts: for files with matplotlib (`draw`, `save`), for the terminal without it (`terminal`).

Each kind of chart has a file that turns tracks (plain numbers: what is shown of a site) into a figure.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from diary.charts.period import Place
    from diary.review.snapshot import Review

# Else matplotlib's own remarks, such as on a cache that it can't write, reach the person among the words of the diary.
logging.getLogger("matplotlib").addHandler(logging.NullHandler())

KINDS = {
    "trend": "the course at each site, with sessions, self-care and visits",
    "weekday": "the levels by day of the week",
    "time-of-day": "the levels by time of day",
    "motion": "how far each movement goes",
    "response": "how the pain answered each kind of session",
    "calendar": "the highest level of each day, month by month",
    "function": "own activities, PEG and other scores, with the change that counts",
}
IN_TERMINAL_ONLY = {
    "where": "where it hurt: the share of days and the highest level of each site",
}
FORMATS = ("png", "svg", "pdf")


def draw(
    review: Review,
    kind: str = "trend",
    sites: Sequence[Place] | None = None,
    since: date | None = None,
    until: date | None = None,
    *,
    width: float = 8.0,
    title: bool = True,
    height: float | None = None,
    part: tuple[int, int] | None = None,
) -> Figure:
    """Draw one kind of chart, of these sites or of those that matter most, of this time or of the last 90 days.

    `width` is in inches, and so is the `height` that a trend should have, as near as it stays readable. `part` is the
    first panel and the one after the last of those charts that have one for each movement or kind of session.
    """
    from diary.charts.figures import draw_figure  # matplotlib: 430 ms

    return draw_figure(review, kind, sites, since, until, width, title, height, part)


def save(figure: Figure, target: str | Path | IO[bytes], format: str) -> None:
    """Write a figure as png, svg or pdf; the same figure gives the same bytes."""
    from diary.charts.style import write

    write(figure, target, format)
