"""The pictures of a report, drawn as SVG."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from diary.charts import draw, save
from diary.report.blocks import Picture
from diary.report.model import Report

PARTS = {"trend": 3, "time-of-day": 3, "weekday": 3, "motion": 3, "response": 2}
"""Panels that a page of large print has room for."""
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
            width=width, title=False, height=picture.height, part=picture.part,
        )  # fmt: skip
    save(figure, file, "svg")
    return _METADATA.sub("", _PREAMBLE.sub("", file.getvalue().decode("utf-8")))


def in_parts(picture: Picture) -> Iterator[Picture]:
    """The picture in parts that large print has room for on a page, each with its words."""
    each = PARTS.get(picture.chart, 0)
    panels = len(picture.places) if picture.chart == "trend" else picture.panels
    if not each or panels <= each:
        yield picture
        return
    for start in range(0, panels, each):
        stop = min(start + each, panels)
        part = f"{picture.alt} Part {start // each + 1} of {-(-panels // each)}."
        if picture.chart in ("motion", "response"):
            yield replace(picture, alt=part, part=(start, stop))
        else:
            height = picture.height and picture.height * (stop - start) / panels + 1
            yield replace(picture, alt=part, places=picture.places[start:stop], panels=stop - start, height=height)


def named_apart(svg: str, prefix: str) -> str:
    """The same with its ids made its own, so that several can stand in one page."""
    return _IDS.sub(lambda match: f"{match.group(1)}{prefix}-", svg)
