"""Chooses the sites of a chart and the file that draws its kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matplotlib.figure import Figure

from diary.charts import calendar, function, motion, patterns, response, trend
from diary.charts.lanes import signed_places
from diary.charts.period import Period, Place, period_of
from diary.charts.score_tracks import score_period
from diary.charts.style import HEIGHT_OF_EMPTY, empty_figure, look
from diary.charts.tracks import MOST_SITES, logged_places
from diary.domain.vocabulary import place_name
from diary.errors import UsageError
from diary.review.snapshot import Review


def draw_figure(
    review: Review,
    kind: str,
    sites: Sequence[Place] | None,
    since: date | None,
    until: date | None,
    width: float,
    title: bool,
    height: float | None = None,
    part: tuple[int, int] | None = None,
) -> Figure:
    """One chart; if there is nothing to draw, a figure that says so in words. UsageError for an unknown kind."""
    period = period_of(review, since, until)
    with look():
        if kind == "motion":
            return motion.draw(review, period, width, title, part)
        if kind == "function":
            return function.draw(review, score_period(review, since, until), width, title, part)
        # These come first because they need no pain level: there may be measurements and no readings.
        logged, places = _places(review, kind, sites, period)
        if not places:
            where = f" at {', '.join(place_name(*place) for place in sites)}" if sites else ""
            return empty_figure(width, f"No pain level was logged{where} in this time.")
        # Sites that were left out by choice need no remark.
        more = len(logged) - len(places) if sites is None else 0
        match kind:
            case "trend":
                return trend.draw(review, places, period, width, title, more, height)
            case "weekday":
                return patterns.draw_weekdays(review, places, period, width, title)
            case "time-of-day":
                return patterns.draw_times(review, places, period, width, title)
            case "calendar":
                return calendar.draw(review, places, period, width, title, more)
            case "response":
                return response.draw(review, places, period, width, title, part)
    raise UsageError(f"there is no chart called {kind!r}")


def trend_height(
    review: Review,
    sites: Sequence[Place],
    since: date,
    until: date,
    width: float,
    height: float,
) -> float:
    """The inches of height that the trend of these sites has without a title, where it should have `height`."""
    period = period_of(review, since, until)
    _, places = _places(review, "trend", sites, period)
    if not places:
        return HEIGHT_OF_EMPTY
    return trend.laid_out(review, places, period, width, title=False, height=height).plan.height


def _places(
    review: Review, kind: str, sites: Sequence[Place] | None, period: Period
) -> tuple[list[Place], list[Place]]:
    """The sites that have a level in the period, and those that are drawn."""
    logged = logged_places(review, period)
    known = logged
    if kind == "trend" and (sites or not logged):
        known = [*logged, *(place for place in signed_places(review, period) if place not in logged)]
    return logged, [place for place in (sites or known[:MOST_SITES]) if place in known]
