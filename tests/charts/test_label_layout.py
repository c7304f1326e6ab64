"""The words over a panel: what matters most first, none over another, none over the edge."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from diary.charts.finding_marks import Mark, Span
from diary.charts.label_layout import LETTER, NAME_LETTER, Label, labels_of, placed
from diary.charts.period import Period
from diary.charts.tracks import Track

PERIOD = Period(date(2026, 10, 4), date(2026, 11, 2))
INCHES = 5.0
START = PERIOD.start


def track(*marks: Mark, flags: tuple[Span, ...] = ()) -> Track:
    return Track("knee", "left", (), None, (), flags, marks, None)


def said(*marks: Mark, flags: tuple[Span, ...] = ()) -> list[str]:
    return [label.words for label in labels_of(track(*marks, flags=flags), PERIOD)]


def test_what_reaches_to_now_comes_first_then_the_newest() -> None:
    flags = (Span(START + 3, START + 5, "old stretch"), Span(START + 26, PERIOD.end, "now"))
    assert said(Mark(START + 10, "numbness"), flags=flags) == ["now", "numbness", "old stretch"]


def test_signs_close_to_each_other_are_said_once() -> None:
    marks = [Mark(START + 10, "numbness"), Mark(START + 11, "numbness"), Mark(START + 12, "numbness, tingling")]
    assert said(*marks) == ["numbness, tingling"]


def test_words_said_before_come_last_and_over_years_not_again() -> None:
    marks = [Mark(START + day, word) for day, word in ((2, "sharp"), (9, "sharp"), (20, "swelling"))]
    assert said(*marks) == ["swelling", "sharp", "sharp"]
    years = Period(date(2024, 1, 1), date(2026, 11, 2))
    spread = [Mark(years.start + day, "sharp") for day in (100, 500, 900)]
    assert [label.words for label in labels_of(track(*spread), years)] == ["sharp"]


def test_no_words_cover_others_or_the_name_and_none_leave_the_panel() -> None:
    labels = [Label(START + day, START + day, f"some words of sign {day}") for day in range(0, 30, 3)]
    found = placed(labels, "Left knee", PERIOD, INCHES)
    assert 4 <= len(found) < len(labels)
    for row in (0, 1):
        edges = sorted((label.left, label.left + LETTER * len(label.words)) for label in found if label.row == row)
        edges = [(0.0, NAME_LETTER * 9), *edges] if row == 0 else edges
        assert all(right < left for (_, right), (left, _) in pairwise(edges))
        assert edges[-1][1] <= INCHES


def test_words_stand_where_their_stretch_begins_or_end_where_it_ends() -> None:
    early, late = Label(START + 10, START + 12, "early"), Label(START + 29, PERIOD.end, "not eased after 48 h")
    first, second = placed([early, late], "Left knee", PERIOD, INCHES)
    scale = INCHES / (PERIOD.end + PERIOD.margin - START)
    assert first.left == 10 * scale
    assert second.left + LETTER * len(late.words) == (PERIOD.end - START) * scale
