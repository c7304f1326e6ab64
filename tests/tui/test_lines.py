"""Logging in one typed line: understood as it is typed, saved on Enter, never lost."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from diary.domain.records import Care, Known, Motion, Record, Usual, Visit
from diary.errors import StoreError
from diary.store.diary_store import DiaryStore
from diary.tui.screens.help import commands
from diary.tui.screens.quick_entry.echo import Echo
from diary.tui.screens.quick_entry.line_kinds import KINDS, MENU
from diary.tui.screens.quick_entry.window import TypedLine
from diary.tui.screens.today.site_table import SiteTable
from tests.tui.driving import Driven, app_of, press, typed_line


def without_times(record: Record) -> tuple[object, ...]:
    """The content of a record, without its id and times."""
    match record:
        case Care():
            return (record.activity, record.name, record.dose, record.relief, record.note)
        case Motion():
            return (record.side, record.movement, record.value, record.unit)
        case Visit():
            return (record.name, record.at.day.isoformat())
        case Usual():
            return (record.site, record.level)
        case Known():
            return (record.site, record.side, record.symptoms, record.ended)
    return ()


async def test_whatever_the_command_line_logs_is_logged_here(empty: Driven) -> None:
    lines = {
        "c": "medication ibuprofen 400 mg relief 6 -- with food",
        "m": "left knee flexion 95",
        "d": "2026-12-03 10:30 Dr Sommer",
        "o": "interference 1",
        "l": "numb left foot",
        "a": "6 left knee stiff",
    }
    # Known, a session and a question come by the same window; other tests open it from where they are asked for.
    assert set(lines) | set("ksn") == {kind.key for kind in MENU}
    async with empty.run() as pilot:
        for key, text in lines.items():
            await typed_line(pilot, key, text)
            assert app_of(pilot).status.kind == "saved", (key, app_of(pilot).status.text)
            assert isinstance(app_of(pilot).focused, SiteTable)
    kept = empty.kept()
    # The clock stands still, so that the order of the records is random.
    assert sorted((without_times(record) for record in kept.records() if without_times(record)), key=str) == [
        ("Dr Sommer", "2026-12-03"),
        ("foot", "left", ("numbness",), True),
        ("left", "knee flexion", 95.0, "deg"),
        ("medication", "ibuprofen", "400 mg", 6, "with food"),
        (None, 1),
    ]
    assert [(reading.pain, reading.qualities) for reading in kept.entries[0].readings] == [(6, ("stiff",))]


async def test_a_line_says_what_it_is_understood_as_and_what_is_wrong_only_when_asked(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "c", "c", *"ic")
        echo = pilot.app.screen.query_one(Echo)
        assert echo.kind == "quiet"  # "ic" may still become a word
        await press(pilot, "e")
        assert (echo.kind, echo.text) == ("understood", "self-care: ice · today 20:14")
        await press(pilot, "x", "enter")
        assert echo.kind == "problem"
        assert "icex" in echo.text
        assert isinstance(pilot.app.screen, TypedLine)
    assert sample.kept() == before


async def test_a_line_that_was_left_or_could_not_be_kept_stands_there_again(
    sample: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    async with sample.run() as pilot:
        await press(pilot, "c", "d", *"GP", "space", *"now", "escape", "c", "d", "up")
        assert pilot.app.screen.query_one(Input).value == "GP now"
        monkeypatch.setattr(DiaryStore, "save", fail)
        await press(pilot, "enter")
        assert "Not saved: the disk is full" in app_of(pilot).status.text
        await press(pilot, "c", "d")
        assert pilot.app.screen.query_one(Input).value == "GP now"
        monkeypatch.undo()
        await press(pilot, "enter", "c", "d", "up")
        assert pilot.app.screen.query_one(Input).value == ""
    assert "GP" in {visit.name for visit in sample.kept().visits}


async def test_an_empty_line_saves_nothing_and_shows_an_example(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "c", "c", "enter", "enter")
        assert isinstance(pilot.app.screen, TypedLine)
        await press(pilot, "escape", "c", "d", "enter")
        assert isinstance(pilot.app.screen, TypedLine)
    after = sample.kept()
    assert (after.cares, after.visits) == (before.cares, before.visits)


async def test_each_kind_of_line_stands_in_the_palette(sample: Driven) -> None:
    async with sample.run() as pilot:
        titles = {command.title for command in commands(app_of(pilot), pilot.app.screen)}
        assert {f"Log {kind.name}" for kind in KINDS} <= titles
