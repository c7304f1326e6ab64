"""The lines of a map as questions with answers to choose from, and whether the map can hold an answer."""

from __future__ import annotations

import re
from typing import NamedTuple

from diary.domain.vocabulary import place_name
from diary.errors import InvalidValue
from diary.exchange.apps.clocks import DAY_FIRST, MONTH_FIRST
from diary.exchange.apps.name_map import EMPTY, FROM_ONE, NOTES, ROLES
from diary.exchange.apps.rows import ASK, ELSE, IGNORE, MEDICINE, NOTE, TEN
from diary.exchange.apps.targets import SESSION, target_of

Keys = tuple[str, ...]
MOST_PICKS = 9
"""As many as there are digits from 1 on."""
_QUOTED = re.compile(r'"([^"]+)"')
_WHICH = re.compile(r"which (?P<name>[\w ]+): (?P<parts>[^?]+)\?")
_TOO_WIDE = re.compile(r"too wide: (?P<parts>[^?]+)\?")
_EXAMPLE = re.compile(r'such as "[^"]+"')
_LEVELS = re.compile(r"10|\d")


class Pick(NamedTuple):
    """An answer to choose, as the map holds it, and what it means in words."""

    answer: str
    words: str


_NAMES = (Pick(NOTE, "only text, in the note"), Pick(IGNORE, "leave it out"))
_OTHER_NAMES = (Pick(MEDICINE, "a medicine"), Pick(SESSION, "a therapy or exercise session"))
_NUMBERS = (
    Pick(TEN, "its numbers are levels, 0-10"),
    Pick(FROM_ONE, "the same, but 0 means that nothing was logged"),
    Pick(EMPTY, "no levels; the numbers go to the note"),
)
_WORD = (Pick(EMPTY, "no level; the word goes to the note"), Pick(IGNORE, "it means that nothing was there"))
_OPTIONS = {
    "dates": (Pick(DAY_FIRST, "the day comes first: 03/04 is 3 April"), Pick(MONTH_FIRST, "the month: 4 March")),
    "notes": (
        Pick(NOTES[0], "notes beside what is mapped"),
        Pick(NOTES[1], "the notes of all rows"),
        Pick(NOTES[2], "no notes"),
    ),
}
_COLUMNS = ("date", "clock", "name", "names", "level", "own", "medicine", "note", "ignore")


def words_of(keys: Keys) -> str:
    """What a line of the map is about."""
    about = {
        "options": {"dates": "Dates such as 03/04:", "zone": "The time zone:", "notes": "Notes:"}.get(keys[-1], ""),
        "names": f"{keys[1]}: what is “{keys[-1]}”?" if keys[-1] != ELSE else f"{keys[1]}: all other names",
        "levels": f"Scale “{keys[1]}”: which level 0-10" + (f" is “{keys[-1]}”?" if len(keys) > 2 else "?"),
        "columns": f"The column “{keys[-1]}”:",
        "parts-of-the-day": f"Which hour is “{keys[-1]}”?",
    }.get(keys[0], "")
    return about or f"{keys[-1]}?"


def question_words(keys: Keys, remark: str) -> str:
    """A line of the map as a question, with what is known about it."""
    return f"{words_of(keys)} ({remark})" if remark else words_of(keys)


def picks(keys: Keys, remark: str) -> list[Pick]:
    """The answers to choose from; `remark` is what is known about the line, or why an answer was refused."""
    if keys[0] == "names":
        found = [Pick(answer, answer) for answer in proposed(remark)]
        return [*found, *_NAMES, *(() if found else _OTHER_NAMES)][:MOST_PICKS]
    if keys[0] == "levels":
        return list(_NUMBERS if len(keys) == 2 or keys[-1] == ELSE else _WORD)
    if keys[0] == "columns":
        return [Pick(role, ROLES[role]) for role in _COLUMNS]
    return list(_OPTIONS.get(keys[-1], ()))


def proposed(remark: str) -> list[str]:
    """What a remark proposes: what it quotes, or the parts of what it asks, such as which knee."""
    if which := _WHICH.search(remark):
        return [_named(f"{part} {which['name']}") for part in _parts(which["parts"])]
    if wide := _TOO_WIDE.search(remark):
        return [part for part in _parts(wide["parts"]) if _is_place(part)]
    return list(dict.fromkeys(_QUOTED.findall(_EXAMPLE.sub("", remark))))


def _parts(text: str) -> list[str]:
    return [part.strip().removeprefix("the place, such as ") for part in re.split(r", (?!such)| or ", text)]


def _named(text: str) -> str:
    """A place by its name: "both knees" for "both knee"."""
    target = target_of(text)
    return ", ".join(place_name(*place) for place in target.places) if target else text


def _is_place(part: str) -> bool:
    """Whether a part is a place, or one of which only the side is missing."""
    try:
        target_of(part)
    except InvalidValue as error:
        return bool(_WHICH.search(str(error)))
    return True


def check_answer(keys: Keys, answer: str) -> str | int:
    """An answer to a question as it is written in the map; InvalidValue where the map can't hold it."""
    if keys[0] == "names":
        target_of(answer)
        return answer
    allowed: tuple[str, ...] = ()
    if keys[0] == "levels":
        one_word = len(keys) > 2 and keys[-1] != ELSE
        if one_word and _LEVELS.fullmatch(answer):
            return int(answer)
        allowed = ("", EMPTY, IGNORE) if one_word else (TEN, FROM_ONE, EMPTY)
    elif keys[0] == "columns":
        allowed = tuple(ROLES)
    elif keys[0] == "options" and keys[-1] in _OPTIONS:
        allowed = tuple(pick.answer for pick in _OPTIONS[keys[-1]])
    if allowed and answer not in (*allowed, ASK):
        more = "a level 0-10, " if keys[0] == "levels" and "" in allowed else ""
        raise InvalidValue(f"“{answer}” is no answer to that; use {more}{', '.join(filter(None, allowed))}")
    return answer
