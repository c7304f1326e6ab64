"""A session that follows the home programme: `programme, squats pain 4, plank eased 2x20s, bridges skipped too sore`.

It is read as any session. Its exercises are those that went otherwise than planned; `review.programme` puts them into
the exercises of the day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from typing import NoReturn

from diary.domain.exercise_names import ALL, exercise_key, find_exercise
from diary.domain.grammar.printed_line import as_typed_line
from diary.domain.grammar.session_phrase import SessionDraft, parse_session
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import cut_note, one_line, shown
from diary.errors import UnclearLine

ACTIVITY = "home programme"
_NOT_DONE = re.compile(
    r"(?:no|without|not|didn['’]?t do|did not do|left out|except) (.+)|(.+?) (?:not done|didn['’]?t do|did not do)",
    re.IGNORECASE,
)
_WHYS = frozenset({"too", "because", "due", "since", "as"})
_WORDS = frozenset({"programme", "program"})


def follows_programme(words: Sequence[str]) -> bool:
    """Whether the line of a session begins with the programme."""
    first = " ".join(words).split()[:1]
    return bool(first) and first[0].casefold().strip(",;:") in _WORDS


def parse_programme_session(words: Sequence[str], *, now: Here) -> SessionDraft:
    """The session of such a line; its exercises are the changes alone. UnclearLine where one is unclear."""
    cut = cut_note(words)
    _, _, rest = one_line(" ".join(cut.chunks)).partition(" ")
    parts = [part.strip() for part in rest.lstrip(" ,;:").split(",")]
    if denied := next((part for part in parts if _NOT_DONE.fullmatch(part)), ""):
        name = _name_of(_NOT_DONE.fullmatch(denied))
        _ask(parts, denied, cut.note, "was it skipped?", f"{name} skipped", f"{name} eased")
    # The colon begins a list of exercises, so that any name may follow.
    line = f"{ACTIVITY}: {rest.lstrip(' ,;:')}".strip(" :") if rest.strip(" ,;:") else ACTIVITY
    try:
        draft = parse_session([line, *(["--", cut.note] if cut.note else [])], now=now)
    except UnclearLine as error:
        raise UnclearLine(str(error), partial(_own_lines, error), error.hint) from error
    for each in draft.exercises:
        part = next((part for part in parts if each.note and part.endswith(each.note)), "")
        if each.done == "yes" and part and each.note.split()[0].casefold() in _WHYS:
            name = part.removesuffix(each.note).strip()
            _ask(parts, part, cut.note, "was it skipped or eased?", f"{name} skipped {each.note}",
                 f"{name} eased {each.note}")  # fmt: skip
    return draft


def check_names(words: Sequence[str], draft: SessionDraft, planned: Sequence[str]) -> None:
    """UnclearLine where the name of an exercise holds that of a planned one, or is nearly that: squats more."""
    cut = cut_note(words)
    _, _, rest = one_line(" ".join(cut.chunks)).partition(" ")
    parts = [part.strip() for part in rest.lstrip(" ,;:").split(",")]
    for each in draft.exercises:
        key = exercise_key(each.name)
        if find_exercise(each.name, planned) or key in ALL:
            continue
        held = [name for name in planned if f" {key} ".startswith(f" {exercise_key(name)} ")]
        near = get_close_matches(key, [exercise_key(name) for name in planned], 1, 0.75)
        near_names = [name for name in planned if exercise_key(name) in near]
        part = next((part for part in parts if each.name in part), "")
        if part and held:
            name = part[: len(held[0])]
            why = part[len(name) :].strip()
            _ask(parts, part, cut.note, f"how did {held[0]} go?", f"{name} eased {why}", f"{name} skipped {why}",
                 f"{name} -- {why}")  # fmt: skip
        elif part and near_names:
            _ask(parts, part, cut.note, f"is it {near_names[0]}?", part.replace(each.name, near_names[0], 1))


def _name_of(match: re.Match[str] | None) -> str:
    return next(name for name in match.groups() if name) if match else ""


def _ask(parts: Sequence[str], part: str, note: str, text: str, *choices: str) -> NoReturn:
    """Ask about a part between commas, which may be written as one of `choices`."""
    lines = []
    for choice in choices:
        words, _, more = choice.partition(" -- ")
        line = ", ".join(["programme", *(words if each is part else each for each in parts)])
        lines.append(as_typed_line(line, "; ".join(each for each in (more, note) if each)))
    raise UnclearLine(f"“{shown(part)}”: {text}", tuple(lines))


def _own_lines(error: UnclearLine) -> tuple[str, ...]:
    """The lines of the refusal as lines of the programme."""
    begin = f"{ACTIVITY}: "
    return tuple(
        f"programme, {line.removeprefix(begin).lstrip(' ,')}" for line in error.lines if line.startswith(begin)
    )
