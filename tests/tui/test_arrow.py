"""The arrow of a list stays at its record while another program writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diary.domain.moments import Moment
from diary.domain.records import Entry, Question, Session, new_id
from diary.store.diary_store import open_diary
from diary.tui.screens.report.screen import ReportScreen
from diary.tui.screens.sessions.screen import SessionsScreen
from diary.tui.widgets.rows import Rows
from tests.tui.driving import Driven, app_of, history, idle, press, until


def log_elsewhere(sample: Driven, record: Entry | Session) -> Entry | Session:
    """Another program logs the record once more, as of a minute ago."""
    new = replace(record, id=new_id(), at=sample.clock.moment(sample.clock.now() - timedelta(minutes=1)))
    with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as store:
        store.save(new)
    return new


async def test_d_in_the_history_deletes_the_entry_at_the_arrow_after_another_program_logged(sample: Driven) -> None:
    entries = sample.kept().entries
    async with sample.run() as pilot:
        screen = await history(pilot)
        await press(pilot, *["o"] * 6, "down")
        meant = screen.current
        assert meant == entries[-2]
        new = log_elsewhere(sample, entries[-1])
        await until(lambda: new.id in [entry.id for entry in screen.entries])
        await idle(pilot)
        assert screen.current == meant
        await press(pilot, "d", "delete")
    left = {entry.id for entry in sample.kept().entries}
    assert left == {entry.id for entry in entries} - {entries[-2].id} | {new.id}


async def test_the_arrow_goes_to_the_line_below_where_its_entry_is_gone(sample: Driven) -> None:
    entries = sample.kept().entries
    async with sample.run() as pilot:
        screen = await history(pilot)
        await press(pilot, *["o"] * 6, "down", "d", "delete")
        assert screen.current == entries[-3]


async def test_d_deletes_the_question_at_the_arrow_after_another_program_asked_one(sample: Driven) -> None:
    with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as store:
        at, now = sample.clock.moment(), sample.clock.now()
        early = [
            Question(id=f"q{n}", at=Moment.of(at.local - timedelta(hours=5 - n), at.zone), note=f"{n}?") for n in (1, 2)
        ]
        store.save(*early)
        async with sample.run() as pilot:
            await press(pilot, "r")
            screen = app_of(pilot).screen
            assert isinstance(screen, ReportScreen)
            await until(lambda: any(line.question for line in screen.lines))
            screen.query_one(Rows).cursor = [line.id for line in screen.lines].index("q1")
            first = Question(id="q0", at=Moment.of(at.local - timedelta(hours=9), at.zone), recorded=now, note="0?")
            store.save(first)
            await until(lambda: "q0" in [line.id for line in screen.lines])
            await press(pilot, "d", "delete")
    assert {question.id for question in sample.kept().questions} >= {"q0", "q2"}
    assert "q1" not in {question.id for question in sample.kept().questions}


async def test_the_arrow_on_today_stays_at_its_site_where_one_above_it_is_gone(sample: Driven) -> None:
    with open_diary(sample.path, clock=sample.clock, program="cli", create=False) as store:
        async with sample.run() as pilot:
            today = app_of(pilot).today
            await press(pilot, "down", "down")
            meant, above = today.place, today.order[0]
            # A site with a stated usual level stays listed without any entry.
            stated = [usual.id for usual in sample.kept().usuals]
            there = [e for e in sample.kept().entries if above in [(r.site, r.side) for r in e.readings]]
            keep = [tuple(r for r in e.readings if (r.site, r.side) != above) for e in there]
            with_others = [replace(e, readings=rest) for e, rest in zip(there, keep, strict=True) if rest]
            gone = [e.id for e, rest in zip(there, keep, strict=True) if not rest]
            store.write(changed=with_others, gone=[*gone, *stated])
            await until(lambda: above not in today.order)
            await idle(pilot)
            assert today.place == meant
            await press(pilot, "7")
            assert today.draft.at(meant).level == 7


async def test_d_deletes_the_session_at_the_arrow_after_another_program_logged(sample: Driven) -> None:
    sessions = sample.kept().sessions
    async with sample.run() as pilot:
        await press(pilot, "s")
        screen = app_of(pilot).screen
        assert isinstance(screen, SessionsScreen)
        await until(lambda: screen.current)
        assert screen.current == sessions[-1]
        new = log_elsewhere(sample, sessions[-1])
        await until(lambda: new.id in [session.id for session in screen.sessions])
        await idle(pilot)
        await press(pilot, "d", "delete")
    left = {session.id for session in sample.kept().sessions}
    assert left == {session.id for session in sessions} - {sessions[-1].id} | {new.id}
