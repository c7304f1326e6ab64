"""How long and from when to when: 45 min, 1h30, an hour and a half, 07:00-09:00, 2 to 3pm; and the units of counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from diary.domain.grammar.small_words import NUMBERS, word_set
from diary.domain.grammar.tokens import SEPARATORS, Token

NUMBER_WORDS = {word: number for number, word in enumerate(NUMBERS)} | {
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
HOURS = r"(?:h|hrs?|hours?)"
MINUTES = r"(?:mins?|minutes?)"
SECONDS = r"(?:s|secs?|seconds?)"
_NUMBER = r"(?:[0-9]{1,5}(?:[.,][0-9]{1,2}| ?½| 1/2)?|½|1/2)"
_WORD = r"(?:(?:twenty|thirty|forty|fifty) )?(?:" + "|".join(NUMBER_WORDS) + ")"
_FORMS = tuple(
    re.compile(rf"{form}(?= |$)")
    for form in (
        rf"(?P<h>[0-9]{{1,2}})[ -]?{HOURS}(?: and)? (?P<m>[0-9]{{1,2}})[ -]?(?:m|{MINUTES})",
        rf"(?P<h>[0-9]{{1,2}}){HOURS}(?P<m>[0-9]{{1,2}})(?:m|{MINUTES})?",
        rf"(?P<h>[0-9]{{1,2}}):(?P<m>[0-5][0-9]) ?{HOURS}",
        rf"(?P<m>[0-9]{{1,3}})[ -]?(?:m|{MINUTES})(?: and)? (?P<s>[0-9]{{1,2}})[ -]?{SECONDS}",
        rf"(?P<m>[0-9]{{1,2}}):(?P<s>[0-5][0-9]) ?(?:m|{MINUTES})",
        rf"(?P<h>{_NUMBER}|{_WORD}) and half[ -]?{HOURS}(?P<half>)",
        rf"(?P<h>{_NUMBER}|{_WORD})[ -]?{HOURS} and half(?P<half>)",
        r"(?:(?P<h>one) )?hour and half(?P<half>)",
        rf"half(?: of| an?)?[ -]?{HOURS}(?P<half>)",
        r"(?:(?P<quarters>3/4|three quarters)|quarter)(?: of)?(?: an?)? hour(?P<quarter>)",
        rf"(?P<h>{_NUMBER}|{_WORD})(?: ?ish)?[ -]?{HOURS}",
        rf"(?P<m>{_NUMBER}|{_WORD})(?: ?ish)?[ -]?{MINUTES}",
        rf"(?P<s>{_NUMBER}|{_WORD})(?: ?ish)?[ -]?{SECONDS}",
        r"hour(?P<one>)",
        r"half(?: of)? minute(?P<half_minute>)",
        r"minute(?P<one_minute>)",
    )
)
_RANGE = re.compile(
    rf"(?P<low>[0-9]{{1,3}})(?: ?[-–] ?| to | or )(?P<high>[0-9]{{1,3}}) ?(?P<unit>{HOURS}|{MINUTES}|{SECONDS})(?= |$)"
)
_UNTIL = r"(?: ?[-–] ?| to | till | til | until )"
_CLOCK = r"(?P<h{0}>[0-9]{{1,2}})(?:[:.](?P<m{0}>[0-5][0-9]))? ?(?P<half{0}>[ap]\.?m\.?)?"
_SPAN = re.compile(
    rf"(?P<lead>(?:from|between) )?{_CLOCK.format(1)}(?:{_UNTIL}|(?P<and> and )){_CLOCK.format(2)}(?= |$)"
)
_MOST = 9
"""Tokens of the longest form."""
COUNTED = word_set(
    "km kms k mile miles mi metre metres meter meters yd yards steps laps lap lengths length rounds round floors "
    "flights flight holes kcal cal calories bpm watts w hills times points cm mm ft feet"
)
"""After a number, these make it a distance or a count, which goes to the note with it."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when on the clock; an end that is not later is of the next day."""

    start: time
    end: time
    bare: bool = False
    """Whether neither tells the half of the day: from 2 to 3."""

    @property
    def minutes(self) -> int:
        """How long it is, at most a day."""
        return (_minutes(self.end) - _minutes(self.start)) % (24 * 60) or 24 * 60


def number_of(text: str) -> float | None:
    """The number that digits or a word stand for; None for other words."""
    text = text.replace(" 1/2", "½").replace(" ½", "½").replace(",", ".")
    if text in ("½", "1/2"):
        return 0.5
    if text.endswith("½"):
        return float(text[:-1]) + 0.5
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        return float(text)
    parts = [NUMBER_WORDS.get(part) for part in text.split()]
    return None if None in parts or not parts else float(sum(part for part in parts if part is not None))


def match_duration(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """How many tokens a duration takes, and the seconds; None where none begins. "30 m" alone may be metres: None."""
    if not _may_begin(tokens[index].text):
        return None
    # "A minute", whose article was dropped, and not "last minute".
    if tokens[index].text == "minute" and not (index and tokens[index].start > tokens[index - 1].end + 1):
        return None
    text = _joined(tokens, index)
    for form in _FORMS:
        if match := form.match(text):
            return len(match[0].split()), _seconds(match.groupdict())
    return None


def match_duration_range(tokens: Sequence[Token], index: int) -> tuple[int, str, str] | None:
    """How many tokens `30-40 min` takes, and its two ends, each with the unit."""
    match = _RANGE.match(_joined(tokens, index)) if tokens[index].text[:1].isdigit() else None
    return (
        (len(match[0].split()), f"{match['low']} {match['unit']}", f"{match['high']} {match['unit']}")
        if match
        else None
    )


def match_span(tokens: Sequence[Token], index: int) -> tuple[int, Span] | None:
    """How many tokens a span of clock times takes, such as `07:00-09:00`, `2 to 3pm` or `from 2 to 3`, and the span."""
    if not (tokens[index].text[:1].isdigit() or tokens[index].text in ("from", "between")):
        return None
    match = _SPAN.match(_joined(tokens, index))
    if match is None or (match["and"] and (match["lead"] or "") != "between "):
        return None
    told = match["half1"] or match["half2"] or ":" in match[0]
    if not (told or match["lead"]):
        return None
    start, end = _clock(match, "1"), _clock(match, "2")
    if start is None or end is None:
        return None
    half_1, half_2 = (match["half1"] or "")[:1], (match["half2"] or "")[:1]
    if half_1 or half_2:
        start, end = _in_halves(start, end, half_1, half_2)
    return len(match[0].split()), Span(start, end, bare=not told and max(start, end) < time(13))


def _joined(tokens: Sequence[Token], index: int) -> str:
    texts = []
    for token in tokens[index : index + _MOST]:
        if token.text in SEPARATORS and token.raw != "and":
            break
        texts.append(token.text)
    return " ".join(texts)


def _may_begin(text: str) -> bool:
    return (
        text[:1].isdigit() or text[:1] == "½" or text in NUMBER_WORDS or text in ("half", "quarter", "hour", "minute")
    )


def _seconds(found: dict[str, str | None]) -> int:
    hours = number_of(found.get("h") or "") or 0.0
    minutes = number_of(found.get("m") or "") or 0.0
    seconds = number_of(found.get("s") or "") or 0.0
    seconds += 60 * (found.get("one_minute") is not None) + 30 * (found.get("half_minute") is not None)
    if found.get("one") is not None or (found.get("half") is not None and _is_one_hour(found)):
        hours = 1.0
    if found.get("half") is not None:
        hours += 0.5
    if found.get("quarter") is not None:
        minutes = 45 if found.get("quarters") else 15
    return round(hours * 3600 + minutes * 60 + seconds)


def _is_one_hour(found: dict[str, str | None]) -> bool:
    """Whether it is "an hour and a half", whose article was dropped."""
    return "h" in found and found["h"] is None


def _clock(match: re.Match[str], which: str) -> time | None:
    hour, minute = int(match[f"h{which}"]), int(match[f"m{which}"] or 0)
    if hour > 23 or (match[f"half{which}"] and not 1 <= hour <= 12):
        return None
    return time(hour, minute)


def _in_halves(start: time, end: time, half_1: str, half_2: str) -> tuple[time, time]:
    """The two times where am or pm stands at one or both: 11-1pm begins before noon, 2-3pm after it."""

    def in_half(clock: time, half: str) -> time:
        return time(clock.hour % 12 + (12 if half == "p" else 0), clock.minute) if clock.hour <= 12 else clock

    other = {"a": "p", "p": "a"}
    if half_1 and half_2:
        return in_half(start, half_1), in_half(end, half_2)
    if half_2:
        end = in_half(end, half_2)
        same = in_half(start, half_2)
        return (same if same < end else in_half(start, other[half_2])), end
    start = in_half(start, half_1)
    same = in_half(end, half_1)
    return start, (same if same > start else in_half(end, other[half_1]))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
