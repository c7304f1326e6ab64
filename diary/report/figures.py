"""The pictures of a report, drawn as SVG."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from diary.charts import draw, save
from diary.charts.calendar_days import highest_of_days, months_shown
from diary.charts.lanes import lanes_of
from diary.charts.period import Period, Place
from diary.charts.score_tracks import name_of, value_text
from diary.charts.tracks import GROUP_NAMES, Track, comparable, days_compared, groups_of, points_in, track_of
from diary.domain.text import capital, counted, listing
from diary.domain.vocabulary import place_name
from diary.report.blocks import Picture
from diary.report.format import LETTERS, days, number_text, short
from diary.report.model import Report, SiteRow
from diary.review.scores import ScoreCourse

PARTS = {"trend": 3, "time-of-day": 3, "weekday": 3, "motion": 3, "response": 2, "function": 3}
"""Panels that a page of large print has room for."""
BODY, HIGH_BODY, FEW = 2.0, 2.4, 3
"""Inches of the body, and of one with more than a few sites, whose table is as high."""
_IDS = re.compile(r'(id="|href="#|url\(#)')
_PREAMBLE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)


def svg_of(report: Report, picture: Picture, width: float) -> str:
    """One picture, `width` inches wide, as an SVG element without a preamble."""
    file = io.BytesIO()
    if picture.chart == "body":
        from diary.charts.body import draw as draw_body

        height = BODY if len(picture.levels) <= FEW else HIGH_BODY
        figure = draw_body(
            dict(picture.levels), height, stale=picture.stale, numb=picture.numb, cleared=picture.cleared
        )
    else:
        figure = draw(
            report.review, picture.chart, picture.places or None, picture.first, picture.last,
            width=width, title=False, height=picture.height, part=picture.part,
        )  # fmt: skip
    save(figure, file, "svg")
    return _METADATA.sub("", _PREAMBLE.sub("", file.getvalue().decode("utf-8")))


def height_of(report: Report, trend: Picture, width: float, height: float) -> float:
    """The inches of height that a trend has which should be so high, as near as it stays readable; it isn't drawn."""
    from diary.charts.figures import trend_height  # matplotlib: 430 ms

    return trend_height(report.review, trend.places, trend.first, trend.last, width, height)


def in_parts(picture: Picture) -> Iterator[Picture]:
    """The picture in parts that large print has room for on a page, each with its words."""
    each = PARTS.get(picture.chart, 0)
    panels = len(picture.places) if picture.chart == "trend" else picture.panels
    # The body has no panels, and a chart that fits needs no parts.
    if not each or panels <= each:
        yield picture
        return
    for start in range(0, panels, each):
        stop = min(start + each, panels)
        part = f"{picture.alt} Part {start // each + 1} of {-(-panels // each)}."
        # Their panels belong to movements and kinds, so they are counted off; the others are divided by site.
        if picture.chart in ("motion", "response", "function"):
            yield replace(picture, alt=part, part=(start, stop))
        else:
            height = picture.height and picture.height * (stop - start) / panels + 1
            yield replace(picture, alt=part, places=picture.places[start:stop], panels=stop - start, height=height)


def named_apart(svg: str, prefix: str) -> str:
    """The SVG with a prefix before each id, so that several can stand in one page."""
    return _IDS.sub(lambda match: f"{match.group(1)}{prefix}-", svg)


def of_trend(report: Report, places: Sequence[Place], period: Period) -> str:
    """The course of each site: first, lowest, highest, last, and what is flagged on it."""
    parts = [f"Line chart of pain from 0 to 10, {days(period.first, period.last)}."]
    for place in places:
        points = points_in(report.review.course(*place), period)
        if points:
            levels = [point.level for point in points]
            track = track_of(report.review, place, period)
            bars = [level for dot in track.ranges for level in (dot.low, dot.high)]
            rated = f"; the other levels rated lie between {min(bars)} and {max(bars)}" if bars else ""
            parts.append(
                f"{capital(place_name(*place))}: from {levels[0]} to {levels[-1]}, lowest {min(levels)}, "
                f"highest {max(levels)}, {counted(len(levels), 'reading')}{rated}{''.join(_flagged(track))}."
            )
    for lane in lanes_of(report.review, period, places):
        if lane.signs:
            parts.append(f"Warning signs at {lane.name}: {listing(_counted_words(lane.signs))}.")
    treatments = [lane for lane in lanes_of(report.review, period) if lane.spans] if len(parts) > 1 else []
    if treatments:
        parts.append(f"Treatments below it: {listing([lane.name for lane in treatments])}.")
    return " ".join(parts)


def _flagged(track: Track) -> Iterator[str]:
    """The words over a panel, with how often each stands there."""
    for lead, shown in (("findings", track.flags), ("warning signs", track.marks)):
        if shown:
            yield f"; {lead}: {listing(_counted_words([one.words for one in shown]))}"


def _counted_words(shown: Sequence[str]) -> list[str]:
    times = Counter(word for words in shown for word in words.split(", "))
    return [word if count == 1 else f"{word} ({count} times)" for word, count in times.items()]


def of_body(rows: Sequence[SiteRow], cleared: Sequence[Place] = ()) -> str:
    """The sites with their latest levels, and those where a finding has ended."""
    levels = [f"{row.name} {number_text(row.latest) if row.latest is not None else 'without a level'}" for row in rows]
    ended = f" A finding has ended at: {listing([place_name(*place) for place in cleared])}." if cleared else ""
    return f"Body chart, front and back, with the latest levels: {', '.join(levels)}.{ended}"


def of_pattern(report: Report, kind: str, places: Sequence[Place]) -> str:
    """What a pattern chart shows."""
    if kind == "motion":
        movements = [f"{short(m.name, LETTERS)} from {m.first:g} to {m.latest:g}" for m in report.motions]
        return f"Ranges of motion over time: {', '.join(movements)}."
    if kind == "calendar":
        shown = " ".join(_calendar(report, place) for place in places)
        return f"Calendar of the highest level of each day. {shown}"
    if kind == "function":
        return f"Scores over time: {'; '.join(_score(course) for course in report.scores)}."
    if kind == "response":
        names = ", ".join(place_name(*place) for place in places)
        return f"Pain before sessions, its highest and its last level within 48 hours, at {names}: the table's figures."
    what = "by time of day, in hours" if kind == "time-of-day" else "by day of the week"
    sites = [
        f"{capital(place_name(*place))}{_rests_on(report, kind, place)}: {_rhythm(report, kind, place)}."
        for place in places
    ]
    return f"Median pain levels {what}. {' '.join(sites)}"


def _calendar(report: Report, place: Place) -> str:
    """The highest level of each month that is shown, and how many of its days have one."""
    period = Period(report.first, report.last)
    of_month: dict[tuple[int, int], list[int]] = {}
    days = highest_of_days(report.review, place, period)
    for day, level in days.items():
        of_month.setdefault((day.year, day.month), []).append(level)
    months, left_out = months_shown(period, min(days, default=period.first))
    told = [
        f"{date(*month, 1):%b %Y} {max(of_month[month])} ({counted(len(of_month[month]), 'day')})"
        for month in months
        if month in of_month
    ]
    before = f" {counted(left_out, 'month')} before that not shown." if left_out else ""
    return f"{capital(place_name(*place))}: {', '.join(told) or 'no level'}.{before}"


def _score(course: ScoreCourse) -> str:
    values = [value_text(course, value) for _, value in course.values]
    return f"{name_of(course)} {values[0]}{f' to {values[-1]}' if len(values) > 1 else ''}"


def is_comparable(report: Report, kind: str, place: Place) -> bool:
    """Whether a site has days enough for a pattern by time of day (at least half of all) or day of the week."""
    groups = _groups(report, kind, place)
    if not comparable(groups, kind):
        return False
    # Where mornings are logged on few days, those are mostly the bad ones, and say nothing of the other days.
    logged = len({point.day for point in points_in(report.review.course(*place), Period(report.first, report.last))})
    return kind == "weekday" or 2 * max(map(len, groups)) >= logged


def _groups(report: Report, kind: str, place: Place) -> list[list[float]]:
    return groups_of(report.review, place, Period(report.first, report.last), kind)


def _rests_on(report: Report, kind: str, place: Place) -> str:
    points = points_in(report.review.course(*place), Period(report.first, report.last))
    used, logged = days_compared(_groups(report, kind, place), points, kind)
    return f" (on {used} of {counted(logged, 'day')} with a level)"


def _rhythm(report: Report, kind: str, place: Place) -> str:
    groups = zip(GROUP_NAMES[kind], _groups(report, kind, place), strict=True)
    return ", ".join(
        f"{name} {number_text(median(levels))} ({counted(len(levels), 'day')})" for name, levels in groups if levels
    )
