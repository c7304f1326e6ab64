"""The README's pictures show the screen as it is now. Renew them with `python -m tests.pictures`, and look at them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pictures import BLOCKS, CELL_WIDTH, FOLDER, SCENES, picture

README = (FOLDER.parent / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", SCENES)
async def test_a_picture_is_as_the_screen_is_now(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    committed = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert committed == await picture(name, tmp_path), "it is stale: run python -m tests.pictures"


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_fetches_nothing(name: str) -> None:
    svg = (FOLDER / f"{name}.svg").read_text("utf-8")
    # The two hosts are the name of the SVG format and a comment of Textual; nothing is loaded from them.
    hosts = set(re.findall(r"https?://([\w.-]+)", svg))
    assert hosts <= {"www.w3.org", "www.textualize.io"}
    assert not re.search(r"url\((?!#)|@import|<image|href=\"(?!#)", svg)


def test_the_readme_opens_with_today_and_says_in_words_what_each_picture_shows() -> None:
    # At least 40 characters of alternative text, for a reader who can't see the picture.
    shown = dict(re.findall(r"!\[([^\]]{40,})\]\(data/([a-z]+)\.svg\)", README))
    assert list(shown.values()) == ["today", "trends", "where", "findings"]
    assert README.index("data/today.svg") < README.index("## ")


async def test_blocks_fill_their_cells_and_each_word_stands_where_its_cell_is(tmp_path: Path) -> None:
    svg = await picture("today", tmp_path)
    texts = re.findall(r'<text class="[^"]+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', svg)
    assert not set("".join(text for *_, text in texts)) & BLOCKS.keys(), "a font's own blocks leave gaps"
    assert all(abs(float(x) / CELL_WIDTH - round(float(x) / CELL_WIDTH)) < 0.02 for x, _, text in texts[1:])
    # The scales of two questions stand below each other, whatever font is used.
    eights = [x for x, _, text in texts if text == "8"]
    assert len(eights) >= 2
    assert len(set(eights)) == 1
