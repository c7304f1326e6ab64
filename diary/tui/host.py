"""What the screens may ask of the app: the one face of it that they know."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    from diary.clock import Clock
    from diary.domain.findings import Finding
    from diary.domain.grammar.times import Here
    from diary.domain.records import Entry
    from diary.review.snapshot import Review
    from diary.settings import Settings
    from diary.store.diary_store import DiaryStore
    from diary.tui.messages import Job, StatusMessage


class Host(Protocol):
    """The app as the screens see it."""

    clock: Clock
    settings: Settings
    store: DiaryStore | None
    review: Review | None
    """How the diary stands, with what the rules need; None while it is being opened."""
    whole: Review | None
    """The same with everything in it, while a screen is open that shows everything."""
    state: str
    """opening, open, empty, or closed where the diary could not be opened."""
    closed_because: str
    status: StatusMessage
    unfinished: dict[str, Any]
    """What was typed in small windows and is not saved, by the window's name: it stands there again next time."""

    @property
    def here(self) -> Here:
        """Now, as the grammar reads times."""

    def say(self, text: str, kind: str = "hint", *, undo: bool = False) -> None:
        """Put a line at the bottom."""

    def hush(self) -> None:
        """Take back what was said on another screen."""

    def carry_out(self, job: Job) -> None:
        """Change the diary in a thread of its own. Never cancelled by the next change."""

    def want_whole(self) -> None:
        """Read everything, for a screen that shows everything."""

    def after_review(self, then: Callable[[], None]) -> None:
        """Do something on the screen once the next review has come."""

    def tell(self, finding: Finding) -> None:
        """Ask for a note, then save that the finding was told."""

    def edit_entry(self, entry: Entry) -> None:
        """Take an entry up again on Today."""

    def change_settings(self, settings: Settings, text: str) -> None:
        """Write the settings to their file, then say the text."""

    def use_theme(self, name: str) -> None:
        """Colours by their name."""

    def back_up(self) -> None:
        """Make a backup now."""

    def action_go(self, name: str) -> None:
        """Go to a screen."""

    def push_screen(self, screen: Screen[Any], callback: Callable[[Any], None] | None = None) -> object:
        """Open a window over the screen; the callback gets its answer."""


def host_of(node: DOMNode) -> Host:
    """The app of a widget or a screen."""
    return cast("Host", node.app)
