"""What a record of the rehabilitation needs beside sound fields: days in order, words, values in range."""

from __future__ import annotations

import math

from diary.domain.record import Record
from diary.domain.rehabilitation import Activity, Answer, Background, Plan, Score, Treatment
from diary.domain.scores import limits_of
from diary.domain.text import day_in_sentence
from diary.errors import InvalidValue


def check_rehabilitation(record: Record) -> None:
    """InvalidValue where the diary can't hold it; records of other kinds pass. Its fields have been checked."""
    match record:
        case Plan() | Treatment() | Activity() if record.last_day is not None and record.last_day < record.first_day:
            first = day_in_sentence(record.since or record.first_day.isoformat())
            last = day_in_sentence(record.until)
            raise InvalidValue(f"{record.name} can't end on {last}, before it begins on {first}")
        case Score():
            _check_score(record)
        case Background() if not (record.name.strip() or record.since or record.note.strip()):
            raise InvalidValue("there is nothing in this statement; give the words")


def _check_score(score: Score) -> None:
    """InvalidValue where it has no answer, one twice, or a value out of its limits."""
    if not score.answers:
        raise InvalidValue("this score has no number; give one")
    seen: set[tuple[str, str]] = set()
    for answer in score.answers:
        if (answer.name, answer.side) in seen:
            raise InvalidValue(f"{answer.name} is there twice; keep one")
        seen.add((answer.name, answer.side))
        _check_value(answer)


def _check_value(answer: Answer) -> None:
    lowest, highest = limits_of(answer.name, answer.unit)
    value = answer.value
    is_number = type(value) in (int, float) and math.isfinite(value)
    # A rating is a whole number, as levels of pain are.
    if not is_number or not lowest <= value <= highest or (not answer.unit and value != int(value)):
        what = "a number" if answer.unit else "a whole number"
        raise InvalidValue(f"{value!s:.60} can't be kept for {answer.name}; give {what}, {lowest}–{highest}")
