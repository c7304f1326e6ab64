"""From words to pieces with a meaning. A word that is not understood is an error that quotes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from diary.domain.grammar.lexicon import SEPARATORS, Token, look_up, shown
from diary.domain.grammar.suggest import near, near_names
from diary.domain.grammar.timewords import TimeWord, match_time
from diary.domain.vocabulary import CENTER, HIGHEST, PERSON_SYMPTOMS, REGIONS, place_name
from diary.errors import InvalidValue, UsageError

PieceRole = Literal[
    "separator", "level", "time", "site", "side", "quality", "symptom", "person", "sudden", "interference", "fatigue",
    "filler", "pain", "overall",
]  # fmt: skip

LEAVE_OUT = "leave out what is not there"


@dataclass(frozen=True, slots=True)
class Piece:
    """One understood piece of a line."""

    role: PieceRole
    raw: str
    value: str = ""
    number: int = 0
    pair: bool = False
    when: TimeWord | None = None


def scan(tokens: Sequence[Token], local: datetime) -> list[Piece]:
    """The pieces of a line in order, without filler words; UsageError or InvalidValue at the first wrong word."""
    pieces: list[Piece] = []
    index = 0
    while index < len(tokens):
        used, piece = _next_piece(tokens, index, local)
        pieces.append(piece)
        index += used
    return _joined([piece for piece in pieces if piece.role != "filler"])


def _next_piece(tokens: Sequence[Token], index: int, local: datetime) -> tuple[int, Piece]:
    token = tokens[index]
    phrase = look_up(tokens, index)
    # A phrase of several words wins over a time: "night pain" is no time of day.
    time_match = match_time(tokens, index, local) if phrase is None or phrase[0] == 1 else None
    if time_match:
        return time_match[0], Piece("time", shown(time_match[1].text), when=time_match[1])
    if phrase is None:
        if token.text in SEPARATORS:
            return 1, Piece("separator", token.text)
        return _level(tokens, index)
    used, meaning = phrase
    # One word as typed may be several tokens (left-knee); it is quoted once.
    raw = shown(" ".join(dict.fromkeys(token.raw for token in tokens[index : index + used])))
    if token.text == "@" and index + 1 < len(tokens) and match_time(tokens, index + 1, local):
        return 1, Piece("filler", raw)
    if meaning.role == "filler" and token.text in ("at", "on") and index + 1 == len(tokens):
        raise UsageError(f"“{raw}” is the last word; a time or a site should follow it")
    if meaning.role == "negation":
        raise _negation_error(tokens, index, raw)
    if meaning.role == "wide":
        raise UsageError(f"{raw}: {meaning.value}?")
    if meaning.role == "ask":
        raise UsageError(f"“{raw}”: {meaning.value}")
    if meaning.role == "number":
        after = look_up(tokens, index + used) if index + used < len(tokens) else None
        # "Zero numbness" says that there is none; it is no level 0.
        if meaning.value == "0" and after and after[1].role in ("quality", "symptom"):
            raise _negation_error(tokens, index, raw)
        return _level([Token(meaning.value, token.raw), *tokens[index + 1 : index + 5]], 0)
    return used, Piece(meaning.role, raw, meaning.value, pair=meaning.pair)


def _negation_error(tokens: Sequence[Token], index: int, raw: str) -> UsageError:
    words = {token.text for token in tokens[max(0, index - 1) : index + 2]}
    if words & {"pain", "painless", "painfree", "hurt", "hurts"}:
        return UsageError(f"“{raw}”: {LEAVE_OUT}; a site without pain is level 0, such as 0 {_place_in(tokens)}")
    return UsageError(f"“{raw}”: {LEAVE_OUT}; what has changed can go in the note, after --")


def _place_in(tokens: Sequence[Token]) -> str:
    """The place for an example: the one that the line names, else left knee."""
    meanings = [match[1] for index in range(len(tokens)) if (match := look_up(tokens, index))]
    sites = [meaning.value for meaning in meanings if meaning.role == "site"]
    sides = [meaning.value for meaning in meanings if meaning.role == "side"]
    if len(sites) == 1 and len(sides) <= 1:
        side = sides[0] if sides else CENTER
        if side in REGIONS[sites[0]].sides:
            return place_name(sites[0], side)
    return "left knee"


def _level(tokens: Sequence[Token], index: int) -> tuple[int, Piece]:
    """How many tokens a level such as 6, 6/10 or 6 out of 10 takes, and its piece; an error for anything else."""
    token = tokens[index]
    texts = [token.text for token in tokens[index : index + 4]] + [""] * 4
    if re.fullmatch(r"[0-9]{1,4}", token.text):
        used = 1
        for tail in (["/", "10"], ["/10"], ["out", "of", "10"], ["out", "of", "ten"], ["of", "10"]):
            if texts[1 : 1 + len(tail)] == tail:
                used += len(tail)
        if (number := int(token.text)) > HIGHEST:
            # Three digits and more are more likely a time of day (2100) than a level.
            hint = "; a time is written 21:00" if len(token.text) > 2 else ""
            after = look_up(tokens, index + used) if index + used < len(tokens) else None
            # "30 min": a time past without "ago".
            if after and after[1].role == "ask" and " ago" in after[1].value:
                hint = f"; {after[1].value}"
            raise InvalidValue(f"{token.text} is no level; levels are whole numbers from 0 to 10{hint}")
        return used, Piece("level", shown(token.raw), number=number)
    if share := re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", token.text):
        if share[2] != "10":
            raise InvalidValue(
                f"“{token.text}” is no level out of 10; write it like 6 or 6/10, and a date like 2026-03-01"
            )
        return _level([Token(share[1], token.raw)], 0)
    raise _not_understood(tokens, index)


def _not_understood(tokens: Sequence[Token], index: int) -> UsageError | InvalidValue:
    """The error for a word that is no phrase, no time and no level, with the most likely intention."""
    token = tokens[index]
    word = token.text
    # From numbers to words: a spelling is compared last, because it costs the most and explains the least.
    if re.fullmatch(r"[0-9]*[.,][0-9]+(?:/10)?", word):
        low = int(re.match(r"[0-9]{0,4}", word)[0] or 0)  # type: ignore[index]
        hint = f"; {low} or {low + 1}?" if low < HIGHEST else ""
        return InvalidValue(f"“{shown(word)}”: levels are whole numbers from 0 to 10{hint}")
    if re.fullmatch(r"-[0-9.,]+(?:/10)?", word):
        return InvalidValue(f"“{shown(word)}” is below 0; levels are whole numbers from 0 to 10")
    if between := re.fullmatch(r"([0-9]{1,2})[-–]([0-9]{1,2})(?:/10)?", word):
        return InvalidValue(f"“{word}”: one level is one whole number; {between[1]} or {between[2]}?")
    if re.fullmatch(r"[0-9]+", word):
        return InvalidValue(f"{shown(word)} is no level; levels are whole numbers from 0 to 10")
    if word in ("-", "–"):
        return UsageError("“-” is not understood; a note goes after --")
    if re.fullmatch(r"[0-9]{1,2}[./][0-9]{1,2}(?:[./][0-9]{2,4})?", word):
        return UsageError(f"“{shown(word)}” is not understood; a date is written like 2026-03-01")
    if re.fullmatch(r"[0-9]{1,6}(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)", word):
        return UsageError(f"“{shown(word)}” is not understood; a time past is written {shown(word)} ago")
    if word.startswith("-"):
        return UsageError(f"“{shown(token.raw)}” is not understood; is it an option of this command?")
    # Two words say more than one: "lower bakc" is the lower back, "bakc" alone could be any back.
    before, after = (token.text for token in [Token("", ""), *tokens, Token("", "")][index : index + 3 : 2])
    offers = near_names(before, word, after) or near(word)
    if offers:
        return UsageError(f"“{shown(token.raw)}” is not understood; did you mean {' or '.join(offers)}?")
    return UsageError(f"“{shown(token.raw)}” is not understood; a note goes after --")


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join pieces that belong together: a number and its interference or fatigue, "overall" and its symptom."""
    joined: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.role == "interference" or (piece.role == "symptom" and piece.value == "fatigue"):
            if after and after.role == "level":
                piece = replace(
                    piece, role="interference" if piece.role == "interference" else "fatigue", number=after.number
                )
                index += 1
            elif piece.role == "interference":
                raise UsageError(f"“{piece.raw}” needs its number from 0 to 10 after it, such as interference 4")
        elif piece.role == "overall":
            if after and after.role == "symptom" and after.value in PERSON_SYMPTOMS:
                piece = replace(after, role="person")
                index += 1
            elif joined and joined[-1].role == "symptom" and joined[-1].value in PERSON_SYMPTOMS:
                piece = replace(joined.pop(), role="person")
            else:
                raise UsageError(f"“{piece.raw}” goes with a symptom of the whole person, such as overall worse")
        elif piece.role == "symptom" and piece.value == "foot-drop" and joined and joined[-1].role == "side":
            # In "left foot drop" the phrase takes the word foot, which is the site as well.
            joined.append(Piece("site", "foot", "foot"))
        joined.append(piece)
        index += 1
    return [piece for piece in joined if piece.role != "pain"]
