"""Sites as people name them on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from diary.domain.grammar.entry import parse_log
from diary.domain.grammar.times import Here
from diary.domain.vocabulary import REGIONS
from diary.errors import UsageError
from diary.review import Review

_ANY_TIME = Here(datetime(2000, 1, 1, tzinfo=UTC), UTC)


def region_named(text: str) -> str:
    """The region that a person means, its side left aside; UsageError where there is none."""
    bare = " ".join(text.lower().split())
    if bare in REGIONS:
        return bare
    return place_named(text)[0] if _sided(text) else place_named(f"left {text}")[0]


def place_named(text: str) -> tuple[str, str]:
    """The site and side that a person means."""
    readings = parse_log([f"1 {text}"], now=_ANY_TIME).readings
    if len(readings) != 1:
        raise UsageError(f"{text[:40]!r} does not name one site; write for example 'left knee'")
    return readings[0].site, readings[0].side


def _sided(text: str) -> bool:
    try:
        place_named(text)
    except UsageError:
        return False
    return True


def places_named(texts: Sequence[str], found: Review) -> list[tuple[str, str]]:
    """The logged sites that these words name: a region alone stands for all its logged sides."""
    places: list[tuple[str, str]] = []
    for text in texts:
        region = " ".join(text.lower().split())
        logged = [place for place in found.view.courses if place[0] == region]
        chosen = logged if region in REGIONS and logged else [place_named(text)]
        for place in chosen:
            if place not in found.view.courses:
                raise UsageError(f"nothing was logged at {text[:40]!r} yet; diary list shows what was")
        places += [place for place in chosen if place not in places]
    return places
