"""What several charts share: the title, the time axis, the lanes of what was done."""

from __future__ import annotations

from collections import Counter
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.charts.style import INK, MUTED
from diary.charts.tracks import Period, x_of
from diary.review import Review

INCH_OF_TITLE = 0.42


def said(day: date, year: bool = True) -> str:
    """2 Nov 2026."""
    return f"{day.day} {day:%b}" + (f" {day.year}" if year else "")


def span_said(period: Period) -> str:
    """3 Aug – 2 Nov 2026."""
    return f"{said(period.first, period.first.year != period.last.year)} – {said(period.last)}"


def put_title(figure: Figure, text: str, period: Period, height: float, left: float = 0.3) -> None:
    """The title and the period over the whole figure, `left` inches from its edge."""
    left /= figure.get_figwidth()
    figure.text(left, 1 - 0.1 / height, text, fontsize=11, fontweight="bold", va="top", color=INK)
    figure.text(left, 1 - 0.29 / height, f"{span_said(period)}, self-reported", fontsize=8, va="top", color=MUTED)


def time_axis(axes: Axes, period: Period, inches: float) -> None:
    """Ticks at round days, weeks, months or years, as many as there is room for."""
    most = max(2, int(inches / 0.62))
    axes.set_xlim(period.start, period.end + period.margin)
    ticks = _ticks(period, most)
    axes.set_xticks([day.toordinal() for day, _ in ticks], [label for _, label in ticks])


def _ticks(period: Period, most: int) -> list[tuple[date, str]]:
    years = period.last.year - period.first.year
    for step in (1, 2, 7, 14):
        if period.days / step <= most:
            days = range(period.first.toordinal(), period.last.toordinal() + 1)
            # Weeks begin on Monday, so that marks stay where they are from report to report.
            picked = [date.fromordinal(day) for day in days if (day - 1) % step == 0]
            return [(day, said(day, year=False)) for day in picked]
    for months in (1, 2, 3, 6):
        if period.days / 30.4 / months <= most:
            return [
                (day, f"{day:%b}" + (f" {day.year}" if day.month == 1 or n == 0 else ""))
                for n, day in enumerate(_months(period, months))
            ]
    step = max(1, -(-(years + 1) // most))
    return [(day, str(day.year)) for day in _months(period, 12) if (day.year - period.first.year) % step == 0]


def _months(period: Period, step: int) -> list[date]:
    found, day = [], date(period.first.year, 1, 1)
    while day <= period.last:
        if day >= period.first:
            found.append(day)
        month = day.month - 1 + step
        day = date(day.year + month // 12, month % 12 + 1, 1)
    return found


CARE_MARKS = {"ice": "o", "heat": "s", "rest": "_", "hydration": "v", "movement": ">", "medication": "P"}


def lanes_of(review: Review, period: Period) -> list[tuple[str, str, list[float]]]:
    """What was done in the period, a lane each: its name, its mark, its places on the axis."""
    lanes = [("sessions", "|", [x_of(s.at.local) for s in review.view.sessions if period.holds(s.at.day)])]
    for activity, mark in CARE_MARKS.items():
        cares = [care for care in review.diary.cares if care.activity == activity and care.at.instant <= review.as_of]
        lanes.append((activity, mark, [x_of(care.at.local) for care in cares if period.holds(care.at.day)]))
    visits = [visit for visit in review.diary.visits if period.holds(visit.at.day)]
    lanes.append(("visits", "D", [x_of(visit.at.local) for visit in visits]))
    return [lane for lane in lanes if lane[2]]


def draw_lanes(axes: Axes, lanes: list[tuple[str, str, list[float]]], period: Period) -> None:
    """A row of marks for each lane, named at its left."""
    axes.set_ylim(len(lanes) - 0.3, -0.7)
    axes.set_yticks(range(len(lanes)), [name for name, _, _ in lanes])
    axes.tick_params(axis="both", labelsize=7)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for row, (name, mark, places) in enumerate(lanes):
        if period.step > 1:
            _bars(axes, row, name, places, period.step)
            continue
        size = 7 if mark == "|" else 3.2
        axes.plot(
            places, [row] * len(places), linestyle="", marker=mark, markersize=size, color=INK, gid=f"lane {name}",
            markerfacecolor="none" if name in ("ice", "hydration", "visits") else INK, markeredgewidth=0.8,
        )  # fmt: skip


def _bars(axes: Axes, row: int, name: str, places: list[float], step: int) -> None:
    """How often it was in each week (or four), where single marks would run together."""
    counts = Counter((int(place) - 1) // step for place in places)
    most = max(counts.values())
    xs = [bin_ * step + 1 + step / 2 for bin_ in sorted(counts)]
    tops = [row + 0.35 - 0.75 * counts[bin_] / most for bin_ in sorted(counts)]
    axes.vlines(xs, [row + 0.35] * len(xs), tops, color=INK, linewidth=1.0, gid=f"lane {name}")
    axes.annotate(
        f"up to {most}", (1, row), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points", fontsize=6.5,
        color=MUTED, va="center",
    )  # fmt: skip
