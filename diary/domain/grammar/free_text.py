"""Lines that are mostly a person's own words, with a few settings among them: a session, a medicine, a movement.

A setting such as `effort 6` counts anywhere. A time counts at the beginning, at the end and after `@`; between other
words it is an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from diary.domain.grammar.times import Here, resolve
from diary.domain.grammar.timewords import TimeWord, match_time
from diary.domain.grammar.tokens import MOST_WORDS, Token, cut_note, one_line
from diary.domain.moments import Moment
from diary.domain.vocabulary import HIGHEST
from diary.errors import InvalidValue, UsageError

Setting = tuple[int, str, object]
"""How many words it takes, its name, its value."""
Matcher = Callable[[Sequence[Token], int], Setting | None]


@dataclass(frozen=True, slots=True)
class FreeLine:
    """The words before the note, and the note."""

    tokens: tuple[Token, ...]
    note: str


@dataclass(slots=True)
class SortedWords:
    """The free words of a part, and its settings as pairs of name and value."""

    words: list[Token] = field(default_factory=list)
    settings: list[tuple[str, object]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The free words as they were typed."""
        # The colon of a word was a token of its own; here it goes back to its word.
        return one_line(" ".join(token.raw for token in self.words).replace(" :", ":"))


def free_line(words: Sequence[str]) -> FreeLine:
    """Separate the note; commas, semicolons and the colon at the end of a word become words of their own."""
    cut = cut_note(words)
    tokens: list[Token] = []
    for chunk in " ".join(cut.chunks).split():
        # A decimal comma is no separator: 2,5.
        for piece in [chunk] if re.fullmatch(r"[0-9]+,[0-9]+", chunk) else re.split(r"([,;]|:$)", chunk):
            at, rest = ("@", piece[1:]) if piece.startswith("@") else ("", piece)
            tokens += [Token(text, raw) for text, raw in ((at, at), (rest.casefold(), rest)) if raw]
        if len(tokens) > MOST_WORDS:
            raise UsageError(f"too many words; a note goes after -- ({MOST_WORDS} words is the most)")
    return FreeLine(tuple(tokens), cut.note)


def time_setting(local: datetime, *, free: bool = True) -> Matcher:
    """A matcher for times; `local` is now. See `match_time` for `free`."""

    def match(tokens: Sequence[Token], index: int) -> Setting | None:
        time_match = match_time(tokens, index, local, free=free)
        return (time_match[0], "time", time_match[1]) if time_match else None

    return match


def rating_setting(name: str) -> Matcher:
    """A matcher for a word with a whole number 0–10 after it."""

    def match(tokens: Sequence[Token], index: int) -> Setting | None:
        if tokens[index].text != name:
            return None
        text = tokens[index + 1].text if index + 1 < len(tokens) else ""
        number = re.fullmatch(r"(-?[0-9]{1,6}(?:[.,][0-9]{1,6})?)(?:/10)?", text)
        # An error and not a free word: a forgotten number would be lost without notice.
        if number is None:
            raise UsageError(f"“{name}” needs its number from 0 to 10 after it, such as {name} 6")
        if not number[1].isdigit() or int(number[1]) > HIGHEST:
            raise InvalidValue(f"{name} {number[1]}: {name} is a whole number from 0 to 10")
        return 2, name, int(number[1])

    return match


def sort_words(tokens: Sequence[Token], anywhere: Sequence[Matcher], edges: Sequence[Matcher]) -> SortedWords:
    """Separate settings from free words. `edges` count at the beginning, after `@` and where only settings follow."""

    def first(matches: Sequence[Matcher], index: int) -> Setting | None:
        return next((setting for match in matches if (setting := match(tokens, index))), None)

    # Whether only settings follow from each place on. From the back, so that a long line takes one pass.
    only_settings = [True] * (len(tokens) + 1)
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].text in ("@", "at", "on"):
            only_settings[index] = only_settings[index + 1]
        elif setting := first([*anywhere, *edges], index):
            only_settings[index] = only_settings[index + setting[0]]
        else:
            only_settings[index] = False
    sorted_words = SortedWords()
    index = 0
    while index < len(tokens):
        marked = tokens[index].text == "@"
        # "At" and "on" belong to a time only at the end: "balance on one leg" keeps its "on".
        if marked or (tokens[index].text in ("at", "on") and only_settings[index] and index + 1 < len(tokens)):
            index += 1
        setting = first(anywhere, index) if index < len(tokens) else None
        edge = first(edges, index) if index < len(tokens) else None
        if marked and (edge is None or edge[1] != "time"):
            raise UsageError("a time follows “@”, such as @21:00 or @ yesterday 21:00")
        if setting is None and edge and (marked or not sorted_words.words or only_settings[index + edge[0]]):
            setting = edge
        if setting:
            sorted_words.settings.append((setting[1], setting[2]))
            index += setting[0]
        else:
            sorted_words.words.append(tokens[index])
            index += 1
    return sorted_words


def one_setting(settings: Sequence[tuple[str, object]], name: str) -> object | None:
    """The value of a setting, None where it is not given; UsageError where it is given twice."""
    values = [value for key, value in settings if key == name]
    if len(values) > 1:
        raise UsageError(f"{name} is given twice; give it once")
    return values[0] if values else None


def one_number(settings: Sequence[tuple[str, object]], name: str) -> int | None:
    """The whole number of a setting, None where it is not given; UsageError where it is given twice."""
    value = one_setting(settings, name)
    return value if isinstance(value, int) else None


def moment_of(
    settings: Sequence[tuple[str, object]], now: Here, *, future: bool = False
) -> tuple[Moment, tuple[str, ...]]:
    """The time among the settings, else now, with remarks on how it was understood."""
    times = [value for _, value in settings if isinstance(value, TimeWord)]
    if not times:
        return now.moment, ()
    timed = resolve(times, now, future=future, ask_weekday=future)
    return timed.at, timed.remarks
