"""Times as people say them: 21:00, 9pm, yesterday, mon 8am, 2h ago, 2026-03-01T20:00.

A day without a time is date-only and counts as noon; today before noon it counts as now, so that it is not ahead.
Of an hour that comes twice the first is taken, and said. The future is allowed two minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from diary.domain.grammar.lexicon import SEPARATORS, check_text, shown, tokens_of
from diary.domain.grammar.timewords import TimeWord, match_time
from diary.domain.moments import NOON, Moment
from diary.errors import UsageError

TOLERANCE = timedelta(minutes=2)
FIRST_YEAR, LAST_YEAR = 1900, 2199
_AHEAD = frozenset({"tomorrow", "next", "in"})
_NAMED = 4
"""How many of the times that are too many are named."""
TIME_EXAMPLES = "21:00, yesterday 21:00, mon 8am, 2h ago or 2026-03-01T20:00"


@dataclass(frozen=True, slots=True)
class Here:
    """Now and the zone that times are read in."""

    now: datetime
    zone: tzinfo
    zone_name: str = ""

    @property
    def local(self) -> datetime:
        """Now on the clock of this zone, aware, whole seconds."""
        return self.now.astimezone(self.zone).replace(microsecond=0)

    @property
    def moment(self) -> Moment:
        """Now as a moment."""
        return Moment.of(self.local, self.zone_name)


@dataclass(frozen=True, slots=True)
class Timed:
    """A moment, and what should be said about how it was understood."""

    at: Moment
    said: tuple[str, ...] = ()


def parse_time(words: Sequence[str] | str, *, now: Here, future: bool = False) -> Timed:
    """A time on its own, as `--at`, `--since` or `--now` take it; `future` for times that may be ahead."""
    chunks = [words] if isinstance(words, str) else list(words)
    check_text(chunks)
    tokens = tokens_of(" ".join(chunks))
    found: list[TimeWord] = []
    index = 0
    while index < len(tokens):
        if tokens[index].text in ("@", "at", "on") or tokens[index].text in SEPARATORS:
            index += 1
            continue
        match = match_time(tokens, index, now.local)
        if match is None:
            raise UsageError(f"“{shown(tokens[index].raw)}” is not understood as a time; write {TIME_EXAMPLES}")
        index += match[0]
        found.append(match[1])
    if not found:
        raise UsageError(f"a time is missing; write {TIME_EXAMPLES}")
    return resolve(found, now, future=future)


def resolve(found: Sequence[TimeWord], here: Here, *, future: bool = False, ask_weekday: bool = False) -> Timed:
    """The moment that the time words of one line name together.

    With `ask_weekday` a bare weekday is asked about, because an appointment may be past or to come.
    """
    for word in found:
        if ask_weekday and word.weekday is not None and not word.turn:
            raise UsageError(f"“{word.text}” could be past or to come; write last {word.text} or next {word.text}")
    days = [word for word in found if word.names_day]
    clocks = [word for word in found if word.clock is not None and not word.names_day]
    instants = [word for word in found if word.instant is not None]
    clocks += [word for word in days if word.clock is not None]
    if len(days) > 1 or len(clocks) > 1 or (instants and len(found) > 1):
        more = " …" if len(found) > _NAMED else ""
        said = " and ".join(f"“{shown(word.text)}”" for word in found[:_NAMED]) + more
        raise UsageError(f"there is more than one time: {said}; an entry has one")
    if instants:
        when = instants[0].instant
        assert when is not None
        return Timed(_checked(Moment.of(when, here.zone_name), instants[0].text, here, future))
    clock = clocks[0] if clocks else None
    if days and clock and clock.text == "midnight":
        raise UsageError(
            f"“{days[0].text} midnight” could be its start or its end; write {days[0].text} 00:00 or 23:59"
        )
    return _joined(days[0] if days else None, clock, here, future)


def _joined(day: TimeWord | None, clock: TimeWord | None, here: Here, future: bool) -> Timed:
    text = " ".join(dict.fromkeys(word.text for word in (day, clock) if word))
    date_of, said = _day_of(day, clock, here, future)
    _check_year(date_of, text, here)
    offset = next((word.offset for word in (clock, day) if word and word.offset), None)
    zone = next((word.zone for word in (clock, day) if word and word.zone), "")
    if offset is not None:
        when = datetime.combine(date_of, clock.clock if clock and clock.clock else NOON, offset)
        if not zone and when.astimezone(here.zone).utcoffset() == when.utcoffset():
            zone = here.zone_name
        moment = Moment.of(when, zone, date_only=clock is None)
        return Timed(_checked(moment, text, here, future), said)
    if clock is None or clock.clock is None:
        return Timed(_checked(Moment.on_day(date_of, here.zone, here.zone_name), text, here, future), said)
    when, remarks = _on_the_clock(date_of, clock.clock, here)
    return Timed(_checked(Moment.of(when, here.zone_name), text, here, future), said + remarks)


def _day_of(day: TimeWord | None, clock: TimeWord | None, here: Here, future: bool) -> tuple[date, tuple[str, ...]]:
    today = here.local.date()
    if day is None:
        return today, ()
    if day.weekday is not None:
        return _weekday(day, clock, here)
    assert day.day is not None
    if not day.yearless:
        return day.day, ()
    years = (today.year + 1, today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4)
    choices = [date(year, day.day.month, day.day.day) for year in years if _exists(year, day.day)]
    if future:
        return min(choices, key=lambda choice: abs(choice - today)), ()
    return next(choice for choice in [*choices, date(1904, 2, 29)] if choice <= today), ()


def _exists(year: int, day: date) -> bool:
    return (day.month, day.day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _weekday(day: TimeWord, clock: TimeWord | None, here: Here) -> tuple[date, tuple[str, ...]]:
    """The latest such day whose time is past; today counts. Ahead only after "next"."""
    today = here.local.date()
    assert day.weekday is not None
    back = (today.weekday() - day.weekday) % 7
    if day.turn == "next":
        return today + timedelta(days=7 - back), ()
    if day.turn == "last":
        return today - timedelta(days=back or 7), ()
    if back == 0 and clock and clock.clock:
        ahead = datetime.combine(today, clock.clock, clock.offset or here.zone) > here.now + TOLERANCE
        return today - timedelta(days=7 if ahead else 0), ()
    said = (f"{day.text}: taken as today, {today.isoformat()}",) if back == 0 else ()
    return today - timedelta(days=back), said


def _on_the_clock(day: date, clock: time, here: Here) -> tuple[datetime, tuple[str, ...]]:
    """A time of a day in the zone here; the first of two, and never one that is skipped."""
    naive = datetime.combine(day, clock)
    first = naive.replace(tzinfo=here.zone, fold=0)
    second = naive.replace(tzinfo=here.zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first, ()
    there = first.astimezone(UTC).astimezone(here.zone)
    if there.replace(tzinfo=None, fold=0) != naive:
        raise UsageError(
            f"{naive:%H:%M} was skipped on {day.isoformat()}, when the clocks went forward; "
            f"did you mean {there:%H:%M}? Write {there:%Y-%m-%dT%H:%M}"
        )
    return first, (
        f"{naive:%H:%M} came twice on {day.isoformat()}: the first one was taken; "
        f"for the second write {second.isoformat(timespec='minutes')}",
    )


def _check_year(day: date, text: str, here: Here) -> None:
    year = here.local.year
    if day.year < FIRST_YEAR:
        raise UsageError(f"“{shown(text)}” is before 1900; did you mean {_same_day(day, year).isoformat()}?")
    if day.year > LAST_YEAR:
        raise UsageError(f"“{shown(text)}” is too far ahead; did you mean {_same_day(day, year).isoformat()}?")


def _same_day(day: date, year: int) -> date:
    return date(year, day.month, day.day) if _exists(year, day) else date(year, 2, 28)


def _checked(moment: Moment, text: str, here: Here, future: bool) -> Moment:
    """The moment, where it is not ahead. A day known by its date alone is not ahead on that day."""
    now = here.now.astimezone(UTC)
    if not FIRST_YEAR <= moment.local.year <= LAST_YEAR:
        raise UsageError(f"“{shown(text)}” is before 1900 or too far ahead; is it right?")
    if future or moment.instant <= now + TOLERANCE:
        return moment
    if moment.date_only and moment.day <= now.astimezone(timezone(timedelta(seconds=moment.offset))).date():
        return replace(moment, instant=now.replace(microsecond=0))
    raise UsageError(f"“{shown(text)}” is still to come{_meant(moment, text, here)}")


def _meant(moment: Moment, text: str, here: Here) -> str:
    """What was probably meant by a time that is ahead; nothing where the words themselves say that it is."""
    if _AHEAD & set(text.split()):
        return "; an entry is about now or earlier, and an appointment to come is written with diary visit"
    local, today = moment.local, here.local.date()
    clock = "" if moment.date_only else f"{local:%H:%M}"
    if (local.date() - today).days <= 1:
        day = "today" if moment.date_only or _passed(local.time(), here) else "yesterday"
        return f"; did you mean {day} {clock}".rstrip() + "?"
    for year in (today.year, today.year - 1):
        day_then = _same_day(local.date(), year)
        if day_then < today:
            return f"; did you mean {day_then.isoformat()}{f'T{clock}' if clock else ''}?"
    return "; an entry is about now or earlier"


def _passed(clock: time, here: Here) -> bool:
    return clock <= here.local.time()
