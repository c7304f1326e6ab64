"""What u takes back, and what U does again: the first press names it, the next one, a moment later, does it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from diary.domain.text import printable
from diary.tui import workers
from diary.tui.messages import Press
from diary.tui.widgets.dialogs import PAUSE, AskUnexpected
from diary.tui.widgets.texts import moment_text

if TYPE_CHECKING:
    from textual.screen import Screen

    from diary.domain.records import Change
    from diary.store.diary_store import DiaryStore
    from diary.tui.messages import Job, ToTakeBack


EARLIER = "An earlier one alone: ctrl+p, then “earlier”."


class ChangingApp(workers.WorkerHost, Protocol):
    """The app as taking back sees it."""

    latest_key: Press
    store: DiaryStore | None

    @property
    def saving(self) -> bool:
        """Whether a change is being saved."""

    def carry_out(self, job: Job) -> None:
        """Change the diary in a thread of its own."""

    def run_worker(
        self, work: Callable[[], None], *, thread: bool = False, group: str = "", exit_on_error: bool = True
    ) -> object:
        """Do the work in a thread."""

    def say(self, text: str, kind: str = "hint", *, undo: bool = False) -> None:
        """Show a message."""

    def push_screen(self, screen: Screen[str], callback: Callable[[str | None], None]) -> object:
        """Open a window; the callback gets its answer."""


class TakingBack:
    """Takes back the changes of this window, the newest first; those of another one only where that was asked for."""

    def __init__(self, app: ChangingApp) -> None:
        self._app = app
        self._mine: list[Change] = []
        self._key = ""
        self._last = Press(0.0, -1)
        self._named: Callable[[], None] | None = None
        self._named_at = 0.0
        self._text = ""
        self._waits = self.looking = False
        """Whether something is being saved that must be named then, or is being looked up."""

    def undo(self) -> None:
        """Name the last change of this window; once it is named, take it back."""
        self._pressed("u", self._name_undo)

    def redo(self) -> None:
        """Name what was taken back last; once it is named, do it again."""
        self._pressed("U", lambda: self._look_up("U"))

    def _pressed(self, key: str, name: Callable[[], None]) -> None:
        press, last = self._app.latest_key, self._last
        # Any other key in between is a second thought, also one that was typed into a field.
        follows = key == self._key and press.number == last.number + 1
        self._key, self._last = key, press
        if follows and press.time - last.time < PAUSE:
            # The key is held down, or the hand slipped. Each key has removed the hint.
            if self.text:
                self._app.say(self.text)
            return
        named, self._named = self._named, None
        if not follows or named is None:
            name()
        elif press.time - self._named_at >= PAUSE:
            named()
        else:  # it was pressed before the name stood there
            self._named = named
            self._app.say(self._text)

    @property
    def text(self) -> str:
        """What the next press of the same key would do; "" where nothing is named, or another key came since."""
        return self._text if self._named is not None and self._is_latest else ""

    @property
    def _is_latest(self) -> bool:
        return self._app.latest_key.number == self._last.number

    def _name(self, text: str, time: float, do: Callable[[], None]) -> None:
        self._text, self._named, self._named_at = printable(text), do, time
        self._app.say(self._text)

    def _name_undo(self) -> None:
        if self._app.saving:
            self._waits = True
            self._app.say("Still saving; u then names what it would take back.", "working")
        elif self._mine:
            self._name_mine(self._last.time)
        else:
            self._look_up("u")

    def _name_mine(self, time: float) -> None:
        change = self._mine[-1]
        earlier = f" {EARLIER}" if len(self._mine) > 1 else ""
        self._name(f"u again would {undo_words(change)}.{earlier}", time, lambda: self.take_back(change))

    def take_back(self, change: Change) -> None:
        """Take back that change alone, also one that is not the last."""
        ids = [each.id for each in self._mine]
        if change.id not in ids:  # another window or program made it
            self._app.carry_out(workers.undo_job(change))
            return
        at = ids.index(change.id)
        mine = self._mine.pop(at)
        self._app.carry_out(workers.undo_job(mine, lambda: self._mine.insert(at, mine)))

    def saved(self, job: Job, change: Change, time: float) -> None:
        """Note a change that is on the disk since `time`, and name it where u waits for that."""
        if not job.undo:
            self._mine.append(change)
        if self._waits and not self._app.saving:
            self._waits = False
            if self._is_latest and self._mine:
                self._name_mine(time)

    def not_saved(self) -> None:
        """Forget that u waits: it was meant for the change that failed, not for the one before it."""
        self._waits = False

    def _look_up(self, key: str) -> None:
        if self._app.store is not None:
            self.looking = True
            work = partial(workers.find_change, self._app, self._app.store, key)
            self._app.run_worker(work, thread=True, group="find", exit_on_error=False)

    def found(self, message: ToTakeBack) -> None:
        """Name what was looked up; ask where another window or program made it."""
        self.looking = False
        if not self._is_latest:
            return
        if message.problem:
            self._app.say(message.problem, "problem")
            return
        change, undo = message.change, message.undo
        if change is None:
            redo = "There is nothing to redo. With Caps Lock on, shift+u is undo."
            self._app.say("There is nothing to take back." if message.key == "u" else redo)
            return
        job = workers.redo_job(undo, change.label) if undo else workers.undo_job(change)
        words = redo_words(change) if undo else undo_words(change)
        if message.here and undo:
            self._name(f"U (shift+u) again would {words}.", message.time, lambda: self._app.carry_out(job))
            return
        self._ask(job, words, undo or change)

    def _ask(self, job: Job, words: str, by: Change) -> None:
        from diary.store.changed_since import program_name  # loaded with the store, not before the first frame

        maker = "another window, or earlier" if by.program == "tui" else program_name(by.program)
        clock = self._app.clock
        when = moment_text(clock.moment(by.instant), clock.local().date())
        done, answer = ("Taken back", "do it again") if by.undo_of else ("Changed", "take it back")
        text = f"This window has nothing of its own left. {done} last by {maker} ({when}): it would {words}."
        choices = {"escape": "leave it as it is", "1": f"{answer} all the same"}
        window = AskUnexpected(printable(text), choices)
        self._app.push_screen(window, lambda answer: self._app.carry_out(job) if answer == "1" else None)


def undo_words(change: Change) -> str:
    """What undoing a change would do."""
    what = change.label.removeprefix("deleted: ") or "the last change"
    match operation_of(change):
        case "delete":
            return f"bring back: {what}"
        case "edit":
            return f"put back, as it was before the change: {what}"
    return f"take back: {what}"


def redo_words(change: Change) -> str:
    """What doing a change again would do."""
    what = change.label.removeprefix("deleted: ") or "the last change"
    verbs = {"delete": "delete again", "edit": "change again, from what it was"}
    return f"{verbs.get(operation_of(change), 'save again')}: {what}"


def operation_of(change: Change) -> str:
    """What a change did to its first record."""
    return change.operations[0][1] if change.operations else "create"
