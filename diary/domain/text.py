"""Small pieces of texts for people, the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from diary.domain.days import earliest
from diary.domain.moments import Moment


def printable(text: str) -> str:
    """A person's text on one line: line breaks and control characters, which a terminal would act on, become spaces."""
    # Nearly all texts are printable, and one test of the whole is faster than one of each character.
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def capital(text: str) -> str:
    """The text with a capital first letter."""
    # Not str.capitalize, which turns all other letters into small ones.
    return text[:1].upper() + text[1:]


def small_first(text: str) -> str:
    """The text with a small first letter, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def times_text(count: int) -> str:
    """Once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def as_sentence(text: str) -> str:
    """The text with a full stop at its end, unless it is a question."""
    return text if text.endswith("?") else f"{text}."


def counted(count: int, one: str, many: str = "") -> str:
    """1 day, 2 days."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def span_text(span: timedelta, *, short: bool = False) -> str:
    """A span in full hours up to four days, in full days beyond: 52 hours, 10 days; 52 h and 10 days where `short`.

    An hour that is not full is not counted, so that the same span is never 46 h at one place and 47 h at another.
    """
    hours = int(span.total_seconds() // 3600)
    if hours >= 96:
        return f"{hours // 24} days"
    return f"{hours} h" if short else counted(hours, "hour")


def shown_difference(before: float, now: float) -> float:
    """The difference of two numbers as they are printed, to a tenth: the one that a reader works out.

    Only for printing. Whether a change counts is judged by the numbers themselves.
    """
    return round(round(now, 1) - round(before, 1), 1)


def listing(words: Iterable[str]) -> str:
    """Words as a list in a sentence, such as a, b and c; "" for none."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def day_in_sentence(day: str) -> str:
    """A day of `days` for the middle of a sentence: 5 Mar 2026, Mar 2026 or 2026; any other text as it is."""
    try:
        first = earliest(day)
    except ValueError:
        return day
    words = (f"{first.day}", f"{first:%b}", f"{first.year}")
    return " ".join(words[2 - day.count("-") :])


def time_in_column(at: Moment) -> str:
    """Such as "Mon  2 Nov 20:14", "Mon  2 Nov~08:00" for about 8, or the day and spaces; always 16 characters."""
    local = at.local
    return f"{local:%a} {local.day:2} {local:%b}" + (
        "      " if at.date_only else f"{'~' if at.about else ' '}{local:%H:%M}"
    )


def time_in_sentence(at: Moment) -> str:
    """A time for the middle of a sentence, such as "Mon 2 Nov 20:14" or "Mon 2 Nov about 08:00"."""
    return " ".join(time_in_column(at).replace("~", " about ").split())
