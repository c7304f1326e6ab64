"""Small diaries in few words: one line a thing, such as "d3 20:00 knee left 5 sharp, fever"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from diary.analysis.analyzer import analyze
from diary.domain.findings import Finding
from diary.domain.moments import Moment
from diary.domain.records import Ack, Diary, Entry, Known, Motion, Reading, Record, Session, Usual
from diary.domain.vocabulary import QUALITIES, REGIONS, SIDES, SYMPTOMS

START = datetime(2026, 1, 5, tzinfo=UTC)
"""Day 0, at midnight. Hours run on past 24: "d0 43:59" is one minute short of 44 hours after it."""

CENTER, LEFT = "lower back center", "knee left"


def at(text: str) -> datetime:
    """The instant "d3 20:00", or "d3 20:00+9" on a clock nine hours east; noon where no time is given."""
    return _moment(text.split())[0].instant


def diary(*lines: str | Iterable[str]) -> Diary:
    """A diary of these lines; a line may also be a run of lines."""
    flat = [one for line in lines for one in ([line] if isinstance(line, str) else line)]
    return Diary.of([_thing(f"id{number:04}", line) for number, line in enumerate(flat)])


def levels(place: str, text: str, first: int = 0, time: str = "20:00") -> list[str]:
    """One level a day from day `first` on; a dot is a day without one: levels("knee left", "2 2 . 5")."""
    return [f"d{first + n} {time} {place} {level}" for n, level in enumerate(text.split()) if level != "."]


def on_days(days: Iterable[int], words: str, time: str = "20:00") -> list[str]:
    """The same words on several days."""
    return [f"d{day} {time} {words}" for day in days]


def ask(diary: Diary, rule: str, as_of: str, place: str = "") -> Finding:
    """The one answer of a rule for a place, or for the person or movement where none is named."""
    site, side = _place(place.split()) if place else (None, None)
    found = [f for f in analyze(diary, at(as_of)) if f.rule == rule and (not place or (f.site, f.side) == (site, side))]
    assert len(found) == 1, [f"{f.rule} {f.site} {f.side} {f.status}" for f in found]
    return found[0]


def verdict(diary: Diary, rule: str, as_of: str, place: str = "") -> str:
    """The answer in words: "clear", "raised report", "raised report confirmed", "raised report provisional"."""
    finding = ask(diary, rule, as_of, place)
    words = [str(finding.status), str(finding.tier) if finding.tier else ""]
    if finding.raised:
        words += ["provisional" if finding.provisional else "", "confirmed" if finding.confirmed else ""]
    return " ".join(word for word in words if word)


def _moment(words: list[str]) -> tuple[Moment, list[str]]:
    day = START + timedelta(days=int(words[0].removeprefix("d")))
    if len(words) < 2 or ":" not in words[1]:
        return Moment.of(day + timedelta(hours=12), date_only=True), words[1:]
    clock, _, east = words[1].partition("+")
    hours, minutes = clock.split(":")
    offset = timedelta(hours=int(east or 0))
    instant = day + timedelta(hours=int(hours), minutes=int(minutes)) - offset
    return Moment(instant, int(offset.total_seconds())), words[2:]


def _thing(name: str, line: str) -> Record:
    moment, words = _moment(line.split())
    kind, rest = words[0], words[1:]
    match kind:
        case "session":
            return Session(id=name, at=moment, minutes=int(rest[0]) if rest else None)
        case "usual":
            site, side = _place(rest[:-1]) if rest[0] != "interference" else (None, None)
            return Usual(id=name, at=moment, level=int(rest[-1]), site=site, side=side)
        case "known" | "ended":
            return _known(name, moment, rest, ended=kind == "ended")
        case "motion":
            movement, side, value, unit = rest
            return Motion(id=name, at=moment, movement=movement, side=side.strip("-"), value=float(value), unit=unit)
        case "told":
            return _told(name, moment, rest)
        case _:
            return _entry(name, moment, " ".join(words))


def _known(name: str, moment: Moment, words: list[str], *, ended: bool) -> Known:
    terms = [word for word in words if word in QUALITIES or word in SYMPTOMS]
    site, side = _place(words[: -len(terms)]) if len(terms) < len(words) else (None, None)
    qualities = tuple(word for word in terms if word in QUALITIES)
    symptoms = tuple(word for word in terms if word in SYMPTOMS)
    return Known(id=name, at=moment, site=site, side=side, qualities=qualities, symptoms=symptoms, ended=ended)


def _told(name: str, moment: Moment, words: list[str]) -> Ack:
    rule, *rest = words
    tier = next((word.removeprefix("tier=") for word in rest if word.startswith("tier=")), "")
    named = [word for word in rest if word != "confirmed" and not word.startswith("tier=")]
    site, side = _place(named) if named else (None, None)
    return Ack(id=name, at=moment, rule=rule, site=site, side=side, tier=tier, confirmed="confirmed" in rest)


def _place(words: list[str]) -> tuple[str, str]:
    """The longest region these words begin with, and its side: the default one where none is given."""
    for length in range(len(words), 0, -1):
        if (site := " ".join(words[:length])) in REGIONS:
            side = words[length] if len(words) > length and words[length] in SIDES else REGIONS[site].sides[0]
            return site, side
    raise ValueError(f"no region in {words}")


def _entry(name: str, moment: Moment, text: str) -> Entry:
    """Parts with commas: readings, symptoms of the whole person, "interference 5", "fatigue 4"."""
    readings: list[Reading] = []
    symptoms: list[str] = []
    rated: dict[str, int] = {}
    for part in text.split(","):
        words = part.split()
        if words[0] in ("interference", "fatigue") and len(words) == 2:
            rated[words[0]] = int(words[1])
        elif words[0] in SYMPTOMS:
            symptoms += words
        else:
            readings.append(_reading(words))
    return Entry(
        id=name,
        at=moment,
        readings=tuple(readings),
        symptoms=tuple(symptoms),
        interference=rated.get("interference"),
        fatigue=rated.get("fatigue"),
    )


def _reading(words: list[str]) -> Reading:
    site, side = _place(words)
    terms = [word for word in words if word not in SIDES and word not in site.split()]
    numbers = [int(word) for word in terms if word.isdigit()]
    unknown = [
        word for word in terms if not (word.isdigit() or word in QUALITIES or word in SYMPTOMS or word == "sudden")
    ]
    assert not unknown, unknown
    return Reading(
        site,
        side,
        numbers[0] if numbers else None,
        tuple(word for word in terms if word in QUALITIES),
        tuple(word for word in terms if word in SYMPTOMS),
        "sudden" in terms,
    )
