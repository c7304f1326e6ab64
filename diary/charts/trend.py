"""The trend: one panel a site over the same time and the same 0 to 10, and below them what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.charts.finding_marks import WINDOW_DAYS, Span, merged
from diary.charts.label_layout import ROW, Placed, labels_of, placed
from diary.charts.lane_axes import draw_lanes, sign_label
from diary.charts.lanes import SIGN, Lane, lanes_of
from diary.charts.period import Period, Place, x_of
from diary.charts.sign_letters import key_of, letters_of
from diary.charts.style import (
    BAND,
    EACH,
    FLAG,
    FLAG_INK,
    INCH_OF_TITLE,
    INK,
    LINE,
    MUTED,
    NAME,
    PAPER,
    SMALL,
    WINDOW,
    level_axis,
    new_figure,
    put_title,
    time_axis,
)
from diary.charts.tracks import Step, Track, track_of
from diary.review.snapshot import Review

LINE_OF_WORDS = 0.14
"""Inches: the height of a line of small print."""
RECENT_DAYS, AT_EDGE = 2, 0.03
"""Days, and the part of the period, within which the latest level stands at the edge."""
MOST_SHADED = 0.5
"""Of the period: where sessions are so dense that more of it would be shaded, they are lines alone."""


def draw_panel(
    axes: Axes,
    track: Track,
    sessions: Sessions,
    labels: Sequence[Placed],
    period: Period,
    inches: tuple[float, float],
) -> None:
    """A site over a period; `inches` are the panel's width and height."""
    level_axis(axes)
    _spans(axes, track, sessions, period)
    _usual(axes, track)
    _levels(axes, track, period)
    _marks(axes, track)
    axes.annotate(
        track.name, (0, 1), (0, 3), xycoords="axes fraction", textcoords="offset points",
        fontsize=NAME, fontweight="bold", color=INK, va="bottom",
    )  # fmt: skip
    _words(axes, labels, inches[0])
    _end_labels(axes, track, inches[1], period)


def _usual(axes: Axes, track: Track) -> None:
    """The usual level in steps, dashed where the diary knows it, dotted where it was stated."""
    runs: list[list[Step]] = []
    for step in track.steps:
        if runs and (runs[-1][-1].end, runs[-1][-1].stated) == (step.start, step.stated):
            runs[-1].append(step)
        else:
            runs.append([step])
    for run in runs:
        axes.plot(
            [x for step in run for x in (step.start, step.end)], [step.level for step in run for _ in range(2)],
            color=MUTED, linewidth=0.9, dashes=(1, 1.6) if run[0].stated else (4, 3), gid="usual level",
        )  # fmt: skip


def _direction(axes: Axes) -> None:
    """That higher is worse: a line that rises is easily taken for getting better."""
    axes.annotate(
        "worse ↑", (1, 1), (4, 3.5), xycoords="axes fraction", textcoords="offset points", fontsize=SMALL, color=MUTED,
        va="bottom", gid="direction",
    )  # fmt: skip


def _words(axes: Axes, labels: Sequence[Placed], inches: float) -> None:
    """What the hatched stretches are, over the panel."""
    for label in labels:
        axes.annotate(
            label.words, (label.left / inches, 1), (0, 3.5 + label.row * ROW * 72), xycoords="axes fraction",
            textcoords="offset points", fontsize=SMALL, color=FLAG_INK, va="bottom", gid="words of a flag",
        )  # fmt: skip


def _levels(axes: Axes, track: Track, period: Period) -> None:
    """The unbroken runs; where a dot stands for weeks, the range of the readings behind it."""
    # Beyond that number marks run together. A dot alone keeps its mark: it has no line to be seen by.
    many = sum(len(run) for run in track.runs) > 130
    if track.ranges:
        # Under the line and lighter than it: the rules go by the level, and so should the eye.
        axes.vlines(
            [dot.x for dot in track.ranges], [dot.low for dot in track.ranges], [dot.high for dot in track.ranges],
            color=EACH, linewidth=1.2, zorder=1.8, gid="other levels",
        )  # fmt: skip
    for run in track.runs:
        xs, ys = [dot.x for dot in run], [dot.level for dot in run]
        if period.step > 1:
            lows, highs = [dot.low for dot in run], [dot.high for dot in run]
            if len(run) > 1:
                axes.fill_between(xs, lows, highs, color=BAND, linewidth=0, gid="range")
            else:
                axes.plot(xs * 2, [lows[0], highs[0]], color=BAND, linewidth=3, solid_capstyle="butt", gid="range")
        marker = None if many and len(run) > 1 else "o"
        axes.plot(xs, ys, color=LINE, linewidth=1.1, marker=marker, markersize=2.2, gid="levels")
    if period.step > 1 and track.latest is not None:
        axes.plot(
            [track.latest.x], [track.latest.level], linestyle="", marker="D", markersize=2.8, color=INK, zorder=4,
            gid="last reading",
        )  # fmt: skip


def _marks(axes: Axes, track: Track) -> None:
    """A letter at the top for each warning sign, with a dotted line down to the reading it was noted with."""
    for mark in track.marks:
        if mark.level is not None:
            axes.plot(
                [mark.x] * 2, [mark.level, 10], color=FLAG_INK, linewidth=0.7, linestyle=(0, (1, 1.5)), zorder=1.5,
                gid="line of a sign",
            )  # fmt: skip
        sign_label(axes, mark.x, 9.7, letters_of(mark.words))


def _end_labels(axes: Axes, track: Track, panel: float, period: Period) -> None:
    """The latest level, at its point where that is some days old, and the usual one, at the end of its line."""
    latest, usual = track.latest, track.usual
    labels: list[tuple[float, str, str, str]] = []
    if latest is not None and latest.x >= period.end - max(RECENT_DAYS, period.days * AT_EDGE):
        labels.append((latest.level, f"last {latest.level:g}", INK, "bold"))
    elif latest is not None:
        # At the edge it would read as the level of today.
        axes.annotate(
            f"last {latest.level:g}", (latest.x, latest.level), (4, 0), textcoords="offset points", fontsize=SMALL,
            color=INK, fontweight="bold", va="center", gid="last at its point", zorder=4,
            bbox={"facecolor": PAPER, "linewidth": 0, "pad": 0.6},
        )  # fmt: skip
    if usual is not None:
        labels.append((usual.level, f"usual {round(usual.level, 1):g}", MUTED, "normal"))
    least_distance = LINE_OF_WORDS * 11 / panel  # in points of the scale, of which a panel shows 11
    if len(labels) == 2 and abs(labels[0][0] - labels[1][0]) < least_distance:
        # Two labels at one height would cover each other.
        half = least_distance / 2
        middle = min(max((labels[0][0] + labels[1][0]) / 2, half), 10 - half)
        up = half if labels[0][0] >= labels[1][0] else -half
        labels = [(middle + up, *labels[0][1:]), (middle - up, *labels[1][1:])]
    for height, text, color, weight in labels:
        axes.annotate(
            text, (1, height), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            fontsize=SMALL, color=color, fontweight=weight, va="center",
        )  # fmt: skip


def _spans(axes: Axes, track: Track, sessions: Sessions, period: Period) -> None:
    """Every session with the 48 hours after it, whatever came after it; flagged stretches, hatched."""
    for span in sessions.windows:
        start, end = max(span.start, period.start), min(span.end, period.end)
        axes.axvspan(start, end, facecolor=WINDOW, linewidth=0, gid="48 h window")
        # A photocopy may lose the shade; the line stays.
        axes.plot([end] * 2, [-0.4, 10.6], color=MUTED, linewidth=0.7, linestyle=(0, (1, 2)), gid="end of 48 h")
    for place in sessions.places:
        axes.plot([place] * 2, [-0.4, 10.6], color=INK, linewidth=0.8, zorder=1.2, gid="session")
    for span in track.flags:
        # A short one is made visible by what lies before it: of the time after the last reading nothing is known.
        end = min(span.end, track.latest.x) if track.latest else span.end
        axes.axvspan(
            min(span.start, end - period.least), end, facecolor=FLAG, edgecolor=FLAG_INK, hatch="////", linewidth=0,
            alpha=0.55, gid="flagged",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of a period, and the 48 hours after each; no windows where they would shade nearly all of it."""

    places: tuple[float, ...] = ()
    windows: tuple[Span, ...] = ()


def sessions_of(review: Review, period: Period) -> Sessions:
    """The sessions that are drawn through all panels; none where a dot stands for weeks."""
    if period.step > 1:
        return Sessions()
    places = tuple(x_of(s.at.local) for s in review.snapshot.sessions if period.holds(s.at.day))
    # One that ended shortly before the period reaches into it.
    earlier = tuple(x_of(s.at.local) for s in review.snapshot.sessions if s.at.day < period.first)
    begins = [place for place in (*earlier[-3:], *places) if place + WINDOW_DAYS > period.start]
    windows = tuple(merged((Span(place, place + WINDOW_DAYS, "48 h") for place in begins), period))
    shaded = sum(span.end - span.start for span in windows)
    return Sessions(places, windows if shaded <= MOST_SHADED * period.days else ())


PANEL, LANE, AXIS, GAP, NOTE = 0.92, 0.175, 0.25, 0.26, 0.17
"""Inches: a panel, a lane, the time axis, the space for a panel's name, a line at the bottom."""
LEAST, MOST = 0.36, 2.2
"""Inches between which a panel stays readable."""
LEFT, RIGHT = 0.32, 0.68
LANE_LETTER, NOTE_LETTER = 0.06, 0.058
"""Inches that a letter of a lane's name and one of the small print take."""
TOGETHER = {7: "line: median of each week", 28: "line: median of each 4 weeks"}


@dataclass(frozen=True, slots=True)
class _Plan:
    """The heights of the parts of a figure, in inches."""

    top: float
    gaps: tuple[float, ...]
    panel: float
    lanes: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """What a figure holds and where, before anything of it is drawn; lengths in inches."""

    tracks: Sequence[Track]
    lanes: Sequence[Lane]
    sessions: Sessions
    words: Sequence[Sequence[Placed]]
    """Over each panel."""
    notes: Sequence[str]
    """The lines of small print."""
    left: float
    across: float
    """The width of a panel."""
    plan: _Plan


def laid_out(
    review: Review,
    places: Sequence[Place],
    period: Period,
    width: float,
    title: bool,
    more: int = 0,
    height: float | None = None,
) -> Layout:
    """The layout of the trend of these sites; a note says that `more` sites were left out."""
    tracks = [track_of(review, place, period) for place in places]
    lanes, sessions = lanes_of(review, period, places), sessions_of(review, period)
    left = max([LEFT, *(0.16 + LANE_LETTER * len(lane.name) for lane in lanes)])
    inches = width - left - RIGHT
    wanted = [labels_of(track, period) for track in tracks]
    words = [placed(labels, track.name, period, inches) for track, labels in zip(tracks, wanted, strict=True)]
    some_unlabelled = period.step > 1 or sum(map(len, words)) < sum(map(len, wanted))
    notes = list(_notes(tracks, lanes, period, more, some_unlabelled))
    if sessions.places:
        # Their lines go through all panels: a lane would show them twice.
        lanes = [lane for lane in lanes if lane.name != "sessions"]
        notes.insert(0, "upright line: a session" + (", shaded: the 48 h after it" if sessions.windows else ""))
    room = int((width - left) / NOTE_LETTER)
    plan = _plan(INCH_OF_TITLE if title else 0.02, words, lanes, len(wrap("; ".join(notes), room)), height)
    if height is not None and plan.height > height:
        # Self-care is listed elsewhere in a report; if there is no room for all lanes, the levels come first. Not
        # before what may mask pain, and never without a word.
        kept = [lane for lane in lanes if lane.mark == SIGN or lane.name == "sessions" or lane.is_medicine]
        if left_out := [lane.name for lane in lanes if lane not in kept]:
            notes.append(f"no room here for {', '.join(left_out)}")
        lanes = kept
        plan = _plan(plan.top, words, lanes, len(wrap("; ".join(notes), room)), height)
    return Layout(tracks, lanes, sessions, words, wrap("; ".join(notes), room), left, inches, plan)


def draw(
    review: Review,
    places: Sequence[Place],
    period: Period,
    width: float,
    title: bool,
    more: int = 0,
    height: float | None = None,
) -> Figure:
    """The trend of these sites, the first on top."""
    layout = laid_out(review, places, period, width, title, more, height)
    left, inches, lanes, plan = layout.left, layout.across, layout.lanes, layout.plan
    figure = new_figure(width, plan.height)
    if title:
        put_title(figure, "Pain, 0 to 10", period, plan.height, left)
    y = plan.height - plan.top
    for number, track in enumerate(layout.tracks):
        y -= plan.gaps[number] + plan.panel
        axes = figure.add_axes((left / width, y / plan.height, inches / width, plan.panel / plan.height))
        draw_panel(axes, track, layout.sessions, layout.words[number], period, (inches, plan.panel))
        if number == 0:
            _direction(axes)
        time_axis(axes, period, inches)
        if lanes or number < len(places) - 1:
            axes.tick_params(labelbottom=False)
    if lanes:
        y -= plan.lanes
        axes = figure.add_axes((left / width, y / plan.height, inches / width, (plan.lanes - 0.08) / plan.height))
        draw_lanes(axes, lanes, period, inches)
        time_axis(axes, period, inches)
    if layout.notes:
        figure.text(left / width, 0.03 / plan.height, "\n".join(layout.notes), fontsize=SMALL, color=MUTED, va="bottom")
    return figure


def _plan(
    top: float,
    words: Sequence[Sequence[Placed]],
    lanes: Sequence[Lane],
    notes: int,
    height: float | None,
) -> _Plan:
    """The panels as high as the figure should be, within what stays readable."""
    gaps = tuple(GAP + ROW * max((label.row for label in labels), default=0) for labels in words)
    room = LANE * len(lanes) + (0.12 if lanes else 0)
    around = top + room + AXIS + NOTE * notes + sum(gaps)
    # A single site has room for a panel of twice the height.
    panel = PANEL if len(words) > 1 else PANEL * 2
    if height is not None:
        panel = min(max((height - around) / len(words), LEAST), MOST)
    return _Plan(top, gaps, panel, room, around + len(words) * panel)


def _notes(
    tracks: Sequence[Track], lanes: Sequence[Lane], period: Period, more: int, some_unlabelled: bool
) -> Iterator[str]:
    """What the shapes mean, where no words beside each say it, and what is left out."""
    if period.step > 1:
        yield TOGETHER[period.step]
        yield "band: lowest to highest"
    if any(step.stated for track in tracks for step in track.steps):
        yield "dotted: usual as stated"
    if any(track.ranges for track in tracks):
        yield "thin bar: the other levels rated (at rest, on movement, worst and best of the day)"
    if some_unlabelled and any(track.flags for track in tracks):
        yield "hatched: a finding"
    signs = [mark.words for track in tracks for mark in track.marks]
    if key := key_of([*signs, *(words for lane in lanes for words in lane.signs)]):
        yield key
    if more:
        yield f"and {more} more site{'' if more == 1 else 's'} with levels in this time"
