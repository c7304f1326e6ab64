"""Self-care, motions and visits in one line: `medication ibuprofen 400 mg relief 6`, `left knee flexion 95`.

Care begins with its kind; an amount (`400 mg`, `20 min`) is the dose, what else is said its name. A motion is
SIDE MOVEMENT VALUE: 95, 95 deg or 95° in degrees, `10 short` degrees short of full, `6/10` a self-rating.
A visit is a time, past or to come, and with whom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.domain.grammar.free_text import (
    Setting,
    free_line,
    moment_of,
    one_number,
    one_setting,
    rating_setting,
    sort_words,
    time_setting,
)
from diary.domain.grammar.lexicon import NUMBERS, Token, shown
from diary.domain.grammar.times import Here
from diary.domain.moments import Moment
from diary.domain.records import Care, Motion, Visit
from diary.domain.vocabulary import BOTH, CARES, HIGHEST, LEFT, RIGHT, SIDE_WORDS
from diary.errors import InvalidValue, UsageError

FULL_CIRCLE = 360
_UNITS = (
    "mg|g|mcg|µg|μg|ug|ml|l|iu|units?|tablets?|tabs?|pills?|capsules?|caps?|drops?|puffs?|patch|patches|sachets?|"
    "glass|glasses|cups?|bottles?|litres?|liters?|min|mins|minutes?|h|hours?|hrs?|times?|x|%"
)
_AMOUNT = re.compile(rf"(?:[0-9]{{1,3}}[x×])?[0-9]{{1,6}}(?:[.,/][0-9]{{1,4}})?({_UNITS})")
_LASTS = re.compile(r"(min|mins|minutes?|h|hours?|hrs?|times?|x)$")
"""The end of an amount that is none of a medicine."""
_OPENERS = frozenset({"took", "taken", "used", "had", "some", "did", "drank", "a", "the"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CareDraft:
    """What one line says of self-care."""

    at: Moment
    activity: str
    name: str = ""
    dose: str = ""
    relief: int | None = None
    note: str = ""
    said: tuple[str, ...] = ()

    def care(self, id: str, recorded: datetime | None) -> Care:
        """The self-care, with its id and the instant it was written down."""
        return Care(
            id=id, at=self.at, recorded=recorded, note=self.note,
            activity=self.activity, name=self.name, dose=self.dose, relief=self.relief,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionDraft:
    """What one line says of a range of motion."""

    at: Moment
    movement: str
    side: str
    value: float
    unit: str
    note: str = ""
    said: tuple[str, ...] = ()

    def motion(self, id: str, recorded: datetime | None) -> Motion:
        """The motion, with its id and the instant it was written down."""
        return Motion(
            id=id, at=self.at, recorded=recorded, note=self.note,
            movement=self.movement, side=self.side, value=self.value, unit=self.unit,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """What one line says of an appointment."""

    at: Moment
    name: str = ""
    note: str = ""
    said: tuple[str, ...] = ()

    def visit(self, id: str, recorded: datetime | None) -> Visit:
        """The appointment, with its id and the instant it was written down."""
        return Visit(id=id, at=self.at, recorded=recorded, note=self.note, name=self.name)


def parse_care(words: Sequence[str], *, now: Here) -> CareDraft:
    """Self-care from an argument list."""
    line = free_line(words)
    tokens = [token for token in line.tokens if token.text not in (",", ";", ":")]
    part = sort_words(tokens, [rating_setting("relief"), _amount], [time_setting(now.local)])
    at, said = moment_of(part.settings, now)
    free = part.words
    while free and free[0].text in _OPENERS:
        free = free[1:]
    used, activity, spoken = _kind_of_care(free, part.settings)
    dose = one_setting([pair for pair in part.settings if pair[0] == "dose"], "dose")
    name = " ".join(token.raw for token in free[used:])
    if activity == "movement" and spoken != activity:
        # A walk and a stretch are both movement; which one it was is worth keeping.
        name = f"{spoken} {name}".strip()
    other = next((token.text for token in free[used:] if token.text in CARES and token.text != activity), None)
    if other and activity != "medication":
        raise UsageError(f"{activity} and {other} are two things; log each on its own")
    relief = one_number(part.settings, "relief")
    return CareDraft(
        at=at, activity=activity, name=name, dose=str(dose or ""), relief=relief, note=line.note, said=said
    )


def _kind_of_care(free: Sequence[Token], settings: Sequence[tuple[str, object]]) -> tuple[int, str, str]:
    """How many words name the kind of care, the kind, and the words."""
    for length in range(min(4, len(free)), 0, -1):
        spoken = " ".join(token.text for token in free[:length])
        for care in CARES.values():
            if spoken in (care.name, *care.other_words):
                return length, care.name, spoken
    *most, last = CARES
    kinds = f"{', '.join(most)} or {last}"
    if not free:
        raise UsageError(f"which self-care? Begin with {kinds}")
    word = shown(free[0].raw)
    dose = next((str(value) for name, value in settings if name == "dose"), "")
    medicine = shown(" ".join([*(token.raw for token in free), dose]))
    hint = f"; a medicine is written: diary care medication {medicine}" if dose and not _LASTS.search(dose) else ""
    raise UsageError(f"“{word}” is no self-care that is kept; begin with {kinds}{hint}")


def _amount(tokens: Sequence[Token], index: int) -> Setting | None:
    """`400mg`, `400 mg`, `2 tablets`, `20 min`; not where "ago" follows."""
    text, raw = tokens[index].text, tokens[index].raw
    used = 1
    if re.fullmatch(r"(?:[0-9]{1,3}[x×])?[0-9]{1,6}(?:[.,/][0-9]{1,4})?", text) or text in NUMBERS[1:]:
        if index + 1 == len(tokens):
            return None
        number = str(NUMBERS.index(text)) if text in NUMBERS else text
        text, raw, used = f"{number}{tokens[index + 1].text}", f"{raw} {tokens[index + 1].raw}", 2
    if not _AMOUNT.fullmatch(text) or (index + used < len(tokens) and tokens[index + used].text == "ago"):
        return None
    return used, "dose", raw


def parse_motion(words: Sequence[str], *, now: Here) -> MotionDraft:
    """A range of motion from an argument list. The movement is kept in small letters, so that it is one movement."""
    line = free_line(words)
    tokens = [token for token in line.tokens if token.text not in (",", ";", ":")]
    part = sort_words(tokens, [_value], [time_setting(now.local)])
    at, said = moment_of(part.settings, now)
    values = [value for name, value in part.settings if name == "value"]
    if len(values) != 1 or not isinstance(values[0], tuple):
        raise UsageError("a motion has one value: 95 for degrees, 10 short for degrees short of full, or 6/10")
    value, unit = values[0]
    sides = list(dict.fromkeys(SIDE_WORDS[token.text] for token in part.words if _is_side(token)))
    if len(sides) > 1:
        raise UsageError(f"two sides ({' and '.join(sides)}); log each on its own")
    movement = " ".join(token.text for token in part.words if not _is_side(token))
    if not movement:
        raise UsageError("which movement? Write for example left knee flexion 95")
    side = sides[0] if sides else ""
    return MotionDraft(at=at, movement=movement, side=side, value=value, unit=unit, note=line.note, said=said)


def _is_side(token: Token) -> bool:
    return SIDE_WORDS.get(token.text) in (LEFT, RIGHT, BOTH)


def _value(tokens: Sequence[Token], index: int) -> Setting | None:
    """A number with its unit, and how many words they take."""
    text = tokens[index].text
    if re.fullmatch(r"-[0-9]{1,4}(?:[.,][0-9]{1,4})?(?:deg|degrees|°)?", text):
        raise InvalidValue(f"“{text}” is below 0; degrees that are missing are written {text.lstrip('-')} short")
    if rating := re.fullmatch(r"([0-9]{1,4})/10", text):
        if int(rating[1]) > HIGHEST:
            raise InvalidValue(f"“{text}”: a self-rating is a whole number from 0 to 10")
        return 1, "value", (float(rating[1]), "self")
    number = re.fullmatch(r"([0-9]{1,6}(?:[.,][0-9]{1,4})?)(deg|degs|degrees?|°)?(short)?", text)
    if number is None:
        return None
    rest = [token.text for token in tokens[index + 1 : index + 5]]
    used, unit = 1, "deg"
    if not number[2] and rest[:1] and rest[0] in ("deg", "degs", "degree", "degrees", "°"):
        used, rest = used + 1, rest[1:]
    if number[3] or rest[:1] == ["short"]:
        used, unit = used + (0 if number[3] else 1), "deg-short"
        rest = rest if number[3] else rest[1:]
        if rest[:2] == ["of", "full"]:
            used += 2
    elif rest[:1] and rest[0] in (
        "min",
        "mins",
        "h",
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "hours",
        "minutes",
        "days",
        "day",
        "weeks",
    ):
        return None
    value = float(number[1].replace(",", "."))
    if value > FULL_CIRCLE:
        raise InvalidValue(f"“{text}” is more than a full circle; degrees go from 0 to {FULL_CIRCLE}")
    return used, "value", (value, unit)


def parse_visit(words: Sequence[str], *, now: Here) -> VisitDraft:
    """An appointment from an argument list: a time, past or to come, and with whom. Without a time it is now."""
    line = free_line(words)
    tokens = [token for token in line.tokens if token.text not in (",", ";", ":")]
    part = sort_words(tokens, [], [time_setting(now.local, free=False)])
    at, said = moment_of(part.settings, now, future=True)
    return VisitDraft(at=at, name=part.text, note=line.note, said=said)
