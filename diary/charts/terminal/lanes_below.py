"""The lanes below a chart of characters: signs, what was raised, treatments, sessions, self-care, visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diary.charts.lanes import SIGN, Lane
from diary.charts.sign_letters import key_of, letters_of
from diary.charts.terminal.columns import Chart
from diary.charts.terminal.pieces import FLAG, USUAL_LINE, WHISKER
from diary.domain.text import printable

SESSION, AFTER, RAISED, NOTED, TREATED, TAKEN, CARE, VISIT = "S═▲!━Mcv"
MEDICINE = "medication"


@dataclass(frozen=True, slots=True)
class TextLane:
    """One row below the chart: its name, and a character for each column."""

    name: str
    cells: str
    role: str = ""
    means: tuple[str, ...] = ()
    """What its signs mean, for the legend."""


def lanes_below(lanes: Sequence[Lane], chart: Chart) -> list[TextLane]:
    """The lanes of its time that have anything in them, and what was raised, the gravest first."""
    return [lane for lane in _lanes(lanes, chart) if lane.cells.strip()]


def _lanes(lanes: Sequence[Lane], chart: Chart) -> Iterator[TextLane]:
    places = {lane.name: lane.places for lane in lanes if not lane.spans and lane.mark != SIGN}
    care = [x for name, those in places.items() if name not in ("sessions", "visits", MEDICINE) for x in those]
    yield _letters(chart, "signs", [(mark.x, mark.words) for mark in chart.track.marks])
    flags = _runs(chart, [(span.start, span.end) for span in chart.track.flags], RAISED)
    yield TextLane("warning", flags, FLAG)
    for lane in lanes:
        if lane.mark == SIGN and not lane.signs:
            yield TextLane(lane.name, _points(chart, lane.places, NOTED), FLAG)
    for lane in lanes:
        if lane.spans:
            yield TextLane(printable(lane.name), _treatment(chart, lane))
    yield TextLane("medicine", _points(chart, places.get(MEDICINE, ()), TAKEN))
    after = _runs(chart, [(span.start, span.end) for span in chart.track.windows], AFTER)
    means = (f"{AFTER} 48 h after, if pain rose",) if after.strip() else ()
    yield TextLane("sessions", _points(chart, places.get("sessions", ()), SESSION, after), means=means)
    yield TextLane("self-care", _points(chart, care, CARE))
    yield TextLane("visits", _points(chart, places.get("visits", ()), VISIT))
    for lane in lanes:
        if lane.signs:
            yield _letters(chart, lane.name, zip(lane.places, lane.signs, strict=True))


def _points(chart: Chart, places: Iterable[float], sign: str, below: str = "") -> str:
    """A sign at each place; a second one of the same day beside the first where a day has several columns."""
    line = list(below or " " * len(chart.columns))
    for place in sorted(places):
        index = chart.column_at(place)
        day_end = min(index + chart.columns_per_day, len(line))
        free = next((at for at in range(index, day_end) if line[at] != sign), None)
        if free is not None:
            line[free] = sign
    return "".join(line)


def _runs(chart: Chart, spans: Iterable[tuple[float, float]], sign: str) -> str:
    line = [" "] * len(chart.columns)
    for start, end in spans:
        for index in range(max(0, chart.column_at(start)), min(len(line), chart.column_at(end) + 1)):
            line[index] = sign
    return "".join(line)


def _treatment(chart: Chart, lane: Lane) -> str:
    """The days of a treatment as a bar, with each dose in it where it has room."""
    line = list(_runs(chart, [(span.start, span.end - 1e-6) for span in lane.spans], TREATED))
    for span in lane.spans:
        start, end = max(0, chart.column_at(span.start)), chart.column_at(span.end - 1e-6) + 1
        words = printable(span.words)
        if words and words.isascii() and len(words) + 3 <= min(end, len(line)) - start:
            line[start + 1 : start + 3 + len(words)] = f" {words} "
    return "".join(line)


def _letters(chart: Chart, name: str, marks: Iterable[tuple[float, str]]) -> TextLane:
    """A letter for each sign; where two marks share a column, the second stands after the first."""
    line = [" "] * len(chart.columns)
    noted = list(marks)
    for x, words in noted:
        at = min(max(0, chart.column_at(x)), len(line) - 1)
        for letter in letters_of(words):
            free = next((index for index in range(at, len(line)) if line[index] in (" ", letter)), None)
            if free is None:
                free = next((index for index in range(at, -1, -1) if line[index] in (" ", letter)), at)
            line[free] = letter
    means = tuple(key_of(words for _, words in noted).split(", ")) if noted else ()
    return TextLane(name, "".join(line), FLAG, means)


def legend_of(chart: Chart, lanes: Sequence[TextLane], *, says_usual: bool) -> list[str]:
    """The meanings of those signs that are in the chart, each once; `says_usual`: the usual level has its words."""
    return list(dict.fromkeys(_meanings(chart, lanes, says_usual=says_usual)))


def _meanings(chart: Chart, lanes: Sequence[TextLane], *, says_usual: bool) -> Iterator[str]:
    has_whisker = any((column.highest or 0) > (column.level or 0) for column in chart.columns)
    if chart.days_per_column > 1:
        yield from (f"one column is {chart.days_per_column} days", "█ their middle", f"{WHISKER} up to the highest")
    elif has_whisker:
        yield f"{WHISKER} up to the worst of 24 hours"
    known = [column.usual for column in chart.columns if column.usual is not None]
    if known and not (says_usual and chart.columns[-1].usual is not None):
        yield f"{USUAL_LINE} usual level (now {known[-1]:g})"
    for lane in lanes:
        yield from lane.means
    if any(column.level is None and column.new_day for column in chart.columns):
        yield "· nothing logged"


def pack_words(words: Iterable[str], width: int) -> Iterator[str]:
    """The words side by side, in as many lines of at most `width` as they need; no word is cut."""
    line = ""
    for word in words:
        if line and len(line) + 2 + len(word) > width:
            yield line
            line = ""
        line = f"{line}  {word}" if line else word
    yield line
