"""What u takes back, the changes of this window, the newest first; and U, which does again what was taken back last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from diary.tui import workers

if TYPE_CHECKING:
    from diary.domain.records import Change
    from diary.tui.messages import Job


class ChangingApp(Protocol):
    """The app as taking back sees it."""

    @property
    def saving(self) -> bool:
        """Whether a change is being saved."""

    def carry_out(self, job: Job) -> None:
        """Change the diary in a thread of its own."""


class TakingBack:
    """Takes back changes one after the other, each only when nothing is being saved any more."""

    def __init__(self, app: ChangingApp) -> None:
        self._app = app
        self._undoable: list[str] = []
        self._waiting: list[Callable[[], None]] = []

    def undo(self) -> None:
        """Take back the last change of this window; where there is none, the newest one made on the screen."""
        self._when_saved(self._undo)

    def redo(self) -> None:
        """Do again what was taken back last on the screen."""
        self._when_saved(lambda: self._app.carry_out(workers.redo_job()))

    def saved(self, job: Job, change: Change) -> None:
        """Note a change that is on the disk, and go on with what waited for it."""
        if not job.undo:
            self._undoable.append(change.id)
        if self._waiting and not self._app.saving:
            self._waiting.pop(0)()

    def not_saved(self) -> None:
        """Forget what waits: it was meant for the change that failed, not for the one before it."""
        self._waiting.clear()

    def _when_saved(self, step: Callable[[], None]) -> None:
        if self._app.saving:  # the last change can be taken back only once it is saved
            self._waiting.append(step)
        else:
            step()

    def _undo(self) -> None:
        change = self._undoable.pop() if self._undoable else None

        def put_back() -> None:
            if change is not None:
                self._undoable.append(change)

        self._app.carry_out(workers.undo_job(change, put_back))
