"""From a session's words to pieces: times, durations, set counts, loads, ratings, what was eased or denied, words."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from diary.domain.grammar import session_words as known
from diary.domain.grammar.amounts import COUNTED, match_duration, match_duration_range, match_span
from diary.domain.grammar.atoms import Fix, Level, Trouble, Ways
from diary.domain.grammar.levels import match_level
from diary.domain.grammar.senses import sense
from diary.domain.grammar.session_dosage import match_dosage, match_load
from diary.domain.grammar.session_piece import Piece, PieceRole, Pieces
from diary.domain.grammar.spoken_clock import in_part
from diary.domain.grammar.suggest import near, nearest
from diary.domain.grammar.times import Here, clock_offers
from diary.domain.grammar.timewords import TIME_WORDS, TimeWord, match_time
from diary.domain.grammar.tokens import Token, shown, tokens_of
from diary.domain.grammar.vague_times import PAST_TIME, match_vague_time
from diary.domain.signs import signs_in
from diary.errors import DiaryError

HOLDERS = ("NUMBER", "SIDE", "PLACE", "TIME")
_QUOTED = re.compile(r"(?<!\S)‹([^‹›]+)›(?=[\s,:]|$)")
"""What the echo of a session has in these marks is one name, reason or note, whatever its words mean elsewhere."""


def pieces_of(source: str, here: Here) -> Pieces:
    """The pieces of a line."""
    line = Pieces(source, here, tokens_of(source))
    quoted = {match.start(): match for match in _QUOTED.finditer(source)}
    index = 0
    while index < len(line.tokens):
        if match := quoted.get(line.tokens[index].start):
            line.found.append(Piece("quoted", match[1], match.start(), match.end(), match[1].casefold()))
            while index < len(line.tokens) and line.tokens[index].start < match.end():
                index += 1
        else:
            index += _next_piece(line, index)
    colons = [match.start() for match in re.finditer(r":(?=\s|$)", source)]
    for at in colons:
        if not any(piece.start <= at < piece.end for piece in line.found):
            line.found.append(Piece("colon", ":", at, at + 1, ":"))
    line.found.sort(key=lambda piece: piece.start)
    names_day = any(piece.when and (piece.when.names_day or piece.when.instant) for piece in line.found)
    line.troubles += [vague.trouble(other_day=names_day) for vague in line.vague]
    _join_later_pain(line)
    for sign in signs_in(source):
        for piece in line.found:
            # Words that may tell a warning sign belong to the note, where they are asked about.
            if piece.start < sign.end and piece.end > sign.start and piece.role in ("word", "eased", "and", "denial"):
                piece.role = "remark"
    return line


def _join_later_pain(line: Pieces) -> None:
    """`pain 4 after` was not felt during an exercise: with the word after it, it is a remark."""
    found: list[Piece] = []
    for piece in line.found:
        before = found[-1] if found else None
        if before and before.role == "pain" and before.level and set(piece.text.split()[:1]) & known.NOT_DURING:
            before.role = "amount"
            if piece.role == "word":
                before.end, before.raw = piece.end, line.source[before.start : piece.end]
                before.text = f"{before.text} {piece.text}"
                continue
        found.append(piece)
    line.found[:] = found


def _next_piece(line: Pieces, index: int) -> int:
    token = line.tokens[index]
    if token.text == ",":
        return line.add("comma", index, 1)
    if token.text == "and":
        return line.add("and", index, 1)
    if token.raw in HOLDERS:
        text = PAST_TIME if token.raw == "TIME" else f"write the number instead of {token.raw}"
        line.troubles.append(Trouble(token.start, text, missing=True))
        return line.add("remark", index, 1)
    for match in (_marked, _ratings, match_dosage, _vague, _times, match_load, _phrases, _numbers):
        if used := match(line, index):
            return used
    return _word(line, index)


# --- what "@" marks


def _marked(line: Pieces, index: int) -> int:
    """`@20kg` is a load, `@18:00` a time, `@20` is asked about."""
    if line.tokens[index].text != "@":
        return 0
    if index + 1 == len(line.tokens):
        return line.ask(index, 1, ": a time or a load follows it, such as @18:00 or @20kg")
    for match in (_ratings, _times, match_load):
        if used := match(line, index + 1):
            line.found[-1].start = line.tokens[index].start
            return 1 + used
    text = line.tokens[index + 1].text
    if re.fullmatch(r"[0-9]{1,4}(?:[.,][0-9]+)?", text):
        return line.ask(index, 2, ": is it a load? Then write its unit", f"@{text}kg", f"@{text}lb")
    return line.ask(index, 2, ": a time or a load follows @, such as @18:00 or @20kg")


# --- ratings


def _ratings(line: Pieces, index: int) -> int:
    """`effort 6`, `RPE 7`, `pain 4`, `4/10 pain`."""
    texts = line.texts(index)
    first = texts[0]
    if glued := re.fullmatch(r"(rpe|effort|pain)([0-9]{1,2})(?:/10)?", first):
        number = Token(glued[2], glued[2])
        return _rated(line, index, 1, glued[1], match_level([number], 0))
    if first in known.EFFORTS or first in ("pain", "pains"):
        used = 1
        while texts[used : used + 1] and texts[used] in ("level", "of", "was", "is", "=", "at", "score", "rated"):
            used += 1
        if index + used < len(line.tokens) and line.tokens[index + used].raw == "NUMBER":
            text = f"write {first} from 0 to 10 instead of NUMBER"
            line.troubles.append(Trouble(line.tokens[index].start, text, missing=True))
            return line.add("pain" if first.startswith("pain") else "effort", index, used + 1, flag=True)
        level = match_level(line.tokens, index + used) if index + used < len(line.tokens) else None
        if level is None and first.startswith("pain"):
            return 2 if texts[1:2] == ["free"] and line.add("no-pain", index, 2) else 0
        return _rated(line, index, used, first, level)
    if (first in ("no", "without", "zero") and texts[1:2] in (["pain"], ["pains"])) or first in (
        "painfree",
        "painless",
    ):
        return line.add("no-pain", index, 1 if first.startswith("pain") else 2)
    level = match_level(line.tokens, index)
    if isinstance(level, tuple) and texts[level[0] : level[0] + 1]:
        after = texts[level[0]]
        follows = line.tokens[index + level[0] + 1 : index + level[0] + 2]
        # "Week 3 effort 7": the number belongs to the word before it.
        other = follows and isinstance(match_level(follows, 0), tuple)
        if after in ("pain", "effort", "rpe", "exertion") and first not in ("no", "zero") and not other:
            return line.add("pain" if after == "pain" else "effort", index, level[0] + 1, level=level[1])
    return 0


def _rated(line: Pieces, index: int, used: int, name: str, level: tuple[int, Level] | str | None) -> int:
    if isinstance(level, tuple):
        # Where the number is joined to the word, as in "rpe7", it is part of this token.
        more = 0 if re.search(r"[0-9]", line.tokens[index].text) else level[0]
        return line.add("pain" if name.startswith("pain") else "effort", index, used + more, level=level[1])
    if isinstance(level, str):
        start, end = line.tokens[index].start, line.tokens[index + used].end
        ways: Ways = (((Fix(start, end, f"{name} NUMBER", keeps=True),),),)
        return line.ask(index, used + 1, f": {name} is a number from 0 to 10", ways=ways)
    return line.ask(index, 1, " needs its number from 0 to 10 after it, such as effort 6", f"{name} NUMBER")


# --- times and durations

_TIME_LEADS = {
    **dict.fromkeys(("from", "started", "starting", "began", "started at", "starting at", "began at"), "from"),
    **dict.fromkeys(("until", "till", "til", "ended", "finished", "ended at", "finished at", "done at", "by"), "until"),
    **dict.fromkeys(("at", "on", "in", "approx", "~"), "at"),
}
_LENGTH_LEADS = {
    "for": "for", "for about": "for", "for around": "for", "lasting": "", "lasted": "", "about": "", "around": "",
    "approx": "", "approximately": "", "roughly": "", "nearly": "", "almost": "", "ca": "", "~": "",
    "for nearly": "for", "for almost": "for", "total": "", "for total of": "for",
}  # fmt: skip


def _vague(line: Pieces, index: int) -> int:
    vague = match_vague_time(line.source, line.tokens, index, line.here.local, numbers=False)
    if vague is None:
        return 0
    line.vague.append(vague)
    line.add("remark", index, vague.used)
    line.found[-1].end = vague.end
    return vague.used


def _times(line: Pieces, index: int) -> int:
    texts = line.texts(index, 3)
    if texts[0] == "since" and line.found and line.found[-1].role in ("eased", "skipped"):
        return line.add("word", index, 1)  # the reason follows
    if texts[0] in ("since", "every"):
        # What follows them is never the time of a session.
        other = sense(line.tokens, index, line.here.local)
        used = other.used if other else 0
        holder = next((at for at in range(1, used) if line.tokens[index + at].raw in HOLDERS), used)
        return line.add("remark", index, holder) if used else 0
    if span := match_span(line.tokens, index):
        return line.add("span", index, span[0], span=span[1])
    for length in (2, 1):
        words = " ".join(texts[:length])
        if len(texts) > length:
            for leads in (_LENGTH_LEADS, _TIME_LEADS):
                if words in leads and (
                    used := _time_or_length(line, index + length, leads is _LENGTH_LEADS, leads[words])
                ):
                    line.found[-1].start = line.tokens[index].start
                    line.found[-1].raw = line.source[line.found[-1].start : line.found[-1].end]
                    return length + used
    return _time_or_length(line, index, True, "") or _time_or_length(line, index, False, "")


def _time_or_length(line: Pieces, index: int, is_length: bool, lead: str) -> int:
    tokens = line.tokens
    if is_length:
        if between := match_duration_range(tokens, index):
            return line.ask(index, between[0], ": how long was it?", between[1], between[2])
        length = match_duration(tokens, index)
        if length and [token.text for token in tokens[index + length[0] :][:1]] != ["ago"]:
            return line.add("duration", index, length[0], seconds=length[1], lead=lead)
        return 0
    if span := match_span(tokens, index):
        return line.add("span", index, span[0], span=span[1])
    try:
        found = match_time(tokens, index, line.here.local)
    except DiaryError as error:
        end = index + (2 if tokens[index].text in ("last", "past", "next") else 1)
        line.troubles.append(Trouble(tokens[index].start, str(error), hint=error.hint))
        return line.add("remark", index, min(end, len(tokens)) - index)
    if found is None:
        return 0
    used, when = found
    after = tokens[index + used : index + used + 1]
    if (
        when.yearless
        and after
        and tokens[index + used - 1].text.isdigit()
        and (match_duration(tokens, index + used - 1) or after[0].text in COUNTED)
    ):
        return 0  # "march 10 minutes"
    return line.add("time", index, used, when=when, lead=lead)


# --- phrases and words


def _phrases(line: Pieces, index: int) -> int:
    texts = line.texts(index, 4)
    if texts[0] == "not" and texts[1:2] == ["new"]:
        return line.add("new", index, 2, flag=False)
    if texts[0] == "new":
        used = 2 if texts[1:2] in (["exercise"], ["exercises"]) and len(texts) > 2 else 1
        return line.add("new", index, used, flag=True)
    for length in range(min(4, len(texts)), 0, -1):
        words = " ".join(texts[:length])
        roles: tuple[tuple[frozenset[str], PieceRole], ...] = (
            (known.EASED, "eased"), (known.SKIPPED, "skipped"), (known.EACH, "each"), (known.DENIED_ALL, "denial"),
            (known.DENIED_BEFORE, "denial"), (known.DENIED_AFTER, "denial"),
        )  # fmt: skip
        for table, role in roles:
            if words in table:
                return line.add(role, index, length)
    if re.fullmatch(r"[a-z]{2,8}n['’]t", line.tokens[index].raw.casefold()):
        return line.add("denial", index, 1)
    return line.add("done", index, 1) if texts[0] == "done" else 0


def _numbers(line: Pieces, index: int) -> int:
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
    if re.fullmatch(r"[0-9]{1,3}", text):
        return line.ask(
            index, 1, ": what is it? Minutes are written 30 min, repetitions x10", f"{text} min", f"x{text}"
        )
    return line.ask(index, 1, " is not understood; a note goes after --")


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


def _word(line: Pieces, index: int) -> int:
    token = line.tokens[index]
    if token.text.startswith("-") and len(token.text) > 1 and token.text[1:2].isalpha():
        return line.ask(index, 1, " is not understood; is it an option of this command?")
    offers = [offer for offer in near(token.text) if offer in TIME_WORDS]
    if other := nearest(token.text, known.MISSPELT):
        offers.append(other)
    if offers:
        # A misspelt time would else be taken as now.
        return line.ask(index, 1, f" is not understood; did you mean {' or '.join(offers)}?", *offers)
    says = any(c.isalnum() or unicodedata.category(c) == "So" for c in token.text)
    return line.add("word" if says else "remark", index, 1)
