"""From a session's words to pieces: times, durations, set counts, loads, ratings, what was eased or denied, words."""

from __future__ import annotations

import re
import unicodedata

from diary.domain.grammar import session_words as known
from diary.domain.grammar.amounts import COUNTED, match_duration, match_duration_range, match_span
from diary.domain.grammar.atoms import Fix, Level, Trouble, Ways
from diary.domain.grammar.levels import match_level
from diary.domain.grammar.senses import sense
from diary.domain.grammar.session_dosage import match_dosage, match_load
from diary.domain.grammar.session_exercises import names_exercise
from diary.domain.grammar.session_numbers import ask_once, match_number
from diary.domain.grammar.session_piece import Piece, PieceRole, Pieces
from diary.domain.grammar.suggest import near, nearest
from diary.domain.grammar.times import Here
from diary.domain.grammar.timewords import TIME_WORDS, match_time
from diary.domain.grammar.tokens import SEPARATORS, Token, tokens_of
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
    ask_once(line)
    for sign in signs_in(source):
        reason = False
        for piece in line.found:
            reason = piece.role != "comma" and (reason or piece.role in ("skipped", "eased"))
            # Words that may tell a warning sign belong to the note, where they are asked about; so are those of a
            # reason, which stays whole.
            if reason and piece.role != "eased":
                continue
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
    for match in (_marked, _ratings, match_dosage, _vague, _times, match_load, _phrases, match_number):
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
    """`effort 6`, `RPE 7`, `pain 4`, `4/10 pain`, `hurt 5`."""
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
    if first in ("hurt", "hurts", "hurting") and texts[1:2]:
        level = match_level(line.tokens, index + 1)
        # "Hurt 2 days" is no level.
        if isinstance(level, tuple) and (texts[1 + level[0] : 2 + level[0]] or [","])[0] in SEPARATORS:
            return line.add("pain", index, 1 + level[0], level=level[1])
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
        if words in known.EXCEPT and (used := _except(line, index, length)):
            return used
    if re.fullmatch(r"[a-z]{2,8}n['’]t", line.tokens[index].raw.casefold()):
        return line.add("denial", index, 1)
    if texts[0] in known.PLANS and _is_plan(line, index):
        return line.add("denial", index, 1)
    return line.add("done", index, 1) if texts[0] == "done" else 0


def _except(line: Pieces, index: int, length: int) -> int:
    """`everything except squats`: they were skipped."""
    last = index + length
    while last < len(line.tokens) and line.tokens[last].text not in (",", "but", "because", "as", "since", "--"):
        last += 1
    after, before = line.tokens[index + length : last], line.tokens[:index]
    name = line.source[after[0].start : after[-1].end] if after else ""
    whole = bool(before) and all(token.text in known.EVERYTHING | {"did", "i", "done"} for token in before)
    if not name or not (whole or names_exercise(name)):
        return 0
    start, end = line.tokens[index].start, after[-1].end
    fix = Fix(0, end, f"exercises, {name} skipped", keeps=True) if whole else Fix(start, end, f", {name} skipped")
    text = f": was it skipped? Write {name} skipped after a comma"
    return line.ask(index, last - index, text, ways=(((fix,),),))


def _is_plan(line: Pieces, index: int) -> bool:
    """Whether only the name of a session stands before `later`: physio later, not "felt better later"."""
    words = [piece.text for piece in line.found if piece.role != "and"]
    only_words = all(piece.role in ("word", "and") for piece in line.found)
    ends = index + 1 == len(line.tokens) or line.tokens[index + 1].text in (",", "today", "tomorrow", "tonight")
    return bool(words) and only_words and ends and not set(words) & known.REMARKS


def _word(line: Pieces, index: int) -> int:
    token = line.tokens[index]
    if token.text.startswith("-") and len(token.text) > 1 and token.text[1:2].isalpha():
        return line.ask(index, 1, " is not understood; is it an option of this command?")
    offers = [offer for offer in near(token.text) if offer in TIME_WORDS]
    if (other := nearest(token.text, known.MISSPELT)) == "skipped" and not offers:
        # Without it the line would tell that the exercise was done.
        ways: Ways = (((Fix(token.start, token.end, other),),),)
        return line.ask(index, 1, f" is not understood; did you mean {other}?", ways=ways)
    if other:
        offers.append(other)
    if offers:
        # A misspelt time would else be taken as now.
        return line.ask(index, 1, f" is not understood; did you mean {' or '.join(offers)}?", *offers)
    says = any(c.isalnum() or unicodedata.category(c) == "So" for c in token.text)
    return line.add("word" if says else "remark", index, 1)
