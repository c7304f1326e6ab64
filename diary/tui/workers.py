"""What is done away from the keys, in threads: opening, saving, reading again. It answers by messages only."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from diary.clock import wall_clock
from diary.domain.findings import Tier
from diary.domain.vocabulary import place_name
from diary.errors import DiaryError
from diary.tui.messages import (
    ChangedElsewhere,
    Job,
    NotBackedUp,
    Notice,
    NotOpened,
    NotReviewed,
    NotSaved,
    Opened,
    Reviewed,
    Saved,
    SettingsSaved,
    WholeReviewed,
)
from diary.tui.widgets.texts import in_keys, with_keys

if TYPE_CHECKING:
    from textual.message import Message

    from diary.clock import Clock
    from diary.domain.records import Change
    from diary.review.snapshot import Review
    from diary.settings import Settings
    from diary.store.diary_store import DiaryStore

Place = tuple[str, str]


class WorkerHost(Protocol):
    """What a worker may ask of the app."""

    db_path: Path
    clock: Clock
    settings: Settings
    settings_path: Path | None
    backups: bool

    @property
    def is_headless(self) -> bool:
        """Whether it runs without a terminal, as in a test."""

    def post_message(self, message: Message) -> bool:
        """Tell the app, whose handlers alone touch widgets."""


def open_and_read(app: WorkerHost) -> None:
    """Open the diary, made new where there is none, and read it for the first time."""
    try:
        from diary.store.diary_store import open_diary  # 340 ms of SQLModel, after the first frame

        drive = app.settings.network_drive
        store = open_diary(app.db_path, clock=app.clock, program="tui", create=True, network_drive=drive)
        stamp = store.stamp()
        app.post_message(Opened(store, _review(app, store), stamp))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(NotOpened(_reason(error)))


def preload(app: WorkerHost, store: DiaryStore) -> None:
    """Load what saving takes, and let the collector look at no more than what comes from now on."""
    store.get_ready()
    if not app.is_headless:  # where several live in one process, one after the other, each would leave all it had
        gc.freeze()  # else it holds up a key for a tenth of a second now and then, and finds nothing


def carry_out(app: WorkerHost, store: DiaryStore, job: Job) -> None:
    """Do a job, and say whether it is on the disk."""
    try:
        change = job.run(store)
    except Exception as error:  # noqa: BLE001  a draft must come back whatever went wrong
        app.post_message(NotSaved(job, _reason(error)))
    else:
        app.post_message(Saved(job, change, job.said if isinstance(job.said, str) else job.said()))
        if app.backups:
            back_up_daily(app, store)


def back_up_daily(app: WorkerHost, store: DiaryStore) -> None:
    """Make today's backup where it is due, once what was saved has been said. The clock is the machine's own."""
    from diary.store.backup.names import backups_of, is_due

    try:
        clock = wall_clock()
        if is_due(backups_of(store.path), clock.local().date()):
            from diary.store.backup.backups import daily_backup  # 5 ms, once a day

            daily_backup(store.path, clock)
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(NotBackedUp(_reason(error)))


def back_up_now(app: WorkerHost, store: DiaryStore) -> None:
    """Make a backup because somebody asked for it."""
    from diary.store.backup.backups import backup_of

    try:
        made = backup_of(store.path, wall_clock())
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(Notice(f"No backup was made: {_reason(error)}", "problem"))
    else:
        app.post_message(Notice(f"Backed up, as {made.name}.", "saved"))


def read_again(app: WorkerHost, store: DiaryStore) -> None:
    """Read the diary again."""
    try:
        stamp = store.stamp()
        app.post_message(Reviewed(_review(app, store), stamp))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(NotReviewed(_reason(error)))


def read_whole(app: WorkerHost, store: DiaryStore) -> None:
    """Read everything that is in the diary."""
    from diary.review.snapshot import whole_review

    try:
        stamp = store.stamp()
        app.post_message(WholeReviewed(whole_review(store, app.clock.local(), app.settings), stamp))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        app.post_message(NotReviewed(_reason(error), whole=True))


def poll(app: WorkerHost, store: DiaryStore, known: int) -> None:
    """Ask whether anybody wrote since the diary was read."""
    try:
        changed = store.stamp() != known
    except DiaryError:
        return  # it is asked again in a second, and saving tells what is wrong
    if changed:
        app.post_message(ChangedElsewhere())


def save_settings(app: WorkerHost, settings: Settings, said: str) -> None:
    """Write the settings."""
    from diary.settings import write_settings

    assert app.settings_path is not None
    try:
        write_settings(app.settings_path, settings)
    except (OSError, DiaryError) as error:
        app.post_message(Notice(f"The settings could not be written: {_reason(error)}", "problem"))
        return
    app.post_message(SettingsSaved(settings, said))


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


def not_saved_text(job: Job, reason: str) -> str:
    """What to say where a job could not be done."""
    reason = in_keys(reason)
    if job.undo:
        return f"Nothing was undone: {reason}."
    return f"Not saved: {reason}. What you typed is still here." if job.failed else f"Nothing was changed: {reason}."


def news(before: Review | None, after: Review) -> str:
    """What changed in the findings, as a sentence to put behind what was saved."""
    from diary.review.announce import finding_changes
    from diary.review.rule_book import TIER_LABELS

    lines = []
    found = finding_changes(before.findings if before else (), after.findings)
    cleared = {change.finding.place for change in found if change.kind == "cleared"}
    for change in found:
        finding = change.finding
        if finding.tier is Tier.EXPECTED and finding.place in cleared:
            continue  # that it has cleared says more, and the rest stands above
        if change.kind == "cleared":
            lines.append(f' No longer raised: "{finding.title}".')
        else:
            word = {"new": "New", "risen": "More urgent now", "confirmed": "Confirmed"}[change.kind]
            label = f"{TIER_LABELS[finding.tier]}: " if finding.tier and finding.tier is not Tier.EXPECTED else ""
            end = "" if finding.title.endswith("?") else "."
            lines.append(f" {word}: {label}{finding.title}{end}")
    return "".join(lines)


def question(before: Review, after: Review) -> tuple[str, Place | None]:
    """What to ask once after an entry: of the highest new finding, else the usual level of a site that is new.

    A sentence to put behind what was saved, or ""; and the site whose usual level is asked for.
    """
    from diary.review.announce import finding_changes

    for change in finding_changes(before.findings, after.findings):
        if change.kind != "cleared" and change.finding.question:
            finding = change.finding
            asks_usual = any(hint.way == "usual" for hint in finding.hints)
            return f" {with_keys(finding, change.finding.question)}", finding.place if asks_usual else None
    stated = {(usual.site, usual.side) for usual in after.diary.usuals}
    for place, course in after.snapshot.courses.items():
        if course.points and place not in before.snapshot.courses and place not in stated:
            name = place_name(*place)
            return f" How much does your {name} hurt on an ordinary day? Press o to say; it can wait.", place
    return "", None


def _review(app: WorkerHost, store: DiaryStore) -> Review:
    from diary.review.snapshot import review

    return review(store, app.clock.local(), app.settings)


def _reason(error: Exception) -> str:
    """What to tell a person: our own errors as they are, others by their kind."""
    if isinstance(error, DiaryError):
        from diary.store.backup.way_back import with_way_back  # only where something is wrong

        return with_way_back(error)
    return f"something went wrong inside the program ({type(error).__name__}: {str(error)[:80]})"
