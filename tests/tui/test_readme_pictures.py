"""The README's pictures show the screen as it is now. Renew them with `python -m tests.pictures`, and look at them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pictures import FOLDER, SCENES, picture

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
