"""The report's model: which facts it has, and where each comes from."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from diary.domain.findings import Tier
from diary.domain.records import Ack, Care, Diary, Entry, Motion, Question, Reading, Record, Visit
from diary.report import SECTIONS, Report, default_period, report_model, to_markdown
from diary.report.sections import MOST_LOG_LINES
from diary.review.snapshot import review_of
from diary.settings import Settings
from tests.charts.diaries import BACK, KNEE, NOW, entry, long_diary, many_sites, moment, sample, session

TODAY = NOW.date()


def made(*records: Record, **choices: object) -> Report:
    return report_model(review_of(Diary.of(records), NOW), **choices)  # type: ignore[arg-type]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_it_begins_at_the_last_past_visit_and_names_the_next(report: Report) -> None:
    assert (report.first, report.last, report.visit, report.next_visit and report.next_visit.at.day) == (
        ago(21),
        TODAY,
        ago(21),
        ago(-1),
    )


def test_without_a_past_visit_it_is_the_last_28_days() -> None:
    report = made(entry(0, {BACK: 3}), Visit(id="v", at=moment(-3)))
    assert (report.first, report.last, report.visit) == (ago(27), TODAY, None)


def test_a_visit_of_today_does_not_make_a_period_of_one_day() -> None:
    review = review_of(Diary.of([entry(0, {BACK: 3}), Visit(id="v", at=moment(0, 8))]), NOW)
    assert default_period(review) == (ago(27), TODAY)


def test_it_counts_days_entries_and_what_was_written_late(report: Report) -> None:
    whole = report.completeness
    assert (whole.days, whole.logged, whole.entries, whole.late) == (22, 19, 24, 1)


def test_an_entry_of_unknown_writing_time_is_not_late() -> None:
    assert made(entry(1, {BACK: 3}, recorded=None)).completeness.late == 0


def test_a_site_has_now_usual_lowest_highest_days_change_and_words(report: Report) -> None:
    back, knee, shoulder = report.sites
    assert (back.name, back.latest, back.usual, back.lowest, back.highest, back.days) == ("lower back", 6, 2, 1, 6, 19)
    assert back.change is not None
    assert (back.change.before, round(back.change.now, 2), back.change.counts) == (1.9, 3.17, False)
    assert back.words == ("aching", "dull", "stiff")
    assert knee.change is not None
    assert not knee.change.counts
    assert shoulder.change is None
    assert shoulder.latest_at == moment(4).local


def test_a_site_with_words_alone_is_there_without_a_level() -> None:
    numb = Entry(id="n", at=moment(1), readings=(Reading("foot", "left", symptoms=("numbness",)),))
    (row,) = made(numb).sites
    assert (row.name, row.latest, row.highest, row.days, row.words) == ("left foot", None, None, 1, ("numbness",))


def test_readings_outside_the_period_do_not_count() -> None:
    report = made(entry(40, {BACK: 9}), entry(2, {BACK: 3}), since=ago(10), until=ago(1))
    (row,) = report.sites
    assert (row.highest, row.days, report.completeness.days) == (3, 1, 10)


def test_a_period_that_is_over_is_seen_as_of_its_end() -> None:
    report = made(*(entry(n, {BACK: 2 + 5 * (n < 5)}, hour=9) for n in range(20)), until=ago(10))
    assert [row.latest for row in report.sites] == [2]
    assert report.flags == ()
    assert report.review.as_of.date() == ago(10)
    assert report.made == NOW


def test_questions_are_those_that_were_in_no_report_before(report: Report) -> None:
    # Those asked since the rise that is still on began come first.
    assert [(question.asked.day, question.text) for question in report.questions] == [
        (31, "Is cycling all right?"), (30, "Should I go on with the new stretches?")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "visit", "there"), [(9, 8, False), (9, 0, True), (7, 8, True), (9, -2, True), (8, 8, True)]
)
def test_a_question_is_open_until_an_appointment_of_an_earlier_day_came_after_it(
    asked: int, visit: int, there: bool
) -> None:
    report = made(Question(id="q", at=moment(asked), note="May I?"), Visit(id="v", at=moment(visit, 10)))
    assert [question.text for question in report.questions] == (["May I?"] if there else [])


def test_flags_that_cleared_are_ordered_by_what_they_asked_for() -> None:
    numb = Entry(id="n", at=moment(50), readings=(Reading("foot", "left", symptoms=("numbness",)),))
    swollen = Entry(id="s", at=moment(40), readings=(Reading("knee", "left", 2, symptoms=("swelling",)),))
    rows = made(numb, swollen, entry(0, {BACK: 2}), since=ago(89)).flags
    assert [(row.rule, row.open) for row in rows] == [("neurological", False), ("swelling", False)]


def test_a_diary_that_began_within_the_period_is_counted_from_its_first_day() -> None:
    young = made(entry(4, {BACK: 3}), entry(0, {BACK: 3}, hour=9)).completeness
    assert (young.days, young.logged, young.begun) == (5, 2, ago(4))
    old = made(entry(40, {BACK: 3}), entry(0, {BACK: 3}, hour=9)).completeness
    assert (old.days, old.logged, old.begun) == (28, 1, None)


def test_a_question_that_went_into_this_very_report_is_still_in_it() -> None:
    report = made(
        Question(id="a", at=moment(2), note="Now?", reported=NOW),
        Question(id="b", at=moment(2), note="Before?", reported=NOW - timedelta(seconds=1)),
        Question(id="c", at=moment(-1), note="Later?"),
    )
    assert [question.text for question in report.questions] == ["Now?"]


def test_flags_have_tier_time_readings_and_the_level_they_stand_against(report: Report) -> None:
    flag = report.flags[0]
    assert (flag.rule, flag.tier, flag.place, flag.open) == ("not-improving-48h", Tier.REPORT, BACK, True)
    assert flag.since == NOW.replace(minute=0)
    assert flag.evidence == report.review.cards[0].evidence
    assert (flag.against, flag.told, flag.acknowledged) == (2, None, False)


def flared(told: str = "", **choices: object) -> Report:
    """A back that stood high for four days, two weeks ago, and eased; `told` is the note of having told it."""
    levels = {day: 5 if 12 <= day <= 15 else 2 for day in range(25, 0, -1)}
    records: list[Record] = [entry(day, {BACK: level}) for day, level in levels.items()]
    records.append(session(16, hour=21))
    if told:
        rule, (site, side) = "not-improving-48h", BACK
        records.append(Ack(id="a", at=moment(13, 22), rule=rule, site=site, side=side, tier="report", note=told))
    return made(*records, **choices)


def test_a_flag_that_has_cleared_is_kept_with_when_it_was_raised() -> None:
    flag = next(flag for flag in flared().flags if flag.rule == "not-improving-48h")
    assert not flag.open
    assert (flag.since, flag.until) == (moment(14, 21).local, moment(12).local)


def test_telling_is_shown_with_its_day_and_its_note_only_where_notes_are_wanted() -> None:
    for notes, shown in ((True, "rest a day"), (False, "")):
        report = flared("rest a day", notes=notes)
        flag = next(flag for flag in report.flags if flag.rule == "not-improving-48h")
        assert (flag.told, flag.told_note, flag.acknowledged) == (ago(13), shown, True)


def test_red_flags_of_earlier_weeks_are_not_forgotten() -> None:
    numb = Entry(id="n", at=moment(50), readings=(Reading("foot", "left", symptoms=("numbness",)),))
    (flag,) = made(numb, entry(1, {BACK: 2}), since=ago(89)).flags
    assert (flag.rule, flag.open, flag.until) == ("neurological", False, moment(50).local)


def test_expected_soreness_is_no_flag() -> None:
    report = made(*(entry(n, {BACK: 2}) for n in range(9, 1, -1)), session(1, hour=10), entry(0, {BACK: 4}))
    assert [finding.rule for finding in report.review.raised] == ["expected-soreness"]
    assert report.flags == ()


def test_ratings_motion_and_self_care(report: Report) -> None:
    interference, fatigue = report.ratings
    assert (interference.name, interference.middle, interference.worst, interference.days) == ("interference", 2, 6, 10)
    assert (interference.latest, interference.latest_day) == (6, TODAY)
    assert (fatigue.name, fatigue.worst) == ("fatigue", 2)
    (motion,) = report.motions
    # What was measured last before the visit is what it is compared with.
    assert (motion.name, motion.first, motion.latest, motion.count) == ("left knee flexion", 110, 125, 2)
    assert (motion.first_day, motion.last_day) == (ago(40), ago(4))
    care = {row.name: (row.days, row.relief, row.rated) for row in report.cares}
    assert care["ibuprofen"] == (3, 3.5, 2)
    assert care["heat"] == (3, None, 0)


def test_care_is_counted_by_days_and_named_with_what_was_used() -> None:
    cares = [Care(id=str(hour), at=moment(1, hour), activity="heat", name="cushion", relief=4) for hour in (8, 20)]
    (row,) = made(*cares).cares
    assert (row.name, row.days, row.times, row.relief) == ("heat (cushion)", 1, 2, 4)


def test_episodes_say_what_they_followed_and_how_they_went_on() -> None:
    (row,) = flared().episodes
    assert (row.name, row.after, row.base, row.peak, row.ended, row.not_eased) == (
        "lower back", "physio", 2, 5, "resolved", True
    )  # fmt: skip


def test_the_log_has_everything_in_time_order_with_what_was_late(report: Report) -> None:
    times = [row.at for row in report.log]
    assert times == sorted(times)
    said = {row.what for row in report.log}
    assert "session: gym, 60 min, effort 6: deadlift (new)" in said
    assert "motion: left knee flexion 125 degrees" in said
    assert "self-care: medication ibuprofen 400 mg, relief 3" in said
    assert "visit: Ms Weber" in said
    assert [row.at.date() for row in report.log if row.late] == [ago(9)]


def test_a_log_of_years_keeps_the_newest_lines_and_says_how_many_are_missing() -> None:
    report = report_model(review_of(long_diary(1_500), NOW), since=ago(400))
    assert (len(report.log), report.log_left_out) == (MOST_LOG_LINES, 550)
    assert report.log[-1].at.date() == TODAY


def test_notes_can_be_left_out_everywhere() -> None:
    secret = "SECRET"
    records: list[Record] = [
        entry(1, {BACK: 3}, note=secret),
        session(1, note=secret),
        Motion(id="m", at=moment(1), movement="flexion", value=3, note=secret),
        Care(id="c", at=moment(1), activity="ice", note=secret),
    ]
    assert all(row.note == secret for row in made(*records).log)
    assert not any(row.note for row in made(*records, notes=False).log)


def test_name_and_birth_are_only_there_where_given(report: Report) -> None:
    assert (report.name, report.born) == ("Kim Sample", "1 May 1980")
    assert (made().name, made(settings=Settings(born="1980")).born) == ("", "1980")


def test_sections_keep_their_order_whatever_order_is_asked_for() -> None:
    assert made(sections=["log", "summary"]).sections == ("summary", "log")
    assert made().sections == tuple(SECTIONS)


def test_thirty_sites_are_all_there_flagged_ones_first() -> None:
    report = report_model(review_of(many_sites(30), NOW))
    assert len(report.sites) == 30
    flagged = {flag.place for flag in report.flags if flag.open}
    assert {row.place for row in report.sites[: len(flagged)]} == flagged


@pytest.mark.parametrize("diary", [Diary(), Diary.of([entry(300, {KNEE: 5})])])
def test_an_empty_time_is_a_report_without_sites(diary: Diary) -> None:
    report = report_model(review_of(diary, NOW))
    assert (report.sites, report.flags, report.episodes, report.log) == ((), (), (), ())
    assert report.completeness.logged == 0


def test_the_sample_is_what_the_tests_think_it_is() -> None:
    assert datetime(2026, 11, 2, 20, 14, tzinfo=NOW.tzinfo) == NOW
    assert len(sample().entries) > 100


def test_entries_from_another_app_are_counted_where_the_report_says_how_far_it_can_be_trusted() -> None:
    entries = [entry(3, {BACK: 3}), entry(2, {BACK: 4}, source="Bearable"), entry(1, {BACK: 5}, source="Bearable")]
    assert ", 2 entries converted from Bearable" in to_markdown(made(*entries))
