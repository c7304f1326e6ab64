"""The layout and drawing of Today: from a review and a draft, again after each key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.reactive import var
from textual.screen import Screen

from diary.domain.echo import time_echo
from diary.domain.grammar.times import Timed, parse_time
from diary.domain.moments import Moment
from diary.domain.records import Entry
from diary.errors import DiaryError
from diary.review.snapshot import Review
from diary.tui.screens.today.banner import Banner
from diary.tui.screens.today.content import SiteRow, first_questions, sites_of_edit, today_content
from diary.tui.screens.today.day_content import DayContent, day_content
from diary.tui.screens.today.day_panel import DayPanel
from diary.tui.screens.today.draft import NO_PLACE, Draft, Place
from diary.tui.screens.today.form import Form, WhenNote
from diary.tui.screens.today.site_table import SiteTable
from diary.tui.screens.today.unsaved_line import UnsavedLine
from diary.tui.site_order import ordered_sites
from diary.tui.typed_words import Doubt
from diary.tui.widgets.dialogs import DiaryScreen
from diary.tui.widgets.texts import key_text, moment_text


class TodayView(DiaryScreen):
    """Findings above, sites in the middle, the form below."""

    DEFAULT_CSS = """
    TodayView #body { overflow-y: auto; scrollbar-size-vertical: 0; }
    TodayView.closed SiteTable, TodayView.closed Form, TodayView.closed DayPanel { display: none; }
    """
    name_shown: ClassVar[str] = "Today"
    doubt = Doubt.AFTER_OTHERS
    AUTO_FOCUS = "SiteTable"

    draft: var[Draft] = var(Draft.new, init=False)
    cursor: var[int] = var(0, init=False)

    def __init__(self) -> None:
        super().__init__()
        self.order: tuple[Place, ...] = ()
        """The sites that are shown."""
        self.rank: tuple[Place, ...] = ()
        """All sites that this run has shown, in the order they keep: a site that comes back goes where it was."""
        self.added: tuple[Place, ...] = ()
        self.sent: dict[str, Draft] = {}
        """The drafts that are being saved, by their id; one that fails goes back into the form."""
        self.saved_ids: set[str] = set()
        """The ids of drafts that are on the disk."""
        self.draft_before_edit: Draft | None = None
        """The draft that was in the form before a saved entry was opened for change."""
        self.room: tuple[Size, Size] | None = None
        """How large the body is, and all that can be scrolled into it."""
        self.asked: Place | None = None
        """The site whose usual level was asked for after the last entry; None for no question."""
        self._day_of: tuple[Review | None, int, DayContent] | None = None
        """The review and the count of waiting lines that the content of the day was made from."""

    def compose_body(self) -> ComposeResult:
        """The parts of the screen from top to bottom."""
        yield Banner()
        yield UnsavedLine()
        yield SiteTable()
        yield Form()
        yield DayPanel()

    def on_mount(self) -> None:
        """Follow the review, and the message too."""
        super().on_mount()
        # A message of several lines takes room from the form: the field with the focus must stay in sight. Its lines
        # may be laid out later than the refresh after which a change of the message would call.
        self.screen_layout_refresh_signal.subscribe(self, self._keep_in_sight)

    def _keep_in_sight(self, _: Screen[None]) -> None:
        body = self.query_one("#body")
        before, self.room = self.room, (body.size, body.virtual_size)
        # Where only a person scrolled, the form stays where they scrolled it.
        if self.room != before and self.focused is not None and not isinstance(self.focused, SiteTable):
            self.focused.scroll_visible(animate=False)

    def on_screen_resume(self) -> None:
        """Take keys for a site only once it is on the screen again."""
        self.query_one(SiteTable).came()

    def take_text(self, text: str) -> bool:
        """Open the line for an entry with a text that came at once, as a paste does."""
        from diary.tui.screens.quick_entry.asking import ask_line
        from diary.tui.screens.quick_entry.line_kinds import ENTRY  # 5 ms

        ask_line(self.host, ENTRY, text=text)
        return True

    def way_back(self) -> Callable[[], None]:
        """A function that puts the draft back as it is now."""
        draft, before, at, cursor = self.draft, self.draft_before_edit, self.asked, self.cursor

        def put_back() -> None:
            self.draft_before_edit, self.asked = before, at
            if self.draft != draft:
                self.order = () if self.draft.editing != draft.editing else self.order
                self.draft = draft
            self.cursor = min(cursor, len(self.order) - 1) if self.order else 0
            self.query_one(SiteTable).focus()

        return put_back

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Switch off the keys of the form where the diary could not be opened: nothing could be saved."""
        if action == "unsaved":  # only where something is offered
            return self.ready and self.query_one(UnsavedLine).shown is not None
        return self.host.state != "closed"

    def watch_draft(self) -> None:
        """Draw the change."""
        self.show()

    def watch_cursor(self) -> None:
        """Draw the change."""
        self.show()

    def on_resize(self, event: Resize) -> None:
        """Leave out the lines around the form on a low screen."""
        self.query_one(Form).set_class(event.size.height < 26, "low")

    def show(self) -> None:
        """Draw the review and the draft."""
        if not self.ready:
            return
        shown = self._with_sent()
        at = self.order[self.cursor] if self.cursor < len(self.order) else None
        self.order = self._order(shown)
        today = today_content(self.review, self.order, shown)
        table, banner = self.query_one(SiteTable), self.query_one(Banner)
        table.rows, table.sessions = today.rows, today.sessions
        # Another program may have deleted the last entry of a site above: a digit must not go to the neighbour.
        self.cursor = self.order.index(at) if at in self.order else min(self.cursor, len(today.rows) - 1)
        table.cursor = self.cursor
        banner.finding, banner.others = today.top, today.others
        banner.deciding_text, banner.good_news = today.deciding_text, today.good_news
        banner.state, banner.reason = self.host.state, self.host.closed_reason
        self.set_class(banner.state == "closed", "closed")
        if self.review is not None:
            diary, number = self.review.diary, self.host.settings.emergency_number
            banner.answered = (bool(diary.usuals), bool(diary.knowns), bool(number))
            banner.questions = first_questions(self.review, banner.answered)
        table.chosen = (self.today - self.chosen_day).days
        row = today.rows[self.cursor]
        self.query_one(Form).show(row, self.draft, self._used(row.place))
        panel = self.query_one(DayPanel)
        panel.content_shown, panel.levels = self._day(), self._levels_now()
        self._show_when()

    def _levels_now(self) -> dict[Place, int | None]:
        """The latest levels that are recent enough to be called those of now."""
        if self.review is None:
            return {}
        sites, is_now = self.review.sites, self.review.is_now
        return {(site.site, site.side): site.latest for site in sites if is_now(site.latest_at)}

    def _day(self) -> DayContent:
        """What is told of the day, made once for each review: this runs at each key."""
        if self._day_of is None or self._day_of[0] is not self.review or self._day_of[1] != self.host.inbox_waiting:
            made = day_content(self.review, self.host.inbox_waiting)
            self._day_of = (self.review, self.host.inbox_waiting, made)
        return self._day_of[2]

    def _order(self, shown: Draft) -> tuple[Place, ...]:
        """The sites to show; those of this run keep their order, so that no digit goes to another site."""
        if shown.editing is not None:
            return sites_of_edit(shown, self.added)
        current = ordered_sites(self.review, self.host.settings.sites) if self.review else ()
        given = (place for place, _ in shown.inputs if place != NO_PLACE)
        wanted = dict.fromkeys([*current, *self.added, *given])
        self.rank = tuple(dict.fromkeys([*self.rank, *wanted]))
        return tuple(place for place in self.rank if place in wanted)

    def _with_sent(self) -> Draft:
        """The draft, together with the drafts that are being saved."""
        shown = self.draft
        for sent in self.sent.values():
            for place, given in sent.inputs:
                # What was typed since is newer; and a changed entry is no reading of now.
                if not shown.at(place).has_content and sent.editing is None:
                    shown = shown.put(place, given)
        return shown

    def _used(self, place: Place) -> tuple[str, ...]:
        states = self.review.sites if self.review else ()
        return next((state.qualities for state in states if (state.site, state.side) == place), ())

    @property
    def row(self) -> SiteRow:
        """The highlighted line."""
        return self.query_one(SiteTable).rows[self.cursor]

    @property
    def place(self) -> Place:
        """The highlighted site."""
        return self.row.place

    @property
    def chosen_place(self) -> Place | None:
        """The site at the arrow; None where there is none."""
        return None if self.place == NO_PLACE else self.place

    def when(self) -> Timed:
        """The time that the draft is about, with remarks on it; DiaryError where what was typed is no time."""
        return self.time_of(self.draft)

    @property
    def today(self) -> date:
        """The last of the days that are shown."""
        return self.review.called_today if self.review else self.host.clock.local().date()

    @property
    def chosen_day(self) -> date:
        """The day that the draft is about; today where what was typed is no time."""
        try:
            return self.when().at.day if self.draft.when.strip() else self.today
        except DiaryError:
            return self.today

    def time_of(self, draft: Draft) -> Timed:
        """The same of another draft."""
        here = self.host.here
        if not draft.when.strip():
            return Timed(here.moment)
        old = draft.editing
        if old is not None and draft.when == time_echo(old.at, here):
            return Timed(old.at)  # not parsed: the words for it have no seconds
        return parse_time(draft.when, now=here)

    def _show_when(self) -> None:
        note = self.query_one(WhenNote)
        try:
            timed = self.when()
        except DiaryError as error:
            note.text, note.wrong = key_text(error), True
            return
        note.wrong = False
        if not self.draft.when.strip():
            note.text = ""
            return
        now = self.host.clock.now()
        late = "; will be marked as added later" if _about(timed.at, now).late else ""
        note.text = f"{moment_text(timed.at, self.host.clock.local().date())}{late}"


def _about(at: Moment, now: datetime) -> Entry:
    """An empty entry of that time that is written now."""
    # Only to ask it whether it is late, so that the rule for that stays in one place.
    return Entry(id="draft", at=at, recorded=now)
