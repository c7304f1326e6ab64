"""Exercises of the first edition, whose names hold their dose: found once, and split as one change of its own."""

from __future__ import annotations

from dataclasses import replace

from diary.domain.grammar.exercise_split import split_exercise
from diary.domain.records import Exercise, Session
from diary.store.diary_store import DiaryStore
from diary.store.queries import among, first_of_each, read_records

LABEL = "exercise names split into name and dose"
"""How undo names the change. A session that such a change touched is left alone ever after, also when undone."""


def split_old_names(store: DiaryStore) -> tuple[tuple[Exercise, Exercise], ...]:
    """Split the names that are wholly a name and a dose; each with its old form, once. Nothing is written for none."""
    sessions = _candidates(store)
    pairs: dict[str, tuple[Exercise, Exercise]] = {}
    changed, opened = [], []
    for session in sessions:
        exercises = tuple(map(split_exercise, session.exercises))
        if exercises == session.exercises:
            continue
        opened.append(session)
        changed.append(replace(session, exercises=exercises))
        for old, new in zip(session.exercises, exercises, strict=True):
            if old is not new:
                pairs.setdefault(old.name, (old, new))
    if changed:
        store.write(changed=changed, opened=opened, label=LABEL)
    return tuple(pairs.values())


def _candidates(store: DiaryStore) -> tuple[Session, ...]:
    """The sessions with an exercise that has no dose but a digit in its name, and that no such change touched."""
    # GLOB, because most names have no digit and the others need to be read.
    query = """
        SELECT DISTINCT session_id FROM exercise
        WHERE sets IS NULL AND reps IS NULL AND seconds IS NULL AND load = '' AND name GLOB '*[0-9]*'
        AND session_id NOT IN (
            SELECT thing_id FROM version JOIN change ON change.id = version.change_id WHERE change.label = :label
        )
    """
    with store.database.reading() as connection:
        ids = first_of_each(connection, query, {"label": LABEL})
        found = read_records(connection, "session", among("id", ids)) if ids else ()
    return tuple(record for record in found if isinstance(record, Session))
