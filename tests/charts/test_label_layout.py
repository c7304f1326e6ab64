"""The words over a panel: what matters most first, none over another, none over the edge."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from diary.charts.finding_marks import Span
from diary.charts.label_layout import LETTER, NAME_LETTER, Label, labels_of, placed
from diary.charts.period import Period
from diary.charts.tracks import Track

PERIOD = Period(date(2026, 10, 4), date(2026, 11, 2))
INCHES = 5.0
START = PERIOD.start


def said(*flags: Span, period: Period = PERIOD) -> list[str]:
    track = Track("knee", "left", (), None, (), flags, (), None)
    return [label.words for label in labels_of(track, period)]


def test_what_reaches_to_now_comes_first_then_the_newest() -> None:
    spans = ((3, 5, "old stretch"), (10, 12, "newer"), (26, PERIOD.end - START, "now"))
    assert said(*(Span(START + a, START + b, words) for a, b, words in spans)) == ["now", "newer", "old stretch"]


def test_words_said_before_come_last_and_over_years_not_again() -> None:
    spans = [Span(START + day, START + day + 1, word) for day, word in ((2, "risen"), (9, "risen"), (20, "not eased"))]
    assert said(*spans) == ["not eased", "risen", "risen"]
    years = Period(date(2024, 1, 1), date(2026, 11, 2))
    spread = [Span(years.start + day, years.start + day + 1, "risen") for day in (20, 300, 700)]
    assert said(*spread, period=years) == ["risen"]


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
