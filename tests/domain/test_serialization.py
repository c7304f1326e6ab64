"""A record as plain values: nothing is lost, and nothing unexpected is accepted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from diary.domain.records import Motion, Record
from diary.domain.serialization import from_plain, to_plain
from diary.errors import InvalidValue
from tests.store.samples import ANY_THING, EVERY_KIND, at


@pytest.mark.parametrize("record", EVERY_KIND, ids=lambda record: type(record).__name__)
def test_every_kind_survives_json(record: Record) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(record)))) == record


@settings(max_examples=60, deadline=None)
@given(record=ANY_THING)
def test_whatever_a_diary_can_hold_survives_json(record: Record) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(record)))) == record


def test_defaults_are_left_out() -> None:
    motion = Motion(id="m", at=at(1), movement="flexion", value=90)
    assert to_plain(motion) == {
        "kind": "motion",
        "id": "m",
        "at": {"instant": "2026-03-05T18:00:00+00:00", "offset": 3600, "zone": "Europe/Berlin"},
        "movement": "flexion",
        "value": 90,
    }


AT = {"instant": "2026-03-05T18:00:00+00:00"}


@pytest.mark.parametrize(
    ("plain", "line"),
    [
        ({}, "None is no kind of thing"),
        ({"kind": "poem"}, "'poem' is no kind of thing"),
        ({"kind": ["entry"]}, "is no kind of thing"),
        ([], "no kind of thing"),
        ({"kind": "visit", "at": AT}, "visit needs a value for 'id'"),
        ({"kind": "visit", "id": 3, "at": AT}, "visit.id should be text, not 3"),
        ({"kind": "visit", "id": "x", "at": AT, "colour": 1}, "visit has no field called 'colour'"),
        ({"kind": "visit", "id": "x", "at": "today"}, "visit.at should be an object"),
        ({"kind": "visit", "id": "x", "at": {"instant": "today"}}, "visit.at.instant should be a time with an offset"),
        ({"kind": "visit", "id": "x", "at": {"instant": "2026-03-05T18:00"}}, "a time with an offset"),
        ({"kind": "visit", "id": "x", "at": {"instant": 5}}, "a time with an offset"),
        ({"kind": "visit", "id": "x", "at": {**AT, "offset": True}}, "visit.at.offset should be a whole number"),
        ({"kind": "entry", "id": "x", "at": AT, "readings": {}}, "entry.readings should be a list"),
        ({"kind": "entry", "id": "x", "at": AT, "readings": [3]}, r"entry.readings\[1\] should be an object"),
        ({"kind": "entry", "id": "x", "at": AT, "symptoms": "fever"}, "entry.symptoms should be a list"),
        ({"kind": "entry", "id": "x", "at": AT, "fatigue": 1.0}, "entry.fatigue should be a whole number"),
        ({"kind": "motion", "id": "x", "at": AT, "movement": "f", "value": "9"}, "motion.value should be a number"),
        ({"kind": "session", "id": "x", "at": AT, "new": 1}, "session.new should be true or false"),
        ({"kind": "visit", "id": "x", "at": AT, "note": None}, "visit.note should be text"),
    ],
)
def test_an_unexpected_value_is_refused_with_its_place(plain: Any, line: str) -> None:
    with pytest.raises(InvalidValue, match=line):
        from_plain(plain)
