"""The meaning of each word of a line: the vocabulary as an index, and the small words of the grammar around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from diary.domain import vocabulary as words
from diary.errors import UsageError

LONGEST_TEXT = 120_000
"""Characters of one line, its note included."""
MOST_WORDS = 400
SEPARATORS = frozenset({",", "and"})
NOTE_MARKS = frozenset({"--", "--note", "—"})
"""The words after which the note begins. Phones turn two hyphens into a long dash."""

_NOTE_MARK = re.compile(r"(?:^|\s)(?:--note=|(?:--note|--|—)(?=\s|$))")
_JOINTS = re.compile(r"([,;&])")
_NUMERIC = re.compile(r"[+-]?\.?[0-9]")
_ARTICLES = frozenset({"the", "my", "a", "an", "your"})
_NEVER_SPLIT = frozenset({"w/o", "n/a"})
_NOT_PLAIN = _ARTICLES | {"plus"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `text` is compared, `raw` is as it was typed."""

    text: str
    raw: str


@dataclass(frozen=True, slots=True)
class CutLine:
    """The arguments before the note, quoted ones still whole, and the note after its mark."""

    chunks: tuple[str, ...]
    note: str


def one_line(text: str) -> str:
    """The text trimmed, with a space for each line break and control character."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return text.strip()


def shown(word: str) -> str:
    """A word for an error: printable, on one line, at most 40 characters."""
    plain = "".join(c if c.isprintable() else "?" for c in word)
    return plain if len(plain) <= 40 else f"{plain[:37]}..."


def check_text(chunks: Sequence[str]) -> None:
    """UsageError for text that is far too long or holds bytes that are no characters."""
    if sum(len(chunk) + 1 for chunk in chunks) > LONGEST_TEXT:
        raise UsageError(f"that is too long for one entry; {LONGEST_TEXT:,} characters is the most")
    # Bytes that are not UTF-8 reach Python as surrogates, which can't be encoded again.
    try:
        "".join(chunks).encode()
    except UnicodeEncodeError:
        raise UsageError("some of that is not readable text; write it in UTF-8") from None


def cut_note(words: Sequence[str]) -> CutLine:
    """Divide an argument list at the first `--`, `--note` or long dash, also inside a quoted argument."""
    check_text(words)
    chunks: list[str] = []
    for index, word in enumerate(words):
        mark = _NOTE_MARK.search(word)
        if mark is None:
            chunks.append(word)
            continue
        before = word[: mark.start()]
        if before.strip():
            chunks.append(before)
        return CutLine(tuple(chunks), one_line(" ".join([word[mark.end() :].strip(), *words[index + 1 :]])))
    return CutLine(tuple(chunks), "")


def tokens_of(text: str) -> list[Token]:
    """The words of a text in small letters, without articles; commas and "and" are words of their own."""
    tokens: list[Token] = []
    if not text.isascii():
        # Cf: invisible marks, such as those of text direction. Phones type curved quotes.
        text = "".join(c for c in text if unicodedata.category(c) != "Cf").replace("’", "'").replace("‘", "'")
    for chunk in text.split():
        if chunk.isascii() and chunk.isalpha() and chunk.islower() and chunk not in _NOT_PLAIN:
            tokens.append(Token(chunk, chunk))  # a shortcut for speed: most words need no work
        elif _NUMERIC.match(chunk) and re.fullmatch(r"[+-]?(?:[0-9]*\.|[0-9]+,)[0-9]+", chunk):
            # Whole, so that the error can ask about it: 6,5 is not the two levels 6 and 5.
            tokens.append(Token(chunk, chunk))
        else:
            for piece in _JOINTS.split(chunk):
                tokens.extend(_tokens_of_piece(piece))
        if len(tokens) > MOST_WORDS:
            raise UsageError(f"too many words for one entry; a note goes after -- ({MOST_WORDS} words is the most)")
    return tokens


def _tokens_of_piece(raw: str) -> list[Token]:
    text = raw.casefold()
    if text in (",", ";"):
        return [Token(",", raw)]
    if text in ("&", "+", "plus", "and"):
        return [Token("and", raw)]
    if text in NOTE_MARKS:
        return [Token(text, raw)]
    if text.startswith("@"):
        # The limit ends the recursion for a word of many @.
        return [Token("@", raw), *_tokens_of_piece(raw[1:])] if len(raw) < 100 else [Token(text, raw)]
    text, raw = text.strip("\"'“”()"), raw.strip("\"'“”()")
    # The end of a sentence is dropped, the dots of "a.m." are not.
    if text not in ("a.m.", "p.m."):
        text = text.rstrip(".!:")
    if not text or text in _ARTICLES:
        return []
    if _NUMERIC.match(text) or text in _NEVER_SPLIT or text.startswith("-"):
        return [Token(text, raw)]
    if "/" in text.strip("/"):
        # A slash means "and": left/right knee.
        parts = [Token(word, raw) for word in text.split("/") if word]
        return [token for place, part in enumerate(parts) for token in ([Token("and", raw)] if place else []) + [part]]
    words = [word for word in text.replace("-", " ").split() if word not in _ARTICLES]
    return [Token("and" if word == "and" else word.replace("'", ""), raw) for word in words if word != "'"]


Role = Literal[
    "site", "side", "quality", "symptom", "overall", "sudden", "interference", "filler", "pain", "number",
    "negation", "ask", "wide",
]  # fmt: skip

LONGEST_PHRASE = 6
"""Words."""

SUDDEN = "sudden; suddenly; came on suddenly; came suddenly; started suddenly; sudden onset; all of a sudden"
INTERFERENCE = (
    "interference; interferes; interfered; interfering; in the way; gets in the way; got in the way; "
    "in the way of day; gets in the way of day; got in the way of day; in the way of things"
)
OVERALL = "overall; generally; in general"
"""Beside a symptom, these make it one of the whole person."""
FILLERS = (
    "is; are; was; it; its; in; on; of; at; feels; feel; felt; feeling; with; very; quite; rather; really; "
    "slightly; slight; bit; little; some; still; again; i; am; have; has; im; there; too; also; then; ="
)
PAIN = "pain; pains; painful; hurts; hurt; hurting; level; pain level; score; rated"
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# A line with one of these is refused: "no numbness" read as numbness would raise a red flag.
NEGATIONS = (
    "no; not; none; never; without; w/o; nothing; neither; nor; no longer; less; gone; away; better; eased; "
    "easing; easier; improved; improving; improves; stopped; stops; hardly; barely; scarcely; absent; free; "
    "minus; non; nil; n/a; resolved; reduced; fading; faded; settled; healed; cleared; lessened; lower than; "
    "isnt; arent; wasnt; werent; dont; doesnt; didnt; hasnt; havent; hadnt; wont; no "
    "feeling of; fewer; lacks; lacking; nope; used to; painless; painfree; negative; disappeared; subsided; "
    "dwindling; milder"
)
# Words with more than one meaning in the diary: the answer is an error that names the choices.
ASKS: Mapping[str, str] = {
    "tired; tiredness; exhausted; exhaustion; weary; drained; worn out; sleepy; knackered": (
        "write fatigue if it is more than tired muscles; else put it in the note, after --"
    ),
    "hot": "write hot-joint for a joint that is hot to the hand, or burning for how the pain feels",
    "mild": "give the level as a number; mild is 1 to 3",
    "moderate": "give the level as a number; moderate is 4 to 6",
    "severe; bad; terrible; awful; unbearable; excruciating; worst": "give the level as a number; severe is 7 to 10",
    "or; maybe; perhaps; possibly; might; if; unsure": "log what is certain, and put the rest in the note, after --",
    "to; into; towards; between": "one level is one whole number, and a second place stands after a comma",
    "cant; cannot; can not; couldnt": (
        "name the symptom itself, such as bladder-trouble, bowel-trouble or weakness; else a note goes after --"
    ),
    "sciatica": "name the places (buttock, thigh, calf …) and the words that fit, such as radiating or tingling",
    "incontinence; incontinent; leaking": "bladder-trouble or bowel-trouble",
    "pressure": "chest-pain for pressure in the chest; else tight",
    "side of; back of; front of; top of; bottom of; inside; outside; inner; outer; behind; above; below": (
        "name the region itself, and put where exactly in the note, after --"
    ),
    "min; mins; minutes; minute; hour; hours; h; hr; hrs; days; day; weeks; week": (
        "a time past is written 30 min ago, 2h ago or 2 days ago"
    ),
    "am; pm": "a time of day is written 9pm or 21:00",
    "oclock": "a time of day is written 9pm or 21:00",
    "@": "a time follows it, such as @21:00 or @ yesterday 21:00",
    "but; after; during; because; from; since; when; while; before": "a note goes after --",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for."""

    role: Role
    value: str = ""
    pair: bool = False
    """Whether it is a plural that means both sides."""


def _split(phrases: str | Iterable[str]) -> list[str]:
    return [part.strip() for part in phrases.split(";")] if isinstance(phrases, str) else list(phrases)


@cache
def index() -> Mapping[tuple[str, ...], Meaning]:
    """The meaning of every phrase of the grammar, by its words. The vocabulary is added last, so it wins."""
    table: dict[tuple[str, ...], Meaning] = {}

    def add(phrases: str | Iterable[str], meaning: Meaning) -> None:
        for phrase in _split(phrases):
            if key := tuple(token.text for token in tokens_of(phrase)):
                table[key] = meaning
                # "Cannot", "can not" and "couldn't" too: bladder trouble must be understood in every form.
                if key[0] == "cant" and len(key) > 1:
                    table["cannot", *key[1:]] = table["can", "not", *key[1:]] = table["couldnt", *key[1:]] = meaning

    add(FILLERS, Meaning("filler"))
    add(PAIN, Meaning("pain"))
    add(SUDDEN, Meaning("sudden"))
    add(INTERFERENCE, Meaning("interference"))
    add(OVERALL, Meaning("overall"))
    add(NEGATIONS, Meaning("negation"))
    for number, word in enumerate(NUMBERS):
        add([word], Meaning("number", str(number)))
    for phrases, question in ASKS.items():
        add(phrases, Meaning("ask", question))
    for wide, question in words.TOO_WIDE.items():
        add([wide], Meaning("wide", question))
    for word, side in words.SIDE_WORDS.items():
        add([word], Meaning("side", side))
    for side in (words.LEFT, words.RIGHT):
        add([f"{side} side of", f"{side} side", f"on {side} side"], Meaning("side", side))
    add(["both sides of", "both sides", "on both sides"], Meaning("side", words.BOTH))
    for region in words.REGIONS.values():
        for name in (region.name, *([words.plural(region.name)] if region.paired else []), *region.other_words):
            add([name], Meaning("site", region.name, name in words.PAIR_WORDS))
    for name in words.PAIR_WORDS:
        plain = name.casefold()
        site = table.get(tuple(plain.split())) or table[tuple(plain.removesuffix("s").split())]
        add([name], Meaning("site", site.value, True))
    for quality in words.QUALITIES.values():
        add([quality.name, *quality.other_words], Meaning("quality", quality.name))
    for symptom in words.SYMPTOMS.values():
        add([symptom.name, *symptom.other_words], Meaning("symptom", symptom.name))
    return table


def look_up(tokens: Sequence[Token], start: int) -> tuple[int, Meaning] | None:
    """How many tokens the longest phrase at `start` takes, and its meaning; None where no phrase begins there."""
    table = index()
    texts = tuple(token.text for token in tokens[start : start + LONGEST_PHRASE])
    for length in range(len(texts), 0, -1):
        if meaning := table.get(texts[:length]):
            return length, meaning
    # Any "…n't", also one that the table of negations lacks.
    if re.fullmatch(r"[a-z]{2,8}n['’]t", tokens[start].raw.casefold()):
        return 1, Meaning("negation")
    return None
