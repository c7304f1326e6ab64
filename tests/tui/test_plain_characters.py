"""In a terminal without UTF-8 letters and signs of its own stand in place of question marks."""

from __future__ import annotations

import sys

import pytest
from rich.segment import Segment
from textual.color import Color

from diary.charts.terminal.ascii_characters import LIKE
from diary.tui.widgets import plain_characters
from diary.tui.widgets.plain_characters import PlainCharacters, limits_text, plain_filters
from tests.tui.driving import Driven, press, shown


class _Ascii:
    encoding = "ascii"


@pytest.mark.parametrize(("encoding", "before", "after"), [
    ("ascii", "› Café · 5 → 6 …", "> Cafe . 5 > 6 ~"),
    ("latin-1", "› Café · 5 → 6 …", "> Café · 5 > 6 ~"),
    ("ascii", "▂▃▅█", ":-+#"),
    ("ascii", "日本 спина", "???? ?????"),
])  # fmt: skip
def test_each_character_has_one_that_looks_like_it_in_as_many_columns(encoding: str, before: str, after: str) -> None:
    (segment,) = PlainCharacters(encoding).apply([Segment(before)], Color(0, 0, 0))
    assert segment.text == after
    assert segment.cell_length == Segment(before).cell_length


def test_what_stands_for_a_character_is_one_of_ascii() -> None:
    assert all(len(letter) == 1 and letter.isascii() for letter in LIKE.values())


@pytest.mark.parametrize("way", [(), ("h",), ("g",), ("f",), ("s",), ("!",), ("r",), ("b",), ("m",), ("c",), ("?",)])
async def test_no_screen_has_a_question_mark_for_a_sign(
    sample: Driven, way: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stderr__", _Ascii())
    plain_filters.cache_clear()
    try:
        async with sample.run() as pilot:
            if not way:
                assert "With LANG=C.UTF-8 all of them show" in shown(pilot)
            await press(pilot, *way)
            text = shown(pilot)
    finally:
        plain_filters.cache_clear()
    assert text.isascii()
    assert "??" not in text


def test_where_all_characters_show_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_characters, "terminal_encoding", lambda: "utf-8")
    assert limits_text() == ""
