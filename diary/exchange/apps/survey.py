"""What a file of another app has: the names of each section with their values, and the scales of the values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from diary.exchange.apps.proposals import Proposal, proposal
from diary.exchange.apps.rows import ASK, ELSE, IGNORE, NOTHING, TEN, Export, ForeignRow, is_number

_FEELING = re.compile(r"\b(nature|quality|qualities|feels?)\b", re.IGNORECASE)
_SAID_ALONE = re.compile(r'"([^"]+)" alone is said')
MOST_WORDS = 60
"""Words of a scale that are listed; free text has more."""


@dataclass(slots=True)
class Scale:
    """The values of one scale: how often each came, and whether the file says that it runs from 0 to 10."""

    values: Counter[str] = field(default_factory=Counter)
    stated: bool = False

    @property
    def is_number(self) -> bool:
        """Whether all values are numbers."""
        return all(is_number(value) for value in self.values)

    @property
    def numbers(self) -> list[float]:
        """The values that are numbers, the lowest first."""
        return sorted(float(value.replace(",", ".")) for value in self.values if is_number(value))

    @property
    def proposal(self) -> str | dict[str, str]:
        """What to write for it in the map: a rule, or an answer for each word. A scale in words stays empty.

        Numbers among words are levels as much as those of a scale of numbers, so a rule of their own asks about them.
        """
        if self.stated:
            return TEN
        if self.is_number:
            return ASK
        words = [word for word, _ in self.values.most_common() if not is_number(word)]
        answers = {word: answer_of(word) for word in words[:MOST_WORDS]}
        return {ELSE: ASK} | answers if self.numbers else answers

    @property
    def remark(self) -> str:
        """What to say about it in the map."""
        if not self.is_number:
            return 'in words, so without a level; "" leaves it empty, or write a number 0-10, or "ignore"'
        if self.stated:
            return f"{self._range}; as the file says, from 0 to 10"
        return f"{self.remark_on_numbers}, or a table as for words"

    @property
    def _range(self) -> str:
        first, last = self.numbers[0], self.numbers[-1]
        return f"from {first:g} to {last:g}" if first < last else f"only {first:g}"

    @property
    def remark_on_numbers(self) -> str:
        """What may stand behind the numbers of the scale in the map."""
        zero = "; 0 may mean that nothing was logged" if 0 in self.numbers else ""
        return f'{self._range}{zero}: "0-10", "1-10" without the zeros, "empty"'


@dataclass(slots=True)
class Survey:
    """All names and scales of a file."""

    names: dict[str, Counter[str]] = field(default_factory=dict)
    """For each section its names, and how often each came."""
    scales: dict[str, Scale] = field(default_factory=dict)
    days: tuple[str, str] = ("", "")
    parts: Counter[str] = field(default_factory=Counter)
    """Times of day that are no clock."""


def answer_of(word: str) -> str:
    """The answer proposed for a word of a scale: empty, or ignored where it says that nothing was there.

    One with a figure in it, such as 7/10, may be a level: it is asked about.
    """
    if any(map(str.isdecimal, word)):
        return ASK
    return IGNORE if word.strip().casefold() in NOTHING else ""


def survey(rows: Iterable[ForeignRow]) -> Survey:
    """What the rows have."""
    found = Survey()
    for row in rows:
        if row.clock and not re.search(r"\d", row.clock):
            found.parts[row.clock] += 1
        for fact in row.facts:
            found.names.setdefault(fact.section, Counter())[fact.name] += 1
            if fact.scale and fact.value:
                scale = found.scales.setdefault(fact.scale, Scale())
                scale.values[fact.value] += 1
                scale.stated |= fact.stated
    return found


def proposals(export: Export, found: Survey) -> dict[str, dict[str, Proposal]]:
    """What to write in the map for the names of each section: for all of it, for each name, or both."""
    return {
        section: _of_section(section, export.sections.get(section, ""), names) for section, names in found.names.items()
    }


def _some(names: Counter[str]) -> str:
    """How many names there are, and the first of them."""
    first = ", ".join(name for name, _ in names.most_common(4))
    return f"all other names, of {len(names):,}: {first}{' …' if len(names) > 4 else ''}"


def _of_the_row(found: Proposal, of_row: bool) -> Proposal:
    """A word for how pain feels, where the column holds nothing else: it is said of the places of its row."""
    said = _SAID_ALONE.search(found.remark) if of_row and found.target == ASK else None
    return Proposal(said[1], "said of all places of the row") if said else found


def _of_section(section: str, default: str, names: Counter[str]) -> dict[str, Proposal]:
    if not default:
        of_row = bool(_FEELING.search(section))
        return {name: _of_the_row(proposal(name), of_row) for name, _ in names.most_common()}
    lines = {ELSE: Proposal(default, _some(names))}
    if default != IGNORE:
        return lines
    # What sounds like pain is asked about also where the rest is left out.
    for name, _ in names.most_common():
        target, remark = proposal(name)
        if target != ASK:
            lines[name] = Proposal(ASK, f'perhaps "{target}"')
        # How something feels may be a mood too.
        elif remark and not remark.startswith("where"):
            lines[name] = Proposal(ASK, remark)
    return lines
