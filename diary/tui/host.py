"""The app as the screens know it: the values they may read and the methods they may call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from pathlib import Path

    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.widget import Widget

    from diary.clock import Clock
    from diary.domain.findings import Finding
    from diary.domain.grammar.times import Here
    from diary.domain.records import Change, Entry
    from diary.review.snapshot import Review
    from diary.settings import Settings
    from diary.store.diary_store import DiaryStore
    from diary.tui.messages import Job, StatusMessage


# A protocol, because the app imports the screens: with its class here the imports would form a circle.
class Host(Protocol):
    """The part of the app that screens may use."""

    clock: Clock
    settings: Settings
    store: DiaryStore | None
    review: Review | None
    """The diary with the findings, as far back as the rules look; None while it is being opened."""
    whole: Review | None
    """The same with all records, for screens that show everything; None until one has asked for it."""
    inbox_waiting: int
    """How many lines of the inbox could not be taken."""
    last_report: Path | None
    """The file of the report that was written last in this run."""
    sample: bool
    """Whether the diary is the sample of `diary demo`, which is deleted at the end."""
    state: str
    """opening, open, empty (no entry yet), or closed (it could not be opened)."""
    closed_reason: str
    """Why the diary could not be opened, where the state is closed; else ""."""
    status: StatusMessage
    unfinished: dict[str, Any]
    """What was typed in a small window and is not saved, by the window's name; it is offered again there."""

    now: Callable[[], float]
    """The clock of key events."""
    unpainted: set[Widget]
    """The lists of which the row at the arrow is not on the screen yet."""

    def saw(self, since: float) -> bool:
        """Whether the key that is handled was pressed when something was on the screen since then; else says so."""

    @property
    def here(self) -> Here:
        """The present time and zone, from which the grammar reads words such as "yesterday"."""

    def say(self, text: str, kind: str = "hint", *, undo: bool = False) -> None:
        """Show a message at the bottom; `kind` is one of those of StatusMessage."""

    def clear_message(self) -> None:
        """Remove the message of another screen, unless it is a problem or about work that still goes on."""

    def carry_out(self, job: Job) -> None:
        """Change the diary in a thread of its own. A later change never cancels it."""

    def take_back(self, change: Change) -> None:
        """Take back that change alone, also one that is not the last."""

    def need_whole(self) -> None:
        """Read all records into `whole`, for a screen that shows everything."""

    def after_review(self, then: Callable[[], None]) -> None:
        """Call `then` in the screen's thread when the next review has arrived."""

    def acknowledge(self, finding: Finding) -> None:
        """Ask for a note, then save that a professional was told of the finding."""

    def edit_entry(self, entry: Entry, then: Callable[[], None] | None = None) -> None:
        """Open a saved entry for change on Today; `then` is called when that is over."""

    def change_settings(self, settings: Settings, text: str) -> None:
        """Write the settings to their file, then show the text."""

    def use_theme(self, name: str) -> None:
        """Use the colours of that name and remember them."""

    def back_up(self) -> None:
        """Make a backup now."""

    def open_window(self, name: str) -> None:
        """Open a window of the rehabilitation, by its name."""

    def action_go(self, name: str) -> None:
        """Go to a screen by its name, `today` included."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen or window on top."""

    def push_screen(self, screen: Screen[Any], callback: Callable[[Any], None] | None = None) -> object:
        """Open a window over the screen; the callback gets its answer, None where there is none."""


def host_of(node: DOMNode) -> Host:
    """The app of a widget or a screen."""
    return cast("Host", node.app)
