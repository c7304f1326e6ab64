"""not-improving-48h: when it can tell, what it is raised by, and when it is confirmed."""

from __future__ import annotations

import pytest

from tests.analysis.diaries import LEFT, ask, at, diary, levels, verdict

NAME = "not-improving-48h"
USUAL_2 = "d0 08:00 usual knee left 2"


def answer(as_of: str, *lines: str) -> str:
    return verdict(diary(*lines), NAME, as_of, LEFT)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([USUAL_2, "d1 20:00 knee left 4"], "pending"),
        ([USUAL_2, "d1 20:00 knee left 3"], "clear"),
        (["d1 20:00 knee left 3"], "pending"),
        (["d1 20:00 knee left 2"], "clear"),
    ],
)
def test_two_above_a_known_level_or_three_above_an_unknown_one_begin_an_episode(
    lines: list[str], expected: str
) -> None:
    assert answer("d1 21:00", *lines) == expected


@pytest.mark.parametrize(
    ("reading", "as_of", "expected"),
    [
        ("43:59", "48:00", "insufficient"),
        ("44:00", "48:00", "raised report"),
        ("44:00", "47:59", "pending"),
        ("48:00", "48:00", "raised report"),
        ("00:01", "200:00", "insufficient"),
    ],
)
def test_it_tells_from_48_hours_on_by_a_reading_of_44_hours_or_later(reading: str, as_of: str, expected: str) -> None:
    given = ["d-5 08:00 usual knee left 2", "d0 00:00 knee left 4", f"d0 {reading} knee left 4"]
    assert answer(f"d0 {as_of}", *given) == expected


def test_a_pending_answer_says_when_it_can_tell() -> None:
    finding = ask(diary(USUAL_2, "d1 20:00 knee left 4"), NAME, "d2 20:00", LEFT)
    assert finding.decides_at is not None
    assert finding.decides_at.isoformat() == "2026-01-08T20:00:00+00:00"


@pytest.mark.parametrize(
    ("usual", "peak", "latest", "expected"),
    [
        (2, 4, 4, "raised report"),
        (2, 4, 3, "clear"),
        (2, 5, 5, "raised report"),
        (2, 5, 4, "clear"),
        (2, 6, 5, "raised report"),
        (2, 6, 4, "clear"),
        (0, 10, 8, "raised report"),
        (0, 10, 7, "clear"),
        (0, 7, 5, "raised report"),
        (0, 7, 4, "clear"),
        (0, 4, 3, "raised report"),
        (0, 4, 2, "clear"),
        (1, 4, 3, "clear"),
    ],
)
def test_it_has_eased_when_it_fell_by_one_point_and_thirty_percent_of_the_rise(
    usual: int, peak: int, latest: int, expected: str
) -> None:
    given = [f"d0 08:00 usual knee left {usual}", f"d1 20:00 knee left {peak}", f"d3 20:00 knee left {latest}"]
    assert answer("d3 20:00", *given) == expected


def test_a_level_between_base_and_rise_is_clear_and_keeps_the_episode() -> None:
    # Base 2½: 4 is more than a point above it, and less than two.
    given = ["d0 08:00 knee left 2", "d0 12:00 knee left 2", "d1 08:00 knee left 3", "d1 12:00 knee left 3"]
    given += ["d1 18:00 session", "d2 08:00 knee left 5"]
    assert answer("d3 18:00", *given, "d3 18:00 knee left 4") == "clear"
    assert answer("d4 08:00", *given, "d3 18:00 knee left 4", "d4 08:00 knee left 5") == "raised report"
    assert answer("d3 18:00", "d1 18:00 knee left 3", "d3 18:00 knee left 2") == "clear"
    assert answer("d3 18:00", "d1 18:00 knee left 3", "d3 18:00 knee left 3") == "raised report provisional"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("6", "raised report"),
        ("6 6", "clear"),
        ("6 7 6", "raised report"),
        ("6 7 6 6", "clear"),
        ("7 6", "raised report confirmed"),
        ("3", "clear"),
        ("6 6 7", "raised report"),
        ("7 6 6 7", "raised report"),
    ],
)
def test_two_readings_that_have_eased_end_it_or_one_below_what_counts(later: str, expected: str) -> None:
    given = [USUAL_2, "d1 20:00 knee left 8", *levels(LEFT, f"7 {later}", first=3)]
    assert answer(f"d{3 + len(later.split())} 20:00", *given) == expected


@pytest.mark.parametrize(("second", "expected"), [("d4 22:00", "raised report"), ("d5 06:00", "clear")])
def test_the_two_that_end_it_lie_10_hours_apart(second: str, expected: str) -> None:
    given = [USUAL_2, "d1 20:00 knee left 8", *levels(LEFT, "7 6", first=3), f"{second} knee left 6"]
    assert answer("d5 06:00", *given) == expected


@pytest.mark.parametrize(("peak", "expected"), [("d3 20:00", "clear"), ("d3 20:01", "raised report confirmed")])
def test_a_peak_after_48_hours_changes_nothing(peak: str, expected: str) -> None:
    given = [USUAL_2, "d1 20:00 knee left 4", f"{peak} knee left 9", *levels(LEFT, "6 6", first=4)]
    assert answer("d5 20:00", *given) == expected


def test_a_peak_between_44_and_48_hours_is_that_of_the_readings_before_it_too() -> None:
    given = [USUAL_2, "d1 20:00 knee left 5", "d3 16:00 knee left 5", "d3 18:00 knee left 9", "d3 20:00 knee left 5"]
    assert answer("d3 20:00", *given) == "raised report"
    assert answer("d4 02:00", *given, "d4 02:00 knee left 5") == "raised report"
    assert answer("d4 06:00", *given, "d4 06:00 knee left 5") == "clear"


def test_the_peak_is_the_highest_so_far_not_the_first() -> None:
    given = [USUAL_2, "d1 20:00 knee left 4", "d2 20:00 knee left 7", "d3 20:00 knee left 5"]
    assert answer("d3 20:00", *given) == "clear"
    assert answer("d3 20:00", *given, "d3 12:00 knee left 5", "d3 20:00 knee left 6") == "raised report"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (["44:00 knee left 5", "54:00 knee left 5"], "raised report confirmed"),
        (["44:00 knee left 5", "53:59 knee left 5"], "raised report"),
        (["43:59 knee left 5", "53:59 knee left 5"], "raised report"),
        (["44:00 knee left 5", "50:00 knee left 4", "54:00 knee left 5"], "raised report"),
        (["44:00 knee left 5", "50:00 knee left 5", "54:00 knee left 4"], "raised report"),
        (["44:00 knee left 5", "50:00 knee left 5", "54:00 knee left 3"], "clear"),
    ],
)
def test_it_is_confirmed_by_an_unbroken_run_of_ten_hours(later: list[str], expected: str) -> None:
    given = ["d-5 08:00 usual knee left 2", "d0 00:00 knee left 5", *(f"d0 {one}" for one in later)]
    assert answer("d0 54:00", *given) == expected


@pytest.mark.parametrize(("as_of", "tier"), [("d15 20:00", "report"), ("d15 20:01", "discuss")])
def test_an_episode_older_than_fourteen_days_is_for_the_next_appointment(as_of: str, tier: str) -> None:
    given = [USUAL_2, "d1 20:00 knee left 5", "d9 20:00 knee left 5", "d14 20:00 knee left 5"]
    assert answer(as_of, *given) == f"raised {tier} confirmed"


@pytest.mark.parametrize(
    ("later", "tier"), [("7", "report"), ("6", "discuss"), ("7 6", "discuss"), ("6 7", "report"), ("7 . 8", "report")]
)
def test_pain_that_climbs_on_stays_to_report(later: str, tier: str) -> None:
    # The reading on the evening of day 15 is the last of the first 14 days.
    given = [USUAL_2, *levels(LEFT, f"5 . . . . . . . 5 . . . . . 5 {later}", first=1)]
    assert answer(f"d{15 + len(later.split())} 20:00", *given) == f"raised {tier} confirmed"


def test_the_last_of_the_first_14_days_counts_among_them() -> None:
    given = [USUAL_2, *levels(LEFT, "5 . . . . . . . 5 . . . . . 7 8", first=1)]
    assert answer("d16 20:00", *given) == "raised discuss confirmed"


@pytest.mark.parametrize(("as_of", "asks"), [("d61 19:59", False), ("d61 20:00", True)])
def test_from_day_60_on_it_asks_whether_this_is_the_usual_level_now(as_of: str, asks: bool) -> None:
    found = ask(diary(USUAL_2, *levels(LEFT, "5 " * 60, first=1)), NAME, as_of, LEFT)
    assert found.facts["asks"] is asks
    assert ("become" in (found.question or "")) is asks


@pytest.mark.parametrize(("as_of", "expected"), [("d11 20:00", "clear"), ("d11 20:01", "insufficient")])
def test_without_an_episode_ten_days_of_silence_are_too_little(as_of: str, expected: str) -> None:
    assert answer(as_of, USUAL_2, "d1 20:00 knee left 2") == expected


def test_readings_without_a_level_are_too_little() -> None:
    assert answer("d1 21:00", "d1 20:00 knee left dull") == "insufficient"


@pytest.mark.parametrize(("usual", "expected"), [(8, "clear"), (9, "cannot-judge")])
def test_the_scale_must_have_room_above_the_usual_level(usual: int, expected: str) -> None:
    assert answer("d1 20:00", f"d0 08:00 usual knee left {usual}", f"d1 20:00 knee left {usual}") == expected


def test_each_side_has_its_own_course() -> None:
    given = diary(USUAL_2, "d1 20:00 knee left 5, knee right 1", "d3 20:00 knee left 5, knee right 1")
    assert verdict(given, NAME, "d3 20:00", "knee left") == "raised report"
    assert verdict(given, NAME, "d3 20:00", "knee right") == "clear"


@pytest.mark.parametrize(("usual", "peak"), [(2, 4), (2, 5), (2, 6), (0, 10), (1, 9), (3, 10)])
def test_the_levels_it_names_as_clearing_are_the_highest_that_clear(usual: int, peak: int) -> None:
    given = [f"d0 08:00 usual knee left {usual}", f"d1 20:00 knee left {peak}", f"d3 20:00 knee left {peak}"]
    facts = ask(diary(*given), NAME, "d3 20:00", LEFT).facts
    for name, days in (("clears_at_once", "4"), ("clears_at", "45")):
        clearing = [
            n
            for n in range(peak + 1)
            if answer(f"d{days[-1]} 20:00", *given, *(f"d{day} 20:00 knee left {n}" for day in days)) == "clear"
        ]
        assert max(clearing) == facts[name]


def test_it_is_there_since_the_first_reading_that_met_it_even_the_first_of_its_episode() -> None:
    given = diary("d0 08:00 usual knee left 2", "d1 08:00 session", "d3 05:00 knee left 5", "d3 10:00 knee left 5")
    found = ask(given, "not-improving-48h", "d3 10:00", "knee left")
    # It can first tell at 48 hours.
    assert found.since == at("d3 08:00")
