"""Charts of plain characters for the terminal, without matplotlib; a day without a reading stays a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median
from textwrap import wrap

from diary.charts.period import Period, Place, day_text, period_of
from diary.charts.sign_letters import key_of, letters_of
from diary.charts.sparkline import BLOCKS
from diary.charts.tracks import MOST_SITES, Track, logged_places, points_in, track_of
from diary.domain.levels import other_levels
from diary.domain.text import capital
from diary.domain.vocabulary import place_name
from diary.review.rule_book import marked_signs
from diary.review.snapshot import Review

ROWS = 5
"""Lines of a chart: each stands for two points."""
MARGIN = 5


def draw_text(
    review: Review,
    *,
    sites: Sequence[Place] = (),
    since: date | None = None,
    until: date | None = None,
    columns: int = 80,
    unicode: bool = True,
) -> Iterator[str]:
    """The lines of a chart for each of these sites, or of those that matter most; one line if nothing was logged."""
    period = period_of(review, since, until)
    logged = logged_places(review, period)
    signs = (sign for sign in marked_signs(review.snapshot) if period.holds(sign.entry.at.day))
    signed = dict.fromkeys((sign.site, sign.side or "") for sign in signs if sign.site)
    # The gravest sign may have been logged without a level.
    places = list(sites) or [*logged[:MOST_SITES], *(place for place in signed if place not in logged)]
    if not (logged or signed) or not places:
        yield f"Nothing was logged from {day_text(period.first)} to {day_text(period.last)}."
        return
    # At least ten columns, even in a terminal that is too narrow for them.
    step = max(1, -(-period.days // max(10, columns - MARGIN)))
    sessions = {s.at.day for s in review.snapshot.sessions if period.holds(s.at.day)}
    tracks = [track_of(review, place, period) for place in places]
    for track in tracks:
        yield from _panel(review, track, period, step, sessions, unicode)
        yield ""
    marks = [f"{_gap(unicode)} nothing logged"]
    if any(track.usual for track in tracks):
        marks.insert(0, f"{_dash(unicode)} usual")
    if any(track.flags for track in tracks):
        marks.insert(0, f"{_flag(unicode)} flagged")
    if sessions:
        marks.insert(0, f"{_tick(unicode)} session")
    if step > 1:
        marks.insert(0, f"one column is {step} days")
    yield f"{', '.join(marks)}. Self-reported levels, 0 to 10."
    if key := key_of(mark.words for track in tracks for mark in track.marks):
        yield from wrap(f"Signs: {key}.", max(columns, MARGIN * 4))
    if not sites and len(logged) > MOST_SITES:
        yield f"And {len(logged) - MOST_SITES} more sites: diary chart --site NAME"


def _panel(
    review: Review, track: Track, period: Period, step: int, sessions: set[date], unicode: bool
) -> Iterator[str]:
    place = track.site, track.side
    course = review.course(*place)
    values = [_value(course.daily.between(day, day + step - 1)) for day in _columns(period, step)]
    usual = course.usual(period.last.toordinal())
    steps = _usual_of(track, _columns(period, step))
    points = points_in(course, period)
    facts = [f"latest {points[-1].level}"] if points else []
    facts += [f"{called} {level}" for called, level in other_levels(points[-1].reading)] if points else []
    facts += [f"usual {usual.level:g}"] if usual else []
    yield f"{capital(place_name(*place))}{'   ' if facts else ''}{', '.join(facts)}"
    for row in range(ROWS - 1, -1, -1):
        label = {ROWS - 1: "10", 0: "0"}.get(row, "")
        cells = (_cell(value, row, unicode) for value in values)
        behind = (_dash(unicode) if level is not None and _row(level) == row else " " for level in steps)
        shown = (cell if cell != " " else usual_there for cell, usual_there in zip(cells, behind, strict=True))
        yield f"{label:>{MARGIN - 2}} {''.join(shown)}".rstrip()
    # What was noted on a column stands below it: the letters of signs, in as many lines as one column needs.
    for line in _signs(track, period, step, len(values)):
        yield f"{'':{MARGIN - 1}}{line}".rstrip()
    flagged = "".join(
        _flag(unicode) if any(day <= span.end and span.start < day + step for span in track.flags) else " "
        for day in _columns(period, step)
    )
    if flagged.strip():
        yield f"{'':{MARGIN - 1}}{flagged}".rstrip()
    ticks = "".join(_tick(unicode) if _has_session(day, step, sessions) else " " for day in _columns(period, step))
    if ticks.strip():
        yield f"{'':{MARGIN - 1}}{ticks}".rstrip()
    first, last = day_text(period.first), day_text(period.last)
    yield f"{'':{MARGIN - 1}}{first}{last:>{max(len(values) - len(first), len(last) + 1)}}"


def _usual_of(track: Track, columns: Sequence[int]) -> list[float | None]:
    """The usual level at the first day of each column."""
    return [next((s.level for s in track.steps if s.start <= day < s.end), None) for day in columns]


def _signs(track: Track, period: Period, step: int, width: int) -> Iterator[str]:
    at: dict[int, str] = {}
    for mark in track.marks:
        column = min(int(mark.x - period.start) // step, width - 1)
        at[column] = "".join(dict.fromkeys(at.get(column, "") + letters_of(mark.words)))
    for line in range(max((len(letters) for letters in at.values()), default=0)):
        yield "".join(at.get(column, "")[line : line + 1] or " " for column in range(width))


def _row(level: float) -> int:
    """The line of a level: each stands for two points."""
    return min(int(level / 2), ROWS - 1)


def _columns(period: Period, step: int) -> range:
    return range(period.first.toordinal(), period.last.toordinal() + 1, step)


def _value(values: Sequence[tuple[int, float]]) -> float | None:
    return median(value for _, value in values) if values else None


def _has_session(day: int, step: int, sessions: set[date]) -> bool:
    return any(date.fromordinal(day) + timedelta(days=n) in sessions for n in range(step))


def _cell(value: float | None, row: int, unicode: bool) -> str:
    """What a column shows at a height: a bar, its top, or nothing."""
    if value is None:
        return _gap(unicode) if row == 0 else " "
    # A row stands for two points, so a point is four eighths of it.
    eighths = min(8, int((value - 2 * row) * 4 + 0.5))
    if row == 0:
        eighths = max(1, eighths)  # a level of 0 is a thin line: a gap would say that nothing was logged
    if not unicode:
        return "#" if eighths >= 4 else "_" if eighths > 0 else " "
    return BLOCKS[eighths - 1] if eighths > 0 else " "


def _gap(unicode: bool) -> str:
    return "·" if unicode else "."


def _dash(unicode: bool) -> str:
    return "┄" if unicode else "-"


def _flag(unicode: bool) -> str:
    return "▲" if unicode else "^"


def _tick(unicode: bool) -> str:
    return "│" if unicode else "|"
