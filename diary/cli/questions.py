"""Line by line: short questions in plain text, one a line, for screen readers and slow connections."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from diary.cli.context import Context
from diary.domain.entries import Entry
from diary.domain.grammar.phrase import Draft, parse_log
from diary.errors import DiaryError, UsageError

Answer = TypeVar("Answer")
TRIES = 5


def ask(question: str) -> str:
    """One question on stderr, one line from stdin; "" for the end of the input is an interruption."""
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        raise KeyboardInterrupt
    return line.strip()


def ask_until(question: str, understand: Callable[[str], Answer]) -> Answer:
    """Ask again, with the reason, until the answer is understood."""
    for _ in range(TRIES):
        try:
            return understand(ask(question))
        except DiaryError as error:
            sys.stderr.write(f"{error}\n")
    raise UsageError("that did not work five times; nothing was saved")


def ask_entry(context: Context) -> Draft:
    """An entry by questions; Enter takes the last entry's site and leaves out the rest."""
    last = _last_entry(context)
    here = context.here
    site = last.readings[0] if last and last.readings else None
    offered = f"{site.site}, {site.side}" if site else ""
    hint = f" [{offered}]" if offered else ""
    sys.stderr.write("Nothing is saved before the last question. Ctrl-C stops.\n")

    def place(text: str) -> str:
        words = text or offered.replace(",", "")
        parse_log([f"1 {words}"], now=here)
        return words

    where = ask_until(f"Where does it hurt?{hint}", place)

    def check(words: str) -> Callable[[str], str]:
        def understand(text: str) -> str:
            if text:
                parse_log([f"{words} {text}"], now=here)
            return text

        return understand

    level = ask_until("How bad, 0 to 10? (Enter: no level)", check(where))
    words = ask_until(
        "How does it feel, and what comes with it? (dull, sharp, numb … or Enter)", check(f"{where} {level}")
    )
    when = ask_until("When? (Enter: now)", check(f"1 {where}"))
    note = ask("A note? (Enter: none)")
    line = " ".join(part for part in (level, where, words, when) if part)
    return parse_log([line, *(["--", note] if note else [])], now=here)


def _last_entry(context: Context) -> Entry | None:
    from diary.errors import NoDiaryYet

    try:
        with context.store() as store:
            return store.last_entry()
    except NoDiaryYet:
        return None
