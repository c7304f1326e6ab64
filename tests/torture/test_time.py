"""Clocks set back, hours that come twice or never, unknown zones, and two machines at one instant."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from diary.clock import Clock, zone_named
from diary.domain.grammar.entry import parse_line
from diary.domain.grammar.times import Here
from diary.domain.records import Diary, Entry, new_id
from diary.exchange.csv_write import csv_of
from diary.exchange.import_plan import apply, plan_import
from diary.exchange.json_format import json_of
from diary.store.diary_store import DiaryStore, open_diary
from tests.store.samples import entry
from tests.torture.jobs import an_entry
from tests.torture.oddities import COMMANDS, command_faults
from tests.torture.terminal import run_in_terminal

BERLIN = zone_named("Europe/Berlin")


def clock_at(hour: datetime) -> Clock:
    return Clock(BERLIN, "Europe/Berlin", hour)


def logged(store: DiaryStore, line: str, now: datetime) -> Entry:
    """The entry of a line that is logged at the time `now`."""
    made = parse_line(line, now=Here(now, BERLIN, "Europe/Berlin")).entry(new_id(), now)
    store.save(made)
    return made


def test_a_clock_that_jumps_back_and_forth_loses_no_entry_and_undo_takes_back_the_last_step(tmp_path: Path) -> None:
    start = datetime(2026, 3, 5, 19, tzinfo=UTC)
    jumps = (0, -26, 3, -24 * 400, 1, -1, 0)
    saved: list[str] = []
    for number, hours in enumerate(jumps):
        now = start + timedelta(hours=hours)
        # A new store for each entry, as with `diary log`.
        with open_diary(tmp_path / "diary.db", clock=clock_at(now), program="cli", create=True) as store:
            saved.append(logged(store, f"{number} left knee -- n{number}", now).id)
    with open_diary(tmp_path / "diary.db", clock=clock_at(start), program="cli", create=False) as store:
        assert {each.id for each in store.read().entries} == set(saved)
        assert [change.operations[0][0] for change in store.changes(20)] == saved[::-1]
        assert [store.undo().operations[0][0] for _ in saved] == saved[::-1]
        assert store.read().entries == ()
        fates = [version.outcome for version in store.versions()]
        assert fates == ["deleted"] * len(saved)
        assert all(
            version.until and version.written <= version.until for version in store.versions() if version.written
        )


@pytest.mark.parametrize(
    ("day", "lines", "hours"),
    [
        # The hour from 02:00 to 03:00 comes twice: from 01:30 to 03:00 it is 2.5 hours, not 1.5.
        ("2025-10-26", ("1 neck 01:30", "2 neck 02:30", "3 neck 03:00"), (1.0, 1.5)),
        # The hour from 02:00 to 03:00 does not exist: from 01:30 to 03:00 it is half an hour.
        ("2025-03-30", ("1 neck 01:30", "2 neck 03:00"), (0.5,)),
    ],
)
def test_over_a_change_of_the_clock_hours_are_hours_and_each_entry_comes_back(
    store: DiaryStore, clock: Clock, day: str, lines: tuple[str, ...], hours: tuple[float, ...]
) -> None:
    now = datetime.fromisoformat(f"{day}T21:00:00+00:00")
    made = [logged(store, line, now) for line in lines]
    gaps = [(later.at.instant - earlier.at.instant) / timedelta(hours=1) for earlier, later in pairwise(made)]
    assert gaps == list(hours)
    assert [each.at.local.isoformat() for each in store.read().entries] == [each.at.local.isoformat() for each in made]
    assert {each.at.day.isoformat() for each in store.read().entries} == {day}
    again = plan_import(csv_of(store.read()), None, clock)
    assert list(again.new) == made


def test_the_two_passes_of_a_repeated_hour_stay_distinct(store: DiaryStore, clock: Clock) -> None:
    first = plan_import(
        "entry,time,zone,site,pain\r\n"
        "a,2025-10-26T02:30+02:00,Europe/Berlin,neck,3\r\nb,2025-10-26T02:30+01:00,Europe/Berlin,neck,4\r\n",
        store,
        clock,
    )
    apply(first, store)
    entries = store.read().entries
    assert [each.id for each in entries] == ["a", "b"]
    assert entries[1].at.instant - entries[0].at.instant == timedelta(hours=1)
    assert not plan_import(csv_of(store.read()), store, clock).writes


@pytest.fixture
def far_zone(tmp_path: Path, clock: Clock) -> Path:
    """A diary whose entries were written in a zone that this machine does not know."""
    path = tmp_path / "diary.db"
    with open_diary(path, clock=clock, program="cli", create=True) as store:
        store.save(*(entry(hours, id=f"e{hours}", note="x") for hours in (2, 20, 50)))
        store.replace(entry(2, id="e2", note="y"))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE entry SET zone = 'Mars/Olympus'")
        raw.execute("UPDATE version SET content = replace(content, 'Europe/Berlin', 'Mars/Olympus')")
        raw.commit()
    return path


def test_an_unknown_zone_stops_no_command(far_zone: Path) -> None:
    # Without the HTML report: its content is the same as in text, but it takes seconds to draw.
    for words in set(COMMANDS) - {("report", "-o", "report.html")}:
        assert list(command_faults(words, far_zone)) == [], words


def test_an_unknown_zone_does_not_stop_the_screen(far_zone: Path) -> None:
    status, sent = run_in_terminal([sys.executable, "-m", "diary"], far_zone.parent, "fh")
    assert status == 0
    assert b"Traceback" not in sent


def test_an_unknown_zone_can_be_exported_and_imported(far_zone: Path, clock: Clock, tmp_path: Path) -> None:
    with open_diary(far_zone, clock=clock, program="cli", create=False) as store:
        before, versions = store.read(), store.versions()
    for content in (csv_of(before), json_of(before, versions)):
        plan = plan_import(content, None, clock)
        assert not plan.refused
        assert [each.at.instant for each in Diary.of(plan.new).entries] == [each.at.instant for each in before.entries]
        assert [each.at.local for each in Diary.of(plan.new).entries] == [each.at.local for each in before.entries]


def test_entries_of_one_instant_on_two_machines_are_all_kept(tmp_path: Path, clock: Clock) -> None:
    files: list[tuple[bytes, bytes]] = []
    for machine in ("desk", "phone"):
        with open_diary(tmp_path / f"{machine}.db", clock=clock, program="cli", create=True) as store:
            store.save(an_entry(f"{machine}-1", "the same"), an_entry(f"{machine}-2", machine))
            store.replace(replace(an_entry(f"{machine}-2", machine), note=f"{machine} again"))
            files.append((csv_of(store.read()), json_of(store.read(), store.versions())))
    for form in (0, 1):
        for order in (files, files[::-1]):
            path = tmp_path / f"{form}{order is files}.db"
            with open_diary(path, clock=clock, program="import", create=True) as both:
                # Each file twice: importing again must change nothing.
                for each in (*order, *order):
                    apply(plan_import(each[form], both, clock), both)
                entries = both.read().entries
                assert [each.id for each in entries] == ["desk-1", "desk-2", "phone-1", "phone-2"]
                assert len({each.at.instant for each in entries}) == 1
