"""The meaning of each phrase of a line: the vocabulary as an index, and the small words of the grammar around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from diary.domain import vocabulary as words
from diary.domain.grammar import small_words as small
from diary.domain.grammar.tokens import Token, words_of

Role = Literal[
    "site", "side", "quality", "symptom", "overall", "sudden", "interference", "filler", "link", "pain", "number",
    "negation", "inability", "easing", "ask", "wide", "kind", "activity", "severity", "course", "circumstance",
    "position", "radiate", "kept", "span", "same", "doubt",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for."""

    role: Role
    value: str = ""
    pair: bool = False
    """Whether it is a plural that means both sides."""


Index = Mapping[tuple[str, ...], Meaning]
_PLAIN_ROLES: tuple[tuple[str, Role], ...] = (
    (small.SPANS, "span"), (small.CIRCUMSTANCES, "circumstance"), (small.POSITIONS, "position"),
    (small.RADIATES, "radiate"), (small.KEPT, "kept"), (small.EASING, "easing"), (small.LINKS, "link"),
    (small.FILLERS, "filler"), (small.PAIN, "pain"), (small.SUDDEN, "sudden"), (small.INTERFERENCE, "interference"),
    (small.OVERALL, "overall"), (small.NEGATIONS, "negation"), (small.SAME, "same"),
)  # fmt: skip


def _split(phrases: str | Iterable[str]) -> list[str]:
    return [part.strip() for part in phrases.split(";")] if isinstance(phrases, str) else list(phrases)


@cache
def index() -> Index:
    """The meaning of every phrase of the grammar, by its words. The vocabulary is added last, so it wins."""
    table: dict[tuple[str, ...], Meaning] = {}

    def add(phrases: str | Iterable[str], meaning: Meaning) -> None:
        for phrase in _split(phrases):
            if key := words_of(phrase):
                table[key] = meaning
                # "Cannot", "can not" and "couldn't" too: bladder trouble must be understood in every form.
                if key[0] == "cant" and len(key) > 1:
                    for other in (("cannot",), ("can", "not"), ("couldnt",), ("could", "not")):
                        table[(*other, *key[1:])] = meaning

    for phrases, role in _PLAIN_ROLES:
        add(phrases, Meaning(role))
    add(small.INABILITY, Meaning("inability"))
    for number, word in enumerate(small.NUMBERS):
        add([word], Meaning("number", str(number)))
    add(small.NOT_TOLD, Meaning("doubt", "denied"))
    add(small.UNSURE, Meaning("doubt", "unsure"))
    for phrases, question in small.ASKS.items():
        add(phrases, Meaning("ask", question))
    for phrases, question in small.SEVERITIES.items():
        add(phrases, Meaning("severity", question))
    for course, phrases in small.COURSES.items():
        add(phrases, Meaning("course", course))
    for before in small.BEFORE_ACTIVITIES:
        add([f"{before} {activity}" for activity in _split(small.ACTIVITIES)], Meaning("activity", before))
    for kind, phrases in small.KINDS.items():
        add(phrases, Meaning("kind", kind))
    for wide, question in words.TOO_WIDE.items():
        add([wide], Meaning("wide", question))
    _add_vocabulary(add, table)
    return table


def _add_vocabulary(add: Callable[[Iterable[str], Meaning], None], table: Mapping[tuple[str, ...], Meaning]) -> None:
    for word, side in words.SIDE_WORDS.items():
        add([word], Meaning("side", side))
    for side in (words.LEFT, words.RIGHT):
        add([f"{side} side of", f"{side} side", f"on {side} side", f"on {side}"], Meaning("side", side))
    add(["both sides of", "both sides", "on both sides"], Meaning("side", words.BOTH))
    for region in words.REGIONS.values():
        for name in (region.name, *([words.plural(region.name)] if region.paired else []), *region.other_words):
            add([name], Meaning("site", region.name, name in words.PAIR_WORDS))
    for name in words.PAIR_WORDS:
        plain = name.casefold()
        site = table.get(tuple(plain.split())) or table[tuple(plain.removesuffix("s").split())]
        add([name], Meaning("site", site.value, True))
    for quality in words.QUALITIES.values():
        add([quality.name, *quality.other_words], Meaning("quality", quality.name))
    for symptom in words.SYMPTOMS.values():
        add([symptom.name, *symptom.other_words], Meaning("symptom", symptom.name))


@cache
def _longest_from() -> Mapping[str, int]:
    """For the first word of every phrase, how many words its longest phrase has: most words begin a short one."""
    longest: dict[str, int] = {}
    for key in index():
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


def look_up(tokens: Sequence[Token], start: int) -> tuple[int, Meaning] | None:
    """How many tokens the longest phrase at `start` takes, and its meaning; None where no phrase begins there."""
    table = index()
    for length in range(_longest_from().get(tokens[start].text, 0), 0, -1):
        meaning = table.get(tuple([token.text for token in tokens[start : start + length]]))
        if meaning and start + length <= len(tokens):
            return length, meaning
    # Any "…n't", also one that the table of negations lacks.
    if re.fullmatch(r"[a-z]{2,8}n['’]t", tokens[start].raw.casefold()):
        return 1, Meaning("negation")
    return None
