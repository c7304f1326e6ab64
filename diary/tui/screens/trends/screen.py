"""The Trends screen: the chart of one site, small charts of the others, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from diary.charts.finding_marks import Span, not_eased, raised
from diary.charts.period import Period, Place
from diary.charts.tracks import is_firm
from diary.domain.text import capital, printable, time_in_column
from diary.domain.vocabulary import place_name
from diary.review.courses import Point
from diary.review.snapshot import Review
from diary.tui.screens.trends.chart import ChartView, chart_width
from diary.tui.screens.trends.columns import chart_of
from diary.tui.site_order import ordered_sites
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.dialogs import DiaryScreen
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import block, clipped, number_text, record_text, wrapped

# The sentence names only the latest of what is over; the chart marks all, and Findings lists them.
MOST_PAST = 2
WEEKLY = 7
"""Days in a column above which the chart marks, and the sentence names, only what is raised now."""


def raised_text(review: Review, place: Place, period: Period) -> str:
    """One sentence on what is raised now, one on what was raised in the period; "" where nothing was."""
    now = {span.words: span for span in raised(review, place)}
    current = [
        f"{words}, since {_day_text(span.start, review.today)}"
        for words, span in now.items()
        if span.start < period.end
    ]
    past = [
        _span_text(span, review.today) for span in _raised_spans(review, place, period) if not _is_current(span, now)
    ]
    earlier = len(past) - MOST_PAST
    more = f"; {earlier} more before" if earlier > 0 else ""
    still = f"Raised now: {'; '.join(current)}." if current else ""
    over = f"Raised then, not now: {'; '.join(past[-MOST_PAST:])}{more}." if past else ""
    return f"{still} {over}".strip()


def _raised_spans(review: Review, place: Place, period: Period) -> Iterator[Span]:
    if period.step <= WEEKLY:
        firm = (episode for episode in review.episodes(*place) if is_firm(episode))
        for span in not_eased(firm):
            if span.start < period.end and span.end > period.start:
                yield span


def _is_current(span: Span, now: dict[str, Span]) -> bool:
    """Whether the span is one that is raised now, and so named already."""
    return span.words in now and span.end >= now[span.words].start


def _span_text(span: Span, today: date) -> str:
    first, until = _day_text(span.start, today), _day_text(span.end, today)
    return f"{span.words}, {first}" + (f" – {until}" if until != first else "")


def _day_text(x: float, today: date) -> str:
    day = date.fromordinal(int(x))
    return f"{day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


MOST_OTHERS = 6
PERIODS = (14, 90, 365, 0)


class TrendHead(CanvasWidget):
    """The site, the period, and a sentence on both."""

    DEFAULT_CSS = """
    TrendHead { height: auto; padding: 0 1; }
    """

    lines: reactive[tuple[str, str, str]] = reactive(("", "", ""), layout=True)
    """Site, period, sentence."""

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw site and period in a line, then the sentence."""
        site, period, sentence = self.lines
        canvas.write("  ")
        canvas.write("↑↓ ", "bold $text-accent", press="down")
        canvas.write(site, "bold", press="down")
        if period:
            canvas.write("   ")
            canvas.write("p ", "bold $text-accent", press="p")
            canvas.write(period, "bold", press="p")
        for line in wrapped(sentence, width - 2):
            canvas.new_line()
            canvas.write(f"  {line}")

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)


class TrendsScreen(DiaryScreen):
    """The course of the pain."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "site(-1)", "site before", show=False, id="trends.previous", tooltip="The site before"),
        Binding("down", "site(1)", "next site", id="trends.next", tooltip="The next site"),
        Binding("p", "period", "period", id="trends.period", tooltip="14 days, 90 days, a year, everything"),
        Binding("v", "table", "table", id="trends.table", tooltip="The same as a table of values, and back"),
        Binding("plus,equals_sign", "zoom(-1)", "closer", id="trends.in", tooltip="A shorter time, closer"),
        Binding("minus", "zoom(1)", "farther", id="trends.out", tooltip="A longer time, farther"),
        Binding("left", "shift(-1)", "earlier", id="trends.earlier", tooltip="Half a picture earlier"),
        Binding("right", "shift(1)", "later", show=False, id="trends.later", tooltip="Half a picture later"),
    ]
    DEFAULT_CSS = """
    TrendsScreen Rows { display: none; }
    TrendsScreen.table Rows { display: block; }
    TrendsScreen.table ChartView { display: none; }
    """
    name_shown = "Trends"
    shows_everything = True
    AUTO_FOCUS = ""

    place: reactive[Place | None] = reactive(None, init=False)
    days: reactive[int] = reactive(14, init=False)
    back: reactive[int] = reactive(0, init=False)
    """Days from the last day shown to today; 0 shows today."""

    def __init__(self) -> None:
        super().__init__()
        self.points: list[Point] = []

    def compose_body(self) -> ComposeResult:
        """The head, and the chart or the table."""
        yield TrendHead()
        yield ChartView()
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
        """Draw the site and the period, as chart and as table."""
        if not self.ready or self.review is None:
            return
        head = self.query_one(TrendHead)
        places = self.places
        if not places:
            head.lines = ("no site yet", "", "Nothing is logged yet. Esc, then a number and Enter.")
            self.query_one(ChartView).chart = None
            return
        if self.place not in places:
            self.set_reactive(TrendsScreen.place, places[0])  # without its watcher, which would call this again
        assert self.place is not None
        width = chart_width(max(40, self.size.width - 2))
        chart = chart_of(self.review, self.place, self.days, self.last, width)
        view = self.query_one(ChartView)
        view.chart = chart
        review, others = self.review, [place for place in places if place != self.place]
        # Lazily: a diary may have dozens of sites, of which only the first few with entries are drawn.
        small = (chart_of(review, place, self.days, self.last, width) for place in others)
        logged = (each for each in small if any(column.level is not None for column in each.columns))
        view.others = tuple(islice(logged, MOST_OTHERS))
        name = capital(place_name(*self.place))
        at = f" ({places.index(self.place) + 1} of {len(places)})" if len(places) > 1 else ""
        until = "" if not self.back else f" up to {self.last.day} {self.last:%b %Y}"
        period = (f"{self.days} days" if self.days else "all time") + until
        raised = raised_text(review, self.place, Period(chart.first, chart.last))
        head.lines = (name + at, period, f"{chart.sentence} {raised}".rstrip())
        course = self.review.course(*self.place)
        first, last = chart.first.toordinal(), self.last.toordinal()
        self.points = [point for point in reversed(course.points) if first <= point.day <= last]
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
            (f"{number_text(point.level):>2} {block(point.level)}  ", "bold"),
            clipped(" — ".join(part for part in texts if part), max(4, width - len(head) - 7)),
        )

    @on(ChartView.Pressed)
    def _pressed(self, message: ChartView.Pressed) -> None:
        self.place = message.place

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_table()

    def action_site(self, by: int) -> None:
        """Show the next site, or the one before; after the last comes the first."""
        places = self.places
        if places and self.place in places:
            self.place = places[(places.index(self.place) + by) % len(places)]

    def action_period(self) -> None:
        """Choose the next longer period up to today; after everything, the shortest."""
        self.back = 0
        self.days = PERIODS[(PERIODS.index(self.days) + 1) % len(PERIODS)] if self.days in PERIODS else 14

    def action_zoom(self, by: int) -> None:
        """Show a shorter or longer period; it stops at both ends."""
        at = PERIODS.index(self.days) + by
        if 0 <= at < len(PERIODS):
            self.days = PERIODS[at]

    def action_shift(self, by: int) -> None:
        """Go half a period earlier or later, not beyond today."""
        if self.days:
            self.back = max(0, self.back - by * max(1, self.days // 2))

    def action_table(self) -> None:
        """Show the table instead of the chart, and back."""
        self.toggle_class("table")
        if self.has_class("table"):
            self.query_one(Rows).focus()
        else:
            self.set_focus(None)
