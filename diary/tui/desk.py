"""What is done away from the keys, in threads: opening, saving, reading again. It answers by messages only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from diary.errors import DiaryError
from diary.tui.messages import Job, Kept, NotKept, NotOpened, NotReviewed, Opened, Remembered, Reviewed, Stirred

if TYPE_CHECKING:
    from diary.domain.changes import Change
    from diary.review import Review
    from diary.settings import Settings
    from diary.store.diary_store import DiaryStore
    from diary.tui.work import WorkingApp


def open_it(app: WorkingApp) -> None:
    """Open the diary, made new where there is none, and read it for the first time."""
    try:
        from diary.store.diary_store import open_diary  # 340 ms of SQLModel, after the first frame

        store = open_diary(app.db_path, clock=app.clock, program="tui", create=True)
        stamp = store.stamp()
        app.post_message(Opened(store, _review(app, store), stamp))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(NotOpened(_reason(error)))


def do(app: WorkingApp, store: DiaryStore, job: Job) -> None:
    """Do a job, and say whether it is on the disk."""
    try:
        change = job.run(store)
    except Exception as error:  # noqa: BLE001  a draft must come back whatever went wrong
        app.post_message(NotKept(job, _reason(error)))
    else:
        app.post_message(Kept(job, change, job.said if isinstance(job.said, str) else job.said()))


def look(app: WorkingApp, store: DiaryStore) -> None:
    """Read the diary again."""
    try:
        stamp = store.stamp()
        app.post_message(Reviewed(_review(app, store), stamp))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(NotReviewed(_reason(error)))


def poll(app: WorkingApp, store: DiaryStore, known: int) -> None:
    """Ask whether anybody wrote since the diary was read."""
    try:
        stirred = store.stamp() != known
    except DiaryError:
        return  # it is asked again in a second, and saving tells what is wrong
    if stirred:
        app.post_message(Stirred())


def remember(app: WorkingApp, settings: Settings, said: str) -> None:
    """Write the settings."""
    from diary.settings import write_settings

    assert app.settings_path is not None
    try:
        write_settings(app.settings_path, settings)
    except (OSError, DiaryError) as error:
        app.call_from_thread(app.say, f"The settings could not be written: {_reason(error)}", "problem")
        return
    app.post_message(Remembered(settings, said))


def undoing(change: str | None, failed: Callable[[], None]) -> Job:
    """The job that takes back a change, or the newest one of the program."""
    said: list[str] = []

    def run(store: DiaryStore) -> Change:
        done = store.undo(change)
        undone = store.change(done.undo_of) if done.undo_of else done
        said.append(undone.label)
        return done

    def what() -> str:
        return f"Taken back: {said[0]}." if said and said[0] else "Taken back."

    return Job(run, what, failed=failed, undo=True)


def news(before: Review | None, after: Review) -> str:
    """What changed in the findings, as a sentence to put behind what was saved."""
    from diary.review import TIER_LABELS, changes

    lines = []
    for change in changes(before.findings if before else (), after.findings):
        finding = change.finding
        if change.kind == "cleared":
            lines.append(f" Cleared: {finding.title}.")
        else:
            word = {"new": "New", "risen": "More urgent now", "confirmed": "Confirmed"}[change.kind]
            label = f"{TIER_LABELS[finding.tier]}: " if finding.tier else ""
            lines.append(f" {word}: {label}{finding.title}.")
    return "".join(lines)


def _review(app: WorkingApp, store: DiaryStore) -> Review:
    from diary.review import review

    return review(store, app.clock.local(), app.settings.emergency_number)


def _reason(error: Exception) -> str:
    """What to tell a person: our own errors as they are, others by their kind."""
    if isinstance(error, DiaryError):
        return str(error)
    return f"something went wrong inside the program ({type(error).__name__}: {str(error)[:80]})"
