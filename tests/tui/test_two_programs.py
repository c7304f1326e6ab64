"""Two programs on one diary: what is open in the screen is never written over a newer text that was not seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from diary.domain.records import Entry, Reading, Record
from diary.settings import Settings, read_settings, write_settings
from diary.store.diary_store import open_diary
from diary.tui.screens.quick_entry.window import TypedLine
from diary.tui.screens.sessions.form import SessionForm
from diary.tui.widgets.dialogs import AskUnexpected
from tests.tui.driving import Driven, app_of, history, press, shown, typed_line, until, wait_a_moment


def change_elsewhere(sample: Driven, *records: Record) -> None:
    """Another program changes the records."""
    with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as store:
        store.replace(*records)


def delete_elsewhere(sample: Driven, id: str) -> None:
    """Another program deletes the record."""
    with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as store:
        store.delete(id)


def with_emergency(entry: Entry) -> Entry:
    """The entry with an emergency sign."""
    numb = Reading("foot", "left", None, (), ("numbness",))
    return replace(entry, readings=(*entry.readings, numb), symptoms=("bladder-trouble",))


def asked(pilot: Pilot[None]) -> str:
    """The text of the question that is open."""
    window = app_of(pilot).screen
    assert isinstance(window, AskUnexpected)
    return window.text


async def edited_while_changed_elsewhere(pilot: Pilot[None], sample: Driven) -> Entry:
    """An entry is opened, changed by another program, and saved from the screen; the newer entry."""
    await press(pilot, "down", "8", "h", "e", "5")
    newer = with_emergency(sample.kept().entries[-1])
    change_elsewhere(sample, newer)
    await press(pilot, "enter")
    assert sample.kept().entries[-1] == newer
    return newer


async def test_an_emergency_is_never_called_over_by_a_stale_copy(sample: Driven) -> None:
    async with sample.run() as pilot:
        newer = await edited_while_changed_elsewhere(pilot, sample)
        text = asked(pilot)
        assert "changed by the command line while you had it open" in text
        assert "left foot, numbness; bladder-trouble" in text
        assert "Yours, not saved:\n  Mon 2 Nov 20:14  lower back 5/10" in text
        assert (
            "! Only the newer text says: bladder-trouble and numbness (left foot). Saving yours ends a warning" in text
        )
        assert "In the diary now:" in shown(pilot)
        # Whoever types on loses and changes nothing.
        wait_a_moment(pilot)
        await press(pilot, "enter")
        assert sample.kept().entries[-1] == newer
        today = app_of(pilot).today
        assert (today.draft.at(("lower back", "center")).level, today.draft.editing is not None) == (5, True)
        # Once more: the same question; then explicitly over it.
        await press(pilot, "enter")
        assert "left foot, numbness" in asked(pilot)
        wait_a_moment(pilot)
        await press(pilot, "2")
        assert app_of(pilot).status.text.startswith("Changed")
        # The draft from before the change comes back.
        assert today.draft.editing is None
        assert today.draft.at(("knee", "left")).level == 8
    saved = sample.kept().entries[-1]
    assert (saved.id, saved.readings[0].pain, saved.symptoms) == (newer.id, 5, ())


async def test_the_newer_text_is_kept_where_that_is_chosen(sample: Driven) -> None:
    async with sample.run() as pilot:
        newer = await edited_while_changed_elsewhere(pilot, sample)
        wait_a_moment(pilot)
        await press(pilot, "1")
        today = app_of(pilot).today
        assert today.draft.editing is None
        assert today.draft.at(("knee", "left")).level == 8
        assert app_of(pilot).status.text == "The newer text stays."
    assert sample.kept().entries[-1] == newer


async def test_changed_once_more_while_the_question_is_open_it_is_asked_again(sample: Driven) -> None:
    async with sample.run() as pilot:
        newer = await edited_while_changed_elsewhere(pilot, sample)
        newest = replace(newer, note="newest")
        change_elsewhere(sample, newest)
        wait_a_moment(pilot)
        await press(pilot, "2")
        assert "— newest" in asked(pilot)
        assert sample.kept().entries[-1] == newest
        assert app_of(pilot).today.draft.at(("lower back", "center")).level == 5


@pytest.mark.parametrize("answer", ["1", "2", "escape"])
async def test_an_entry_that_was_deleted_meanwhile(sample: Driven, answer: str) -> None:
    old = sample.kept().entries[-1]
    async with sample.run() as pilot:
        await press(pilot, "h", "e", "5")
        delete_elsewhere(sample, old.id)
        await press(pilot, "enter")
        assert "deleted by the command line" in asked(pilot)
        wait_a_moment(pilot)
        await press(pilot, answer)
        assert (app_of(pilot).today.draft.editing is not None) == (answer == "escape")
    last = sample.kept().entries[-1]
    assert old.id not in [entry.id for entry in sample.kept().entries]
    assert (last.readings[0].pain == 5 and last.at == old.at and last.recorded == old.recorded) == (answer == "2")


async def test_d_deletes_nothing_that_reads_differently_from_what_was_shown(sample: Driven) -> None:
    async with sample.run() as pilot:
        screen = await history(pilot)
        app = app_of(pilot)
        app.poll = lambda: None  # type: ignore[method-assign]  # the screen has not looked yet
        await press(pilot, *["o"] * 6)
        shown_now = screen.current
        assert isinstance(shown_now, Entry)
        newer = with_emergency(shown_now)
        change_elsewhere(sample, newer)
        await press(pilot, "delete")
        assert "Deleting it ends a warning that rests on that alone" in asked(pilot)
        wait_a_moment(pilot)
        await press(pilot, "enter")
        assert newer in sample.kept().entries


async def test_a_line_is_not_written_over_a_newer_record_even_if_it_was_left_meanwhile(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await typed_line(pilot, "k", "numbness left foot")
        old = sample.kept().knowns[-1]
        screen = await history(pilot)
        await press(pilot, "/", *"left foot", "enter", "e")
        app.screen.query_one(Input).value = "tingling left foot"
        await press(pilot, "escape")
        newer = replace(old, note="newer")
        change_elsewhere(sample, newer)
        await until(lambda: screen.current == newer)
        await press(pilot, "e")
        assert app.screen.query_one(Input).value == "tingling left foot"
        await press(pilot, "enter")
        assert "known from before: numbness at the left foot — newer" in asked(pilot)
        wait_a_moment(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, TypedLine)
        assert app.screen.query_one(Input).value == "tingling left foot"
        await press(pilot, "enter")
        assert sample.kept().knowns[-1] == newer
        wait_a_moment(pilot)
        await press(pilot, "2")
        assert sample.kept().knowns[-1].symptoms == ("tingling",)
        assert old.id not in app.unfinished


async def test_a_session_form_keeps_what_was_typed_and_writes_over_nothing(sample: Driven) -> None:
    old = sample.kept().sessions[-1]
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "s", "e")
        form = app.screen
        assert isinstance(form, SessionForm)
        form.query_one("#remark", Input).value = "mine"
        await press(pilot, "escape")
        newer = replace(old, note="newer")
        change_elsewhere(sample, newer)
        await until(lambda: app.review is not None and app.review.diary.sessions[-1] == newer)
        await press(pilot, "e")
        assert app.screen.query_one("#remark", Input).value == "mine"
        await press(pilot, "f2")
        assert "— newer" in asked(pilot)
        wait_a_moment(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, SessionForm)
        assert app.screen.query_one("#remark", Input).value == "mine"
        await press(pilot, "f2")
        wait_a_moment(pilot)
        await press(pilot, "1")
        assert sample.kept().sessions[-1] == newer
        await press(pilot, "e")
        assert app.screen.query_one("#remark", Input).value == "newer"


async def test_nobody_is_said_to_know_of_a_sign_that_was_logged_while_the_note_was_typed(sample: Driven) -> None:
    sign = replace(with_emergency(sample.kept().entries[-1]), id="first")
    with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as store:
        store.save(sign)
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "t")
        app.screen.query_one(Input).value = "Dr Sommer"
        other = replace(sign, id="second", symptoms=("saddle-numbness",))
        with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as store:
            store.save(other)
        acks = sample.kept().acks
        await press(pilot, "enter")
        assert "please read it again" in app.status.text
        assert sample.kept().acks == acks
        # The note is still there; and once the screen has looked, the warning that is shown names the sign.
        await until(lambda: app.review is not None and "second" in [entry.id for entry in app.review.entries])
        await press(pilot, "t")
        assert app.screen.query_one(Input).value == "Dr Sommer"
        await press(pilot, "enter")
        assert len(sample.kept().acks) == len(acks) + 1


async def test_a_setting_that_a_command_changed_meanwhile_stays(sample: Driven) -> None:
    path = sample.path.with_name("config.toml")
    async with sample.run() as pilot:
        write_settings(path, Settings(emergency_number="112"))
        theme = app_of(pilot).settings.theme
        await press(pilot, "ctrl+t")
        await until(lambda: app_of(pilot).settings.theme != theme)
        assert app_of(pilot).settings.emergency_number == "112"
    assert read_settings(path).emergency_number == "112"
