"""A session as the words of its command, from which the same session is read again."""

from __future__ import annotations

from diary.domain.describe import dosage_of
from diary.domain.grammar.session_exercises import names_exercise
from diary.domain.records import Exercise, Session


def session_text(session: Session) -> str:
    """The session in words, without its time and its note."""
    groups = [exercise_words(each, has_kind=bool(session.activity)) for each in session.exercises]
    lengths = [] if session.minutes is None else [f"{session.minutes} min"]
    lengths += [] if session.effort is None else [f"effort {session.effort}"]
    lengths += [] if session.new is None else ["new" if session.new else "not new"]
    if not groups:
        return " ".join([session.activity, *lengths]).strip()
    listed = ", ".join([*groups, *([" ".join(lengths)] if lengths else [])])
    return f"{session.activity}: {listed}," if session.activity else f"{listed},"


def exercise_words(exercise: Exercise, *, has_kind: bool) -> str:
    """One exercise in words, as it is read again."""
    done = f"{exercise.done} {exercise.because}".strip() if exercise.done != "yes" else ""
    known = "" if exercise.pain is None else f"pain {exercise.pain}"
    new = "" if exercise.new is None else "new" if exercise.new else "not new"
    words = [exercise.name, dosage_of(exercise), known, new, exercise.note, done]
    plain = not any(words[1:])
    # Beside other words a name alone might be a remark.
    if plain and not (has_kind and names_exercise(exercise.name)):
        words.append("done")
    return " ".join(word for word in words if word)
