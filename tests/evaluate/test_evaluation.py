"""The evaluation counts correctly, and its quick form runs without the real diaries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from diary.analysis.analyzer import analyze
from tests.evaluate import datasets
from tests.evaluate.__main__ import main
from tests.evaluate.experiments import Job, run_all
from tests.evaluate.figures import interval
from tests.evaluate.measure import ANY, AlarmCounts, Detections, openings
from tests.evaluate.naive import NAIVE, mann_kendall, not_lower, trend, two_more
from tests.evaluate.noise import describe, simulated_weeks
from tests.evaluate.replay import COURSE_RULE_NAMES, Look, Replay
from tests.evaluate.simulate import Habit, Plan, curve, diary, rising, step
from tests.evaluate.tracks import track

T = datetime(2026, 1, 5, 20, tzinfo=UTC)
PLACE = ("knee", "left")
DAY = timedelta(days=1)


@pytest.mark.parametrize("habit", [Habit(), Habit(2, 0.4, stated=False)])
def test_the_replay_gives_the_answers_of_the_analyzer(habit: Habit) -> None:
    plan = Plan(24, (1, 4), step(4), start=24.0 * 14 + 18, sessions=(24.0 * 6 + 17, 24.0 * 14 + 17))
    made = diary(plan, habit, "same answers")
    seen: set[str] = set()

    for look in Replay(made).looks():
        findings = [finding for finding in analyze(made.diary, look.as_of) if finding.rule in COURSE_RULE_NAMES]
        assert look.raised - set(NAIVE) == {finding.rule for finding in findings if finding.raised}
        assert look.provisional == {finding.rule for finding in findings if finding.raised and finding.provisional}
        seen |= look.raised

    # Otherwise the comparison could pass on a diary that raises nothing.
    assert {"worsening", "not-improving-48h"} <= seen


def test_the_rules_are_evaluated_after_each_entry_and_at_the_end_of_each_day() -> None:
    made = track("one", PLACE, [(T, 1), (T + 2 * DAY, 2)])

    asked = [look.as_of for look in Replay(made).looks()]

    assert asked == [
        T,
        T.replace(hour=23, minute=59, second=59),
        (T + DAY).replace(hour=23, minute=59, second=59),
        T + 2 * DAY,
        (T + 2 * DAY).replace(hour=23, minute=59, second=59),
    ]


def test_an_alarm_opens_each_time_a_rule_becomes_raised() -> None:
    on, off = frozenset({"worsening"}), frozenset[str]()
    looks = [Look(T, on, on), Look(T, on, off), Look(T, off, off), Look(T, on, off)]

    assert list(openings(looks)) == [("worsening", True), ("worsening", False)]


def test_alarms_are_counted_per_100_days_with_a_reading_and_per_diary_and_person() -> None:
    counted = AlarmCounts()
    counted.add(track("a first", PLACE, [(T, 1), (T + DAY, 3)], stated=(T, 1)))
    counted.add(track("a second", PLACE, [(T, 1), (T + DAY / 100, 1)], stated=(T, 1)))
    counted.add(track("b first", PLACE, [(T, 1)], stated=(T, 1)))

    name = "2 more than yesterday"
    assert counted.diary_days == 4
    assert counted.per_100_days(name) == 25
    assert counted.share_of_diaries(name) == pytest.approx(1 / 3)
    assert counted.share_of_people(name) == 1 / 2
    assert counted.provisional_share(name) == 0
    assert counted.provisional_share("worsening") is None


def test_a_rule_raised_before_the_start_counts_neither_as_detected_nor_as_missed() -> None:
    detections = Detections()
    high = [(T + n * DAY, 6) for n in range(6)]
    quiet = [(T + n * DAY, 1) for n in range(3)]
    started = T + 2.5 * DAY
    detections.add(track("before", PLACE, high, stated=(T, 1)), started, 5 * DAY)
    detections.add(track("after", PLACE, quiet + high[3:], stated=(T, 1)), started, 5 * DAY)
    detections.add(track("never", PLACE, [(T + n * DAY, 1) for n in range(6)], stated=(T, 1)), started, 5 * DAY)

    assert detections.judged("worsening") == 2
    assert detections.share("worsening") == 0.5
    # At the entry of day 5: then all of the last three days are 2 above the usual level.
    assert detections.median_days("worsening") == 2.5
    assert detections.judged(ANY) == 2


def test_naive_rules() -> None:
    values = {1: 2.0, 2: 4.0, 3: 3.5, 4: 4.0, 6: 0.0, 8: 0.0}

    assert [day for day in range(10) if two_more(values, day)] == [2]
    assert [day for day in range(10) if not_lower(values, day)] == [3, 4]
    assert not trend(dict.fromkeys(range(14), 3.0), 13)
    assert trend({day: float(day) for day in range(5)}, 4)
    assert not trend({day: float(day) for day in range(4)}, 3)


def test_mann_kendall_against_a_computation_by_hand() -> None:
    # Kendall's S = 10 and its variance 5·4·15/18 without ties; S = 8 and (5·4·15 − 2·1·9)/18 with one pair of them.
    assert mann_kendall([1, 2, 3, 4, 5]) == pytest.approx(9 / (300 / 18) ** 0.5)
    assert mann_kendall([5, 4, 3, 2, 1]) == pytest.approx(-9 / (300 / 18) ** 0.5)
    assert mann_kendall([1, 1, 2, 3, 4]) == pytest.approx(8 / (282 / 18) ** 0.5)
    assert mann_kendall([2, 2, 2]) == 0


def test_simulated_weeks_are_as_noisy_as_real_ones() -> None:
    """Shares of day-to-day changes of 1, 2, 3 and 4 points; the trial's weeks: 55, 16, 5 and 1.5 %."""
    # The spread of the trial's medians: near the ends of the scale ratings can vary less.
    medians = (0, 1, 2, 4, 5, 6, 6, 7, 7, 7, 8, 8, 9)
    weeks = describe(simulated_weeks([[level] * 7 for level in medians], seed=1, times=100))

    assert weeks.changes == pytest.approx((0.57, 0.17, 0.05, 0.016), abs=0.04)


def test_the_same_seed_makes_the_same_diary_and_gaps_take_days_away_only() -> None:
    plan = Plan(40, (3, 3), rising(0.5), start=24.0 * 20)
    whole, again, gaps = (diary(plan, Habit(missing=missing), "a") for missing in (0, 0, 0.4))

    assert whole == again
    assert len(whole.entries) == 40
    assert len(gaps.entries) < 32
    by_day = {entry.at.day: entry.readings for entry in whole.entries}
    assert all(by_day[entry.at.day] == entry.readings for entry in gaps.entries)


def test_the_added_pain_follows_its_shape() -> None:
    half, three = rising(0.5), step(3)
    peak = curve((0, 0), (24, 4), (48, 0))

    assert [half(hours) for hours in (-1, 0, 23, 24, 48)] == [0, 0.5, 0.5, 1, 1.5]
    assert [three(hours) for hours in (-1, 0, 100)] == [0, 3, 3]
    assert [peak(hours) for hours in (-1, 12, 24, 36, 60)] == [0, 2, 4, 2, 0]


def test_real_diaries_are_read_with_whole_numbers_days_of_their_own_and_weeks_apart(tmp_path: Path) -> None:
    # One rating was written after midnight UTC, on the evening before in the local time of the person.
    (tmp_path / datasets.SELF_TRACKERS).write_text(
        "subject,date,entered_at_utc,location,pain\n"
        "P1,2020-05-05,2020-05-05 20:06:51,back,4.5\n"
        "P1,2020-05-06,2020-05-07 03:00:00,back,2.4\n"
        "P1,2020-05-05,,knee,1\n"
        "P1,2020-05-05,,knee,3\n"
    )
    (tmp_path / datasets.TRIAL_WEEKS).write_text(
        "subject,phase,day_in_week,pain\n1,baseline_week,1,6.75\n1,baseline_week,3,5.02\n1,followup_week,1,2\n"
    )

    back, knee = datasets.self_trackers(tmp_path, "all days")
    baseline, followup = datasets.trial_weeks(tmp_path, "not stated")

    assert datasets.present(tmp_path)
    assert not datasets.present(tmp_path / "elsewhere")
    assert (back.levels, knee.levels) == ([5, 2], [1, 3])
    assert [entry.at.day for entry in back.entries] == [date(2020, 5, 5), date(2020, 5, 6)]
    assert len({(back.site, back.side), (knee.site, knee.side)}) == 2
    assert back.usual is not None
    assert back.usual.level == 4  # halves up
    assert (baseline.levels, followup.levels) == ([7, 5], [2])
    assert [entry.at.day.day for entry in baseline.entries] == [1, 3]


def test_the_interval_of_a_share() -> None:
    low, high = interval(0.5, 10)

    assert (round(low, 2), round(high, 2)) == (0.24, 0.76)
    assert interval(0, 0) == (0, 1)  # no diaries: nothing is known


def test_the_quick_form_prints_every_table_and_writes_its_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"

    # An empty folder instead of the real diaries: the page must say that they are missing.
    text = main(["--quick", "--processes", "1", "--datasets", str(tmp_path), "--write", str(page)])

    assert capsys.readouterr().out == f"{text}\n"
    assert page.read_text(encoding="utf-8") == text
    for heading in ("Figures to reach", "stable diaries", "gets worse", "soreness after a session", "Red flags"):
        assert heading in text
    assert "are missing here" in text
    assert "+0.5 a day found in 14 days by worsening, 1 a day, stated | ≥ 95% | 100.0%" in text


def test_the_same_seed_gives_the_same_figures_and_another_one_others() -> None:
    def counted(seed: int) -> list[AlarmCounts | Detections]:
        jobs = [Job(table, key, Habit(missing=0.2), 3, seed) for table, key in tried]
        return [result for _, result in run_all(jobs, processes=1)]

    tried = (("stable", ("stable",)), ("change", ("+3 at once",)), ("soreness", ("persists",)))

    assert counted(1) == counted(1)
    assert counted(1) != counted(2)
