"""The other screens: what they show, what they save, and where the focus is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from diary.charts.body_outline import body_grid
from diary.clock import Clock
from diary.domain.records import KIND_OF, KINDS, Care
from diary.errors import StoreError
from diary.report.message import message_of
from diary.store.diary_store import DiaryStore
from diary.tui.screens.body_map.screen import BodyMap, Figure
from diary.tui.screens.findings.card import Explanation
from diary.tui.screens.findings.message import MessageWindow
from diary.tui.screens.findings.past import PastFindings, outcome_text
from diary.tui.screens.findings.screen import FindingsScreen
from diary.tui.screens.help import HelpScreen, KeyList
from diary.tui.screens.history import HistoryScreen
from diary.tui.screens.history_filter import EVERYTHING, GROUPS, places_of
from diary.tui.screens.report.screen import ReportScreen
from diary.tui.screens.report.writing import offered_folder
from diary.tui.screens.sessions.form import SessionForm
from diary.tui.screens.sessions.screen import SessionsScreen
from diary.tui.screens.signs import SignsScreen
from diary.tui.screens.today.banner import Banner
from diary.tui.screens.today.screen import TodayScreen
from diary.tui.screens.today.site_table import SiteTable
from diary.tui.screens.trends.screen import TrendsScreen
from diary.tui.screens.trends.views import VIEWS, ViewOfTrends
from diary.tui.themes import THEMES
from diary.tui.widgets.chrome import Masthead
from diary.tui.widgets.rows import Rows
from tests.tui.driving import Driven, app_of, idle, press, shown, undo, until

SCREENS = {
    "h": HistoryScreen,
    "g": TrendsScreen,
    "f": FindingsScreen,
    "s": SessionsScreen,
    "r": ReportScreen,
    "exclamation_mark": SignsScreen,
}


async def test_each_screen_opens_from_others_and_esc_leads_to_today(sample: Driven) -> None:
    async with sample.run() as pilot:
        for key in [*"hgfsrgshfrh", "exclamation_mark", "h"]:
            await press(pilot, key)
            assert isinstance(pilot.app.screen, SCREENS[key])
            assert len(pilot.app.screen_stack) == 2  # Today and this screen, so that one Esc is enough
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert isinstance(pilot.app.focused, SiteTable)


@pytest.mark.parametrize("key", SCREENS)
async def test_each_screen_is_calm_about_an_empty_diary(empty: Driven, key: str) -> None:
    async with empty.run() as pilot:
        await press(pilot, key, "down", "up", "p", "p", "p", "p", "d", "e", "escape", "escape")
    assert empty.kept().records() == ()


async def test_the_warning_signs_can_be_read_and_denied(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "exclamation_mark")
        assert "Trouble with the bladder" in shown(pilot)
        await press(pilot, "n", "enter")  # Enter alone says no
        assert sample.kept().signs == ()
        await press(pilot, "f2")
        await until(lambda: "Saved: you read the warning signs" in shown(pilot))
        await idle(pilot)
    (read,) = sample.kept().signs
    assert read.of_record == ""


async def test_history_finds_in_notes_and_filters_by_place(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "h")
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        everything = len(history.entries)
        # Searching begins with the first letter, without Enter.
        await press(pilot, "/", *"cat")
        assert 0 < len(history.entries) < everything
        assert all("cat" in entry.note.lower() for entry in history.entries)
        await press(pilot, "enter")
        assert isinstance(pilot.app.focused, Rows)
        await press(pilot, "escape", "a", "a", "a")
        assert history.filter.place == ("shoulder", "right")
        assert all(("shoulder", "right") in places_of(entry) for entry in history.entries)
        await press(pilot, "p", "p", "p")
        assert history.filter.days == 14


async def test_where_it_hurt_is_broken_once_in_a_narrow_window(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        await press(pilot, "g", "v", "v", "v")
        lines = [strip.text.strip() for strip in app_of(pilot).screen._compositor.render_strips()]
        assert "the highest level, and on how many of the 13 days with" in lines
        assert "an entry it hurt there" in lines
        assert lines[-1].endswith("c more…")


async def test_an_entry_is_deleted_and_comes_back_with_u(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "h", "down", "d", "delete")
        assert app_of(pilot).status.text.startswith("Deleted")
        assert len(sample.kept().entries) == len(before.entries) - 1
        await undo(pilot)
    assert sample.kept() == before


async def test_an_entry_is_changed_on_today_and_the_draft_there_comes_back(sample: Driven) -> None:
    before = sample.kept().entries
    async with sample.run() as pilot:
        await press(pilot, "down", "8", "h", "e")
        today = app_of(pilot).today
        assert today.draft.editing == before[-1]
        await press(pilot, "5", "enter")
        assert app_of(pilot).status.text.startswith("Changed")
        # The 8 for the knee was typed before the change, and must come back after each way out of it.
        assert today.draft.at(("knee", "left")).level == 8
        await undo(pilot)
        assert today.draft.at(("knee", "left")).level == 8
        assert sample.kept().entries == before
        await press(pilot, "h", "e", "escape")
        assert today.draft.at(("knee", "left")).level == 8
        await press(pilot, "h", "e", "enter")
        assert app_of(pilot).status.text == "Nothing was changed."
        assert today.draft.at(("knee", "left")).level == 8
    assert sample.kept().entries == before


async def test_a_changed_entry_keeps_its_time_and_when_it_was_written(sample: Driven) -> None:
    before = sample.kept().entries[-1]
    async with sample.run() as pilot:
        await press(pilot, "h", "e", "5", "enter")
    after = sample.kept().entries[-1]
    assert (after.id, after.at, after.recorded, after.note) == (before.id, before.at, before.recorded, before.note)
    assert after.readings[0].pain == 5
    assert after.readings[1:] == before.readings[1:]


async def test_a_finding_is_explained_and_told_with_a_note(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "w")
        finding = pilot.app.screen.query_one(Explanation).finding
        assert finding is not None
        assert finding.rule == "not-improving-48h"
        await press(pilot, "t", *"rest", "enter")
        finding = pilot.app.screen.query_one(Explanation).finding
        assert finding is not None
        assert finding.acknowledged
    assert sample.kept().acks[-1].note == "rest"


async def test_why_begins_with_the_finding_that_stands_on_today(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "down", "m", "n", "enter", "enter")
        await press(pilot, "t", "enter")
        top = app_of(pilot).today.query_one(Banner).finding
        assert top is not None
        await press(pilot, "w")
        findings = pilot.app.screen
        assert isinstance(findings, FindingsScreen)
        assert findings.current == top
        assert findings.findings[0].acknowledged  # a higher one, which was told
        assert findings.findings[0] != top


async def test_past_findings_are_looked_up(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "f", "p")
        past = pilot.app.screen
        assert isinstance(past, PastFindings)
        await until(lambda: past.findings)
        assert "not-improving-48h" in {found.last.past.rule for found in past.findings}
        # Of all of the diary, and as it was known then: what was told and has cleared too.
        assert {found.last.past.rule: outcome_text(found) for found in past.findings}["neurological"] == "told, cleared"


async def test_what_was_known_before_is_kept_from_a_finding(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "m", "n", "enter", "enter")
        await press(pilot, "w", "k")
        assert pilot.app.screen.query_one(Input).value == "numbness lower back"
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(Explanation).finding is not None
        assert "No longer raised" in app_of(pilot).status.text
    assert sample.kept().knowns[-1].symptoms == ("numbness",)


async def test_a_session_is_logged_with_its_exercises_ticked(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "s", "n", "space", "down", "down", "space", "tab", *"plank", "enter", "tab", "6", "f2")
        assert app_of(pilot).status.kind == "saved"
    session = next(s for s in sample.kept().sessions if s.at.instant == sample.clock.now())
    assert [(exercise.name, exercise.new) for exercise in session.exercises] == [
        ("plank", True),
        ("bird dog", None),
        ("seated forward stretch", None),
    ]
    assert (session.activity, session.effort) == ("home exercises", 6)


async def test_a_session_that_was_left_or_could_not_be_kept_stands_there_again(
    sample: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    def form() -> SessionForm:
        assert isinstance(pilot.app.screen, SessionForm)
        return pilot.app.screen

    async with sample.run() as pilot:
        await press(pilot, "s", "n", "space", "tab", "tab", "6", "escape", "escape", "s", "n")
        assert (form().draft.effort, [each.name for each in form().draft.ticked]) == (6, ["bird dog"])
        with monkeypatch.context() as patched:
            patched.setattr(DiaryStore, "save", fail)
            await press(pilot, "f2")
            assert "Not saved: the disk is full" in app_of(pilot).status.text
        await press(pilot, "n")
        assert (form().draft.effort, [each.name for each in form().draft.ticked]) == (6, ["bird dog"])
        await press(pilot, "f2", "n")
        assert form().draft == form().initial
    assert [each.effort for each in sample.kept().sessions if each.at.instant == sample.clock.now()] == [6]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)], ids=str)
async def test_history_says_that_there_is_more_than_pain_and_shows_each_kind(
    sample: Driven, size: tuple[int, int]
) -> None:
    async with sample.run(*size) as pilot:
        await press(pilot, "h")
        screen = pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        assert "o pain only" in shown(pilot)
        assert ("of other kinds" in shown(pilot)) == (size[0] > 60)
        seen: dict[str, set[str]] = {}
        for _ in range(7):
            await press(pilot, "o")
            seen[screen.filter.group] = {KIND_OF[type(record)] for record in screen.entries}
        assert screen.filter.group == "pain only"
        assert "session" in seen["sessions"]
        assert "care" in seen["medicines and care"]
        assert "visit" in seen["appointments"]
        assert set().union(*(kinds for name, kinds in seen.items() if name != "everything")) == seen["everything"]


def test_every_kind_of_record_is_in_one_group_of_the_history() -> None:
    assert sorted(kind for name, kinds in GROUPS.items() if name != EVERYTHING for kind in kinds) == sorted(KINDS)


async def test_history_shows_everything_else_too_and_deletes_it(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "h", "o", "p", "p")
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        assert history.filter.days == 0
        assert len(history.entries) == len(before.records())  # more than a review for the rules holds
        await press(pilot, "/", *"self-care", "enter")
        assert all(isinstance(record, Care) for record in history.entries)
        await press(pilot, "delete")
        assert len(sample.kept().cares) == len(before.cares) - 1
        await undo(pilot)
        assert sample.kept() == before
        await press(pilot, "escape", "/", *"session:", "enter", "e")
        form = pilot.app.screen
        assert isinstance(form, SessionForm)
        assert form.start.old == before.sessions[-1]


async def test_a_session_again_and_its_deletion(sample: Driven) -> None:
    before = sample.kept().sessions
    async with sample.run() as pilot:
        await press(pilot, "s", "f2")
        assert len(sample.kept().sessions) == len(before) + 1
        # The repeated session is the newest, and so the first row.
        await press(pilot, "home", "d", "down", "enter")
    assert sample.kept().sessions == before


async def test_what_is_written_while_a_screen_shows_everything_is_in_it_too(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "g")
        whole = app_of(pilot).whole
        assert whole is not None
        assert "self-care" in shown(pilot)
        await press(pilot, "c", "c", *"ice", "enter")
        after = app_of(pilot).whole
        assert after is not None
        assert len(after.diary.cares) == len(whole.diary.cares) + 1


async def test_trends_go_through_sites_periods_and_views(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "g")
        trends = pilot.app.screen
        assert isinstance(trends, TrendsScreen)
        view = trends.query_one(ViewOfTrends)
        assert view.shown is not None
        assert (view.shown.place, view.shown.period.days) == (("lower back", "center"), 14)
        assert "Lower back: logged 1 to 6 in these 14 days" in shown(pilot)
        await press(pilot, "down", "minus")
        assert (view.shown.place, view.shown.period.days) == (("knee", "left"), 28)
        await press(pilot, "minus")
        assert view.shown.period.days == 90
        await press(pilot, "v")
        assert isinstance(pilot.app.focused, Rows)
        assert len(trends.points) > 50
        for said in (
            "October 2026",
            "Where it hurt",
            "the level before, and the highest of each half day",
            "Left knee flexion",
            "Climbing stairs",
        ):
            await press(pilot, "v")
            assert said in shown(pilot)
        await press(pilot, "v", "V", "V")
        assert "Left knee flexion" in shown(pilot)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("size", [(60, 20), (140, 45)])
async def test_every_view_of_trends_is_drawn_in_every_theme_also_without_an_entry(
    tmp_path: Path, clock: Clock, sample: Driven, theme: str, size: tuple[int, int]
) -> None:
    for driven in (sample, Driven(tmp_path / "empty.db", clock)):
        async with driven.run(*size) as pilot:
            pilot.app.theme = theme
            await press(pilot, "g")
            for _ in VIEWS:
                await press(pilot, "v")
            assert "Course" in shown(pilot)


async def test_the_report_is_previewed_and_written(
    sample: Driven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    async with sample.run() as pilot:
        await press(pilot, "r", "o", "o")
        screen = pilot.app.screen
        await until(lambda: "In short" in str(screen.query_one(Static).content))
        await press(pilot, "w", "enter")
        await until(lambda: app_of(pilot).status.kind == "saved")
        assert "pain-report-2026-11-02.md" in app_of(pilot).status.text
        await press(pilot, "escape", "r")  # it can still be found, also at the next start
        assert "The last one: pain-report-2026-11-02.md" in shown(pilot)
    async with sample.run() as pilot:
        await press(pilot, "r")
        await until(lambda: "The last one: pain-report-2026-11-02.md" in shown(pilot))
        (tmp_path / "pain-report-2026-11-02.md").rename(tmp_path / "sent.md")
        await press(pilot, "escape", "r")
        assert "The last one" not in shown(pilot)
        (tmp_path / "sent.md").rename(tmp_path / "pain-report-2026-11-02.md")
    file = tmp_path / "pain-report-2026-11-02.md"
    assert "Lower back" in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0  # a report is as private as the diary


async def test_a_report_that_can_not_be_written_says_so(sample: Driven, tmp_path: Path) -> None:
    async with sample.run() as pilot:
        await press(pilot, "r", "o", "o")
        screen = pilot.app.screen
        await until(lambda: "In short" in str(screen.query_one(Static).content))
        # Typed before the offered path, which makes one through a folder that does not exist.
        await press(pilot, "w", "home", *f"{tmp_path}/none/", "enter")
        await until(lambda: app_of(pilot).status.kind == "problem")
        assert "not written" in app_of(pilot).status.text


async def test_a_question_for_the_appointment_is_kept(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "r", "n", *"Swim?", "enter")
    assert sample.kept().questions[-1].note == "Swim?"


async def test_the_body_map_goes_by_arrows_and_by_mouse(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "b", "tab")
        front = pilot.app.screen.query_one("#front", Figure)
        assert front.has_focus
        await press(pilot, "down", "down")
        chosen = front.place
        assert chosen is not None
        assert chosen[0] in ("pelvis", "groin", "hip")
        await press(pilot, "enter")
        assert app_of(pilot).today.place == chosen
        await press(pilot, "b")
        map_ = pilot.app.screen
        assert isinstance(map_, BodyMap)
        back = map_.query_one("#back", Figure)
        cell = next(cell for cell in back.cells if cell.place == ("calf", "right"))
        indent = 1 + (back.content_size.width - body_grid(back.view, back.rows).columns) // 2
        offset = (indent + cell.column, cell.line + 1)
        # The first press goes to the place, the second takes it.
        await pilot.click(back, offset=offset)
        await pilot.click(back, offset=offset)
        await idle(pilot)
        assert app_of(pilot).today.place == ("calf", "right")


async def test_help_lists_the_keys_of_the_screen_it_is_opened_from(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "g", "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        words = {words for _, words, _ in pilot.app.screen.query_one(KeyList).lines}
        assert "Values, calendar, where it hurt, and more" in words
        await press(pilot, "?")
        assert isinstance(pilot.app.screen, TrendsScreen)


async def test_nothing_moves_by_itself(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        await press(pilot, "n")
        await until(lambda: isinstance(pilot.app.focused, Input))
        field = pilot.app.focused
        assert isinstance(field, Input)
        assert not field.cursor_blink
        await press(pilot, "escape", "?")
        await until(lambda: isinstance(pilot.app.screen, HelpScreen))
        window = pilot.app.screen.query_one(VerticalScroll)
        await until(lambda: window.max_scroll_y)  # laid out
        await press(pilot, "end")
        assert window.scroll_offset.y == window.max_scroll_y > 0  # at once


async def test_colours_are_remembered(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "ctrl+t")
        assert pilot.app.theme == "light"
        await until(lambda: app_of(pilot).settings.theme == "light")
    assert 'theme = "light"' in sample.path.with_name("config.toml").read_text("utf-8")


async def test_a_file_that_is_no_diary_is_said_and_left_alone(empty: Driven) -> None:
    empty.path.write_bytes(b"not a diary" * 100)
    async with empty.run() as pilot:
        app = app_of(pilot)
        assert app.state == "closed"
        assert "is not a pain diary" in shown(pilot)
        await press(pilot, "6", "enter", "l", "k", "enter", "enter")
        assert app.today.draft.untouched
        assert app.screen is app.today
    assert empty.path.read_bytes() == b"not a diary" * 100


async def test_the_palette_does_what_keys_do(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "ctrl+p", *"history")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        await until(lambda: isinstance(pilot.app.screen, HistoryScreen))


@pytest.mark.parametrize(("width", "words"), [(100, "Sample · Findings · not kept"), (60, "Sample · Findings")])
async def test_the_sample_says_that_it_is_one(sample: Driven, width: int, words: str) -> None:
    async with sample.run(width, 24) as pilot:
        app_of(pilot).sample = True
        await press(pilot, "f")
        assert words in shown(pilot)
        await press(pilot, "escape", "6", "backspace")
        pilot.app.screen.query_one(Masthead).refresh()
        await idle(pilot)
        assert "Sample · not kept" in shown(pilot)


async def test_the_message_for_the_therapist_is_that_of_the_command(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        await press(pilot, "f", "m")
        review = app_of(pilot).review
        assert review is not None
        window = pilot.app.screen
        assert isinstance(window, MessageWindow)
        assert window.text == message_of(review)
        await press(pilot, "f2")
        assert pilot.app.clipboard == window.text
        await press(pilot, "m")
        assert type(pilot.app.screen).__name__ == "FindingsScreen"


def test_a_report_is_offered_where_a_person_keeps_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "checkout"
    (home / "visits").mkdir(parents=True)
    elsewhere.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home / "visits")
    assert offered_folder() == home / "visits"
    monkeypatch.chdir(elsewhere)
    assert offered_folder() == home
    (home / "Documents").mkdir()
    assert offered_folder() == home / "Documents"
