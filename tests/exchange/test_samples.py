"""The sample diaries: clean to import, and telling the story that the demo shows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from diary import samples
from diary.analysis.analyzer import analyze
from diary.domain.findings import Finding, Tier
from diary.domain.records import Diary, Session
from diary.errors import DiaryError
from diary.exchange.csv_write import csv_of
from diary.exchange.import_plan import plan_import
from diary.review.programme import programme_week
from diary.review.scores import MEAN, score_courses
from diary.samples import NAMES, SampleName, sample_clock, sample_csv


def diary_of(name: SampleName) -> Diary:
    return Diary.of(plan_import(sample_csv(name), None, sample_clock()).new)


def raised(diary: Diary, at: datetime) -> list[Finding]:
    return [finding for finding in analyze(diary, at) if finding.raised]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_without_a_remark_and_written_again_to_the_byte(name: SampleName) -> None:
    found = plan_import(sample_csv(name), None, sample_clock())
    assert (found.refused, found.remarks) == ((), ())
    assert csv_of(Diary.of(found.new)) == sample_csv(name)


def test_ninety_days_ends_with_a_lower_back_that_has_not_eased() -> None:
    diary = diary_of("ninety-days")
    (finding,) = raised(diary, sample_clock().local())
    assert (finding.rule, finding.site, finding.tier) == ("not-improving-48h", "lower back", Tier.REPORT)
    assert (finding.provisional, finding.confirmed, finding.acknowledged) == (False, False, False)
    assert finding.compared_with is not None
    assert finding.compared_with.level == 2
    first, last = diary.entries[0], diary.entries[-1]
    assert (last.at.day - first.at.day).days + 1 == 90
    assert last.at.iso() == "2026-11-02T20:14:00+01:00"


def test_ninety_days_has_ordinary_soreness_that_fades_and_a_numb_spell_that_was_told() -> None:
    diary = diary_of("ninety-days")
    seen: dict[str, set[bool]] = {}
    starts: set[datetime | None] = set()
    for entry in diary.entries:
        for finding in raised(diary, entry.at.local + timedelta(minutes=1)):
            seen.setdefault(finding.rule, set()).add(finding.acknowledged)
            starts |= {finding.started} if finding.rule == "expected-soreness" else set()
    assert set(seen) == {"expected-soreness", "not-improving-48h", "neurological"}
    assert seen["neurological"] == {False, True}
    assert len(starts) >= 6
    assert sum(isinstance(record, Session) for record in diary.records()) >= 15


def test_ninety_days_has_a_programme_that_is_eased_after_a_flare_and_activities_that_improve() -> None:
    diary = diary_of("ninety-days")
    bridge = [(str(plan.since), str(plan.until), plan.sets, plan.reps) for plan in diary.plans if plan.name == "bridge"]
    assert bridge[:2] == [("2026-08-20", "2026-09-04", 2, 10), ("2026-09-05", "2026-09-13", 1, 8)]
    assert bridge[-2:] == [("2026-10-12", "2026-10-31", 3, 10), ("2026-11-01", "", 1, 8)]
    today = sample_clock().local().date()
    assert [week.plan.name for week in programme_week(diary.plans, diary.sessions, today) if week.due] == [
        "bird dog", "bridge", "pelvic tilt",
    ]  # fmt: skip
    done = [each for session in diary.sessions for each in session.exercises]
    assert {each.done for each in done} == {"yes", "eased", "skipped"}
    assert all(each.because for each in done if each.done != "yes")
    courses = {course.name: course for course in score_courses(diary, today)}
    assert courses[MEAN].counts
    assert courses["peg"].counts
    assert [name for name, course in courses.items() if course.due] == ["peg", "change"]
    assert [treatment.name for treatment in diary.treatments if not treatment.runs_on(today)] == ["naproxen"]
    assert {statement.topic for statement in diary.backgrounds} == {"began", "worse", "better", "goal"}
    lower_back = [reading for entry in diary.entries for reading in entry.readings if reading.site == "lower back"]
    assert sum(reading.worst is not None for reading in lower_back) >= 5


def test_first_weeks_end_with_a_finding_that_asks_for_the_usual_level() -> None:
    (finding,) = raised(diary_of("first-weeks"), sample_clock().local())
    assert (finding.rule, finding.site, finding.provisional) == ("not-improving-48h", "knee", True)


def test_an_installation_without_the_samples_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "_IN_SOURCE", samples._IN_SOURCE / "nowhere")
    monkeypatch.setattr(samples, "_IN_WHEEL", "nowhere")
    with pytest.raises(DiaryError, match="install"):
        sample_csv("ninety-days")
