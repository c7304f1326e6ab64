"""The report as PDF: typst sets the sheet; what the person wrote comes as data, never as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from diary.report.blocks import Beside, Block, Picture, Sheet, cleaned
from diary.report.characters import covered, font_folder, shown_with
from diary.report.model import Report
from diary.report.pictures import svg_of
from diary.report.sheet import sheet_of

TEMPLATE = Path(__file__).with_name("report.typ")
PAPERS = {"a4": ("a4", 7.09), "letter": ("us-letter", 7.32)}
"""The paper's name in typst, and the width of its text in inches."""
LARGE = 1.3


def write(report: Report, paper: str, large: bool) -> bytes:
    """The whole report; the same model gives the same bytes."""
    has = covered()
    sheet = cleaned(sheet_of(report), lambda text: shown_with(text, has))
    name, width = PAPERS[paper]
    scale = LARGE if large else 1.0
    content = {
        "paper": name,
        "scale": scale,
        "large": large,
        **{key: getattr(sheet, key) for key in ("title", "who", "period", "trust", "foot", "made")},
        "first": _drawn(report, sheet.first, width / scale),
        "behind": _drawn(report, sheet.behind, width / scale),
    }
    made = report.made.astimezone(UTC)
    content["date"] = [made.year, made.month, made.day]
    if not large:
        _fill(report, sheet, content, width)
    return _compile(content, made)


def _fill(report: Report, sheet: Sheet, content: dict[str, Any], width: float) -> None:
    """Draw the trend of the first page once more, as high as the room that the rest of the page leaves."""
    found = next(((n, block) for n, block in enumerate(sheet.first) if isinstance(block, Picture)), None)
    if found is None:
        return
    place, trend = found
    compiler = _compiler({**content, "behind": []})
    room = json.loads(compiler.query("<room>", field="value", one=True))
    svg = svg_of(report, replace(trend, height=room), width)
    drawn = re.search(r'height="([0-9.]+)pt"', svg)
    # A few sites do not need all of it; what is left then stays empty at the end of the page.
    fits = drawn is not None and float(drawn[1]) / 72 <= room
    content["first"][place].update(svg=svg, fits=fits)


def _compiler(content: dict[str, Any]) -> typst.Compiler:
    return typst.Compiler(
        TEMPLATE.read_bytes(),
        font_paths=typst.Fonts(False, False, [str(font_folder())]),
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
    )


def _compile(content: dict[str, Any], made: datetime) -> bytes:
    result = _compiler(content).compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(made.timestamp()))
    assert isinstance(result, bytes)
    return result


def _drawn(report: Report, blocks: Sequence[Block], width: float) -> list[dict[str, Any]]:
    """The blocks as plain values, each picture with its SVG."""
    drawn = []
    for block in blocks:
        plain = _plain(block)
        if isinstance(block, Picture):
            plain.update(svg=svg_of(report, block, width), fits=False)
        elif isinstance(block, Beside):
            plain["picture"]["svg"] = svg_of(report, block.picture, width)
        drawn.append(plain)
    return drawn


def _plain(block: Block) -> dict[str, Any]:
    plain = asdict(block)
    for holder in (plain, plain.get("picture", {})):
        for key in ("first", "last", "places", "levels"):
            holder.pop(key, None)
    return plain
