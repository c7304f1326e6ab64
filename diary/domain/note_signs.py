"""Words in notes that may tell a warning sign, as long as nobody has said whether they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from diary.domain.records import Diary, Known, Record, Session
from diary.domain.signs import question, signs_in
from diary.domain.vocabulary import SYMPTOMS, Role

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

    A note is answered by a record `signs` that names it, or where the symptom was logged with it, or is known.
    """
    found = [NoteSign(record, words, symptom) for record in records for words, symptom in _told_in(record)]
    if not found:
        return ()
    logged: dict[str, list[datetime]] = {}
    for entry in diary.entries:
        for symptom in {*entry.symptoms, *(word for reading in entry.readings for word in reading.symptoms)}:
            logged.setdefault(symptom, []).append(entry.at.instant)
    answered = {(answer.of_record, symptom) for answer in diary.signs for symptom in answer.symptoms}
    known = _known(diary.knowns)
    return tuple(
        sorted(
            (
                sign
                for sign in found
                if (sign.record.id, sign.symptom) not in answered
                and sign.symptom not in known
                and not any(abs(time - sign.record.at.instant) <= TOGETHER for time in logged.get(sign.symptom, ()))
            ),
            key=lambda sign: SYMPTOMS[sign.symptom].role is not Role.ALONE,
        )
    )


def _told_in(record: Record) -> Iterator[tuple[str, str]]:
    texts = [record.note]
    if isinstance(record, Session):
        texts += [exercise.note for exercise in record.exercises]
    seen: set[str] = set()
    for text in texts:
        for sign in signs_in(text) if text else ():
            if sign.symptom not in seen:
                seen.add(sign.symptom)
                yield text[sign.start : sign.end], sign.symptom


def _known(statements: Iterable[Known]) -> set[str]:
    known: set[str] = set()
    for statement in statements:
        (known.difference_update if statement.ended else known.update)(statement.symptoms)
    return known
