"""Any diary that can be held, for property tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from diary.clock import Clock
from diary.domain import records as kinds
from diary.domain.findings import Tier
from diary.domain.moments import Moment
from diary.domain.records import Diary, Reading, Record
from diary.domain.validate import tidy
from diary.domain.vocabulary import CARES, QUALITIES, REGIONS, SIDES, SYMPTOMS, UNITS

NOW = datetime(2026, 11, 2, 19, 15, tzinfo=UTC)
BERLIN = Clock(ZoneInfo("Europe/Berlin"), "Europe/Berlin", NOW)
CHATHAM = Clock(ZoneInfo("Pacific/Chatham"), "Pacific/Chatham", NOW)

_Kept = TypeVar("_Kept", bound=Record)

places = st.sampled_from([(region.name, side) for region in REGIONS.values() for side in region.sides])
levels = st.integers(0, 10)
level_or_none = st.none() | levels
qualities = st.lists(st.sampled_from(list(QUALITIES)), max_size=3, unique=True).map(tuple)
symptoms = st.lists(st.sampled_from(list(SYMPTOMS)), max_size=3, unique=True).map(tuple)
_rough = st.sampled_from(
    ["=1+1", "'=1", "''=", "'tis", "-", "- walk", " =x", "@a", "+", "\t=", "\r", "\n", "a\r\nb", "a\rb", '"', 'a"b']
) | st.sampled_from([";", ",", "＝1", "' =x", "'", "''", " ", "\ufeffx", "last", "end", "yes"])
_plain = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
names = st.one_of(_plain, _rough.filter(lambda text: not any(sign in text for sign in "\r\n\t")))
notes = st.one_of(_plain, _rough, st.builds(lambda one, two: one + two, _rough, _plain))
named = names.filter(lambda text: bool(text.strip()))
zones = st.sampled_from(["", "Europe/Berlin", "America/Lima", "Pacific/Chatham", "Foo/Bar", "-x", "+y", "UTC"])
_DAYS = (NOW - datetime(1901, 1, 2, tzinfo=UTC)).days
_ticks = st.timedeltas(timedelta(0), timedelta(days=1))
instants = st.builds(lambda days, rest: NOW - timedelta(days=days) - rest, st.integers(3, _DAYS), _ticks)
recorded = st.none() | st.builds(
    lambda days, rest: NOW - timedelta(days=days) + rest, st.integers(-60_000, _DAYS), _ticks
)
ids = st.from_regex(r"[A-Za-z0-9._:/+][A-Za-z0-9._:/+-]{0,11}", fullmatch=True).filter(lambda id: id != "last")


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """A time with any offset, whole seconds or finer; or a day alone."""
    instant = draw(instants)
    if draw(st.booleans()):
        instant = instant.replace(microsecond=0)
    offset = draw(st.sampled_from([0, 3600, 7200, -18000, 45900, 49500, 3208, -86399, 86399]))
    return Moment(instant, offset, draw(zones), draw(st.sampled_from([False, False, True])))


def _with_common(kind: type[_Kept], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[_Kept]:
    return st.builds(kind, **{"id": ids, "at": moments(), "recorded": recorded, "note": notes, **more})


@st.composite
def _entries(draw: st.DrawFn) -> kinds.Entry:
    where = draw(st.lists(places, max_size=3, unique=True))
    readings = tuple(
        draw(
            st.builds(Reading, st.just(site), st.just(side), level_or_none, qualities, symptoms, st.booleans()).filter(
                lambda each: each != Reading(each.site, each.side)
            )
        )
        for site, side in where
    )
    entry = draw(
        _with_common(
            kinds.Entry,
            readings=st.just(readings),
            symptoms=symptoms,
            interference=level_or_none,
            fatigue=level_or_none,
        )
    )
    empty = not (readings or entry.symptoms or entry.note.strip()) and entry.interference is entry.fatigue is None
    return entry if not empty else draw(_with_common(kinds.Entry, interference=levels))


_exercises = st.lists(st.builds(kinds.Exercise, named, st.none() | st.booleans(), notes), max_size=3).map(tuple)
_words = st.tuples(qualities, symptoms).filter(lambda both: bool(both[0] or both[1]))
_place_or_none = st.none() | places


@st.composite
def _placed(draw: st.DrawFn) -> kinds.Known | kinds.Ack | kinds.Usual:
    site, side = draw(_place_or_none) or (None, None)
    where = {"site": st.just(site), "side": st.just(side)}
    felt, found = draw(_words)
    return draw(
        st.one_of(
            _with_common(kinds.Usual, level=levels, **where),
            _with_common(kinds.Known, qualities=st.just(felt), symptoms=st.just(found), ended=st.booleans(), **where),
            _with_common(
                kinds.Ack,
                rule=named,
                movement=st.none() | named,
                tier=st.sampled_from(["", *(tier.value for tier in Tier)]),
                confirmed=st.booleans(),
                **where,
            ),
        )
    )


@st.composite
def _motions(draw: st.DrawFn) -> kinds.Motion:
    unit = draw(st.sampled_from(list(UNITS)))
    value = st.floats(0, 10 if unit == "self" else 360)
    return draw(
        _with_common(kinds.Motion, movement=named, side=st.sampled_from(["", *SIDES]), value=value, unit=st.just(unit))
    )


records: st.SearchStrategy[Record] = st.one_of(
    _entries(),
    _with_common(
        kinds.Session,
        activity=names,
        effort=level_or_none,
        new=st.none() | st.booleans(),
        minutes=st.none() | st.integers(1, 1440),
        exercises=_exercises,
    ),
    _motions(),
    _with_common(kinds.Care, activity=st.sampled_from(list(CARES)), name=names, dose=names, relief=level_or_none),
    _placed(),
    _with_common(kinds.Visit, name=names),
    _with_common(kinds.Question, note=notes.filter(lambda text: bool(text.strip())), reported=recorded),
)
diaries: st.SearchStrategy[Diary] = st.lists(records, max_size=8, unique_by=lambda record: record.id).map(
    lambda found: Diary.of([tidy(record) for record in found])
)


def an_entry(id: str = "a1", days: float = 0.0, note: str = "", **more: Any) -> kinds.Entry:
    """An entry of now, or of some days ago."""
    at = Moment.of((NOW - timedelta(days=days)).astimezone(BERLIN.zone), BERLIN.zone_name)
    return kinds.Entry(id=id, at=at, recorded=at.instant, note=note, **more)
