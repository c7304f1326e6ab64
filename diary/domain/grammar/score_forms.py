"""Scores as people say them, in the form that is read: `peg pain 4 enjoyment 3 activity 5`, `stairs about 4`.

A change in words, such as a little better, stands for no sure number: the numbers it may mean are offered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from diary.domain.grammar.printed_line import as_typed_line
from diary.domain.grammar.tokens import cut_note, one_line, shown
from diary.domain.scores import READY_MADE
from diary.errors import UnclearLine

_OF_TEN = re.compile(r"(?<![\d/.,])(\d{1,2})/10(?![\d/])")
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approx|approximately|maybe)\s+(?=\d{1,2}(?:/10)?\s*(?:$|[,;]|and\b))", re.I
)
_PEG = READY_MADE["peg"]
_PARTS = "|".join(name.removeprefix("peg ") for name in _PEG.questions)
_NAME_FIRST = re.compile(
    rf"\b({_PARTS})(?:\s+of\s+life)?\s*[:=]?\s*(?:is\s+|was\s+)?(\d{{1,2}})(?:/10)?(?!\S*\d)", re.I
)
_NUMBER_FIRST = re.compile(rf"(?<!\S)(\d{{1,2}})(?:/10)?\s+(?:for\s+)?({_PARTS})\b(?:\s+of\s+life)?", re.I)
_CHANGE = re.compile(
    r"(?:(?P<named>change|changed)\s*:?\s*)?(?:(?:i|it|am|i'm|im|is|it's|its|feel|feels|feeling|a|about)\s+)*"
    r"(?:(?P<before>[+−-]?[0-5])\s+(?:points?\s+)?)?"
    r"(?:(?P<little>little|bit|slightly|somewhat)\s+|(?P<much>much|lots?|far|very much|a lot|way)\s+)?"
    r"(?:(?P<better>better|improved)|(?P<worse>worse)|(?:the\s+)?(?:same|unchanged|no change))"
    r"(?:\s*[:,]?\s*(?:by\s+)?(?P<after>[+−-]?[0-5])(?:\s+points?)?)?",
    re.IGNORECASE,
)


def plain_score(words: Sequence[str], known: Collection[str] | None) -> Sequence[str]:
    """The words of a score in the form that is read; UnclearLine with the numbers it may mean for a change in words."""
    cut = cut_note(words)
    source = one_line(" ".join(cut.chunks))
    if source.casefold() not in {name.casefold() for name in known or ()}:
        _ask_change(source, cut.note)
    plain = _plain_peg(source) if re.match(r"peg\b", source, re.IGNORECASE) else _without_about(source, known or ())
    return words if plain == source else [*plain.split(), *(["--", cut.note] if cut.note else [])]


def _plain_peg(source: str) -> str:
    """The three numbers of PEG in the order of its questions."""
    after = source[len("peg") :]
    begins_with_name = re.match(rf"\W*(?:{_PARTS})\b", after, re.IGNORECASE)
    pattern, name, number = (_NAME_FIRST, 1, 2) if begins_with_name else (_NUMBER_FIRST, 2, 1)
    found = list(pattern.finditer(after))
    values = {f"peg {match[name].casefold()}": match[number] for match in found}
    left = re.sub(r"[\s,;:]+(?:and\b)?", " ", pattern.sub(" ", after)).strip()
    if len(found) == len(values) == len(_PEG.questions) and not re.match(r"\d", left):
        return " ".join(("peg", *(values[each] for each in _PEG.questions), left)).strip()
    return source[: len("peg")] + _OF_TEN.sub(r"\1", after)


def _without_about(source: str, known: Collection[str]) -> str:
    """`stairs about 4`: the only number is no hour."""
    plain = _ABOUT.sub("", source)
    others = _ABOUT.sub("about#", source)
    for name in known:
        others = re.sub(re.escape(name), "", others, flags=re.IGNORECASE)
    return source if re.search(r"\d", re.sub(r"about#\d+(?:/10)?", "", others)) else plain


def _ask_change(source: str, note: str) -> None:
    """Offer the numbers that `a little better` or `better 2` may mean."""
    match = _CHANGE.fullmatch(source)
    if match is None:
        return
    said = match["before"] or match["after"] or ""
    signs = "+" if match["better"] else "-" if match["worse"] else ""
    if said.strip("+-−") not in ("", "0"):
        sizes = [int(said[-1])]
        # "Worse +2" says two things.
        written = said[0].replace("−", "-") if said[0] in "+-−" else signs
        signs = "".join(dict.fromkeys(signs + written))
    else:
        sizes = [1, 2] if match["little"] else [4, 5] if match["much"] else [2, 3]
    numbers = [f"{sign}{size}" for sign in signs for size in sizes] or ["0"]
    text = f"“{shown(source)}”: how much, since the last visit? A number from -5, much worse, to +5, much better"
    raise UnclearLine(text, tuple(as_typed_line(f"change {number}", note) for number in numbers))
