"""The clock reads local times by the rules of the machine, with the zone name where there is one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from diary.clock import Clock, wall_clock, zone_named
from diary.errors import UsageError


@pytest.fixture
def machine_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("tz", "name"),
    [("Europe/Berlin", "Europe/Berlin"), (":Europe/Berlin", "Europe/Berlin"), ("CET-1CEST,M3.5.0,M10.5.0/3", "")],
)
def test_summer_and_winter_have_their_own_offsets(machine_zone: pytest.MonkeyPatch, tz: str, name: str) -> None:
    machine_zone.setenv("TZ", tz)
    time.tzset()
    clock = wall_clock(fixed=datetime(2026, 7, 1, 12, tzinfo=UTC))
    assert clock.zone_name == name
    assert clock.local().isoformat() == "2026-07-01T14:00:00+02:00"
    winter = clock.moment(datetime(2026, 1, 1, 12, tzinfo=UTC))
    assert winter.iso() == "2026-01-01T13:00:00+01:00"
    assert datetime(2026, 1, 1, 13, tzinfo=clock.zone) == datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_fold_says_which_of_a_doubled_hour_is_meant(machine_zone: pytest.MonkeyPatch) -> None:
    machine_zone.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    zone = wall_clock().zone
    first = datetime(2026, 10, 25, 2, 30, tzinfo=zone)
    assert first.astimezone(UTC).hour == 0
    assert first.replace(fold=1).astimezone(UTC).hour == 1


def test_an_unknown_zone_is_refused_with_how_a_name_looks() -> None:
    for name in ("Mars/Base", "../etc/passwd", "", "a" * 300):
        with pytest.raises(UsageError, match="Europe/Berlin"):
            zone_named(name)


def test_now_has_whole_seconds() -> None:
    fixed = datetime(2026, 7, 1, 12, 0, 0, 999_999, tzinfo=UTC)
    assert Clock(UTC, "UTC", fixed).now() == datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert wall_clock("UTC").now().microsecond == 0
