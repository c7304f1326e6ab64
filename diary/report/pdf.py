"""The report as PDF, set by typst. A person's text goes to typst as data, never as markup."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from diary.charts.printable_text import NARROW_FILES, covered, font_folder, shown_with
from diary.charts.style import EACH, FLAG_INK, INK, LINE, MUTED
from diary.charts.tracks import MOST_SITES
from diary.report.blocks import Beside, Block, Picture, Sheet, Table, cleaned
from diary.report.document import sheet_of
from diary.report.figures import height_of, in_parts, svg_of
from diary.report.first_page import ROOMS, Room
from diary.report.fonts import characters_of, face_for, missing_in
from diary.report.model import Report
from diary.report.spark import svg_of_spark

TEMPLATE = Path(__file__).with_name("report.typ")
PAPERS = {"a4": ("a4", 7.16), "letter": ("us-letter", 7.39)}
"""The paper's name in typst, and the width of its text in inches."""
SIZES = (10.5, 9.7, 9.0)
"""Points of the text, tried from the largest until the first page is one page; then it has to hold less."""
LARGE = 14.0
CHART_AT = 9.0
"""Points of the text for which charts are drawn as they are; beside larger ones they grow with it."""
READABLE = {1: 1.7, 2: 2.4, 3: 3.1, 4: 3.7, 5: 4.3, MOST_SITES: 4.9}
"""Inches that the trend of so many sites has where there is a choice, and the part of them that it needs."""
NEEDED = 0.7
EMPTY_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1pt" height="1pt"></svg>'


def write(
    report: Report, paper: str, large: bool, font: Path | None = None, warn: Callable[[str], None] | None = None
) -> bytes:
    """The whole report; the same model gives the same bytes."""
    missing = missing_in(sheet_of(report))
    face = face_for(missing, font)
    has = covered() | (characters_of(face) if face else frozenset())
    if warn and (lost := sorted(char for char in missing if ord(char) not in has)):
        more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""
        warn(f"No font here has {' '.join(lost[:5])}{more}: the name stands instead. Name one with --font FILE.")
    # In a folder of its own: fonts that lie beside it must not take part.
    with TemporaryDirectory() as alone:
        if face:
            face = Path(shutil.copy(face, alone))
        content = content_of(report, paper, large, face)
        # The time of the report and not of the computer, so that the bytes repeat.
        made = int(report.made.astimezone(UTC).timestamp())
        result = compiler_of(content, face).compile(format="pdf", pdf_standards=["ua-1"], timestamp=made)
    assert isinstance(result, bytes)
    return result


def content_of(report: Report, paper: str, large: bool, face: Path | None = None) -> dict[str, Any]:
    """Everything that the template sets, as plain values."""
    name, width = PAPERS[paper]
    made = report.made.astimezone(UTC)
    looks: dict[str, Any] = {"paper": name, "large": large, "date": [made.year, made.month, made.day]}
    if large:
        sheet = _sheet(report, ROOMS[0], face)
        content = looks | _words(sheet) | {"size": LARGE}
        content["first"] = _drawn(report, _in_parts(sheet.first), width * CHART_AT / LARGE)
    else:
        sheet, content = _fitting(report, looks, width, face)
    behind = _in_parts(sheet.behind) if large else sheet.behind
    content["behind"] = _drawn(report, behind, width * CHART_AT / content["size"])
    return content


def _fitting(report: Report, looks: dict[str, Any], width: float, face: Path | None) -> tuple[Sheet, dict[str, Any]]:
    """The sheet and the content up to its first page, with which that is one page, as large and whole as can be."""
    tries = [(size, ROOMS[0], 1.0) for size in SIZES[:-1]] + [(SIZES[-1], room, NEEDED) for room in ROOMS]
    # Each try holds less than the one before. The body chart and each room's sheet are the same in several of them.
    bodies: dict[Picture, str] = {}
    sheets: dict[Room, Sheet] = {}
    low, high, tried, room = 0, len(tries) - 1, -1, ROOMS[0]
    while low < high or tried != low:
        tried = (low + high) // 2
        size, room, share = tries[tried]
        sheet = sheets[room] = sheets.get(room) or _sheet(report, room, face, whole=False)
        scale = size / CHART_AT
        trend = next((block for block in sheet.first if isinstance(block, Picture)), None)
        first = _drawn(report, sheet.first, width / scale, without=trend, bodies=bodies)
        content = looks | _words(sheet) | {"size": size, "first": first, "behind": []}
        measured = _measured(content, face)
        free = measured.get("room", 0.0) / scale
        # Typst's own rounding must not push the last line to another page.
        height = free - 0.02
        fits = is_readable = measured["pages"] == 1 and (trend is None or free >= READABLE[len(trend.places)] * share)
        if fits and trend is not None:
            # A few sites do not need all of that height; a chart that needs more would be printed too small to read.
            fits = height_of(report, trend, width / scale, height) <= free
        low, high = (low, tried) if fits else (min(tried + 1, high), high)
    # Only the trend of the page that is taken is drawn: drawing takes far longer than setting a page.
    if trend is not None and is_readable:
        drawn = svg_of(report, replace(trend, height=height), width / scale)
        first[sheet.first.index(trend)].update(svg=_on_paper(drawn), fits=True)
    return _sheet(report, room, face), content


def _in_parts(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with pictures in parts of which each has room on a page."""
    return [part for block in blocks for part in (in_parts(block) if isinstance(block, Picture) else (block,))]


def _sheet(report: Report, room: Room, face: Path | None, *, whole: bool = True) -> Sheet:
    # A PDF/UA file must not have a character without a glyph: typst would refuse to make it.
    has = covered() | (characters_of(face) if face else frozenset())
    return cleaned(sheet_of(report, room, whole=whole), lambda text: shown_with(text, has))


def _words(sheet: Sheet) -> dict[str, Any]:
    return {key: getattr(sheet, key) for key in ("title", "who", "period", "trust", "foot", "made")}


def _measured(content: dict[str, Any], face: Path | None) -> dict[str, float]:
    """How many pages the first page takes, and the inches of height that it leaves for the trend."""
    measured: dict[str, float] = {}
    for found in json.loads(compiler_of(content, face).query("<measured>", field="value")):
        measured.update(found)
    return measured


def compiler_of(content: dict[str, Any], face: Path | None = None) -> typst.Compiler:
    """Typst with the template, the fonts and that content; `face`, for what they lack, lies alone in a folder."""
    folders = [str(font_folder()), str(NARROW_FILES[0].parent)]
    families = ["Diary Sans", "DejaVu Sans"]
    if face is not None:
        folders.append(str(face.parent))
        families += [font.family for font in typst.Fonts(False, False, folders[-1:]).fonts()]
    content = content | {"fonts": list(dict.fromkeys(families))}
    return typst.Compiler(
        TEMPLATE.read_bytes(),
        # No fonts of the system: the same diary must give the same bytes on every machine.
        font_paths=typst.Fonts(False, False, folders),
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
    )


def _drawn(
    report: Report,
    blocks: Sequence[Block],
    width: float,
    without: Picture | None = None,
    bodies: dict[Picture, str] | None = None,
) -> list[dict[str, Any]]:
    """The blocks as plain values, each picture with its SVG; `without` is drawn later, `bodies` are drawn once."""
    drawn, bodies = [], {} if bodies is None else bodies
    for block in blocks:
        plain = _plain(block)
        if isinstance(block, Picture):
            plain.update(svg=EMPTY_SVG if block is without else _on_paper(svg_of(report, block, width)), fits=False)
        elif isinstance(block, Beside):
            if block.picture not in bodies:
                bodies[block.picture] = _on_paper(svg_of(report, block.picture, width))
            plain["picture"]["svg"] = bodies[block.picture]
        drawn.append(plain)
    return drawn


def _on_paper(svg: str) -> str:
    """The drawing with its letters and thin lines in black: a fax has no greys, and makes dots of them."""
    for color in (INK, MUTED, FLAG_INK, LINE, EACH):
        svg = svg.replace(color, "#000000")
    return svg


def _plain(block: Block) -> dict[str, Any]:
    plain = asdict(block)
    for table in (block, block.table if isinstance(block, Beside) else None):
        if isinstance(table, Table):
            holder = plain["table"] if isinstance(block, Beside) else plain
            holder["sparks"] = [{"alt": spark.alt, "svg": _on_paper(svg_of_spark(spark))} for spark in table.sparks]
    for holder in (plain, plain.get("picture", {})):
        for key in ("first", "last", "places", "levels", "stale", "numb", "cleared", "panels", "part"):
            holder.pop(key, None)
    return plain
