"""A score in one line: `climbing stairs 6`, `peg 5 4 6`, `change +2`, `grip left 24 kg`, `morning stiffness 30 min`.

What stands before the number is its name; without a unit it is a rating, 0 unable to 10 as before. Words after the
number and its unit are the note.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from diary.domain.grammar.atoms import Atom, Fix, Trouble
from diary.domain.grammar.own_line import Own, OwnLine, finish, scan_own, understand_own
from diary.domain.grammar.printed_line import as_typed_line
from diary.domain.grammar.score_forms import plain_score
from diary.domain.grammar.small_words import NUMBERS
from diary.domain.grammar.times import Here
from diary.domain.grammar.timewords import match_time
from diary.domain.grammar.tokens import Token, cut_note, one_line, shown, tokens_of
from diary.domain.moments import Moment
from diary.domain.rehabilitation import Answer, Score
from diary.domain.scores import READY_MADE, limits_of
from diary.domain.vocabulary import CENTER, SIDE_WORDS
from diary.errors import DiaryError, ErrorHint, UnclearLine

_NUMBER = re.compile(r"(?P<sign>[+−-]?)(?P<n>\d{1,6}(?:[.,]\d{1,3})?)(?P<ten>/10)?(?P<unit>[a-z%°]{1,6})?")
UNITS = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos"), "kg"), **dict.fromkeys(("lb", "lbs", "pounds"), "lb"),
    **dict.fromkeys(("s", "sec", "secs", "seconds"), "s"), **dict.fromkeys(("min", "mins", "minutes"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hours"), "h"), **dict.fromkeys(("m", "metres", "meters"), "m"),
    **dict.fromkeys(("km", "kms"), "km"), **dict.fromkeys(("cm", "centimetres", "centimeters"), "cm"), "mm": "mm",
    **dict.fromkeys(("reps", "rep", "repetitions"), "reps"), "steps": "steps", "%": "%", "percent": "%",
    **dict.fromkeys(("n", "newton", "newtons"), "N"), "nm": "Nm", "mmhg": "mmHg", "bpm": "bpm", "points": "points",
    "times": "times", "floors": "floors", "flights": "flights", "w": "W", "watts": "W", "deg": "deg", "psi": "psi",
}  # fmt: skip
"""What a measure is in, as people write it."""
_WORDS = {"unable": "0", "impossible": "0"}
_LEADS = frozenset({"score", "is", "was", "at", "=", ":", "now"})
_ASKED = {
    "weekly": "weekly", "each week": "weekly", "every week": "weekly", "visits": "visits", "at visits": "visits",
    "at each visit": "visits", "before visits": "visits", "never": "never",
}  # fmt: skip
HOW_MUCH = "how well does it go? Write a number, 0 unable to 10 as before; another measure has its unit, such as 24 kg"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreDraft:
    """The score of one line, without an id. `remarks` are for the person on how the line was understood."""

    at: Moment
    answers: tuple[Answer, ...]
    note: str = ""
    remarks: tuple[str, ...] = ()

    def score(self, id: str, recorded: datetime | None) -> Score:
        """The score with an id and the time of writing."""
        return Score(id=id, at=self.at, recorded=recorded, note=self.note, answers=self.answers)


def parse_score(words: Sequence[str], *, now: Here, known: Collection[str] | None = None) -> ScoreDraft:
    """A score from an argument list; UnclearLine where it can't be one.

    `known` are the names of the diary's scores: a rating of another name is asked about, unless none are given.
    """
    words = plain_score(words, known)
    if parts := _parts(words, now, known):
        drafts = [parse_score(part, now=now, known=known) for part in parts]
        said = tuple(dict.fromkeys(remark for draft in drafts for remark in draft.remarks))
        note = "; ".join(draft.note for draft in drafts if draft.note)
        timed = [draft for draft, part in zip(drafts, parts, strict=True) if _tells_time(part, now, known)]
        answers = tuple(answer for draft in drafts for answer in draft.answers)
        return ScoreDraft(at=(timed or drafts)[0].at, answers=answers, note=note, remarks=said)
    try:
        found = understand_own(words, now, partial(read_score, here=now, known=known))
    except UnclearLine as error:
        cut = cut_note(words)
        apart = _split(one_line(" ".join(cut.chunks)), (*READY_MADE, *(known or ())))
        if len(apart) > 1 and all(read_score(part, now).record for part in apart):
            text = "these are several scores; write each on a line of its own"
            raise UnclearLine(text, tuple(as_typed_line(part, cut.note) for part in apart)) from error
        raise
    return ScoreDraft(at=found.at, note=found.note, remarks=found.remarks, **found.line.record)


def _parts(words: Sequence[str], now: Here, known: Collection[str] | None) -> list[list[str]]:
    """The words of each score where a line has several (gardening 5, stairs 8); none where it has one, or is unclear.

    PEG is not joined to others: its three numbers are one score.
    """
    cut = cut_note(words)
    source = one_line(" ".join(cut.chunks))
    parts = _split(source, [each for each in (*READY_MADE, *(known or ())) if each != "peg"])
    if len(parts) < 2 or source.casefold().startswith("peg "):
        return []
    lines = [read_score(part, now, known) for part in parts]
    answers = [answer for line in lines for answer in line.record.get("answers", ())]
    places = [(answer.name, answer.side) for answer in answers]
    times = sum(any(atom.role == "time" for atom in line.atoms) for line in lines)
    if (
        any(line.troubles for line in lines)
        or len(answers) != len(parts)
        or len(set(places)) < len(places)
        or times > 1
    ):
        return []
    return [[part, *(["--", cut.note] if cut.note and part is parts[-1] else [])] for part in parts]


def _split(source: str, names: Collection[str]) -> list[str]:
    """A line cut at commas and "and", and behind a number before one of these names; never within one of them."""
    begins = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # The "and" of "walking up and down stairs" parts nothing.
    whole = re.sub(rf"\b(?:{begins})\b", lambda name: name[0].translate(_JOINED), source, flags=re.IGNORECASE)
    begins = begins.replace(r"\ ", _JOINED[ord(" ")])
    cuts = rf"\s*[,;]\s*|\s+and\s+|(?<=\d)(?:/10)?\s+(?=(?:{begins})\b)"
    parts = re.split(cuts, whole, flags=re.IGNORECASE)
    return [part.translate(_PARTED) for part in parts if part]


_JOINED = {ord(" "): "\ue000", ord(","): "\ue001", ord(";"): "\ue002"}
"""What stands for the signs that would part a name; no keyboard writes them."""
_PARTED = {ord(joined): chr(sign) for sign, joined in _JOINED.items()}


def _tells_time(part: Sequence[str], now: Here, known: Collection[str] | None) -> bool:
    return any(atom.role == "time" for atom in read_score(part[0], now, known).atoms)


def score_words(score: Score) -> str:
    """A score in the words of its command."""
    names = [answer.name for answer in score.answers]
    for ready in READY_MADE.values():
        if len(names) > 1 and names == list(ready.questions):
            return f"{ready.name} {' '.join(f'{answer.value:g}' for answer in score.answers)}"
    return ", ".join(_answer_words(answer) for answer in score.answers)


def _answer_words(answer: Answer) -> str:
    signed = limits_of(answer.name, answer.unit)[0] < 0 and not answer.unit and answer.value > 0
    words = [answer.name, answer.side, f"{answer.value:+g}" if signed else f"{answer.value:g}", answer.unit]
    return " ".join(word for word in words if word)


def read_score(source: str, here: Here, known: Collection[str] | None = None) -> OwnLine:
    """Read a line; nothing is raised for what is not understood, but UsageError for far too many words."""
    if source.casefold().startswith("peg "):
        source = re.sub(r"(?<=\d)/(?=\d)", " ", source)  # 5/4/6 are three numbers
    names = {tuple(token.text for token in tokens_of(name)) for name in (*READY_MADE, *(known or ()))}
    line = scan_own(source, here, lambda tokens, index: _name(tokens, index, names) or _match(tokens, index, here))
    numbers = line.own("number")
    first = next((atom for atom in line.atoms if atom.role not in ("time", "separator", "filler")), None)
    ready = _ready_made(line, numbers)
    if ready and len(READY_MADE[ready].questions) > 1:
        _several(line, ready, numbers)
    elif not numbers:
        name = _text(line, [atom for atom in line.atoms if atom.role not in ("time", "placeholder")])
        line.words = f"{name or 'NAME'} NUMBER"
        if not line.holder("NUMBER"):
            line.trouble(len(source), HOW_MUCH, missing=True)
        line.drop(*(atom for atom in line.atoms if atom.role not in ("time", "placeholder", "separator")))
    elif first is not None:
        _one(line, numbers, known)
    return finish(line, here)


def _name(tokens: Sequence[Token], index: int, names: Collection[tuple[str, ...]]) -> Own | None:
    """A name of several words that the diary has: "morning stiffness" tells no time, "walking 2 km" no number."""
    texts = tuple(token.text for token in tokens[index : index + 12])
    used = max((len(name) for name in names if len(name) > 1 and texts[: len(name)] == name), default=0)
    return Own(used, "name") if used else None


def _match(tokens: Sequence[Token], index: int, here: Here) -> Own | None:
    token = tokens[index]
    if token.text in _WORDS:
        return Own(1, "number", _WORDS[token.text])
    if index + 1 < len(tokens) and (token.text, tokens[index + 1].text) == ("as", "before"):
        return Own(2, "number", "10")
    match = _NUMBER.fullmatch(token.text)
    if match is None:
        return Own(1, "number", str(NUMBERS.index(token.text))) if token.text in NUMBERS and index else None
    try:
        time = match_time(tokens, index, here.local) if not match["sign"] else None
    except DiaryError:
        return None
    if time:
        return None
    sign = "-" if match["sign"] in ("-", "−") else match["sign"]
    value = f"{sign}{match['n'].replace(',', '.')}"
    if unit := match["unit"]:
        return Own(1, "number", f"{value} {UNITS[unit]}") if unit in UNITS else None
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if not match["ten"] and after in UNITS:
        return Own(2, "number", f"{value} {UNITS[after]}")
    return Own(1, "number", value)


def _text(line: OwnLine, atoms: Sequence[Atom]) -> str:
    """Atoms as they were typed, without the signs and small words around them."""
    kept = [atom for atom in atoms if atom.role != "separator"]
    while kept and kept[-1].raw.casefold() in _LEADS:
        kept.pop()
    while kept and kept[0].raw.casefold() in ("score", "rated"):
        kept.pop(0)
    return " ".join(" ".join(atom.raw for atom in kept).strip(" :,;").split())


def _ready_made(line: OwnLine, numbers: Sequence[Atom]) -> str:
    before = [atom for atom in line.atoms if not numbers or atom.start < numbers[0].start]
    name = _text(line, [atom for atom in before if atom.role != "time"]).casefold()
    return name if name in READY_MADE else ""


def _several(line: OwnLine, ready: str, numbers: Sequence[Atom]) -> None:
    """The numbers of a score of several questions, in their order."""
    asked = list(READY_MADE[ready].questions)
    holders = sum(atom.role == "placeholder" for atom in line.atoms)
    if len(numbers) != len(asked):
        names = ", ".join(name.removeprefix(f"{ready} ") for name in asked)
        line.words = f"{ready} {' '.join([atom.value for atom in numbers[: len(asked)]])}"
        line.words += " NUMBER" * (len(asked) - min(len(numbers), len(asked)))
        if len(numbers) + holders != len(asked):
            line.trouble(0, f"{ready} has {len(asked)} numbers: {names}", missing=len(numbers) < len(asked))
    else:
        answers = [_answer(line, name, "", atom) for name, atom in zip(asked, numbers, strict=True)]
        line.words = f"{ready} {' '.join(atom.value for atom in numbers)}"
        line.record = {"answers": tuple(answers)}
    last = numbers[-1].start if numbers else len(line.source)
    line.drop(
        *numbers, *(atom for atom in line.atoms if atom.start < last and atom.role not in ("time", "placeholder"))
    )


def _one(line: OwnLine, numbers: Sequence[Atom], known: Collection[str] | None) -> None:
    """One score: its name before the number, or else after it."""
    # The last number is the value: "walking 2 km 6" is how well two kilometres go.
    value = numbers[-1]
    before = [atom for atom in line.atoms if atom.start < value.start and atom.role not in ("time", "placeholder")]
    after = [atom for atom in line.atoms if atom.start > value.start and atom.role not in ("time", "placeholder")]
    name = _text(line, before)
    used = before
    if not name:
        used, name = after, _text(line, after)
    unit = value.value.partition(" ")[2]
    side = ""
    words = name.split()
    if unit and len(words) > 1:
        for place in (-1, 0):
            found = SIDE_WORDS.get(words[place].casefold())
            if found and found != CENTER and not side:
                side, name = found, " ".join(words[:-1] if place else words[1:])
    line.drop(value, *used)
    line.leave(*(atom for atom in line.atoms if atom.kind == "number"))
    if not name:
        line.words = f"NAME {value.value}"
        if not line.holder("NAME"):
            line.trouble(0, "which score? Write its name before the number, such as climbing stairs 6", missing=True)
        return
    name = _known_name(line, name, unit, value, known)
    answer = _answer(line, name, side, value)
    line.words = _answer_words(answer)
    line.record = {"answers": (answer,)}


def _known_name(line: OwnLine, name: str, unit: str, value: Atom, known: Collection[str] | None) -> str:
    """The name as the diary has it; a trouble for a rating of a name that it does not have."""
    names = {each.casefold(): each for each in (*READY_MADE, *(known or ()))}
    if name.casefold() in names:
        return names[name.casefold()]
    words = set(name.casefold().split())
    meant = [each for each in known or () if words <= set(each.casefold().split())]
    if len(meant) == 1:
        return meant[0]
    if known is not None and not unit:
        start = min((atom.start for atom in line.atoms if atom.kind == "understood"), default=0)
        text = f"“{shown(name)}” is none of your scores"
        offers = meant or [each for each in known if _alike(name, each)]
        end = max((a.end for a in line.atoms if a.kind == "understood" and a.start < value.start), default=0)
        ways = tuple(((Fix(start, end, each),),) for each in offers[:3])
        text += f"; did you mean {' or '.join(offers[:3])}?" if offers else "."
        hint = ErrorHint("add-activity", {"name": shown(name), "value": value.value})
        line.troubles.append(Trouble(start, text, ways, hint))
    return name


def _alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= 0.75  # two letters in eight


def _answer(line: OwnLine, name: str, side: str, atom: Atom) -> Answer:
    """The answer of a number; a trouble where it is out of its limits."""
    number, _, unit = atom.value.partition(" ")
    ready = next((each for each in READY_MADE.values() if name in each.questions), None)
    unit = unit or (ready.unit if ready else "")
    value = float(number)
    if ready and (ready.unit, unit) == ("min", "h"):
        value, number, unit = value * 60, f"{value * 60:g}", "min"
        line.remarks.append(f"{atom.raw}: kept as {number} min")
    lowest, highest = limits_of(name, unit)
    quoted = f"“{shown(atom.raw)}”"
    if ready and unit != ready.unit:
        kind = f"in {ready.unit}" if ready.unit else "a number without a unit"
        line.trouble(atom.start, f"{quoted}: {name} is {kind}",
                     (((Fix(atom.start, atom.end, f"{number} {ready.unit}".strip()),),),))  # fmt: skip
    elif name == "change" and value > 0 and "+" not in atom.raw:
        ways = tuple(((Fix(atom.start, atom.end, f"{sign}{number}"),),) for sign in "+-")
        line.trouble(
            atom.start, f"{quoted}: better or worse than at the last visit? Write +{number} or -{number}", ways
        )
    elif not unit and value != int(value):
        ways = tuple(((Fix(atom.start, atom.end, str(each)),),) for each in (int(value), int(value) + 1))
        line.trouble(atom.start, f"{quoted}: a whole number, {lowest} to {highest}", ways)
    elif not lowest <= value <= highest:
        line.trouble(atom.start, f"{quoted}: a number from {lowest} to {highest}; another measure has its unit",
                     (((Fix(atom.start, atom.end, "NUMBER", keeps=True),),),))  # fmt: skip
    return Answer(name, value, side, unit)


def when_asked(text: str) -> tuple[str, str]:
    """The words without `weekly`, `at visits` or `never` at their end, and which of these it was."""
    for words, asked in _ASKED.items():
        if text.casefold().endswith(f" {words}"):
            return text[: -len(words) - 1].removesuffix(" at").strip(), asked
    return text, ""
