"""Records other than entries and sessions are changed in a typed line, from History; errors name keys, not commands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from textual.widgets import Input

from diary.domain.grammar.times import Here
from diary.domain.moments import Moment
from diary.domain.records import Entry, Record, Session
from diary.domain.rehabilitation import Activity, Answer, Background, Plan, Score, Treatment
from diary.errors import DiaryError, ErrorHint, StoreError
from diary.store.diary_store import DiaryStore
from diary.tui.screens.history import HistoryScreen
from diary.tui.screens.quick_entry.asking import change_line
from diary.tui.screens.quick_entry.echo import Echo
from diary.tui.screens.quick_entry.edit_line import edit_line_of
from diary.tui.screens.quick_entry.line_kinds import KINDS
from diary.tui.screens.quick_entry.window import TypedLine
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import KEYS, key_text, record_text
from tests.tui.driving import Driven, app_of, history, idle, press, shown, typed_line, undo, until

AT = Moment(datetime(2026, 9, 1, 8, tzinfo=UTC), 7200, "Europe/Berlin")
LINES = {
    "c": ("medication ibuprofen 400 mg relief 6 yesterday 21:00 -- with food", "ice 20 min yesterday 21:00"),
    "m": ("left knee flexion 95 yesterday", "left knee flexion 10 short yesterday"),
    "d": ("2026-12-03 10:30 Dr Sommer, knee", "2026-12-04 Dr Sommer"),
    "o": ("lower back 2", "lower back 3"),
    "k": ("numbness left foot", "tingling left foot"),
    "l": ("numbness left foot", "numbness right foot"),
    "n": ("May I swim?", "May I run?"),
}


@pytest.mark.parametrize("key", LINES)
async def test_each_kind_is_changed_in_its_line_and_comes_back_with_u(empty: Driven, key: str) -> None:
    first, second = LINES[key]
    async with empty.run() as pilot:
        await typed_line(pilot, key, first)
        (before,) = empty.kept().records()
        listed = await history(pilot)
        await press(pilot, "p", "p")
        await until(lambda: listed.current is not None)
        # Enter on an unchanged line must save nothing, and add nothing for u to take back.
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TypedLine), app_of(pilot).status.text
        await press(pilot, "enter")
        assert app_of(pilot).status.text == "Nothing was changed."
        await press(pilot, "e")
        pilot.app.screen.query_one(Input).value = second
        await press(pilot, "enter")
        assert app_of(pilot).status.text.startswith("Changed: ")
        (after,) = empty.kept().records()
        assert (after.id, after.recorded) == (before.id, before.recorded)
        assert type(after) is type(before)
        assert after != before
        await undo(pilot)
    assert empty.kept().records() == (before,)


async def test_a_change_that_could_not_be_kept_or_was_left_stands_in_its_line_again(
    sample: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    before = sample.kept()
    async with sample.run() as pilot:
        await history(pilot)
        await press(pilot, "/", *"self-care", "enter", "e")
        pilot.app.screen.query_one(Input).value = "heat 20 min"
        await press(pilot, "escape", "e")
        assert pilot.app.screen.query_one(Input).value == "heat 20 min"
        with monkeypatch.context() as patched:
            patched.setattr(DiaryStore, "replace", fail)
            await press(pilot, "enter")
        assert "Not saved: the disk is full" in app_of(pilot).status.text
        assert sample.kept() == before
        await press(pilot, "e", "enter")
    assert len(sample.kept().cares) == len(before.cares)
    assert sample.kept().cares != before.cares


async def test_a_word_is_added_to_a_line_that_is_changed(empty: Driven) -> None:
    async with empty.run() as pilot:
        await typed_line(pilot, "c", "ice 20 min")
        await history(pilot)
        await press(pilot, "e", *" -- good", "enter")
    (care,) = empty.kept().cares
    assert (care.activity, care.dose, care.note) == ("ice", "20 min", "good")
    assert care.at == empty.clock.moment()


async def test_one_line_changes_one_thing(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await typed_line(pilot, "k", "numbness left foot")
        await history(pilot)
        await press(pilot, "/", *"left foot", "enter", "e")
        pilot.app.screen.query_one(Input).value = "numbness left foot, tingling right hand"
        await press(pilot, "enter")
        assert "This line changes one thing" in pilot.app.screen.query_one(Echo).text
        await press(pilot, "escape")
        await undo(pilot)
    assert sample.kept() == before


UNSAID = ("stretch at the rest stop", "cherry stone cushion", "gel pack on the knee", "Mr Adeyemi, physio review")


def test_a_line_keeps_parts_of_a_second_the_lines_of_a_note_and_a_comma(sample: Driven) -> None:
    now = sample.clock.now()
    here = Here(now, sample.clock.zone, sample.clock.zone_name)
    for record in records_changed_by_line(sample):
        edit_line = edit_line_of(record, here, now)
        if edit_line is None:
            # Words that no command knows go to the note, so that no line says a name that is made of them.
            assert any(name in record_text(record) for name in UNSAID), record_text(record)
            continue
        assert edit_line.changed(edit_line.text, here, now)[0] == record


def records_changed_by_line(sample: Driven) -> list[Record]:
    """The records of the sample that are changed in a line, and one that is hard to say in a line."""
    diary = sample.kept()
    care = diary.cares[-1]
    # Seconds and line breaks have no place in a line, and must survive a change all the same.
    odd = Moment.of(care.at.local + timedelta(seconds=7, milliseconds=120), care.at.zone)
    hard = replace(care, at=odd, note="two\nlines")
    records = [t for t in diary.records() if not isinstance(t, Entry | Session) and t not in diary.acks]
    return [*records, hard]


async def test_what_was_told_is_not_changed_but_deleted(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "t", "enter")
        await history(pilot)
        await press(pilot, "/", *"told", "enter", "e")
        assert app_of(pilot).status.kind == "hint"
        count = len(sample.kept().acks)
        await press(pilot, "delete")
        assert len(sample.kept().acks) == count - 1


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("usual", "no level; a level on most days goes to “usual level” (c, then o)"),
        ("usual-place", "no level, such as lower back 2, or interference 1"),
        ("undo-any", "no level; change it or delete it in History (h)"),
    ],
)
def test_an_error_names_the_key_where_there_is_one(hint: str, said: str) -> None:
    assert key_text(DiaryError("no level", ErrorHint(hint))) == said


def test_an_error_without_a_key_names_the_command() -> None:
    text = key_text(DiaryError("damaged", ErrorHint("rescue", {"db": " --db /x"})))
    assert (
        text == "damaged. No good backup was found. To rescue what can be read: diary verify --salvage OUT.json --db /x"
    )


def test_the_keys_that_errors_name_are_those_of_the_lines() -> None:
    lines = {f"“{kind.name}” (c, then {kind.key})" for kind in KINDS}
    named = {said for text in KEYS.values() for said in re.findall(r"“[^”]*” \(c, then .\)", text)}
    assert len(named) > 2
    assert named <= lines


async def test_an_emptied_line_changes_nothing(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        change_line(app_of(pilot), before.visits[0])
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = ""
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TypedLine)
    assert sample.kept() == before


REHABILITATION: list[tuple[Record, str, str]] = [
    (
        Plan(id="p", at=AT, name="squats", sets=3, reps=10, load="20", unit="kg", per_week=3, since="2026-09-01"),
        "squats 3x10 @20 kg 3 times a week since 2026-09-01",
        "squats 2x8 @20 kg twice a week since 2026-09-01 until 2026-10-01 -- eased",
    ),
    (
        Treatment(
            id="t", at=AT, name="naproxen", dose="250 mg twice a day", regular=True, since="2026-09", note="Dr B"
        ),
        "naproxen 250 mg twice a day since 2026-09 -- Dr B",
        "naproxen 500 mg once a day since 2026-09",
    ),
    (
        Activity(id="a", at=AT, name="climbing stairs", asked="visits", since="2026-09-01"),
        "climbing stairs at visits",
        "climbing the stairs weekly",
    ),
    (
        Background(id="b", at=AT, topic="worse", name="sitting", minutes=20, settles=60),
        "worse sitting after 20 min settles in 60 min",
        "worse standing after 10 min",
    ),
    (
        Score(id="s", at=AT, answers=(Answer("climbing stairs", 5),), note="slow"),
        "climbing stairs 5 2026-09-01T10:00 -- slow",
        "climbing stairs 6 2026-09-01T10:00",
    ),
]


@pytest.mark.parametrize(("record", "line", "other"), REHABILITATION, ids=[r.id for r, _, _ in REHABILITATION])
def test_a_record_of_the_rehabilitation_is_a_line_and_another_line_changes_it(
    sample: Driven, record: Record, line: str, other: str
) -> None:
    here = Here(sample.clock.now(), sample.clock.zone, sample.clock.zone_name)
    edit_line = edit_line_of(record, here, sample.clock.now())
    assert edit_line is not None
    assert edit_line.text == line
    same, _ = edit_line.changed(line, here, sample.clock.now())
    assert same == record
    new, _ = edit_line.changed(other, here, sample.clock.now())
    assert (new.id, new.at, new.recorded) == (record.id, record.at, record.recorded)
    text = edit_line_of(new, here, sample.clock.now())
    assert text is not None
    assert text.text == other


async def test_every_record_of_the_sample_is_changed_or_says_how(sample: Driven) -> None:
    here = Here(sample.clock.now(), sample.clock.zone, sample.clock.zone_name)
    kinds = (Plan, Treatment, Activity, Background, Score)
    records = [record for record in sample.kept().records() if isinstance(record, kinds)]
    assert len(records) > 40
    assert [record for record in records if edit_line_of(record, here, sample.clock.now()) is None] == []


async def test_a_plan_line_is_changed_and_deleted_in_the_history_and_u_brings_it_back(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        listed = await history(pilot)
        await press(pilot, "/", *"pelvic", "enter")
        assert isinstance(listed.current, Plan)
        await press(pilot, "e")
        pilot.app.screen.query_one(Input).value = "pelvic tilt 2x10 daily since 2026-11-01"
        await press(pilot, "enter")
        assert app_of(pilot).status.text.startswith("Changed: planned: pelvic tilt 2x10, daily, since 1 Nov 2026 · ")
        assert [plan.per_week for plan in sample.kept().plans][-1] == 7
        await press(pilot, "delete")
        assert app_of(pilot).status.text.startswith("Deleted: planned: pelvic tilt 2x10")
        assert len(sample.kept().plans) == len(before.plans) - 1
        await undo(pilot)
        await undo(pilot)
    assert sample.kept() == before


@pytest.mark.parametrize("keys", [("7", "enter"), ("enter",), ("escape",)])
async def test_after_a_change_from_the_history_the_list_is_there_again(sample: Driven, keys: tuple[str, ...]) -> None:
    async with sample.run() as pilot:
        await press(pilot, "h", "a", "down", "down")
        before = pilot.app.screen
        assert isinstance(before, HistoryScreen)
        assert before.current is not None
        opened = before.current.id
        await press(pilot, "e", *keys)
        after = pilot.app.screen
        assert isinstance(after, HistoryScreen)
        assert after.filter == before.filter
        assert after.query_one(Rows).cursor == 2
        assert after.current is not None
        assert after.current.id == opened
        assert app_of(pilot).today.draft.untouched
        words = {"7": "Changed", "enter": "Nothing was changed", "escape": "left as it is"}
        assert words[keys[0]] in shown(pilot)


async def test_the_arrow_stays_at_its_record_when_the_older_ones_come(sample: Driven) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        await press(pilot, "h", "a")
        await until(lambda: app.whole is not None)
        whole, app.whole = app.whole, None
        await press(pilot, "down", "down")
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        opened = history.current
        app.whole = whole
        await idle(pilot)
        assert (history.query_one(Rows).cursor, history.current) == (2, opened)
