"""A number in a session's line that is no set count, load or time: a count of something, an hour, or asked about."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from diary.domain.grammar import session_words as known
from diary.domain.grammar.amounts import COUNTED
from diary.domain.grammar.atoms import Fix, Trouble, Ways
from diary.domain.grammar.session_piece import Pieces
from diary.domain.grammar.spoken_clock import in_part
from diary.domain.grammar.suggest import nearest
from diary.domain.grammar.times import clock_offers
from diary.domain.grammar.timewords import TimeWord, match_time
from diary.domain.grammar.tokens import shown
from diary.errors import DiaryError

_LISTED = re.compile(
    r"[0-9]{1,3}(?:[,/][0-9]{1,3}|(?:, [0-9]{1,3}){2}){1,9}(?![0-9x×]| ?(?:min|h|s|sec|km|kg|m|reps?|x)\b)"
)
"""Numbers joined by commas or strokes; with spaces between them at least three."""

_WHAT_IS_IT = ": what is it? Minutes are written 30 min, repetitions x10"
_WHAT_ARE_THEY = _WHAT_IS_IT.replace("is it", "are they")


def match_number(line: Pieces, index: int) -> int:
    """A number that is nothing of the above: a count of something, a name (week 3), or asked about."""
    token = line.tokens[index]
    text, after = token.text, line.texts(index + 1, 1)
    before = line.tokens[index - 1].text if index else ""
    if not any(unicodedata.category(c) in ("Nd", "No", "Nl") for c in text) or text[:1].isalpha():
        return 0
    if (re.fullmatch(r"[0-9]+/[0-9]+", text) and after and after[0].isalpha()) or re.fullmatch(r"[0-9]+-[a-z]+", text):
        return line.add("word", index, 1)  # 90/90 stretch, 1-leg squat
    glued = re.fullmatch(r"[~≈]?([0-9]{1,6}[x×]?[0-9.,]{0,9})([a-z#\"']+)", text)
    if glued and (glued[2] in COUNTED or glued[2] == "#") and not (glued[2] == "m" and _may_be_minutes(glued[1])):
        more = 1 if after and after[0] in COUNTED else 0
        return line.add("amount", index, 1 + more)
    number = re.fullmatch(r"[~≈]?[0-9]+(?:[.,][0-9]+)*(?:[-–][0-9]+)?", text)
    if number and after and after[0] in COUNTED and not (after[0] == "m" and _may_be_minutes(text)):
        return line.add("amount", index, 2)
    if loaded := re.fullmatch(r"([0-9]{1,3}[x×][0-9]{1,3})[x×]([0-9]{1,3})", text):
        sets, load = loaded.groups()
        return line.ask(index, 1, ": is it a load? Then write its unit", f"{sets} @{load}kg", f"{sets} @{load}lb")
    if before in known.NAMED_BY_NUMBER:
        return line.add("word", index, 1)
    if number and after and (unit := nearest(after[0], ("minutes", "hours"))):
        return line.ask(index, 2, f": did you mean {text} {unit}?", f"{text} {unit}")
    metres = (glued and glued[2] == "m") or (number and after == ["m"])
    if metres:
        amount = glued[1] if glued else text
        return line.ask(index, 1 if glued else 2, ": minutes or metres? Minutes are written min", f"{amount} min")
    if before in known.HOUR_LEADS and re.fullmatch(r"[0-9]{1,2}", text) and int(text) < 24:
        if before == "at" and line.found and any(piece.role == "count" for piece in line.found):
            return line.ask(index, 1, ": is it a load? Then write its unit", f"{text} kg", f"{text} lb")
        return _ask_for_hour(line, index, int(text))
    if used := _each_set(line, index):
        return used
    if re.fullmatch(r"[0-9]{1,3}", text):
        return line.ask(index, 1, _WHAT_IS_IT, f"{text} min", f"x{text}")
    return line.ask(index, 1, " is not understood; a note goes after --")


def ask_once(line: Pieces) -> None:
    """Ask one time about bare numbers of several exercises: they are most likely all of one kind."""
    bare = [trouble for trouble in line.troubles if trouble.text.endswith(_WHAT_IS_IT)]
    if len(bare) < 2:
        return
    minutes, repetitions = (tuple(trouble.ways[k][0][0] for trouble in bare) for k in (0, 1))
    numbers = ", ".join(trouble.text.removesuffix(_WHAT_IS_IT) for trouble in bare[:4])
    line.troubles = [trouble for trouble in line.troubles if trouble not in bare]
    line.troubles.append(Trouble(bare[0].start, f"{numbers}{_WHAT_ARE_THEY}", ((repetitions,), (minutes,))))


def _each_set(line: Pieces, index: int) -> int:
    """`squats 12,10,8`: the repetitions of each set, of which an exercise keeps one number."""
    start, end = line.tokens[index].start, line.tokens[index].end
    match = _LISTED.match(line.source, start)
    if match is None or (match.end() <= end and match[0].count("/") < 2):
        return 0
    used = sum(1 for token in line.tokens[index:] if token.start < match.end())
    sets = len(re.findall("[0-9]+", match[0]))
    ways: Ways = (((Fix(start, match.end(), f"{sets} sets", keeps=True),),),)
    return line.ask(index, used, ": the sets of an exercise have one number of repetitions, such as 3x10", ways=ways)


def _ask_for_hour(line: Pieces, index: int, hour: int) -> int:
    """`at 7` may be before or after noon; `at 4 yesterday afternoon` is one of them."""
    lead = line.found.pop()  # "at", which the line that is printed has no more
    if line.days is None:
        line.days = [when for at in range(len(line.tokens)) if (when := _time_word(line, at))]
    parts = [when.clock for when in line.days if when.part and when.clock]
    if len(parts) == 1 and 1 <= hour <= 12 and (clock := in_part(time(hour), parts[0])):
        return line.add("time", index, 1, when=TimeWord(str(hour), clock=clock), lead="at")
    times = clock_offers(time(hour), line.here, day_named=any(when.names_day for when in line.days))
    start, end = lead.start, line.tokens[index].end
    begins = "from " if lead.text == "from" else ""
    choices = [f"{begins}{text}" for text in times]
    choices += [f"{hour} min"] if lead.text in ("around", "about", "ca", "circa") else []
    ways: Ways = tuple(((Fix(start, end, text),),) for text in choices)
    text = f"“{shown(line.source[start:end])}”: which hour? Write {' or '.join(times)}"
    line.troubles.append(Trouble(start, text, ways))
    return line.add("remark", index, 1)


def _time_word(line: Pieces, index: int) -> TimeWord | None:
    try:
        found = match_time(line.tokens, index, line.here.local)
    except DiaryError:
        return None
    return found[1] if found else None


def _may_be_minutes(text: str) -> bool:
    return text.isdigit() and int(text) < 100
