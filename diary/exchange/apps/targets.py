"""What a name of another app's file means in the diary, as a map says it: "left knee", "medicine", "ignore"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from diary.domain.vocabulary import CARES
from diary.errors import InvalidValue
from diary.exchange import cell_words
from diary.exchange.apps.rows import ASK, IGNORE, MEDICINE, NOTE

Place = tuple[str, str]
INTERFERENCE, SESSION = "interference", "session"
KINDS_OF_LINE = (
    ('"lower back", "left knee", "both hands"', "a place; several with commas"),
    ('"left knee, burning"', "a place and how it feels, or what comes with it: numbness left foot"),
    ('"fever", "burning"', "of the whole person, or how all places of the row feel"),
    ('"medicine", "ice", "heat", "movement"', "self-care; another name after a colon: medicine: Ibuprofen"),
    ('"session"', "a therapy or exercise session; another name after a colon"),
    ('"interference"', "how much pain interferes with the day"),
    ('"note"', "only text, in the note"),
    ('"ignore"', "left out"),
)
"""What may stand behind a name, and what it means."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a name means: `kind` is entry, care, session, interference, note or ignore."""

    kind: str
    places: tuple[Place, ...] = ()
    qualities: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    activity: str = ""
    """Of self-care."""
    name: str = ""
    """The name to use, where it is not that of the file."""


@lru_cache(maxsize=4096)
def target_of(text: str) -> Target | None:
    """The meaning of a text of the map; None for a question, InvalidValue for what has no meaning."""
    text = text.strip()
    if text in ("", ASK):
        return None
    word, _, name = (part.strip() for part in text.partition(":"))
    word = word.casefold()
    if word in (IGNORE, NOTE, INTERFERENCE) and not name:
        return Target(word)
    if word == SESSION:
        return Target(SESSION, name=name)
    if word in (MEDICINE, "medication"):
        return Target("care", activity="medication", name=name)
    if word in CARES:
        return Target("care", activity=word, name=name)
    return _felt(text)


def _felt(text: str) -> Target:
    places: list[Place] = []
    qualities: list[str] = []
    symptoms: list[str] = []
    for part in (part.strip() for part in re.split(r"[,;]", text)):
        if not part:
            continue
        try:
            place = cell_words.place(part, "")
        except InvalidValue as error:
            if not (words := _words(part)):
                raise InvalidValue(f"“{text}”: {error}") from error
            (qualities if words[0] == "quality" else symptoms).extend(words[1])
        else:
            assert place is not None
            places.append(place[:2])
    unique = tuple(dict.fromkeys(places))
    return Target("entry", unique, tuple(dict.fromkeys(qualities)), tuple(dict.fromkeys(symptoms)))


def _words(part: str) -> tuple[str, tuple[str, ...]] | None:
    for role in ("quality", "symptom"):
        try:
            return role, cell_words.words(part, role)[0]
        except InvalidValue:
            continue
    return None
