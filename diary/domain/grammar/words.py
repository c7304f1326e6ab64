"""Text into words: how a line falls apart, how its note is cut off, how a word is shown in an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from diary.errors import UsageError

LONGEST_TEXT = 120_000
"""Characters taken in one go, the note included."""
MOST_WORDS = 400
SEPARATORS = frozenset({",", "and"})
NOTE_MARKS = frozenset({"--", "--note", "—"})
"""Where the note begins. A phone turns two hyphens into a long dash."""

_NOTE_MARK = re.compile(r"(?:^|\s)(?:--note=|(?:--note|--|—)(?=\s|$))")
_JOINTS = re.compile(r"([,;&])")
_NUMERIC = re.compile(r"[+-]?\.?[0-9]")
_ARTICLES = frozenset({"the", "my", "a", "an", "your"})
_NEVER_SPLIT = frozenset({"w/o", "n/a"})
_SPECIAL = _ARTICLES | {"plus"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as it is compared, and as it was typed."""

    text: str
    raw: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A line parted: plain words, quoted arguments in their places, and the note after the mark."""

    chunks: tuple[str, ...]
    note: str


def one_line(text: str) -> str:
    """The text without line breaks and other control characters, trimmed."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return text.strip()


def shown(word: str) -> str:
    """A word as an error may print it: short, printable, on one line."""
    plain = "".join(c if c.isprintable() else "?" for c in word)
    return plain if len(plain) <= 40 else f"{plain[:37]}..."


def check_text(chunks: Sequence[str]) -> None:
    """UsageError for text that is far too long or holds bytes that are no characters."""
    if sum(len(chunk) + 1 for chunk in chunks) > LONGEST_TEXT:
        raise UsageError(f"that is too long for one entry; {LONGEST_TEXT:,} characters is the most")
    try:
        "".join(chunks).encode()
    except UnicodeEncodeError:
        raise UsageError("some of that is not readable text; write it in UTF-8") from None


def cut_note(words: Sequence[str]) -> Cut:
    """Part an argument list at the first `--`, `--note` or long dash, also inside a quoted argument."""
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
        return Cut(tuple(chunks), one_line(" ".join([word[mark.end() :].strip(), *words[index + 1 :]])))
    return Cut(tuple(chunks), "")


def tokens_of(text: str) -> list[Token]:
    """The words of a text: small letters, articles dropped, commas and "and" as words of their own."""
    tokens: list[Token] = []
    if not text.isascii():
        # Marks that are not seen, and quotes that a phone has bent.
        text = "".join(c for c in text if unicodedata.category(c) != "Cf").replace("’", "'").replace("‘", "'")
    for chunk in text.split():
        if chunk.isascii() and chunk.isalpha() and chunk.islower() and chunk not in _SPECIAL:
            tokens.append(Token(chunk, chunk))  # most words are plain, and there is nothing to take off or to part
        elif _NUMERIC.match(chunk) and re.fullmatch(r"[+-]?(?:[0-9]*\.|[0-9]+,)[0-9]+", chunk):
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
        return [Token("@", raw), *_tokens_of_piece(raw[1:])] if len(raw) < 100 else [Token(text, raw)]
    text, raw = text.strip("\"'“”()"), raw.strip("\"'“”()")
    if text not in ("a.m.", "p.m."):
        text = text.rstrip(".!:")
    if not text or text in _ARTICLES:
        return []
    if _NUMERIC.match(text) or text in _NEVER_SPLIT or text.startswith("-"):
        return [Token(text, raw)]
    if "/" in text.strip("/"):
        parts = [[Token(word, raw)] for word in text.split("/") if word]
        return [token for index, part in enumerate(parts) for token in ([Token("and", raw)] if index else []) + part]
    words = [word for word in text.replace("-", " ").split() if word not in _ARTICLES]
    return [Token("and" if word == "and" else word.replace("'", ""), raw) for word in words if word != "'"]
