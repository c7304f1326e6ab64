"""History: all records, filtered by place, period or letters; to change and to delete, with undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive, var
from textual.widgets import Input

from diary.domain.records import Ack, Entry, Record, Session
from diary.domain.text import printable, time_in_column
from diary.domain.vocabulary import place_name
from diary.tui.changing import delete_job
from diary.tui.host import Host, host_of
from diary.tui.screens.history_filter import (
    EVERYTHING,
    PAIN,
    PERIODS,
    Filter,
    SearchTexts,
    filtered,
    next_group,
    of_group,
)
from diary.tui.site_order import ordered_sites
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.choices import TextField
from diary.tui.widgets.dialogs import DiaryScreen, ask_delete
from diary.tui.widgets.fitting import clipped, parts_that_fit, wrapped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import moment_text, record_text


class FilterLine(CanvasWidget):
    """The filter in words, and how many records pass it. Each part can be pressed."""

    DEFAULT_CSS = """
    FilterLine { height: 1; padding: 0 1; }
    """

    filter: reactive[Filter] = reactive(Filter)
    count: reactive[int] = reactive(0)
    others: reactive[int] = reactive(0)
    """How many records are of other kinds."""

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw place, period, kinds and number."""
        place = place_name(*self.filter.place) if self.filter.place else "all places"
        period = f"last {self.filter.days} days" if self.filter.days else "all time"
        canvas.write("  ")
        canvas.write("a ", "bold $text-accent", press="a")
        canvas.write(place, "bold", press="a")
        canvas.write("   ")
        canvas.write("p ", "bold $text-accent", press="p")
        canvas.write(period, "bold", press="p")
        canvas.write("   ")
        canvas.write("o ", "bold $text-accent", press="o")
        canvas.write(self.filter.group, "bold", press="o")
        others = f" · {self.others} of other kinds" if self.others else ""
        text = f"   {self.count} shown"
        canvas.write(clipped(f"{text}{others}" if len(text + others) < width - canvas.column else text, 40), "$quiet")

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)


class Details(CanvasWidget):
    """The record at the arrow, with all its words."""

    DEFAULT_CSS = """
    Details { height: auto; max-height: 7; min-height: 3; padding: 0 1; border-top: solid $panel; }
    """

    entry: reactive[Record | None] = reactive(None, layout=True)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the time and when it was written, then the text and the note, at most five lines of them."""
        entry = self.entry
        if entry is None:
            return
        today = host_of(self).clock.local().date()
        zone = entry.at.other_zone(host_of(self).clock.zone)
        canvas.write(f"  {moment_text(entry.at, today)}{f' {zone}' if zone else ''}", "bold")
        if entry.recorded is not None:
            written = host_of(self).clock.moment(entry.recorded)
            mark = "added later, " if entry.late else "written "
            canvas.write(f"   {mark}{moment_text(written, today)}", "bold $text-warning" if entry.late else "$quiet")
        lines = wrapped(record_text(entry), width - 2) + wrapped(printable(entry.note), width - 2)
        for line in lines[:5]:
            canvas.new_line()
            canvas.write(f"  {line}")


class HistoryScreen(DiaryScreen):
    """The records of all kinds, or of some, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "change", id="history.edit", tooltip="Change the entry at the arrow"),
        Binding("d", "ask_delete", "delete", id="history.ask-delete", tooltip="Delete the entry, after a question"),
        Binding(
            "delete", "delete", "delete now", show=False, id="history.delete", tooltip="Delete it; u brings it back"
        ),
        Binding("slash", "find", "find", id="history.find", tooltip="Find letters in words and notes"),
        Binding("a", "place", "place", id="history.place", tooltip="One place after the other, then all"),
        Binding(
            "o", "whole", "kinds", id="history.whole", tooltip="Only pain, sessions, medicines … one after the other"
        ),
        Binding("p", "period", "period", id="history.period", tooltip="14 days, 90 days, a year, everything"),
    ]
    DEFAULT_CSS = """
    HistoryScreen #find { margin: 0 2; display: none; }
    HistoryScreen #find.on { display: block; }
    """
    name_shown = "History"
    shows_everything = True  # the rules look back 400 days, a person further
    AUTO_FOCUS = "Rows"

    filter: var[Filter] = var(Filter, init=False)

    def __init__(self, criteria: Filter | None = None, start_at: str = "") -> None:
        super().__init__()
        self.start_at = start_at
        """The id of the record where the arrow starts; "" for the first."""
        if criteria is not None:
            self.set_reactive(HistoryScreen.filter, criteria)
        self.entries: list[Record] = []
        self._shown: tuple[Filter, bool] | None = None
        self._texts = SearchTexts()

    def compose_body(self) -> ComposeResult:
        """The filter, the search field, the list, the record at the arrow."""
        yield FilterLine()
        yield TextField(id="find", placeholder="find in words and notes; enter goes to the list")
        yield Rows()
        yield Details()

    def watch_filter(self) -> None:
        """Show the records that pass."""
        self.start_at = ""
        self.show()

    def show(self) -> None:
        """Fill the list."""
        if not self.ready or self.review is None:
            return
        records: Sequence[Record] = self.review.entries
        if self.filter.group != PAIN:
            all_records = sorted(self.review.diary.records(), key=lambda record: record.order)
            records = of_group(all_records, self.filter.group)
        self.entries = filtered(records, self.filter, self.review.today, self._texts)
        rows = self.query_one(Rows)
        more = "" if self.filter.group == EVERYTHING else " o goes on to other kinds."
        rows.empty = f"Nothing here.{more}" if self.review.entries else "No entries yet. Esc, then a number and Enter."
        # Another filter is a new list, that begins at its top. So does the first list of all records, unless the arrow
        # was moved in the shorter one before it; else the arrow follows its record.
        shown = (self.filter, self.host.whole is not None)
        ids = [record.id for record in self.entries]
        start = ids.index(self.start_at) if self.start_at in ids else 0
        is_same = self._shown is not None and self._shown[0] == self.filter
        cursor = start if not is_same or (shown != self._shown and not rows.cursor) else None
        self._shown = shown
        rows.fill(len(self.entries), self._draw_row, cursor=cursor, ids=ids)
        line = self.query_one(FilterLine)
        line.filter, line.count = self.filter, len(self.entries)
        line.others = len(self.review.diary.records()) - len(records)
        self._show_details()

    def _draw_row(self, index: int, width: int) -> Content:
        entry = self.entries[index]
        when = time_in_column(entry.at)
        # The year of older records, which on a narrow screen takes the place of the weekday.
        if self.review and entry.at.day.year != self.review.today.year:
            when = f"{entry.at.day.year} {when[4:]}" if width < 80 else f"{when} {entry.at.day.year}"
        if zone := entry.at.other_zone(self.host.clock.zone):
            when = f"{when} {zone}"
        late = "  added later" if entry.late else ""
        note = f" — {printable(entry.note)}" if entry.note else ""
        room = width - len(when) - 2 - len(late)
        text = parts_that_fit(record_text(entry) + note, room)
        return Content.assemble((f"{when}  ", "$quiet"), text, (late, "$text-warning"))

    def _show_details(self) -> None:
        self.query_one(Details).entry = self.current

    @property
    def current(self) -> Record | None:
        """The record at the arrow; None where the list is empty."""
        at = self.query_one(Rows).cursor
        return self.entries[at] if 0 <= at < len(self.entries) else None

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._show_details()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_edit()

    @on(Input.Changed, "#find")
    def _typed(self, message: Input.Changed) -> None:
        self.filter = replace(self.filter, find=message.value)

    @on(Input.Submitted, "#find")
    def _submitted(self) -> None:
        self.query_one(Rows).focus()

    def action_find(self) -> None:
        """Open the search field."""
        field = self.query_one("#find", Input)
        field.add_class("on")
        field.focus()

    def action_back(self) -> None:
        """Leave the search; where there is none, go back to Today."""
        field = self.query_one("#find", Input)
        if field.has_class("on"):
            field.value = ""
            field.remove_class("on")
            self.query_one(Rows).focus()
        else:
            super().action_back()

    def action_place(self) -> None:
        """Filter by the next place that has entries; after the last one, by none."""
        places: list[tuple[str, str] | None] = [None]
        if self.review is not None:
            current = ordered_sites(self.review, self.host.settings.sites)
            places += [*current, *(place for place in self.review.snapshot.courses if place not in current)]
        at = places.index(self.filter.place) if self.filter.place in places else 0
        self.filter = replace(self.filter, place=places[(at + 1) % len(places)])

    def action_period(self) -> None:
        """Choose the next longer period; after everything, the shortest."""
        at = PERIODS.index(self.filter.days)
        self.filter = replace(self.filter, days=PERIODS[(at + 1) % len(PERIODS)])

    def action_edit(self) -> None:
        """Change an entry on Today, a session in its form, any other kind in a typed line."""
        record = self.current
        if record is None:
            self.host.say(self.query_one(Rows).empty)
        elif not self.query_one(Rows).saw:
            return
        elif isinstance(record, Entry):
            self.host.action_go("today")
            self.host.edit_entry(record, partial(_come_back, self.host, self.filter, record.id))
        elif isinstance(record, Session):
            from diary.tui.screens.sessions.form import ask_session  # 5 ms

            ask_session(self.host, record)
        elif isinstance(record, Ack):
            # What a professional was told is a fact of its time: a change would rewrite the history of the finding.
            self.host.say("What was told is not changed: delete it with d, tell it anew with f, then t.", "hint")
        else:
            from diary.tui.screens.quick_entry.asking import change_line  # 5 ms

            change_line(self.host, record)

    def action_whole(self) -> None:
        """Show one group of kinds after the other, then everything again."""
        records = self.review.diary.records() if self.review else ()
        self.filter = replace(self.filter, group=next_group(self.filter.group, records))

    def action_ask_delete(self) -> None:
        """Ask whether to delete the record at the arrow."""
        record = self._to_delete
        if record is not None:
            ask_delete(self.host, self._text(record), partial(self._delete, record))

    def action_delete(self) -> None:
        """Delete the record at the arrow. The store keeps its last version, so that u brings it back."""
        record = self._to_delete
        if record is not None:
            self._delete(record)

    @property
    def _to_delete(self) -> Record | None:
        """The record at the arrow, if it was on the screen when the key was pressed; else that is said."""
        record = self.current
        if record is None:
            self.host.say(self.query_one(Rows).empty)
            return None
        return record if self.query_one(Rows).saw else None

    def _text(self, record: Record) -> str:
        return f"{record_text(record)} ({moment_text(record.at, self.host.clock.local().date())})"

    def _delete(self, record: Record) -> None:
        text = self._text(record)
        self.host.carry_out(delete_job(record, label=f"deleted: {text}", text=f"Deleted: {text}."))


def _come_back(host: Host, criteria: Filter, record_id: str) -> None:
    """Show the list again as it was when a record of it was opened for change."""
    host.action_go("today")
    host.push_screen(HistoryScreen(replace(criteria, find=""), record_id))
