"""Times of other apps: without a clock, in two columns, in any order, with offsets, zones, and parts of the day."""

from __future__ import annotations

import pytest

from diary.errors import InvalidValue
from diary.exchange.apps.clocks import Clocks, order_of, written
from diary.exchange.apps.rows import ForeignRow
from tests.exchange.diaries import BERLIN

PARTS = {"pm": "21:00", "all day": ""}


def read(date: str, clock: str = "", offset: str = "", order: str = "", zone: str = "") -> str:
    at, _ = Clocks(BERLIN, order, zone, PARTS).read(ForeignRow("line 2", date, clock, offset))
    return f"{'about ' if at.about else ''}{at.iso()}"


@pytest.mark.parametrize(
    ("date", "clock", "time"),
    [
        ("2024-03-01", "", "2024-03-01"),
        ("2024-03-01", "14:58", "2024-03-01T14:58:00+01:00"),
        ("2024-03-01", "6:50 pm", "2024-03-01T18:50:00+01:00"),
        ("2024-03-01", "6:50\u202fPM", "2024-03-01T18:50:00+01:00"),
        ("2024-03-01", "12:04 AM", "2024-03-01T00:04:00+01:00"),
        ("2024-03-01", "12:04 p.m.", "2024-03-01T12:04:00+01:00"),
        ("2024-03-01", "14.58", "2024-03-01T14:58:00+01:00"),
        ("2024-03-01", "PM", "about 2024-03-01T21:00:00+01:00"),
        ("2024-03-01", "all day", "2024-03-01"),
        ("22nd Sep 2020", "3:04", "2020-09-22T03:04:00+02:00"),
        ("1st March 2024", "", "2024-03-01"),
        ("Sep 3, 2020", "", "2020-09-03"),
        ("02.03.26", "", "2026-03-02"),
        ("2024-03-01 09:00:00 -0800", "", "2024-03-01T09:00:00-08:00"),
        ("2022-09-14T21:30:41.432+01:00", "", "2022-09-14T21:30:41.432000+01:00"),
        ("2021-02-09T23:30:00Z", "", "2021-02-10T00:30:00+01:00"),
        ("1709280000", "", "2024-03-01T09:00:00+01:00"),
        ("1709280000000", "", "2024-03-01T09:00:00+01:00"),
    ],
)
def test_what_stands_for_a_time(date: str, clock: str, time: str) -> None:
    assert read(date, clock) == time


def test_minutes_east_of_utc_and_a_zone_of_the_map() -> None:
    assert read("2024-03-01", "14:58", "-300") == "2024-03-01T14:58:00-05:00"
    assert read("2024-03-01", "14:58", "345.0") == "2024-03-01T14:58:00+05:45"
    assert read("2024-03-01", "14:58", zone="America/Lima") == "2024-03-01T14:58:00-05:00"
    assert read("2024-03-01", "", "60") == "2024-03-01"
    assert read("2024-03-01", "pm", "-300") == "about 2024-03-01T21:00:00-05:00"


@pytest.mark.parametrize(
    ("date", "clock", "offset"),
    [
        ("", "", ""),
        ("2024-02-31", "", ""),
        ("2024-03-01", "25:00", ""),
        ("2024-03-01", "13:00 pm", ""),
        ("2024-03-01", "noonish", ""),
        ("2024-03-31", "02:30", ""),
        ("2024-03-01", "14:58", "x"),
        ("2024-03-01", "14:58", "9999"),
        ("25. September", "", ""),
        ("03/04/2024", "", ""),
    ],
)
def test_what_is_no_time_is_refused(date: str, clock: str, offset: str) -> None:
    with pytest.raises(InvalidValue):
        read(date, clock, offset)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["3/2/26", "3/13/26"], "month-day"),
        (["13/3/2026", "3/2/2026"], "day-month"),
        (["3/2/26", "4/2/26"], "?"),
        (["3/13/26", "13/3/26"], "?"),
        (["3/3/26"], ""),
        (["2026-03-02", "02.03.26", "1709280000"], ""),
    ],
)
def test_the_order_of_day_and_month_comes_from_the_whole_column_or_is_asked(dates: list[str], order: str) -> None:
    assert order_of(ForeignRow("line 2", date) for date in dates) == order


def test_the_order_of_the_map_is_obeyed() -> None:
    assert read("3/2/26", order="month-day") == "2026-03-02"
    assert read("3/2/26", order="day-month") == "2026-02-03"


def test_ids_do_not_depend_on_how_the_clock_is_written() -> None:
    assert written(ForeignRow("", "2024-03-01", "6:50 pm")) == written(ForeignRow("", "2024-03-01", "18:50"))


def test_a_zone_that_does_not_exist_is_named() -> None:
    with pytest.raises(InvalidValue, match="no time zone is called “Foo/Bar”"):
        Clocks(BERLIN, "", "Foo/Bar", {})
