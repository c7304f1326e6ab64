"""The look of every chart: colours that differ for colour-blind eyes and grey printers, and repeatable files."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO, Any

from matplotlib import rc_context, rcParams, rcParamsDefault
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

from diary.charts.period import Period, day_text
from diary.charts.printable_text import NARROW_FILES

# The blue is from the palette of Okabe and Ito, made for colour-blind eyes. No meaning depends on colour alone: each
# also has its own shape, dash or hatch.
INK, MUTED, FAINT, PAPER = "#1a1a1a", "#595959", "#d4d4d4", "#ffffff"
LINE, BAND, EACH = "#0072b2", "#cfe3f1", "#8fbcdc"
WINDOW, FLAG, FLAG_INK = "#f6f6ee", "#f7dcc9", "#a84300"

SMALL, NAME = 8.0, 9.0
"""Points of the words in a chart, none smaller, and of the name of a panel: a paper copied twice must be readable."""

_LOOK: dict[Any, Any] = {
    # What the narrow face lacks is taken from the wide one.
    "font.family": ["Diary Sans", "DejaVu Sans"],
    "font.size": SMALL,
    "axes.linewidth": 0.6,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "text.color": INK,
    # Two dollar signs in a note are no formula.
    "text.parse_math": False,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.major.size": 2.5,
    "ytick.major.size": 0,
    "xtick.major.width": 0.6,
    "hatch.linewidth": 0.9,
    # Text stays text, so that it can be selected and searched in the page and in the PDF.
    "svg.fonttype": "none",
    # Without a fixed salt matplotlib makes random ids, and the bytes differ each time.
    "svg.hashsalt": "pain diary",
    "pdf.fonttype": 42,
    "path.simplify": False,
}
# Settings that say how a program runs, not how a figure looks.
_OF_THE_MACHINE = frozenset({"backend", "backend_fallback", "interactive", "toolbar", "timezone"})
_CANVAS = {"png": FigureCanvasAgg, "svg": FigureCanvasSVG, "pdf": FigureCanvasPdf}
_NO_DATE: dict[str, dict[str, Any]] = {
    "png": {},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None, "ModDate": None},
}
DOTS_PER_INCH = 200
_IDS = re.compile(r' id="([^"]*)"')
# XML allows no other control characters, and no escape for them.
_NOT_IN_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCES = re.compile(r"(?:href=\"|url\()#([^\")]+)")


@contextmanager
def look() -> Iterator[None]:
    """A context for making figures: the person's own matplotlib settings have no effect, and ours do not remain."""
    _add_fonts()
    with rc_context():
        rcParams.update({name: rcParamsDefault[name] for name in rcParamsDefault if name not in _OF_THE_MACHINE})
        rcParams.update(_LOOK)
        yield


@cache
def _add_fonts() -> None:
    for file in NARROW_FILES:
        fontManager.addfont(file)


def new_figure(width: float, height: float) -> Figure:
    """An empty figure of that size in inches."""
    return Figure(figsize=(width, height), facecolor=PAPER)


def write(figure: Figure, target: str | Path | IO[bytes], format: str) -> None:
    """Write the figure in one of the formats, without dates, so that the bytes repeat."""
    with look(), warnings.catch_warnings():
        # A character that the font lacks is drawn as a box; that is no news for the person's terminal.
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        canvas = _CANVAS[format](figure)
        if format == "png":
            figure.set_dpi(DOTS_PER_INCH)
        if format == "svg":
            _write_svg(canvas, target)
        else:
            getattr(canvas, f"print_{format}")(target, metadata=_NO_DATE[format])


def _write_svg(canvas: Any, target: str | Path | IO[bytes]) -> None:
    """Write the SVG, with only those ids that something refers to."""
    # The others come from names (gid) that several shapes share, and an id must be unique in a page.
    file = io.BytesIO()
    canvas.print_svg(file, metadata=_NO_DATE["svg"])
    text = file.getvalue().decode("utf-8")
    used = set(_REFERENCES.findall(text))
    text = _IDS.sub(lambda match: match[0] if match[1] in used else "", text)
    content = _NOT_IN_XML.sub(" ", text).encode("utf-8")
    if isinstance(target, str | Path):
        Path(target).write_bytes(content)
    else:
        target.write(content)


def level_axis(axes: Axes, *, every: int = 5) -> None:
    """The axis of levels: always the whole scale, 0 to 10, so that a small change does not look large."""
    axes.set_ylim(-0.4, 10.6)
    axes.set_yticks(range(0, 11, every))
    axes.grid(axis="y", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="both", labelsize=SMALL)


HEIGHT_OF_EMPTY = 0.8
"""Inches."""


def empty_figure(width: float, text: str) -> Figure:
    """A figure that says in words why there is nothing to see."""
    figure = new_figure(width, HEIGHT_OF_EMPTY)
    figure.text(0.5, 0.5, text, ha="center", va="center", color=MUTED)
    return figure


INCH_OF_TITLE = 0.42
MOST_BESIDE, NARROWEST = 3, 1.9
"""Small panels side by side, and the least width of each in inches."""


def span_text(period: Period) -> str:
    """3 Aug – 2 Nov 2026."""
    return f"{day_text(period.first, period.last)} – {day_text(period.last)}"


def put_title(figure: Figure, text: str, period: Period, height: float, left: float = 0.3) -> None:
    """The title and the period over the whole figure, `left` inches from its edge."""
    left /= figure.get_figwidth()
    figure.text(left, 1 - 0.1 / height, text, fontsize=11, fontweight="bold", va="top", color=INK)
    figure.text(left, 1 - 0.29 / height, f"{span_text(period)}, self-reported", fontsize=SMALL, va="top", color=MUTED)


def time_axis(axes: Axes, period: Period, inches: float) -> None:
    """Ticks at round days, weeks, months or years, as many as there is room for."""
    most = max(2, int(inches / 0.66))
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
            return [(day, day_text(day, beside=day)) for day in picked]
    for months in (1, 2, 3, 6):
        if period.days / 30.4 / months <= most:
            return [
                (day, f"{day:%b}" + (f" {day.year}" if day.month == 1 or n == 0 else ""))
                for n, day in enumerate(_months(period, months))
            ]
    step = max(1, -(-(years + 1) // most))
    return [(day, str(day.year)) for day in _months(period, 12) if (day.year - period.first.year) % step == 0]


def _months(period: Period, step: int) -> list[date]:
    months, day = [], date(period.first.year, 1, 1)
    while day <= period.last:
        if day >= period.first:
            months.append(day)
        month = day.month - 1 + step
        day = date(day.year + month // 12, month % 12 + 1, 1)
    return months
