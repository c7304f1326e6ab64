"""What an entry makes doubtful: a stated usual level, asked about once."""

from __future__ import annotations

import pytest

from diary.analysis.snapshot import snapshot_of
from diary.review.announce import newly_doubted
from tests.analysis.diaries import at, diary, on_days

SPARSE = on_days(range(1, 46, 4), "knee left 6")


def asked(*lines: str | list[str], day: int) -> tuple[str, str, float] | None:
    """What the entry at 21:00 of a day makes doubtful."""
    given = diary("d0 08:00 usual knee left 3", *lines)
    return newly_doubted(*(snapshot_of(given, at(f"d{day} {clock}")) for clock in ("20:59", "21:00")))


@pytest.mark.parametrize(("day", "found"), [(37, None), (41, ("knee", "left", 6)), (45, None)])
def test_high_days_far_apart_are_asked_about_once(day: int, found: tuple[str, str, float] | None) -> None:
    evenings = [line.replace("20:00", "21:00") for line in SPARSE]
    assert asked(evenings, day=day) == found


def test_a_second_entry_of_the_day_asks_nothing() -> None:
    evenings = [line.replace("20:00", "21:00") for line in SPARSE]
    assert asked(evenings, "d41 08:00 knee left 6", day=41) is None


def test_without_a_statement_nothing_is_asked() -> None:
    given = diary(SPARSE)
    assert newly_doubted(*(snapshot_of(given, at(f"d41 {clock}")) for clock in ("19:59", "20:00"))) is None
