"""What is written is read back: the same bytes for any diary, the same things where the file can tell them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from diary.domain.records import Diary
from diary.exchange.csv_columns import plain, safe
from diary.exchange.csv_write import csv_of
from diary.exchange.import_plan import apply, plan_import
from diary.exchange.json_format import json_of
from diary.samples import NAMES, sample_clock, sample_csv
from diary.store.diary_store import DiaryStore, open_diary
from tests.exchange.diaries import BERLIN, CHATHAM, diaries, notes


@pytest.fixture
def store(tmp_path: Path) -> DiaryStore:
    return open_diary(tmp_path / "diary.db", clock=sample_clock(), program="import", create=True)


@settings(max_examples=60, deadline=None)
@given(diaries)
def test_export_import_export_gives_the_same_bytes_in_any_zone(diary: Diary) -> None:
    first = csv_of(diary)
    for clock in (BERLIN, CHATHAM):
        plan = plan_import(first, None, clock)
        assert not plan.refused
        assert csv_of(Diary.of(plan.new)) == first


@settings(max_examples=30, deadline=None)
@given(diaries)
def test_json_brings_back_every_thing_as_it_was(diary: Diary) -> None:
    plan = plan_import(json_of(diary), None, BERLIN)
    assert not plan.refused
    assert Diary.of(plan.new) == diary


@settings(max_examples=30, deadline=None)
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


@settings(max_examples=150)
@given(notes)
def test_a_safe_cell_reads_back_and_starts_no_formula(text: str) -> None:
    assert plain(safe(text)) == text
    assert safe(text)[:1] not in tuple("=+-@\t\r")
