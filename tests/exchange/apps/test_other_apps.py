"""Apps without a reader of their own, in the shapes they write: what is proposed, and what comes in by the answers."""

from __future__ import annotations

from pathlib import Path

from diary.errors import ErrorHint
from tests.exchange.apps import Answers, lines_of, read

VISIBLE = """observation_date,tracker_name,tracker_category,observation_value
2024-05-22,Joint pain,Pain,3\x20
2024-05-22,Headache,Brain,0
2024-05-23,Headache ,Brain,2\x20
2024-05-23,Note,Note,"walked, too far"
"""
NOMIE_MATRIX = """date,headache,back_pain,ibuprofen,physio
2020-09-13,4,0,400,0
2020-09-14,0,6,0,1
2020-09-15,0,0,0,0
"""
NOMIE = """epoch,start,end,offset,note,tracker,value
1600000000000,2020-09-13T12:26:40.000Z,2020-09-13T12:26:40.000Z,120,"#headache(4) after work",headache,4
"""
FLAREDOWN = """user_id,age,sex,country,checkin_date,trackable_id,trackable_type,trackable_name,trackable_value
Q==,30,male,US,2015-11-26,1069,Condition,Colitis,0
Q==,30,male,US,2015-11-26,23,Symptom,Lower back pain,4
Q==,30,male,US,2015-11-26,24,Treatment,Ibuprofen,2 x 400 mg
Q==,30,male,US,2015-11-27,27,Weather,humidity,80.0
"""
SECUSO = """\
"Date","Conditions","Pain Level (0-10)","Body Regions","Pain nature","Times of pain","Drug Intakes","Comment"
"3/2/26","fine","6","[KNEE_LEFT, LOWER_LEG_LEFT_BACK]","[STABBING]","[MORNING]","","stairs"
"3/14/26","","0","[]","[]","[]","",""
"3/15/26","","4","[CHEST_LEFT_BACK, ABDOMEN_RIGHT_BACK]","[BURNING, DULL]","[ALL_DAY]","",""
"""
LOOP = """Date,Stretching,Knee exercises,
2023-05-01,2,0,
2023-05-02,-1,2,
2023-05-03,3,1,
"""


def test_visible_is_known_by_its_columns_and_its_levels_wait_for_an_answer(tmp_path: Path) -> None:
    found = read(tmp_path, VISIBLE)
    assert not any(keys[0] == "columns" for keys in found.open)
    assert lines_of(found.records) == []
    answers: Answers = {
        ("names", "Pain", "Joint pain"): "ignore",
        ("names", "Note", "Note"): "note",
        ("levels", "observation_value: Brain"): "empty",
        ("levels", "observation_value: Pain"): "empty",
    }
    found = read(tmp_path, VISIBLE, answers)
    # 0 to 3 is no level 0-10; the number stays in the note as it was written.
    assert lines_of(found.records) == [
        "2024-05-22; center head - | Headache: 0",
        "2024-05-23; center head - | Headache: 2",
        "2024-05-23 | Note: walked, too far",
    ]


def test_the_zeros_of_a_table_are_neither_levels_nor_doses_nor_sessions(tmp_path: Path) -> None:
    answers: Answers = {
        ("columns", "ibuprofen"): "own",
        ("columns", "physio"): "own",
        ("names", "Columns", "ibuprofen"): "medicine",
        ("names", "Columns", "physio"): "session",
        ("names", "Columns", "back_pain"): "lower back",
        ("levels", "headache"): "1-10",
        ("levels", "back_pain"): "1-10",
    }
    found = read(tmp_path, NOMIE_MATRIX, answers)
    assert lines_of(found.records) == [
        "2020-09-13; center head 4",
        "2020-09-13; activity medication; name ibuprofen; dose 400",
        "2020-09-14; center lower back 6",
        "2020-09-14; activity physio | 1",
    ]
    assert found.fates[-1] == "line 4: left out: it says that it was not there"


def test_the_lines_of_nomie_leave_out_what_says_nothing(tmp_path: Path) -> None:
    answers: Answers = {("columns", "end"): "ignore", ("columns", "offset"): "offset", ("levels", "value"): "0-10"}
    found = read(tmp_path, NOMIE, answers)
    assert ("columns", "epoch") not in found.open
    assert lines_of(found.records) == ["2020-09-13T14:26:40+02:00; center head 4 | #headache(4) after work"]


def test_the_public_set_of_flaredown_asks_nothing_about_the_person(tmp_path: Path) -> None:
    found = read(tmp_path, FLAREDOWN, {("levels", "trackable_value: Symptom"): "empty"})
    assert not any(keys[0] == "columns" for keys in found.open)
    assert lines_of(found.records) == [
        "2015-11-26; center lower back - | Lower back pain: 4",
        "2015-11-26; activity medication; name Ibuprofen; dose 2 x 400 mg",
    ]


def test_the_words_of_a_column_of_feelings_are_said_of_the_places_of_its_row(tmp_path: Path) -> None:
    answers: Answers = {
        ("columns", "Conditions"): "ignore",
        ("columns", "Times of pain"): "ignore",
        ("names", "Body Regions", "LOWER_LEG_LEFT_BACK"): "left calf",
        ("names", "Columns", "Pain Level (0-10)"): "ignore",
    }
    found = read(tmp_path, SECUSO, answers)
    assert lines_of(found.records) == [
        "2026-03-02; left knee 6 sharp; left calf 6 sharp | stairs",
        "2026-03-15; left upper back 4 dull burning; right lower back 4 dull burning",
    ]


def test_a_habit_that_was_not_done_is_no_session(tmp_path: Path) -> None:
    answers: Answers = {
        ("columns", "Stretching"): "own",
        ("columns", "Knee exercises"): "own",
        ("names", "Columns", "Stretching"): "session",
        ("names", "Columns", "Knee exercises"): "session",
    }

    def edit(text: str) -> str:  # 3 is a day that was skipped
        return text.replace('Stretching = "?"', 'Stretching = {"3" = "ignore"}')

    found = read(tmp_path, LOOP, answers, edit=edit)
    assert lines_of(found.records) == [
        "2023-05-01; activity Stretching | 2",
        "2023-05-02; activity Knee exercises | 2",
        "2023-05-03; activity Knee exercises | 1",
    ]


def test_a_column_without_an_answer_says_where_to_give_it(tmp_path: Path) -> None:
    assert read(tmp_path, LOOP).plan.rows[0].hint == ErrorHint("map")
