"""Episodes: what opens one, from which base, and what closes it. Asked through not-improving-48h."""

from __future__ import annotations

import pytest

from diary.domain.findings import Finding
from tests.analysis.diaries import LEFT, ask, at, diary, on_days

NAME = "not-improving-48h"
USUAL_2, USUAL_5 = "d0 08:00 usual knee left 2", "d0 08:00 usual knee left 5"


def found(as_of: str, *lines: str | list[str]) -> Finding:
    return ask(diary(*lines), NAME, as_of, LEFT)


def started(as_of: str, *lines: str | list[str]) -> str:
    """When the open episode began, as hours and minutes from day 0; "none" where none is open."""
    finding = found(as_of, *lines)
    if finding.started is None:
        return "none"
    minutes = int((finding.started - at("d0 00:00")).total_seconds()) // 60
    return f"d{minutes // 1440} {minutes % 1440 // 60:02}:{minutes % 60:02}"


THREE_ZEROS = on_days((3, 4, 5), "knee left 0", time="12:00")


@pytest.mark.parametrize(
    ("reading", "start"),
    [("d5 18:01", "d5 18:00"), ("d7 18:00", "d5 18:00"), ("d7 18:01", "none"), ("d5 18:00", "none")],
)
def test_a_session_within_48_hours_before_counts_from_its_own_baseline(reading: str, start: str) -> None:
    # 2 is two above the baseline of 0, and far below the usual level of 5.
    assert started(reading, USUAL_5, THREE_ZEROS, "d5 18:00 session", f"{reading} knee left 2") == start


def test_a_rise_later_than_48_hours_after_a_session_starts_by_itself() -> None:
    given = [USUAL_2, "d5 18:00 session"]
    assert started("d8 00:00", *given, "d7 18:00 knee left 4") == "d5 18:00"
    assert started("d8 00:00", *given, "d7 18:01 knee left 4") == "d7 18:01"


def test_the_earliest_session_that_explains_it_counts() -> None:
    given = [USUAL_2, "d5 18:00 session", "d6 18:00 session"]
    assert started("d7 08:00", *given, "d7 08:00 knee left 4") == "d5 18:00"
    # From the first session's baseline of 3 a 4 is no rise; from the second's of 2 it is.
    given = [USUAL_2, "d5 12:00 knee left 3", "d5 18:00 session", "d6 12:00 knee left 2", "d6 18:00 session"]
    assert started("d7 08:00", *given, "d7 08:00 knee left 4") == "d6 18:00"


@pytest.mark.parametrize(
    ("readings", "opens"),
    [
        (["d-2 17:00", "d2 08:00", "d3 08:00"], True),
        (["d-2 16:59", "d2 08:00", "d3 08:00"], False),
        (["d2 08:00", "d3 08:00"], False),
        (["d4 05:00"], True),
        (["d4 04:59"], False),
        (["d4"], False),
        (["d2", "d3 08:00", "d2 08:00"], False),
    ],
    ids=[
        "7 days before the start",
        "longer ago",
        "only two",
        "one 36 h before the start",
        "one longer ago",
        "one known by its date",
        "three, one known by its date",
    ],
)
def test_a_baseline_is_of_three_readings_in_7_days_or_the_last_within_36_hours(
    readings: list[str], opens: bool
) -> None:
    given = [f"{when} knee left 0" for when in readings]
    finding = found("d6 08:00", USUAL_5, given, "d5 18:00 session", "d6 08:00 knee left 2")
    assert (finding.started is not None) is opens


def test_three_readings_count_before_the_last_one() -> None:
    given = [USUAL_5, *on_days((2, 3), "knee left 0", time="08:00"), "d5 16:59 knee left 5"]
    assert started("d6 08:00", given, "d5 18:00 session", "d6 08:00 knee left 2") == "d5 18:00"
    assert started("d6 08:00", given[:1], given[2:], "d5 18:00 session", "d6 08:00 knee left 2") == "none"


@pytest.mark.parametrize(("minutes", "opens"), [("", False), ("60", False), ("59", True), ("61", False)])
def test_a_baseline_ends_at_the_start_of_the_session(minutes: str, opens: bool) -> None:
    given = [USUAL_5, *on_days((2, 3), "knee left 0", time="08:00"), "d5 17:00 knee left 0"]
    finding = found("d6 08:00", given, f"d5 18:00 session {minutes}", "d6 08:00 knee left 2")
    assert (finding.started is not None) is opens


def test_a_baseline_is_a_median_or_the_usual_level_or_nothing() -> None:
    readings = ["d2 08:00 knee left 1", "d3 08:00 knee left 1", "d4 08:00 knee left 4", "d5 08:00 knee left 4"]
    rest = ["d5 18:00 session", "d6 08:00 knee left 9"]
    by_readings = found("d6 08:00", readings, rest)
    assert by_readings.compared_with is not None
    assert (by_readings.compared_with.level, by_readings.provisional) == (2.5, False)
    by_usual = found("d6 08:00", USUAL_5, rest)
    assert by_usual.compared_with is not None
    assert (by_usual.compared_with.level, by_usual.provisional) == (5, False)
    by_nothing = found("d6 08:00", rest)
    assert by_nothing.compared_with is not None
    assert (by_nothing.compared_with.level, by_nothing.provisional) == (0, True)
    assert started("d6 08:00", "d5 18:00 session", "d6 08:00 knee left 3") == "d5 18:00"
    assert started("d6 08:00", "d5 18:00 session", "d6 08:00 knee left 2") == "none"


def test_a_reading_within_one_of_the_base_resolves_and_opens_nothing() -> None:
    given = [USUAL_2, "d1 20:00 knee left 5"]
    assert started("d2 20:00", *given, "d2 20:00 knee left 3") == "none"
    assert started("d2 20:00", *given, "d2 20:00 knee left 4") == "d1 20:00"


def test_a_session_whose_rise_was_resolved_does_not_explain_the_next_one() -> None:
    given = [USUAL_2, "d5 18:00 session"]
    again = "d6 20:00 knee left 5"
    assert started("d6 20:00", *given, "d5 20:00 knee left 5", "d6 08:00 knee left 2", again) == "d6 20:00"
    assert started("d6 20:00", *given, "d6 08:00 knee left 2", again) == "d5 18:00"


@pytest.mark.parametrize(
    ("gap", "session", "start"),
    [
        ("d11 20:00", "", "d1 20:00"),
        ("d11 20:01", "", "d11 20:01"),
        ("d4 20:00", "d2 20:00 session", "d1 20:00"),
        ("d4 20:01", "d2 20:00 session", "d4 20:01"),
        ("d4 20:01", "d1 19:00 session", "d1 19:00"),
        ("d4 20:01", "", "d1 20:00"),
        ("d4 20:01", "d1 20:00 session", "d1 20:00"),
        ("d4 20:01", "d1 20:01 session", "d4 20:01"),
        ("d4 20:01", "d4 20:01 session", "d1 20:00"),
    ],
)
def test_after_ten_days_or_72_hours_with_a_session_it_is_lost_sight_of(gap: str, session: str, start: str) -> None:
    given = [USUAL_2, "d1 20:00 knee left 5", f"{gap} knee left 5"]
    assert started(gap, given, [session] if session else []) == start


@pytest.mark.parametrize(("as_of", "start"), [("d11 20:00", "d1 20:00"), ("d11 20:01", "none")])
def test_no_episode_is_open_ten_days_after_the_last_reading(as_of: str, start: str) -> None:
    assert started(as_of, USUAL_2, "d1 20:00 knee left 5") == start


@pytest.mark.parametrize(("last", "start"), [("d15 20:00", "d1 20:00"), ("d15 20:01", "d15 20:01")])
def test_a_provisional_episode_is_long_standing_after_14_days(last: str, start: str) -> None:
    given = ["d1 20:00 knee left 5", "d8 20:00 knee left 5", f"{last} knee left 5"]
    assert started(last, *given) == start
    assert started(last, *given[:2]) == (start if last == "d15 20:00" else "none")


@pytest.mark.parametrize(("last", "start"), [("d121 20:00", "d1 20:00"), ("d121 20:01", "d121 20:01")])
def test_another_episode_is_long_standing_after_120_days(last: str, start: str) -> None:
    given = [USUAL_2, *on_days(range(1, 121, 10), "knee left 5")]
    assert started(last, given, f"{last} knee left 5") == start
    assert started(last, given, "d115 20:00 knee left 5") == (start if last == "d121 20:00" else "none")


@pytest.mark.parametrize(
    ("stated", "as_of", "start"),
    [
        ("d61 19:59", "d62 20:00", "d1 20:00"),
        ("d61 20:00", "d61 20:00", "d1 20:00"),
        ("d61 20:00", "d61 20:01", "none"),
        ("d61 20:00", "d62 20:00", "d62 20:00"),
        ("d62 20:00", "d62 20:00", "d1 20:00"),
        ("d62 20:01", "d62 20:01", "d1 20:00"),
    ],
)
def test_a_usual_level_stated_60_days_after_the_start_ends_it_before_the_next_reading(
    stated: str, as_of: str, start: str
) -> None:
    given = [USUAL_2, *on_days(range(1, 61, 5), "knee left 5"), f"{stated} usual knee left 3"]
    assert started(as_of, *given, "d62 20:00 knee left 5") == start


def test_each_statement_counts_not_only_the_latest() -> None:
    given = [USUAL_2, *on_days(range(1, 61, 5), "knee left 5"), "d62 08:00 usual knee left 3"]
    given += ["d64 20:00 knee left 5", "d66 08:00 usual knee left 3"]
    assert started("d66 09:00", *given) == "d64 20:00"


def test_a_better_founded_episode_takes_the_place_of_a_provisional_one_that_eased() -> None:
    # On day 7 the four days before make a usual level of 3; a 5 stands two above it.
    given = ["d1 20:00 knee left 3", "d2 20:00 knee left 3", "d3 20:00 knee left 3", "d4 20:00 knee left 3"]
    eased = [*given, "d6 20:00 knee left 2"]
    assert started("d7 20:00", *eased, "d7 20:00 knee left 5") == "d7 20:00"
    assert not found("d7 20:00", *eased, "d7 20:00 knee left 5").provisional
    assert started("d7 20:00", *eased, "d7 20:00 knee left 4") == "d1 20:00"
    assert started("d7 20:00", *given, "d6 20:00 knee left 3", "d7 20:00 knee left 5") == "d1 20:00"


def test_every_reading_since_its_session_is_in_an_episode_that_takes_the_place_of_another() -> None:
    # From 10 to 5 is easing, though the episode from the second session only opens at the 5.
    given = ["d1 01:00 session", "d1 02:00 knee left 1", "d1 08:00 session 30", "d2 01:00 knee left 10"]
    given.append("d3 08:00 knee left 5")
    assert started("d3 09:00", *given) == "d1 08:00"
    assert found("d3 09:00", *given).status == "clear"
