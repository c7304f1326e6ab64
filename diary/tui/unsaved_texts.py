"""What is typed on all screens and windows and is not saved: gathered and kept when the program has to end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from diary.errors import DiaryError
from diary.tui.unsaved import Unsaved, forget, keep
from diary.tui.widgets.dialogs import Dialog

if TYPE_CHECKING:
    from textual.screen import Screen

    from diary.clock import Clock
    from diary.domain.grammar.times import Here
    from diary.store.diary_store import DiaryStore
    from diary.tui.screens.today.screen import TodayScreen


class TypingHost(Protocol):
    """The app with its screens and windows."""

    clock: Clock
    store: DiaryStore | None
    unfinished: dict[str, Any]

    @property
    def here(self) -> Here:
        """The present time and zone."""

    @property
    def today(self) -> TodayScreen:
        """The Today screen."""

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """The screens that are open, the one on top last."""


class UnsavedTexts:
    """The texts of one app."""

    def __init__(self, app: TypingHost) -> None:
        self._app = app
        self._files: tuple[Path, ...] = ()
        self.problem = ""
        """Why what was typed could not be kept; "" where it was."""

    @property
    def kept(self) -> bool:
        """Whether something was kept."""
        return bool(self._files)

    def keep(self, *, drafts: bool = True) -> None:
        """Keep all that is typed and not known to be saved, in place of what was kept before.

        Without `drafts` only what was typed in windows.
        """
        if self._app.store is None:
            return
        for screen in self._app.screen_stack:
            if isinstance(screen, Dialog):
                screen.remember()
        before, self.problem = self._files, ""
        try:
            typed = [*(self._drafts() if drafts else ()), *self._windows()]
            self._files = keep(self._app.store.path, typed, self._app.store.database.key)
        except DiaryError as error:
            self.problem = str(error)
        forget(*(path for path in before if path not in self._files))

    def _drafts(self) -> Iterator[Unsaved]:
        today, now = self._app.today, self._app.clock.now()
        drafts = [*today.sent.values(), today.draft, *([today.draft_before_edit] if today.draft_before_edit else [])]
        for draft in drafts:
            if not draft.untouched and draft.id not in today.saved_ids and not draft.is_unchanged(self._app.here):
                try:
                    timed, is_time = today.time_of(draft).at, True
                except DiaryError:
                    timed, is_time = self._app.clock.moment(), False
                yield draft.unsaved(timed, now, is_time=is_time)

    def _windows(self) -> Iterator[Unsaved]:
        from diary.tui.screens.quick_entry.edit_line import LeftLine
        from diary.tui.screens.sessions.form import UNFINISHED_KEY, SessionFormDraft

        for name, content in self._app.unfinished.items():
            if name == UNFINISHED_KEY and isinstance(content, SessionFormDraft):
                yield content.unsaved(self._app.clock, self._app.here)
            elif isinstance(content, LeftLine):
                if content.abandoned:
                    continue
                texts = {"window": name, "line": content.text}
                yield Unsaved(self._app.clock.now(), old=content.opened, texts=texts)
            elif isinstance(content, str) and content.strip():
                yield Unsaved(self._app.clock.now(), texts={"window": name, "line": content})
