"""A known medicine is logged in no more than three keys from Today."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from diary.domain.records import Care, Diary, Record
from diary.tui.screens.quick_entry.log_menu import known_cares
from tests.tui.driving import Driven, app_of, press, shown, undo


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
@pytest.mark.parametrize("keys", [("c", "1"), ("c", "enter"), ("c", "2"), ("c", "down", "enter")])
async def test_a_known_medicine_takes_at_most_three_keys(
    sample: Driven, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    assert len(keys) <= 3
    before = sample.kept()
    async with sample.run(*size) as pilot:
        review = app_of(pilot).review
        care = known_cares(review)[keys[1] in ("2", "down")]
        await press(pilot, *keys)
        assert app_of(pilot).status.kind == "saved"
        (new,) = (each for each in sample.kept().cares if each not in before.cares)
        assert (new.activity, new.name, new.dose) == (care.activity, care.name, care.dose)
        assert (new.relief, new.note, new.at.instant) == (None, "", sample.clock.now())
        await undo(pilot)
    assert sample.kept() == before


async def test_all_of_the_menu_is_on_a_small_screen(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        await press(pilot, "c")
        for words in (
            "1 ",
            "Medicine, ice",
            "A question for the appointment",
            "Exercises: plan, do",
            "esc Nothing now",
        ):
            assert words in shown(pilot), words


async def test_a_digit_without_a_medicine_logs_nothing(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "c", "1", "enter", "escape")
    assert empty.kept() == Diary()


async def test_what_is_taken_most_comes_first_with_its_latest_dose_then_the_latest(sample: Driven) -> None:
    async with sample.run() as pilot:
        review = app_of(pilot).review
        assert review is not None

    def care(name: str, dose: str, days: int) -> Care:
        at = replace(sample.clock.moment(), instant=review.as_of - timedelta(days=days))
        return Care(id=f"{name}{days}", at=at, recorded=review.as_of, activity="medication", name=name, dose=dose)

    cares: list[Record] = [care("old", "1", 60), care("a", "400 mg", 9), care("a", "400 mg", 8), care("b", "5 mg", 1)]
    known = known_cares(replace(review, diary=Diary.of(cares)))
    assert [each.name for each in known] == ["a", "b", "old"]
    assert known_cares(None) == ()


async def test_a_key_that_does_nothing_is_answered_once(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "c", "z")
        assert shown(pilot).count("z does nothing here") == 1


async def test_a_letter_of_the_menu_opens_what_it_opens_on_every_screen(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        for key in ("x", "v", "T", "B", "o", "k", "a"):
            opened = []
            for keys in ((key,), ("c", key)):
                await press(pilot, *keys)
                opened.append((type(app.screen), getattr(getattr(app.screen, "kind", None), "name", "")))
                await press(pilot, "escape")
            # On Today o asks for the highlighted site alone.
            assert opened[0] == opened[1] or key == "o", key


async def test_the_line_for_self_care_offers_the_medicine_of_before(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        care = next(each for each in known_cares(app_of(pilot).review) if each.activity == "medication")
        line = f"{care.name} {care.dose}"
        await press(pilot, "c", "c")
        assert f"logs {line} at once" in shown(pilot)
        assert f"Tab writes “{line}”" in shown(pilot)
        await press(pilot, "tab", "enter")
        (new,) = (each for each in sample.kept().cares if each not in before.cares)
        assert (new.activity, new.name, new.dose) == (care.activity, care.name, care.dose)
        assert "Also logged" not in app_of(pilot).status.text
        # The first letters are enough too, and what comes twice is said.
        await press(pilot, "c", "c", *care.name[:3], "tab", "enter")
        assert "Also logged at " in app_of(pilot).status.text
        await press(pilot, "c", "c", *f"{line} 5 min ago", "enter")
        assert "Also logged at " in app_of(pilot).status.text


async def test_the_same_medicine_within_minutes_is_said_and_kept(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "c", "1")
        assert "logged" not in app_of(pilot).status.text
        await press(pilot, "c", "1")
        assert "Also logged at " in app_of(pilot).status.text
    assert len(sample.kept().cares) == len(before.cares) + 2
