"""The line on Today that offers what an earlier screen had to leave unsaved, one record after the other."""

from __future__ import annotations

from textual.reactive import reactive

from diary.domain.records import Session
from diary.tui.host import host_of
from diary.tui.unsaved import Unsaved, forget
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.fitting import clipped, wrapped
from diary.tui.widgets.texts import moment_text

KEYS = (("p", "go on with it"), ("d", "drop it"))


class UnsavedLine(CanvasWidget):
    """What was not saved, when it was typed, and the keys that take or drop it; nothing where nothing is offered."""

    DEFAULT_CSS = """
    UnsavedLine { height: auto; padding: 0 1; display: none; }
    """

    shown: reactive[Unsaved | None] = reactive(None, layout=True)
    _more: tuple[Unsaved, ...] = ()

    def offer(self, unsaved: tuple[Unsaved, ...]) -> None:
        """Offer these, one after the other."""
        review = host_of(self).review
        saved = {entry.id for entry in review.diary.entries} if review else set()
        # One that was being saved as the program ended, and got onto the disk.
        done = [each for each in unsaved if each.record is not None and each.old is None and each.record.id in saved]
        forget(*(each.path for each in done if each.path))
        rest = tuple(each for each in unsaved if each not in done)
        self._more = rest[1:]
        self.shown = rest[0] if rest else None

    def watch_shown(self) -> None:
        """Take room only where something is offered."""
        self.display = self.shown is not None
        self.screen.refresh_bindings()

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw what it is, and the keys."""
        if self.shown is None:
            return
        clock = host_of(self).clock
        name = "A session" if isinstance(self.shown.record, Session) else "An entry"
        when = moment_text(clock.moment(self.shown.kept), clock.local().date())
        canvas.write("› ", "bold $text-warning")
        lines = wrapped(f"{name} that was not saved is here, {when}: {self.shown.words}", width - 2)
        for line in lines if len(lines) < 3 else [lines[0], clipped(" ".join(lines[1:]), width - 2)]:
            canvas.write(line, "bold")
            canvas.new_line()
            canvas.write("  ")
        for key, words in KEYS:
            canvas.write(key, "bold $text-accent", press=key)
            canvas.write(f" {words}", press=key)
            canvas.write("   ")
        if self._more:
            canvas.write(f"{len(self._more)} more after it", "$quiet")

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)

    def next(self) -> None:
        """Forget what is shown, and offer the next."""
        if self.shown is not None and self.shown.path is not None:
            forget(self.shown.path)
        self.offer(self._more)
