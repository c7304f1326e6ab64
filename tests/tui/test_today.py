"""Today: what keys do to the form, what Enter saves, and the message after it."""

from __future__ import annotations

from time import sleep
from typing import Any

import pytest
from textual.widgets import Input

import diary.tui.open_diary
from diary.domain.findings import Tier
from diary.domain.records import Entry, Reading
from diary.errors import StoreError
from diary.review.snapshot import Review
from diary.store.diary_store import DiaryStore, open_diary
from diary.tui import workers
from diary.tui.screens.body_map.screen import BodyMap, Figure
from diary.tui.screens.today.banner import Banner
from diary.tui.screens.today.draft import NO_PLACE
from diary.tui.screens.today.form import WhenNote
from diary.tui.screens.today.site_table import SiteTable
from diary.tui.widgets.chrome import MessageLine
from diary.tui.widgets.dialogs import AskLine
from tests.tui.driving import Driven, app_of, idle, press, shown, undo, until

BACK = ("lower back", "center")
KNEE = ("knee", "left")


async def test_a_digit_and_enter_log_the_usual_site(sample: Driven) -> None:
    before = len(sample.kept().entries)
    async with sample.run() as pilot:
        await press(pilot, "4", "enter")
        app = app_of(pilot)
        assert app.status.kind == "saved"
        assert app.status.text.startswith("Saved 20:14 · lower back 4.")
        assert isinstance(app.focused, SiteTable)
    entries = sample.kept().entries
    assert len(entries) == before + 1
    assert [e.readings for e in entries if e.at.instant == sample.clock.now()][-1] == (Reading(*BACK, 4),)


async def test_pain_0_is_one_key(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "0", "enter")
    assert Reading(*BACK, 0) in newest(sample).readings


@pytest.mark.parametrize(("typed", "level"), [("10", 10), ("100", 0), ("1", 1), ("70", 0), ("52", 2)])
async def test_1_then_0_is_10_and_a_further_0_is_0(sample: Driven, typed: str, level: int) -> None:
    async with sample.run() as pilot:
        await press(pilot, *typed)
        assert app_of(pilot).today.draft.at(BACK).level == level


async def test_enter_does_nothing_where_nothing_was_given(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "enter", "down", "enter")
    assert sample.kept() == before


async def test_a_second_enter_never_doubles_an_entry(sample: Driven) -> None:
    before = len(sample.kept().entries)
    # Keys in a queue: the second Enter comes while the first entry is still being saved.
    async with sample.run() as pilot:
        await press(pilot, "4", "enter", "enter", "enter")
    assert len(sample.kept().entries) == before + 1


async def test_one_enter_saves_all_sites_that_were_given_and_no_other(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "4", "down", "2", "enter")
    assert newest(sample).readings == (Reading(*BACK, 4), Reading(*KNEE, 2))


async def test_a_word_without_a_level_is_kept_as_it_is(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "down", "tab", "space", "enter")
    reading = newest(sample).readings[0]
    assert (reading.site, reading.pain) == ("knee", None)
    assert len(reading.qualities) == 1


async def test_better_same_and_worse_are_one_key(sample: Driven) -> None:
    async with sample.run() as pilot:
        today = app_of(pilot).today
        await press(pilot, "minus")
        assert today.draft.at(BACK).level == 5
        await press(pilot, "equals_sign")
        assert today.draft.at(BACK).level == 6
        await press(pilot, "plus")
        assert today.draft.at(BACK).level == 7


async def test_a_new_site_with_side_quality_and_symptom_takes_ten_keys(sample: Driven) -> None:
    keys = ("b", "r", "k", "enter", "6", "m", "d", "n", "enter", "enter")
    assert len(keys) <= 10
    async with sample.run() as pilot:
        await press(pilot, *keys)
    assert newest(sample).readings == (Reading("knee", "right", 6, ("dull",), ("numbness",)),)


async def test_yesterday_is_one_key_and_marked_as_late_when_it_is(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "y", "3", "enter")
        assert "yesterday" in app_of(pilot).status.text
    entries = [entry for entry in sample.kept().entries if entry.at.date_only]
    assert str(entries[-1].at.day) == "2026-11-01"
    assert entries[-1].readings == (Reading(*BACK, 3),)


async def test_any_day_can_be_typed(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "3", "l", *"fri", "space", *"9", "a", "m")
        assert "added later" in pilot.app.query_one(WhenNote).text
        await press(pilot, "enter")
        assert "added later" in app_of(pilot).status.text
    entry = next(e for e in sample.kept().entries if str(e.at.local)[:16] == "2026-10-30 09:00")
    assert entry.readings == (Reading(*BACK, 3),)


async def test_a_time_that_is_none_saves_nothing_and_keeps_the_draft(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "3", "l", *"gestern", "enter")  # "yesterday" in German, which the grammar does not know
        app = app_of(pilot)
        assert app.status.kind == "problem"
        assert app.today.draft.at(BACK).level == 3
        assert isinstance(app.focused, Input)
    assert sample.kept() == before


async def test_esc_leaves_a_field_and_loses_nothing(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "7", "n", *"ouch", "escape")
        app = app_of(pilot)
        assert isinstance(app.focused, SiteTable)
        assert (app.today.draft.at(BACK).level, app.today.draft.note) == (7, "ouch")
        await press(pilot, "escape", "escape")
        assert app.today.draft.note == "ouch"


async def test_a_note_goes_with_its_entry_and_is_never_markup(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "5", "n", *"[/f]", "enter")
        await press(pilot, "h")
    assert newest(sample).note == "[/f]"


async def test_a_note_alone_waits_for_a_level_and_the_hint_for_the_next_key(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "n", *"hm", "enter")
        assert app.today.draft.note == "hm"
        assert app.status.kind == "hint"
        await press(pilot, "escape")
        assert app.status.text == ""
    assert sample.kept() == before


async def test_a_symptom_of_the_whole_person_is_worth_saving(sample: Driven) -> None:
    async with sample.run() as pilot:
        # The words for the whole person are the last ones of the list.
        await press(pilot, "m", "end", "up", "up", "space", "enter", "enter")
        assert app_of(pilot).status.kind in ("saved", "urgent")
    assert newest(sample).symptoms


async def test_what_changed_in_the_findings_is_said_and_shown(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "m", "n", "enter", "enter")
        assert "New: Get advice today" in app.status.text
        top = pilot.app.query_one(Banner).finding
        assert top is not None
        assert top.tier is Tier.IMMEDIATE
        await undo(pilot)
        assert app.status.text.startswith("Taken back")
        top = pilot.app.query_one(Banner).finding
        assert top is not None
        assert top.tier is Tier.REPORT


async def test_undo_takes_back_several_steps(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "4", "enter", "down", "2", "enter")
        await undo(pilot)
        await undo(pilot)
    assert sample.kept() == before


async def test_u_right_after_enter_takes_back_what_is_on_its_way_to_the_disk(
    sample: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = DiaryStore.save

    def slowly(*given: Any, **more: Any) -> object:
        sleep(0.3)
        return save(*given, **more)

    async with sample.run() as pilot:
        await press(pilot, "4", "enter")
        # The first entry is saved, and must stay: without waiting, u would take that back.
        before = sample.kept()
        monkeypatch.setattr(DiaryStore, "save", slowly)
        await press(pilot, "down", "2", "enter")
        await undo(pilot)
        await until(lambda: "Taken back" in app_of(pilot).status.text)
    assert sample.kept() == before


async def test_a_failed_save_says_so_and_gives_the_draft_back(sample: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("the disk is full; free some space")

    async with sample.run() as pilot:
        monkeypatch.setattr(DiaryStore, "save", fail)
        await press(pilot, "4", "n", *"why", "enter")
        app = app_of(pilot)
        assert app.status.kind == "problem"
        assert "the disk is full" in app.status.text
        assert (app.today.draft.at(BACK).level, app.today.draft.note) == (4, "why")
        # The draft is there again, so that one Enter is enough to try once more.
        monkeypatch.undo()
        await press(pilot, "enter")
    assert (newest(sample).readings, newest(sample).note) == ((Reading(*BACK, 4),), "why")


# Before the program sets raw mode, the terminal turns Enter into a line feed.
@pytest.mark.parametrize("enter", ["enter", "ctrl+j"])
async def test_digits_typed_while_a_new_diary_opens_are_applied(empty: Driven, enter: str) -> None:
    app = empty.app()
    async with app.run_test(size=(100, 30)) as pilot:
        assert app.state == "opening"
        for key in ("4", enter):
            app.simulate_key(key)
        await idle(pilot)
        assert isinstance(pilot.app.screen, BodyMap)
        assert app.today.draft.at(NO_PLACE).level == 4


async def test_an_open_episode_says_where_it_stands(sample: Driven) -> None:
    async with sample.run() as pilot:
        assert app_of(pilot).today.row.status == "up since Sat, highest 6"


async def test_where_an_episode_stands_and_what_the_next_entry_decides_stand_on_today(sample: Driven) -> None:
    async with sample.run() as pilot:
        banner = pilot.app.query_one(Banner)
        assert (banner.good_news, banner.deciding_text) == ("", "")
        await press(pilot, "4", "enter")
        assert app_of(pilot).today.row.status == "up since Sat, eased 6 to 4"
        # One entry that has eased does not end the finding to report, and beside that there is no good news.
        assert banner.good_news == ""
        await press(pilot, "down", "6", "enter")
        review = app_of(pilot).review
        assert review is not None
        assert review.deciding is not None
        assert "that shows whether it settles" in review.deciding.next_step
        shown = (banner.deciding_text, banner.finding.next_step if banner.finding else "")
        assert review.deciding.next_step in shown


async def test_a_site_that_is_new_is_asked_about_once_and_o_answers(empty: Driven) -> None:
    async with empty.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "6", "enter", "l", "k", "enter", "enter")
        assert "Left knee: how much does it hurt on most days, in the last two weeks? Press o" in app.status.text
        # Unanswered, the question is not repeated with the next entry.
        await press(pilot, "5", "enter")
        assert "most days" not in app.status.text
        await press(pilot, "o", "2", "enter")
    assert [(each.site, each.side, each.level) for each in empty.kept().usuals] == [(*KNEE, 2)]


async def test_since_when_is_asked_beside_the_usual_level_and_kept_as_its_note(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "6", "enter", "l", "k", "enter", "enter")
        await press(pilot, "o", "2", "tab", *"May", "enter")
    assert [(each.level, each.note) for each in empty.kept().usuals] == [(2, "since May")]


async def test_a_warning_asks_whether_it_was_known_and_k_answers(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "down", "m", "n", "enter", "enter")
        assert "Was it there from the start, and a doctor knows? Press k to say so." in app_of(pilot).status.text
        await press(pilot, "k", "enter")
    assert [(known.site, known.symptoms) for known in sample.kept().knowns][-1] == ("knee", ("numbness",))


async def test_what_was_said_is_gone_on_another_screen_but_a_problem_stays(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "4", "enter")
        assert app.status.kind == "saved"
        await press(pilot, "g")
        assert app.status.text == ""
        # A problem that disappears unread would leave a person in the belief that all is saved.
        app.say("Not saved: the disk is full.", "problem")
        await press(pilot, "escape")
        assert app.status.kind == "problem"


async def test_ctrl_c_closes_and_asks_about_a_draft_first(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "7")
        # Twice in a row, as people do: the question must not open twice.
        await press(pilot, "ctrl+c", "ctrl+c")
        assert len(app.screen_stack) == 2
        await press(pilot, "escape")
        assert app.today.draft.at(BACK).level == 7
        await press(pilot, "backspace")
        app.simulate_key("ctrl+c")
        await until(lambda: not app.is_running)


async def test_the_first_entry_of_all_asks_where(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "6", "enter")
        await press(pilot, "l", "k", "enter", "enter")
    assert [entry.readings for entry in empty.kept().entries] == [(Reading(*KNEE, 6),)]


async def test_first_questions_can_be_answered_or_passed_over(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "o", "l", "k", "enter", "2", "enter")
        await press(pilot, "e", *"112", "enter")
        await press(pilot, "k", "escape")
        await until(lambda: app_of(pilot).settings.emergency_number == "112")
    usual = empty.kept().usuals
    assert [(each.site, each.side, each.level) for each in usual] == [("knee", "left", 2)]


async def test_the_emergency_number_is_one_and_typing_never_replaces_it_unseen(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "e", *"call note", "enter")
        assert "written in digits" in shown(pilot)
        assert isinstance(pilot.app.screen, AskLine)
        await press(pilot, "ctrl+u", *"112", "enter")
        await until(lambda: app_of(pilot).settings.emergency_number == "112")
        await press(pilot, "e", "9")
        assert pilot.app.screen.query_one(Input).value == "1129"
        await press(pilot, "escape")
        assert app_of(pilot).settings.emergency_number == "112"


async def test_a_finding_is_told_from_today(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "t", *"she", "enter")
        top = pilot.app.query_one(Banner).finding
        assert top is not None
        assert top.acknowledged
    assert [(ack.rule, ack.note) for ack in sample.kept().acks][-1] == ("not-improving-48h", "she")


async def test_a_note_that_could_not_be_kept_is_said(sample: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    async with sample.run() as pilot:
        monkeypatch.setattr(DiaryStore, "save", fail)
        await press(pilot, "t", *"she", "enter")
        assert "the disk is full" in app_of(pilot).status.text
        await press(pilot, "t")
        assert pilot.app.screen.query_one(Input).value == "she"


async def test_another_window_shows_up_within_two_seconds(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        assert app.review is not None
        before = len(app.review.entries)
        with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as other:
            other.save(
                Entry(id="other", at=sample.clock.moment(), recorded=sample.clock.now(), readings=(Reading(*KNEE, 9),))
            )
        await until(lambda: app.review is not None and len(app.review.entries) == before + 1)


async def test_a_slow_reading_is_never_broken_off_by_the_next(sample: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = workers._review

    def slower(app: workers.WorkerHost, store: DiaryStore) -> Review:
        sleep(0.3)
        return slow(app, store)

    # Looks for changes far more often than a reading takes.
    monkeypatch.setattr(diary.tui.open_diary, "POLL", 0.05)
    async with sample.run() as pilot:
        monkeypatch.setattr(workers, "_review", slower)
        await press(pilot, "4", "enter", "5", "enter")
        review = app_of(pilot).review
        assert review is not None
        pains = {entry.readings[0].pain for entry in review.entries if entry.at == sample.clock.moment()}
        assert pains == {4, 5}


async def test_quitting_asks_about_a_draft(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "7", "q")
        assert len(app.screen_stack) == 2
        await press(pilot, "escape")
        assert app.today.draft.at(BACK).level == 7
        await press(pilot, "q")
        app.simulate_key("delete")
        await until(lambda: not app.is_running)


async def test_a_draft_can_be_saved_on_the_way_out(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "7", "q")
        app_of(pilot).simulate_key("f2")
        await until(lambda: not pilot.app.is_running)
    assert newest(sample).readings == (Reading(*BACK, 7),)


async def test_a_field_that_has_the_focus_is_in_sight_on_a_low_screen(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        app = app_of(pilot)
        await press(pilot, "m", "n", "enter", "enter")  # what was saved takes several lines
        body, note = pilot.app.screen.query_one("#body"), pilot.app.screen.query_one("#note")
        assert not body.region.contains_region(note.region)
        await press(pilot, "m", "n", "enter", "enter", "n")  # the message grows once the field has the focus
        await until(lambda: body.region.contains_region(note.region))
        await press(pilot, "escape")
        await until(lambda: body.scroll_offset.y == 0)
        assert isinstance(app.focused, SiteTable)


async def test_lines_that_are_laid_out_late_hide_no_field_and_a_person_may_scroll_away_from_it(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        body, note = pilot.app.screen.query_one("#body"), pilot.app.screen.query_one("#note")
        await press(pilot, "n")
        pilot.app.screen.query_one(MessageLine).styles.height = 6
        await until(lambda: body.size.height < 12 and body.region.contains_region(note.region))
        body.scroll_home(animate=False)
        await idle(pilot)
        assert body.scroll_offset.y == 0


async def test_a_resize_keeps_the_draft(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "7", "n", *"ab")
        await pilot.resize_terminal(60, 20)
        await pilot.resize_terminal(120, 36)
        draft = app_of(pilot).today.draft
        assert (draft.at(BACK).level, draft.note) == (7, "ab")


def newest(driven: Driven) -> Entry:
    """The entry written last."""
    with open_diary(driven.path, clock=driven.clock, program="test", create=False) as store:
        entry = store.get("last")
    assert isinstance(entry, Entry)
    return entry


async def test_a_level_without_a_place_yet_is_no_row_of_the_body_map(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "6", "enter")
        window = pilot.app.screen
        assert isinstance(window, BodyMap)
        assert all(site for site, _ in window.matches)
        await press(pilot, *"lower", "enter", "enter")
        await until(lambda: app_of(pilot).status.kind == "saved")
    assert [entry.readings for entry in empty.kept().entries] == [(Reading(*BACK, 6),)]


async def test_a_digit_that_took_no_place_in_the_body_map_is_no_level(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "b", *"zzz", "7", "backspace", "backspace", "backspace", *"neck", "enter")
        assert app_of(pilot).today.draft.at(("neck", "center")).level is None


async def test_the_body_map_starts_at_the_site_at_the_arrow(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "down", "b")
        window = pilot.app.screen
        assert isinstance(window, BodyMap)
        assert window._place_at_arrow() == ("knee", "left")
        assert {figure.place for figure in window.query(Figure)} == {("knee", "left")}


async def test_a_lower_level_that_ends_no_warning_is_answered_with_what_ends_it(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "4", "enter")
        assert (
            'Still raised: "Lower back has not eased after 52 hours". It clears with an entry of 3' in app.status.text
        )
        await press(pilot, "6", "enter")
        assert "Still raised" not in app.status.text
