"""Records for tests: one of every kind with every field set, and a strategy for any record that a diary can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

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
    Signs,
    Usual,
    Visit,
    new_id,
)
from diary.domain.rehabilitation import Activity, Answer, Background, Plan, Score, Treatment
from tests.store.any_value import PLACES, answers, exercises, readings, values_of

NOW = datetime(2026, 3, 5, 19, tzinfo=UTC)


def at(hours_ago: float = 1.0) -> Moment:
    """A moment before NOW, in Berlin."""
    return Moment(NOW - timedelta(hours=hours_ago), 3600, "Europe/Berlin")


def entry(hours_ago: float = 1.0, *readings: Reading, **more: Any) -> Entry:
    """An entry of that age, written at the time it is about; a left knee unless readings are given."""
    when = at(hours_ago)
    given = {"id": new_id(), "at": when, "recorded": when.instant, **more}
    return Entry(readings=readings or (Reading("knee", "left", 4),), **given)


# Every field differs from its default, so that one which gets lost is noticed; a test checks that.
EVERY_KIND: tuple[Record, ...] = (
    Entry(
        id="entry1",
        at=Moment(datetime(2026, 3, 4, 11, 0, 0, 250_000, tzinfo=UTC), 3600, "Europe/Berlin", True),
        recorded=datetime(2026, 3, 5, 18, tzinfo=UTC),
        note="a note\nof two lines; 'quoted' “so” [/b] 🦵",
        source="Daylio",
        readings=(
            Reading(
                *("knee", "left", 10, ("dull", "radiating"), ("numbness", "getting-worse"), True),
                *(3, 10, 9, 0, "intermittent"),
            ),
            Reading("ankle", "both", 0),
            Reading("lower back", "center", None, (), ("tingling",)),
        ),
        symptoms=("fatigue", "fever"),
        interference=0,
        fatigue=10,
    ),
    Session(
        id="session1",
        at=replace(at(30), about=True),
        recorded=NOW,
        note="hard",
        source="Bearable",
        activity="physiotherapy",
        effort=7,
        new=False,
        minutes=45,
        exercises=(
            Exercise("squat", True, "to 90°", 3, 10, 30, "20", "kg", "eased", "a sore knee", 4),
            Exercise("bridge"),
            Exercise("bridge", False, done="skipped", because="too tired"),
        ),
    ),
    Motion(id="motion1", at=at(5), recorded=None, movement="knee flexion", side="left", value=112.5, unit="deg"),
    Care(id="care1", at=at(4), recorded=NOW, activity="medication", name="ibuprofen", dose="400 mg", relief=6),
    Usual(id="usual1", at=at(3), recorded=NOW, level=2, site="knee", side="left"),
    Known(id="known1", at=at(3), site="foot", side="right", qualities=("burning",), symptoms=("numbness",), ended=True),
    Visit(id="visit1", at=at(-400), recorded=NOW, name="Dr. Ó", note="bring the report"),
    Question(id="question1", at=at(2), recorded=NOW, note="may I run?", reported=NOW),
    Ack(
        id="ack1",
        at=at(1),
        recorded=NOW,
        note="by phone",
        rule="range-of-motion",
        site="knee",
        side="left",
        movement="knee flexion",
        tier="report",
        confirmed=True,
    ),
    Score(
        id="score1",
        at=at(1),
        recorded=NOW,
        note="after the walk",
        answers=(Answer("grip", 24.5, "left", "kg"), Answer("climbing stairs", 6)),
    ),
    Plan(
        id="plan1",
        at=at(1),
        recorded=NOW,
        note="slowly",
        name="squats",
        sets=3,
        reps=10,
        seconds=30,
        load="20",
        unit="kg",
        per_week=3,
        since="2026-02-01",
        until="2026-03",
    ),
    Treatment(
        id="treatment1",
        at=at(1),
        recorded=NOW,
        note="with food",
        name="naproxen",
        dose="500 mg twice a day",
        regular=False,
        since="2026-03-01",
        until="2026-03-09",
    ),
    Activity(
        id="activity1",
        at=at(1),
        recorded=NOW,
        note="without the rail",
        name="climbing stairs",
        unit="min",
        asked="visits",
        since="2026",
        until="2027-01-31",
    ),
    Background(
        id="background1",
        at=at(1),
        recorded=NOW,
        note="by car",
        topic="worse",
        name="sitting",
        since="2025-11",
        minutes=20,
        settles=0,
    ),
    Signs(id="signs1", at=at(1), recorded=NOW, note="answered", of_record="care1", symptoms=("numbness", "fever")),
)


# In microseconds, the resolution of the store; 45,000 days reach back to 1902, near the first year of a diary.
_INSTANTS = st.integers(0, 45_000 * 86_400_000_000).map(lambda age: NOW - timedelta(microseconds=age))
_MOMENTS = st.builds(
    Moment,
    _INSTANTS,
    st.integers(-14 * 3600, 14 * 3600),
    st.sampled_from(("", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+3")),
    about=st.booleans(),
)
# Without control characters, and without surrogates, which have no UTF-8.
_LINES = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
_NOTES = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t\r"), max_size=60)
_TEXTS: dict[str, Any] = {"names": _LINES, "notes": _NOTES, "instants": _INSTANTS}


def _records_of(cls: type[Record], **more: Any) -> Any:
    return st.builds(cls, id=st.builds(new_id), at=_MOMENTS, **values_of(cls, **_TEXTS, **more))


def _records_with_place(cls: type[Record], **more: Any) -> Any:
    return (st.just((None, None)) | PLACES).flatmap(
        lambda place: _records_of(cls, site=st.just(place[0]), side=st.just(place[1]), **more)
    )


ANY_THING: st.SearchStrategy[Record] = st.one_of(
    # Never an empty one.
    _records_of(Entry, readings=readings(**_TEXTS), interference=st.integers(0, 10)),
    _records_of(Session, exercises=exercises(**_TEXTS)),
    _records_of(Motion),
    _records_of(Care),
    _records_with_place(Usual),
    _records_with_place(Known, symptoms=st.just(("numbness",))),
    _records_of(Visit),
    _records_of(Question, note=_LINES.filter(lambda text: bool(text.strip()))),
    _records_with_place(Ack),
    _records_of(Score, answers=answers(**_TEXTS)),
    _records_of(Plan),
    _records_of(Treatment),
    _records_of(Activity),
    _records_of(Background, name=st.just("sitting")),
    _records_of(Signs, of_record=st.just(""), symptoms=st.just(())),
    _records_of(Signs, of_record=st.just("care1"), symptoms=st.just(("numbness",))),
)
