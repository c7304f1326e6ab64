"""A session that follows the home programme: `programme, squats pain 4, plank eased 2x20s, bridges skipped too sore`.

It is read as any session. Its exercises are those that went otherwise than planned; `review.programme` puts them into
the exercises of the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from diary.domain.grammar.session_phrase import SessionDraft, parse_session
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import cut_note, one_line
from diary.errors import UnclearLine

ACTIVITY = "home programme"
_WORDS = frozenset({"programme", "program"})


def follows_programme(words: Sequence[str]) -> bool:
    """Whether the line of a session begins with the programme."""
    first = " ".join(words).split()[:1]
    return bool(first) and first[0].casefold().strip(",;:") in _WORDS


def parse_programme_session(words: Sequence[str], *, now: Here) -> SessionDraft:
    """The session of such a line; its exercises are the changes alone. UnclearLine where one is unclear."""
    cut = cut_note(words)
    _, _, rest = one_line(" ".join(cut.chunks)).partition(" ")
    # The colon begins a list of exercises, so that any name may follow.
    line = f"{ACTIVITY}: {rest.lstrip(' ,;:')}".strip(" :") if rest.strip(" ,;:") else ACTIVITY
    try:
        return parse_session([line, *(["--", cut.note] if cut.note else [])], now=now)
    except UnclearLine as error:
        raise UnclearLine(str(error), partial(_own_lines, error), error.hint) from error


def _own_lines(error: UnclearLine) -> tuple[str, ...]:
    """The lines of the refusal as lines of the programme."""
    begin = f"{ACTIVITY}: "
    return tuple(f"programme, {line.removeprefix(begin)}" for line in error.lines if line.startswith(begin))
