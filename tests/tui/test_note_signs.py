"""Words in a note that may tell a warning sign are asked about; the page of the signs takes the answer."""

from __future__ import annotations

from diary.domain.records import Reading
from tests.tui.driving import Driven, app_of, press, shown, typed_line, undo

FOOT = ("foot", "left")


async def test_a_note_that_may_tell_a_sign_is_asked_about_and_yes_adds_it(empty: Driven) -> None:
    async with empty.run() as pilot:
        await typed_line(pilot, "a", "5 left foot -- toes feel numb")
        assert "“toes feel numb”: Do you mean numbness" in app_of(pilot).status.text
        assert "Press !, then a, to answer." in app_of(pilot).status.text
        await press(pilot, "!")
        # The page itself is never hidden by the question.
        assert "You wrote “toes feel numb” (today 20:14). Do you mean numbness" in shown(pilot)
        await press(pilot, "a", "1")
        assert "You wrote" not in shown(pilot)
        (entry,) = empty.kept().entries
        assert entry.readings == (Reading(*FOOT, 5, (), ("numbness",)),)
        await undo(pilot)
    (entry,) = empty.kept().entries
    assert (entry.readings, entry.note) == ((Reading(*FOOT, 5),), "toes feel numb")


async def test_no_is_kept_and_later_leaves_it_open(empty: Driven) -> None:
    async with empty.run() as pilot:
        await typed_line(pilot, "a", "5 left foot -- toes feel numb")
        await press(pilot, "!", "a", "escape")
        assert "You wrote" in shown(pilot)
        await press(pilot, "a", "2")
        assert "You wrote" not in shown(pilot)
        # Nothing is asked, and the key does nothing.
        await press(pilot, "a", "1")
    (answer,) = empty.kept().signs
    assert (answer.of_record, answer.symptoms) == (empty.kept().entries[0].id, ("numbness",))
    assert empty.kept().entries[0].readings == (Reading(*FOOT, 5),)


async def test_of_a_record_that_holds_no_symptoms_yes_makes_an_entry_of_its_time(empty: Driven) -> None:
    async with empty.run() as pilot:
        await typed_line(pilot, "c", "ice 08:00 -- couldn't pee since the fall")
        await press(pilot, "!", "a", "1")
        assert app_of(pilot).status.kind == "urgent"
    (entry,) = empty.kept().entries
    assert (entry.symptoms, entry.at) == (("bladder-trouble",), empty.kept().cares[0].at)
