"""The look of every chart: colours that colour-blind eyes and grey printers tell apart, and repeatable files."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from matplotlib import rc_context, rcParams, rcParamsDefault
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

# From the palette of Okabe and Ito. Nothing is told by colour alone: each has its own shape, dash or hatch.
INK, MUTED, FAINT, PAPER = "#1a1a1a", "#595959", "#d4d4d4", "#ffffff"
LINE, BAND, EACH = "#0072b2", "#cfe3f1", "#8fbcdc"
WINDOW, FLAG, FLAG_INK = "#ececdc", "#f7dcc9", "#a84300"
SHADES = ("#ffffff", "#fbe3cf", "#f5bf92", "#e0813f", "#a8470f", "#6b2300")
"""From no pain to the worst: lighter to darker, so that grey keeps the order."""

_LOOK: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 8,
    "axes.linewidth": 0.6,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.major.size": 2.5,
    "ytick.major.size": 0,
    "xtick.major.width": 0.6,
    "hatch.linewidth": 0.5,
    "svg.fonttype": "none",
    "svg.hashsalt": "pain diary",
    "pdf.fonttype": 42,
    "path.simplify": False,
}
_OF_THE_MACHINE = frozenset({"backend", "backend_fallback", "interactive", "toolbar", "timezone"})
_CANVAS = {"png": FigureCanvasAgg, "svg": FigureCanvasSVG, "pdf": FigureCanvasPdf}
_NO_DATE: dict[str, dict[str, Any]] = {
    "png": {},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None, "ModDate": None},
}
DOTS_PER_INCH = 200
_IDS = re.compile(r' id="([^"]*)"')
_NOT_IN_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCES = re.compile(r"(?:href=\"|url\()#([^\")]+)")


@contextmanager
def look() -> Iterator[None]:
    """The context in which a figure is made: nothing of the person's own matplotlib shows, nothing of ours stays."""
    with rc_context():
        rcParams.update({name: rcParamsDefault[name] for name in rcParamsDefault if name not in _OF_THE_MACHINE})
        rcParams.update(_LOOK)
        yield


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
    """Write it with no other ids than those that something refers to: the rest are not unique."""
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
    """The honest axis: 0 to 10, always whole."""
    axes.set_ylim(-0.4, 10.6)
    axes.set_yticks(range(0, 11, every))
    axes.grid(axis="y", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="both", labelsize=7)


def empty_figure(width: float, text: str) -> Figure:
    """A figure that says in words why there is nothing to see."""
    figure = new_figure(width, 0.8)
    figure.text(0.5, 0.5, text, ha="center", va="center", color=MUTED)
    return figure
