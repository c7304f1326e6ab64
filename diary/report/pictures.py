"""The pictures of a report, drawn as SVG."""

from __future__ import annotations

import io
import re

from diary.charts import draw, save
from diary.report.blocks import Picture
from diary.report.model import Report

_IDS = re.compile(r'(id="|href="#|url\(#)')
_PREAMBLE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)


def svg_of(report: Report, picture: Picture, width: float) -> str:
    """One picture, `width` inches wide, as an SVG element without a preamble."""
    file = io.BytesIO()
    if picture.chart == "body":
        from diary.charts.body import draw as draw_body

        figure = draw_body(dict(picture.levels))
    else:
        figure = draw(
            report.review, picture.chart, picture.places or None, picture.first, picture.last,
            width=width, title=False, height=picture.height,
        )  # fmt: skip
    save(figure, file, "svg")
    return _METADATA.sub("", _PREAMBLE.sub("", file.getvalue().decode("utf-8")))


def named_apart(svg: str, prefix: str) -> str:
    """The same with its ids made its own, so that several can stand in one page."""
    return _IDS.sub(lambda match: f"{match.group(1)}{prefix}-", svg)
