"""An old exercise name that holds its dose, such as "squats 3x10 @20kg", as name and dose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from diary.domain.grammar.session_exercises import exercise_of, segments
from diary.domain.grammar.session_pieces import pieces_of
from diary.domain.grammar.times import Here
from diary.domain.records import Exercise
from diary.errors import DiaryError

# Splitting a name needs no present time.
_ANY_TIME = Here(datetime(2000, 1, 1, tzinfo=UTC), UTC)
_ROLES = frozenset({"word", "and", "count", "load", "duration"})


def split_exercise(exercise: Exercise) -> Exercise:
    """The exercise with the dose that its name holds; itself where the name is not wholly a name and a dose."""
    if exercise.sets or exercise.reps or exercise.seconds or exercise.load:
        return exercise
    try:
        line = pieces_of(exercise.name, _ANY_TIME)
        pieces = line.found
        if line.troubles or not {piece.role for piece in pieces} <= _ROLES or len(segments(line, pieces)) != 1:
            return exercise
        found, left = exercise_of(line, pieces)
    except DiaryError:
        return exercise
    if found is None or left or line.troubles or found.note or not (found.sets or found.reps or found.seconds):
        return exercise
    # Words after the dose would be lost or moved: such a name stays as it is.
    kept = found.name.split()
    words = [word for piece in pieces if piece.role in ("word", "and") for word in piece.raw.split()]
    if [word.casefold() for word in kept] != [word.casefold().strip("-:,") for word in words]:
        return exercise
    return replace(
        exercise, name=found.name, sets=found.sets, reps=found.reps, seconds=found.seconds, load=found.load,
        unit=found.unit,
    )  # fmt: skip
