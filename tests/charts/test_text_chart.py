"""Charts in the terminal: plain characters, as wide as there is room."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest

from diary.charts.sparkline import sparkline
from diary.charts.text_chart import draw_text
from diary.domain.records import Diary, Entry, Reading
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry, moment, sample


def test_a_sparkline_has_one_sign_a_day_and_a_dot_for_a_gap() -> None:
    assert sparkline([0, 1, 2, 3, None, 5, 6, 10], unicode=True) == "▁▂▂▃·▅▅█"
    assert sparkline([0, 1, 2.5, 3, None, 5, 6, 10], unicode=False) == "0133.56X"
    assert sparkline([], unicode=True) == ""


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_terminal(columns: int, unicode: bool) -> None:
    lines = list(draw_text(review_of(sample(), NOW), columns=columns, unicode=unicode))
    assert max(len(line) for line in lines if not line.endswith("10.")) <= columns
    assert all(line.isascii() for line in lines) is not unicode


def test_a_gap_stays_a_gap_and_a_logged_zero_does_not() -> None:
    review = review_of(Diary.of([entry(3, {BACK: 0}), entry(1, {BACK: 10})]), NOW)
    lines = list(draw_text(review, since=NOW.date() - timedelta(days=3), unicode=True))
    bottom = next(line for line in lines if line.startswith("  0"))
    top = next(line for line in lines if line.startswith(" 10"))
    assert bottom == "  0 ▁·█·"
    assert top == " 10   █"


def test_each_site_says_its_latest_and_usual_level() -> None:
    lines = list(draw_text(review_of(sample(), NOW), columns=100, unicode=True))
    assert "Lower back   latest 6, usual 2" in lines
    assert any("session" in line for line in lines)


def test_an_empty_time_is_said_in_words() -> None:
    lines = list(draw_text(review_of(Diary(), NOW), columns=80, unicode=True))
    assert lines == ["Nothing was logged from 5 Aug 2026 to 2 Nov 2026."]


def test_the_terminal_needs_no_matplotlib() -> None:
    code = "import sys, diary.charts.text_chart; print(sorted(m for m in ('matplotlib', 'numpy') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_other_levels_of_the_latest_reading_are_said() -> None:
    rated = entry(1, {}, readings=(Reading(*BACK, 4, rest=2, worst=8),))
    lines = list(draw_text(review_of(Diary.of([rated]), NOW), columns=80))
    assert lines[0] == "Lower back   latest 4, at rest 2, worst 8"


def test_signs_flagged_days_and_the_usual_level_are_in_it() -> None:
    numb = Entry(id="n", at=moment(3), readings=(Reading("foot", "left", symptoms=("numbness", "tingling")),))
    levels = {ago: 2 if ago > 4 else 6 for ago in range(20)}
    review = review_of(Diary.of([*(entry(ago, {BACK: level}) for ago, level in levels.items()), numb]), NOW)
    lines = list(draw_text(review, columns=80, unicode=True))
    foot = lines[lines.index("Left foot") :]
    # NOW is the last of 20 days: the entry of three days ago is in column 17.
    assert "    " + " " * 16 + "N" in foot
    assert "    " + " " * 16 + "T" in foot
    assert "Signs: N numbness, T tingling." in lines
    assert any(line.strip("▲ ") == "" and line.endswith("▲") for line in lines)
    assert any("┄" in line for line in lines[:6])
    plain = list(draw_text(review, columns=80, unicode=False))
    assert any(line.strip("^ ") == "" and line.endswith("^") for line in plain)
