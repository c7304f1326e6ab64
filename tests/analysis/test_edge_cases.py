"""What real diaries are like: several entries a day and none, both sides, late and changed ones, clocks and zones."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from diary.analysis.analyzer import analyze
from diary.domain.findings import Finding, Status
from diary.domain.moments import Moment
from diary.domain.records import Diary, Entry, Reading, Usual
from tests.analysis.diaries import CENTER, LEFT, ask, at, diary, levels, verdict

RIGHT = "knee right"
USUAL_2 = "d0 08:00 usual knee left 2"
STUCK, WORSE = "not-improving-48h", "worsening"


def test_of_several_entries_a_day_the_middle_one_counts_for_worsening_and_the_last_one_for_easing() -> None:
    given = [USUAL_2, "d4 20:00 knee left 5"]
    given += ["d5 08:00 knee left 3", "d5 12:00 knee left 3", "d5 20:00 knee left 9"]
    assert verdict(diary(*given), WORSE, "d5 21:00", LEFT) == "clear"
    assert (
        verdict(diary(*given, "d5 16:00 knee left 9", "d5 18:00 knee left 9"), WORSE, "d5 21:00", LEFT)
        == "raised report"
    )
    # For easing single entries count: one below what counts as a rise ends it, whatever the rest of the day.
    eased = ["d2 20:00 knee left 6", "d4 20:00 knee left 6", "d4 21:00 knee left 6", "d4 22:00 knee left 3"]
    assert verdict(diary(USUAL_2, *eased[:3]), STUCK, "d4 23:00", LEFT) == "raised report"
    assert verdict(diary(USUAL_2, *eased), STUCK, "d4 23:00", LEFT) == "clear"


def test_a_missing_day_is_no_zero_and_no_guess() -> None:
    given = diary(USUAL_2, levels(LEFT, "5 . 5", first=1))
    assert verdict(given, WORSE, "d3 21:00", LEFT) == "raised report"
    assert verdict(diary(USUAL_2, levels(LEFT, "5 0 5", first=1)), WORSE, "d3 21:00", LEFT) == "clear"
    assert verdict(diary(USUAL_2, levels(LEFT, "5 . . 5", first=1)), WORSE, "d4 21:00", LEFT) == "insufficient"


def test_two_sites_at_once_have_their_own_answers() -> None:
    given = diary(
        USUAL_2, "d0 08:00 usual lower back center 4", [f"d{n} 20:00 knee left 5, lower back 5" for n in (1, 2, 3)]
    )
    assert verdict(given, WORSE, "d3 21:00", LEFT) == "raised report"
    assert verdict(given, WORSE, "d3 21:00", CENTER) == "clear"


def test_pain_that_moves_to_the_other_side_begins_a_course_of_its_own() -> None:
    given = diary(USUAL_2, levels(LEFT, "5 2", first=1), "d0 08:00 usual knee right 2", levels(RIGHT, "5 5", first=2))
    assert verdict(given, WORSE, "d3 21:00", LEFT) == "clear"
    assert verdict(given, WORSE, "d3 21:00", RIGHT) == "raised report"
    assert verdict(given, STUCK, "d3 21:00", RIGHT) == "pending"
    assert ask(given, STUCK, "d3 21:00", RIGHT).decides_at == at("d4 20:00")


def test_a_session_in_the_middle_of_an_episode_does_not_begin_it_anew() -> None:
    given = [USUAL_2, "d1 20:00 knee left 5", "d2 10:00 session", "d2 20:00 knee left 5", "d3 20:00 knee left 5"]
    finding = ask(diary(*given), STUCK, "d3 20:00", LEFT)
    assert (finding.status, finding.started) == (Status.RAISED, at("d1 20:00"))


def test_daily_sessions_do_not_hide_pain_that_stays() -> None:
    sessions = [f"d{n} 10:00 session" for n in range(1, 7)]
    given = diary("d0 08:00 usual knee left 1", sessions, levels(LEFT, "1 5 5 5 5 5", first=1))
    assert verdict(given, STUCK, "d6 21:00", LEFT).startswith("raised report")
    assert verdict(given, WORSE, "d6 21:00", LEFT) == "raised report"


def test_an_entry_written_late_counts_for_the_time_it_is_about() -> None:
    (record,) = diary("d1 20:00 knee left 5").entries
    late = replace(record, id="late", recorded=at("d5 09:00"))
    given = Diary.of([*diary(USUAL_2, "d2 20:00 knee left 5", "d3 20:00 knee left 5").records(), late])
    finding = ask(given, STUCK, "d3 21:00", LEFT)
    assert (finding.status, finding.started) == (Status.RAISED, at("d1 20:00"))


def test_an_edited_entry_counts_as_it_reads_now_and_a_deleted_one_not_at_all() -> None:
    given = diary(USUAL_2, levels(LEFT, "5 5 5", first=1))
    *earlier, last = given.entries
    edited = [*earlier, *given.usuals, replace(last, readings=(Reading("knee", "left", 2),))]
    assert verdict(given, STUCK, "d3 21:00", LEFT) == "raised report"
    assert verdict(Diary.of(edited), STUCK, "d3 21:00", LEFT) == "clear"
    assert verdict(Diary.of([*earlier, *given.usuals]), STUCK, "d3 21:00", LEFT) == "insufficient"


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("day", "due", "hours"),
    [
        ("2026-03-28", "2026-03-30T21:00", 23),  # the clocks go forward on Sunday the 29th
        ("2026-10-24", "2026-10-26T19:00", 25),  # and back on Sunday the 25th
    ],
)
def test_where_the_clocks_change_48_hours_are_hours_and_days_are_days(day: str, due: str, hours: int) -> None:
    first = datetime.fromisoformat(f"{day}T20:00").replace(tzinfo=BERLIN)
    # On the wall: the same time a day later, and 21 hours after that.
    walls = [(first, 5), (first + timedelta(days=1), 5), (first + timedelta(days=1, hours=21), 5)]
    entries = [
        Entry(id=f"e{number}", at=Moment.of(wall), readings=(Reading("knee", "left", level),))
        for number, (wall, level) in enumerate(walls)
    ]
    usual = Usual(id="u", at=Moment.of(first - timedelta(days=3)), level=2, site="knee", side="left")
    given = Diary.of([*entries, usual])
    decides = datetime.fromisoformat(due).replace(tzinfo=BERLIN)
    early = _answer(given, STUCK, decides - timedelta(minutes=1))
    assert (early.status, early.decides_at) == (Status.PENDING, decides)
    assert entries[1].at.instant - entries[0].at.instant == timedelta(hours=hours)
    # The last reading came 44 hours or more after the first, 46 where the clocks went back.
    assert _answer(given, STUCK, decides).status is Status.RAISED
    assert _answer(given, WORSE, decides).status is Status.RAISED


def _answer(given: Diary, rule: str, as_of: datetime) -> Finding:
    return next(finding for finding in analyze(given, as_of) if finding.rule == rule and finding.site)


def test_who_travels_keeps_their_days_and_their_hours() -> None:
    # 20:00 at home, then 20:00 nine hours further east: 39 hours later, two days on.
    given = [USUAL_2, "d1 20:00 knee left 5", "d3 20:00+9 knee left 5"]
    assert verdict(diary(*given), WORSE, "d3 20:00+9", LEFT) == "raised report"
    assert verdict(diary(*given), STUCK, "d3 20:00+9", LEFT) == "pending"
    assert ask(diary(*given), STUCK, "d3 20:00+9", LEFT).decides_at == at("d3 20:00")
    assert verdict(diary(*given), STUCK, "d3 20:00", LEFT) == "insufficient"


def test_an_entry_known_only_by_its_date_counts_for_its_day_and_for_no_baseline() -> None:
    given = diary(USUAL_2, "d1 knee left 5", "d2 knee left 5")
    assert verdict(given, WORSE, "d2 21:00", LEFT) == "raised report"
    assert verdict(given, STUCK, "d2 21:00", LEFT) == "pending"
    # Of a 3 the day before the session the baseline is 3, and 4 is no rise since it; by date only it is the usual 2.
    fresh = "d2 10:00 session", "d2 20:00 knee left 4"
    timed = ask(diary(USUAL_2, "d1 12:00 knee left 3", *fresh), STUCK, "d2 21:00", LEFT)
    dated = ask(diary(USUAL_2, "d1 knee left 3", *fresh), STUCK, "d2 21:00", LEFT)
    assert (timed.started, dated.started) == (at("d2 20:00"), at("d2 10:00"))


def test_above_a_usual_level_of_8_the_scale_has_no_room_and_says_so() -> None:
    given = diary("d0 08:00 usual knee left 9", levels(LEFT, "10 10 10", first=1))
    assert verdict(given, STUCK, "d3 21:00", LEFT) == "cannot-judge"
    assert verdict(given, WORSE, "d3 21:00", LEFT) == "cannot-judge"


def test_at_a_usual_level_of_0_nothing_lies_below_and_two_is_a_rise() -> None:
    zero = "d0 08:00 usual knee left 0"
    assert verdict(diary(zero, levels(LEFT, "0 0 0", first=1)), WORSE, "d3 21:00", LEFT) == "clear"
    assert verdict(diary(zero, levels(LEFT, "2 2 2", first=1)), WORSE, "d3 21:00", LEFT) == "raised report"
    assert verdict(diary(zero, levels(LEFT, "1 1 1", first=1)), STUCK, "d3 21:00", LEFT) == "clear"
    assert verdict(diary(zero, levels(LEFT, "2 2 2 2", first=1)), STUCK, "d4 21:00", LEFT) == "raised report confirmed"


def test_one_entry_raises_a_red_flag_and_nothing_of_the_course() -> None:
    found = analyze(diary("d1 20:00 knee left 6 numbness"), at("d1 21:00"))
    assert {f.rule for f in found if f.raised} == {"neurological"}
    calm = analyze(diary("d1 20:00 knee left 2"), at("d1 21:00"))
    assert not [f for f in calm if f.raised]
    assert {f.status for f in calm if f.rule == WORSE} == {Status.INSUFFICIENT}


def test_an_empty_diary_raises_nothing_and_answers_all_the_same() -> None:
    found = analyze(diary(), at("d1 21:00"))
    assert not [f for f in found if f.raised]
    assert analyze(diary(USUAL_2), at("d1 21:00")) is not None


def test_ten_years_of_a_steady_level_end_like_one_month_of_it() -> None:
    course = [f"d{day} 20:00 knee left {2 + day % 2}" for day in range(3650)]
    found = {f.rule: str(f.status) for f in analyze(diary(course), at("d3650 09:00")) if f.site in (None, "knee")}
    month = {f.rule: str(f.status) for f in analyze(diary(course[-60:]), at("d3650 09:00")) if f.site in (None, "knee")}
    assert found == month
    assert "raised" not in found.values()
    worse = [*course[:-3], *levels(LEFT, "5 5 6", first=3647)]
    assert verdict(diary(worse), WORSE, "d3649 21:00", LEFT) == "raised report"
