"""Questions about words in notes that may tell a warning sign, with the commands that answer."""

from __future__ import annotations

from collections.abc import Iterable

from diary.cli.context import talk
from diary.domain.note_signs import NoteSign, note_signs
from diary.domain.records import Diary, Entry, Record
from diary.domain.text import printable


def ask_about_notes(records: Iterable[Record], diary: Diary) -> None:
    """One line about the most urgent open question in the notes of these records; nothing where there is none."""
    if signs := note_signs(records, diary):
        more = f" ({len(signs) - 1} more: diary check --all)" if len(signs) > 1 else ""
        talk(f"{note_question(signs[0])}{more}")


def note_question(sign: NoteSign) -> str:
    """The question about one sign and its two answers."""
    id = sign.record.id
    if isinstance(sign.record, Entry):
        yes = f"diary edit {id} --add {sign.symptom}"
    else:
        # Only an entry holds symptoms.
        at = sign.record.at
        yes = f"diary log {sign.symptom} @ {at.day if at.date_only else at.local.strftime('%Y-%m-%dT%H:%M')}"
    return f"“{printable(sign.words)}”: {sign.question} If so: {yes}. If not: diary signs none {id} {sign.symptom}"
