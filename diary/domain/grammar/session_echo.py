"""A session as the words of its command, from which the same session is read again."""

from __future__ import annotations

from diary.domain.describe import dosage_of
from diary.domain.grammar.session_exercises import names_exercise
from diary.domain.grammar.session_line import read_session
from diary.domain.grammar.times import Here
from diary.domain.records import Exercise, Session
from diary.errors import DiaryError

_MARKED = ("", "because", "note because", "kind name note because")
"""What stands between ‹ and ›, from nothing on: these may hold words that mean something elsewhere, as "pain 3"."""


def session_text(session: Session, time: str, here: Here) -> str:
    """The session and its time in words, without its note."""
    texts = [f"{_words(session, marked)} {time}".strip() for marked in _MARKED]
    return next((text for text in texts if _is_read_again(text, session, here)), texts[0])


def _is_read_again(text: str, session: Session, here: Here) -> bool:
    try:
        line = read_session(text, here)
    except DiaryError:
        return False
    found = (line.activity, tuple(line.exercises), line.minutes, line.effort, line.new)
    same = found == (session.activity, session.exercises, session.minutes, session.effort, session.new)
    return same and not line.troubles and not line.left and not line.nothing_done


def _words(session: Session, marked: str) -> str:
    activity = _mark(session.activity) if "kind" in marked else session.activity
    groups = [exercise_words(each, has_kind=bool(activity), marked=marked) for each in session.exercises]
    lengths = [] if session.minutes is None else [f"{session.minutes} min"]
    lengths += [] if session.effort is None else [f"effort {session.effort}"]
    lengths += [] if session.new is None else ["new" if session.new else "not new"]
    if not groups:
        return " ".join([activity, *lengths]).strip()
    listed = ", ".join([*groups, *([" ".join(lengths)] if lengths else [])])
    return f"{activity}: {listed}," if activity else f"{listed},"


def exercise_words(exercise: Exercise, *, has_kind: bool, marked: str = "") -> str:
    """One exercise in words, as it is read again; what `marked` names stands between ‹ and ›."""
    name, note, because = (
        _mark(getattr(exercise, field)) if field in marked else getattr(exercise, field)
        for field in ("name", "note", "because")
    )
    done = f"{exercise.done} {because}".strip() if exercise.done != "yes" else ""
    known = "" if exercise.pain is None else f"pain {exercise.pain}"
    new = "" if exercise.new is None else "new" if exercise.new else "not new"
    words = [name, dosage_of(exercise), known, new, note, done]
    # Beside other words a name alone might be a remark.
    alone = not any(words[1:]) and not (has_kind and names_exercise(name))
    if alone or ("name" in marked and not done):
        words.append("done")
    return " ".join(word for word in words if word)


def _mark(text: str) -> str:
    return f"‹{text}›" if text else ""
