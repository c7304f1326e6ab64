"""Exercises of the first edition, whose names hold their dose: found once, and split as one change of its own."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, func, literal, select

from diary.domain.grammar.exercise_split import split_exercise
from diary.domain.records import Exercise, Session
from diary.store.diary_store import DiaryStore
from diary.store.queries import each_of, read_records
from diary.store.schema.columns import table_of

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
    exercise, version, change = (table_of(name) for name in ("exercise", "version", "change"))
    column = exercise.c
    empty: list[ColumnElement[bool]] = [column[name].is_(None) for name in ("sets", "reps", "seconds")]
    # GLOB, because most names have no digit and the others need to be read.
    has_digit = func.glob(literal("*[0-9]*"), column.name) == literal(1)
    asked = select(version.c.thing_id).join_from(version, change, change.c.id == version.c.change_id)
    touched = asked.where(change.c.label == LABEL)
    query = select(column.session_id).distinct().where(*empty, column.load == literal(""), has_digit)
    query = query.where(column.session_id.not_in(touched))
    with store.database.reading() as connection:
        ids = list(connection.scalars(query))
        found = read_records(connection, "session", [table_of("session").c.id.in_(each_of(ids))]) if ids else ()
    return tuple(record for record in found if isinstance(record, Session))
