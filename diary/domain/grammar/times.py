"""Times as people write them: 21:00, 9pm, yesterday, mon 8am, 2h ago, 2026-03-01T20:00.

A day without a time is date-only and counts as noon; "today" alone is now. Where an hour comes twice, the first is
taken with a remark. A time may be two minutes ahead of now.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from diary.domain.grammar.spoken_clock import in_part, lies_in
from diary.domain.grammar.timewords import TimeWord, match_time
from diary.domain.grammar.tokens import SEPARATORS, check_text, shown, tokens_of
from diary.domain.moments import NOON, Moment
from diary.domain.validate import FIRST_YEAR, LAST_YEAR, TOLERANCE
from diary.errors import ErrorHint, UsageError

_FUTURE_WORDS = frozenset({"tomorrow", "next", "in"})
_DAWN = time(6)
_NIGHT = time(22)
"""The hour that stands for a night."""
_MOST_QUOTED = 4
"""How many times an error quotes where a line has too many."""
MORE_TIMES = "more than one time"
TIME_EXAMPLES = "21:00, yesterday 21:00, mon 8am, 2h ago or 2026-03-01T20:00"


class UnclearTime(UsageError):
    """A time of day that may be before or after noon; `offers` says it in both ways."""

    def __init__(self, text: str, offers: tuple[str, ...]) -> None:
        super().__init__(text)
        self.offers = offers


@dataclass(frozen=True, slots=True)
class Here:
    """Now, aware, and the zone in which times are read."""

    now: datetime
    zone: tzinfo
    zone_name: str = ""
    night: timedelta = timedelta()
    """How long after midnight the day before still goes on, in what is called today."""

    @property
    def today(self) -> date:
        """The day that is called today."""
        return (self.local - self.night).date()

    @property
    def local(self) -> datetime:
        """Now in this zone, aware, in whole seconds."""
        return self.now.astimezone(self.zone).replace(microsecond=0)

    @property
    def moment(self) -> Moment:
        """Now as a moment."""
        return Moment.of(self.local, self.zone_name)


@dataclass(frozen=True, slots=True)
class Timed:
    """A moment, and remarks for the person on how it was understood."""

    at: Moment
    remarks: tuple[str, ...] = ()


def parse_time(words: Sequence[str] | str, *, now: Here, future: bool = False, whole_day: bool = False) -> Timed:
    """A time alone, as in `--at`, `--since` or `--now`; UsageError where there is none. `future` allows later ones.

    With `whole_day`, "today" is all of the day, as in `--since today`.
    """
    chunks = [words] if isinstance(words, str) else list(words)
    check_text(chunks)
    tokens = tokens_of(" ".join(chunks))
    time_words: list[TimeWord] = []
    index = 1 if tokens and tokens[0].text == "about" else 0
    while index < len(tokens):
        if tokens[index].text in ("@", "at", "on") or tokens[index].text in SEPARATORS:
            index += 1
            continue
        match = match_time(tokens, index, now.local)
        if match is None:
            raise UsageError(f"“{shown(tokens[index].raw)}” is not understood as a time; write {TIME_EXAMPLES}")
        index += match[0]
        time_words.append(match[1])
    if not time_words:
        raise UsageError(f"a time is missing; write {TIME_EXAMPLES}")
    timed = resolve(time_words, now, future=future, whole_day=whole_day)
    # As the echo writes it.
    about = tokens[0].text == "about" and not timed.at.date_only
    return replace(timed, at=replace(timed.at, about=True)) if about else timed


def resolve(words: Sequence[TimeWord], here: Here, *, future: bool = False, whole_day: bool = False) -> Timed:
    """The moment that the time words of one line name together; UsageError where they contradict each other."""
    days = [word for word in words if word.names_day]
    if any(word.text == "now" for word in words):
        # "Now 3, worst today 7": now is today.
        words = [word for word in words if word.text != "today"]
        days = [word for word in days if word.text != "today"]
    clocks = [word for word in words if word.clock is not None and not word.names_day]
    instants = [word for word in words if word.instant is not None]
    # An ISO time names both: a second clock beside it is one too many.
    clocks += [word for word in days if word.clock is not None]
    at_night = any(word.part and word.clock == _NIGHT for word in clocks)
    if len(clocks) == 2 and sum(word.about for word in clocks) == 1:
        clocks = _in_its_part(*sorted(clocks, key=lambda word: word.about))
    if len(days) > 1 or len(clocks) > 1 or (instants and len(words) > 1):
        more = " …" if len(words) > _MOST_QUOTED else ""
        quoted = " and ".join(f"“{shown(word.text)}”" for word in words[:_MOST_QUOTED]) + more
        raise UsageError(f"there is {MORE_TIMES}: {quoted}; an entry has one")
    if instants:
        when = instants[0].instant
        assert when is not None
        return Timed(_checked_moment(Moment.of(when, here.zone_name), instants[0].text, here, future))
    clock, day = clocks[0] if clocks else None, days[0] if days else None
    if clock and clock.clock and clock.twelve:
        offers = tuple(clock_offers(clock.clock, here, day_named=day is not None or future))
        raise UnclearTime(f"“{clock.text}”: before or after noon? Write {' or '.join(offers)}", offers)
    if day and clock and clock.text == "midnight":
        raise UsageError(f"“{day.text} midnight” could be its start or its end; write {day.text} 00:00 or 23:59")
    if day and clock and day.text == "last night" and not clock.about and clock.clock and clock.clock < _DAWN:
        # "Last night at 1am" was after midnight.
        day = replace(day, day=here.local.date())
    elif day and day.day and clock and at_night and not clock.about and clock.clock and clock.clock < _DAWN:
        # "Yesterday night 1:30" is in the night that began yesterday.
        day = replace(day, day=day.day + timedelta(days=1))
    if clock and clock.about:
        return _about(day, clock, here, future)
    if day and day.text == "today" and clock is None and not (future or whole_day):
        # Noon would put it before what was logged this afternoon.
        return Timed(here.moment)
    return _timed(day, clock, here, future)


def _in_its_part(exact: TimeWord, part: TimeWord) -> list[TimeWord]:
    """A time of day in the part of the day beside it, and both where it is not in it.

    "This morning 8:30" says nothing more than 8:30; of "half past 8" and "yesterday evening 8:30" the part says which.
    """
    if exact.clock is None or part.clock is None:
        return [exact]
    if (exact.twelve or not lies_in(exact.clock, part.clock)) and not exact.half_named:
        meant = in_part(exact.clock, part.clock)
        if meant is not None:
            return [replace(exact, clock=meant, twelve=False)]
    return [exact] if exact.twelve or lies_in(exact.clock, part.clock) else [exact, part]


def clock_offers(clock: time, here: Here, *, day_named: bool) -> list[str]:
    """What a time of a twelve-hour clock may mean; unless the day is named, the latest past ones."""
    hours = [clock.hour] if clock.hour > 12 else [clock.hour % 12, clock.hour % 12 + 12]
    return [_offer(clock.replace(hour=hour), here, day_named) for hour in hours]


def _offer(clock: time, here: Here, day_named: bool) -> str:
    is_past = day_named or datetime.combine(here.local.date(), clock, here.zone) <= here.now
    return f"{clock:%H:%M}" if is_past else f"yesterday {clock:%H:%M}"


def _about(day: TimeWord | None, clock: TimeWord, here: Here, future: bool) -> Timed:
    """The hour that stands for a part of a day: the latest past one, and now where that part has only begun."""
    if day is None:
        assert clock.clock is not None
        passed = datetime.combine(here.local.date(), clock.clock, here.zone) <= here.now + TOLERANCE
        day = TimeWord("", day=here.local.date() - timedelta(days=not passed and not future))
    early = day.day == here.local.date() and clock.part and not future
    if early and datetime.combine(here.local.date(), clock.clock or NOON, here.zone) > here.now + TOLERANCE:
        at = here.moment
    else:
        timed = _timed(day, clock, here, future)
        if clock.day is not None and not clock.part:
            return replace(timed, at=replace(timed.at, about=True))
        at = timed.at
    text = " ".join(dict.fromkeys(word.text for word in (day, clock) if word.text))
    return Timed(replace(at, about=True), (f"{text}: taken as about {at.local:%H:%M} on {at.day.isoformat()}",))


def _timed(day: TimeWord | None, clock: TimeWord | None, here: Here, future: bool) -> Timed:
    text = " ".join(dict.fromkeys(word.text for word in (day, clock) if word))
    local_date, remarks = _date_of(day, clock, here, future)
    _check_year(local_date, text, here)
    offset = next((word.offset for word in (clock, day) if word and word.offset), None)
    zone = next((word.zone for word in (clock, day) if word and word.zone), "")
    if offset is not None:
        when = datetime.combine(local_date, clock.clock if clock and clock.clock else NOON, offset)
        # An offset without a zone is most often one's own: then the zone is known as well.
        if not zone and when.astimezone(here.zone).utcoffset() == when.utcoffset():
            zone = here.zone_name
        moment = Moment.of(when, zone, date_only=clock is None)
        return Timed(_checked_moment(moment, text, here, future), remarks)
    if clock is None or clock.clock is None:
        return Timed(_checked_moment(Moment.on_day(local_date, here.zone, here.zone_name), text, here, future), remarks)
    when, more = _local_time(local_date, clock.clock, here)
    return Timed(_checked_moment(Moment.of(when, here.zone_name), text, here, future), remarks + more)


def _date_of(day: TimeWord | None, clock: TimeWord | None, here: Here, future: bool) -> tuple[date, tuple[str, ...]]:
    today = here.local.date()
    # Awake at 02:00, a person calls the evening before "today 21:00"; "01:30" is the night that goes on.
    called = here.today - today if clock is None or _since_midnight(clock.clock or NOON) >= here.night else timedelta()
    if day is None:
        return today + called, ()
    if day.weekday is not None:
        return _date_of_weekday(day, clock, here)
    assert day.day is not None
    if day.monthless:
        return _date_in_month(day, today, future), ()
    if not day.yearless:
        return day.day + called if day.from_today else day.day, ()
    # Four years back reach a 29 February, except around 2100, where eight years lie between two: then 1904 is taken.
    years = (today.year + 1, today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4)
    choices = [date(year, day.day.month, day.day.day) for year in years if _exists_in(year, day.day)]
    if future:
        return min(choices, key=lambda choice: abs(choice - today)), ()
    return next(choice for choice in [*choices, date(1904, 2, 29)] if choice <= today), ()


def _date_in_month(day: TimeWord, today: date, future: bool) -> date:
    """The latest such day of a month, or the next one."""
    assert day.day is not None
    month = today.replace(day=1)
    # Of two months in a row one has 31 days, except July and August, which both have.
    for _ in range(3):
        with suppress(ValueError):
            found = month.replace(day=day.day.day)
            if found == today or (found > today) == future:
                return found
        month = (month + timedelta(days=31) if future else month - timedelta(days=1)).replace(day=1)
    raise UsageError(f"“{day.text}” is not a day of these months; write it like 12 oct")


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def _exists_in(year: int, day: date) -> bool:
    return (day.month, day.day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _date_of_weekday(day: TimeWord, clock: TimeWord | None, here: Here) -> tuple[date, tuple[str, ...]]:
    """The latest such day that is not in the future, today included; after "next" the coming one."""
    today = here.local.date()
    assert day.weekday is not None
    days_ago = (today.weekday() - day.weekday) % 7
    if day.direction == "next":
        return today + timedelta(days=7 - days_ago), ()
    if day.direction == "last":
        return today - timedelta(days=days_ago or 7), ()
    if days_ago == 0 and clock and clock.clock:
        # "Thu 21:00" written on a Thursday at 20:00 is last week's.
        is_future = datetime.combine(today, clock.clock, clock.offset or here.zone) > here.now + TOLERANCE
        return today - timedelta(days=7 if is_future else 0), ()
    remarks = (f"{day.text}: taken as today, {today.isoformat()}",) if days_ago == 0 else ()
    return today - timedelta(days=days_ago), remarks


def _local_time(day: date, clock: time, here: Here) -> tuple[datetime, tuple[str, ...]]:
    """A time of day in the zone here, with remarks. Of a doubled hour the first; UsageError for a skipped one."""
    naive = datetime.combine(day, clock)
    first = naive.replace(tzinfo=here.zone, fold=0)
    second = naive.replace(tzinfo=here.zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first, ()
    # A skipped time comes back from UTC as another one, a doubled time as itself.
    there = first.astimezone(UTC).astimezone(here.zone)
    if there.replace(tzinfo=None, fold=0) != naive:
        raise UsageError(
            f"{naive:%H:%M} was skipped on {day.isoformat()}, when the clocks went forward; "
            f"did you mean {there:%Y-%m-%dT%H:%M}?"
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
    return date(year, day.month, day.day) if _exists_in(year, day) else date(year, 2, 28)


def _checked_moment(moment: Moment, text: str, here: Here, future: bool) -> Moment:
    """The moment; UsageError where it is in the future. A date-only moment of today is not, even before noon."""
    now = here.now.astimezone(UTC)
    if not FIRST_YEAR <= moment.local.year <= LAST_YEAR:
        raise UsageError(f"“{shown(text)}” is before 1900 or too far ahead; is it right?")
    if future or moment.instant <= now + TOLERANCE:
        return moment
    if moment.date_only and moment.day <= now.astimezone(timezone(timedelta(seconds=moment.offset))).date():
        # Noon of today is still in the future, and a record there would be later than now.
        return replace(moment, instant=now.replace(microsecond=0))
    # Where the words themselves name the future, an appointment was probably meant.
    hint = ErrorHint("visit") if _FUTURE_WORDS & set(text.split()) else None
    meant = _ABOUT_NOW if hint else _suggestion(moment, here)
    raise UsageError(f"“{shown(text)}” is still to come{meant}", hint)


_ABOUT_NOW = "; an entry is about now or earlier"


def _suggestion(moment: Moment, here: Here) -> str:
    """The end of the error for a future time: what was probably meant."""
    local, today = moment.local, here.local.date()
    clock = "" if moment.date_only else f"{local:%H:%M}"
    # Late in the evening or just after midnight people write a time of the day that is over.
    if (local.date() - today).days <= 1:
        day = "today" if moment.date_only or local.time() <= here.local.time() else "yesterday"
        return f"; did you mean {day} {clock}".rstrip() + "?"
    for year in (today.year, today.year - 1):
        past_day = _same_day(local.date(), year)
        if past_day < today:
            return f"; did you mean {past_day.isoformat()}{f'T{clock}' if clock else ''}?"
    return _ABOUT_NOW
