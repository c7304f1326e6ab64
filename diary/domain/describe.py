"""One line out: what was understood, in words that give the same entry when they are logged again."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Protocol

from diary.domain.grammar.lexicon import one_line
from diary.domain.grammar.times import Here
from diary.domain.moments import Moment
from diary.domain.records import Reading
from diary.domain.vocabulary import CENTER, PERSON_ONLY, REGIONS, place_name


class Sayable(Protocol):
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


def echo_of(entry: Sayable, here: Here) -> str:
    """The entry as a line for `parse_line`; the same entry comes of it. Line breaks in the note become spaces."""
    groups = [_reading(reading) for reading in entry.readings]
    groups += [_symptom(name, entry.readings) for name in entry.symptoms]
    if entry.interference is not None:
        groups.append(f"interference {entry.interference}")
    if entry.fatigue is not None:
        groups.append(f"fatigue {entry.fatigue}")
    note = one_line(entry.note)
    return f"{', '.join(groups)} {time_echo(entry.at, here)}{f' -- {note}' if note else ''}".strip()


def _symptom(name: str, readings: tuple[Reading, ...]) -> str:
    """A whole-person symptom; marked as one where a line with these sites would put it at the last of them."""
    plain = all(r.pain is not None or r.qualities or set(r.symptoms) - PERSON_ONLY for r in readings)
    return name if not readings or (plain and name in PERSON_ONLY) else f"overall {name}"


def _reading(reading: Reading) -> str:
    words = ["" if reading.pain is None else str(reading.pain), _place(reading.site, reading.side)]
    words += [*reading.qualities, *reading.symptoms, "sudden" if reading.sudden else ""]
    return " ".join(word for word in words if word)


def _place(site: str, side: str) -> str:
    return place_name(site, side or CENTER) if site in REGIONS else site


def time_echo(at: Moment, here: Here) -> str:
    """A moment as a time word; with offset and zone only where a reader here would take it for another."""
    local = at.local
    if at.date_only:
        plain = Moment.on_day(at.day, here.zone, here.zone_name)
        text = at.day.isoformat()
    else:
        naive = local.replace(tzinfo=None, microsecond=0)
        plain = Moment.of(naive.replace(tzinfo=here.zone), here.zone_name)
        text = naive.isoformat(timespec="seconds" if naive.second else "minutes")
    same_zone = plain.zone == at.zone
    if plain.offset == at.offset and same_zone and (at.date_only or plain.instant == at.instant.replace(microsecond=0)):
        return text
    return f"{text}{_offset(at.offset)}{f'[{at.zone}]' if at.zone and not _implied(at, here) else ''}"


def _implied(at: Moment, here: Here) -> bool:
    """Whether the offset alone tells the zone: it is the one here."""
    there = at.instant.astimezone(here.zone).utcoffset()
    return at.zone == here.zone_name and there == timedelta(seconds=at.offset)


def _offset(seconds: int) -> str:
    text = timezone(timedelta(seconds=seconds)).tzname(None) or "UTC"
    return "+00:00" if text == "UTC" else text.removeprefix("UTC")
