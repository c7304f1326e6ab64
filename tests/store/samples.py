"""Records for tests: one of every kind with every field set, and a strategy for any record that a diary can hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from diary.domain.findings import Tier
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
    new_id,
)
from diary.domain.vocabulary import CARES, QUALITIES, REGIONS, SIDES, SYMPTOMS, UNITS

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
        readings=(
            Reading("knee", "left", 10, ("dull", "radiating"), ("numbness", "getting-worse"), True),
            Reading("ankle", "both", 0),
            Reading("lower back", "center", None, (), ("tingling",)),
        ),
        symptoms=("fatigue", "fever"),
        interference=0,
        fatigue=10,
    ),
    Session(
        id="session1",
        at=at(30),
        recorded=NOW,
        note="hard",
        activity="physiotherapy",
        effort=7,
        new=False,
        minutes=45,
        exercises=(Exercise("squat", True, "to 90°"), Exercise("bridge"), Exercise("bridge", False)),
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
)


def _in_order(words: tuple[str, ...]) -> Any:
    return st.sets(st.sampled_from(words)).map(lambda chosen: tuple(word for word in words if word in chosen))


_RATINGS = st.none() | st.integers(0, 10)
# In microseconds, the resolution of the store; 45,000 days reach back to 1902, near the first year of a diary.
_INSTANTS = st.integers(0, 45_000 * 86_400_000_000).map(lambda age: NOW - timedelta(microseconds=age))
_MOMENTS = st.builds(
    Moment,
    _INSTANTS,
    st.integers(-14 * 3600, 14 * 3600),
    st.sampled_from(("", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+3")),
)
# Without control characters, and without surrogates, which have no UTF-8.
_LINES = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
_NAMES = _LINES.filter(lambda text: bool(text.strip()))
_NOTES = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t\r"), max_size=60)
# Only sides that the region has: others are refused.
_PLACES = st.sampled_from([(region.name, side) for region in REGIONS.values() for side in region.sides])
_QUALITIES, _SYMPTOMS = _in_order(tuple(QUALITIES)), _in_order(tuple(SYMPTOMS))
_READINGS = st.lists(_PLACES, unique=True, max_size=5).flatmap(
    lambda places: st.tuples(
        *(
            st.builds(Reading, st.just(site), st.just(side), st.integers(0, 10), _QUALITIES, _SYMPTOMS, st.booleans())
            for site, side in places
        )
    )
)


def _records_of(cls: type[Record], **more: Any) -> Any:
    common = {"id": st.builds(new_id), "at": _MOMENTS, "recorded": st.none() | _INSTANTS, "note": _NOTES}
    return st.builds(cls, **{**common, **more})


def _records_with_place(cls: type[Record], **more: Any) -> Any:
    return (st.just((None, None)) | _PLACES).flatmap(
        lambda place: _records_of(cls, site=st.just(place[0]), side=st.just(place[1]), **more)
    )


ANY_THING: st.SearchStrategy[Record] = st.one_of(
    _records_of(Entry, readings=_READINGS, symptoms=_SYMPTOMS, interference=st.integers(0, 10), fatigue=_RATINGS),
    _records_of(
        Session,
        activity=_LINES,
        effort=_RATINGS,
        new=st.none() | st.booleans(),
        minutes=st.none() | st.integers(1, 1440),
        exercises=st.lists(st.builds(Exercise, _NAMES, st.none() | st.booleans(), _NOTES), max_size=3).map(tuple),
    ),
    _records_of(
        Motion,
        movement=_NAMES,
        side=st.sampled_from(("", *SIDES)),
        value=st.floats(0, 10),
        unit=st.sampled_from(tuple(UNITS)),
    ),
    _records_of(Care, activity=st.sampled_from(tuple(CARES)), name=_LINES, dose=_LINES, relief=_RATINGS),
    _records_with_place(Usual, level=st.integers(0, 10)),
    _records_with_place(Known, qualities=_QUALITIES, symptoms=_SYMPTOMS.filter(bool), ended=st.booleans()),
    _records_of(Visit, name=_LINES),
    _records_of(Question, note=_NAMES, reported=st.none() | _INSTANTS),
    _records_with_place(
        Ack,
        rule=_NAMES,
        movement=st.none() | _LINES,
        tier=st.sampled_from(("", *(tier.value for tier in Tier))),
        confirmed=st.booleans(),
    ),
)
