"""The README's pictures of the screen, made from the sample diary: `python -m tests.pictures` writes them to data/.

The clock stands still and the ids are fixed, so that the same screen gives the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from dataclasses import dataclass
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
    "where": Scene(("g", "v", "v", "v"), height=26),
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
    return "\n".join(line.rstrip() for line in svg.strip().splitlines()) + "\n"


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
