"""The work that is done in threads, so that keys never wait: opening, saving, reading. It answers by messages only."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from diary.clock import wall_clock
from diary.domain.text import as_sentence
from diary.error_hints import with_hint
from diary.errors import DiaryError
from diary.tui.messages import (
    ChangedElsewhere,
    Job,
    Locked,
    Notice,
    NotOpened,
    NotReviewed,
    NotSaved,
    Opened,
    Reviewed,
    Saved,
    SettingsSaved,
    SideProblem,
    StaysLocked,
    ToTakeBack,
    Unlocked,
    WholeReviewed,
)

if TYPE_CHECKING:
    from textual.message import Message

    from diary.clock import Clock
    from diary.domain.records import Change
    from diary.review.snapshot import Review
    from diary.settings import Settings
    from diary.store.diary_store import DiaryStore

COLLECT_BY_DEFAULT = (700, 10, 10)
"""Thresholds of the garbage collector, in new objects: the default of Python."""


class WorkerHost(Protocol):
    """The part of the app that a worker may use."""

    db_path: Path
    clock: Clock
    settings: Settings
    settings_path: Path | None
    backups: bool
    file_problem: str
    """Why the diary could not be read at the last look; "" where it could."""
    told_problem: str
    """The one of these that was told."""
    locked_reason: str
    """Why the command that names the passphrase opened nothing; "" where it did, or there is none."""

    @property
    def is_headless(self) -> bool:
        """Whether it runs without a terminal, as in a test."""

    def post_message(self, message: Message) -> bool:
        """Send a message to the app; safe from any thread, unlike touching a widget."""


def open_and_read(app: WorkerHost) -> None:
    """Open the diary, which is created where there is none, and read it for the first time."""
    from diary.files import looks_encrypted

    try:
        if looks_encrypted(app.db_path):
            from diary.store.diary_file import resolved
            from diary.store.encryption.unlock import KEYS

            if (reason := app.locked_reason or KEYS.heard(resolved(app.db_path))) is not None:
                app.post_message(Locked(reason))
                return
        # All that draws and judges, 400 ms: only after the first frame.
        from diary.store.diary_store import open_diary
        from diary.tui.unsaved import kept

        store = open_diary(app.db_path, clock=app.clock, program="tui", create=True)
        # The stamp comes before the reading: a change made in between is then noticed, and read again.
        stamp = store.stamp()
        app.post_message(Opened(store, _review(app, store), stamp, kept(store.path)))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(NotOpened(_reason(error)))


def unlock(app: WorkerHost, secret: str, closed: DiaryStore | None) -> None:
    """Try a passphrase or a recovery code, and open a closed store with it."""
    from diary.store.diary_file import resolved
    from diary.store.encryption.forms import is_encrypted
    from diary.store.encryption.unlock import KEYS, wrong_text

    app.locked_reason = ""
    try:
        file = resolved(app.db_path)
        # It may have been decrypted meanwhile: then any word opens it.
        if is_encrypted(file) and KEYS.try_secret(file, secret) is None:
            app.post_message(StaysLocked(wrong_text(secret)))
            return
        if closed is not None:
            closed.database.reopen()
        app.post_message(Unlocked())
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(StaysLocked(_reason(error)))


def preload(app: WorkerHost, store: DiaryStore) -> None:
    """Load the modules that saving needs, then exclude all objects made so far from garbage collection."""
    store.preload()
    # Frozen objects are never freed: in tests, which run one app after another in one process, they would add up.
    if not app.is_headless:
        gc.freeze()  # without it a full collection, which frees nothing, delays a key by up to a tenth of a second
        gc.set_threshold(*COLLECT_BY_DEFAULT)  # the screen runs for hours, so cycles must be freed from now on


def carry_out(app: WorkerHost, store: DiaryStore, job: Job) -> None:
    """Do a job, and answer whether it is on the disk."""
    try:
        change = job.run(store)
    except Exception as error:  # noqa: BLE001  a draft must come back whatever went wrong
        # Loaded with the store, not before the first frame.
        from diary.store.changed_since import ChangedSince
        from diary.store.errors import NotSynced

        if isinstance(error, NotSynced):
            # It is there: a draft that came back would be saved twice.
            app.post_message(Saved(job, error.change, as_sentence(_reason(error))))
        elif isinstance(error, ChangedSince) and job.edit is not None:
            app.post_message(NotSaved(job, str(error), error))  # the question that follows shows both texts
        else:
            app.post_message(NotSaved(job, _reason(error)))
    else:
        if store.database.key is not None:
            from diary.store.encryption import last_day  # for encrypted diaries only

            last_day.keep(store, app.clock.now(), app.settings.night)
        text = job.done_text if isinstance(job.done_text, str) else job.done_text()
        app.post_message(Saved(job, change, text))
        if app.backups:  # after the message, so that a slow disk does not delay the word "saved"
            back_up_daily(app, store)


def back_up_daily(app: WorkerHost, store: DiaryStore) -> None:
    """Make today's backup where it is due."""
    from diary.store.backup.names import backups_of, is_due

    try:
        # The machine's clock, not the app's: under --now a backup would get the date of another day.
        clock = wall_clock()
        if is_due(backups_of(store.path), clock.local().date()):
            from diary.store.backup.backups import daily_backup  # 5 ms, once a day

            daily_backup(store.path, clock)
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(SideProblem(f"Today's backup was not made: {_reason(error)}"))


def back_up_now(app: WorkerHost, store: DiaryStore) -> None:
    """Make a backup that a person asked for."""
    from diary.store.backup.backups import backup_of

    try:
        made = backup_of(store.path, wall_clock())
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(Notice(f"No backup was made: {_reason(error)}", "problem"))
    else:
        app.post_message(Notice(f"Backed up, as {made.name}.", "saved"))


def read_again(app: WorkerHost, store: DiaryStore) -> None:
    """Read the diary again, as far back as the rules look."""
    try:
        stamp = store.stamp()
        app.post_message(Reviewed(_review(app, store), stamp))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(NotReviewed(_reason(error)))


def read_whole(app: WorkerHost, store: DiaryStore) -> None:
    """Read all records of the diary."""
    from diary.review.snapshot import whole_review

    try:
        stamp = store.stamp()
        app.post_message(WholeReviewed(whole_review(store, app.clock.local(), app.settings), stamp))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(NotReviewed(_reason(error), whole=True))


def poll(app: WorkerHost, store: DiaryStore, known: int) -> None:
    """Look whether the diary has changed since it was read with the stamp `known`, or its file was replaced."""
    from diary.tui.widgets.texts import KEYS

    problem = ""
    try:
        if store.stamp() != known:
            app.post_message(ChangedElsewhere())
    except DiaryError as error:
        problem = f"The diary can't be read now: {_reason(error)}"
    # Told once, not at every look; and not where other programs are only busy.
    if problem and problem == app.file_problem != app.told_problem:
        app.told_problem = problem
        app.post_message(SideProblem(problem))
    app.file_problem = problem
    if not problem:
        app.told_problem = ""
    for notice in store.take_notices():
        text = with_hint(notice.text, notice.hint, KEYS)
        app.post_message(SideProblem(text, about_file=True, problem=notice.problem))


def save_settings(app: WorkerHost, settings: Settings, text: str) -> None:
    """Write what differs from the app's settings to their file; the text is for the message after it."""
    from diary.settings import read_settings, write_settings

    assert app.settings_path is not None
    try:
        # A command may have changed others since the app read them, the emergency number among them.
        now = read_settings(app.settings_path, lambda _: None)
        names = [field.name for field in fields(settings)]
        own = {name: new for name in names if (new := getattr(settings, name)) != getattr(app.settings, name)}
        settings = replace(now, **own)
        write_settings(app.settings_path, settings)
    except (OSError, DiaryError) as error:
        app.post_message(Notice(f"The settings could not be written: {_reason(error)}", "problem"))
        return
    app.post_message(SettingsSaved(settings, text))


def find_change(app: WorkerHost, store: DiaryStore, key: str) -> None:
    """Look up what u would take back where this window has changed nothing, or what U would do again."""
    try:
        undo = store.newest_undo() if key == "U" else None
        change = next(iter(store.changes(1)), None) if key == "u" else None
        if undo is not None:
            change = store.change(undo.undo_of or undo.id)
        maker = undo or change
        app.post_message(ToTakeBack(key, change, undo, here=maker is not None and maker.session == store.session))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(ToTakeBack(key, problem=f"The diary can't be read now: {_reason(error)}"))


REDO = "U (shift+u) twice does it again."


def undo_job(change: Change, on_failed: Callable[[], None] | None = None) -> Job:
    """The job that takes back that change."""
    text = f"Taken back: {change.label}. {REDO}" if change.label else f"Taken back. {REDO}"
    return Job(lambda store: store.undo(change.id), text, on_failed=on_failed, undo=True)


def redo_job(undo: Change, label: str) -> Job:
    """The job that takes back that undo; `label` names the change that is then done again."""
    text = f"Done again: {label}." if label else "Done again."
    return Job(lambda store: store.redo(undo.id, label=label), text)


def not_saved_text(job: Job, reason: str) -> str:
    """The message where a job could not be done."""
    if job.undo:
        return f"Nothing was undone: {reason}."
    return f"Not saved: {reason}. What you typed is still here." if job.on_failed else f"Nothing was changed: {reason}."


def _review(app: WorkerHost, store: DiaryStore) -> Review:
    from diary.review.day import KINDS_OF_DAY  # only in a thread, after the first frame
    from diary.review.snapshot import review

    found = review(store, app.clock.local(), app.settings, KINDS_OF_DAY)
    _ = found.day  # in this thread, so that drawing Today need not wait for it
    return found


def _reason(error: Exception) -> str:
    """The error for a person: our own errors in their words, others by their type, cut to 80 characters."""
    if isinstance(error, DiaryError):
        from diary.store.backup.way_back import way_back  # needed only after an error
        from diary.tui.widgets.texts import key_text

        return key_text(way_back(error))
    return f"something went wrong inside the program ({type(error).__name__}: {str(error)[:80]})"
