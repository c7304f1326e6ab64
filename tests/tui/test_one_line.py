"""An entry in one line: what it will be stands below it as it is typed, with its troubles and lines that would work."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot

from diary.domain.echo import NO_TIME, echo_of
from diary.domain.grammar.entry import EntryDraft, parse_line
from diary.domain.grammar.times import Here
from diary.domain.records import Entry, Reading
from diary.domain.text import capital
from diary.errors import DiaryError
from diary.tui.screens.quick_entry.echo import Echo, parsed_line
from diary.tui.screens.quick_entry.field import LineField
from diary.tui.screens.quick_entry.line_kinds import ENTRY, parse_records
from diary.tui.screens.quick_entry.window import TypedLine
from diary.tui.screens.today.screen import TodayScreen
from diary.tui.widgets.texts import moment_text, record_text
from tests.lines.measure import cases
from tests.tui.driving import Driven, app_of, idle, press, shown, undo, until

KNEE = ("knee", "left")


async def type_line(pilot: Pilot[None], text: str) -> None:
    """Open the line and put a text into it at once, as a paste does: a key costs as much as a whole save."""
    await press(pilot, "a")
    field(pilot).value = text
    await pilot.pause()


def field(pilot: Pilot[None]) -> LineField:
    return pilot.app.screen.query_one(LineField)


def echo(pilot: Pilot[None]) -> Echo:
    return pilot.app.screen.query_one(Echo)


def underlined(pilot: Pilot[None]) -> list[str]:
    """The words that are underlined in the field as it is drawn."""
    segments = field(pilot).render_line(0)
    return [each.text.strip() for each in segments if each.style and each.style.underline and each.text.strip()]


async def test_a_line_is_shown_as_it_is_understood_and_enter_saves_it(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "a", *"6.5 left kn", "tab")
        assert echo(pilot).text.splitlines()[0] == "left knee 7 · today 20:14"
        assert "6.5 counted as 7" in echo(pilot).text
        await press(pilot, *" stiff after stairs", "enter")
        assert app_of(pilot).screen is app_of(pilot).today
        assert "left knee 7, stiff · today 20:14" in app_of(pilot).status.text
        assert "6.5 counted as 7." in app_of(pilot).status.text
        (new,) = (entry for entry in sample.kept().entries if entry not in before.entries)
        assert (new.readings, new.note) == ((Reading(*KNEE, 7, ("stiff",)),), "after stairs")
        await undo(pilot)
    assert sample.kept() == before


async def test_the_news_and_the_question_come_as_after_any_save(empty: Driven) -> None:
    async with empty.run() as pilot:
        await type_line(pilot, "saddle-numbness, lower back 4")
        await press(pilot, "enter")
        assert app_of(pilot).status.kind == "urgent"
        await type_line(pilot, "3 left knee")
        await press(pilot, "enter")
        assert "Left knee: how much does it hurt on most days" in app_of(pilot).status.text


async def test_words_in_trouble_are_named_underlined_and_nothing_is_saved(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await type_line(pilot, "left sholder 4 no numbness")
        assert underlined(pilot) == ["sholder", "no numbness"]
        assert echo(pilot).kind == "quiet"
        await press(pilot, "enter")
        assert echo(pilot).kind == "problem"
        for words in ("“sholder” is not understood; did you mean shoulder?", "“no numbness”: leave out"):
            assert words in shown(pilot)
        assert field(pilot).value == "left sholder 4 no numbness"
        await press(pilot, *["backspace"] * 16)
        assert underlined(pilot) == []
    assert sample.kept() == before


async def test_the_trouble_shows_without_colour_too(sample: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sample.run(60, 20) as pilot:
        await type_line(pilot, "left knee 4 swolen")
        assert underlined(pilot) == ["swolen"]
        assert field(pilot).suggester is None


async def test_a_line_that_works_is_taken_and_what_is_missing_is_typed_over_it(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await type_line(pilot, "shoulder stiff, no numbness")
        await press(pilot, "enter")
        assert echo(pilot).lines == ("SIDE shoulder stiff -- no numbness",)
        await press(pilot, "down", "enter")
        assert field(pilot).value == "SIDE shoulder stiff -- no numbness"
        assert field(pilot).selected_text == "SIDE"
        await press(pilot, *"left", "enter")
        (new,) = (entry for entry in sample.kept().entries if entry not in before.entries)
    assert (new.readings, new.note) == ((Reading("shoulder", "left", None, ("stiff",)),), "no numbness")


async def test_lines_that_work_come_by_themselves_once_the_keys_rest(sample: Driven) -> None:
    async with sample.run() as pilot:
        await type_line(pilot, "lower back 5 at 7")
        await until(lambda: echo(pilot).lines)
        assert echo(pilot).lines == ("5 lower back 07:00", "5 lower back 19:00")
        await press(pilot, "down", "down", "down", "enter")
        assert field(pilot).value == "5 lower back 19:00"
        # The other choice is not gone: what was typed comes back.
        await press(pilot, "up")
        assert field(pilot).value == "lower back 5 at 7"


async def test_tab_completes_goes_to_the_next_gap_and_traps_nobody(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "a", *"4 lower ba")
        assert "Tab completes “back”" in shown(pilot)
        await press(pilot, "tab")
        assert (field(pilot).value, field(pilot).cursor_at_end) == ("4 lower back", True)
        await press(pilot, "tab", "tab")
        assert field(pilot).value == "4 lower back"
        field(pilot).value = "NUMBER left PLACE stiff"
        await press(pilot, "home", "tab")
        assert field(pilot).selected_text == "NUMBER"
        await press(pilot, "4", "tab", *"knee")
        assert field(pilot).value == "4 left knee stiff"
        field(pilot).value = "4 PLACE, feverish"
        await press(pilot, "home", "tab", *"neck")
        assert field(pilot).value == "4 neck, feverish"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_line_that_was_left_is_not_in_the_way_of_the_next_and_comes_back_with_the_arrow(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "a", *"5 nec not", "enter", "escape", "a")  # refused, then left
        assert field(pilot).value == ""
        assert "↑ brings back: 5 nec not" in shown(pilot)
        await press(pilot, "escape", "a", "up")
        assert field(pilot).value == "5 nec not"
        field(pilot).value = "5 neck"
        await press(pilot, "enter", "a")
        assert "brings back" not in shown(pilot)
        await press(pilot, *"4 hi", "escape")
        app.unsaved.keep()  # as at the end of the program
    async with sample.run() as pilot:
        assert "4 hi" not in shown(pilot)
    assert sample.kept().entries[-1].readings[0].site == "neck"


async def test_a_line_that_is_open_is_kept_where_the_program_must_end(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "a", *"5 neck st")
        app_of(pilot).unsaved.keep()  # as after a signal
    later = Driven(sample.path, sample.clock)
    async with later.run() as pilot:
        assert "5 neck st" in shown(pilot)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, TypedLine)
        assert field(pilot).value == "5 neck st"


@pytest.mark.parametrize(
    ("key", "typed", "example"),
    [
        ("a", "o2", "such as 5 lower back -- o2:"),
        ("a", "5 leg", "such as 5 left knee -- leg:"),
        ("m", "bend forward cm", "such as bend forward 20 cm:"),
        ("m", "knee flexion", "such as left knee flexion 20:"),
        ("d", "Dr Sommer", "such as tomorrow 10:30 Dr Sommer:"),
    ],
)
async def test_a_line_that_would_work_has_an_example_that_can_be_typed_as_it_stands(
    sample: Driven, key: str, typed: str, example: str
) -> None:
    async with sample.run() as pilot:
        await press(pilot, "c", key)
        field(pilot).value = typed
        await press(pilot, "enter")
        assert example in shown(pilot)
        field(pilot).value = example.removeprefix("such as ").removesuffix(":")
        await press(pilot, "enter")
        assert "✓ Kept" in shown(pilot)


async def test_a_line_without_a_place_is_about_the_chosen_site_and_says_which(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "down", "a")
        assert "Without a place: left knee" in shown(pilot)
        await press(pilot, *"5 yesterday evening")
        assert "left knee 5 · yesterday about 19:00" in shown(pilot)
        assert "No place was written: taken as left knee." in shown(pilot)
        await press(pilot, "enter")
        (reading,) = max(sample.kept().entries, key=lambda entry: str(entry.recorded)).readings
        assert (reading.site, reading.side, reading.pain) == ("knee", "left", 5)
        await press(pilot, "h", "c", "a")  # where no site can be seen, none is chosen
        await press(pilot, "5", "enter")
        assert "5: at which site?" in shown(pilot)


async def test_a_line_without_a_place_is_about_the_only_site_on_every_screen(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "a", *"5 left knee", "enter")  # the site is known once the diary was read again
        await press(pilot, "h", "c", "a", *"4 at noon", "enter")
        await press(pilot, "c", "o", "2", "enter")
    assert [entry.readings[0].site for entry in empty.kept().entries] == ["knee", "knee"]
    assert [(usual.site, usual.side, usual.level) for usual in empty.kept().usuals] == [("knee", "left", 2)]


async def test_a_paste_of_several_lines_becomes_one_line_and_no_key(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "a")
        pilot.app.post_message(events.Paste("5 neck\nstiff\r\n\r\n-- after\tthe stairs\n"))
        await idle(pilot)
        assert field(pilot).value == "5 neck stiff -- after the stairs"
        pilot.app.post_message(events.Paste("\n"))
        await idle(pilot)
        assert field(pilot).value == "5 neck stiff -- after the stairs"
    assert sample.kept() == before


@pytest.mark.parametrize("text", ["\x00\x1b[31m 6 neck", "\ud800 6 neck", "[/b] 6 neck", "‮6 neck", "é́漢 " * 400])
async def test_whatever_is_in_the_line_never_ends_the_screen(sample: Driven, text: str) -> None:
    async with sample.run(60, 20) as pilot:
        await type_line(pilot, text)
        await press(pilot, "enter", "down", "enter", "down", "up", "tab", "escape")
        assert app_of(pilot).is_running


async def test_everything_that_counts_is_on_a_small_screen(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        await type_line(pilot, "chest tight 5, left sholder 4 and no numbness in the fingers at 7")
        await press(pilot, "enter")
        for words in ("✗ “sholder” is not understood", "↓ chooses", "Esc: not now"):
            assert words in shown(pilot), words
        await press(pilot, "down")
        for line in echo(pilot).lines:
            assert set(line.split()) <= set(shown(pilot).split())


def test_what_is_shown_and_saved_is_what_diary_log_makes_of_the_line(sample: Driven) -> None:
    here, now = sample.app().here, sample.clock.now()
    understood = 0
    for case in cases():
        expected = log(case.line, here)
        if isinstance(expected, str):
            assert refused(case.line, here, now) == expected
            continue
        understood += 1
        line = parsed_line(case.line, *parse_records(ENTRY, case.line, here, now), sample.clock)
        entry = cast("Entry", line.records[0])
        assert echo_of(entry, here) == echo_of(expected, here)
        told = [capital(remark) for remark in expected.remarks]
        told += [NO_TIME] if entry.at.date_only and entry.at.day != here.today else []
        words = [record_text(entry) or "a note", moment_text(entry.at, here.local.date()), entry.note, *told]
        for each in words:
            assert each in line.echo, case.line
    assert understood > 40


def log(line: str, here: Here) -> EntryDraft | str:
    """The entry that `diary log` makes of a line, or why it makes none."""
    try:
        return parse_line(line, now=here)
    except DiaryError as error:
        return str(error)


def refused(line: str, here: Here, now: datetime) -> str:
    """Why the screen makes no entry of a line."""
    with pytest.raises(DiaryError) as error:
        parse_records(ENTRY, line, here, now)
    return str(error.value)
