"""Records and sites as people name them on the command line: an id or its beginning, a site with its side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from diary.cli.output import record_line
from diary.domain.grammar.entry import parse_log
from diary.domain.grammar.times import Here
from diary.domain.records import Record
from diary.domain.text import time_in_sentence
from diary.domain.vocabulary import REGIONS
from diary.errors import DiaryError, UsageError
from diary.review.snapshot import Review
from diary.store.diary_store import DiaryStore

LIST_POSITION_DIGITS = 3
"""Up to this many digits, a number may mean a position: with "delete 1" many people mean the first in the list."""


def record_with_id(store: DiaryStore, id: str) -> Record:
    """The record with that id or beginning of an id; "last" is the one written last.

    DiaryError for a short number that is only the beginning of an id.
    """
    record = store.get(id)
    if id == record.id or not id.isdigit() or len(id) > LIST_POSITION_DIGITS:
        return record
    raise DiaryError(
        f"{id} is too short to name an entry; if {record_line(record)} ({time_in_sentence(record.at)}) is meant, "
        f"write {record.id[:6]}, as diary list shows it"
    )


# Parsing a site needs a present time, although none is read.
_ANY_TIME = Here(datetime(2000, 1, 1, tzinfo=UTC), UTC)


def region_named(text: str) -> str:
    """The region that the text names, without its side; UsageError if it names none."""
    bare = " ".join(text.lower().split())
    if bare in REGIONS:
        return bare
    return place_named(text)[0] if _names_one_place(text) else place_named(f"left {text}")[0]


def place_named(text: str) -> tuple[str, str]:
    """The site and side that the text names; UsageError if it is not exactly one."""
    # The grammar of a typed line reads it, with any level, so that the same words work everywhere.
    draft = parse_log([f"1 {text}"], now=_ANY_TIME)
    readings = draft.readings
    # Words that would go to the note of an entry name no place.
    if len(readings) != 1 or draft.note:
        raise UsageError(f"{text[:40]!r} does not name one site; write for example 'left knee'")
    return readings[0].site, readings[0].side


def _names_one_place(text: str) -> bool:
    try:
        place_named(text)
    except UsageError:
        return False
    return True


def places_named(texts: Sequence[str], review: Review) -> list[tuple[str, str]]:
    """The logged sites that these texts name; a region without a side means all its logged sides.

    UsageError if nothing was logged at one of them.
    """
    places: list[tuple[str, str]] = []
    for text in texts:
        region = " ".join(text.lower().split())
        chosen = [place for place in review.snapshot.courses if place[0].casefold() == region] or [place_named(text)]
        for place in chosen:
            if place not in review.snapshot.courses:
                raise UsageError(f"nothing was logged at {text[:40]!r} yet; diary list shows the logged sites")
        places += [place for place in chosen if place not in places]
    return places
