"""The content of the chart's columns: levels, gaps, sessions, visits, self-care, raised spans. No drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from diary.charts.finding_marks import Span
from diary.charts.period import Period, Place
from diary.charts.tracks import Dot, track_of
from diary.domain.text import capital
from diary.domain.vocabulary import place_name
from diary.review.snapshot import Review
from diary.tui.widgets.texts import number_text


@dataclass(frozen=True, slots=True)
class ColumnPeriod(Period):
    """The days shown, several of them in one column where they would not fit."""

    days_per_column: int = 1

    @property
    def step(self) -> int:
        """The days of one column."""
        return self.days_per_column


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the chart."""

    level: float | None
    """The level 0–10; None for a gap, which is never 0 and never interpolated."""
    highest: float | None = None
    """The highest level of the days in the column; None for a gap."""
    session: bool = False
    visit: bool = False
    care: bool = False
    after_session: bool = False
    """Within 48 hours after a session with which an episode began."""
    raised: bool = False
    new_day: bool = True
    """Whether a day begins here; a gap is marked only there, so that each empty day has one dot."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A site over a period, ready to draw."""

    place: Place
    first: date
    last: date
    columns: tuple[Column, ...]
    days_per_column: int
    """1 where each day has a column or more."""
    columns_per_day: int
    """1 where a column holds a day or more."""
    usual: float | None
    """The usual level; None where it is not known."""
    sentence: str


def chart_of(review: Review, place: Place, days: int, last: date, width: int) -> Chart:
    """The chart of a site for so many days up to `last`, in about `width` columns; 0 days is everything."""
    first = last - timedelta(days=days - 1) if days else _beginning(review, last)
    total = (last - first).days + 1
    days_per_column = max(1, -(-total // max(10, width)))
    columns_per_day = max(1, min(8, width // total))  # more would only repeat the same readings
    track = track_of(review, place, ColumnPeriod(first, last, days_per_column))
    # Spans and flags are wanted to the day even where levels are taken together.
    whole = track_of(review, place, Period(first, last)) if days_per_column > 1 else track
    dots = [dot for run in track.runs for dot in run]
    if days_per_column == 1:
        columns = list(_by_day(dots, first, total, columns_per_day))
    else:
        columns = list(_by_days_together(dots, first, last, days_per_column))
    marked = _marked(columns, review, first, days_per_column, columns_per_day, whole.windows, whole.flags)
    usual = whole.usual.level if whole.usual else None
    begin, end = first.toordinal(), last.toordinal()
    levels = [point.level for point in review.course(*place).points if begin <= point.day <= end]
    sentence = sentence_of(place, levels, usual, total)
    return Chart(place, first, last, tuple(marked), days_per_column, columns_per_day, usual, sentence)


def _beginning(review: Review, last: date) -> date:
    """The day of the first entry, but not after `last`; `last` where there is no entry."""
    return min(review.entries[0].at.day, last) if review.entries else last


def _by_day(dots: list[Dot], first: date, total: int, columns_per_day: int) -> Iterable[Column]:
    """The readings of each day side by side, with an empty column before the next day where there is room."""
    by_day: dict[int, list[Dot]] = {}
    for dot in dots:
        by_day.setdefault(int(dot.x), []).append(dot)
    bars = columns_per_day - 1 if columns_per_day > 2 else columns_per_day
    for number_of_day in range(total):
        day_dots = by_day.get(first.toordinal() + number_of_day, [])
        for cell in range(columns_per_day):
            if not day_dots or cell >= bars:
                yield Column(None, new_day=cell == 0)
            elif bars == 1:
                # One bar for several readings: the worst of the day must not get lost.
                highest = max(dot.level for dot in day_dots)
                yield Column(highest, highest)
            else:
                dot = day_dots[min(len(day_dots) - 1, cell * len(day_dots) // bars)]
                yield Column(dot.level, dot.level, new_day=cell == 0)


def _by_days_together(dots: list[Dot], first: date, last: date, days_per_column: int) -> Iterable[Column]:
    """One column for each group of days."""
    begin, end = (first.toordinal() - 1) // days_per_column, (last.toordinal() - 1) // days_per_column
    dot_of_group = {int((dot.x - 1) // days_per_column): dot for dot in dots}
    for group in range(begin, end + 1):
        dot = dot_of_group.get(group)
        yield Column(None) if dot is None else Column(dot.level, dot.high)


def _marked(
    columns: list[Column],
    review: Review,
    first: date,
    days_per_column: int,
    columns_per_day: int,
    windows: Iterable[Span],
    flags: Iterable[Span],
) -> Iterable[Column]:
    """The columns with the events and spans in them."""
    # Groups of days are counted from the calendar, not from the first day shown, so that shifting the picture does not
    # regroup them.
    begin = (
        first.toordinal() if days_per_column == 1 else (first.toordinal() - 1) // days_per_column * days_per_column + 1
    )

    def at(x: float) -> int:
        return int((x - begin) * columns_per_day) if days_per_column == 1 else int((x - begin) // days_per_column)

    def columns_of(days: Iterable[date]) -> set[int]:
        return {at(float(day.toordinal())) for day in days}

    sessions = columns_of(session.at.day for session in review.snapshot.sessions)
    visits = columns_of(visit.at.day for visit in review.diary.visits)
    cares = columns_of(care.at.day for care in review.diary.cares)
    in_window = {n for span in windows for n in range(at(span.start), at(span.end) + 1)}
    raised = {n for span in flags for n in range(at(span.start), at(span.end) + 1)}
    for index, column in enumerate(columns):
        yield replace(
            column,
            session=index in sessions,
            visit=index in visits,
            care=index in cares,
            after_session=index in in_window,
            raised=index in raised,
        )


def sentence_of(place: Place, levels: list[int], usual: float | None, days: int) -> str:
    """The chart in one sentence; `levels` must be in time order, and may be empty."""
    # For a person who can't see the chart, or can't read one.
    name = capital(place_name(*place))
    if not levels:
        return f"{name}: nothing was logged in these {days} days."
    low, high = min(levels), max(levels)
    spread = f"always {low}" if low == high else f"between {low} and {high}"
    beside = f", usually {number_text(usual)}" if usual is not None else ""
    return f"{name}: {spread} in these {days} days{beside}; {levels[-1]} at the latest."


EVENT_SIGNS = "SVc"
SPAN_SIGNS = "═▲"
# Raised says more than the 48 hours, and a visit is rarer than what it would hide.
PRIORITY_SIGNS = "▲V"
"""Signs that are shown instead of others in the same column."""


def marks(chart: Chart) -> dict[str, tuple[str, list[bool]]]:
    """For each sign below the bars, its meaning and the columns where it stands."""
    columns = chart.columns
    return {
        "S": ("session", [column.session for column in columns]),
        "═": ("48 h after", [column.after_session for column in columns]),
        "▲": ("when it was raised", [column.raised for column in columns]),
        "V": ("visit", [column.visit for column in columns]),
        "c": ("self-care", [column.care for column in columns]),
    }


def mark_lines(chart: Chart, most: int) -> list[str]:
    """The lines of signs below the bars, spans last; `most` lines allow one for each sign where one hides another."""
    signs_at = {sign: at for sign, (_, at) in marks(chart).items()}
    events, is_hidden = _one_line({sign: signs_at[sign] for sign in EVENT_SIGNS}, chart.columns_per_day)
    spans, _ = _one_line({sign: signs_at[sign] for sign in SPAN_SIGNS}, 1)
    span_lines = [spans] if spans.strip() else []
    separate = [_one_line({sign: signs_at[sign]}, 1)[0] for sign in EVENT_SIGNS if any(signs_at[sign])]
    return [*(separate if is_hidden and len(separate) + len(span_lines) <= most else [events]), *span_lines]


def _one_line(signs: dict[str, list[bool]], columns_per_day: int) -> tuple[str, bool]:
    """The signs in one line, and whether one of them hides another."""
    line = [" "] * max(len(at) for at in signs.values())
    is_hidden = False
    # Signs with priority come last, and so are the ones that may overwrite.
    for sign, at in sorted(signs.items(), key=lambda pair: pair[0] in PRIORITY_SIGNS):
        for index, here in enumerate(at):
            if not here:
                continue
            # A second sign of the same day goes beside the first one where a day has several columns.
            free = next((i for i in range(index, min(index + columns_per_day, len(line))) if line[i] == " "), None)
            if free is not None:
                line[free] = sign
                continue
            is_hidden = True
            if sign in PRIORITY_SIGNS:
                line[index] = sign
    return "".join(line), is_hidden


def legend(chart: Chart) -> list[str]:
    """The meanings of those signs that are in the chart."""
    grouped = [f"one column is {chart.days_per_column} days, ░ their highest"] if chart.days_per_column > 1 else []
    signs = [f"{sign} {name}" for sign, (name, signs_at) in marks(chart).items() if any(signs_at)]
    usual = ["┄ usual level"] if chart.usual is not None else []
    return [*grouped, *signs, *usual, "· nothing logged"]


def pack_words(words: Iterable[str], width: int) -> Iterator[str]:
    """The words side by side, in as many lines of at most `width` as they need; no word is cut."""
    line = ""
    for word in words:
        if line and len(line) + 2 + len(word) > width:
            yield line
            line = ""
        line = f"{line}  {word}" if line else word
    yield line
