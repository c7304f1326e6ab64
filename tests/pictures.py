"""The README's pictures of the screen, made from the sample diary: `python -m tests.pictures` writes them to data/.

The clock stands still and the ids are fixed, so that the same screen gives the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby
from pathlib import Path

from diary.exchange.import_plan import apply, plan_import
from diary.samples import sample_clock, sample_csv
from diary.store.diary_store import open_diary
from tests.tui.driving import Driven, app_of, idle, press

FOLDER = Path(__file__).parent.parent / "data"
FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


@dataclass(frozen=True, slots=True)
class Scene:
    """Which keys lead to a picture, and how large it is."""

    keys: tuple[str, ...]
    width: int = 100
    height: int = 30


SCENES = {
    "today": Scene(("5", "tab", "space")),
    "trends": Scene(("g",)),
    "where": Scene(("g", "v", "v", "v"), height=28),
    "findings": Scene(("f",), height=26),
}


async def picture(name: str, folder: Path) -> str:
    """A screen of the sample diary as SVG; the folder is for its database."""
    clock = sample_clock()
    path = folder / f"{name}.db"
    with open_diary(path, clock=clock, program="import", create=True) as store:
        apply(plan_import(sample_csv("ninety-days"), store, clock), store, label="sample")
    scene = SCENES[name]
    # Not `tests.tui.conftest`: this also runs as a script, without pytest.
    async with Driven(path, clock).run(scene.width, scene.height) as pilot:
        await press(pilot, *scene.keys)
        await asyncio.sleep(0.1)
        await idle(pilot)
        return self_contained(app_of(pilot).export_screenshot())


def self_contained(svg: str) -> str:
    """The picture with nothing to load from the network, and the same names in every run."""
    # Textual loads its font from web addresses, and puts a number into its class names.
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\bterminal-\d+-", "terminal-", svg)
    # Without this a viewer drops the spaces at the beginning of a piece of text.
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    svg = svg.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}")
    svg = re.sub(r'<text class="([^"]+)" x="([\d.]+)" y="([\d.]+)"([^>]*)>([^<]*)</text>', _in_cells, svg)
    return "\n".join(line.rstrip() for line in svg.strip().splitlines()) + "\n"


CELL_WIDTH, CELL_HEIGHT, BASELINE = 12.2, 24.4, 18.5
"""The cell of a character in the picture, and how far below its top the letters stand."""
Box = tuple[float, float, float, float]
"""Left, top, width and height, as parts of a cell."""
QUARTERS: tuple[Box, ...] = ((0, 0, 0.5, 0.5), (0.5, 0, 0.5, 0.5), (0, 0.5, 0.5, 0.5), (0.5, 0.5, 0.5, 0.5))
BLOCKS: dict[str, tuple[Box, ...]] = {
    **{sign: ((0, 1 - n / 8, 1, n / 8),) for n, sign in enumerate("▁▂▃▄▅▆▇█", 1)},
    **{sign: ((0, 0, n / 8, 1),) for n, sign in enumerate("▏▎▍▌▋▊▉", 1)},
    **{"▀": ((0, 0, 1, 0.5),), "▔": ((0, 0, 1, 0.125),), "▐": ((0.5, 0, 0.5, 1),), "▕": ((0.875, 0, 0.125, 1),)},
    **{
        sign: tuple(box for n, box in enumerate(QUARTERS) if filled & 1 << n)
        for filled, sign in {1: "▘", 2: "▝", 4: "▖", 8: "▗", 6: "▞", 9: "▚", 7: "▛", 11: "▜", 13: "▙", 14: "▟"}.items()
    },
    **{"░": ((0, 0, 1, 1),), "▒": ((0, 0, 1, 1),), "▓": ((0, 0, 1, 1),)},
    **{"│": ((0.44, 0, 0.12, 1),), "╷": ((0.44, 0.5, 0.12, 0.5),), "╵": ((0.44, 0, 0.12, 0.5),)},
    **{"─": ((0, 0.47, 1, 0.06),), "━": ((0, 0.44, 1, 0.12),)},
}
SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}


def _in_cells(found: re.Match[str]) -> str:
    """The text word for word, each where its cell is, and its blocks drawn.

    Fonts differ in how wide a letter is, and their own blocks do not fill a cell, as they do in a terminal.
    """
    name, x, y, rest, inner = found.groups()
    text, left = unescape(inner), float(x)
    clip = "".join(re.findall(r' clip-path="[^"]+"', rest))
    drawn = _drawn(text, name, left, float(y) - BASELINE)
    letters = "".join(" " if letter in BLOCKS else letter for letter in text)
    words = (
        f'<text class="{name}" x="{left + word.start() * CELL_WIDTH:.1f}" y="{y}"'
        f' textLength="{len(word[0]) * CELL_WIDTH:.1f}"{clip}>{escape(word[0])}</text>'
        for word in re.finditer(r"[^ \u00a0]+", letters)
    )
    return "".join([*drawn, *words])


def _drawn(text: str, name: str, left: float, top: float) -> Iterator[str]:
    at = 0
    for letter, same in groupby(text):
        count = len(list(same))
        for x, y, width, height in BLOCKS.get(letter, ()):
            # What spans the cell spans its neighbours too, so that no seam shows between them.
            boxes = [(at + x, count * width)] if width == 1 else [(at + n + x, width) for n in range(count)]
            for begin, wide in boxes:
                shade = f' fill-opacity="{SHADES[letter]}"' if letter in SHADES else ""
                where = f'x="{left + begin * CELL_WIDTH:.2f}" y="{top + y * CELL_HEIGHT:.2f}"'
                size = f'width="{wide * CELL_WIDTH:.2f}" height="{height * CELL_HEIGHT:.2f}"'
                yield f'<rect class="{name}" {where} {size}{shade} shape-rendering="crispEdges"/>'
        at += count


async def write(folder: Path) -> None:
    """Write all pictures to the folder."""
    os.environ.pop("NO_COLOR", None)  # the pictures are in colour, whoever makes them
    for name in SCENES:
        with tempfile.TemporaryDirectory() as room:
            svg = await picture(name, Path(room))
        (folder / f"{name}.svg").write_text(svg, "utf-8")
        print(folder / f"{name}.svg")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to write them; else data/")
    asyncio.run(write(parser.parse_args().folder))
