"""Times as people write them, in zones that change their clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from diary.domain.grammar.entry import parse_line
from diary.domain.grammar.times import Here, parse_time
from diary.domain.moments import Moment
from diary.error_hints import error_text
from diary.errors import UnclearLine, UsageError


def here(now: str, zone: str = "Europe/Berlin") -> Here:
    return Here(datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)), ZoneInfo(zone), zone)


THURSDAY = here("2026-03-05T20:00:30")

UNDERSTOOD = [
    ("now", "2026-03-05T20:00:30+01:00"),
    ("just now", "2026-03-05T20:00:30+01:00"),
    ("19:59", "2026-03-05T19:59:00+01:00"),
    ("@19:59", "2026-03-05T19:59:00+01:00"),
    ("at 19:59", "2026-03-05T19:59:00+01:00"),
    ("8am", "2026-03-05T08:00:00+01:00"),
    ("8 am", "2026-03-05T08:00:00+01:00"),
    ("8 a.m.", "2026-03-05T08:00:00+01:00"),
    ("8:30 am", "2026-03-05T08:30:00+01:00"),
    ("8:30pm yesterday", "2026-03-04T20:30:00+01:00"),
    ("8.30pm yesterday", "2026-03-04T20:30:00+01:00"),
    ("12am", "2026-03-05T00:00:00+01:00"),
    ("12pm", "2026-03-05T12:00:00+01:00"),
    ("noon", "2026-03-05T12:00:00+01:00"),
    ("midnight", "2026-03-05T00:00:00+01:00"),
    ("yesterday noon", "2026-03-04T12:00:00+01:00"),
    ("yesterday 21:00", "2026-03-04T21:00:00+01:00"),
    ("21:00 yesterday", "2026-03-04T21:00:00+01:00"),
    ("yesterday at 9pm", "2026-03-04T21:00:00+01:00"),
    ("yesterday", "2026-03-04"),
    ("today", "2026-03-05T20:00:30+01:00"),
    ("the day before yesterday", "2026-03-03"),
    ("day before yesterday 10:00", "2026-03-03T10:00:00+01:00"),
    ("half past eight yesterday morning", "2026-03-04T08:30:00+01:00"),
    ("yesterday evening at half past 8", "2026-03-04T20:30:00+01:00"),
    ("quarter to nine this morning", "2026-03-05T08:45:00+01:00"),
    ("a quarter past 3 this afternoon", "2026-03-05T15:15:00+01:00"),
    ("half past 7 pm", "2026-03-05T19:30:00+01:00"),
    ("8 o'clock yesterday evening", "2026-03-04T20:00:00+01:00"),
    ("on the 2nd", "2026-03-02"),
    ("the 15th 10:00", "2026-02-15T10:00:00+01:00"),
    ("on the 31st 9am", "2026-01-31T09:00:00+01:00"),
    ("first of march", "2026-03-01"),
    ("2 days ago", "2026-03-03"),
    ("2d ago", "2026-03-03"),
    ("two days ago", "2026-03-03"),
    ("2 days ago 9pm", "2026-03-03T21:00:00+01:00"),
    ("a week ago", "2026-02-26"),
    ("2h ago", "2026-03-05T18:00:00+01:00"),
    ("2 hours ago", "2026-03-05T18:00:00+01:00"),
    ("an hour ago", "2026-03-05T19:00:00+01:00"),
    ("half an hour ago", "2026-03-05T19:30:00+01:00"),
    ("30 min ago", "2026-03-05T19:30:00+01:00"),
    ("30m ago", "2026-03-05T19:30:00+01:00"),
    ("24h ago", "2026-03-04T20:00:00+01:00"),
    ("48 hours ago", "2026-03-03T20:00:00+01:00"),
    ("mon 8am", "2026-03-02T08:00:00+01:00"),
    ("8am on monday", "2026-03-02T08:00:00+01:00"),
    ("monday", "2026-03-02"),
    ("fri", "2026-02-27"),
    ("thu 8am", "2026-03-05T08:00:00+01:00"),
    ("thu 21:00", "2026-02-26T21:00:00+01:00"),
    ("last thu", "2026-02-26"),
    ("last thu 8am", "2026-02-26T08:00:00+01:00"),
    ("thurs", "2026-03-05"),
    ("2026-03-01T20:00", "2026-03-01T20:00:00+01:00"),
    ("2026-03-01T20:00:05", "2026-03-01T20:00:05+01:00"),
    ("2026-03-01T20:00:05.123", "2026-03-01T20:00:05+01:00"),
    ("2026-03-01 20:00", "2026-03-01T20:00:00+01:00"),
    ("2026-03-01", "2026-03-01"),
    ("2026-3-1", "2026-03-01"),
    ("2026-03-01T20:00Z", "2026-03-01T20:00:00+00:00"),
    ("2026-03-01T20:00+05:30", "2026-03-01T20:00:00+05:30"),
    ("2026-03-01 20:00-0500", "2026-03-01T20:00:00-05:00"),
    ("3 mar", "2026-03-03"),
    ("march 3 8am", "2026-03-03T08:00:00+01:00"),
    ("6 mar", "2025-03-06"),
    ("12 october 2024", "2024-10-12"),
    ("29 feb", "2024-02-29"),
    ("1900-01-01", "1900-01-01"),
    ("20:02", "2026-03-05T20:02:00+01:00"),
]


@pytest.mark.parametrize(("text", "iso"), UNDERSTOOD)
def test_a_time_is_understood(text: str, iso: str) -> None:
    assert parse_time(text, now=THURSDAY).at.iso() == iso
    assert parse_time(text.split(), now=THURSDAY).at.iso() == iso
    assert parse_line(f"6 left knee {text}", now=THURSDAY).at.iso() == iso
    assert parse_line(f"{text} 6 left knee", now=THURSDAY).at.iso() == iso


REFUSED = [
    ("21:00", "did you mean yesterday 21:00?"),
    ("9pm", "did you mean yesterday 21:00?"),
    ("20:03", "did you mean yesterday 20:03?"),
    ("today 21:00", "did you mean yesterday 21:00?"),
    ("2026-03-06", "did you mean today?"),
    ("2026-03-06T08:00", "did you mean today 08:00?"),
    ("2026-03-06T21:00", "did you mean yesterday 21:00?"),
    ("2027-01-01", "did you mean 2026-01-01?"),
    ("2026-12-24T18:00", "did you mean 2025-12-24T18:00?"),
    ("next mon", "still to come"),
    ("in 2 days", "still to come"),
    ("1899-12-31", "before 1900; did you mean 2026-12-31?"),
    ("1026-03-01", "did you mean 2026-03-01?"),
    ("0000-03-01", "not a date that exists"),
    ("9999-12-31", "too far ahead"),
    ("2026-02-30", "not a date that exists"),
    ("31 feb", "not a date that exists"),
    ("24:00", "write 00:00 of the next"),
    ("25:00", "not a time of day"),
    ("13pm", "write 9pm or 21:00"),
    ("0am", "write 9pm or 21:00"),
    ("yesterday midnight", "yesterday 00:00 or 23:59"),
    ("half past 8", "Write 08:30 or yesterday 20:30"),
    ("quarter to nine on monday", "Write 08:45 or 20:45"),
    ("8 o'clock", "Write 08:00 or 20:00"),
    ("monday week", "not exact enough"),
    ("a week on monday 10:00", "not exact enough"),
    ("mon tue", "more than one time"),
    ("8am 9am", "more than one time"),
    ("2h ago yesterday", "more than one time"),
    ("999999 weeks ago", "too far away"),
    ("2026-03-01T20:00+29:00", "offset"),
    ("2026-03-01T2x", "not understood"),
    ("soon", "not understood as a time"),
    ("", "a time is missing"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_time_is_refused_with_what_was_probably_meant(text: str, reason: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_time(text, now=THURSDAY)
    assert reason in str(refusal.value)


@pytest.mark.parametrize("text", ["tomorrow", "tomorrow 8am", "9pm tomorrow", "next mon", "in 2 days", "in 2 hours"])
def test_a_time_with_a_word_for_the_future_gets_no_suggestion(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_time(text, now=THURSDAY)
    assert "still to come" in str(refusal.value)
    assert "diary visit" in error_text(refusal.value)
    assert "did you mean" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("21:00", "2026-03-05T21:00:00+01:00"),
        ("tomorrow 10:00", "2026-03-06T10:00:00+01:00"),
        ("next mon 10:00", "2026-03-09T10:00:00+01:00"),
        ("next thu", "2026-03-12"),
        ("last thu", "2026-02-26"),
        ("in 2 weeks", "2026-03-19"),
        ("in 2 hours", "2026-03-05T22:00:00+01:00"),
        ("12 apr 10:00", "2026-04-12T10:00:00+02:00"),
        ("20 feb", "2026-02-20"),
        ("yesterday", "2026-03-04"),
        ("today", "2026-03-05"),
        ("day after tomorrow 10:00", "2026-03-07T10:00:00+01:00"),
        ("in two weeks 10:00", "2026-03-19T10:00:00+01:00"),
        ("in a week", "2026-03-12"),
        ("the 15th 10:30", "2026-03-15T10:30:00+01:00"),
        ("on the 3rd", "2026-04-03"),
        ("first of april 10:00", "2026-04-01T10:00:00+02:00"),
    ],
)
def test_a_time_may_be_in_the_future_where_that_is_allowed(text: str, iso: str) -> None:
    assert parse_time(text, now=THURSDAY, future=True).at.iso() == iso


def test_a_bare_weekday_is_the_past_one_even_where_the_future_is_allowed() -> None:
    assert parse_time("mon 8am", now=THURSDAY, future=True).at.iso() == "2026-03-02T08:00:00+01:00"


def test_the_weekday_of_today_means_today_with_a_remark() -> None:
    timed = parse_time("thursday", now=THURSDAY)
    assert (timed.at.iso(), timed.remarks) == ("2026-03-05", ("thursday: taken as today, 2026-03-05",))


def test_a_day_alone_counts_as_noon() -> None:
    assert parse_time("yesterday", now=THURSDAY).at == Moment.on_day(
        date(2026, 3, 4), ZoneInfo("Europe/Berlin"), "Europe/Berlin"
    )


def test_the_date_of_today_before_noon_is_not_in_the_future() -> None:
    morning = here("2026-03-05T08:00")
    at = parse_time("2026-03-05", now=morning).at
    assert (at.iso(), at.instant) == ("2026-03-05", morning.now.astimezone(UTC))


def test_today_is_all_of_the_day_where_a_range_of_days_is_asked_for() -> None:
    assert parse_time("today", now=THURSDAY, whole_day=True).at.iso() == "2026-03-05"


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("6 left knee at half past 8", ("6 left knee 08:30", "6 left knee yesterday 20:30")),
        ("6 left knee yesterday quarter to nine", ("6 left knee yesterday 08:45", "6 left knee yesterday 20:45")),
    ],
)
def test_a_time_before_or_after_noon_is_asked_with_a_line_for_each(line: str, lines: tuple[str, ...]) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_line(line, now=THURSDAY)
    assert refusal.value.lines == lines


def test_the_line_for_a_skipped_hour_keeps_its_day() -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_line("6 left knee 2025-03-30T02:30", now=THURSDAY)
    assert refusal.value.lines == ("6 left knee 2025-03-30T03:30",)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("4 left knee at 8 this morning", "2026-03-05T08:00:00+01:00"),
        ("4 left knee last night at 3", "2026-03-05T03:00:00+01:00"),
        ("at 2 in the afternoon 4 left knee", "2026-03-05T14:00:00+01:00"),
    ],
)
def test_the_part_of_the_day_says_which_hour_is_meant(line: str, iso: str) -> None:
    assert parse_line(line, now=THURSDAY).at.iso() == iso


@pytest.mark.parametrize("line", ["4 left knee after the 3rd session", "4 left knee march 5 km"])
def test_the_third_of_something_and_a_walk_of_five_km_are_no_days(line: str) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_line(line, now=THURSDAY)
    assert [parse_line(offered, now=THURSDAY).at for offered in refusal.value.lines] == [THURSDAY.moment]


SKIPPED = [
    ("Europe/Berlin", "2025-03-30", "02:30", "03:30"),
    ("America/New_York", "2025-03-09", "02:30", "03:30"),
    ("Pacific/Chatham", "2025-09-28", "03:00", "04:00"),
]


@pytest.mark.parametrize(("zone", "day", "clock", "meant"), SKIPPED)
def test_an_hour_that_was_skipped_is_refused(zone: str, day: str, clock: str, meant: str) -> None:
    for text in (f"{day} {clock}", f"{day}T{clock}"):
        with pytest.raises(UsageError, match=f"skipped on {day}.*did you mean {day}T{meant}"):
            parse_time(text, now=here("2026-03-05T20:00", zone))


TWICE = [
    ("Europe/Berlin", "2025-10-26", "02:30", "+02:00", "+01:00"),
    ("America/New_York", "2025-11-02", "01:30", "-04:00", "-05:00"),
    ("Pacific/Chatham", "2025-04-06", "03:00", "+13:45", "+12:45"),
]


@pytest.mark.parametrize(("zone", "day", "clock", "first", "second"), TWICE)
def test_the_first_of_a_doubled_hour_is_taken_with_a_remark(
    zone: str, day: str, clock: str, first: str, second: str
) -> None:
    now = here("2026-03-05T20:00", zone)
    timed = parse_time(f"{day} {clock}", now=now)
    assert timed.at.iso() == f"{day}T{clock}:00{first}"
    assert f"{day}T{clock}{second}" in timed.remarks[0]
    again = parse_time(f"{day}T{clock}{second}", now=now)
    assert (again.at.iso(), again.at.zone, again.remarks) == (f"{day}T{clock}:00{second}", zone, ())
    assert parse_line(f"6 left knee {day} {clock}", now=now).remarks == timed.remarks


@pytest.mark.parametrize(("zone", "day", "clock", "first", "second"), TWICE)
def test_hours_ago_are_hours_that_passed_also_over_a_change_of_the_clock(
    zone: str, day: str, clock: str, first: str, second: str
) -> None:
    noon = here(f"{day}T12:00", zone)
    at = parse_time("12h ago", now=noon).at
    assert noon.now.astimezone(UTC) - at.instant == timedelta(hours=12)
    assert at.local.hour == 1


def test_an_offset_from_elsewhere_keeps_its_offset_and_a_zone_in_brackets() -> None:
    plain = parse_time("2026-03-01T20:00+05:30", now=THURSDAY).at
    named = parse_time("2026-03-01T20:00+05:30[Asia/Kolkata]", now=THURSDAY).at
    assert (plain.offset, plain.zone, named.zone) == (19800, "", "Asia/Kolkata")
    assert parse_time("2026-03-01T20:00+01:00", now=THURSDAY).at.zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("this morning", "2026-03-05T08:00:00+01:00"),
        ("first thing", "2026-03-05T07:00:00+01:00"),
        ("at noon", "2026-03-05T12:00:00+01:00"),
        ("this afternoon", "2026-03-05T15:00:00+01:00"),
        ("evening", "2026-03-05T19:00:00+01:00"),
        ("last night", "2026-03-04T22:00:00+01:00"),
        ("night", "2026-03-04T22:00:00+01:00"),
        ("yesterday evening", "2026-03-04T19:00:00+01:00"),
        ("mon morning", "2026-03-02T08:00:00+01:00"),
        ("PM", "2026-03-05T15:00:00+01:00"),
    ],
)
def test_a_part_of_the_day_is_taken_at_its_hour_and_marked_as_about(text: str, iso: str) -> None:
    timed = parse_time(text, now=THURSDAY)
    assert (timed.at.iso(), timed.at.about) == (iso, True)
    assert ": taken as about" in timed.remarks[0]
    assert parse_line(f"6 left knee {text}", now=THURSDAY).at == timed.at


@pytest.mark.parametrize("text", ["this morning 8:30", "last night 11pm", "last night 1am", "around 6pm"])
def test_an_hour_beside_a_part_of_the_day_is_exact(text: str) -> None:
    assert not parse_time(text, now=THURSDAY).at.about
    assert parse_time("last night 1am", now=THURSDAY).at.iso() == "2026-03-05T01:00:00+01:00"


def test_a_part_of_the_day_that_has_only_begun_is_now() -> None:
    assert parse_time("this evening", now=here("2026-03-05T18:10")).at.iso() == "2026-03-05T18:10:00+01:00"


def test_two_minutes_ahead_are_tolerated_and_three_are_not() -> None:
    now = here("2026-03-05T20:00")
    assert parse_time("20:02", now=now).at.iso() == "2026-03-05T20:02:00+01:00"
    with pytest.raises(UsageError, match="still to come"):
        parse_time("20:03", now=now)


def test_just_after_midnight_an_evening_hour_is_of_yesterday() -> None:
    with pytest.raises(UsageError, match="did you mean yesterday 23:50"):
        parse_time("23:50", now=here("2026-03-05T00:10"))


@pytest.mark.parametrize("day", range(1, 29))
def test_a_weekday_is_the_latest_past_one(day: int) -> None:
    now = here(f"2026-02-{day:02}T12:00")
    for index, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]):
        for clock in ("08:00", "18:00"):
            at = parse_time(f"{name} {clock}", now=now).at
            assert at.local.weekday() == index
            assert timedelta(0) <= now.now.astimezone(UTC) - at.instant < timedelta(days=7)


def test_a_refusal_of_many_times_names_a_few_of_them() -> None:
    with pytest.raises(UsageError, match="more than one time") as error:
        parse_time("21:00 mon " * 40, now=THURSDAY)
    assert len(str(error.value)) < 150
