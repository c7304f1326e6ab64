"""The Today screen: it turns keys into drafts, and drafts into entries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from diary.domain.describe import time_echo
from diary.domain.records import Entry
from diary.errors import DiaryError
from diary.tui.messages import Job
from diary.tui.parts.in_keys import in_keys
from diary.tui.parts.said import capital, day_said, entry_said, moment_said
from diary.tui.parts.ticks import Rating, TickRow
from diary.tui.today.bindings import KEYS
from diary.tui.today.draft import Draft
from diary.tui.today.form import LevelRow
from diary.tui.today.sites import SiteTable
from diary.tui.today.windows import TodayWindows

if TYPE_CHECKING:
    from diary.domain.records import Change


class TodayScreen(TodayWindows):
    """What the keys and the mouse do, and how an entry is saved."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def action_site(self, by: int) -> None:
        """Go to another site."""
        rows = self.query_one(SiteTable).rows
        self.asked = None
        self.cursor = max(0, min(len(rows) - 1, self.cursor + by))

    def action_digit(self, digit: int) -> None:
        """Set the highlighted site's level."""
        self.draft = self.draft.digit(self.place, digit)

    def action_step(self, by: int) -> None:
        """Better, same or worse than before."""
        if self.row.latest is None and self.draft.at(self.place).level is None:
            self.diary_app.say("There is no earlier level here to compare with. Press a number 0–9.", "hint")
            return
        self.draft = self.draft.step(self.place, self.row.latest, by)

    def action_clear(self) -> None:
        """Take back what was given for the highlighted site."""
        felt = self.draft.at(self.place)
        self.draft = self.draft.put(self.place, replace(felt, level=None, words=frozenset()))

    def action_field(self, name: str) -> None:
        """Go to a field of the form."""
        self.query_one(f"#{name}").focus()

    def action_yesterday(self) -> None:
        """The entry is about yesterday; once more: about now."""
        self.draft = replace(self.draft, when="" if self.draft.when == "yesterday" else "yesterday")
        self.query_one(SiteTable).focus()

    def action_back(self) -> None:
        """From a field back to the sites; from there out of an edit. The draft stays."""
        table = self.query_one(SiteTable)
        if not table.has_focus:
            table.focus()
        elif self.draft.editing is not None:
            self._leave_edit()
            self.diary_app.say("The entry was left as it is.", "quiet")

    @on(SiteTable.Highlighted)
    def _highlight(self, message: SiteTable.Highlighted) -> None:
        self.cursor = message.index
        self.query_one(SiteTable).focus()

    @on(LevelRow.Pressed)
    def _level_pressed(self, message: LevelRow.Pressed) -> None:
        steps = {"-": -1, "=": 0, "+": 1}
        if message.name in steps:
            self.action_step(steps[message.name])
        else:
            felt = self.draft.at(self.place)
            self.draft = self.draft.put(self.place, replace(felt, level=int(message.name)))

    @on(TickRow.Ticked)
    def _tick(self, message: TickRow.Ticked) -> None:
        self.draft = self.draft.ticked(self.place, message.word)

    @on(TickRow.More)
    def _more(self) -> None:
        self.action_words()

    @on(Rating.Rated)
    def _rate(self, message: Rating.Rated) -> None:
        self.draft = replace(self.draft, interference=message.level)

    @on(Input.Changed, "#note")
    def _note(self, message: Input.Changed) -> None:
        self.draft = replace(self.draft, note=message.value)

    @on(Input.Changed, "#when")
    def _when(self, message: Input.Changed) -> None:
        self.draft = replace(self.draft, when=message.value)

    # From the draft to the diary.

    def action_save(self) -> None:
        """Save the sites that were given a level or a word; nothing where there are none."""
        draft = self.draft
        if draft.homeless:
            self.diary_app.say("Where is it? Choose the place, then Enter saves.", "hint")
            self.action_map()
            return
        if not draft.worth_saving:
            if draft.note.strip():
                self.diary_app.say(
                    "The note is kept here. Give a site a level or a word, then Enter saves both.", "hint"
                )
            return
        try:
            timed = self.when()
        except DiaryError as error:
            self.diary_app.say(f"Not saved yet: {in_keys(str(error))}", "problem")
            self.query_one("#when").focus()
            return
        entry = draft.entry(timed.at, self.diary_app.clock.now())
        if entry == draft.editing:
            self._leave_edit()
            self.query_one(SiteTable).focus()
            self.diary_app.say("Nothing was changed.", "quiet")
            return
        self._send(draft, entry, timed.said)

    def _send(self, draft: Draft, entry: Entry, remarks: tuple[str, ...]) -> None:
        """Hand the entry to a worker. The draft waits in `sent` until it is on the disk."""
        today = self.diary_app.clock.local().date()
        verb = "Changed" if draft.editing else "Saved"
        time = moment_said(entry.at, today).removeprefix("today ")
        late = ", written late" if entry.late else ""
        said = f"{verb} {time}{late} · {entry_said(entry)}." + "".join(f" {capital(remark)}." for remark in remarks)
        label = entry_said(entry) if entry.at.day == today else f"{entry_said(entry)} ({day_said(entry.at.day, today)})"

        def kept(_: Change) -> None:
            # It stays shown as it was sent until the review that knows it has come.
            self.diary_app.after_review(lambda: self._arrived(draft))

        def failed() -> None:
            self.sent.pop(draft.id, None)
            if draft.editing is not None:
                self.stash = self.draft
                self.draft = draft
            else:
                self.draft = draft.joined(self.draft)

        self.sent[draft.id] = draft
        if draft.editing is not None:
            self._leave_edit()
            job = Job(lambda store: store.replace(entry, label=label), said, kept, failed)
        else:
            self.draft = Draft.new()
            job = Job(lambda store: store.save(entry, label=label), said, kept, failed)
        self.query_one(SiteTable).focus()
        self.diary_app.keep(job)

    def _arrived(self, draft: Draft) -> None:
        self.sent.pop(draft.id, None)
        self.show()

    def edit(self, entry: Entry) -> None:
        """Take an entry up again; the draft that was there comes back after."""
        if self.draft.editing is None:
            self.stash = self.draft
        self.order, self.added = (), ()
        self.set_reactive(TodayWindows.cursor, 0)
        self.draft = Draft.of(entry, time_echo(entry.at, self.diary_app.here))

    def _leave_edit(self) -> None:
        self.order = ()
        self.set_reactive(TodayWindows.cursor, 0)
        self.draft, self.stash = self.stash or Draft.new(), None
