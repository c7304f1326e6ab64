"""The questions of a map: what can be chosen, and what is refused at once."""

from __future__ import annotations

import pytest

from diary.errors import InvalidValue
from diary.exchange.apps.map_questions import check_answer, picks
from diary.exchange.apps.proposals import proposal
from diary.exchange.apps.targets import target_of

PROPOSED = {
    "Knee pain": ["left knee", "right knee", "both knees"],
    "Chest pain": ["chest", "chest-pain"],
    "arm pain": ["upper arm", "elbow", "forearm", "wrist", "hand"],
    "Back": ["upper back", "lower back"],
    "Muscle pain": ["thigh", "calf", "lower back"],
    "my stiff neck after work": ["neck"],
    "Tingling": ["tingling"],  # an example of a place is no proposal
    "Everything hurts": [],
}


@pytest.mark.parametrize("name", PROPOSED)
def test_what_is_proposed_can_be_chosen_and_so_can_the_note_and_leaving_it_out(name: str) -> None:
    found = [pick.answer for pick in picks(("names", "Symptom", name), proposal(name).remark)]
    assert [answer for answer in found if answer in PROPOSED[name]] == PROPOSED[name]
    assert {"note", "ignore"} <= set(found)


def test_a_place_without_its_side_is_asked_once_more() -> None:
    with pytest.raises(InvalidValue) as refused:
        check_answer(("names", "Symptom", "arm pain"), "wrist")
    again = picks(("names", "Symptom", "arm pain"), str(refused.value))
    assert [pick.answer for pick in again][:3] == ["left wrist", "right wrist", "both wrists"]
    assert all(target_of(pick.answer) for pick in again)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("names", "Symptom", "Knee"), "zebra"),
        (("levels", "Pain"), "7"),
        (("levels", "Symptom", "Mild"), "11"),
        (("levels", "Symptom", "Mild"), "0-10"),
        (("levels", "pain", "*"), "3"),
        (("columns", "Zoo"), "animal"),
        (("options", "dates"), "year-month"),
    ],
)
def test_what_a_map_cannot_hold_is_refused_before_it_is_written(keys: tuple[str, ...], answer: str) -> None:
    with pytest.raises(InvalidValue):
        check_answer(keys, answer)


def test_every_pick_is_an_answer_that_the_map_can_hold() -> None:
    for keys in (
        ("names", "S", "Knee"),
        ("levels", "S"),
        ("levels", "S", "Mild"),
        ("levels", "S", "*"),
        ("columns", "Zoo"),
        ("options", "dates"),
        ("options", "notes"),
    ):
        found = picks(keys, "")
        assert found
        for pick in found:
            check_answer(keys, pick.answer)
