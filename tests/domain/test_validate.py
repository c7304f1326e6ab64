"""What a diary can't hold is refused with one line that says what to do."""

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

KEPT: dict[str, Any] = {"id": "x1", "at": at(1), "recorded": NOW}
KNEE = Reading("knee", "left", 3)


def one(*readings: Any, **more: Any) -> Entry:
    return Entry(**{**KEPT, "readings": readings, **more})


REFUSED: tuple[tuple[Record, str], ...] = (
    (one(Reading("knee", "left", 11)), "11 can't be a level; give a whole number, 0–10"),
    (one(Reading("knee", "left", -1)), "-1 can't be a level"),
    (one(Reading("knee", "left", 2.5)), "2.5 can't be a level"),  # type: ignore[arg-type]
    (one(Reading("knee", "left", True)), "True can't be a level"),
    (one(Reading("leg", "left", 3)), "'leg' is no site"),
    (one(Reading("knee", "", 3)), "which knee: left, right or both?"),
    (one(Reading("knee", "center", 3)), "'center' is no side of the knee; use left, right or both"),
    (one(Reading("neck", "top", 3)), "'top' is no side of the neck; use center, left, right or both"),
    (one(Reading("knee", "left", 3, ("nasty",))), "'nasty' is no quality the diary knows"),
    (one(Reading("knee", "left", 3, (), ("sharp",))), "'sharp' is no symptom the diary knows"),
    (one(Reading("knee", "left")), "left knee has nothing but its name"),
    (one(KNEE, Reading("knee", "left", 5)), "left knee has two levels, 3 and 5; keep one"),
    (one(KNEE, Reading("knee", "left", None, ("dull",))), "left knee is there twice"),
    (one(), "nothing in this entry"),
    (one(note=" \n"), "nothing in this entry"),
    (one(symptoms=("tired",)), "'tired' is no symptom"),
    (one(KNEE, interference=11), "11 can't be interference"),
    (one(KNEE, fatigue=-1), "-1 can't be fatigue"),
    (one(KNEE, at=at(-0.05)), "2026-03-05 20:03 is in the future"),
    (one(KNEE, at=Moment(NOW + timedelta(hours=17), 3600, "", True)), "2026-03-06 is in the future"),
    (one(KNEE, at=Moment(datetime(1899, 12, 31, 20, tzinfo=UTC))), "1899-12-31 20:00 can't be right"),
    (one(KNEE, at=Moment(datetime(1900, 1, 1, tzinfo=UTC), -3600)), "1899-12-31 23:00 can't be right"),
    (one(KNEE, at=Moment(datetime(1, 1, 1, tzinfo=UTC), -3600)), "the year 1 can't be right"),
    (Visit(**{**KEPT, "at": Moment(datetime(9999, 12, 31, 23, tzinfo=UTC), 7200)}), "the year 9999 can't be right"),
    (one(KNEE, at=Moment(datetime(2026, 3, 5))), "needs its offset"),  # noqa: DTZ001
    (one(KNEE, at=Moment(NOW, 90_000)), "90000 is no offset"),
    (one(KNEE, at=Moment(NOW, 0, "Berlin; DROP")), "is no name of a time zone"),
    (one(KNEE, recorded=datetime(2026, 3, 5)), "time of writing needs its offset"),  # noqa: DTZ001
    (one(KNEE, note="a\0b"), r"the note has a control character \(U\+0000\)"),
    (one(KNEE, note="a\x1b[31m"), r"U\+001B"),
    (one(KNEE, note="\udc80"), r"U\+DC80"),
    (one(KNEE, note="x" * (LONGEST_NOTE + 1)), "has 100,001 characters; shorten it to 100,000"),
    (one(KNEE, id=""), "can't be an id"),
    (one(KNEE, id="last"), "can't be an id"),
    (one(KNEE, id="-x"), "can't be an id"),
    (one(KNEE, id="a b"), "can't be an id"),
    (Session(**KEPT, effort=11), "11 can't be effort"),
    (Session(**KEPT, minutes=0), "0 minutes can't be kept; give a whole number, 1–1440"),
    (Session(**KEPT, minutes=1441), "1441 minutes"),
    (Session(**KEPT, new="yes"), "use yes or no"),  # type: ignore[arg-type]
    (Session(**KEPT, exercises=(Exercise(" "),)), "the exercise is missing; name it"),
    (Session(**KEPT, activity="a\nb"), r"U\+000A"),
    (Motion(**KEPT, movement="flexion", value=361), "361 can't be kept as degrees; give a number, 0–360"),
    (Motion(**KEPT, movement="flexion", value=-1), "-1 can't be kept"),
    (Motion(**KEPT, movement="flexion", value=float("nan")), "nan can't be kept"),
    (Motion(**KEPT, movement="flexion", value=float("inf")), "inf can't be kept"),
    (Motion(**KEPT, movement="flexion", value=11, unit="self"), "11 can't be kept as self-rating 0–10"),
    (
        Motion(**KEPT, movement="flexion", value=1, unit="cm"),
        "'cm' is no unit the diary knows; use deg, deg-short or self",
    ),
    (Motion(**KEPT, movement="", value=1), "the movement is missing"),
    (Motion(**KEPT, movement="flexion", value=1, side="top"), "'top' is no side"),
    (Care(**KEPT, activity="beer"), "'beer' is no self-care"),
    (Care(**KEPT, activity="ice", relief=11), "11 can't be relief"),
    (Usual(**KEPT, level=11), "11 can't be a usual level"),
    (Usual(**KEPT, level=None), "None can't be a usual level"),  # type: ignore[arg-type]
    (Usual(**KEPT, level=1, side="left"), "'left' needs a site"),
    (Usual(**KEPT, level=1, site="knee"), "which knee"),
    (Known(**KEPT), "say what was there from the start"),
    (Known(**KEPT, symptoms=("numb",)), "'numb' is no symptom"),
    (Question(**KEPT, note=" "), "the question is empty"),
    (Ack(**KEPT, rule=""), "the rule is missing"),
    (Ack(**KEPT, rule="swelling", tier="panic"), "'panic' is no tier"),
    (Record(**KEPT), "does not hold a Record"),
)


@pytest.mark.parametrize(("record", "line"), REFUSED, ids=[line[:40] for _, line in REFUSED])
def test_what_a_diary_cannot_hold_is_refused_in_one_line(record: Record, line: str) -> None:
    with pytest.raises(InvalidValue, match=line) as error:
        check(record, NOW)
    assert "\n" not in str(error.value)


ALLOWED: tuple[Record, ...] = (
    one(Reading("foot", "left", None, (), ("numbness",))),
    one(Reading("foot", "left", None, ("burning",))),
    one(Reading("foot", "left", 0)),
    one(Reading("foot", "left", 1, (), ("saddle-numbness",))),
    one(Reading("foot", "left", 1), Reading("foot", "both", 2)),
    one(note="only a note\nof\ttwo lines\r\n"),
    one(fatigue=0),
    one(interference=0),
    one(symptoms=("numbness",)),
    one(KNEE, note="x" * LONGEST_NOTE),
    one(KNEE, at=Moment(NOW + timedelta(minutes=2))),
    one(KNEE, at=Moment(datetime(1900, 1, 1, tzinfo=UTC))),
    one(KNEE, recorded=None),
    Visit(**{**KEPT, "at": at(-24 * 90)}),
    Session(**KEPT),
    Usual(**KEPT, level=3),
)


@pytest.mark.parametrize("record", ALLOWED)
def test_what_a_person_may_well_write_passes(record: Record) -> None:
    check(record, NOW)


def test_a_day_alone_is_no_future_while_it_lasts() -> None:
    morning = datetime(2026, 3, 5, 7, tzinfo=UTC)
    today = Moment(datetime(2026, 3, 5, 11, tzinfo=UTC), 3600, "", True)
    check(one(KNEE, at=today), morning)
    with pytest.raises(InvalidValue, match="future"):
        check(one(KNEE, at=replace(today, date_only=False)), morning)


@settings(max_examples=60, deadline=None)
@given(record=ANY_THING)
def test_whatever_the_samples_make_passes_and_is_tidy(record: Record) -> None:
    check(record, NOW)
    assert tidy(record) is record


def test_every_kind_passes() -> None:
    for record in EVERY_KIND:
        check(record, NOW)
