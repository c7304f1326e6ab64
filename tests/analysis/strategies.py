"""Diaries that hypothesis can make smaller: a handful of things, on times a few exact spans apart."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from diary.domain.moments import Moment
from diary.domain.records import Ack, Diary, Entry, Known, Motion, Reading, Record, Session, Usual
from diary.domain.vocabulary import UNITS
from tests.analysis.random_diaries import RULES, TIERS
from tests.analysis.random_parts import AT_SITE, OF_PERSON, PLACES, QUALITIES, START

SPANS = (0, 1, 6, 10, 12, 24, 24, 24, 24, 36, 44, 48, 72, 120, 168, 240, 336, 672)
"""Hours from one thing to the next: those the rules name, and days."""
MINUTES = (0, 0, 0, 0, 1, -1)

places = st.sampled_from(PLACES)
offsets = st.sampled_from((0, 0, 0, 3600, -5 * 3600, 13 * 3600))


def words(*known: str) -> SearchStrategy[tuple[str, ...]]:
    """None of these words, or one."""
    return st.one_of(st.just(()), st.just(()), st.sampled_from(known).map(lambda word: (word,)))


@composite
def readings(draw: DrawFn, site: str, side: str) -> Reading:
    """One reading of a place; one without a level has a word."""
    qualities, symptoms = draw(words(*QUALITIES)), draw(words(*AT_SITE, *OF_PERSON))
    sudden = draw(st.sampled_from((False, False, False, True)))
    level = st.integers(0, 10)
    pain = draw(st.one_of(level, level, level, st.none())) if qualities or symptoms or sudden else draw(level)
    return Reading(site, side, pain, qualities, symptoms, sudden)


@composite
def records(draw: DrawFn, name: str, at: Moment, plain: bool, chosen: tuple[tuple[str, str], ...]) -> Record:
    """One record of any kind; a plain diary has only levels, sessions and usual levels."""
    site, side = draw(st.sampled_from(chosen))
    kinds = (
        ("level",) * 6
        + ("session", "session", "usual")
        + (() if plain else ("entry",) * 4 + ("known", "ack", "motion"))
    )
    match draw(st.sampled_from(kinds)):
        case "level":
            return Entry(id=name, at=at, readings=(Reading(site, side, draw(st.integers(0, 10))),))
        case "session":
            minutes, activity = draw(st.sampled_from((None, 1, 60, 720))), draw(st.sampled_from(("", "gym", "Gym")))
            return Session(id=name, at=at, minutes=minutes, activity=activity)
        case "usual":
            where = draw(st.sampled_from(((site, side), (site, side), (None, None))))
            return Usual(id=name, at=at, level=draw(st.integers(0, 10)), site=where[0], side=where[1])
        case "known":
            where = draw(st.sampled_from(((site, side), (site, side), (None, None))))
            word, ended = draw(st.sampled_from((*AT_SITE, *OF_PERSON))), draw(st.booleans())
            return Known(id=name, at=at, site=where[0], side=where[1], symptoms=(word,), ended=ended)
        case "ack":
            late = draw(st.sampled_from((None, 0, 30)))
            recorded = None if late is None else at.instant + timedelta(hours=late)
            where = draw(st.sampled_from(((site, side), (site, side), (None, None))))
            rule, tier, confirmed = draw(st.sampled_from(RULES)), draw(st.sampled_from(TIERS)), draw(st.booleans())
            return Ack(
                id=name,
                at=at,
                recorded=recorded,
                rule=rule,
                site=where[0],
                side=where[1],
                tier=tier,
                confirmed=confirmed,
            )
        case "motion":
            unit = draw(st.sampled_from(tuple(UNITS)))
            tenths = draw(st.integers(0, 100 if unit == "self" else 300))
            return Motion(id=name, at=at, movement="bend", side=side, value=tenths / 10, unit=unit)
        case _:
            return Entry(
                id=name,
                at=at,
                readings=tuple(draw(readings(*place)) for place in draw(st.sampled_from((chosen[:1], chosen)))),
                symptoms=draw(words(*AT_SITE, *OF_PERSON)),
                interference=draw(st.one_of(st.none(), st.integers(0, 10))),
                fatigue=draw(st.one_of(st.none(), st.integers(0, 10))),
            )


@composite
def diaries(draw: DrawFn) -> tuple[Diary, datetime]:
    """A diary and an instant to ask about."""
    plain = draw(st.booleans())
    chosen = tuple(draw(st.lists(places, min_size=1, max_size=2, unique=True)))
    hours, drawn, offset = 20, [], 0
    for number in range(draw(st.integers(1, 14))):
        hours += draw(st.sampled_from(SPANS))
        offset = offset if draw(st.sampled_from((True, True, True, False))) else draw(offsets)
        instant = START + timedelta(hours=hours, minutes=draw(st.sampled_from(MINUTES)))
        at = Moment(instant, offset, date_only=draw(st.sampled_from((False,) * 9 + (True,))))
        drawn.append(draw(records(f"t{number:03}", at, plain, chosen)))
    wait = timedelta(hours=draw(st.sampled_from(SPANS)), minutes=draw(st.sampled_from(MINUTES)))
    return Diary.of(drawn), START + timedelta(hours=hours) + wait
