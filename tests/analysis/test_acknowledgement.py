"""Telling the therapist: what counts as told, and when it has to be told again."""

from __future__ import annotations

import pytest

from tests.analysis.diaries import LEFT, ask, at, diary

STAYS = ["d0 08:00 usual knee left 2", "d1 20:00 knee left 5", "d3 20:00 knee left 5"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("d3 21:00 told not-improving-48h knee left tier=report", True),
        ("d3 21:00 told not-improving-48h knee left", True),
        ("d3 19:00 told not-improving-48h knee left tier=report", False),
        ("d3 23:01 told not-improving-48h knee left tier=report", False),
        ("d3 21:00 told not-improving-48h knee right tier=report", False),
        ("d3 21:00 told worsening knee left tier=report", False),
        ("d3 21:00 told not-improving-48h knee left tier=discuss", False),
    ],
)
def test_a_finding_is_told_once_it_was_there_to_tell(told: str, expected: bool) -> None:
    assert ask(diary(STAYS, told), "not-improving-48h", "d3 23:00", LEFT).acknowledged is expected


def test_one_that_becomes_confirmed_is_told_again() -> None:
    given = [*STAYS, "d3 21:00 told not-improving-48h knee left tier=report", "d4 20:00 knee left 5"]
    found = ask(diary(given), "not-improving-48h", "d4 20:00", LEFT)
    assert (found.confirmed, found.acknowledged) == (True, False)
    given.append("d4 21:00 told not-improving-48h knee left tier=report confirmed")
    assert ask(diary(given), "not-improving-48h", "d4 21:00", LEFT).acknowledged


def test_one_that_cleared_and_came_back_is_told_again() -> None:
    given = [*STAYS, "d3 21:00 told not-improving-48h knee left tier=report confirmed"]
    again = diary(given, "d4 20:00 knee left 2", "d6 20:00 knee left 5", "d8 20:00 knee left 5")
    found = ask(again, "not-improving-48h", "d8 20:00", LEFT)
    assert (found.raised, found.acknowledged) == (True, False)


def test_one_whose_tier_rises_is_told_again() -> None:
    given = ["d1 20:00 knee left 7", "d1 21:00 told sudden-severe knee left tier=report"]
    assert ask(diary(given), "sudden-severe", "d1 22:00", LEFT).acknowledged
    worse = ask(diary(given, "d2 20:00 knee left 7 sudden"), "sudden-severe", "d2 20:00", LEFT)
    assert (worse.tier, worse.acknowledged) == ("immediate", False)


def test_one_whose_tier_falls_stays_told() -> None:
    given = ["d1 20:00 knee left 7 sudden", "d1 21:00 told sudden-severe knee left tier=immediate"]
    found = ask(diary(given, "d2 20:00 knee left 1"), "sudden-severe", "d2 20:00", LEFT)
    assert (found.tier, found.acknowledged) == ("discuss", True)


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        # The first has eased, but another was there by then: what was told never fell, and an easing level is no news.
        (["d2 19:00 knee left 9", "d2 20:00 knee left 5"], True),
        (["d2 20:00 knee left 6 sudden"], True),
        # It fell to discuss, and rises again.
        (["d2 20:00 knee left 5", "d2 20:01 knee left 9"], False),
    ],
)
def test_a_severe_reading_is_news_where_the_ones_before_it_had_eased(then: list[str], expected: bool) -> None:
    given = ["d0 08:00 usual knee left 2", "d1 20:00 knee left 9", "d1 21:00 told sudden-severe knee left", *then]
    found = ask(diary(given), "sudden-severe", "d2 20:01", LEFT)
    assert (found.tier, found.acknowledged) == ("immediate", expected)


def test_the_same_sign_again_within_a_week_needs_no_telling_and_after_a_silent_week_it_does() -> None:
    given = ["d1 20:00 hand left numbness", "d1 21:00 told neurological hand left tier=immediate"]
    assert ask(diary(given, "d8 20:00 hand left numbness"), "neurological", "d8 20:00", "hand left").acknowledged
    later = diary(given, "d8 20:01 hand left numbness")
    assert not ask(later, "neurological", "d8 20:01", "hand left").acknowledged


def test_what_nobody_was_told_of_says_so_and_names_its_last_entry() -> None:
    given = diary("d0 08:00 usual knee left 2", "d1 20:00 knee left 5", "d3 20:00 knee left 5")
    waiting = ask(given, "not-improving-48h", "d13 20:01", "knee left")
    assert waiting.title == "Not told yet: Left knee had not eased after two days"
    assert waiting.clinic_title.startswith("Left knee had not eased after two days; last entry ")
    assert f"{at('d3 20:00').day} " in waiting.summary
    assert [hint.answer for hint in waiting.hints] == ["told"]
    assert not waiting.acknowledged
