"""From words to atoms: the longest phrase, time or level at each place. What is not understood is a remark."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from diary.domain.grammar.amounts import match_span
from diary.domain.grammar.atoms import Atom, AtomRole, Fix, Level, Trouble, Ways, moved
from diary.domain.grammar.levels import match_bound, match_change, match_level
from diary.domain.grammar.lexicon import Meaning, look_up
from diary.domain.grammar.senses import sense
from diary.domain.grammar.suggest import is_misspelt, near, near_names, near_signs
from diary.domain.grammar.times import Here
from diary.domain.grammar.timewords import match_time
from diary.domain.grammar.tokens import SEPARATORS, Token, shown
from diary.domain.vocabulary import HIGHEST
from diary.errors import DiaryError

_HALVES = ("lower", "upper", "mid")
PLACEHOLDERS = {"NUMBER": "level", "SIDE": "side", "PLACE": "site"}
"""What stands in a printed line for what only the person knows."""
_PLACEHOLDER_TEXT = {
    "NUMBER": "write how bad it is, 0 to 10, instead of NUMBER",
    "SIDE": "write left, right or both instead of SIDE",
    "PLACE": "write the place, such as lower back, instead of PLACE",
}


@dataclass(slots=True)
class Scanned:
    """The atoms of a line in order, and what is wrong with single words."""

    atoms: list[Atom] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What is asked although the line is understood."""
    lacks_number: bool = False
    """Whether a word such as "mild" stands for a level: then a number is asked for."""


def scan(source: str, tokens: Sequence[Token], here: Here) -> Scanned:
    """The atoms of a line from its words."""
    found = Scanned()
    index = 0
    while index < len(tokens):
        index += _next_atom(source, tokens, index, here, found)
    return found


def _next_atom(source: str, tokens: Sequence[Token], index: int, here: Here, found: Scanned) -> int:
    """Add the atom at `index`; how many tokens it takes."""
    token = tokens[index]
    used = 1

    def add(role: AtomRole, value: str = "", **more: object) -> int:
        last = tokens[index + used - 1]
        raw = source[token.start : last.end]
        found.atoms.append(Atom(role, raw, token.start, last.end, value, **more))  # type: ignore[arg-type]
        return used

    if token.raw in PLACEHOLDERS:
        found.troubles.append(Trouble(token.start, _PLACEHOLDER_TEXT[token.raw], missing=True))
        return add("placeholder", PLACEHOLDERS[token.raw])
    span = match_span(tokens, index)
    if span and not span[1].bare:
        used, end = span[0], tokens[index + span[0] - 1].end
        ways = tuple(
            ((Fix(token.start, end, f"{clock:%H:%M}", keeps=True),),) for clock in (span[1].start, span[1].end)
        )
        text = f"“{shown(source[token.start : end])}” is from one time to another; an entry has one"
        found.troubles.append(Trouble(token.start, text, ways))
        return add("remark", settled=True)
    if other := sense(tokens, index, here.local):
        used = other.used
        return add(other.role, other.value, settled=other.kept)
    if token.text in SEPARATORS:
        phrase = look_up(tokens, index)
        if phrase is None or phrase[0] == 1:
            return add("separator", token.text)
    phrase = look_up(tokens, index)
    # A phrase of several words wins over a time: "night pain" is no time of day.
    if phrase is None or phrase[0] == 1 or phrase[1].role in ("span", "filler"):
        try:
            time_match = match_time(tokens, index, here.local)
        except DiaryError as error:
            found.troubles.append(Trouble(token.start, str(error), hint=error.hint))
            used = 2 if token.text in ("last", "past", "next") else 1
            return add("remark", settled=True)
        if time_match and time_match[0] >= (phrase[0] if phrase else 0):
            used = time_match[0]
            return add("time", when=time_match[1])
    if change := match_change(tokens, index):
        used, first, second = change
        end = tokens[index + used - 1].end
        text = f"“{shown(source[token.start : end])}” is a change; which level is it in this entry?"
        ways = tuple(((Fix(token.start, end, number, keeps=True),),) for number in (second, first))
        found.troubles.append(Trouble(token.start, text, ways))
        return add("number", settled=True)
    if used := match_bound(tokens, index):
        end = tokens[index + used - 1].end
        text = f"“{shown(source[token.start : end])}”: which number? A level is a whole number from 0 to {HIGHEST}"
        found.troubles.append(Trouble(token.start, text, moved(token.start, end)))
        return add("number", settled=True)
    used = 1
    if tokens[index - 1].text in ("at", "@") and index and re.fullmatch("1[1-9]|2[0-3]", token.text):
        # More than any level: it is an hour, which is asked about where its half of the day is not known.
        return add("level", level=Level(int(token.text)))
    level = match_level(tokens, index) if phrase is None or phrase[0] == 1 else None
    if isinstance(level, str):
        found.troubles.append(Trouble(token.start, level, moved(token.start, token.end)))
        return add("number", settled=True)
    if level is not None and (phrase is None or phrase[1].role in ("number", "filler", "position", "ask", "doubt")):
        used = level[0]
        return add("level", level=level[1])
    if divided := _side_within(tokens, index):
        # "Lower left back": two atoms, which stand one after the other.
        side, site = divided
        last = tokens[index + 2]
        found.atoms.append(
            Atom("side", source[token.start : tokens[index + 1].end], token.start, tokens[index + 1].end, side.value)
        )
        found.atoms.append(Atom(site.role, source[last.start : last.end], last.start, last.end, site.value, site.pair))
        return 3
    if phrase:
        used = phrase[0]
        meaning = phrase[1]
        role: AtomRole = "link" if (token.raw, meaning.role) == ("am", "ask") else meaning.role  # I am stiff
        # "Knee's good" is no plural.
        return add(role, meaning.value, pair=meaning.pair and not re.search("['’]s$", token.raw))
    if _is_half_of_place(tokens, index):
        return add("position")
    _unknown(tokens, index, found)
    return add("remark" if any(c.isalnum() or unicodedata.category(c) == "So" for c in token.text) else "filler")


def _side_within(tokens: Sequence[Token], index: int) -> tuple[Meaning, Meaning] | None:
    """The side and the place of `lower left back`; None for other words."""
    if tokens[index].text not in _HALVES or index + 2 >= len(tokens):
        return None
    side, site = look_up(tokens, index + 1), look_up([tokens[index], tokens[index + 2]], 0)
    if side is None or site is None or side[0] != 1 or site[0] != 2:
        return None
    return (side[1], site[1]) if side[1].role == "side" and site[1].role in ("site", "wide") else None


def _is_half_of_place(tokens: Sequence[Token], index: int) -> bool:
    """Whether it is the first word of `upper thigh` or `lower right ribs`, which are no regions of their own."""
    if tokens[index].text not in _HALVES:
        return False
    following = look_up(tokens, index + 1) if index + 1 < len(tokens) else None
    if following and following[1].role == "side" and index + 1 + following[0] < len(tokens):
        following = look_up(tokens, index + 1 + following[0])
    return following is not None and following[1].role == "site"


def _unknown(tokens: Sequence[Token], index: int, found: Scanned) -> None:
    """Add a trouble for a word that is no phrase, no time and no level, where it can't simply be left over."""
    token = tokens[index]
    word = token.text

    def trouble(text: str, *offers: str) -> None:
        ways: Ways = tuple(((Fix(token.start, token.end, offer),),) for offer in offers)
        ways = ways or moved(token.start, token.end)
        found.troubles.append(Trouble(token.start, text, ways, spelling=bool(offers)))

    if any(unicodedata.category(c) in ("Nd", "No", "Nl") for c in word):
        if re.fullmatch(r"[0-9]{1,2}[./][0-9]{1,2}(?:[./][0-9]{2,4})?", word):
            trouble(f"“{shown(word)}” is not understood; a date is written like 2026-03-01")
        elif re.fullmatch(r"[0-9]{1,6}(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)", word):
            trouble(f"“{shown(word)}” is not understood; a time past is written {shown(word)} ago")
        else:
            trouble(f"“{shown(token.raw)}” is not understood; a note goes after --")
    elif word.startswith("-") and len(word) > 1:
        trouble(f"“{shown(token.raw)}” is not understood; is it an option of this command?")
    elif word.endswith("?") and look_up([Token(word.rstrip("?"), word)], 0):
        trouble(f"“{shown(token.raw)}”: log what is certain; the rest goes into the note, after --")
    else:
        # Two words say more than one: "lower bakc" is the lower back, "bakc" alone could be any back.
        before, after = (token.text for token in [Token("", ""), *tokens, Token("", "")][index : index + 3 : 2])
        if offers := near_names(before, word, after):
            start, end = token.start, token.end
            if any(word != offer.split()[-1] and after == offer.split()[-1] for offer in offers):
                end = tokens[index + 1].end
            elif before and any(before == offer.split()[0] for offer in offers):
                start = tokens[index - 1].start
            ways = tuple(((Fix(start, end, offer),),) for offer in offers)
            found.troubles.append(Trouble(token.start, _not_understood(token, offers), ways, spelling=True))
        elif signs := near_signs(word):
            text = f"{_not_understood(token, signs)} If not, it goes into the note"
            meant: Ways = tuple(((Fix(token.start, token.end, sign),),) for sign in signs)
            either = (*meant, *moved(token.start, token.end))
            found.troubles.append(Trouble(token.start, text, either, spelling=True))
        elif is_misspelt(word) or near(word):
            trouble(_not_understood(token, near(word)), *near(word))


def _not_understood(token: Token, offers: Sequence[str]) -> str:
    meant = f"did you mean {' or '.join(offers)}?" if offers else "a note goes after --"
    return f"“{shown(token.raw)}” is not understood; {meant}"
