"""What is written is read back: the same bytes for any diary, the same things where the file can tell them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from diary.domain.records import Diary, Entry, Exercise, Reading, Session
from diary.exchange.csv_columns import plain, safe
from diary.exchange.csv_write import csv_of
from diary.exchange.import_plan import apply, plan_import
from diary.exchange.json_format import json_of
from diary.samples import NAMES, sample_clock, sample_csv
from diary.store.diary_store import DiaryStore, open_diary
from tests.exchange.diaries import BERLIN, CHATHAM, diaries, notes
from tests.lengths import LONG, sample


@pytest.fixture
def store(tmp_path: Path) -> DiaryStore:
    return open_diary(tmp_path / "diary.db", clock=sample_clock(), program="import", create=True)


@settings(max_examples=sample(25, 60), deadline=None, derandomize=not LONG)
@given(diaries)
def test_export_import_export_gives_the_same_bytes_in_any_zone(diary: Diary) -> None:
    first = csv_of(diary)
    for clock in (BERLIN, CHATHAM):
        plan = plan_import(first, None, clock)
        assert not plan.refused
        assert csv_of(Diary.of(plan.new)) == first


@settings(max_examples=sample(15, 30), deadline=None, derandomize=not LONG)
@given(diaries)
def test_json_brings_back_every_thing_as_it_was(diary: Diary) -> None:
    plan = plan_import(json_of(diary), None, BERLIN)
    assert not plan.refused
    assert Diary.of(plan.new) == diary


@settings(max_examples=sample(15, 30), deadline=None, derandomize=not LONG)
@given(diaries)
def test_csv_brings_back_every_thing_that_has_a_time_of_day(diary: Diary) -> None:
    plan = plan_import(csv_of(diary), None, BERLIN)
    back = {record.id: record for record in plan.new}
    for record in diary.records():
        if not record.at.date_only:
            assert back[record.id] == record


def test_the_store_gives_back_what_was_imported(store: DiaryStore) -> None:
    for name in NAMES:
        apply(plan_import(sample_csv(name), store, sample_clock()), store)
    both = csv_of(store.read())
    assert {*both.split(b"\r\n")} == {
        *sample_csv("ninety-days").split(b"\r\n"),
        *sample_csv("first-weeks").split(b"\r\n"),
    }
    assert not plan_import(both, store, sample_clock()).writes
    assert not plan_import(json_of(store.read(), store.versions()), store, sample_clock()).writes


@settings(max_examples=sample(60, 150), derandomize=not LONG)
@given(notes)
def test_a_safe_cell_reads_back_and_starts_no_formula(text: str) -> None:
    assert plain(safe(text)) == text
    assert safe(text)[:1] not in tuple("=+-@\t\r")


def test_the_columns_of_the_contract_stand_in_its_order() -> None:
    columns = "note,rest,on_movement,worst,best,course,sets,reps,seconds,load,done,because,per_week,since,"
    columns += "until,regular,about,source"
    assert csv_of(Diary()).decode().strip().endswith(f",confirmed,{columns}")


def test_more_levels_an_hour_that_is_about_right_and_an_exercise_in_cells() -> None:
    rows = (
        "kind,entry,time,site,side,pain,name,rest,on_movement,worst,best,course,about,sets,reps,load,unit,done,because\r\n"
        ",e1,2026-03-01T08:00+01:00,knee,left,,,3,6,8,2,intermittent,yes,,,,,,\r\n"
        "session,s1,2026-03-01,,,,,,,,,,yes,,,,,,\r\n"
        "exercise,s1,2026-03-01,,,4,squat,,,,,,,3,10,red,band,eased,too sore\r\n"
        "exercise,s1,2026-03-01,,,,plank,,,,,,,,,,,,\r\n"
    )
    plan = plan_import(rows, None, BERLIN)
    assert not plan.refused
    entry, session = plan.new
    assert isinstance(entry, Entry)
    assert isinstance(session, Session)
    assert entry.readings == (Reading("knee", "left", 6, (), (), False, 3, 6, 8, 2, "intermittent"),)
    assert (entry.at.about, entry.at.local.hour) == (True, 8)
    assert session.exercises == (
        Exercise("squat", None, "", 3, 10, None, "red", "band", "eased", "too sore", 4),
        Exercise("plank"),
    )
    said = [remark.text for remark in plan.remarks]
    assert any("left knee: the level is taken as 6, the one on movement" in text for text in said)
    assert any("about means nothing beside a date alone" in text for text in said)


def test_what_came_from_another_app_says_so_on_each_row_and_counts_as_late() -> None:
    rows = (
        "entry,time,site,side,pain,source\r\n"
        "e1,2026-03-01T08:00+01:00,knee,left,3,Bearable\r\ne1,2026-03-01T08:00+01:00,neck,,4,Bearable\r\n"
    )
    (entry,) = plan_import(rows, None, BERLIN).new
    assert (entry.source, entry.recorded, entry.late) == ("Bearable", None, True)
    assert csv_of(Diary.of([entry])).count(b",Bearable\r\n") == 2
