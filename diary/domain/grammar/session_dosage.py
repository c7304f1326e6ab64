"""How much of an exercise: sets, repetitions, seconds, and its load."""

from __future__ import annotations

import re

from diary.domain.grammar import session_words as known
from diary.domain.grammar.amounts import COUNTED, NUMBER_WORDS
from diary.domain.grammar.frequency import match_frequency
from diary.domain.grammar.session_piece import Dosage, Piece, Pieces

# --- how much of an exercise

_N = r"([0-9]{1,5})"
_IN_TIME = r"(s|secs?|seconds?|min|mins|minutes?)"
_REPS = r"(?:reps?|repetitions?)"
_SETS = r"(?:sets?|rounds?)"
_UNIT = rf"(?: ?(s|secs?|seconds?|min|mins|minutes?|{_REPS[3:-1]}|times))?"
_X = r" ?[x×*] ?"
_BY = rf"(?:{_X}| times (?:(?:of|for) )?| {_SETS} (?:(?:of|for|x|×|@) )?)"
_COMMA = r"(?: ,)?"
_RANGE = r"([0-9]{1,5})(?: ?[-–] ?| to | or )([0-9]{1,5})"
_COUNTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form + r"(?= |$)"), groups)
    for form, groups in (
        (rf"{_N}{_BY}{_N}(?: {_REPS})?(?:{_X}| of ){_N} ?(?:s|secs?|seconds?)", "sets reps seconds"),
        (rf"{_N}{_X}{_N} {_SETS}", "reps sets"),
        (rf"{_N}{_BY}{_N}{_UNIT}", "sets each unit"),
        (rf"{_N} {_SETS} ,(?: of)? {_N} {_REPS}", "sets reps"),
        (rf"{_N} {_SETS} ,(?: of)? {_N} ?{_IN_TIME}", "sets each unit"),
        (rf"{_N} {_REPS}{_COMMA} (?:(?:x|×|for|in) )?{_N} (?:{_SETS}|times)", "reps sets"),
        (rf"{_N} {_REPS}{_X}{_N}", "reps sets"),
        (rf"{_N} {_REPS} of {_N} ?{_IN_TIME}", "reps each unit"),
        (rf"{_N} ?{_IN_TIME}{_X}{_N} {_REPS}", "each unit reps"),
        (rf"{_N} ?{_IN_TIME}{_X}{_N}(?: (?:{_SETS}|times))?", "each unit sets"),
        (rf"{_N} ?{_IN_TIME}{_COMMA} (?:for )?{_N} (?:{_SETS}|times)", "each unit sets"),
        (rf"{_N} {_SETS}", "sets"),
        (rf"{_N} ?{_REPS}", "reps"),
        (rf"{_N}(?= (?:each|per|either) (?:side|leg|arm|foot|hand|way|direction))", "reps"),
        (rf"[x×] ?{_N}", "times"),
        (rf"{_N} ?[x×]", "times"),
    )
)
_RANGES = tuple(re.compile(form + r"(?= |$)") for form in (rf"({_N[1:-1]}{_BY}){_RANGE}", rf"(){_RANGE}( ?{_REPS})"))
_BEGINS = frozenset({"twice", *NUMBER_WORDS}) - {"zero"}
_SECONDS_SIGN = re.compile("[\"”″]|''|’’")
"""Behind a number it stands for seconds."""


def match_dosage(line: Pieces, index: int) -> int:
    """`3x10`, `3 sets of 10`, `3 times 10`, `3x30s`, `30 s x 3`, `10 reps`, `x10`."""
    token = line.tokens[index]
    if not re.match(r"[0-9x×]", token.text) and token.text not in _BEGINS:
        return 0
    if frequency := match_frequency(line.tokens, index):
        # "3x a week" is how often, and no exercise called week.
        return line.add("amount", index, frequency.used)
    joined = " ".join(_digits(line, index))
    if glued := re.match(rf"({_N[1:-1]}(?:[x×]{_N[1:-1]})?)(?:/(side|leg|arm|[0-9]+)|(ea))(?= |$)", joined):
        # 3x10/side: the side goes to the exercise's note.
        cut = token.start + len(glued[1])
        *before, each = re.split("[x×]", glued[1])
        if before or not (glued[2] or "0").isdigit():
            dosage = Dosage(int(before[0]) if before else None, int(each))
            line.found.append(Piece("count", line.source[token.start : cut], token.start, cut, dosage=dosage))
            line.found.append(Piece("each", line.source[cut : token.end], cut, token.end, line.source[cut : token.end]))
            return 1
    weighted = re.match(rf"({_N[1:-1]}[x×]{_N[1:-1]})[x×@]({_WEIGHT}(?:kgs?|kilos?|lbs?))(?= |$)", joined)
    if weighted:
        # 3x10x20kg: the load is joined to the count.
        start, end = token.start, token.end
        cut = start + len(weighted[1])
        sets, reps = re.split("[x×]", weighted[1])
        line.found.append(Piece("count", line.source[start:cut], start, cut, dosage=Dosage(int(sets), int(reps))))
        unit = weighted[2].lstrip("0123456789.,-–x×/")
        load = (weighted[2].removesuffix(unit).replace(",", "."), known.WEIGHTS[unit])
        line.found.append(Piece("load", line.source[cut + 1 : end], cut + 1, end, load=load))
        return 1
    for form in _RANGES:
        if (between := form.match(joined)) and not _is_measured(joined[between.end() :]):
            lead, low, high, *after = between.groups()
            ends = [f"{lead}{number}{''.join(after)}" for number in (low, high)]
            return line.ask(index, len(between[0].split()), ": which number of repetitions?", *ends)
    for form_of_count, groups in _COUNTS:
        if match := form_of_count.match(joined):
            used = len(match[0].split())
            if " times" in match[0] and _is_measured(joined[match.end() :]):
                return 0  # 3 times 50 m
            if match[0].endswith(" times") and match_frequency(line.tokens, index + used - 2):
                continue  # 10 reps 3 times a day
            return _counted(line, index, used, dict(zip(groups.split(), match.groups(), strict=True)))
    if re.fullmatch("[0-9]{1,3}", token.text) and _seconds_sign(line, index):
        return _counted(line, index, 1, {"each": token.text})
    if times := re.match(rf"{_N} times(?= |$)", joined):
        # A remark ("walked three times"), which a plan counts.
        return line.add("amount", index, 2, dosage=_dosage_of({"times": times[1]}))
    return 0


def _digits(line: Pieces, index: int) -> list[str]:
    """The words from a place on, numbers in digits; "twice" before a number is 2x."""
    texts = [str(NUMBER_WORDS[text]) if text in NUMBER_WORDS else text for text in line.texts(index, 9)]
    return ["2x", *texts[1:]] if texts[0] == "twice" and texts[1:2] and texts[1][:1].isdigit() else texts


def _is_measured(after: str) -> bool:
    """Whether a unit follows that makes the number a distance or a count of something."""
    return after.split()[:1] != ["times"] and bool(COUNTED & set(after.split()[:1]))


def _seconds_sign(line: Pieces, index: int) -> int:
    """How long the sign for seconds behind a word is; 0 where none is, or where it ends words in such signs."""
    end = line.tokens[index].end
    sign = _SECONDS_SIGN.match(line.source, end)
    return len(sign[0]) if sign and not len(_SECONDS_SIGN.findall(line.source[:end])) % 2 else 0


def _counted(line: Pieces, index: int, used: int, found: dict[str, str | None]) -> int:
    sign = _seconds_sign(line, index + used - 1) if found.get("each") and not found.get("unit") else 0
    dosage = _dosage_of({**found, "unit": "s"} if sign else found)
    if dosage is None:
        return line.ask(index, used, ": how many sets, repetitions or seconds? Write for example 3x10 or 3x30s")
    line.add("count", index, used, dosage=dosage)
    line.found[-1].end += sign
    line.found[-1].raw = line.source[line.found[-1].start : line.found[-1].end]
    return used


def _dosage_of(found: dict[str, str | None]) -> Dosage | None:
    numbers = {name: int(text) for name, text in found.items() if text and text.isdigit()}
    unit, each = found.get("unit") or "", numbers.get("each")
    seconds, reps = numbers.get("seconds"), numbers.get("reps", numbers.get("times"))
    if each is not None:
        if unit.startswith("s") or unit.startswith("min"):
            seconds = each * (60 if unit.startswith("m") else 1)
        else:
            reps = each
    if any(not 1 <= n <= 1000 for n in (numbers.get("sets", 1),)) or reps == 0 or seconds == 0:
        return None
    if (seconds or 0) > 86_400:
        return None
    return Dosage(numbers.get("sets"), reps, seconds, unit.startswith("min"), "times" in numbers)


# --- loads

_WEIGHT = r"[0-9]{1,4}(?:[.,][0-9]{1,2})?(?:[-–x×/][0-9]{1,4}(?:[.,][0-9]{1,2})?)?"


def match_load(line: Pieces, index: int) -> int:
    """`20kg`, `20 kg`, `with 5 kg`, `band red`, `red band`."""
    texts = line.texts(index, 4)
    lead = 1 if texts[0] in ("with", "w/", "using", "at") and len(texts) > 1 else 0
    rest = texts[lead:]
    glued = re.fullmatch(rf"({_WEIGHT})([a-z%]+)", rest[0])
    if glued and glued[2] in known.WEIGHTS:
        return line.add("load", index, lead + 1, load=(glued[1].replace(",", "."), known.WEIGHTS[glued[2]]))
    if re.fullmatch(_WEIGHT, rest[0]) and rest[1:2] and rest[1] in known.WEIGHTS:
        return line.add("load", index, lead + 2, load=(rest[0].replace(",", "."), known.WEIGHTS[rest[1]]))
    for length in (2, 1):
        band = known.BANDS.get(" ".join(rest[:length]))
        if band and rest[length : length + 1] and rest[length] in known.COLOURS:
            return line.add("load", index, lead + length + 1, load=(rest[length], band))
        band = known.BANDS.get(" ".join(rest[1 : 1 + length]))
        if band and rest[0] in known.COLOURS and len(rest) > length:
            return line.add("load", index, lead + length + 1, load=(rest[0], band))
    return 0
