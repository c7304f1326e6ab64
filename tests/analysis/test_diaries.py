"""The small language that the tables of diaries are written in."""

from __future__ import annotations

from diary.domain.records import Entry, Reading
from tests.analysis.diaries import at, diary, levels


def test_a_line_becomes_an_entry_with_all_its_parts() -> None:
    given = diary("d2 20:30+1 lower back 5 sharp numbness sudden, knee left 0, fever, interference 7, fatigue 4")
    (entry,) = given.entries
    assert isinstance(entry, Entry)
    assert entry.readings == (
        Reading("lower back", "center", 5, ("sharp",), ("numbness",), sudden=True),
        Reading("knee", "left", 0),
    )
    assert (entry.symptoms, entry.interference, entry.fatigue) == (("fever",), 7, 4)
    assert entry.at.local.isoformat() == "2026-01-07T20:30:00+01:00"


def test_hours_run_on_past_midnight_and_a_day_alone_is_noon() -> None:
    assert at("d0 44:00") == at("d1 20:00")
    assert diary("d1 knee left 3").entries[0].at.date_only
    assert at("d1") == at("d1 12:00")


def test_a_dot_is_a_day_without_a_reading() -> None:
    assert levels("knee left", "2 . 10", first=3) == ["d3 20:00 knee left 2", "d5 20:00 knee left 10"]
