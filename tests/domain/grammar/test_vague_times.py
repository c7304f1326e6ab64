"""A time that names no one day is asked about in sessions, self-care, motion and appointments, never taken as now."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.motion_phrase import parse_motion
from diary.domain.grammar.session_phrase import parse_session
from diary.domain.grammar.times import Here
from diary.domain.grammar.visit_phrase import parse_visit
from diary.errors import UnclearLine

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Here(datetime(2026, 11, 26, 20, 0, tzinfo=BERLIN), BERLIN, "Europe/Berlin")
PARSERS: dict[str, Callable[..., object]] = {
    "visit": parse_visit, "session": parse_session, "care": parse_care, "motion": parse_motion,
}  # fmt: skip


def lines_of(command: str, line: str) -> tuple[str, ...]:
    with pytest.raises(UnclearLine) as refusal:
        PARSERS[command](line.split(), now=HERE)
    return refusal.value.lines


@pytest.mark.parametrize(
    ("command", "line", "lines"),
    [
        ("visit", "every friday 9:00 gp", ("TIME gp 9:00 -- every friday",)),
        ("visit", "start of december 9:00", ("TIME 9:00 -- start of december",)),
        ("visit", "new year 9:00", ("TIME 9:00 -- new year",)),
        ("visit", "a fortnight on friday", ("TIME -- fortnight on friday",)),
        ("visit", "in 6 months", ("TIME -- in 6 months",)),
        ("visit", "wednesday week 9:00", ("TIME 9:00 -- wednesday week",)),
        ("session", "yoga in mid november", ("yoga TIME -- in mid november",)),
        ("session", "yoga last weekend", ("yoga TIME -- last weekend",)),
        ("session", "yoga at the weekend", ("yoga TIME -- at the weekend",)),
        ("session", "gym some days ago", ("gym TIME -- some days ago",)),
        ("session", "sometime gym yesterday 9:00", ("gym yesterday 9:00 -- sometime",)),
        ("care", "heat early this month", ("heat TIME -- early this month",)),
        ("care", "heat a couple of days ago", ("heat TIME -- couple of days ago",)),
        ("motion", "left knee flexion 95 last month", ("left knee flexion 95 TIME -- last month",)),
    ],
)
def test_a_vague_time_is_never_now(command: str, line: str, lines: tuple[str, ...]) -> None:
    found = lines_of(command, line)
    assert found == lines
    if "TIME" in found[0]:
        with pytest.raises(UnclearLine, match="instead of TIME"):
            PARSERS[command](shlex.split(found[0]), now=HERE)


@pytest.mark.parametrize(
    ("command", "line", "lines"),
    [
        ("visit", "4/12 9:00", ("4 dec 9:00", "12 apr 9:00")),
        ("visit", "4.12. 9:00", ("4 dec 9:00", "12 apr 9:00")),
        ("visit", "4.12 9:00", ("4 dec 9:00", "12 apr 9:00")),
        ("visit", "24/12 9:00", ("24 dec 9:00",)),
        ("visit", "4/12/27 9:00", ("4 dec 2027 9:00", "12 apr 2027 9:00")),
        ("session", "yoga 4/9", ("yoga 4 sep", "yoga 9 apr")),
        ("session", "yoga 12.11. 9:00", ("yoga 12 nov 9:00", "yoga 11 dec 9:00")),
        ("session", "yoga 9th", ("yoga on the 9th",)),
        ("care", "aspirin 4/9", ("medication aspirin 4 sep", "medication aspirin 9 apr")),
        ("motion", "left knee flexion 95 4/9", ("left knee flexion 95 4 sep", "left knee flexion 95 9 apr")),
        ("session", "yoga around 8", ("yoga 08:00", "yoga 20:00", "yoga 8 min")),
        ("care", "heat around 8", ("heat 08:00", "heat 20:00")),
        ("session", "yoga at 8", ("yoga 08:00", "yoga 20:00")),
    ],
)
def test_a_numeric_day_and_a_bare_hour_are_offered_in_both_ways(
    command: str, line: str, lines: tuple[str, ...]
) -> None:
    assert lines_of(command, line) == lines


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("care", "aspirin 1/2 tablet"), ("care", "co-codamol 15/500"), ("motion", "left knee flexion 6/10"),
        ("session", "90/90 stretch 2x10"), ("session", "christmas run 30 min"), ("visit", "the 4th 9:00"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_not_asked_about(command: str, line: str) -> None:
    PARSERS[command](line.split(), now=HERE)


def test_a_part_of_the_day_resolves_a_bare_hour_in_a_session() -> None:
    draft = parse_session(["yoga", "at", "5", "yesterday", "afternoon"], now=HERE)
    assert (draft.at.iso(), draft.at.about, draft.activity) == ("2026-11-25T17:00:00+01:00", False, "yoga")
