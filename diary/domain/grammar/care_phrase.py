"""Self-care and visits in one line: `medication ibuprofen 400 mg relief 6`.

Self-care begins with its kind; an amount (`400 mg`, `20 min`) is the dose, the other words are the name.
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
from diary.domain.records import Care, Visit
from diary.domain.vocabulary import CARES
from diary.errors import ErrorHint, UsageError

_NUMBER = r"(?:[0-9]{1,3}[x×])?[0-9]{1,6}(?:[.,/][0-9]{1,4})?"
"""Such as 400, 2.5, 1/2 or 2x400."""
_UNITS = (
    "mg|g|mcg|µg|μg|ug|ml|l|iu|units?|tablets?|tabs?|pills?|capsules?|caps?|drops?|puffs?|patch|patches|sachets?|"
    "glass|glasses|cups?|bottles?|litres?|liters?|min|mins|minutes?|h|hours?|hrs?|times?|x|%"
)
_AMOUNT = re.compile(rf"{_NUMBER}({_UNITS})")
_NO_DOSE = re.compile(r"(min|mins|minutes?|h|hours?|hrs?|times?|x)$")
"""The unit of a duration or a count, which is no dose of a medicine."""
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


def parse_visit(words: Sequence[str], *, now: Here) -> VisitDraft:
    """An appointment from an argument list: a time, past or future, and with whom. Without a time it is now."""
    line = free_line(words)
    # Not `free`: here "12 oct" is a date, as appointments have one.
    part = sort_words(_without_punctuation(line), [], [time_setting(now.local, free=False)])
    at, remarks = moment_of(part.settings, now, future=True)
    return VisitDraft(at=at, name=part.text, note=line.note, remarks=remarks)
