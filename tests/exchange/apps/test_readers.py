"""The exports of other apps, each in its shape, old ones too: what is in them comes in, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from diary.exchange.apps.recognise import foreign_file
from tests.exchange.apps import Answers, lines_of, read

BEARABLE = """date,weekday,time of day,category,rating/amount,detail,notes
"2nd Mar 2024","Saturday","pm","Symptom","2","Back (lower) pain (Moderate)",""
"2nd Mar 2024","Saturday","pre","Symptom","4","Back (lower) pain (Unbearable)",""
"1st Mar 2024","Friday","mid","Symptom","3","Knee pain (Severe)","after stairs,
two flights"
"1st Mar 2024","Friday","7:04","Meds/Supplements","600","Ibuprofen (mg)",""
"1st Mar 2024","Friday","","Symptom","1","Anxiety (Mild)",""
"1st Mar 2024","Friday","10:00","Mood","6","Meh | Anxious","a good day"
"1st Mar 2024","Friday","all day","Factors","","Walk | Work",""
"""


def test_bearable_keeps_its_grades_as_words(tmp_path: Path) -> None:
    found = read(tmp_path, BEARABLE, {("names", "Symptom", "Knee pain"): "left knee"})
    assert found.app == "Bearable"
    assert found.open == [("names", "Symptom", "Anxiety")]
    assert lines_of(found.records) == [
        "about 2024-03-02T21:00:00+01:00; center lower back - | Back (lower) pain: Moderate",
        "about 2024-03-02T03:00:00+01:00; center lower back - | Back (lower) pain: Unbearable",
        "about 2024-03-01T15:00:00+01:00; left knee - | after stairs,\ntwo flights\nKnee pain: Severe",
        "2024-03-01T07:04:00+01:00; activity medication; name Ibuprofen; dose 600 mg",
    ]
    assert all(record.source == "Bearable" and record.late for record in found.records)
    assert found.fates[4:] == [
        "line 7: refused: the map has no answer for “Anxiety”",
        "line 8: left out: the map leaves out all that it says",
        "line 9: left out: the map leaves out all that it says",
    ]


def test_bearable_with_the_newer_header_gives_the_same_ids(tmp_path: Path) -> None:
    newer = BEARABLE.replace("date,weekday", "date,date formatted,weekday")
    newer = newer.replace('"2nd Mar 2024"', '"2nd Mar 2024","2024-03-02"').replace(
        '"1st Mar 2024"', '"1st Mar 2024","2024-03-01"'
    )
    old, new = read(tmp_path, BEARABLE), read(tmp_path, newer)
    assert [record.id for record in new.records] == [record.id for record in old.records] != []


def test_bearable_in_another_language_takes_the_date_that_is_formatted(tmp_path: Path) -> None:
    text = (
        "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
        '"2. März 2024","2024-03-02","Samstag","","Symptom","1","Neck pain (Leicht)",""\n'
    )
    assert lines_of(read(tmp_path, text).records) == ["2024-03-02; center neck - | Neck pain: Leicht"]


def test_words_get_the_levels_of_the_map_and_only_those(tmp_path: Path) -> None:
    answers: Answers = {("levels", "Symptom", "Moderate"): 5, ("levels", "Symptom", "Unbearable"): "ignore"}
    found = read(tmp_path, BEARABLE, {("names", "Symptom", "Anxiety"): "ignore", **answers})
    assert lines_of(found.records)[0] == "about 2024-03-02T21:00:00+01:00; center lower back 5"
    assert found.fates[1] == "line 3: left out: it says that it was not there"


DAYLIO = """\ufefffull_date,date,weekday,time,mood,activities,scales,note_title,note
2026-03-02,"2. März",Montag,6:50 pm,mäh,"work | physio","Knee pain:\u00a06/10 points | Energy:\u00a03","Long day","First<br>second &amp; third"
2026-03-01,"1. März",Sonntag,14:58,gut,"","Lower back: 3/10","",""
2026-02-28,"28. Februar",Samstag,12:04 AM,schlecht,"headache | rest","","",""
2026-02-27,"27. Februar",Freitag,8:00\u202fPM,gut,"","Lower back: 0/10","",""
"""  # noqa: E501


def test_daylio_takes_scales_and_no_mood(tmp_path: Path) -> None:
    names = ("names", "Scales", "Knee pain"), ("names", "Activities", "headache")
    found = read(tmp_path, DAYLIO, {names[0]: "right knee", names[1]: "ignore", ("names", "Scales", "Energy"): "note"})
    assert found.app == "Daylio"
    assert lines_of(found.records) == [
        "2026-03-02T18:50:00+01:00; right knee 6 | Long day\nFirst\nsecond & third\nEnergy: 3",
        "2026-03-01T14:58:00+01:00; center lower back 3",
        "2026-02-27T20:00:00+01:00; center lower back 0",
    ]
    assert found.fates[2] == "line 4: left out: the map leaves out all that it says"


def test_what_sounds_like_pain_is_asked_about_where_the_rest_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, DAYLIO)
    assert ("names", "Activities", "headache") in found.open
    assert 'perhaps "head"' in found.map


@pytest.mark.parametrize(
    "header",
    ["full_date,date,weekday,time,mood,activities,note", "full_date,date,weekday,time,mood,activities,note_title,note"],
)
def test_older_files_of_daylio_are_known_too(tmp_path: Path, header: str) -> None:
    cells = ["2019-02-17", "17. Februar", "Sonntag", "19:05", "Ok", '"Knee | Yoga"', *[""] * (header.count(",") - 5)]
    found = read(tmp_path, f"{header}\n{','.join(cells)}\n", {("names", "Activities", "Knee"): "left knee"})
    assert (found.app, lines_of(found.records)) == ("Daylio", ["2019-02-17T19:05:00+01:00; left knee -"])


def test_daylio_with_tabs_is_known_too(tmp_path: Path) -> None:
    found = read(tmp_path, DAYLIO.replace(",", "\t").replace("\t \t", ", "))
    assert found.app == "Daylio"


TRACK_AND_GRAPH = """FeatureName,Timestamp,Value,Label,Note
Left knee,2022-09-14T21:30:41.432+01:00,6.0,,"after ""the"" walk"
Left knee,2022-09-13T22:30:41Z,0.0,,
Left knee,2022-09-13T12:30:41Z,6.5,,
Physio,2022-09-12T21:30:41.432+01:00,1:10:00,,
Physio,2022-09-11T21:30:41.432+01:00,-1:-10:-30,,
Ibuprofen,2022-09-12T08:30:41.432+01:00,400.0,mg,
Neck,2022-09-12T08:30:41.432+01:00,3:Bad,,
"""
TRACKERS = {
    ("names", "Trackers", "Physio"): "session",
    ("names", "Trackers", "Ibuprofen"): "medicine",
    ("levels", "Left knee"): "0-10",
    ("levels", "Neck"): "empty",
}


def test_track_and_graph_by_the_names_of_its_trackers(tmp_path: Path) -> None:
    found = read(tmp_path, TRACK_AND_GRAPH, {**TRACKERS})
    assert found.app == "Track & Graph"
    assert lines_of(found.records) == [
        '2022-09-14T21:30:41.432000+01:00; left knee 6 | after "the" walk',
        "2022-09-14T00:30:41+02:00; left knee 0",
        "2022-09-13T14:30:41+02:00; left knee - | Left knee: 6.5",
        "2022-09-12T21:30:41.432000+01:00; activity Physio; minutes 70",
        "2022-09-11T21:30:41.432000+01:00; activity Physio | -1:-10:-30",
        "2022-09-12T08:30:41.432000+01:00; activity medication; name Ibuprofen; dose 400 | mg",
        "2022-09-12T08:30:41.432000+01:00; center neck - | Neck: 3\nBad",
    ]


def test_the_oldest_files_of_track_and_graph_have_neither_label_nor_note(tmp_path: Path) -> None:
    text = "FeatureName,Timestamp,Value\nNeck,2021-02-09T11:07:28Z,3:Bad: worse\n"
    found = read(tmp_path, text, {("levels", "Neck"): "0-10"})
    assert lines_of(found.records) == ["2021-02-09T12:07:28+01:00; center neck 3 | Bad: worse"]


def test_zeros_are_no_level_where_the_map_says_that_they_mean_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, TRACK_AND_GRAPH, {**TRACKERS, ("levels", "Left knee"): "1-10"})
    assert "line 3: left out: it says that it was not there" in found.fates


MIGRAINE_BUDDY = """"Date","Time Period","Description","Notes"
"11/21/24","Ongoing","Attack started 11/21/24 22:05","Still going,
later"

"#","Started","Lasted","Start UTC Offset (min)","End UTC Offset (min)","Geohash","Attack Types","Attack Location","Pain Level","Potential Triggers","Pain Positions","Helpful Medication","Unsure Medication","Notes"
"1","11/16/24 13:12","01h 00m","60","60","u0yjjd","Migraine","Home","9","Alcohol, Sleep","Right Eye","Oxygen, Sumatriptan","No medication","Woke up,
second one"
"2","11/17/24 2:05","00h 45m","-300","-300","","","","0","","","","No medication",""
"4","not a date","00h 30m","0","0","","","","5","","","","",""
"5","11/19/24 4:10","1d 02h 15m","","","","","","","","","","",""
"7","11/20/24 5:00","00h 30m","345","0","","","","14","","","","",""
"""  # noqa: E501


def test_migraine_buddy_by_its_offsets_without_the_place_on_earth(tmp_path: Path) -> None:
    found = read(tmp_path, MIGRAINE_BUDDY)
    assert (found.app, found.open) == ("Migraine Buddy", [])
    assert lines_of(found.records) == [
        "2024-11-16T13:12:00+01:00; center head 9 | Woke up,\nsecond one\nMigraine\nLasted: 01h 00m\n"
        "Attack Location: Home\nPotential Triggers: Alcohol, Sleep\nPain Positions: Right Eye",
        "2024-11-16T13:12:00+01:00; activity medication; name Oxygen | Helpful Medication",
        "2024-11-16T13:12:00+01:00; activity medication; name Sumatriptan | Helpful Medication",
        "2024-11-17T02:05:00-05:00; center head 0 | Lasted: 00h 45m",
        "2024-11-19T04:10:00+01:00; center head - | Lasted: 1d 02h 15m",
        "2024-11-20T05:00:00+05:45; center head - | Attack: 14\nLasted: 00h 30m",
    ]
    assert "u0yjjd" not in found.map
    assert found.fates[0] == (
        "line 2: left out: it stands before the attacks: what was still going on when the file was written"
    )
    assert found.fates[5].startswith("line 9: refused: “not a date")


OTHERS: dict[str, tuple[str, Answers, list[str]]] = {
    "the shapes of a pain diary for phones": (
        '"Date","Conditions","Pain Level (0-10)","Body Regions","Drug Intakes","Comment"\n'
        '"3/2/26","GOOD","4","[KNEE_LEFT, CHEST_RIGHT_BACK]","Ibuprofen (1,0,1)","a, b"\n'
        '"3/13/26","BAD","6","[LOWER_LEG_LEFT_BACK]","",""\n',
        {("columns", "Conditions"): "note", ("names", "Body Regions", "LOWER_LEG_LEFT_BACK"): "left calf"},
        [
            "2026-03-02; left knee 4; right upper back 4 | Conditions: GOOD\nComment: a, b",
            "2026-03-02; activity medication; name Ibuprofen (1,0,1)",
            "2026-03-13; left calf 6 | Conditions: BAD",
        ],
    ),
    "a column for each name, with a comma at the end": (
        "Date,Left knee,Stretching,\n2026-03-01,2,-1,\n2026-03-02,,3,\n",
        {("columns", "Stretching"): "ignore", ("levels", "Left knee"): "1-10"},
        ["2026-03-01; left knee 2"],
    ),
    "rows that are joined by two signs": (
        "Date,Time,Pain Level,Locations,Medications\\n2026-03-01,22:15,7,lower back; left hip,"
        "\\n2026-03-02,23:15,5,neck,Ibuprofen",
        {("levels", "Pain Level"): "0-10", ("options", "zone"): "UTC"},
        [
            "2026-03-01T22:15:00+00:00; center lower back 7; left hip 7",
            "2026-03-02T23:15:00+00:00; center neck 5",
            "2026-03-02T23:15:00+00:00; activity medication; name Ibuprofen",
        ],
    ),
    "milliseconds since 1970": (
        "timestamp,intensity,notes\n1709280000000,6,bad\n1709280000,3,\n",
        {("names", "Columns", "intensity"): "head", ("levels", "intensity"): "0-10"},
        ["2024-03-01T09:00:00+01:00; center head 6 | bad", "2024-03-01T09:00:00+01:00; center head 3"],
    ),
    "a row for each name, with its kind": (
        "user_id,checkin_date,trackable_type,trackable_name,trackable_value\n"
        "u1,2016-03-04,Symptom,neck pain,2\nu1,2016-03-04,Treatment,Advil,\nu1,2016-03-05,Symptom,Right hip,4\n",
        {("columns", "user_id"): "ignore", ("levels", "trackable_value: Symptom"): "empty"},
        [
            "2016-03-04; center neck - | neck pain: 2",
            "2016-03-04; activity medication; name Advil",
            "2016-03-05; right hip - | Right hip: 4",
        ],
    ),
    "an own sheet with an empty line and semicolons": (
        "Day;Pain (0-10);Where;Notes \n\n01.03.2026;4;left knee; stairs\n02.03.2026;;left knee;\n",
        {("columns", "Where"): "name"},
        ["2026-03-01; left knee 4 | stairs", "2026-03-02; left knee -"],
    ),
}


@pytest.mark.parametrize("shape", OTHERS)
def test_any_other_table_comes_in_through_the_map(tmp_path: Path, shape: str) -> None:
    text, answers, lines = OTHERS[shape]
    found = read(tmp_path, text, answers, name="my sheet.csv")
    assert (lines_of(found.records), found.open) == (lines, [])
    assert {record.source for record in found.records} == {"my sheet"}


def test_a_column_that_nobody_explained_keeps_its_rows_out(tmp_path: Path) -> None:
    found = read(tmp_path, "Date,Left knee,Zoo\n2026-03-01,2,7\n2026-03-02,3,\n", {("levels", "Left knee"): "0-10"})
    assert found.fates == [
        "line 2: refused: the map does not say what the column “Zoo” holds",
        "line 3: new",
    ]


def test_the_diarys_own_files_are_not_taken_for_those_of_others(tmp_path: Path) -> None:
    for text in ("time,site,side,pain\n2026-03-01,knee,left,4\n", '{"kind": "entry"}', "no table at all", ""):
        path = tmp_path / "own.csv"
        path.write_text(text)
        assert foreign_file(path, path.read_bytes) is None


def test_the_rows_of_the_diarys_own_file_are_not_read_as_those_of_another_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_rows(*_: object) -> NoReturn:
        raise AssertionError("its header says whose it is")

    monkeypatch.setattr("diary.exchange.apps.tables._rows", no_rows)
    path = tmp_path / "own.csv"
    for separator in (",", ";", "\t"):
        path.write_text("\nTime,Site,Side,Pain\n2026-03-05 09:00,knee,left,3\n".replace(",", separator), "utf-8")
        assert foreign_file(path, path.read_bytes) is None
