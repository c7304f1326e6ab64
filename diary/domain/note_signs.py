"""Words in notes that may tell a warning sign, as long as nobody has said whether they do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from diary.domain.records import Diary, Entry, Known, Record, Session
from diary.domain.signs import question, signs_in
from diary.domain.vocabulary import (
    BOTH,
    LEFT,
    PERSON_ONLY,
    REGIONS,
    RIGHT,
    SIDE_WORDS,
    SYMPTOMS,
    Region,
    Role,
    plural,
)

_Place = tuple[str | None, str | None]
"""A site and its side; without them the whole person."""
_ANYWHERE: _Place = (None, None)
_WORD = re.compile(r"[^\W_]+")

TOGETHER = timedelta(hours=24)
"""A symptom that was logged within this time of a note is what the note tells of (as the rules take it: together)."""


class NoteSign(NamedTuple):
    """Words of a record's note that may mean a symptom."""

    record: Record
    words: str
    symptom: str

    @property
    def question(self) -> str:
        """What is asked about the words."""
        return question(self.symptom)


def note_signs(records: Iterable[Record], diary: Diary) -> tuple[NoteSign, ...]:
    """The open questions about the notes of these records, the most urgent first, each symptom once a record.

    A note is answered by a record `signs` that names it, or where the symptom was logged with it, or is known, and the
    note speaks of no other place.
    """
    found = [NoteSign(record, words, symptom) for record in records for words, symptom in _told_in(record)]
    if not found:
        return ()
    logged: dict[str, list[tuple[datetime, _Place]]] = {}
    answered = {(answer.of_record, symptom) for answer in diary.signs for symptom in answer.symptoms}
    for entry in diary.entries:
        # What the entry itself says is the answer to its own note.
        own = {*entry.symptoms, *(word for reading in entry.readings for word in reading.symptoms)}
        answered.update((entry.id, symptom) for symptom in own)
        for symptom in entry.symptoms:
            logged.setdefault(symptom, []).append((entry.at.instant, _ANYWHERE))
        for reading in entry.readings:
            for symptom in reading.symptoms:
                logged.setdefault(symptom, []).append((entry.at.instant, _place(symptom, reading.site, reading.side)))
    known = _known(diary.knowns)

    def is_open(sign: NoteSign) -> bool:
        if (sign.record.id, sign.symptom) in answered:
            return False
        near = (place for time, place in logged.get(sign.symptom, ()) if abs(time - sign.record.at.instant) <= TOGETHER)
        return not any(_may_be_at(place, sign.record.note) for place in (*near, *known.get(sign.symptom, ())))

    return tuple(sorted(filter(is_open, found), key=lambda sign: SYMPTOMS[sign.symptom].role is not Role.ALONE))


def with_symptom(entry: Entry, symptom: str) -> Entry:
    """The entry with one symptom more: at its only site, else of the whole person; it counts the same."""
    if len(entry.readings) == 1 and symptom not in PERSON_ONLY:
        (reading,) = entry.readings
        return replace(entry, readings=(replace(reading, symptoms=_with(reading.symptoms, symptom)),))
    return replace(entry, symptoms=_with(entry.symptoms, symptom))


def _with(symptoms: tuple[str, ...], symptom: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*symptoms, symptom)))


def _told_in(record: Record) -> Iterator[tuple[str, str]]:
    texts = [record.note]
    if isinstance(record, Session):
        texts += [text for exercise in record.exercises for text in (exercise.note, exercise.because)]
    seen: set[str] = set()
    for text in texts:
        for sign in signs_in(text) if text else ():
            if sign.symptom not in seen:
                seen.add(sign.symptom)
                yield text[sign.start : sign.end], sign.symptom


def _known(statements: Iterable[Known]) -> dict[str, set[_Place]]:
    """Where each symptom was from the start, without what has ended."""
    known: dict[str, set[_Place]] = {}
    for statement in statements:
        for symptom in statement.symptoms:
            places = known.setdefault(symptom, set())
            (places.discard if statement.ended else places.add)(_place(symptom, statement.site, statement.side))
    return known


def _place(symptom: str, site: str | None, side: str | None) -> _Place:
    return _ANYWHERE if symptom in PERSON_ONLY else (site, side)


def _may_be_at(place: _Place, note: str) -> bool:
    """Whether a note may speak of this place: it names the place, or none that contradicts it."""
    site, side = place
    words = f" {' '.join(_WORD.findall(note.casefold()))} "
    sides = {SIDE_WORDS[word] for word in words.split() if word in SIDE_WORDS}
    # Numb in both legs is an emergency sign where numb in one is known.
    if site and (BOTH in sides or sides & {LEFT, RIGHT}) and side != BOTH and side not in sides:
        return False
    sites = {region.name for region in REGIONS.values() if any(f" {name} " in words for name in _names(region))}
    return not site or not sites or site in sites


def _names(region: Region) -> tuple[str, ...]:
    return (region.name, plural(region.name), *region.other_words)
