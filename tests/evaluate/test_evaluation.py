"""The evaluation counts correctly, and its quick form runs without the real diaries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from diary.analysis.analyzer import analyze
from diary.domain.findings import Tier
from tests.evaluate import datasets, figures, intervals
from tests.evaluate.__main__ import main
from tests.evaluate.experiments import Counted, Job, run_all
from tests.evaluate.measure import ANYTHING, AlarmCounts, Detections, openings
from tests.evaluate.naive import NAIVE, mann_kendall, not_lower, trend, two_more
from tests.evaluate.noise import describe, simulated_weeks
from tests.evaluate.replay import ANY, EITHER, RULES, TODAY, Look, instants, looks, names_of
from tests.evaluate.simulate import Habit, Plan, curve, diary, rising, step
from tests.evaluate.spells import Spells, flares
from tests.evaluate.tracks import track

T = datetime(2026, 1, 5, 20, tzinfo=UTC)
PLACE = ("knee", "left")
DAY = timedelta(days=1)


@pytest.mark.parametrize("habit", [Habit(), Habit(2, 0.4, stated=False)])
def test_the_replay_gives_the_answers_of_the_analyzer(habit: Habit) -> None:
    plan = Plan(24, (1, 4), step(4), start=24.0 * 14 + 18, sessions=(24.0 * 6 + 17, 24.0 * 14 + 17))
    made = diary(plan, habit, "same answers")
    seen: set[str] = set()

    for look in looks(made):
        findings = [finding for finding in analyze(made.diary, look.as_of) if finding.rule in RULES and finding.raised]
        tiers = [(finding.rule, finding.tier or Tier.DISCUSS, finding) for finding in findings]
        assert look.raised - set(NAIVE) == {name for rule, tier, _ in tiers for name in names_of(rule, tier)}
        assert look.provisional == {n for rule, tier, found in tiers if found.provisional for n in names_of(rule, tier)}
        seen |= look.raised

    # Otherwise the comparison could pass on a diary that raises nothing.
    assert {"worsening", "not-improving-48h"} <= seen


def test_the_rules_are_evaluated_after_each_entry_and_at_the_end_of_each_day() -> None:
    made = track("one", PLACE, [(T, 1), (T + 2 * DAY, 2)])

    asked = [look.as_of for look in looks(made)]

    assert asked == [
        T,
        T.replace(hour=23, minute=59, second=59),
        (T + DAY).replace(hour=23, minute=59, second=59),
        T + 2 * DAY,
        (T + 2 * DAY).replace(hour=23, minute=59, second=59),
    ]


def test_a_day_ends_in_its_own_last_offset_and_time_never_runs_backwards() -> None:
    west, east = timezone(timedelta(hours=-8)), timezone(timedelta(hours=10))
    on_day_1 = datetime(2026, 1, 5, 22, tzinfo=west)
    flown = datetime(2026, 1, 7, 5, tzinfo=east)  # 19:00 on the 6th in UTC
    back = datetime(2026, 1, 7, 23, tzinfo=west)
    made = track("flown", PLACE, [(on_day_1, 1), (flown, 2), (back, 3)])

    asked = instants(made)

    assert [as_of for as_of, _ in asked] == sorted(as_of for as_of, _ in asked)
    ends = {day.day: as_of for as_of, day in asked if as_of.second == 59}
    assert ends[5].utcoffset() == ends[6].utcoffset() == ends[7].utcoffset() == timedelta(hours=-8)
    # The end of the 6th, still in the west, comes after the entry of the 7th in the east.
    assert asked.index((flown, date(2026, 1, 7))) < asked.index((ends[6], date(2026, 1, 6)))


def test_a_warning_that_can_wait_is_no_warning_and_sudden_pain_counts_as_today_only_at_that_tier() -> None:
    assert names_of("worsening", Tier.REPORT) == {"worsening", EITHER, ANY}
    assert names_of("worsening", Tier.DISCUSS) == {"worsening, for the next visit"}
    assert names_of("sudden-severe", Tier.REPORT) == {"sudden-severe", ANY}
    assert names_of("sudden-severe", Tier.IMMEDIATE) == {"sudden-severe", TODAY, ANY}
    assert names_of("slow-drift", Tier.DISCUSS) == {"slow-drift"}


def test_an_alarm_opens_each_time_a_rule_becomes_raised() -> None:
    on, off = frozenset({"worsening"}), frozenset[str]()
    seen = [Look(T, on, on), Look(T, on, off), Look(T, off, off), Look(T, on, off)]

    assert list(openings(seen)) == [("worsening", True), ("worsening", False)]


def test_alarms_are_counted_per_100_days_with_a_reading_and_per_diary_and_person() -> None:
    counted = AlarmCounts()
    counted.add(track("a first", PLACE, [(T, 1), (T + DAY, 3)], stated=(T, 1)))
    counted.add(track("a second", PLACE, [(T, 1), (T + DAY / 100, 1)], stated=(T, 1)))
    counted.add(track("b first", PLACE, [(T, 1)], stated=(T, 1)))

    name = "2 more than yesterday"
    assert (counted.site_days, len(counted.person_days)) == (4, 4)
    assert counted.opened[name] == 1
    assert counted.share_of_diaries(name) == pytest.approx(1 / 3)
    assert counted.share_of_people(name) == 1 / 2
    assert counted.provisional_share(name) == 0
    assert counted.provisional_share("worsening") is None


def test_the_sites_of_one_person_share_their_days() -> None:
    counted = AlarmCounts()
    high = [(T + n * DAY, 1 if n < 2 else 6) for n in range(6)]
    counted.add(track("a knee", PLACE, high, stated=(T, 1), diary_name="a"))
    counted.add(track("a back", ("lower back", "center"), [(T, 0), (T + 9 * DAY, 0)], stated=(T, 0), diary_name="a"))

    assert (counted.site_days, len(counted.person_days)) == (8, 7)
    # On the third and the fourth high day; the days after that have no entry until the last, when nothing is raised.
    assert counted.days_with(ANY) == 2
    assert counted.days_with(ANYTHING) == 2


def test_flares_are_two_high_days_or_more() -> None:
    levels = [2] * 10 + [4, 2, 2, 2, 5, 4, 2, 4, 2, 2] + [2] * 10
    made = track("flare", PLACE, [(T + n * DAY, level) for n, level in enumerate(levels)])

    assert list(flares(made)) == [((T + 14 * DAY).date(), (T + 17 * DAY).date())]


def test_flips_announcements_and_all_clears_of_a_spell() -> None:
    def look(day: int, level: int, *raised: str, confirmed: bool = False) -> Look:
        names = frozenset(raised)
        return Look(
            T + day * DAY,
            names,
            day=(T + day * DAY).date(),
            level=level,
            confirmed=names if confirmed else names - names,
        )

    on = ("worsening", EITHER, ANY)
    seen = [look(0, 1), look(1, 5, *on), look(2, 5, *on, confirmed=True), look(3, 5), look(4, 4), look(5, 6, *on)]
    counted = Spells()
    first = (T + DAY).date()
    counted.add(seen, first, (T + 5 * DAY).date(), judged_from=first + DAY)

    assert (counted.number, counted.found["worsening"], counted.flips) == (1, 1, 1)
    assert counted.announced == 3  # raised, confirmed, raised again
    assert (counted.days, counted.days_judged, counted.days_raised) == (5, 4, 2)
    assert counted.all_clear == 1  # on the day at 5, not on that at 4


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
        "subject,phase,day_in_week,pain,recalled\n"
        "1,baseline_week,1,6.75,6.4\n1,baseline_week,3,5.02,6.4\n1,followup_week,1,2,\n"
    )

    back, knee = datasets.self_trackers(tmp_path, datasets.FIRST_DAY)
    baseline, followup = datasets.trial_weeks(tmp_path, datasets.UNSTATED)
    (recalled,) = datasets.trial_weeks(tmp_path, datasets.RECALLED)

    assert datasets.present(tmp_path)
    assert not datasets.present(tmp_path / "elsewhere")
    assert (back.levels, knee.levels) == ([5, 2], [1, 3])
    assert [entry.at.day for entry in back.entries] == [date(2020, 5, 5), date(2020, 5, 6)]
    assert len({(back.site, back.side), (knee.site, knee.side)}) == 2
    assert back.usual is not None
    assert back.usual.level == 5  # that of the first day, halves up
    assert recalled.usual is not None
    assert (recalled.name, recalled.usual.level) == ("1 baseline_week", 6)
    assert baseline.usual is None
    assert (back.diary_name, knee.diary_name, baseline.diary_name) == ("P1", "P1", "1 baseline_week")
    assert (baseline.levels, followup.levels) == ([7, 5], [2])
    assert [entry.at.day.day for entry in baseline.entries] == [1, 3]


def test_exact_intervals_against_published_tables() -> None:
    # Poisson: Garwood 1936; shares: Clopper and Pearson 1934.
    assert intervals.of_count(0) == pytest.approx((0, 3.6889), abs=1e-4)
    assert intervals.of_count(5) == pytest.approx((1.6235, 11.6683), abs=1e-4)
    assert intervals.of_count(100) == pytest.approx((81.364, 121.627), abs=1e-3)
    assert intervals.of_share(0, 10) == pytest.approx((0, 0.3085), abs=1e-4)
    assert intervals.of_share(5, 10) == pytest.approx((0.1871, 0.8129), abs=1e-4)
    assert intervals.of_share(10, 10) == pytest.approx((0.6915, 1), abs=1e-4)
    assert intervals.of_share(0, 0) == (0, 1)  # nothing is known


def test_two_flares_show_nothing_unless_fewer_are_found_than_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def reached() -> str:
        return next(figures.figures({"flares": {("first day",): Spells(number=2)}}, {})).reached

    assert reached() == "too few to say"
    kept = {"real flares, level: first day: found by any of the three": "1 of 2"}
    monkeypatch.setattr(figures, "edition_1", lambda: kept)
    assert reached() == "**no**"


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
    # A table whose words changed would stand beside nothing.
    rows = [line.split(" | ") for line in text.split("## Edition 1 and")[1].split("## Real")[0].splitlines()]
    assert all(row[1] != "–" for row in rows if len(row) == 3)
    assert "+0.5 a day found in 14 days by worsening, 1 a day, stated | ≥ 95% | 100.0%" in text
    # Not only the habit that fits the goal best.
    assert "+3 for 14 days, noise of the trial, 2 a day, stated: flips" in text
    assert "+3 for 14 days, noise of the trial, 1 a day, not stated: days raised from day 4" in text
    # One diary shows nothing, however well it came out.
    assert "100.0% (2.5%–100.0%; 1 of 1) | by the point only" in text


def test_the_same_seed_gives_the_same_figures_and_another_one_others() -> None:
    def counted(seed: int) -> list[Counted]:
        jobs = [Job(table, key, Habit(missing=0.2), 3, seed) for table, key in tried]
        return [result for _, result in run_all(jobs, processes=1)]

    tried = (("stable", ("stable",)), ("change", ("+3 at once",)), ("soreness", ("persists",)), ("step", ("SD 1.15",)))

    assert counted(1) == counted(1)
    assert counted(1) != counted(2)
