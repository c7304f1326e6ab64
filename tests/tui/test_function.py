"""Function on the screen: an activity is rated in no more than three keys from Today."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diary.domain.records import Record
from diary.domain.rehabilitation import Activity, Answer, Score
from diary.review.scores import ScoreCourse
from diary.store.diary_store import open_diary
from diary.tui.screens.rehabilitation.function import Function, Row, text_of, values_of
from tests.tui.driving import Driven, app_of, press, shown, undo


def put(driven: Driven, *records: Record) -> None:
    """Save records before the app opens."""
    with open_diary(driven.path, clock=driven.clock, program="test", create=True) as store:
        store.save(*records)


def followed(driven: Driven, *names: str) -> None:
    """Follow these, in this order."""
    clock = driven.clock
    since = (clock.local().date() - timedelta(days=20)).isoformat()
    put(
        driven,
        *(
            Activity(id=f"act-{n}", at=clock.moment(), recorded=clock.now() + timedelta(microseconds=n), name=name,
                     since=since)
            for n, name in enumerate(names)
        ),
    )  # fmt: skip


def answers(driven: Driven) -> list[tuple[Answer, ...]]:
    return [score.answers for score in driven.kept().scores]


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
async def test_an_activity_takes_three_keys(empty: Driven, size: tuple[int, int]) -> None:
    followed(empty, "climbing stairs")
    async with empty.run(*size) as pilot:
        await press(pilot, "v", "6", "enter")
        assert app_of(pilot).status.kind == "saved"
        assert answers(empty) == [(Answer("climbing stairs", 6),)]
        await undo(pilot)
        assert answers(empty) == []
        await press(pilot, "v", "1", "0", "enter")
    assert answers(empty) == [(Answer("climbing stairs", 10),)]


async def test_several_are_saved_at_once_and_what_was_rated_is_due_no_longer(empty: Driven) -> None:
    followed(empty, "climbing stairs", "carrying shopping")
    async with empty.run(60, 20) as pilot:
        await press(pilot, "v")
        assert shown(pilot).replace("when due", "").count(" due ") == 2
        await press(pilot, "3", "down", "5", "enter", "v")
        assert " due " not in shown(pilot).replace("when due", "")
        assert "climbing stairs 3" in shown(pilot)
    assert answers(empty) == [(Answer("climbing stairs", 3),), (Answer("carrying shopping", 5),)]


async def test_peg_takes_three_numbers_and_says_which_one_is_missing(empty: Driven) -> None:
    followed(empty, "peg")
    async with empty.run(60, 20) as pilot:
        await press(pilot, "v", "5", "enter")
        assert "takes 3 numbers" in shown(pilot)
        assert answers(empty) == []
        await press(pilot, "down", "4", "down", "6", "enter")
    assert answers(empty) == [(Answer("peg pain", 5), Answer("peg enjoyment", 4), Answer("peg activity", 6))]


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
async def test_what_is_complete_is_saved_and_the_rest_stays_to_be_completed(
    empty: Driven, size: tuple[int, int]
) -> None:
    followed(empty, "peg", "climbing stairs", "change")
    async with empty.run(*size) as pilot:
        # One number of three of PEG, an activity, and a change beyond its limits.
        await press(pilot, "v")
        window = app_of(pilot).screen
        assert isinstance(window, Function)
        values = {"peg pain": "5", "climbing stairs": "6", "change": "7"}
        window.values.update(values)
        await press(pilot, "enter")
        assert app_of(pilot).status.kind == "saved"
        assert "climbing stairs 6. Not yet, and kept (v): peg takes 3 numbers." in app_of(pilot).status.text
        assert answers(empty) == [(Answer("climbing stairs", 6),)]
        await press(pilot, "v")
        window = app_of(pilot).screen
        assert isinstance(window, Function)
        assert window.values == {"peg pain": "5", "change": "7"}
        window.values.update({"peg enjoyment": "4", "peg activity": "6"})
        await press(pilot, "enter")
    assert len(answers(empty)) == 2
    assert (Answer("peg pain", 5), Answer("peg enjoyment", 4), Answer("peg activity", 6)) in answers(empty)


async def test_a_change_since_the_last_visit_may_be_for_the_worse(empty: Driven) -> None:
    followed(empty, "change")
    async with empty.run() as pilot:
        await press(pilot, "v", "-", "2", "enter")
        assert answers(empty) == [(Answer("change", -2),)]
        # Beyond its limits nothing is saved.
        await press(pilot, "v", "7", "enter")
        assert "takes a number from -5 to 5" in shown(pilot)
    assert len(answers(empty)) == 1


async def test_a_measure_has_its_side_and_unit(empty: Driven) -> None:
    clock = empty.clock
    grip = Answer("grip", 24, "left", "kg")
    put(empty, Score(id="s1", at=clock.moment(), recorded=clock.now(), answers=(grip,)))
    async with empty.run() as pilot:
        await press(pilot, "v", "2", "6", ".", "5", "enter")
    assert (Answer("grip", 26.5, "left", "kg"),) in answers(empty)


async def test_an_activity_is_added_made_due_otherwise_and_ended(empty: Driven) -> None:
    async with empty.run(60, 20) as pilot:
        await press(pilot, "v")
        assert "Nothing is followed yet. Press n" in shown(pilot)
        await press(pilot, "n", *"climbing stairs", "enter")
        (activity,) = empty.kept().activities
        assert (activity.name, activity.since) == ("climbing stairs", "2026-11-02")
        # The same once more is refused, and the line stays to be changed.
        await press(pilot, "v", "n", *"Climbing stairs", "enter")
        assert app_of(pilot).status.kind == "problem"
        assert len(empty.kept().activities) == 1
        await press(pilot, "v", "w", "f2")
        (activity,) = empty.kept().activities
        assert activity.asked == "visits"
        await press(pilot, "v", "d", "down", "enter")
        (activity,) = empty.kept().activities
        assert activity.until == "2026-11-02"


async def test_esc_keeps_the_numbers(empty: Driven) -> None:
    followed(empty, "climbing stairs")
    async with empty.run() as pilot:
        await press(pilot, "v", "6", "escape")
        assert answers(empty) == []
        await press(pilot, "v", "enter")
    assert answers(empty) == [(Answer("climbing stairs", 6),)]


def test_characters_make_a_number_that_the_score_can_have() -> None:
    def typed(row: Row, keys: str) -> str:
        value = ""
        for key in keys:
            value = row.typed(value, key)
        return value

    rating, change = (
        Row("walking", ScoreCourse("walking", "", "", ())),
        Row("change", ScoreCourse("change", "", "", ())),
    )
    measure = Row("grip", ScoreCourse("grip", "left", "kg", ()))
    assert [typed(rating, keys) for keys in ("6", "10", "107", "-3", "4.5")] == ["6", "10", "7", "3", "5"]
    assert [typed(change, keys) for keys in ("2", "-2", "2-", "-2+", "34")] == ["2", "-2", "-2", "2", "4"]
    assert [typed(measure, keys) for keys in ("24.5", "1.2.3", "-3")] == ["24.5", "1.23", "-3"]
    assert values_of(text_of({"grip left kg": "24", "peg pain": "5"})) == {"grip left kg": "24", "peg pain": "5"}


async def test_on_a_narrow_screen_a_score_shows_its_first_and_its_latest_value(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        await press(pilot, "v")
        assert "climbing stairs 4 → 7 (+3, real)" in shown(pilot)
        # Each question of PEG has its own values beside their mean.
        assert "peg pain 5 → 3 · peg 5.3 → 2.7" in shown(pilot)
        assert "peg enjoyment 5 → 2" in shown(pilot)
