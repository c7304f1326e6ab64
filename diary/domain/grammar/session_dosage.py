"""How much of an exercise: sets, repetitions, seconds, and its load."""

from __future__ import annotations

import re

from diary.domain.grammar import session_words as known
from diary.domain.grammar.session_piece import Dosage, Piece, Pieces
from diary.domain.grammar.small_words import NUMBERS

# --- how much of an exercise

_N = r"([0-9]{1,5})"
_UNIT = r"(?: ?(s|secs?|seconds?|min|mins|minutes?|reps?|repetitions?|times))?"
_EACH = r"(?:/ ?(?:side|leg|arm)| ?ea| ?each side)?"
_COUNTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form + r"(?= |$)"), groups)
    for form, groups in (
        (rf"{_N} ?[x×*] ?{_N} ?[x×*] ?{_N} ?(?:s|secs?|seconds?)", "sets reps seconds"),
        (rf"{_N} ?[x×*] ?{_N}{_UNIT}", "sets each unit"),
        (rf"{_N} sets? (?:(?:of|x|×|@) )?{_N}{_UNIT}", "sets each unit"),
        (rf"{_N} (?:reps?|repetitions?) (?:(?:x|×|for|in) )?{_N} sets?", "reps sets"),
        (rf"{_N} sets?", "sets"),
        (rf"{_N} ?(?:reps?|repetitions?)", "reps"),
        (rf"[x×] ?{_N}", "reps"),
        (rf"{_N} ?[x×]", "reps"),
    )
)


def match_dosage(line: Pieces, index: int) -> int:
    """`3x10`, `3 sets of 10`, `3x30s`, `10 reps`, `x10`."""
    if not re.match(r"[0-9x×]", line.tokens[index].text) and line.tokens[index].text not in NUMBERS:
        return 0
    texts = [str(NUMBERS.index(text)) if text in NUMBERS else text for text in line.texts(index)]
    joined = " ".join(texts)
    if glued := re.match(rf"({_N[1:-1]}[x×]{_N[1:-1]})(?:/(side|leg|arm|[0-9]+)|(ea))(?= |$)", joined):
        # 3x10/side: the side goes to the exercise's note.
        start, end = line.tokens[index].start, line.tokens[index].end
        cut = start + len(glued[1])
        sets, reps = re.split("[x×]", glued[1])
        line.found.append(Piece("count", line.source[start:cut], start, cut, dosage=Dosage(int(sets), int(reps))))
        line.found.append(Piece("each", line.source[cut:end], cut, end, line.source[cut:end]))
        return 1
    weighted = re.match(rf"({_N[1:-1]}[x×]{_N[1:-1]})[x×@]({_WEIGHT}(?:kgs?|kilos?|lbs?))(?= |$)", joined)
    if weighted:
        # 3x10x20kg: the load is joined to the count.
        start, end = line.tokens[index].start, line.tokens[index].end
        cut = start + len(weighted[1])
        sets, reps = re.split("[x×]", weighted[1])
        line.found.append(Piece("count", line.source[start:cut], start, cut, dosage=Dosage(int(sets), int(reps))))
        unit = weighted[2].lstrip("0123456789.,-–x×/")
        load = (weighted[2].removesuffix(unit).replace(",", "."), known.WEIGHTS[unit])
        line.found.append(Piece("load", line.source[cut + 1 : end], cut + 1, end, load=load))
        return 1
    for form, groups in _COUNTS:
        if match := form.match(joined):
            found = dict(zip(groups.split(), match.groups(), strict=True))
            used = len(match[0].split())
            dosage = _dosage_of(found)
            if dosage is None:
                return line.ask(index, used, ": how many sets, repetitions or seconds? Write for example 3x10 or 3x30s")
            return line.add("count", index, used, dosage=dosage)
    if between := re.match(rf"{_N} ?[x×] ?{_N}[-–]{_N}(?= |$)", joined):
        sets, low, high = between.groups()
        return line.ask(
            index, len(between[0].split()), ": which number of repetitions?", f"{sets}x{low}", f"{sets}x{high}"
        )
    return 0


def _dosage_of(found: dict[str, str | None]) -> Dosage | None:
    numbers = {name: int(text) for name, text in found.items() if text and text.isdigit()}
    unit, each = found.get("unit") or "", numbers.get("each")
    seconds, reps = numbers.get("seconds"), numbers.get("reps")
    if each is not None:
        if unit.startswith("s") or unit.startswith("min"):
            seconds = each * (60 if unit.startswith("m") else 1)
        else:
            reps = each
    if any(not 1 <= n <= 1000 for n in (numbers.get("sets", 1),)) or reps == 0 or seconds == 0:
        return None
    if (seconds or 0) > 86_400:
        return None
    return Dosage(numbers.get("sets"), reps, seconds, unit.startswith("min"))


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
