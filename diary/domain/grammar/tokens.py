"""The words of a line, each with its place in the line as it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from diary.errors import UsageError

LONGEST_TEXT = 120_000
"""Characters of one line, its note included."""
MOST_WORDS = 400
SEPARATORS = frozenset({",", "and"})
NOTE_MARKS = frozenset({"--", "--note", "—"})
"""The words after which the note begins. Phones turn two hyphens into a long dash."""

_NOTE_MARK = re.compile(r"(?:^|\s)(?:--note=|(?:--note|--|—)(?=\s|$))")
_PIECE = re.compile(r"[,;&]|[^,;&]+")
_PART = re.compile(r"[^/]+")
_WORD = re.compile(r"[^-\s]+")
_NUMERIC = re.compile(r"[+-]?\.?[0-9]|[<>~≈≥≤][0-9]")
_DECIMAL_COMMA = re.compile(r"[+-]?(?:[0-9]*\.|[0-9]+,)[0-9]+(?:kg|h|hrs?|hours?|min|mins)?")
_ARTICLES = frozenset({"the", "my", "a", "an", "your"})
_NEVER_SPLIT = frozenset({"w/o", "n/a", "w/", "b/c"})
_NOT_PLAIN = _ARTICLES | {"plus"}
_AROUND = "\"'“”„«»()[]{}*_`"
"""Signs that stand around a word and say nothing about it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `text` is compared, `raw` is as it was typed, from `start` to before `end` of the line."""

    text: str
    raw: str
    start: int = 0
    end: int = 0


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
        # Phones type curved quotes. One sign for another, so that places in the text stay.
        text = text.replace("’", "'").replace("‘", "'")
    for match in re.finditer(r"\S+", text):
        chunk, start = match[0], match.start()
        if _is_plain(chunk):
            tokens.append(Token(chunk, chunk, start, match.end()))  # a shortcut for speed: most words need no work
        elif _DECIMAL_COMMA.fullmatch(chunk):
            # Whole: 6,5 is not the two levels 6 and 5.
            tokens.append(Token(chunk, chunk, start, match.end()))
        else:
            for piece in _PIECE.finditer(chunk):
                tokens.extend(_tokens_of_piece(piece[0], start + piece.start()))
        if len(tokens) > MOST_WORDS:
            raise UsageError(f"too many words for one entry; a note goes after -- ({MOST_WORDS} words is the most)")
    return tokens


def words_of(phrase: str) -> tuple[str, ...]:
    """The texts of the tokens of a phrase."""
    words = phrase.split()
    # The phrases of the grammar are looked up at every start of the program; tokens would take four times as long.
    return tuple(words) if all(map(_is_plain, words)) else tuple(token.text for token in tokens_of(phrase))


def _is_plain(chunk: str) -> bool:
    """Whether a word is a token as it stands."""
    return chunk.isascii() and chunk.isalpha() and chunk.islower() and chunk not in _NOT_PLAIN


def _tokens_of_piece(raw: str, start: int) -> list[Token]:
    text, end = _plain(raw), start + len(raw)
    if text in (",", ";"):
        return [Token(",", raw, start, end)]
    if text in ("&", "+", "plus", "and"):
        return [Token("and", raw, start, end)]
    if text in NOTE_MARKS or text == "/":
        return [Token(text, raw, start, end)]
    if text.startswith("@"):
        # The limit ends the recursion for a word of many @.
        rest = _tokens_of_piece(raw[1:], start + 1) if len(raw) < 100 else []
        return [Token("@", "@", start, start + 1), *rest] if rest or text == "@" else [Token(text, raw, start, end)]
    around = _AROUND if "[" not in raw.lstrip(_AROUND) else _AROUND.replace("]", "")  # the zone of a time
    start += len(raw) - len(raw.lstrip(around))
    raw = raw.strip(around)
    # The end of a sentence is dropped, the dots of "a.m." are not.
    while raw.endswith((".", "!", ":", "…")) and raw.casefold() not in ("a.m.", "p.m."):
        raw = raw[:-1].rstrip(around)
    text, end = _plain(raw), start + len(raw)
    if not text or text in _ARTICLES:
        return []
    if _NUMERIC.match(text) or text in _NEVER_SPLIT or text.startswith("-"):
        return [Token(text, raw, start, end)]
    tokens: list[Token] = []
    for part in _PART.finditer(raw):
        # A slash means "and": left/right knee.
        if tokens:
            tokens.append(Token("and", "/", start + part.start() - 1, start + part.start()))
        for word in _WORD.finditer(part[0]):
            text = _plain(word[0]).replace("'", "")
            if text and text not in _ARTICLES:
                at = start + part.start() + word.start()
                tokens.append(Token(text, word[0], at, at + len(word[0])))
    return tokens


def _plain(raw: str) -> str:
    """A word in small letters without invisible marks, such as those of text direction."""
    if not raw.isascii():
        raw = "".join(c for c in raw if unicodedata.category(c) not in ("Cf", "Mn"))
    return raw.casefold()
