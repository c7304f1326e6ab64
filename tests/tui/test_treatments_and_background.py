"""Treatments and the background on the screen: started, stopped, said once, all of it undoable."""

from __future__ import annotations

from tests.tui.driving import Driven, app_of, press, shown, undo


async def test_a_treatment_is_started_given_another_dose_and_stopped(empty: Driven) -> None:
    async with empty.run(60, 20) as pilot:
        await press(pilot, "T")
        assert "Nothing runs. Press n" in shown(pilot)
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
        await press(pilot, "d")
        assert {each.until for each in empty.kept().treatments} == {"2026-11-01", "2026-11-02"}
        await undo(pilot)
    assert {each.until for each in empty.kept().treatments} == {"2026-11-01", ""}


async def test_the_background_is_said_topic_by_topic_and_what_is_left_out_stays_open(empty: Driven) -> None:
    async with empty.run(60, 20) as pilot:
        await press(pilot, "B", "down", "down", "down", "enter", *"sitting after 20 min", "enter")
        assert app_of(pilot).status.kind == "saved"
        (statement,) = empty.kept().backgrounds
        assert (statement.topic, statement.name, statement.minutes) == ("worse", "sitting", 20)
        await press(pilot, "B")
        assert "sitting" in shown(pilot)
        assert "Operation –" in shown(pilot)
        await press(pilot, "down", "down", "down", "d")
        assert empty.kept().backgrounds == ()
        await undo(pilot)
    assert empty.kept().backgrounds == (statement,)


async def test_each_window_is_in_the_palette(empty: Driven) -> None:
    from diary.tui.screens.help import commands

    async with empty.run() as pilot:
        titles = {command.title for command in commands(app_of(pilot), app_of(pilot).screen)}
    assert {"Exercises (x)", "Function (v)", "Treatments (shift+t)", "Background (shift+b)"} <= titles
