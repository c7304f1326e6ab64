"""What several charts share: the title and the time axis."""

from __future__ import annotations

from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.charts.period import Period
from diary.charts.style import INK, MUTED

INCH_OF_TITLE = 0.42
MOST_BESIDE, NARROWEST = 3, 1.9
"""Small panels side by side, and the inches that each takes at the least."""


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
