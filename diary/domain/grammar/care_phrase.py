"""Self-care, motions and visits in one line: `medication ibuprofen 400 mg relief 6`, `left knee flexion 95`.

Self-care begins with its kind; an amount (`400 mg`, `20 min`) is the dose, the other words are the name. A motion is
SIDE MOVEMENT VALUE: 95, 95 deg or 95° in degrees, `10 short` degrees short of full, `6/10` a self-rating.
A visit is a time, past or future, and with whom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.domain.grammar.free_text import (
    FreeLine,
    Setting,
    free_line,
    moment_of,
    one_number,
    one_setting,
    rating_setting,
    sort_words,
    time_setting,
)
from diary.domain.grammar.small_words import NUMBERS
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import Token, shown
from diary.domain.moments import Moment
from diary.domain.records import Care, Motion, Visit
from diary.domain.validate import FULL_CIRCLE
from diary.domain.vocabulary import BOTH, CARES, HIGHEST, LEFT, RIGHT, SIDE_WORDS
from diary.errors import ErrorHint, InvalidValue, UsageError

_NUMBER = r"(?:[0-9]{1,3}[x×])?[0-9]{1,6}(?:[.,/][0-9]{1,4})?"
"""Such as 400, 2.5, 1/2 or 2x400."""
_UNITS = (
    "mg|g|mcg|µg|μg|ug|ml|l|iu|units?|tablets?|tabs?|pills?|capsules?|caps?|drops?|puffs?|patch|patches|sachets?|"
    "glass|glasses|cups?|bottles?|litres?|liters?|min|mins|minutes?|h|hours?|hrs?|times?|x|%"
)
_AMOUNT = re.compile(rf"{_NUMBER}({_UNITS})")
_NO_DOSE = re.compile(r"(min|mins|minutes?|h|hours?|hrs?|times?|x)$")
"""The unit of a duration or a count, which is no dose of a medicine."""
_AFTER_A_TIME = frozenset({"min", "mins", "h", "am", "pm", "a.m.", "p.m.", "hours", "minutes", "days", "day", "weeks"})
_FIRST_WORDS = frozenset({"took", "taken", "used", "had", "some", "did", "drank", "a", "the"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CareDraft:
    """The self-care of one line, without an id. `remarks` are for the person on how the line was understood."""

    at: Moment
    activity: str
    name: str = ""
    dose: str = ""
    relief: int | None = None
    note: str = ""
    remarks: tuple[str, ...] = ()

    def care(self, id: str, recorded: datetime | None) -> Care:
        """The self-care with an id and the time of writing."""
        return Care(
            id=id, at=self.at, recorded=recorded, note=self.note,
            activity=self.activity, name=self.name, dose=self.dose, relief=self.relief,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionDraft:
    """The range of motion of one line, without an id. `remarks` are for the person."""

    at: Moment
    movement: str
    side: str
    value: float
    unit: str
    note: str = ""
    remarks: tuple[str, ...] = ()

    def motion(self, id: str, recorded: datetime | None) -> Motion:
        """The motion with an id and the time of writing."""
        return Motion(
            id=id, at=self.at, recorded=recorded, note=self.note,
            movement=self.movement, side=self.side, value=self.value, unit=self.unit,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """The appointment of one line, without an id. `remarks` are for the person."""

    at: Moment
    name: str = ""
    note: str = ""
    remarks: tuple[str, ...] = ()

    def visit(self, id: str, recorded: datetime | None) -> Visit:
        """The appointment with an id and the time of writing."""
        return Visit(id=id, at=self.at, recorded=recorded, note=self.note, name=self.name)


def _without_punctuation(line: FreeLine) -> list[Token]:
    return [token for token in line.tokens if token.text not in (",", ";", ":")]


def parse_care(words: Sequence[str], *, now: Here) -> CareDraft:
    """Self-care from an argument list; UsageError or InvalidValue where it can't be one."""
    line = free_line(words)
    part = sort_words(_without_punctuation(line), [rating_setting("relief"), _amount], [time_setting(now.local)])
    at, remarks = moment_of(part.settings, now)
    free = part.words
    while free and free[0].text in _FIRST_WORDS:
        free = free[1:]
    used, activity, typed = _kind_of_care(free, part.settings)
    dose = one_setting([pair for pair in part.settings if pair[0] == "dose"], "dose")
    name = " ".join(token.raw for token in free[used:])
    if activity == "movement" and typed != activity:
        # A walk and a stretch are both movement: the name saves which one it was.
        name = f"{typed} {name}".strip()
    other = next((token.text for token in free[used:] if token.text in CARES and token.text != activity), None)
    # The name of a medicine may have such a word: medication heat patch.
    if other and activity != "medication":
        raise UsageError(f"{activity} and {other} are two things; log each on its own")
    relief = one_number(part.settings, "relief")
    return CareDraft(
        at=at, activity=activity, name=name, dose=str(dose or ""), relief=relief, note=line.note, remarks=remarks
    )


def _kind_of_care(free: Sequence[Token], settings: Sequence[tuple[str, object]]) -> tuple[int, str, str]:
    """How many words name the kind of care, the kind, and those words as typed."""
    # The longest name first: "hot water bottle" is heat, "water" alone is hydration.
    for length in range(min(4, len(free)), 0, -1):
        typed = " ".join(token.text for token in free[:length])
        for care in CARES.values():
            if typed in (care.name, *care.other_words):
                return length, care.name, typed
    *most, last = CARES
    kinds = f"{', '.join(most)} or {last}"
    if not free:
        raise UsageError(f"which self-care? Begin with {kinds}")
    word = shown(free[0].raw)
    # With a dose it is probably a medicine, so the error shows how one is written.
    dose = next((str(value) for name, value in settings if name == "dose"), "")
    medicine = shown(" ".join([*(token.raw for token in free), dose]))
    hint = ErrorHint("medicine", {"medicine": medicine}) if dose and not _NO_DOSE.search(dose) else None
    raise UsageError(f"“{word}” is no self-care that is kept; begin with {kinds}", hint)


def _amount(tokens: Sequence[Token], index: int) -> Setting | None:
    """A dose such as `400mg`, `400 mg`, `2 tablets` or `20 min`; with "ago" after it, it is a time."""
    text, raw = tokens[index].text, tokens[index].raw
    used = 1
    if re.fullmatch(_NUMBER, text) or text in NUMBERS[1:]:
        if index + 1 == len(tokens):
            return None
        number = str(NUMBERS.index(text)) if text in NUMBERS else text
        text, raw, used = f"{number}{tokens[index + 1].text}", f"{raw} {tokens[index + 1].raw}", 2
    if not _AMOUNT.fullmatch(text) or (index + used < len(tokens) and tokens[index + used].text == "ago"):
        return None
    return used, "dose", raw


def parse_motion(words: Sequence[str], *, now: Here) -> MotionDraft:
    """A range of motion from an argument list. The movement is saved in small letters, so that it has one name."""
    line = free_line(words)
    part = sort_words(_without_punctuation(line), [_value], [time_setting(now.local)])
    at, remarks = moment_of(part.settings, now)
    values = [value for name, value in part.settings if name == "value"]
    if len(values) != 1 or not isinstance(values[0], tuple):
        raise UsageError(
            "a motion has one value: 95 for degrees, 10 short for degrees short of full, 12 cm, 4 cm short, or 6/10"
        )
    value, unit = values[0]
    sides = list(dict.fromkeys(SIDE_WORDS[token.text] for token in part.words if _is_side(token)))
    if len(sides) > 1:
        raise UsageError(f"two sides ({' and '.join(sides)}); log each on its own")
    movement = " ".join(token.text for token in part.words if not _is_side(token))
    if not movement:
        raise UsageError("which movement? Write for example left knee flexion 95")
    side = sides[0] if sides else ""
    return MotionDraft(at=at, movement=movement, side=side, value=value, unit=unit, note=line.note, remarks=remarks)


def _is_side(token: Token) -> bool:
    # No center: "middle" and the like belong to the name of the movement.
    return SIDE_WORDS.get(token.text) in (LEFT, RIGHT, BOTH)


def _value(tokens: Sequence[Token], index: int) -> Setting | None:
    """A measured value as the pair of number and unit, one of UNITS; None where no value begins."""
    text = tokens[index].text
    if re.fullmatch(r"-[0-9]{1,4}(?:[.,][0-9]{1,4})?(?:deg|degrees|°)?", text):
        raise InvalidValue(f"“{text}” is below 0; degrees that are missing are written {text.lstrip('-')} short")
    if rating := re.fullmatch(r"([0-9]{1,4})/10", text):
        if int(rating[1]) > HIGHEST:
            raise InvalidValue(f"“{text}”: a self-rating is a whole number from 0 to 10")
        return 1, "value", (float(rating[1]), "self")
    number = re.fullmatch(r"([0-9]{1,6}(?:[.,][0-9]{1,4})?)(deg|degs|degrees?|°|cm)?(short)?", text)
    if number is None:
        return None
    rest = [token.text for token in tokens[index + 1 : index + 5]]
    used, unit = 1, "cm" if number[2] == "cm" else "deg"
    if not number[2] and rest[:1] and rest[0] in ("deg", "degs", "degree", "degrees", "°", "cm"):
        unit = "cm" if rest[0] == "cm" else "deg"
        used, rest = used + 1, rest[1:]
    if number[3] or rest[:1] == ["short"]:
        used, unit = used + (0 if number[3] else 1), f"{unit}-short"
        rest = rest if number[3] else rest[1:]
        if rest[:2] == ["of", "full"]:
            used += 2
    elif rest[:1] and rest[0] in _AFTER_A_TIME:
        # The number is part of a time: "30 min ago".
        return None
    value = float(number[1].replace(",", "."))
    if value > FULL_CIRCLE and unit.startswith("deg"):
        raise InvalidValue(f"“{text}” is more than a full circle; degrees go from 0 to {FULL_CIRCLE}")
    return used, "value", (value, unit)


def parse_visit(words: Sequence[str], *, now: Here) -> VisitDraft:
    """An appointment from an argument list: a time, past or future, and with whom. Without a time it is now."""
    line = free_line(words)
    # Not `free`: here "12 oct" is a date, as appointments have one.
    part = sort_words(_without_punctuation(line), [], [time_setting(now.local, free=False)])
    at, remarks = moment_of(part.settings, now, future=True)
    return VisitDraft(at=at, name=part.text, note=line.note, remarks=remarks)
