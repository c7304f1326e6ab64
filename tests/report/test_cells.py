"""Cells, alternative texts and short names: what stands in them where the plain case does not hold."""

from __future__ import annotations

import pytest

from diary.domain.records import Care, Diary, Entry, Exercise, Motion, Reading, Record
from diary.report import Report, report_model, to_markdown
from diary.report.blocks import Beside, Items, Picture, Sheet, Table
from diary.report.document import sheet_of
from diary.report.tables import daily_items
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, KNEE, NOW, entry, moment, session


def sheet(*records: Record) -> Sheet:
    return sheet_of(report_model(review_of(Diary.of(records), NOW)))


def table(made: Sheet, name: str) -> Table:
    return next(b for b in (*made.first, *made.behind) if isinstance(b, Table) and b.name == name)


def answered(*mornings: int) -> list[Record]:
    """Two sessions that the back answered; after these days ago the morning was logged as well."""
    records: list[Record] = [entry(day, {BACK: 2}) for day in (12, 11, 10, 5, 4)]
    records += [session(10, hour=21), entry(9, {BACK: 4}), session(4, hour=21), entry(3, {BACK: 4})]
    return records + [entry(day, {BACK: 5}, hour=8) for day in mornings]


def test_after_exercise_has_each_session_as_a_run_and_too_little_time_without_one_is_no_row() -> None:
    assert [row[1:] for row in table(sheet(*answered()), "After exercise").rows] == [
        ("2", "2 → 4 → 4; 2 → 4 → 4", "settled 1 of 2 times"),
    ]


def test_the_change_stands_beside_the_one_that_counts() -> None:
    levels = {BACK: {day: 2 if day > 6 else 6 for day in range(14)}, KNEE: {day: 7 - (day < 4) for day in range(14)}}
    made = sheet(*(entry(day, {place: found[day] for place, found in levels.items()}) for day in range(14)))
    beside = next(block for block in made.first if isinstance(block, Beside))
    assert [row[5] for row in beside.table.rows] == [
        "2 → 6 (+4)\n▲ clearly worse", "7 → 6.4 (−0.6)\nno clear change"
    ]  # fmt: skip
    assert beside.small.text.startswith("Body: the latest levels")


def test_where_it_hurt_counts_the_days_with_pain_of_those_that_were_logged() -> None:
    made = sheet(*(entry(day, {BACK: 2 if day < 6 else 0, KNEE: 1}) for day in range(8)), entry(8, {BACK: 9}))
    beside = [block for block in made.behind if isinstance(block, Beside)]
    assert [block.table.rows for block in beside] == [
        (("Left knee", "8", "89\u00a0%", "1"), ("Lower back", "7", "78\u00a0%", "9"))
    ]


def test_other_levels_of_a_site_and_what_was_done_of_an_exercise_are_in_the_report() -> None:
    more = Reading("knee", "left", 6, ("dull",), (), False, 3, 6, 8, 2, "intermittent")
    exercises = (Exercise("squat", sets=3, reps=10, load="20", unit="kg"), Exercise("plank", done="skipped"))
    rated = Entry(id="m", at=moment(2), source="Bearable", readings=(more,))
    made = sheet(entry(3, {KNEE: 3}), rated, entry(1, {KNEE: 3}), session(1, "home", exercises=exercises))
    beside = next(block for block in made.first if isinstance(block, Beside))
    assert [row[-1] for row in beside.table.rows] == [
        "dull, intermittent\nat rest 3, on movement 6, worst of the day 8, best of the day 2: 31 Oct"
    ]
    log = "\n".join(str(row) for row in table(made, "Log").rows)
    assert "left knee 6, dull, at rest 3, on movement 6, worst 8, best 2, intermittent; from Bearable" in log
    assert "written late" in log
    assert "squat 3x10 @20 kg, plank skipped" in log


def test_pictures_say_of_their_own_days_what_is_flagged_in_them(report: Report) -> None:
    flagged = sheet_of(report)
    assert "findings" in next(b.alt for b in flagged.first if isinstance(b, Picture))
    records = [entry(day, {BACK: 5 if day in (35, 36) else 2, KNEE: 3}) for day in range(40)]
    calm = sheet(*records, entry(0, {BACK: 2}))
    assert not any("findings" in b.alt for b in calm.first if isinstance(b, Picture))


def test_an_alternative_text_names_the_warning_signs() -> None:
    records = [entry(day, {BACK: 2}) for day in range(20, 0, -1)]
    made = sheet(*records, entry(0, {BACK: 9}))
    assert "warning signs: severe" in next(b.alt for b in made.first if isinstance(b, Picture))


def test_a_single_entry_is_not_said_to_have_stayed_open_for_hours() -> None:
    assert table(sheet(entry(0, {BACK: 5})), "Episodes").rows[0][-1] == "one entry so far"


def test_long_names_are_cut_on_the_first_page_and_whole_in_the_log() -> None:
    long = "a name that nobody would write " * 9
    care = Care(id="c", at=moment(1), activity="medication", name=long, relief=4)
    motion = Motion(id="m", at=moment(1), movement=long, value=90)
    made = sheet(*answered(), care, motion, session(4, hour=21, activity=long, id="s", exercises=(Exercise(long),)))
    said = [cell for row in table(made, "After exercise").rows for cell in row]
    items = [item for block in made.first if isinstance(block, Items) for item in block.items]
    said += [item.text for item in items]
    assert max(map(len, said)) < 140
    assert any("…" in text for text in said)
    assert sum(long.strip() in " ".join(row) for row in table(made, "Log").rows) == 3


def test_the_number_of_a_question_has_no_mark_before_its_dot(markdown: str, report: Report) -> None:
    assert "- **1.** Is cycling all right? (31 Oct)" in markdown
    assert to_markdown(report) == markdown


@pytest.mark.parametrize(
    ("first", "last", "unit", "said"),
    [
        (118, 121, "deg", "less than the error of measurement, 10"),
        (110, 125, "deg", "more movement, a real change, beyond the error of measurement, 10"),
        (110, 95, "deg", "less movement, a real change, beyond the error of measurement, 10"),
        (20, 5, "deg-short", "more movement, a real change, beyond the error of measurement, 10"),
        (10, 6, "cm", "less than the error of measurement, 5"),
        (4, 6, "self", "more movement, a real change, beyond the error of measurement, 2"),
    ],
)
def test_a_motion_is_judged_against_the_error_of_measurement(first: int, last: int, unit: str, said: str) -> None:
    motions: list[Record] = [
        Motion(id=f"m{ago}", at=moment(ago), movement="flexion", value=value, unit=unit)
        for ago, value in ((20, float(first)), (1, float(last)))
    ]
    report = report_model(review_of(Diary.of(motions), NOW))
    (text,) = [item.text for item in daily_items(report) if item.lead == "Range of motion"]
    assert text.endswith(f"; {said})")
    alone = report_model(review_of(Diary.of(motions[1:]), NOW))
    assert all("error of" not in item.text for item in daily_items(alone))
