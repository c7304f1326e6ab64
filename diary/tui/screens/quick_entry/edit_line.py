"""A saved record as a typed line, and the record that the changed line makes of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from diary.domain.echo import time_echo
from diary.domain.grammar.changed_words import with_words, words_of
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import one_line
from diary.domain.moments import Moment
from diary.domain.records import Care, Known, Motion, Question, Record, Usual, Visit
from diary.domain.rehabilitation import Activity, Background, Plan, Score, Treatment
from diary.domain.vocabulary import place_name
from diary.errors import DiaryError, UsageError
from diary.tui.screens.quick_entry.line_kinds import (
    ACTIVITY,
    BACKGROUND,
    KINDS,
    PLAN,
    SCORE,
    TREATMENT,
    LineKind,
    parse_records,
)

FIXED_FIELDS = ("id", "recorded", "source")
"""The fields of a record that no line changes."""
MINUTE = timedelta(minutes=1)
_WITHOUT_TIME = (Plan, Treatment, Activity, Background)
"""Their lines hold days and no time."""


@dataclass(frozen=True, slots=True)
class EditLine:
    """A record, its kind of line, and the line that says the same as the record."""

    old: Record
    kind: LineKind
    text: str

    def changed(self, text: str, here: Here, now: datetime) -> tuple[Record, tuple[str, ...]]:
        """The record as the line says it now, under its old id, and remarks; DiaryError where the line makes none."""
        if not text.strip():
            raise UsageError("an empty line changes nothing; to take it out: Esc, then d")
        records, remarks = parse_records(self.kind, text, here, now)
        return self._as_before(records, here, now), remarks

    def _as_before(self, records: Sequence[Record], here: Here, now: datetime) -> Record:
        new, unchanged, old = self._single(records), self.unchanged(here, now), self.old
        # A line can't hold seconds, line breaks of a note or a comma in a name. Only the fields in which the new line
        # differs from the unchanged one are taken from it; all others stay exactly as they were.
        names = [field.name for field in fields(old) if field.name not in FIXED_FIELDS]
        same = {name for name in names if getattr(new, name) == getattr(unchanged, name)}
        return replace(old, **{name: getattr(new, name) for name in names if name not in same})

    def unchanged(self, here: Here, now: datetime) -> Record:
        """The record that the unchanged line makes."""
        return self._single(parse_records(self.kind, self.text, here, now)[0])

    def _single(self, records: Sequence[Record]) -> Record:
        if len(records) != 1 or type(records[0]) is not type(self.old):
            raise UsageError("this line changes one thing; what is more goes into a line of its own")
        return records[0]


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A line that was left with Esc, or one that would change a saved record and is not saved."""

    text: str
    """The line as it was typed."""
    opened: Record | None = None
    """The record that it changes, as it was when the line was opened: what another program made of it since is not
    written over. None for a new one."""
    abandoned: bool = False
    """Whether it was left with Esc: it can be brought back where it was typed, and is forgotten with the program."""


def edit_line_of(record: Record, here: Here, now: datetime) -> EditLine | None:
    """The record as a line; None where no line says exactly the same."""
    key, words = _line_words(record)
    kind = next((kind for kind in KINDS if kind.key == key), None)
    if isinstance(record, Plan | Treatment | Activity | Background | Score):
        kind, words = _of_rehabilitation(record), (words_of(record),)
    if kind is None:
        return None
    if isinstance(record, Question):
        text = one_line(record.note)
    else:
        note = one_line(record.note)
        time = "" if isinstance(record, _WITHOUT_TIME) else time_echo(_to_minute(record.at), here)
        parts = [*words, time, f"-- {note}" if note else ""]
        text = " ".join(part for part in parts if part)
    edit_line = EditLine(record, kind, text)
    # Tried out, not assumed: a name may contain a word that the grammar reads as something else.
    try:
        return edit_line if _same_content(edit_line.unchanged(here, now), record) else None
    except DiaryError:
        return None


def _of_rehabilitation(record: Record) -> LineKind:
    """The kind of line that changes such a record. What its line does not say stays, but for its days."""
    kind = {Plan: PLAN, Treatment: TREATMENT, Activity: ACTIVITY, Background: BACKGROUND, Score: SCORE}[type(record)]

    def parse(text: str, here: Here, now: datetime) -> tuple[tuple[Record, ...], tuple[str, ...]]:
        old = record
        if isinstance(old, Plan | Treatment):
            # The line shows its days, so a day that was taken out of it is gone.
            old = replace(old, since="", until="")
        new = with_words(old, text.split(), here)
        assert new is not None
        return (replace(new, at=record.at) if isinstance(record, _WITHOUT_TIME) else new,), ()

    return replace(kind, parse=parse)


def _to_minute(at: Moment) -> Moment:
    return replace(at, instant=at.instant.replace(second=0, microsecond=0))


def _same_content(parsed: Record, record: Record) -> bool:
    """Whether two records say the same, apart from seconds and from punctuation."""
    # The line of a question has no time.
    if not isinstance(record, Question):
        apart = abs(parsed.at.instant - record.at.instant)
        rough = (parsed.at.date_only, parsed.at.about) != (record.at.date_only, record.at.about)
        if rough or apart > MINUTE:
            return False
    names = [field.name for field in fields(record) if field.name not in (*FIXED_FIELDS, "at", "reported")]
    return all(_words_only(getattr(parsed, name)) == _words_only(getattr(record, name)) for name in names)


def _words_only(value: object) -> object:
    return re.findall(r"\w+", value) if isinstance(value, str) else value


def _line_words(record: Record) -> tuple[str, tuple[str, ...]]:
    """The key of the record's kind of line, and the line's words without time and note; ("", ()) where it has none."""
    match record:
        case Care():
            relief = f"relief {record.relief}" if record.relief is not None else ""
            return "c", (record.activity, record.name, record.dose, relief)
        case Motion():
            return "m", (record.side, record.movement, _measured(f"{record.value:g}", record.unit))
        case Visit():
            return "d", (record.name,)
        case Usual():
            place = place_name(record.site, record.side) if record.site else "interference"
            return "o", (place, str(record.level))
        case Known():
            place = place_name(record.site, record.side) if record.site else ""
            return ("l" if record.ended else "k"), (*record.qualities, *record.symptoms, place)
        case Question():
            return "n", ()
        case _:
            return "", ()


def _measured(value: str, unit: str) -> str:
    return {"deg-short": "{} short", "cm-short": "{} cm short", "self": "{}/10"}.get(unit, "{} {}").format(value, unit)


def motion_again(motions: Sequence[Motion]) -> str:
    """The line that measures the latest movement anew, with a word in place of the value; "" where there is none."""
    # Not a rating: in "NUMBER/10" no word stands for what is missing, and without /10 it would be degrees.
    latest = next((motion for motion in reversed(motions) if motion.unit != "self"), None)
    if latest is None:
        return ""
    return " ".join(filter(None, (latest.side, latest.movement, _measured("NUMBER", latest.unit))))
