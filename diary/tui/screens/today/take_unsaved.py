"""Going on with what an earlier screen had to leave unsaved."""

from __future__ import annotations

from collections.abc import Callable

from diary.domain.echo import time_echo
from diary.domain.records import Entry, Session
from diary.tui.screens.today.draft import Draft
from diary.tui.screens.today.unsaved_line import UnsavedLine
from diary.tui.screens.today.view import TodayView
from diary.tui.unsaved import Unsaved
from diary.tui.widgets.dialogs import Ask


class TakesUnsaved(TodayView):
    """The actions of the line that offers it, and the change of a saved entry."""

    after_edit: Callable[[], None] | None = None
    """Goes back to where a saved entry was opened for change; None where that was here."""

    def action_unsaved(self, what: str) -> None:
        """Go on with what is offered, or drop it after a question."""
        line = self.query_one(UnsavedLine)
        if line.shown is None:
            return
        if what == "take":
            if self._take(line.shown):
                line.next()
            return
        question = Ask(
            f"Drop this without saving it? {line.shown.words}",
            {"delete": "drop it (or ↓, then Enter)", "escape": "keep it"},
        )
        self.app.push_screen(question, lambda answer: line.next() if answer else None)

    def _take(self, unsaved: Unsaved) -> bool:
        """Put it back where it was typed; False where that place is in use."""
        if isinstance(unsaved.record, Entry):
            if not self.draft.untouched:
                self.host.say("Save what stands here first, or take it back; then p goes on with the other.", "hint")
                return False
            self.begin(Draft.of_unsaved(unsaved, self.host.here))
            self.host.say("It is back in the form, and not saved yet: Enter saves it.", "hint")
        elif isinstance(unsaved.record, Session):
            from diary.tui.screens.sessions.form import UNFINISHED_KEY, SessionFormDraft, ask_session  # 5 ms

            self.host.unfinished[UNFINISHED_KEY] = SessionFormDraft.of_unsaved(unsaved, self.host.here)
            ask_session(self.host, unsaved.old if isinstance(unsaved.old, Session) else None)
        else:
            from diary.tui.screens.quick_entry.asking import reopen  # 5 ms

            texts = unsaved.texts or {}
            reopen(self.host, texts.get("window", ""), texts.get("line", ""), unsaved.old)
        return True

    def begin(self, draft: Draft) -> None:
        """Show another draft; one that changes an entry gives way afterwards to the draft that was there."""
        if draft.editing is not None and self.draft.editing is None:  # else it is set aside already
            self.draft_before_edit = self.draft
        self.added = ()
        self.order = ()
        self.set_reactive(TodayView.cursor, 0)
        self.draft = draft

    def edit(self, entry: Entry, then: Callable[[], None] | None = None) -> None:
        """Open a saved entry for change; the draft that was there comes back afterwards, and `then` is called."""
        self.after_edit = then
        self.begin(Draft.of(entry, time_echo(entry.at, self.host.here)))

    def _leave_edit(self) -> None:
        self.order = ()
        self.set_reactive(TodayView.cursor, 0)
        self.draft, self.draft_before_edit = self.draft_before_edit or Draft.new(), None
        then, self.after_edit = self.after_edit, None
        if then is not None:
            then()
