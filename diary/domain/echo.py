"""An entry as one line of words. Logging that line again gives the same entry."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import one_line
from diary.domain.levels import other_levels
from diary.domain.moments import Moment, offset_text
from diary.domain.records import Reading
from diary.domain.vocabulary import CENTER, PERSON_ONLY, REGIONS, place_name

NO_TIME = "Without a time of day it counts as noon; add one, such as 20:00, where the hours matter."


class Describable(Protocol):
    """An entry or a draft of one."""

    @property
    def at(self) -> Moment: ...
    @property
    def readings(self) -> tuple[Reading, ...]: ...
    @property
    def symptoms(self) -> tuple[str, ...]: ...
    @property
    def interference(self) -> int | None: ...
    @property
    def fatigue(self) -> int | None: ...
    @property
    def note(self) -> str: ...


def echo_of(entry: Describable, here: Here) -> str:
    """The entry as a line from which `parse_line` makes the same entry. Line breaks in the note become spaces."""
    groups = [_reading(reading) for reading in entry.readings]
    groups += [_symptom(name, entry.readings) for name in entry.symptoms]
    if entry.interference is not None:
        groups.append(f"interference {entry.interference}")
    if entry.fatigue is not None:
        groups.append(f"fatigue {entry.fatigue}")
    note = one_line(entry.note)
    return f"{', '.join(groups)} {time_echo(entry.at, here)}{f' -- {note}' if note else ''}".strip()


def _symptom(name: str, readings: tuple[Reading, ...]) -> str:
    """A symptom of the whole person, with "overall" where the grammar would else give it to the last site."""
    # A site with no other word takes even a whole-person symptom: "left knee fever".
    unmarked = all(r.pain is not None or r.qualities or set(r.symptoms) - PERSON_ONLY for r in readings)
    return name if not readings or (unmarked and name in PERSON_ONLY) else f"overall {name}"


def _reading(reading: Reading) -> str:
    words = ["" if reading.pain is None else str(reading.pain), _place(reading.site, reading.side)]
    if reading.site == "chest" and reading.qualities:
        # "Chest tight" may be the warning sign, and is asked about; this one was said to be none.
        words.append("muscle")
    words += [*reading.qualities, *reading.symptoms, "sudden" if reading.sudden else ""]
    words += [f"{called} {level}" for called, level in other_levels(reading)]
    words.append(reading.course)
    return " ".join(word for word in words if word)


def _place(site: str, side: str) -> str:
    return place_name(site, side or CENTER) if site in REGIONS else site


def time_echo(at: Moment, here: Here) -> str:
    """A moment in words for `parse_time`; with offset and zone only where it would else be read as another moment."""
    return f"about {_exact(at, here)}" if at.about else _exact(at, here)


def _exact(at: Moment, here: Here) -> str:
    local = at.local
    if at.date_only:
        read_back = Moment.on_day(at.day, here.zone, here.zone_name)
        text = at.day.isoformat()
    else:
        naive = local.replace(tzinfo=None, microsecond=0)
        # Without an offset the grammar takes the first of two equal times, as `fold=0` does here.
        read_back = Moment.of(naive.replace(tzinfo=here.zone), here.zone_name)
        text = naive.isoformat(timespec="seconds" if naive.second else "minutes")
    # A date-only moment of today may lie before noon: its day is compared, not its instant.
    same_instant = at.date_only or read_back.instant == at.instant.replace(microsecond=0)
    if same_instant and (read_back.offset, read_back.zone) == (at.offset, at.zone):
        return text
    zone = f"[{at.zone}]" if at.zone and not _is_zone_clear(at, here) else ""
    return f"{text}{offset_text(at.offset)}{zone}"


def _is_zone_clear(at: Moment, here: Here) -> bool:
    """Whether the grammar adds this zone to the offset by itself, because both are the ones here."""
    offset = at.instant.astimezone(here.zone).utcoffset()
    return at.zone == here.zone_name and offset == timedelta(seconds=at.offset)
