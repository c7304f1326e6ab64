"""A form that changes a record keeps what it does not ask for: every field of the samples differs from its default."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from diary.clock import Clock
from diary.domain.echo import time_echo
from diary.domain.grammar.times import Here, parse_time
from diary.domain.moments import Moment
from diary.domain.records import Entry, Exercise, Reading, Session
from diary.tui.screens.sessions.form import SessionFormDraft
from diary.tui.screens.sessions.offered import exercises_of
from diary.tui.screens.today.draft import Draft, SiteInput
from diary.tui.screens.today.words import lines_for
from diary.tui.widgets.rows import Rows
from tests.store.samples import EVERY_KIND, NOW, entry
from tests.tui.driving import Driven, app_of, idle, press, until, wait_a_moment

CLOCK = Clock(UTC, "UTC", NOW)
HERE = Here(NOW, UTC, "UTC")
ENTRY, SESSION = EVERY_KIND[:2]


def test_an_entry_that_is_changed_on_today_keeps_all_else() -> None:
    assert isinstance(ENTRY, Entry)
    draft = Draft.of(ENTRY, "")
    assert draft.entry(ENTRY.at, NOW) == ENTRY
    changed = draft.digit(("knee", "left"), 2).entry(ENTRY.at, NOW)
    assert changed.readings[0] == replace(ENTRY.readings[0], pain=2)
    # Another level alone is something to keep.
    only_best = entry(1, Reading("knee", "left", best=2))
    assert Draft.of(only_best, "").entry(only_best.at, NOW) == only_best


def test_a_session_that_is_changed_in_its_form_keeps_all_else() -> None:
    assert isinstance(SESSION, Session)
    for offered in ((), exercises_of((SESSION,))):
        form = SessionFormDraft.of(SESSION, (), offered)
        assert form.session(CLOCK, HERE) == SESSION
        # An exercise that was done twice goes as one, and comes back by no other way.
        without = replace(form, ticked=tuple(each for each in form.ticked if each.name != "bridge"))
        assert [each.name for each in without.session(CLOCK, HERE).exercises] == ["squat"]
    eased = replace(
        SESSION,
        exercises=(Exercise("plank", seconds=30), Exercise("Plank", seconds=20, done="eased"), Exercise("Wall  Sit")),
    )
    assert SessionFormDraft.of(eased, (), ()).session(CLOCK, HERE) == eased


def test_a_time_that_is_about_right_is_read_as_it_is_written() -> None:
    about = Moment(NOW, 0, "UTC", about=True)
    assert time_echo(about, HERE) == "about 2026-03-05T19:00"
    assert parse_time(time_echo(about, HERE), now=HERE).at == about
    assert parse_time("about yesterday", now=HERE).at.date_only


async def test_other_levels_and_the_course_are_given_in_the_window_of_words(sample: Driven) -> None:
    async with sample.run() as pilot:
        today = app_of(pilot).today
        place = today.place
        await press(pilot, "m", "tab", "tab", "3", "tab", "tab", "1", "0")
        rows = pilot.app.screen.query_one(Rows)
        for word in ("constant", "intermittent"):
            rows.cursor = [line.word for line in lines_for("a site")].index(word)
            rows.focus()
            await idle(pilot)  # a key does nothing at a row that is not drawn yet
            wait_a_moment(pilot)
            await press(pilot, "space")
        await press(pilot, "enter")
        assert today.draft.at(place) == SiteInput(also=(("rest", 3), ("worst", 10), ("course", "intermittent")))
        await press(pilot, "enter")
        await until(lambda: app_of(pilot).status.text.startswith("Saved"))
        assert "at rest 3, worst 10, intermittent. The level is taken as 10, the worst." in app_of(pilot).status.text
        saved = max(sample.kept().entries, key=lambda entry: entry.at.instant)
    assert saved.readings == (Reading(*place, 10, rest=3, worst=10, course="intermittent"),)


async def test_the_last_level_can_be_taken_out_again(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "m", "tab", "tab", "3", "backspace", "enter")
        assert app_of(pilot).today.draft.untouched
