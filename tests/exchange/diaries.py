"""Any diary that can be held, for property tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from diary.clock import Clock
from diary.domain import records as kinds
from diary.domain import rehabilitation
from diary.domain.moments import Moment
from diary.domain.records import Diary, Record
from diary.domain.validate import tidy
from diary.domain.vocabulary import UNITS
from tests.store.any_value import PLACES, answers, exercises, readings, values_of

NOW = datetime(2026, 11, 2, 19, 15, tzinfo=UTC)
BERLIN = Clock(ZoneInfo("Europe/Berlin"), "Europe/Berlin", NOW)
CHATHAM = Clock(ZoneInfo("Pacific/Chatham"), "Pacific/Chatham", NOW)

_Kept = TypeVar("_Kept", bound=Record)

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
_TEXTS: dict[str, Any] = {"names": names, "notes": notes, "instants": instants}
ids = st.from_regex(r"[A-Za-z0-9._:/+][A-Za-z0-9._:/+-]{0,11}", fullmatch=True).filter(lambda id: id != "last")


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """A time with any offset, whole seconds or finer, exact or about; or a day alone."""
    instant = draw(instants)
    if draw(st.booleans()):
        instant = instant.replace(microsecond=0)
    offset = draw(st.sampled_from([0, 3600, 7200, -18000, 45900, 49500, 3208, -86399, 86399]))
    return Moment(instant, offset, draw(zones), **draw(st.sampled_from(({}, {}, {"date_only": True}, {"about": True}))))


def _with_common(kind: type[_Kept], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[_Kept]:
    return st.builds(kind, id=ids, at=moments(), **values_of(kind, **{**_TEXTS, "recorded": recorded, **more}))


def _holds(entry: kinds.Entry) -> bool:
    ratings = entry.interference is not None or entry.fatigue is not None
    return bool(entry.readings or entry.symptoms or entry.note.strip() or ratings)


def _placed(kind: type[_Kept], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[_Kept]:
    return (st.none() | PLACES).flatmap(
        lambda place: _with_common(
            kind, site=st.just(place[0] if place else None), side=st.just(place[1] if place else None), **more
        )
    )


@st.composite
def _motions(draw: st.DrawFn) -> kinds.Motion:
    unit = draw(st.sampled_from(list(UNITS)))
    value = st.floats(0, 10 if unit == "self" else 360)
    return draw(_with_common(kinds.Motion, value=value, unit=st.just(unit)))


records: st.SearchStrategy[Record] = st.one_of(
    _with_common(kinds.Entry, readings=readings(**_TEXTS)).filter(_holds),
    _with_common(kinds.Session, exercises=exercises(**_TEXTS)),
    _motions(),
    _with_common(kinds.Care),
    _placed(kinds.Usual),
    _placed(kinds.Known).filter(lambda known: bool(known.qualities or known.symptoms)),
    # An empty movement reads as none.
    _placed(kinds.Ack, movement=st.none() | named),
    _with_common(kinds.Visit),
    _with_common(kinds.Question, note=notes.filter(lambda text: bool(text.strip())), reported=recorded),
    _with_common(rehabilitation.Score, answers=answers(**_TEXTS)),
    _with_common(rehabilitation.Plan),
    _with_common(rehabilitation.Treatment),
    _with_common(rehabilitation.Activity),
    _with_common(rehabilitation.Background, name=named),
    _with_common(kinds.Signs, of_record=st.just(""), symptoms=st.just(())),
    _with_common(kinds.Signs, of_record=named, symptoms=st.just(("numbness",))),
)
diaries: st.SearchStrategy[Diary] = st.lists(records, max_size=8, unique_by=lambda record: record.id).map(
    lambda found: Diary.of([tidy(record) for record in found])
)


def an_entry(id: str = "a1", days: float = 0.0, note: str = "", **more: Any) -> kinds.Entry:
    """An entry of now, or of some days ago."""
    at = Moment.of((NOW - timedelta(days=days)).astimezone(BERLIN.zone), BERLIN.zone_name)
    return kinds.Entry(id=id, at=at, recorded=at.instant, note=note, **more)
