"""A record as the line of its command. Logging that line again gives the same record."""

from __future__ import annotations

from diary.domain.echo import time_echo
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import one_line
from diary.domain.records import Care, Motion, Record, Session, Visit


def line_of(record: Record, here: Here) -> str:
    """The words of the record, its time and its note; "" for a kind that has no such line."""
    # Each imports the grammar of its command, which `diary log` does not need.
    match record:
        case Motion():
            from diary.domain.grammar.motion_phrase import motion_words

            words = motion_words(record.movement, record.side, record.value, record.unit)
        case Care():
            from diary.domain.grammar.care_phrase import care_words

            words = care_words(record.activity, record.name, record.dose, record.relief)
        case Session():
            from diary.domain.grammar.session_echo import session_text

            return _with_note(session_text(record, time_echo(record.at, here), here), record)
        case Visit():
            words = record.name
        case _:
            return ""
    return _with_note(f"{words} {time_echo(record.at, here)}".strip(), record)


def _with_note(words: str, record: Record) -> str:
    note = one_line(record.note)
    return f"{words}{f' -- {note}' if note else ''}".strip()
