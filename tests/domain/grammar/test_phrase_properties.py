"""Properties of every line: the echo gives the same entry again, and only the two expected errors are raised."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.entry import EntryDraft, echo_of, parse_line, parse_log
from diary.domain.grammar.lexicon import index
from diary.domain.grammar.motion_phrase import parse_motion
from diary.domain.grammar.session_phrase import parse_session
from diary.domain.grammar.statements import parse_known, parse_usual
from diary.domain.grammar.times import Here, parse_time
from diary.domain.grammar.tokens import one_line
from diary.domain.grammar.visit_phrase import parse_visit
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading
from diary.domain.vocabulary import BOTH, LEFT, PERSON_SYMPTOMS, QUALITIES, REGIONS, RIGHT, SITE_SYMPTOMS, SYMPTOMS
from diary.errors import InvalidValue, UsageError
from tests.lengths import LONG, sample

ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Chatham", "UTC", "Asia/Kolkata")
PLACES = [(region.name, side) for region in REGIONS.values() for side in region.sides]


def here_in(zone: str, now: datetime) -> Here:
    return Here(now, ZoneInfo(zone), zone)


def in_order(table: Sequence[str] | dict[str, Any], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """Some words of a table, in its order."""
    names = list(table)
    return st.sets(st.sampled_from(names), max_size=most).map(lambda some: tuple(n for n in names if n in some))


levels = st.integers(0, 10)
nows = st.integers(1_767_225_600, 1_924_991_999).map(lambda second: datetime.fromtimestamp(second, UTC))
instants = st.integers(31_536_000, 1_924_991_999).map(lambda second: datetime.fromtimestamp(second, UTC))


@st.composite
def readings(draw: st.DrawFn) -> tuple[Reading, ...]:
    by_place: dict[tuple[str, str], Reading] = {}
    for site, side in draw(st.lists(st.sampled_from(PLACES), max_size=4, unique=True)):
        pain = draw(st.none() | levels)
        others = [
            by_place[site, each].pain
            for each in (LEFT, RIGHT, BOTH)
            if (site, each) in by_place and BOTH in (side, each)
        ]
        if any(other is not None for other in others):
            pain = None
        reading = Reading(
            site, side, pain, draw(in_order(list(QUALITIES))), draw(in_order(SITE_SYMPTOMS)), draw(st.booleans())
        )
        if pain is None and not (reading.qualities or reading.symptoms or reading.sudden):
            reading = Reading(site, side, None, ("dull",))
        by_place[site, side] = reading
    return tuple(by_place.values())


@st.composite
def moments(draw: st.DrawFn, here: Here) -> Moment:
    kind = draw(st.sampled_from(["here", "elsewhere", "fixed", "day"]))
    at = draw(instants)
    if draw(st.booleans()):
        # Around the hour that comes twice in Berlin.
        at = datetime(2025, 10, 26, 0, 0, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 120)))
    at = min(at, here.now)
    if kind == "day":
        return Moment.on_day((at - timedelta(days=2)).date(), here.zone, here.zone_name)
    if kind == "here":
        return Moment.of(at.astimezone(here.zone), here.zone_name)
    if kind == "elsewhere":
        zone = draw(st.sampled_from(ZONES))
        return Moment.of(at.astimezone(ZoneInfo(zone)), zone)
    offset = timezone(timedelta(minutes=draw(st.sampled_from([-210, 345, 765, 840]))))
    # The grammar adds the zone here to an offset that is the one here.
    zone = here.zone_name if at.astimezone(here.zone).utcoffset() == offset.utcoffset(None) else ""
    return Moment.of(at.astimezone(offset), zone)


def fields_of(entry: Entry | EntryDraft) -> tuple[object, ...]:
    return (entry.at, entry.readings, entry.symptoms, entry.interference, entry.fatigue, entry.note)


@settings(max_examples=sample(20, 120), deadline=None, derandomize=not LONG)
@given(st.data())
def test_the_echo_logged_again_is_the_same_entry(data: st.DataObject) -> None:
    here = here_in(data.draw(st.sampled_from(ZONES)), data.draw(nows))
    entry = Entry(
        id="x",
        at=data.draw(moments(here)),
        note=one_line(data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))),
        readings=data.draw(readings()),
        symptoms=data.draw(in_order([name for name in SYMPTOMS if name in PERSON_SYMPTOMS])),
        interference=data.draw(st.none() | levels),
        fatigue=data.draw(st.none() | levels),
    )
    if not (entry.readings or entry.symptoms or entry.note) and entry.interference is None and entry.fatigue is None:
        return
    echo = echo_of(entry, here)
    assert "\n" not in echo
    assert fields_of(parse_line(echo, now=here)) == fields_of(entry)
    assert fields_of(parse_log(echo.split(" "), now=here)) == fields_of(entry)
    assert fields_of(parse_log([echo], now=here)) == fields_of(entry)


HERE = here_in("Europe/Berlin", datetime(2026, 3, 5, 19, 0, tzinfo=UTC))
PARSERS: list[Callable[..., object]] = [
    parse_log, parse_session, parse_usual, parse_known, parse_motion, parse_care, parse_visit, parse_time,
]  # fmt: skip
PHRASES = [" ".join(key) for key in index()]
SNIPPETS = [
    "6", "6/10", "left", "knee", "--", "@", ",", "and", "21:00", "yesterday", "mon", "ago", "2", "h", "min", "new",
    "effort", "relief", "interference", "fatigue", "9999-12-31", "0001-01-01", "99999", "99:99", "am", "1e9", "२",
    "²", "29 feb", "feb", "31", "12", "[Europe/Berlin]", "2026-03-01T20:00+99:99", "2026-03-01t", "last", "next",
    "in", "overall", "-5", "10", "short", "400", "mg", "not", ":", ";", "‮", "\x00", "K", "ſ", "İ", "half", "hour",
    "999999", "weeks", "9999-12-31T23:59-15:00", "1900-01-01T00:00+15:00", "2025-10-26 02:30", "2025-03-30 02:30",
    "°", "95°", "1.5", "5,5",
]  # fmt: skip

anything = st.text(max_size=60) | st.text(st.characters(categories=["Cc", "Cs", "Cf", "Zl", "Nd"]), max_size=20)
worded = st.lists(st.sampled_from(SNIPPETS) | st.sampled_from(PHRASES), max_size=8)


@pytest.mark.parametrize("parse", PARSERS)
def test_nothing_but_a_plain_refusal_is_raised(parse: Callable[..., object]) -> None:
    @settings(max_examples=sample(20, 150), deadline=None, derandomize=not LONG)
    @given(st.lists(anything, max_size=4) | worded | worded.map(lambda some: [" ".join(some)]))
    def check(words: list[str]) -> None:
        try:
            parse(words, now=HERE)
        except (UsageError, InvalidValue) as refusal:
            text = str(refusal)
            assert text
            assert text.isprintable(), ascii(text)
            assert len(text) < 1500  # all troubles of a line are named at once

    check()


@settings(max_examples=sample(20, 120), deadline=None, derandomize=not LONG)
@given(worded)
def test_the_echo_of_an_understood_line_is_the_same_entry(words: list[str]) -> None:
    try:
        draft = parse_line(" ".join(words), now=HERE)
    except (UsageError, InvalidValue):
        return
    assert fields_of(parse_line(echo_of(draft, HERE), now=HERE)) == fields_of(draft)


@pytest.mark.parametrize("parse", PARSERS)
def test_no_line_hangs(parse: Callable[..., object]) -> None:
    began = time.process_time()
    for piece in ("6 ", "a", ",", "6,", "-", "--", "1:", "@", "new ", "0", "left knee, ", "sun ", "é"):
        for line in (piece * 350, (piece * 60_000)[:60_000]):
            with contextlib.suppress(UsageError, InvalidValue):
                parse([line], now=HERE)
    assert time.process_time() - began < 10


def test_every_word_of_the_vocabulary_is_understood_as_itself() -> None:
    for region in REGIONS.values():
        for side in region.sides:
            for name in (region.name, *region.other_words):
                reading = parse_line(f"4 {side} {name}", now=HERE).readings[0]
                assert (reading.site, reading.side) == (region.name, side), name
    for quality in QUALITIES.values():
        for name in (quality.name, *quality.other_words):
            assert parse_line(f"left knee {name}", now=HERE).readings[0].qualities == (quality.name,), name
    for symptom in SYMPTOMS.values():
        for name in (symptom.name, *symptom.other_words):
            line = f"{name} 4 left hip" if symptom.of_site else name
            draft = parse_line(line, now=HERE)
            assert (symptom.name,) in (draft.symptoms, *(reading.symptoms for reading in draft.readings)), name


def test_a_day_of_the_past_stays_that_day() -> None:
    for days in range(1, 400):
        day = date(2026, 3, 5) - timedelta(days=days)
        assert parse_line(f"4 left knee {day.isoformat()}", now=HERE).at.iso() == day.isoformat()
