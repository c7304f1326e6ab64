"""Treatments and the background on the screen: started, stopped, said once, all of it undoable."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from textual.widgets import Input

from diary.domain.records import Entry, Reading
from diary.store.diary_store import open_diary
from tests.tui.driving import Driven, app_of, press, shown, undo, until


async def test_a_treatment_is_started_given_another_dose_and_stopped(empty: Driven) -> None:
    async with empty.run(60, 20) as pilot:
        await press(pilot, "T")
        assert "No regular treatment yet. Press n" in shown(pilot)
        await press(pilot, "n", *"naproxen 500 mg since 1 oct", "enter")
        (treatment,) = empty.kept().treatments
        assert (treatment.name, treatment.dose, treatment.until) == ("naproxen", "500 mg", "")
        # Another dose: the old one ends on the day before.
        await press(pilot, "c", "t", "n", *"naproxen 250 mg", "enter")
        by_dose = {each.dose: each for each in empty.kept().treatments}
        assert by_dose["500 mg"].until == "2026-11-01"
        assert by_dose["250 mg"].since == "2026-11-02"
        await press(pilot, "T")
        assert "250 mg" in shown(pilot)
        assert "500 mg" not in shown(pilot)
        await press(pilot, "d", "escape")
        assert {each.until for each in empty.kept().treatments} == {"2026-11-01", ""}
        await press(pilot, "T", "d", "delete")
        assert {each.until for each in empty.kept().treatments} == {"2026-11-01", "2026-11-02"}
        await undo(pilot)
    assert {each.until for each in empty.kept().treatments} == {"2026-11-01", ""}


async def test_the_background_is_said_topic_by_topic_and_what_is_left_out_stays_open(empty: Driven) -> None:
    async with empty.run(60, 20) as pilot:
        await press(pilot, "B", "down", "down", "down", "enter", *"sitting after 20 min", "enter")
        assert app_of(pilot).status.kind == "saved"
        (statement,) = empty.kept().backgrounds
        assert (statement.topic, statement.name, statement.minutes) == ("worse", "sitting", 20)
        # The window it was said in is there again.
        await until(lambda: "sitting" in shown(pilot))
        assert "Operation –" in shown(pilot)
        await press(pilot, "d", "delete")
        assert empty.kept().backgrounds == ()
        await undo(pilot)
    assert empty.kept().backgrounds == (statement,)


async def test_each_window_is_in_the_palette(empty: Driven) -> None:
    from diary.tui.screens.help import commands

    async with empty.run() as pilot:
        titles = {command.title for command in commands(app_of(pilot), app_of(pilot).screen)}
    assert {"Exercises (x)", "Function (v)", "Treatments (shift+t)", "Background (shift+b)"} <= titles


async def test_a_treatment_is_changed_where_it_stands(sample: Driven) -> None:
    async with sample.run(80, 24) as pilot:
        await press(pilot, "T", "e")
        field = pilot.app.screen.query_one(Input)
        assert field.value == "ibuprofen 400 mg as needed since 2026-09-04"
        field.value = "ibuprofen 200 mg as needed since 2026-09-04"
        await press(pilot, "enter")
        assert app_of(pilot).status.text.startswith("Changed: treatment: ibuprofen 200 mg")
    assert [each.dose for each in sample.kept().treatments if each.name == "ibuprofen"] == ["200 mg"]


async def test_the_background_is_changed_where_it_stands(sample: Driven) -> None:
    async with sample.run(80, 24) as pilot:
        await press(pilot, "B", "e")
        field = pilot.app.screen.query_one(Input)
        assert field.value == "began a slipped disc, lifting a crate since 2026-04"
        field.value = "began a slipped disc since 2026-03"
        await press(pilot, "enter")
        await press(pilot, "B", "down", "e")
        assert "Nothing is said on this yet" in shown(pilot)
    (began,) = [each for each in sample.kept().backgrounds if each.topic == "began"]
    assert (began.name, began.since) == ("a slipped disc", "2026-03")


async def test_the_background_is_offered_and_no_more_once_it_was_skipped(empty: Driven, tmp_path: Path) -> None:
    here = empty.clock.moment()
    with open_diary(empty.path, clock=empty.clock, program="test", create=True) as store:
        store.save(
            *(
                Entry(
                    id=f"e{n}",
                    at=replace(here, instant=here.instant - timedelta(days=n)),
                    readings=(Reading("knee", "left", 1),),
                )
                for n in range(3)
            )
        )
    async with empty.run() as pilot:
        await press(pilot)
        assert "B Background" in shown(pilot)
        await press(pilot, "B", "s")
        await until(lambda: not app_of(pilot).settings.ask_background)
        await until(lambda: "B Background" not in shown(pilot))
    assert "ask_background = false" in (tmp_path / "config.toml").read_text("utf-8")


async def test_what_a_line_of_the_background_had_to_cut_is_said_below(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        await press(pilot, "B")
        assert "lifting a crate, │ │ since Apr 2026" in shown(pilot)
        await press(pilot, "down")
        assert "Said once, for the first report." in shown(pilot)
