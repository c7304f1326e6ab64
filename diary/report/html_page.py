"""The report as one HTML page: no script, nothing from outside, light and dark, for paper and for a telephone."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from diary.charts.printable_text import harmless_text
from diary.charts.style import BAND, EACH, FAINT, FLAG, FLAG_INK, INK, LINE, MUTED, PAPER, WINDOW
from diary.report.blocks import Picture, Spark, cleaned
from diary.report.document import sheet_of
from diary.report.figures import named_apart, svg_of
from diary.report.model import Report
from diary.report.spark import svg_of_spark

WIDE, NARROW = 7.6, 3.75
"""Inches: for large screens and paper, and for a telephone."""
_NAMES = {
    "ink": INK,
    "muted": MUTED,
    "faint": FAINT,
    "paper": PAPER,
    "line": LINE,
    "band": BAND,
    "each": EACH,
    "window": WINDOW,
    "flag": FLAG,
    "flag-ink": FLAG_INK,
}
"""The colours of the charts by their names in the page's style, where dark pages give them other values."""


def write(report: Report) -> str:
    """The whole report."""
    # Autoescape: notes are text and never markup. Strict: a misspelt name is an error and not an empty place.
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pictures = _Pictures(report)
    sheet = cleaned(sheet_of(report), harmless_text)
    return templates.get_template("report.html").render(
        sheet=sheet, pictures=pictures, wide=WIDE, narrow=NARROW, spark=_spark
    )


def _spark(spark: Spark) -> Markup:
    """A small drawing in a cell, in the colours of the page, with its words."""
    svg = svg_of_spark(spark).replace(INK, "var(--ink)").replace(MUTED, "var(--muted)").replace(LINE, "var(--line)")
    return Markup(svg.replace("<svg ", '<svg class="spark" role="img" aria-label="%s" ', 1)) % spark.alt


class _Pictures:
    """Draws the pictures of a page and keeps their ids apart."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.count = 0

    def draw(self, picture: Picture, width: float) -> Markup:
        """One picture as an SVG element that takes its colours from the page."""
        self.count += 1
        # The same chart is drawn twice, wide and narrow, so ids would clash within one page.
        svg = named_apart(svg_of(self.report, picture, width), f"p{self.count}")
        if picture.chart != "body":  # the body's shades and numbers are the same on any page
            for name, color in _NAMES.items():
                svg = svg.replace(color, f"var(--{name})")
        return Markup(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1).rstrip())
