"""History: all entries, found by site, period or word; changed and deleted with undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input

from diary.domain.records import Ack, Entry, Known, Record, Session, Usual
from diary.domain.vocabulary import place_name
from diary.tui.host import host_of
from diary.tui.messages import Job
from diary.tui.widgets.canvas import Canvas, Drawn
from diary.tui.widgets.choices import TextField
from diary.tui.widgets.dialogs import DiaryScreen
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import clipped, moment_column, moment_text, plain, record_text, wrapped

Place = tuple[str, str]
PERIODS: tuple[int, ...] = (14, 90, 365, 0)
"""Days back from today; 0 is everything."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A place, or None for all; days back, or 0 for all; letters to find in words and notes."""

    place: Place | None = None
    days: int = 90
    find: str = ""
    whole: bool = False
    """Whether sessions, self-care and all else is shown too."""

    @property
    def said(self) -> str:
        """The filter in words."""
        place = place_name(*self.place) if self.place else "all places"
        return f"{place} · {f'last {self.days} days' if self.days else 'all time'}"


class Texts:
    """What can be searched of a thing, made once for each."""

    def __init__(self) -> None:
        self._made: dict[Record, str] = {}

    def of(self, record: Record) -> str:
        """Its words and its note, in small letters."""
        text = self._made.get(record)
        if text is None:
            self._made[record] = text = f"{record_text(record)} {record.note}".casefold()
        return text


def chosen(records: Sequence[Record], by: Filter, today: date, texts: Texts) -> list[Record]:
    """The things that pass, newest first; they come in time order."""
    first = today - timedelta(days=by.days - 1) if by.days else None
    words = by.find.casefold().split()
    found = []
    for record in reversed(records):
        if first and record.at.day < first:
            break
        if by.place and by.place not in places_of(record):
            continue
        if words:
            text = texts.of(record)
            if not all(word in text for word in words):
                continue
        found.append(record)
    return found


def places_of(record: Record) -> tuple[tuple[str | None, str | None], ...]:
    """The places that it is about."""
    if isinstance(record, Entry):
        return tuple((reading.site, reading.side) for reading in record.readings)
    return ((record.site, record.side),) if isinstance(record, Usual | Known | Ack) else ()


class FilterLine(Drawn):
    """The filter in words, and how many entries it leaves. Each part can be pressed."""

    DEFAULT_CSS = """
    FilterLine { height: 1; padding: 0 1; }
    """

    filter: reactive[Filter] = reactive(Filter)
    count: reactive[int] = reactive(0)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Place, period, kinds, number."""
        place, period = self.filter.said.split(" · ")
        canvas.write("  ")
        canvas.write("a ", "bold $text-accent", press="a")
        canvas.write(place, "bold", press="a")
        canvas.write("   ")
        canvas.write("p ", "bold $text-accent", press="p")
        canvas.write(period, "bold", press="p")
        canvas.write("   ")
        canvas.write("o ", "bold $text-accent", press="o")
        canvas.write("everything" if self.filter.whole else "entries", "bold", press="o")
        canvas.write(clipped(f"   {self.count} shown", width - canvas.column), "$quiet")

    def pressed(self, name: str) -> None:
        """The same as the key."""
        self.app.simulate_key(name)


class Details(Drawn):
    """The entry at the arrow, whole."""

    DEFAULT_CSS = """
    Details { height: auto; max-height: 7; min-height: 3; padding: 0 1; border-top: solid $panel; }
    """

    entry: reactive[Record | None] = reactive(None, layout=True)

    def draw(self, canvas: Canvas, width: int) -> None:
        """Its time and when it was written; its words; its note."""
        entry = self.entry
        if entry is None:
            return
        today = host_of(self).clock.local().date()
        canvas.write(f"  {moment_text(entry.at, today)}", "bold")
        if entry.recorded is not None:
            written = host_of(self).clock.moment(entry.recorded)
            mark = "written late, " if entry.late else "written "
            canvas.write(f"   {mark}{moment_text(written, today)}", "bold $text-warning" if entry.late else "$quiet")
        lines = wrapped(record_text(entry), width - 2) + wrapped(plain(entry.note), width - 2)
        for line in lines[:5]:
            canvas.line()
            canvas.write(f"  {line}")


class HistoryScreen(DiaryScreen):
    """All entries, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "change", id="history.edit", tooltip="Change the entry at the arrow"),
        Binding("d,delete", "delete", "delete", id="history.delete", tooltip="Delete the entry; u brings it back"),
        Binding("slash", "find", "find", id="history.find", tooltip="Find letters in words and notes"),
        Binding("a", "place", "place", id="history.place", tooltip="One place after the other, then all"),
        Binding("o", "whole", "all kinds", id="history.whole", tooltip="Sessions, self-care and all else too, or not"),
        Binding("p", "period", "period", id="history.period", tooltip="14 days, 90 days, a year, everything"),
    ]
    DEFAULT_CSS = """
    HistoryScreen #find { margin: 0 2; display: none; }
    HistoryScreen #find.on { display: block; }
    """
    name_shown = "History"
    shows_everything = True
    AUTO_FOCUS = "Rows"

    filter: reactive[Filter] = reactive(Filter, init=False)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Record] = []
        self._texts = Texts()

    def compose_body(self) -> ComposeResult:
        """Filter, search field, list, the entry at the arrow."""
        yield FilterLine()
        yield TextField(id="find", placeholder="find in words and notes; enter goes to the list")
        yield Rows()
        yield Details()

    def watch_filter(self) -> None:
        """Show what passes."""
        self.show()

    def show(self) -> None:
        """Fill the list."""
        if not self.ready or self.review is None:
            return
        records: tuple[Record, ...] = self.review.entries
        if self.filter.whole:
            records = tuple(sorted(self.review.diary.records(), key=lambda record: record.order))
        self.entries = chosen(records, self.filter, self.review.today, self._texts)
        rows = self.query_one(Rows)
        rows.empty = "No entries here." if self.review.entries else "No entries yet. Esc, then a number and Enter."
        rows.fill(len(self.entries), self._draw)
        line = self.query_one(FilterLine)
        line.filter, line.count = self.filter, len(self.entries)
        self._detail()

    def _draw(self, index: int, width: int) -> Content:
        entry = self.entries[index]
        when = moment_column(entry.at)
        if self.review and entry.at.day.year != self.review.today.year:
            when = f"{entry.at.day.year} {when[4:]}" if width < 80 else f"{when} {entry.at.day.year}"
        late = "  written late" if entry.late else ""
        note = f" — {plain(entry.note)}" if entry.note else ""
        room = width - len(when) - 2 - len(late)
        text = clipped(record_text(entry) + note, room)
        return Content.assemble((f"{when}  ", "$quiet"), text, (late, "$text-warning"))

    def _detail(self) -> None:
        entry = self.current
        self.query_one(Details).entry = entry

    @property
    def current(self) -> Record | None:
        """The entry at the arrow."""
        at = self.query_one(Rows).cursor
        return self.entries[at] if 0 <= at < len(self.entries) else None

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._detail()

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
        """Out of the search first, then back to Today."""
        field = self.query_one("#find", Input)
        if field.has_class("on"):
            field.value = ""
            field.remove_class("on")
            self.query_one(Rows).focus()
        else:
            super().action_back()

    def action_place(self) -> None:
        """The next place that has entries, then all again."""
        places: list[tuple[str, str] | None] = [None]
        if self.review is not None:
            current = [(state.site, state.side) for state in self.review.sites]
            places += current + [place for place in self.review.snapshot.courses if place not in current]
        at = places.index(self.filter.place) if self.filter.place in places else 0
        self.filter = replace(self.filter, place=places[(at + 1) % len(places)])

    def action_period(self) -> None:
        """The next longer period, then the shortest again."""
        at = PERIODS.index(self.filter.days)
        self.filter = replace(self.filter, days=PERIODS[(at + 1) % len(PERIODS)])

    def action_edit(self) -> None:
        """Take the entry up again on Today, a session in its form, all else in its line."""
        record = self.current
        if isinstance(record, Entry):
            self.host.action_go("today")
            self.host.edit_entry(record)
        elif isinstance(record, Session):
            from diary.tui.screens.sessions.form import ask_session  # 5 ms

            ask_session(self.host, record)
        elif isinstance(record, Ack):
            self.host.say("What was told is not changed: delete it with d, tell it anew with f, then t.", "hint")
        elif record is not None:
            from diary.tui.screens.quick_entry.window import change_line  # 5 ms

            change_line(self.host, record)

    def action_whole(self) -> None:
        """Everything that is kept, or entries only."""
        self.filter = replace(self.filter, whole=not self.filter.whole)

    def action_delete(self) -> None:
        """Delete the entry. What it was is kept, and u brings it back."""
        entry = self.current
        if entry is None or self.review is None:
            return
        when = moment_text(entry.at, self.review.today)
        said = f"Deleted: {record_text(entry)} ({when})."
        label = f"deleted: {record_text(entry)} ({when})"
        self.host.carry_out(Job(lambda store: store.delete(entry.id, label=label), said))
