"""Check that the diary can hold a record. Others are refused with one line that says what to do."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Any, TypeVar, cast

from diary.domain import records as kinds
from diary.domain.days import span_of
from diary.domain.fields import (
    Choice,
    Day,
    Flag,
    Instant,
    Parts,
    Rating,
    Side,
    Site,
    Spec,
    Text,
    Whole,
    Words,
    fields_of,
    own_fields,
)
from diary.domain.levels import with_level
from diary.domain.moments import Moment
from diary.domain.records import KIND_OF, Reading, Record
from diary.domain.rehabilitation_checks import check_rehabilitation
from diary.domain.vocabulary import HIGHEST, LOWEST, REGIONS, UNITS, place_name
from diary.errors import ErrorHint, InvalidValue

ANY_TIME = datetime(9000, 1, 1, tzinfo=UTC)
"""Given to `check` as the present time, it refuses no record as lying in the future."""
_Check = Callable[[str, Any, Any], None]
_Tidied = TypeVar("_Tidied")
TOLERANCE = timedelta(minutes=2)
"""How far a time may lie ahead of now, because clocks differ."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
FULL_CIRCLE = 360
"""Degrees."""

# No hyphen at the beginning: on the command line such an id would be read as an option.
_ID = re.compile(r"[A-Za-z0-9._:/+][A-Za-z0-9._:/+-]{0,63}")
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{0,64}")
_SOME_DAY = date(2000, 1, 1)
_IN_NOTES = "\n\r\t"

_SOUND: dict[int, Any] = {}
"""Parts that were found sound, by identity: entries of an import share equal readings, and frozen parts stay sound."""
# Not by equality, to which True is 1.
_MOST_SOUND = 8192


def check(record: Record, now: datetime) -> None:
    """InvalidValue where the diary can't hold the record. `now` is aware; only visits may be in the future."""
    _check_common(record, now)
    _check_fields(record)
    match record:
        case kinds.Entry():
            _check_entry(record)
        case kinds.Motion():
            _check_value(record)
        case kinds.Known() if not (record.qualities or record.symptoms):
            raise InvalidValue("say what was there from the start: a symptom or a quality, such as numbness")
        case kinds.Signs() if bool(record.of_record) != bool(record.symptoms):
            raise InvalidValue("an answer about a note names the note's record and the signs it does not mean")
        case kinds.Question() if not record.note.strip():
            raise InvalidValue("the question is empty; write it out")
        case _:
            check_rehabilitation(record)


def _check_fields(part: Any) -> None:
    """Each field of a record or of one of its parts, by its specification."""
    cls: Any = type(part)
    values_of, checks = _plan(cls)
    for value, (default, check_value, what, spec) in zip(values_of(part), checks, strict=True):
        # A default needs no look: most fields of most entries have theirs.
        if value is not default:
            check_value(what, value, spec)
    for site, side, optional in _places(cls):
        (_check_place_or_none if optional else _check_place)(getattr(part, site), getattr(part, side))


@cache
def _plan(cls: type) -> tuple[attrgetter[tuple[Any, ...]], list[tuple[Any, _Check, str, Spec]]]:
    checked = [field for field in fields_of(cls) if type(field.spec) in _CHECKS]
    return attrgetter(*(field.name for field in checked)), [
        (None if optional else default, _CHECKS[type(spec)], spec.label or name, spec)
        for name, spec, optional, default in checked
    ]


@cache
def _places(cls: type) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a site and of its side, which are checked together."""
    found = fields_of(cls)
    return tuple(
        (site.name, side.name, side.optional)
        for site, side in pairwise(found)
        if isinstance(site.spec, Site) and isinstance(side.spec, Side)
    )


def _check_parts(_: str, parts: Any, __: Parts) -> None:
    for part in parts:
        if _SOUND.get(id(part)) is not part:
            _check_fields(part)
            if len(_SOUND) >= _MOST_SOUND:
                _SOUND.clear()
            _SOUND[id(part)] = part


def _check_common(record: Record, now: datetime) -> None:
    if type(record) not in KIND_OF:
        raise InvalidValue(f"a diary does not hold a {type(record).__name__}")
    # The commands take "last" in place of an id.
    if not isinstance(record.id, str) or not _ID.fullmatch(record.id) or record.id == "last":
        raise InvalidValue(f"{_quoted(record.id)} can't be an id; use up to 64 letters, digits and . _ : / + -")
    _check_moment(record.at)
    # What a clock that ran ahead wrote was no plan: it stays, can be copied, and can be moved to the right time.
    recorded = record.recorded
    written = max(now, recorded) if recorded is not None and recorded.tzinfo is not None else now
    if is_ahead(record, written):
        raise InvalidValue(f"{_local_text(record.at)} is in the future; give a time that has been")


def is_ahead(record: Record, now: datetime) -> bool:
    """Whether a record other than a visit lies in the future: a clock ran ahead when it was written."""
    return not isinstance(record, kinds.Visit) and _is_future(record.at, now)


def _check_entry(entry: kinds.Entry) -> None:
    seen: dict[tuple[str, str], Reading] = {}
    for reading in entry.readings:
        # Another app may say no more: a grade in words has no number, and none is made up.
        if not entry.source and reading.pain is None and reading == Reading(reading.site, reading.side):
            place = place_name(reading.site, reading.side)
            raise InvalidValue(
                f"{place} has nothing but its name; add a level {LOWEST}–{HIGHEST}, a quality or a symptom"
            )
        # Not by identity: equal readings may be one object.
        if first := seen.get((reading.site, reading.side)):
            place = place_name(reading.site, reading.side)
            if first.pain != reading.pain and None not in (first.pain, reading.pain):
                raise InvalidValue(f"{place} has two levels, {first.pain} and {reading.pain}; keep one")
            raise InvalidValue(f"{place} is there twice; put its words together")
        if reading.best is not None and reading.worst is not None and reading.worst < reading.best:
            place = place_name(reading.site, reading.side)
            raise InvalidValue(f"{place} is {reading.worst} at worst and {reading.best} at best; change them round")
        seen[reading.site, reading.side] = reading
    if not (entry.readings or entry.note.strip()) and all(
        getattr(entry, field.name) == field.default for field in own_fields(kinds.Entry)
    ):
        raise InvalidValue("there is nothing in this entry; give a level and a site, a symptom or a note")


def _check_value(motion: kinds.Motion) -> None:
    highest = HIGHEST if motion.unit == "self" else FULL_CIRCLE
    value = motion.value
    if type(value) not in (int, float) or not math.isfinite(value) or not LOWEST <= value <= highest:
        raise InvalidValue(f"{_quoted(value)} can't be kept as {UNITS[motion.unit]}; give a number, {LOWEST}–{highest}")


def _check_place(site: Any, side: Any) -> None:
    if not isinstance(site, str) or site not in REGIONS:
        raise InvalidValue(f"{_quoted(site)} is no site of the body map", ErrorHint("sites"))
    region = REGIONS[site]
    if not side:
        raise InvalidValue(f"which {site}: {_one_of(region.sides)}?")
    if side not in region.sides:
        raise InvalidValue(f"{_quoted(side)} is no side of the {site}; use {_one_of(region.sides)}")


def _check_place_or_none(site: Any, side: Any) -> None:
    if site is not None:
        _check_place(site, side)
    elif side is not None:
        raise InvalidValue(f"{_quoted(side)} needs a site; name one, or leave the side out")


def _check_choice(what: str, word: Any, spec: Choice) -> None:
    if word != "" or spec.needed:
        _check_word(what, word, spec.vocabulary)


def _check_word(what: str, word: Any, vocabulary: Collection[str]) -> None:
    if not isinstance(word, str) or word not in vocabulary:
        raise InvalidValue(f"{_quoted(word)} is no {what} the diary knows; use {_one_of(vocabulary)}")


def _check_words(what: str, words: Any, spec: Words) -> None:
    if not isinstance(words, tuple):
        raise InvalidValue(f"{_quoted(words)} should be a list of words")
    for word in words:
        _check_word(what, word, spec.vocabulary)


def _check_rating(what: str, level: Any, _: Rating) -> None:
    if not (_is_whole(level) and LOWEST <= level <= HIGHEST):
        raise InvalidValue(f"{_quoted(level)} can't be {what}; give a whole number, {LOWEST}–{HIGHEST}")


def _check_whole(what: str, value: Any, spec: Whole) -> None:
    if not (_is_whole(value) and spec.lowest <= value <= spec.highest):
        raise InvalidValue(f"{_quoted(value)} {what} can't be kept; give a whole number, {spec.lowest}–{spec.highest}")


def _check_flag(what: str, flag: Any, _: Flag | None) -> None:
    if not isinstance(flag, bool):
        raise InvalidValue(f"{_quoted(flag)} can't be kept for {what}; use yes or no")


def _check_name(what: str, text: Any, spec: Text) -> None:
    what = what if what.startswith("the ") else f"the {what}"
    _check_text(what, text, spec.longest, allowed=_IN_NOTES if spec.lines else "")
    if spec.needed and not text.strip():
        raise InvalidValue(f"{what} is missing; name it")


def _check_text(what: str, text: Any, longest: int, *, allowed: str = "") -> None:
    if not isinstance(text, str):
        raise InvalidValue(f"{what} should be text, not {_quoted(text)}")
    if len(text) > longest:
        raise InvalidValue(f"{what} has {len(text):,} characters; shorten it to {longest:,}")
    # Nearly all text is printable, and one test of the whole is faster than one of each character.
    if not text.isprintable():
        for character in text:
            # Cc: control characters, which a terminal obeys. Cs: surrogates of broken input, which UTF-8 can't hold.
            if character not in allowed and unicodedata.category(character) in ("Cc", "Cs"):
                raise InvalidValue(f"{what} has a control character (U+{ord(character):04X}) in it; take it out")


def _check_moment(at: Any) -> None:
    if not isinstance(at, Moment):
        raise InvalidValue(f"{_quoted(at)} is no time")
    _check_instant("a time", at.instant, None)
    if not _is_whole(at.offset) or abs(at.offset) >= 24 * 3600:
        raise InvalidValue(f"{_quoted(at.offset)} is no offset of a time zone; give seconds east of UTC")
    _check_flag("date-only", at.date_only, None)
    _check_flag("about", at.about, None)
    if at.about and at.date_only:
        raise InvalidValue(f"of {_local_text(at)} only the day is known, so no hour can be about right")
    if at.zone != "" and (not isinstance(at.zone, str) or not _ZONE.fullmatch(at.zone)):
        raise InvalidValue(f"{_quoted(at.zone)} is no name of a time zone; a name looks like Europe/Berlin")
    # The local day is worked out only where it may lie in another year: this is done for each row of an import.
    if not FIRST_YEAR < at.instant.year < LAST_YEAR and not FIRST_YEAR <= at.day.year <= LAST_YEAR:
        raise InvalidValue(f"{_local_text(at)} can't be right; give a day from {FIRST_YEAR} to {LAST_YEAR}")


def _check_day(what: str, day: Any, _: Day) -> None:
    try:
        first, last = span_of(day) if day != "" else (_SOME_DAY, _SOME_DAY)
    except (TypeError, ValueError):
        raise InvalidValue(f"{_quoted(day)} is no day; write it like 2026-03-05, or 2026-03, or 2026") from None
    if not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
        raise InvalidValue(f"the year {first.year} can't be right; give one from {FIRST_YEAR} to {LAST_YEAR}")


def _check_instant(what: str, instant: Any, _: Instant | None) -> None:
    if not isinstance(instant, datetime) or instant.utcoffset() is None:
        raise InvalidValue(f"{what} needs its offset from UTC, not {_quoted(instant)}")
    # One year more on either side: the local day may lie in another year than the UTC instant.
    if not FIRST_YEAR - 1 <= instant.year <= LAST_YEAR + 1:
        raise InvalidValue(f"the year {instant.year} can't be right; give a day from {FIRST_YEAR} to {LAST_YEAR}")


def _is_future(at: Moment, now: datetime) -> bool:
    if at.date_only:
        # By day: today counts as noon, which in the morning is hours ahead.
        return at.day > Moment(now, at.offset).day
    return at.instant > now + TOLERANCE


def _local_text(at: Moment) -> str:
    return at.day.isoformat() if at.date_only else at.local.strftime("%Y-%m-%d %H:%M")


def _quoted(value: Any) -> str:
    text = repr(value) if not isinstance(value, (int, float)) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _one_of(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _is_whole(value: Any) -> bool:
    # Not `isinstance`, to which True is an int.
    return type(value) is int


# Not Number: its range depends on the unit, which is checked once all fields are sound.
_CHECKS: Mapping[type[Spec], _Check] = {
    Rating: _check_rating,
    Whole: _check_whole,
    Flag: _check_flag,
    Text: _check_name,
    Words: _check_words,
    Choice: _check_choice,
    Day: _check_day,
    Instant: _check_instant,
    Parts: _check_parts,
}


def tidy(record: _Tidied) -> _Tidied:
    """The record, or part, as the store saves it: each quality and symptom once, in the order of the vocabulary.

    A reading gets its level, where only others were given. A record that is tidy already is returned itself.
    """
    cls: Any = type(record)
    changed: dict[str, Any] = {}
    for name, order in _tidy_plan(cls):
        value = getattr(record, name)
        tidied = tuple(map(tidy, value)) if order is None else _in_order(value, order)
        if tidied != value:
            changed[name] = tidied
    whole: Any = replace(cast("Any", record), **changed) if changed else record
    return cast("_Tidied", with_level(whole) if cls is Reading else whole)


def _in_order(words: tuple[str, ...], order: Mapping[str, int]) -> tuple[str, ...]:
    # Unknown words go last: `check` refuses them.
    return (
        tuple(sorted(dict.fromkeys(words), key=lambda word: order.get(word, len(order)))) if len(words) > 1 else words
    )


@cache
def _tidy_plan(cls: type) -> list[tuple[str, dict[str, int] | None]]:
    """The fields that hold words, each with the place of every word in their order; and parts, with None."""
    return [
        (name, {word: place for place, word in enumerate(spec.vocabulary)} if isinstance(spec, Words) else None)
        for name, spec, *_ in fields_of(cls)
        if isinstance(spec, (Words, Parts))
    ]
