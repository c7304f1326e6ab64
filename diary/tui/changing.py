"""Jobs that change or delete a saved record as the person saw it: a newer one is never written over unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from diary.domain.describe import full_line
from diary.domain.records import Record, new_id
from diary.tui.messages import Edit, Job
from diary.tui.widgets.texts import record_text

if TYPE_CHECKING:
    from diary.domain.records import Change
    from diary.store.diary_store import DiaryStore


class Typed(NamedTuple):
    """What becomes of what was typed."""

    bring_back: Callable[[], None]
    """It could not be saved."""
    resume: Callable[[], None]
    """Go on editing, after it was brought back."""
    drop: Callable[[], None]
    """Forget it, after it was brought back."""
    saved: Callable[[Change], None] | None = None
    """It is on the disk."""


def change_job(mine: Record, opened: Record, typed: Typed, *, text: str) -> Job:
    """The job that gives a record, opened with that content, the content `mine`; `text` is the message after it."""
    # A change is called by what it replaced, which is what undo brings back.
    label = full_line(opened)

    def saved_anew(change: Change) -> None:
        typed.drop()
        if typed.saved is not None:
            typed.saved(change)

    def anew(newer: Record | None) -> Job:
        # What was typed stays where it is until this is on the disk: a failure has nothing to bring back.
        if newer is not None:
            again = typed._replace(bring_back=lambda: None, saved=saved_anew)
            return change_job(mine, newer, again, text=text)
        new = replace(mine, id=new_id())  # a deleted id stays deleted
        text_of_new = f"Saved as a new one · {record_text(new)}."
        return Job(lambda store: store.save(new, label=record_text(new)), text_of_new, saved_anew)

    def run(store: DiaryStore) -> Change:
        return store.replace(mine, opened=[opened], label=label)

    return Job(run, text, typed.saved, typed.bring_back, edit=Edit(mine, anew, typed.resume, typed.drop))


def delete_job(record: Record, *, label: str, text: str) -> Job:
    """The job that deletes a record as it was shown; `text` is the message after it."""

    def run(store: DiaryStore) -> Change:
        return store.delete(record.id, opened=[record], label=label)

    return Job(run, text, edit=Edit(None, lambda newer: delete_job(newer or record, label=label, text=text)))
