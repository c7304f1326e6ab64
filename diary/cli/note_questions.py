"""Questions about words in notes that may tell a warning sign, with the commands that answer."""

from __future__ import annotations

from collections.abc import Iterable

from diary.cli.context import talk
from diary.domain.note_signs import NoteSign, note_signs
from diary.domain.records import Diary, Entry, Record
from diary.domain.text import printable
from diary.domain.vocabulary import PERSON_ONLY, place_name


def ask_about_notes(records: Iterable[Record], diary: Diary) -> None:
    """One line about the most urgent open question in the notes of these records; nothing where there is none."""
    if signs := note_signs(records, diary):
        more = f" ({len(signs) - 1} more: diary check --all)" if len(signs) > 1 else ""
        talk(f"{note_question(signs[0])}{more}")


def note_question(sign: NoteSign) -> str:
    """The question about one sign and its two answers."""
    id = sign.record.id
    return (
        f"“{printable(sign.words)}”: {sign.question} If so: {_yes(sign)}. If not: diary signs none {id} {sign.symptom}"
    )


def _yes(sign: NoteSign) -> str:
    """The command that puts the symptom where the note says it is, not at the site of its entry where they differ."""
    # Only a question needs the grammar, which `status` never loads.
    from diary.domain.grammar.note_place import place_told

    record, at = sign.record, sign.record.at
    of_person = sign.symptom in PERSON_ONLY
    place = "" if of_person else place_told(record.note, sign.words)
    if isinstance(record, Entry):
        own = [place_name(reading.site, reading.side) for reading in record.readings]
        sites = [f"SIDE {reading.site}" for reading in record.readings]
        if not place or (len(own) == 1 and place in (*own, *sites)):
            return f"diary edit {record.id} --add {sign.symptom}"
    elif not place and not of_person:
        place = "SIDE foot" if sign.symptom == "foot-drop" else "PLACE"
    words = f"{sign.symptom} {place}".strip()
    return f"diary log {words} @ {at.day if at.date_only else at.local.strftime('%Y-%m-%dT%H:%M')}"
