"""A record that the diary can't hold is refused with one line that says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from diary.domain.fields import LONGEST_NOTE
from diary.domain.moments import Moment
from diary.domain.records import (
    Ack,
    Care,
    Entry,
    Exercise,
    Known,
    Motion,
    Question,
    Reading,
    Record,
    Session,
    Usual,
    Visit,
)
from diary.domain.validate import check, tidy
from diary.errors import InvalidValue
from tests.store.samples import ANY_THING, EVERY_KIND, NOW, at

COMMON: dict[str, Any] = {"id": "x1", "at": at(1), "recorded": NOW}
KNEE = Reading("knee", "left", 3)


def entry_of(*readings: Any, **more: Any) -> Entry:
    return Entry(**{**COMMON, "readings": readings, **more})


REFUSED: tuple[tuple[Record, str], ...] = (
    (entry_of(Reading("knee", "left", 11)), "11 can't be a level; give a whole number, 0–10"),
    (entry_of(Reading("knee", "left", -1)), "-1 can't be a level"),
    (entry_of(Reading("knee", "left", 2.5)), "2.5 can't be a level"),  # type: ignore[arg-type]
    (entry_of(Reading("knee", "left", True)), "True can't be a level"),
    (entry_of(Reading("leg", "left", 3)), "'leg' is no site"),
    (entry_of(Reading("knee", "", 3)), "which knee: left, right or both?"),
    (entry_of(Reading("knee", "center", 3)), "'center' is no side of the knee; use left, right or both"),
    (entry_of(Reading("neck", "top", 3)), "'top' is no side of the neck; use center, left, right or both"),
    (entry_of(Reading("knee", "left", 3, ("nasty",))), "'nasty' is no quality the diary knows"),
    (entry_of(Reading("knee", "left", 3, (), ("sharp",))), "'sharp' is no symptom the diary knows"),
    (entry_of(Reading("knee", "left")), "left knee has nothing but its name"),
    (entry_of(KNEE, Reading("knee", "left", 5)), "left knee has two levels, 3 and 5; keep one"),
    (entry_of(KNEE, Reading("knee", "left", None, ("dull",))), "left knee is there twice"),
    (entry_of(KNEE, KNEE), "left knee is there twice"),
    (entry_of(Reading("knee", "left", 3, rest=11)), "11 can't be the level at rest; give a whole number, 0–10"),
    (entry_of(Reading("knee", "left", 3, on_movement=-1)), "-1 can't be the level on movement"),
    (entry_of(Reading("knee", "left", 3, worst=2.5)), "2.5 can't be the worst level"),  # type: ignore[arg-type]
    (entry_of(Reading("knee", "left", 3, best=True)), "True can't be the best level"),
    (entry_of(Reading("knee", "left", 3, worst=2, best=5)), "left knee is 2 at worst and 5 at best; change them round"),
    (entry_of(Reading("knee", "left", 3, course="steady")), "'steady' is no course .* use constant or intermittent"),
    (entry_of(KNEE, at=Moment(NOW, about=1)), "1 can't be kept for about"),  # type: ignore[arg-type]
    (entry_of(KNEE, at=Moment(NOW, date_only=True, about=True)), "of 2026-03-05 only the day is known"),
    (entry_of(KNEE, source="a\nb"), r"the source has a control character"),
    (Session(**COMMON, exercises=(Exercise("squat", sets=0),)), "0 sets can't be kept; give a whole number, 1–1000"),
    (Session(**COMMON, exercises=(Exercise("squat", reps=1.5),)), "1.5 reps"),  # type: ignore[arg-type]
    (Session(**COMMON, exercises=(Exercise("squat", done=""),)), "'' is no done .* use yes, eased or skipped"),
    (Session(**COMMON, exercises=(Exercise("squat", pain=11),)), "11 can't be the pain during an exercise"),
    (entry_of(), "nothing in this entry"),
    (entry_of(note=" \n"), "nothing in this entry"),
    (entry_of(symptoms=("tired",)), "'tired' is no symptom"),
    (entry_of(KNEE, interference=11), "11 can't be interference"),
    (entry_of(KNEE, fatigue=-1), "-1 can't be fatigue"),
    (entry_of(KNEE, at=at(-0.05)), "2026-03-05 20:03 is in the future"),
    (entry_of(KNEE, at=Moment(NOW + timedelta(hours=17), 3600, "", True)), "2026-03-06 is in the future"),
    (entry_of(KNEE, at=Moment(datetime(1899, 12, 31, 20, tzinfo=UTC))), "1899-12-31 20:00 can't be right"),
    (entry_of(KNEE, at=Moment(datetime(1900, 1, 1, tzinfo=UTC), -3600)), "1899-12-31 23:00 can't be right"),
    (entry_of(KNEE, at=Moment(datetime(1, 1, 1, tzinfo=UTC), -3600)), "the year 1 can't be right"),
    (Visit(**{**COMMON, "at": Moment(datetime(9999, 12, 31, 23, tzinfo=UTC), 7200)}), "the year 9999 can't be right"),
    (entry_of(KNEE, at=Moment(datetime(2026, 3, 5))), "needs its offset"),  # noqa: DTZ001
    (entry_of(KNEE, at=Moment(NOW, 90_000)), "90000 is no offset"),
    (entry_of(KNEE, at=Moment(NOW, 0, "Berlin; DROP")), "is no name of a time zone"),
    (entry_of(KNEE, recorded=datetime(2026, 3, 5)), "time of writing needs its offset"),  # noqa: DTZ001
    (entry_of(KNEE, note="a\0b"), r"the note has a control character \(U\+0000\)"),
    (entry_of(KNEE, note="a\x1b[31m"), r"U\+001B"),
    (entry_of(KNEE, note="\udc80"), r"U\+DC80"),
    (entry_of(KNEE, note="x" * (LONGEST_NOTE + 1)), "has 100,001 characters; shorten it to 100,000"),
    (entry_of(KNEE, id=""), "can't be an id"),
    (entry_of(KNEE, id="last"), "can't be an id"),
    (entry_of(KNEE, id="-x"), "can't be an id"),
    (entry_of(KNEE, id="a b"), "can't be an id"),
    (Session(**COMMON, effort=11), "11 can't be effort"),
    (Session(**COMMON, minutes=0), "0 minutes can't be kept; give a whole number, 1–1440"),
    (Session(**COMMON, minutes=1441), "1441 minutes"),
    (Session(**COMMON, new="yes"), "use yes or no"),  # type: ignore[arg-type]
    (Session(**COMMON, exercises=(Exercise(" "),)), "the exercise is missing; name it"),
    (Session(**COMMON, activity="a\nb"), r"U\+000A"),
    (Motion(**COMMON, movement="flexion", value=361), "361 can't be kept as degrees; give a number, 0–360"),
    (Motion(**COMMON, movement="flexion", value=-1), "-1 can't be kept"),
    (Motion(**COMMON, movement="flexion", value=float("nan")), "nan can't be kept"),
    (Motion(**COMMON, movement="flexion", value=float("inf")), "inf can't be kept"),
    (Motion(**COMMON, movement="flexion", value=11, unit="self"), "11 can't be kept as self-rating 0–10"),
    (
        Motion(**COMMON, movement="flexion", value=1, unit="kg"),
        "'kg' is no unit the diary knows; use deg, deg-short, cm, cm-short or self",
    ),
    (Motion(**COMMON, movement="", value=1), "the movement is missing"),
    (Motion(**COMMON, movement="flexion", value=1, side="top"), "'top' is no side"),
    (Care(**COMMON, activity="beer"), "'beer' is no self-care"),
    (Care(**COMMON, activity="ice", relief=11), "11 can't be relief"),
    (Usual(**COMMON, level=11), "11 can't be a usual level"),
    (Usual(**COMMON, level=None), "None can't be a usual level"),  # type: ignore[arg-type]
    (Usual(**COMMON, level=1, side="left"), "'left' needs a site"),
    (Usual(**COMMON, level=1, site="knee"), "which knee"),
    (Known(**COMMON), "say what was there from the start"),
    (Known(**COMMON, symptoms=("numb",)), "'numb' is no symptom"),
    (Question(**COMMON, note=" "), "the question is empty"),
    (Ack(**COMMON, rule=""), "the rule is missing"),
    (Ack(**COMMON, rule="swelling", tier="panic"), "'panic' is no tier"),
    (Record(**COMMON), "does not hold a Record"),
)


@pytest.mark.parametrize(("record", "line"), REFUSED, ids=[line[:40] for _, line in REFUSED])
def test_an_invalid_record_is_refused_in_one_line(record: Record, line: str) -> None:
    with pytest.raises(InvalidValue, match=line) as error:
        check(record, NOW)
    assert "\n" not in str(error.value)


ALLOWED: tuple[Record, ...] = (
    entry_of(Reading("foot", "left", None, (), ("numbness",))),
    entry_of(Reading("foot", "left", None, ("burning",))),
    entry_of(Reading("foot", "left", 0)),
    entry_of(Reading("foot", "left", best=2)),
    entry_of(Reading("foot", "left", course="constant")),
    entry_of(Reading("foot", "left", 5, rest=7, on_movement=2, worst=4, best=4)),
    entry_of(KNEE, at=Moment(NOW, about=True)),
    Session(**COMMON, exercises=(Exercise("squat", None, "", 3, 10, 30, "red", "band", "skipped", "too sore", 0),)),
    entry_of(Reading("foot", "left", 1, (), ("saddle-numbness",))),
    entry_of(Reading("foot", "left", 1), Reading("foot", "both", 2)),
    entry_of(note="only a note\nof\ttwo lines\r\n"),
    entry_of(fatigue=0),
    entry_of(interference=0),
    entry_of(symptoms=("numbness",)),
    entry_of(KNEE, note="x" * LONGEST_NOTE),
    entry_of(KNEE, at=Moment(NOW + timedelta(minutes=2))),
    entry_of(KNEE, at=Moment(datetime(1900, 1, 1, tzinfo=UTC))),
    entry_of(KNEE, recorded=None),
    Visit(**{**COMMON, "at": at(-24 * 90)}),
    Session(**COMMON),
    Usual(**COMMON, level=3),
)


@pytest.mark.parametrize("record", ALLOWED)
def test_a_valid_record_passes(record: Record) -> None:
    check(record, NOW)


def test_today_without_a_time_is_not_in_the_future() -> None:
    morning = datetime(2026, 3, 5, 7, tzinfo=UTC)
    today = Moment(datetime(2026, 3, 5, 11, tzinfo=UTC), 3600, "", True)
    check(entry_of(KNEE, at=today), morning)
    with pytest.raises(InvalidValue, match="future"):
        check(entry_of(KNEE, at=replace(today, date_only=False), recorded=None), morning)


def test_what_a_clock_that_ran_ahead_wrote_is_no_plan() -> None:
    ahead = Moment(NOW + timedelta(days=300))
    check(entry_of(KNEE, at=ahead, recorded=ahead.instant), NOW)
    with pytest.raises(InvalidValue, match="future"):
        check(entry_of(KNEE, at=ahead, recorded=NOW), NOW)


@settings(max_examples=60, deadline=None)
@given(record=ANY_THING)
def test_whatever_the_samples_make_passes_and_is_tidy(record: Record) -> None:
    check(record, NOW)
    assert tidy(record) is record


def test_every_kind_passes() -> None:
    for record in EVERY_KIND:
        check(record, NOW)
