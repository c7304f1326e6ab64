"""Characters that would do harm are taken out; those that a font cannot show are written as their names."""

from __future__ import annotations

import pytest

from diary.charts.printable_text import UNBROKEN, covered, harmless_text, one_line, shown_with


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain", "plain"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("tab\there", "tab here"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("evil \u202egnp.exe\u202c", "evil gnp.exe"),
        ("\ufeffstart\u200f", "start"),
        ("half \ud800 pair", "half ? pair"),
        ("no\uffff\ufdd0\U0001ffff thing", "no thing"),
        ("family 👨‍👩‍👧", "family 👨‍👩‍👧"),
    ],
)
def test_harmful_characters_are_left_out(written: str, shown: str) -> None:
    assert harmless_text(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("naïve → café", "naïve → café"),
        ("ok 🦵", "ok [leg]"),
        ("漢", "[cjk unified ideograph-6f22]"),
        ("👨‍👩‍👧", "[man][woman][girl]"),
        ("מה שלום", "מה שלום"),
        ("\ue000", "[character E000]"),
        ("wide\u3000space", "wide space"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_the_font_cannot_show_is_named(written: str, shown: str) -> None:
    assert shown_with(written, covered()) == shown


def test_a_very_long_word_may_break_and_a_short_one_may_not() -> None:
    parts = shown_with("a" * 100, covered()).split("\u200b")
    assert max(map(len, parts)) == UNBROKEN
    assert shown_with("a" * 28, covered()) == "a" * 28


def test_the_fonts_cover_what_the_report_itself_writes() -> None:
    assert {ord(sign) for sign in "→–−±▲▼·…“”’≥\u00a0\u200b"} <= covered()


def test_what_stands_in_a_chart_is_one_short_line_that_its_font_can_show() -> None:
    assert one_line("gym\n  twice", 26) == "gym twice"
    assert one_line("\U000f1234 漢", 60) == "[character F1234] [cjk unified ideograph-6f22]"
    assert one_line("word " * 10_000, 26) == "word word word word word…"
    assert "\u200b" not in one_line("unbroken" * 9, 60)
