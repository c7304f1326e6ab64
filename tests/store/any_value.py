"""Strategies for the values of any field, from the table of fields: a new field is tried by itself."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from diary.domain.fields import Choice, Day, Field, Flag, Instant, Number, Parts, Rating, Side, Site, Text, Whole, Words
from diary.domain.fields import fields_of as specified_fields
from diary.domain.levels import with_level
from diary.domain.records import Exercise, Reading
from diary.domain.rehabilitation import Answer
from diary.domain.vocabulary import HIGHEST, LOWEST, REGIONS

Values = st.SearchStrategy[Any]

_SINCE = st.sampled_from(("1999", "2026-02", "2026-02-28", "1900-01-01"))
# Never before a time at which a record without a first day may have been written.
_UNTIL = st.sampled_from(("2199", "2100-12", "2190-01-31"))

PLACES = st.sampled_from([(region.name, side) for region in REGIONS.values() for side in region.sides])


def values_of(cls: type, *, names: Values, notes: Values, instants: Values, **given: Values) -> dict[str, Values]:
    """A strategy for each field of a record or a part, by its specification, where none is given."""
    kinds = {"names": names, "notes": notes, "instants": instants}
    return {
        field.name: _strategy(field, **kinds)
        for field in specified_fields(cls)
        if not isinstance(field.spec, (Site, Side, Parts)) and field.name not in given
    } | given


def _strategy(field: Field, *, names: Values, notes: Values, instants: Values) -> Values:
    spec = field.spec
    match spec:
        case Rating():
            values: Values = st.integers(LOWEST, HIGHEST)
        case Whole():
            values = st.integers(spec.lowest, spec.highest)
        case Number():
            # Whole ones, as ratings of a score are; a motion has tests of its own for finer ones.
            values = st.integers(LOWEST, HIGHEST).map(float) if spec.lowest < 0 else st.floats(LOWEST, HIGHEST)
        case Flag():
            values = st.booleans()
        case Text():
            values = notes if spec.lines else names
            values = values.filter(lambda text: bool(text.strip())) if spec.needed else values
        case Words():
            values = _in_order(tuple(spec.vocabulary))
        case Choice():
            values = st.sampled_from([*([] if spec.needed else [""]), *spec.vocabulary])
        case Instant():
            values = instants
        case Day():
            values = st.just("") | (_SINCE if field.name == "since" else _UNTIL)
        case _:
            raise NotImplementedError(spec)
    return st.none() | values if field.optional else values


def _in_order(words: tuple[str, ...]) -> Values:
    return st.sets(st.sampled_from(words), max_size=4).map(lambda some: tuple(word for word in words if word in some))


def readings(**kinds: Values) -> st.SearchStrategy[tuple[Reading, ...]]:
    """Readings at different sites, each with something in it."""
    values = values_of(Reading, **kinds)
    return st.lists(PLACES, unique=True, max_size=4).flatmap(
        lambda places: st.tuples(
            *(
                st.builds(Reading, st.just(site), st.just(side), **values).filter(_holds).map(with_level)
                for site, side in places
            )
        )
    )


def exercises(**kinds: Values) -> st.SearchStrategy[tuple[Exercise, ...]]:
    """The exercises of a session."""
    return st.lists(st.builds(Exercise, **values_of(Exercise, **kinds)), max_size=3).map(tuple)


def answers(**kinds: Values) -> st.SearchStrategy[tuple[Answer, ...]]:
    """The answers of a score, each with a name of its own."""
    answer = st.builds(Answer, **values_of(Answer, **kinds))
    return st.lists(answer, min_size=1, max_size=3, unique_by=lambda each: (each.name, each.side)).map(tuple)


def _holds(reading: Reading) -> bool:
    ordered = reading.worst is None or reading.best is None or reading.worst >= reading.best
    return ordered and reading != Reading(reading.site, reading.side)
