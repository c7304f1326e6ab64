"""Words that mean something else beside others: "left work" is no side, "since Tuesday" no time, "8 hours" no level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from diary.domain.grammar.atoms import AtomRole
from diary.domain.grammar.levels import match_level
from diary.domain.grammar.lexicon import look_up
from diary.domain.grammar.small_words import NUMBERS, OTHERS, OTHERS_HAVE, UNITS, word_set
from diary.domain.grammar.timewords import TIME_WORDS, TimeWord, match_time
from diary.domain.grammar.tokens import SEPARATORS, Token
from diary.errors import DiaryError

_PEOPLE = frozenset({"i", "we", "he", "she", "they", "ive"})
_LEFT_VERB = word_set("work home early over it them school office house gym bed alone over out behind late")
_RIGHT_NOW = word_set("after before away as when through until till at round from")
_FEELS = frozenset({"all", "feels", "feel", "felt", "feeling", "looks"})
_BACK_CAME = word_set("came come comes coming is was pains its went going get got be crept bring brought im")
_BACK_TO = word_set("to at from home again in on into after for")
_ONE_OF = word_set("left right other bad good this that which no any each sore worse better every")
_SPAN_WORDS = word_set(
    "about over almost nearly past last few several couple of at least more than next coming good whole all "
)
_LENGTHS = word_set("ages while long years weeks days hours months minutes ever")
_BEFORE_VERB = frozenset({"when", "while", "whilst", "have", "had", "having", "been", "was", "im", "if", "after"})
_COMPARED = frozenset({"than", "like", "unlike", "as", "versus", "vs"})
_PARTS = frozenset({"morning", "evening", "afternoon", "night"})


class Sense(NamedTuple):
    """How many words it takes and what they are together; `kept` words go to the note without a question."""

    used: int
    role: AtomRole
    value: str = ""
    kept: bool = False


def sense(tokens: Sequence[Token], index: int, local: datetime) -> Sense | None:
    """What the words at `index` mean beside those around them; None where they mean what they always do."""
    text = tokens[index].text
    before = tokens[index - 1].text if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if text in OTHERS and after in OTHERS_HAVE:
        return Sense(2, "doubt", "other")
    if text[:-1] in OTHERS and text.endswith("s") and re.search("['’]s$", tokens[index].raw):
        return Sense(1, "doubt", "other")
    if used := _sleepless(tokens, index):
        return Sense(used, "symptom", "night-pain")
    if used := _kept(tokens, index, local):
        return Sense(used, "remark", kept=True)
    if used := _count(tokens, index, local):
        return Sense(used, "count")
    if text == "left" and (before in _PEOPLE or after in _LEFT_VERB) and not _is_site(tokens, index):
        return Sense(1, "remark", kept=True)
    if text == "right" and after == "away":
        return Sense(2, "remark", kept=True)
    if text == "right" and (
        after in _RIGHT_NOW or before == "all" or (before in _FEELS and not _is_site(tokens, index))
    ):
        return Sense(1, "remark", kept=True)
    if text == "back" and ((before in _BACK_CAME) or (after in _BACK_TO and before in ("", *SEPARATORS, *_PEOPLE))):
        return Sense(1, "remark", kept=True)
    if text == "one" and (before in _ONE_OF or after in ("of", "day", "side", "more", "thing", "leg")):
        return Sense(1, "remark", kept=True)
    if text in ("sat", "sun") and tokens[index].raw.islower() and _is_verb(tokens, index, before, after):
        return Sense(1, "remark", kept=True)
    if re.fullmatch(r"[a-z]+['’]s", tokens[index].raw.casefold()) and text.removesuffix("s") in TIME_WORDS:
        return Sense(1, "span", "time")
    return None


def _is_site(tokens: Sequence[Token], index: int) -> bool:
    after = look_up(tokens, index + 1) if index + 1 < len(tokens) else None
    return after is not None and after[1].role in ("site", "wide")


def _is_verb(tokens: Sequence[Token], index: int, before: str, after: str) -> bool:
    """Whether "sat" is how somebody sat, and "sun" the one in the sky: other words follow that are no time or place."""
    if before in _PEOPLE or before in _BEFORE_VERB:
        return True
    if before in ("on", "last", "next", "since", "this") or not after or after[0].isdigit() or after in _PARTS:
        return False
    meaning = look_up(tokens, index + 1)
    return after not in SEPARATORS and (
        meaning is None or meaning[1].role in ("filler", "link", "circumstance", "span")
    )


def _sleepless(tokens: Sequence[Token], index: int) -> int:
    """How many words say that pain kept a person awake: `didn't sleep because of the pain`; 0 where they do not."""
    texts = " ".join(token.text for token in tokens[index : index + 10])
    match = re.match(
        r"(?:(?:could|did|can) ?no?t|cannot|hardly|barely|couldn t) (?:get to |fall |really |even )?"
        r"(?:sleep|slept|asleep)"
        r"(?: at all| last night| all night| well| properly)?(?: because of| because| for| due to| from| with| through)"
        r"(?: all)? (?:pains?|it hurts?|ache|aching|hurting)\b"
        r"|pains? (?:has |had )?kept me (?:awake|up)(?: all night| at night)?\b"
        r"|(?:kept awake|kept up|awake all night|up all night) (?:by|with|from|because of) pains?\b",
        texts,
    )
    return len(match[0].split()) if match else 0


def _kept(tokens: Sequence[Token], index: int, local: datetime) -> int:
    """How many words `since X`, `for X`, `every X` or `day 12` take, which are never the time of an entry."""
    text = tokens[index].text
    meaning = look_up(tokens, index)
    if meaning and meaning[1].role == "kept":
        return _clause(tokens, index + meaning[0], local) - index
    rest = [token.text for token in tokens[index + 1 : index + 7]]
    if text in ("for", "past", "last", "over", "within"):
        at = 0
        while at < len(rest) and (
            rest[at] in _SPAN_WORDS or rest[at] in NUMBERS or re.fullmatch(r"[0-9]+\+?", rest[at])
        ):
            at += 1
        # "Last mon" is a time, "last 3 days" is none.
        counted = any(
            word in NUMBERS or word[0].isdigit() or word in ("few", "couple", "several") for word in rest[:at]
        )
        if (
            at < len(rest)
            and rest[at] in UNITS | _LENGTHS
            and (counted or text == "for")
            and rest[at + 1 : at + 2] != ["ago"]
        ):
            return at + 2
    compared = 1 if text in _COMPARED else 2 if text == "compared" and rest[:1] in (["to"], ["with"]) else 0
    if compared and index + compared < len(tokens) and (time := _time_at(tokens, index + compared, local)):
        used = compared + time[0]
        while index + used < len(tokens) and (time := _time_at(tokens, index + used, local)):
            used += time[0]
        return used
    if text in ("every", "each"):
        at = index + 1
        while at < len(tokens) and (tokens[at].text in NUMBERS or tokens[at].text[0].isdigit()):
            at += 1
        return min(at + 1, len(tokens)) - index
    if text in ("day", "week", "month", "year") and rest and re.fullmatch(r"[0-9]{1,3}", rest[0]):
        return 2
    return 0


def _clause(tokens: Sequence[Token], start: int, local: datetime) -> int:
    """Where the words after `since` end: at a comma, a level, a place, a quality or a symptom."""
    at = start
    while at < len(tokens) and tokens[at].text not in SEPARATORS:
        if time := _time_at(tokens, at, local):
            at += time[0]
            continue
        meaning = look_up(tokens, at)
        if at > start and (
            (
                meaning
                and meaning[1].role in ("site", "side", "quality", "symptom", "negation", "number", "kind", "sudden")
            )
            or (isinstance(match_level(tokens, at), tuple) and not _count(tokens, at, local))
        ):
            break
        at += meaning[0] if meaning else 1
    return at


def _time_at(tokens: Sequence[Token], index: int, local: datetime) -> tuple[int, TimeWord] | None:
    try:
        return match_time(tokens, index, local)
    except DiaryError:
        return None


def _count(tokens: Sequence[Token], index: int, local: datetime) -> int:
    """How many words a number takes that counts something: 8 hours, 3 sets, 12 reps; 0 for others."""
    text = tokens[index].text
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?(?:[x×][0-9]+[a-z]*|[a-z%]{1,6})", text):
        unit = re.sub(r"[0-9.,]+", "", text, count=1)
        ago = _time_at(tokens, index, local)
        return 1 if not ago and (unit in UNITS or re.match(r"[x×]", unit)) else 0
    if not (text in NUMBERS or re.fullmatch(r"[0-9]{1,5}(?:[.,][0-9]+)?(?:-[0-9]+)?", text)) or index + 1 == len(
        tokens
    ):
        return 0
    unit = tokens[index + 1].text
    if unit in ("small", "little", "other", "outer") and [t.text for t in tokens[index + 2 : index + 3]] in (
        ["toes"],
        ["fingers"],
    ):
        return 2
    # "Left foot 3 toes tingle" may be a level and a site.
    if unit in ("toes", "fingers") and text not in NUMBERS:
        return 0
    if unit not in UNITS or _time_at(tokens, index, local):
        return 0
    # "5 day before yesterday" is a level and a day.
    if (day := _time_at(tokens, index + 1, local)) and day[0] > 1:
        return 0
    # "4 right", "3 m" and the like: one letter is a unit only where no side or level can be meant.
    return 2
