"""The Trends screen: the course of one site, and other views of the same days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive, var

from diary.charts.period import Period, Place
from diary.charts.sparkline import block
from diary.charts.terminal.columns import period_of_days, sentence_for
from diary.domain.text import capital, printable, time_in_column
from diary.domain.vocabulary import place_name
from diary.review.courses import Point
from diary.tui.screens.trends.raised import raised_text
from diary.tui.screens.trends.views import CALENDAR, OF_A_SITE, VALUES, VIEWS, WHERE, Shown, ViewOfTrends
from diary.tui.site_order import ordered_sites
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.dialogs import DiaryScreen
from diary.tui.widgets.fitting import parts_that_fit, wrapped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import number_text, record_text

# Four weeks lie between many appointments, and are what the report goes back to.
PERIODS = (14, 28, 90, 365, 0)


class TrendHead(CanvasWidget):
    """The site, the period, and a sentence on both."""

    class ViewChosen(Message):
        """A view was pressed."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    DEFAULT_CSS = """
    TrendHead { height: auto; padding: 0 1; }
    """

    lines: reactive[tuple[str, str, str]] = reactive(("", "", ""), layout=True)
    """Site and sentence, both empty where all sites are shown; between them the period."""
    view: reactive[str] = reactive(VIEWS[0])

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw site and period in a line, then the sentence."""
        site, period, sentence = self.lines
        canvas.write("  ")
        if site:
            canvas.write("↑↓ ", "bold $text-accent", press="down")
            canvas.write(f"{site}   ", "bold", press="down")
        if period:
            canvas.write("p ", "bold $text-accent", press="p")
            canvas.write(period, "bold", press="p")
        self._draw_views(canvas, width)
        for line in wrapped(sentence, width - 2):
            canvas.new_line()
            canvas.write(f"  {line}")

    def _draw_views(self, canvas: Canvas, width: int) -> None:
        """The names of all views in a line of their own; in a narrow window only that of this one."""
        if sum(len(view) + 2 for view in VIEWS) + 4 > width:
            named = f"{self.view} (view {VIEWS.index(self.view) + 1} of {len(VIEWS)})"
            if canvas.column + len("   v ") + len(named) > width:
                canvas.new_line()
                canvas.write("  ")
            else:
                canvas.write("   ")
            canvas.write("v ", "bold $text-accent", press="v")
            canvas.write(named, "bold", press="v")
            return
        canvas.new_line()
        canvas.write("  ")
        canvas.write("v ", "bold $text-accent", press="v")
        for view in VIEWS:
            canvas.write(f" {view} ", "bold reverse" if view == self.view else "$quiet", press=f"view {view}")

    def pressed(self, name: str) -> None:
        """Show the view that was pressed; else do the same as the key."""
        if name.startswith("view "):
            self.post_message(self.ViewChosen(name.removeprefix("view ")))
        else:
            self.app.simulate_key(name)


class TrendsScreen(DiaryScreen):
    """The course of the pain."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "site(-1)", "site before", show=False, id="trends.previous", tooltip="The site before"),
        Binding("down", "site(1)", "next site", id="trends.next", tooltip="The next site"),
        Binding("p", "period", "period", id="trends.period", tooltip="14, 28 or 90 days, a year, everything"),
        Binding("v", "view(1)", "view", id="trends.view", tooltip="Values, calendar, where it hurt, and more"),
        Binding("V", "view(-1)", "view before", show=False, id="trends.view-before", tooltip="The view before"),
        Binding("plus,equals_sign", "zoom(-1)", "closer", id="trends.in", tooltip="A shorter time, closer"),
        Binding("minus", "zoom(1)", "farther", id="trends.out", tooltip="A longer time, farther"),
        Binding("left", "shift(-1)", "earlier", id="trends.earlier", tooltip="Half a picture earlier"),
        Binding("pageup", "page(-1)", "page up", show=False, id="trends.page-up", tooltip="A page up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="trends.page-down", tooltip="A page down"),
        Binding("right", "shift(1)", "later", show=False, id="trends.later", tooltip="Half a picture later"),
    ]
    DEFAULT_CSS = """
    TrendsScreen Rows { display: none; }
    TrendsScreen.values Rows { display: block; }
    TrendsScreen.values VerticalScroll { display: none; }
    TrendsScreen VerticalScroll { scrollbar-size-vertical: 1; }
    """
    name_shown = "Trends"
    shows_everything = True
    AUTO_FOCUS = ""

    place: var[Place | None] = var(None, init=False)
    days: var[int] = var(14, init=False)
    back: var[int] = var(0, init=False)
    """Days from the last day shown to today; 0 shows today."""
    view: var[str] = var(VIEWS[0], init=False)

    def __init__(self) -> None:
        super().__init__()
        self.points: list[Point] = []

    def compose_body(self) -> ComposeResult:
        """The head, and the view or the values."""
        yield TrendHead()
        with VerticalScroll(can_focus=False):
            yield ViewOfTrends()
        yield Rows()

    def watch_place(self) -> None:
        """Draw the change."""
        self.show()

    def watch_days(self) -> None:
        """Draw the change."""
        self.show()

    def watch_back(self) -> None:
        """Draw the change."""
        self.show()

    def watch_view(self) -> None:
        """Draw the change, from its top on."""
        self.set_class(self.view == VALUES, "values")
        self.query_one(VerticalScroll).scroll_home(animate=False)
        if self.view == VALUES:
            self.query_one(Rows).focus()
        else:
            self.set_focus(None)
        self.show()

    def on_resize(self) -> None:
        """Make the chart again: the width decides how many days are in a column."""
        self.show()

    @property
    def places(self) -> list[Place]:
        """All logged sites of the diary: the current ones in their order on Today, then the others."""
        if self.review is None:
            return []
        courses = self.review.snapshot.courses
        current = [place for place in ordered_sites(self.review, self.host.settings.sites) if place in courses]
        return current + [place for place in self.review.snapshot.courses if place not in current]

    @property
    def last(self) -> date:
        """The last day shown. Needs a review."""
        assert self.review is not None
        return self.review.today - timedelta(days=self.back)

    def show(self) -> None:
        """Draw the site and the period in the view that is chosen."""
        if not self.ready or self.review is None:
            return
        head, view = self.query_one(TrendHead), self.query_one(ViewOfTrends)
        places = self.places
        if self.place not in places:
            # Without its watcher, which would call this again.
            self.set_reactive(TrendsScreen.place, places[0] if places else None)
        # What is measured or rated every week or two shows nothing in 14 days.
        shown_days = self.days if self.view in OF_A_SITE or self.view == WHERE or not self.days else max(90, self.days)
        period = period_of_days(self.review, shown_days, self.last)
        until = "" if not self.back else f" up to {self.last.day} {self.last:%b %Y}"
        days = (f"{shown_days} days" if shown_days else "all time") + until
        if self.view == CALENDAR:
            days = ""  # it shows as many months as there is room for
        head.view = self.view
        others = tuple(place for place in places if place != self.place)
        view.shown = Shown(self.review, self.view, self.place, period, others)
        if self.place is None or self.view not in OF_A_SITE:
            nothing = "Nothing is logged yet. Esc, then a number and Enter." if self.view in OF_A_SITE else ""
            head.lines = ("", days, nothing)
        else:
            at = f" · site {places.index(self.place) + 1} of {len(places)}" if len(places) > 1 else ""
            name = capital(place_name(*self.place)) + at
            sentence = f"{sentence_for(self.review, self.place, period)} {raised_text(self.review, self.place, period)}"
            # The sentence is of the period, which a calendar does not follow.
            head.lines = (name, days, "" if self.view == CALENDAR else sentence.rstrip())
        self._fill_values(period)

    def _fill_values(self, period: Period) -> None:
        """List the readings of the site, the latest first."""
        assert self.review is not None
        points = self.review.course(*self.place).points if self.place else ()
        first, last = period.first.toordinal(), period.last.toordinal()
        self.points = [point for point in reversed(points) if first <= point.day <= last]
        rows = self.query_one(Rows)
        rows.empty = "Nothing was logged in this time."
        rows.fill(len(self.points), self._draw, ids=[point.entry.id for point in self.points])

    def _draw(self, index: int, width: int) -> Content:
        point = self.points[index]
        # The words after the site and level, which the row has already.
        texts = [record_text(point.reading, "place"), printable(point.entry.note)]
        year = point.entry.at.day.year
        other = self.review is not None and year != self.review.today.year
        head = f"{time_in_column(point.entry.at)}{f' {year}' if other else ''}  "
        return Content.assemble(
            (head, "$quiet"),
            (f"{number_text(point.level):>2} ", "bold"),
            (f"{block(point.level)}  ", f"$level-{point.level}"),
            parts_that_fit(" — ".join(part for part in texts if part), max(4, width - len(head) - 7)),
        )

    @on(ViewOfTrends.Pressed)
    def _pressed(self, message: ViewOfTrends.Pressed) -> None:
        self.place = message.place

    @on(TrendHead.ViewChosen)
    def _view_pressed(self, message: TrendHead.ViewChosen) -> None:
        self.view = message.view

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.view = VIEWS[0]

    def action_site(self, by: int) -> None:
        """Show the next site, or the one before; after the last comes the first."""
        places = self.places
        if places and self.place in places:
            self.place = places[(places.index(self.place) + by) % len(places)]
        if len(places) < 2:
            self.host.say("There is no other site.")

    def action_period(self) -> None:
        """Choose the next longer period up to today; after everything, the shortest."""
        self.back = 0
        self.days = PERIODS[(PERIODS.index(self.days) + 1) % len(PERIODS)] if self.days in PERIODS else 14

    def action_zoom(self, by: int) -> None:
        """Show a shorter or longer period; it stops at both ends."""
        at = PERIODS.index(self.days) + by
        if 0 <= at < len(PERIODS):
            self.days = PERIODS[at]
        else:
            self.host.say("This is all time." if by > 0 else f"{PERIODS[0]} days is the shortest time.")

    def action_shift(self, by: int) -> None:
        """Go half a period earlier or later, not beyond today."""
        if not self.days:
            self.host.say("This is all time.")
        elif by > 0 and not self.back:
            self.host.say("This ends today.")
        else:
            self.back = max(0, self.back - by * max(1, self.days // 2))

    def action_view(self, by: int) -> None:
        """Show the next view, or the one before; after the last comes the first."""
        self.view = VIEWS[(VIEWS.index(self.view) + by) % len(VIEWS)]

    def action_page(self, by: int) -> None:
        """Scroll a view that is longer than the window."""
        pane = self.query_one(VerticalScroll)
        (pane.scroll_page_down if by > 0 else pane.scroll_page_up)(animate=False)
