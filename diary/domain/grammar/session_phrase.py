"""A session in one line: `physio: squats 3x10 @20kg pain 4, bridges skipped too sore, effort 6, 45 min, mon 18:00`.

The kind of session comes first; the exercises follow, separated by commas or by the set count of the one before.
`effort 6`, minutes and a time count anywhere. The time is the end of the session; `at 9:30 for an hour` and
`9:30-10:30` tell its start. Words that are not used go to the note; what did not happen is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from diary.domain.grammar.entry import all_of, hint_of, sorted_chunks
from diary.domain.grammar.printed_line import Draft, as_typed_line, lines_that_work, note_of, quoted_note
from diary.domain.grammar.session_line import read_session
from diary.domain.grammar.session_parts import NOT_KEPT
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import cut_note, one_line, shown
from diary.domain.moments import Moment
from diary.domain.records import Exercise, Session
from diary.errors import ErrorHint, UnclearLine, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDraft:
    """The session of one line, without an id. `remarks` are for the person on how the line was understood."""

    at: Moment
    activity: str = ""
    effort: int | None = None
    new: bool | None = None
    minutes: int | None = None
    exercises: tuple[Exercise, ...] = ()
    note: str = ""
    remarks: tuple[str, ...] = ()

    def session(self, id: str, recorded: datetime | None) -> Session:
        """The session with an id and the time of writing."""
        return Session(
            id=id,
            at=self.at,
            recorded=recorded,
            note=self.note,
            activity=self.activity,
            effort=self.effort,
            new=self.new,
            minutes=self.minutes,
            exercises=self.exercises,
        )


def parse_session(words: Sequence[str], *, now: Here) -> SessionDraft:
    """A session from an argument list; an empty list means a session that ended now. UnclearLine for troubles."""
    cut = cut_note(words)
    source, quoted = sorted_chunks(cut.chunks, lambda text: read_session(text, now))
    line = read_session(source, now)
    if words and not (source.strip(" ,;") or quoted or cut.note):
        raise UsageError("which session? Write, for example, physio 45 min")
    note = "; ".join(part for part in (*quoted, cut.note) if part)
    if line.nothing_done:
        told = "; ".join(part for part in (source, note) if part)
        text = f"“{shown(line.nothing_done)}”: {NOT_KEPT}, so nothing was saved"
        raise UsageError(text, ErrorHint("keep-note", {"note": quoted_note(told)}))
    if line.troubles:
        raise UnclearLine(all_of(line.troubles), partial(_lines, source, note, now), hint_of(line.troubles))
    left = [text for _, _, text in line.left]
    of_exercises = [exercise.note for exercise in line.exercises if exercise.note]
    remarks = line.timed.remarks if line.timed else ()
    if left or quoted or of_exercises:
        remarks += (f"taken as the note: “{'; '.join((*left, *quoted, *of_exercises))}”",)
    return SessionDraft(
        at=line.timed.at if line.timed else now.moment,
        activity=line.activity,
        effort=line.effort,
        new=line.new,
        minutes=line.minutes,
        exercises=tuple(line.exercises),
        note=one_line("; ".join(part for part in (*left, note) if part)),
        remarks=(*remarks, *line.remarks),
    )


def _lines(source: str, note: str, now: Here) -> tuple[str, ...]:
    def write(draft: Draft) -> str:
        words = re.sub(r"(?:\s*[,;])+(?=\s*[,;])|^[\s,;]+|[\s,;]+$", "", draft.source)
        again = read_session(words, now)
        sound = all(trouble.missing for trouble in again.troubles) and not again.nothing_done
        return as_typed_line(words, note_of(draft, (), (), note)) if sound and again.says_anything else ""

    return lines_that_work(source, lambda text: read_session(text, now), write)
