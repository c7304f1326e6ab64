"""What was known when: the versions of a diary as steps, each of which puts a thing in or takes one out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple

from diary.domain.changes import Version
from diary.domain.entries import Care, Entry, Question, Thing, Visit

SILENT = (Care, Visit, Question)
"""Kinds that no rule reads."""


class Step(NamedTuple):
    """A thing that counts from an instant on, or no longer counts. `written` is when the thing was first written."""

    instant: datetime
    thing: Thing
    there: bool
    written: datetime | None


def steps_of(versions: Sequence[Version], as_of: datetime) -> list[Step]:
    """Every step up to an instant, in time order.

    A version counts from when it was written, or from its own time where that is later or the writing is unknown.
    """
    steps: list[Step] = []
    of_thing = sorted(versions, key=lambda version: version.thing.id)
    for _, life in groupby(of_thing, key=lambda version: version.thing.id):
        contents = list(life)
        if isinstance(contents[0].thing, SILENT):
            continue
        first = contents[0].written
        for thing, written, until in _told_apart(contents) if len(contents) > 1 else _plain(contents):
            at = thing.at.instant
            begins = at if written is None or written < at else written
            if begins > as_of or (until is not None and until <= begins):
                continue
            steps.append(Step(begins.astimezone(UTC), thing, True, first))
            if until is not None and until <= as_of:
                steps.append(Step(until.astimezone(UTC), thing, False, first))
    steps.sort(key=lambda step: step.instant)
    return steps


def _plain(contents: Iterable[Version]) -> Iterator[tuple[Thing, datetime | None, datetime | None]]:
    for version in contents:
        yield version.thing, version.written, version.until


def _told_apart(contents: Iterable[Version]) -> Iterator[tuple[Thing, datetime | None, datetime | None]]:
    """The contents of a thing, those that read the same to the rules as one."""
    for _, alike in groupby(_joined(contents), key=lambda numbered: numbered[0]):
        same = [version for _, version in alike]
        yield same[0].thing, same[0].written, same[-1].until


def _joined(contents: Iterable[Version]) -> Iterator[tuple[int, Version]]:
    number, before = 0, None
    for version in contents:
        if before is None or before.until != version.written or _ground(before.thing) != _ground(version.thing):
            number += 1
        yield number, version
        before = version


def _ground(thing: Thing) -> Thing:
    """What the rules read of a thing."""
    return replace(thing, note="", recorded=None) if isinstance(thing, Entry) else thing
