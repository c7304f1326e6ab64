"""The words of the report: short sentences from the facts, never a diagnosis, never more than they show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from diary.analysis.rules.registry import RULE_OF
from diary.domain.records import Care, Diary, Entry, Question, Record, Usual
from diary.domain.thresholds import REASONED
from diary.report import Report, report_model
from diary.report.blocks import Beside, Heading, Items, Para, Picture, Sheet, Table, cleaned
from diary.report.document import sheet_of
from diary.report.further_pages import MOST_FLAGS
from diary.review.rule_book import explained
from diary.review.snapshot import review_of
from diary.settings import Settings
from tests.charts.diaries import BACK, KNEE, NOW, entry, many_sites, moment


def sheet(*records: Record, **choices: object) -> Sheet:
    return sheet_of(report_model(review_of(Diary.of(records), NOW), **choices))  # type: ignore[arg-type]


def headings(made: Sheet) -> list[str]:
    return [block.text for block in (*made.first, *made.behind) if isinstance(block, Heading) and block.level == 2]


def in_short(made: Sheet) -> dict[str, str]:
    return lines_of(made, "In short")


def lines_of(made: Sheet, heading: str) -> dict[str, str]:
    at = next(n for n, block in enumerate(made.first) if isinstance(block, Heading) and block.text == heading)
    items = made.first[at + 1]
    assert isinstance(items, Items)
    return {item.lead: item.text for item in items.items}


def texts(made: Sheet) -> list[str]:
    """Every text of a sheet."""
    found: list[str] = []
    cleaned(made, lambda text: found.append(text) or text)  # type: ignore[func-returns-value]
    return found


def test_the_first_page_has_its_parts_in_the_agreed_order(report: Report) -> None:
    made = sheet_of(report)
    first = [block.text for block in made.first if isinstance(block, Heading)]
    assert first == [
        "Red flags", "In short", "My questions", "Sites", "Course", "Other findings", "After exercise",
        "What was used", "Every day",
    ]  # fmt: skip
    assert headings(made)[len(first) :] == [
        "Where it hurt in this time", "After exercise, in full", "Range of motion",
        "Findings in detail", "Episodes", "Log", "How the rules work",
    ]  # fmt: skip


def test_in_short_says_what_changed_what_was_flagged_and_what_helped(report: Report) -> None:
    said = in_short(sheet_of(report))
    assert said["Change"] == (
        "Lower back: the mean of a week, 1.9 → 3.2, does not show it. No clear change at left knee."
    )
    assert said["Findings"] == "Lower back has not eased 52 hours after the session and is getting worse."
    # Two ratings are too few to name a remedy, and what the table of sessions says is not told twice.
    assert "Helps" not in said
    assert "Exercise" not in said
    table = next(
        block for block in sheet_of(report).first if isinstance(block, Table) and block.name == "After exercise"
    )
    assert table.rows[0][:3] == ("Gym\nlower back", "1", "2 → 5 → 5")
    assert any("Too few to compare." in text for text in texts(sheet_of(report)))


def test_a_remedy_is_named_from_three_ratings_on_with_their_range() -> None:
    cares = [
        Care(id=f"c{ago}", at=moment(ago), activity="heat", relief=relief) for ago, relief in ((3, 3), (2, 5), (1, 6))
    ]
    levels = [entry(ago, {BACK: 3}) for ago in range(9)]
    assert "Helps" not in in_short(sheet(*levels, *cares[:2]))
    said = in_short(sheet(*levels, *cares))
    assert said["Helps"] == "Heat brought relief 5 of 10 in the median, 3 to 6 (rated 3 times)."


def test_who_period_and_trust(report: Report) -> None:
    made = sheet_of(report)
    assert made.who == "Kim Sample, born 1 May 1980"
    assert made.period == (
        "12 Oct – 2 Nov 2026, since the last visit on 12 Oct (Ms Weber); physio 15, 22 and 29 Oct; "
        "next visit Tue 3 Nov 10:00 (Ms Weber)"
    )
    counts = made.trust.splitlines()[0]
    assert counts == "Self-reported: 19 of 22 days logged, 1 entry written more than a day later; last entry 2 Nov"
    assert made.foot.startswith("Self-reported. No diagnosis.")


def test_a_day_filled_in_the_next_morning_is_not_said_to_be_written_on_the_day() -> None:
    filled_in = entry(1, {BACK: 3}, recorded=moment(0, 8).instant)
    assert ", none written more than a day later;" in sheet(filled_in).trust


def test_better_is_said_as_well_as_worse() -> None:
    levels = dict.fromkeys(range(34, 20, -1), 6) | dict.fromkeys(range(20, -1, -1), 2)
    said = in_short(sheet(*(entry(day, {BACK: level}) for day, level in levels.items())))
    assert said["Change"] == "Lower back is clearly better, the mean of a week from 6 → 2 (−4)."


def test_nothing_logged_is_said_and_the_empty_parts_are_left_out() -> None:
    made = sheet()
    assert in_short(made) == {"No entries": "Nothing was logged in this time."}
    assert headings(made) == ["Red flags", "In short"]


def test_too_few_days_are_said() -> None:
    assert in_short(sheet(entry(1, {BACK: 5})))["Change"].startswith("Cannot tell yet")


def test_only_the_sections_asked_for_are_there() -> None:
    made = sheet(entry(1, {BACK: 5}), sections=["sites", "log"])
    assert headings(made) == ["Sites", "Log"]


def test_a_question_that_is_cut_stands_whole_behind_the_first_page() -> None:
    long = "Is it all right to go on? " * 12
    made = sheet(Question(id="q", at=moment(1), note=long))
    assert "All questions" in headings(made)
    assert long.strip() in " ".join(texts(made))
    assert "All questions" not in headings(sheet(Question(id="q", at=moment(1), note="Short?")))


def test_a_call_for_help_is_told_to_a_clinician_as_what_was_noted() -> None:
    made = sheet(Entry(id="e", at=moment(1), symptoms=("saddle-numbness",)), entry(0, {BACK: 2}))
    assert lines_of(made, "Red flags")["In this time:"] == (
        "Sign of an emergency: numbness between the legs, 1 Nov, 1 entry; advice: call the emergency number; "
        "not noted as told."
    )


def test_very_many_flags_are_told_in_detail_up_to_a_number_and_in_a_line_beyond() -> None:
    report = report_model(review_of(many_sites(30), NOW))
    made = sheet_of(report)
    titles = [block.text for block in made.behind if isinstance(block, Heading) and block.level == 3]
    more = [block for block in made.behind if isinstance(block, Table) and block.name == "Findings"]
    assert len(report.flags) > MOST_FLAGS
    assert "More findings" in titles
    assert [len(table.rows) for table in more] == [len(report.flags) - MOST_FLAGS]


def test_each_episode_has_its_heading_over_its_chart(report: Report) -> None:
    behind = sheet_of(report).behind
    charts = [n for n, block in enumerate(behind) if isinstance(block, Picture) and block.alt.startswith("Episode at")]
    assert charts
    for n in charts:
        above = behind[n - 1]
        assert isinstance(above, Heading)
        assert ", raised since " in above.text


def test_five_questions_are_on_the_first_page_and_all_behind_it() -> None:
    made = sheet(*(Question(id=str(n), at=moment(9 - n), note=f"Question {n}? " + "x" * 300) for n in range(7)))
    shown = lines_of(made, "My questions")
    assert list(shown) == ["1.", "2.", "3.", "4.", "5."]
    assert all(len(text) <= 160 for text in shown.values())
    assert all(text.endswith(f" ({24 + n} Oct)") for n, text in enumerate(shown.values()))
    assert any(isinstance(block, Para) and block.text == "2 more questions on a further page." for block in made.first)
    assert "All questions" in headings(made)


def test_six_sites_are_on_the_first_page_and_the_rest_behind_it() -> None:
    made = sheet_of(report_model(review_of(many_sites(30), NOW)))
    beside = next(block for block in made.first if isinstance(block, Beside))
    assert len(beside.table.rows) == 6
    assert "24 more sites on a further page." in beside.small.text
    more = next(block for block in made.behind if isinstance(block, Table) and block.name == "Sites")
    assert len(more.rows) == 24


def test_each_row_has_a_cell_for_each_head(report: Report) -> None:
    made = sheet_of(report)
    tables = [block for block in (*made.first, *made.behind) if isinstance(block, Table)]
    tables += [block.table for block in made.first if isinstance(block, Beside)]
    assert len(tables) >= 6
    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.head)}
        assert len(table.head) == len(table.shares) == len(table.numbers)


def test_each_picture_has_words_that_tell_the_same(report: Report) -> None:
    made = sheet_of(report)
    pictures = [block for block in (*made.first, *made.behind) if isinstance(block, Picture)]
    assert {picture.chart for picture in pictures} == {"trend", "motion"}
    trend = pictures[0].alt
    assert (
        "Lower back: from 2 to 6, lowest 1, highest 6, 24 readings; findings: not eased after 48 h and above" in trend
    )
    assert "19 readings. Right shoulder" in trend
    beside = next(block for block in made.first if isinstance(block, Beside))
    assert beside.picture.alt.endswith("lower back 6, left knee 4, right shoulder 1.")


def test_times_of_day_are_shown_where_at_least_half_of_the_days_have_the_same_parts() -> None:
    def told(evenings_alone: int) -> list[str]:
        both = [entry(ago, {BACK: level}, hour) for ago in range(6) for hour, level in ((8.0, 5), (20.0, 3))]
        made = sheet(*both, *(entry(ago, {BACK: 2}, 20.0) for ago in range(6, 6 + evenings_alone)))
        return [b.alt for b in made.behind if isinstance(b, Picture) and b.chart == "time-of-day"]

    assert told(6) == [
        "Median pain levels by time of day, in hours. Lower back (on 6 of 12 days with a level): "
        "5–11 5 (6 days), 19–24 3 (6 days)."
    ]
    assert told(7) == []


def test_the_level_of_an_earlier_day_has_its_date(report: Report) -> None:
    beside = next(block for block in sheet_of(report).first if isinstance(block, Beside))
    assert [row[2] for row in beside.table.rows] == ["6", "4", "1\n29 Oct"]


def test_flags_say_whether_they_were_told(report: Report) -> None:
    table = next(block for block in sheet_of(report).first if isinstance(block, Table) and block.name == "Findings")
    assert table.rows[0] == (
        "Tell the therapist", "Lower back has not eased 52 hours after the session and is getting worse",
        "31 Oct – 2 Nov",
        "2 → … → 5 → 5 → 6, against\u00a02", "–",
    )  # fmt: skip


def test_every_rule_is_explained_with_its_sources() -> None:
    rows = list(explained(REASONED))
    assert [rule for rule, _, _ in rows] == list(RULE_OF)
    assert all(how and sources for _, how, sources in rows)


def test_the_rules_are_explained_with_the_cut_points_in_force() -> None:
    moved = Settings(interference_once=8, interference_twice=6, fatigue_from=3, motion_degrees=15, motion_rating=1)
    made = sheet_of(report_model(review_of(Diary.of([entry(1, {BACK: 5})]), NOW, moved), sections=["rules"]))
    said = " ".join(texts(made))
    for words in (
        "at 8 or more once, or at 6 or more on 2 of 3 days",
        "rated 3 or more, on 3 days",
        "lost 15 degrees (5 cm, 1 on a self-rating)",
    ):
        assert words in said
    assert "at 7 or more once, or at 5 or more" in {rule: how for rule, how, _ in explained(REASONED)}["interference"]


def test_where_only_a_day_is_known_no_exact_hour_is_printed() -> None:
    days = {4: 2, 3: 6, 2: 6, 1: 6}
    made = sheet(
        *(entry(ago, {BACK: level}, at=replace(moment(ago, 12), date_only=True)) for ago, level in days.items()),
        Usual(id="u", at=moment(9), site="lower back", side="center", level=2),
    )
    said = " ".join([*texts(made), *headings(made)])
    assert "Lower back, raised since Fri 30 Oct about noon" in said
    assert "Fri 30 Oct about noon 6" in said
    assert "12:00" not in said


@pytest.mark.parametrize("word", ["safe", "normal", "healthy", "diagnosed", "harmless", "dangerous"])
def test_it_never_says_what_only_an_examination_can(report: Report, word: str) -> None:
    assert not any(word in text.lower() for text in texts(sheet_of(report)))


def test_a_site_that_was_never_rated_in_the_week_before_has_no_verdict() -> None:
    made = sheet(*(entry(day, {KNEE: 3}) for day in (2, 1)), since=(NOW - timedelta(days=20)).date())
    beside = next(block for block in made.first if isinstance(block, Beside))
    assert beside.table.rows[0][5] == "cannot tell yet: too few days"


def test_a_diary_with_nothing_in_the_period_says_nothing_of_what_was_written_late() -> None:
    assert sheet().trust.endswith("0 of 28 days logged")


def test_readings_of_another_year_say_so(report: Report) -> None:
    flag = next(flag for flag in report.flags if flag.evidence)
    long_ago = replace(flag.evidence[0], time=flag.evidence[0].time.replace(year=NOW.year - 2))
    said = texts(sheet_of(replace(report, flags=(replace(flag, evidence=(long_ago, *flag.evidence[1:])),))))
    (readings,) = [text for text in said if " · " in text and str(NOW.year - 2) in text]
    assert readings.count(str(NOW.year)) == 0


def test_a_level_before_that_is_not_known_is_not_given_as_0(report: Report) -> None:
    unknown = replace(report, episodes=(replace(report.episodes[0], base=0, provisional=True),))
    pictures = [block.alt for block in sheet_of(unknown).behind if isinstance(block, Picture)]
    (alt,) = [words for words in pictures if words.startswith("Episode")]
    assert "the level before not known" in alt
    assert "0 before" not in alt
