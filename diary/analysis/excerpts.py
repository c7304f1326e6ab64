"""Excerpts: as much of a diary in memory as a window needs, for who asks about many instants of the past."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import datetime

from diary.analysis.old_signs import AROUND, marks_of, times_that_matter
from diary.domain.records import Diary, Thing


class Excerpts:
    """A whole diary to take excerpts from."""

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.marks = [mark for entry in diary.entries for mark in marks_of(entry)]

    def since(self, since: datetime | None, as_of: datetime) -> Diary:
        """What the rules need from an instant on (None: all), and of older entries what can matter for ever."""
        diary = self.diary
        if since is None:
            return diary
        times = times_that_matter([mark for mark in self.marks if mark.at <= as_of], diary, as_of)
        first = _place(diary.entries, since)
        old = {
            id(entry): entry
            for at in times
            if at - AROUND < since
            for entry in diary.entries[
                _place(diary.entries, at - AROUND) : min(first, bisect_right(diary.entries, at + AROUND, key=_time))
            ]
        }
        return replace(
            diary,
            entries=(*old.values(), *diary.entries[first:]),
            sessions=diary.sessions[_place(diary.sessions, since) :],
            motions=diary.motions[_place(diary.motions, since) :],
            cares=(),
            visits=(),
            questions=(),
        )


def _time(thing: Thing) -> datetime:
    return thing.at.instant


def _place(things: tuple[Thing, ...], since: datetime) -> int:
    return bisect_left(things, since, key=_time)
