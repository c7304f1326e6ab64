"""Thresholds at their edges, each worked out by hand: what a change of one step would get past the other tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from diary.analysis.analyzer import analyze
from diary.analysis.series import DailySeries, daily_interference
from diary.domain.moments import Moment
from diary.domain.records import Entry
from diary.domain.vocabulary import QUALITIES, REGIONS, SYMPTOMS
from tests.analysis.diaries import LEFT, ask, at, diary, levels, on_days, verdict
from tests.analysis.red_flag_cases import ALONE

NOT_IMPROVING = "not-improving-48h"
USUAL_2, USUAL_5 = "d0 08:00 usual knee left 2", "d0 08:00 usual knee left 5"
HOUR = timedelta(hours=1)


def began(as_of: str, *lines: str | list[str]) -> datetime | None:
    """When the open episode of the left knee began."""
    return ask(diary(*lines), NOT_IMPROVING, as_of, LEFT).started


def test_a_day_after_the_last_has_no_value() -> None:
    assert DailySeries([5], [2.0]).value(5) == 2
    assert DailySeries([5], [2.0]).value(4) is None
    assert DailySeries([5], [2.0]).value(6) is None


def test_a_day_without_interference_counts_as_0() -> None:
    moment = Moment.of(datetime(2026, 1, 5, 20, tzinfo=UTC))

    assert daily_interference([Entry(id="a", at=moment, interference=0)]).values == [0]


@pytest.mark.parametrize(("oldest", "start"), [("d-2 17:00", "d5 18:00"), ("d-2 16:59", None)])
def test_three_readings_in_the_7_days_before_a_session_make_its_baseline(oldest: str, start: str | None) -> None:
    # The median of 0, 0 and 3 is 0, and 2 stands two above it. Of fewer than three the last counts: 3.
    given = [USUAL_5, f"{oldest} knee left 0", "d2 08:00 knee left 0", "d4 18:00 knee left 3"]

    found = began("d6 08:00", *given, "d5 18:00 session", "d6 08:00 knee left 2")

    assert found == (at(start) if start else None)


def test_pain_that_resolves_at_the_end_of_a_session_has_not_resolved_since_it() -> None:
    given = [USUAL_2, "d3 12:00 knee left 5", "d5 18:00 knee left 2", "d5 18:00 session", "d6 18:00 knee left 5"]

    assert began("d6 18:00", *given) == at("d5 18:00")


def test_a_session_at_the_time_of_the_reading_before_is_not_in_between() -> None:
    given = [USUAL_2, "d1 18:00 knee left 5", "d1 18:00 session", "d4 18:01 knee left 5"]

    assert began("d4 18:01", *given) == at("d1 18:00")


def test_a_first_reading_in_the_44_hours_and_later_begins_the_run_that_confirms() -> None:
    given = [USUAL_2, "d0 20:00 session", "d2 17:00 knee left 5", "d3 03:00 knee left 5"]

    assert verdict(diary(*given), NOT_IMPROVING, "d3 03:00", LEFT) == "raised report confirmed"


def test_a_provisional_episode_that_met_the_rule_with_its_first_reading_goes_on() -> None:
    # 3 opens it, provisional, 45 h after the first session. From the second one's 3 before, 5 would open a better one.
    given = ["d0 20:00 session", "d2 17:00 knee left 3", "d3 12:00 session", "d3 20:00 knee left 5"]

    assert began("d3 20:00", *given) == at("d0 20:00")


def test_expected_soreness_says_from_when_it_is_judged() -> None:
    given = diary(USUAL_2, "d0 20:00 session", "d1 20:00 knee left 5")

    finding = ask(given, "expected-soreness", "d1 20:00", LEFT)

    assert finding.facts["judged_from"] == at("d0 20:00") + 48 * HOUR


@pytest.mark.parametrize(("right", "alike"), [(4, True), (5, True), (6, False)])
def test_both_sides_are_alike_where_their_peaks_are_a_point_apart_at_most(right: int, alike: bool) -> None:
    usual = [USUAL_2, "d0 08:00 usual knee right 2"]
    given = diary(usual, "d0 20:00 session", f"d1 20:00 knee left 4, knee right {right}")

    assert ask(given, "expected-soreness", "d1 20:00", LEFT).facts["both_sides"] is alike


EVERY_WORD = (*QUALITIES, *SYMPTOMS)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("emergency-signs", {*ALONE, "numbness", "tingling", "radiating", "shooting", "electric"}),
        ("neurological", {"weakness"}),  # in both legs, numbness and tingling are an emergency sign
        ("nerve-like-pain", {"shooting", "electric", "radiating", "sharp"}),
        ("general-signs", {"fever", "hot-joint", "breathlessness", "weight-loss", "cant-bear-weight"}),
        ("swelling", {"swelling"}),
    ],
)
def test_of_all_words_these_alone_raise_a_rule_when_said_of_both_knees(rule: str, words: set[str]) -> None:
    raised = {
        word
        for word in EVERY_WORD
        for finding in analyze(diary(f"d0 20:00 knee both 4 {word}"), at("d0 20:00"))
        if finding.rule == rule and finding.raised
    }

    assert raised == words


def test_of_all_words_these_beside_weakness_in_both_legs_are_an_emergency() -> None:
    raised = {
        word
        for word in EVERY_WORD
        for finding in analyze(diary(f"d0 20:00 knee both weakness, hand left {word}"), at("d0 20:00"))
        if finding.rule == "emergency-signs" and finding.raised
    }

    assert raised == {*ALONE, "numbness", "tingling", "radiating", "shooting", "electric"}


@pytest.mark.parametrize("site", sorted(REGIONS))
def test_of_all_sites_swelling_of_these_is_for_a_doctor_and_with_breathlessness_an_emergency(site: str) -> None:
    a_clot = site in ("calf", "shin", "thigh", "hamstring")
    given = diary(f"d0 20:00 {site} swelling, breathlessness")

    assert ask(given, "swelling", "d0 20:00").tier == ("immediate" if a_clot else "discuss")
    assert ask(given, "emergency-signs", "d0 20:00").raised is a_clot


@pytest.mark.parametrize("site", sorted(set(REGIONS) - {"head"}))
def test_of_all_sites_pain_at_these_beside_weakness_in_both_legs_is_an_emergency(site: str) -> None:
    given = diary("d0 20:00 knee both weakness", f"d0 20:00 {site} 4")

    assert ask(given, "emergency-signs", "d0 20:00").raised is (site in ("lower back", "SI joint", "pelvis", "buttock"))


def test_a_finding_of_three_days_is_raised_since_the_third() -> None:
    given = diary(on_days(range(4), "night-pain", time="22:00"))

    assert ask(given, "general-signs", "d3 22:00").since == at("d2 22:00")


@pytest.mark.parametrize(
    ("lines", "threshold"),
    [(["d0 20:00 interference 7"], 7), (["d0 20:00 interference 5", "d1 20:00 interference 5"], 5)],
)
def test_interference_names_the_threshold_it_reached(lines: list[str], threshold: int) -> None:
    assert ask(diary(*lines), "interference", "d1 20:00").threshold == threshold


@pytest.mark.parametrize(("as_of", "expected"), [("d7 20:00", "clear"), ("d7 20:01", "insufficient")])
def test_interference_can_be_told_for_7_days(as_of: str, expected: str) -> None:
    assert verdict(diary("d0 20:00 interference 3"), "interference", as_of) == expected


@pytest.mark.parametrize(("latest", "day"), [("d1 20:00", 1), ("d3 17:00", 3)])
def test_the_day_of_an_episode_counts_its_first_as_1(latest: str, day: int) -> None:
    given = diary(USUAL_2, "d1 18:00 session", "d1 19:00 knee left 5", f"{latest} knee left 5")

    assert ask(given, NOT_IMPROVING, latest, LEFT).facts["day"] == day


def test_a_baseline_of_one_reading_says_so_in_the_singular() -> None:
    given = diary("d0 12:00 knee left 2", "d0 20:00 session", "d1 20:00 knee left 5")

    compared = ask(given, NOT_IMPROVING, "d1 20:00", LEFT).compared_with

    assert compared is not None
    assert compared.origin == "1 reading, 5 Jan"


def test_slow_drift_shows_the_seven_days_and_since_when() -> None:
    # On day 35 the median of 2, 4 and 4 is two above the four days three to five weeks before.
    given = diary(levels(LEFT, "2 2 2 2", first=4), levels(LEFT, "2 4 4 4 4", first=33))

    finding = ask(given, "slow-drift", "d37 20:00", LEFT)

    assert [shown.time for shown in finding.evidence] == [at(f"d{day} 20:00") for day in range(33, 38)]
    assert finding.started == at("d33 20:00")
    assert finding.since == at("d35 20:00")


def test_slow_drift_is_raised_from_the_third_day_of_a_week() -> None:
    given = diary(levels(LEFT, "2 2 2 2"), levels(LEFT, "4 4 4", first=33))

    assert verdict(given, "slow-drift", "d34 20:00", LEFT) == "insufficient"
    assert ask(given, "slow-drift", "d35 20:00", LEFT).since == at("d35 20:00")


def test_worsening_shows_seven_days() -> None:
    finding = ask(diary(USUAL_2, levels(LEFT, "2 2 2 2 2 2 5 5")), "worsening", "d7 20:00", LEFT)

    assert [shown.time for shown in finding.evidence] == [at(f"d{day} 20:00") for day in range(1, 8)]


@pytest.mark.parametrize(("usual", "no_room"), [(8, False), (9, True)])
def test_worsening_says_where_the_scale_has_no_room(usual: int, no_room: bool) -> None:
    given = diary(f"d0 08:00 usual knee left {usual}", levels(LEFT, "9 9"))

    assert ask(given, "worsening", "d1 20:00", LEFT).facts["no_room"] is no_room


def test_worsening_compares_with_the_days_before_the_last_two_where_no_usual_level_is_known() -> None:
    compared = ask(diary(levels(LEFT, "1 2 5 6 6")), "worsening", "d4 20:00", LEFT).compared_with

    assert compared is not None
    assert (compared.level, compared.origin) == (2, "3 days before")


def test_the_earlier_days_are_all_but_the_last_two() -> None:
    # The median of 3 and 1 is 2, and both 4s are two above it; that of 3, or of 3, 1 and 4, is 3.
    assert verdict(diary(levels(LEFT, "3 1 4 4")), "worsening", "d3 20:00", LEFT) == "raised report provisional"


def test_two_of_three_days_are_enough_for_worsening_to_be_clear() -> None:
    assert verdict(diary(USUAL_2, levels(LEFT, "2 . 2")), "worsening", "d2 20:00", LEFT) == "clear"
    assert verdict(diary(USUAL_2, levels(LEFT, "2 . . 2")), "worsening", "d3 20:00", LEFT) == "insufficient"


def test_a_date_lasts_50_hours_over_all_clocks() -> None:
    # From midnight 14 hours east to the last minute 12 hours west: the median of 0 and 6 is 3, one above the usual.
    given = diary(USUAL_2, "d4 20:00 knee left 4", "d5 00:00+14 knee left 0", "d5 23:59+-12 knee left 6")

    assert ask(given, "worsening", "d5 23:59+-12", LEFT).status == "clear"


def test_a_day_that_began_before_it_did_in_utc_counts_among_the_last_three() -> None:
    worse = ["d3 08:00+9 knee left 9 getting-worse", "d4 20:00 knee left 9 getting-worse", "d5 20:00 knee left 9"]

    assert verdict(diary("d0 08:00 usual knee left 9", worse), "worsening", "d5 20:00", LEFT) == "raised report"


def test_worsening_is_raised_since_the_reading_that_raised_it() -> None:
    # In the morning of day 1 its value was 3, one above the usual level; the evening makes it 4.5.
    given = diary(USUAL_2, "d0 20:00 knee left 4", "d1 08:00 knee left 3", "d1 20:00 knee left 6")

    assert ask(given, "worsening", "d1 20:00", LEFT).since == at("d1 20:00")


@pytest.mark.parametrize(("course", "since"), [("4 . 4 . 4", "d2 20:00"), ("4 . 4 . . 4 4", "d6 20:00")])
def test_worsening_goes_on_over_one_day_without_a_reading(course: str, since: str) -> None:
    last = len(course.split()) - 1
    given = diary(USUAL_2, levels(LEFT, course))

    assert ask(given, "worsening", f"d{last} 20:00", LEFT).since == at(since)


def test_of_all_words_weakness_alone_needs_company_in_both_legs() -> None:
    raised = {
        word
        for word in EVERY_WORD
        for finding in analyze(diary(f"d0 20:00 knee both {word}, hand left numbness"), at("d0 20:00"))
        if finding.rule == "emergency-signs" and finding.raised
    }

    assert raised == {*ALONE, "weakness", "numbness", "tingling", "radiating", "shooting", "electric"}
