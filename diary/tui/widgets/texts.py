"""The wording of records, times, levels and errors on the screen. Pure: values in, short plain texts out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import singledispatch

from diary.domain.findings import Answer, Sentence, Tier
from diary.domain.moments import Moment
from diary.domain.records import Ack, Care, Entry, Known, Motion, Question, Reading, Record, Session, Usual, Visit
from diary.domain.vocabulary import QUALITIES, SYMPTOMS, UNITS, place_name

TIER_STYLES = {
    Tier.EMERGENCY: "bold $text-error",
    Tier.IMMEDIATE: "bold $text-error",
    Tier.REPORT: "bold $text-warning",
    Tier.DISCUSS: "bold $text-accent",
    Tier.EXPECTED: "$text-success",
}

BLOCKS = "▁▂▃▄▅▆▇█"


def plain(text: str) -> str:
    """A person's text on one line: line breaks and control characters become spaces."""
    return "".join(c if c.isprintable() else " " for c in text)


def clipped(text: str, width: int) -> str:
    """The text, cut with … where it is wider than that many cells; "" where there are none."""
    from rich.cells import cell_len, set_cell_size

    # Cells, not characters: a Chinese character takes two columns, a combining accent none.
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most that many cells, and never less than 20; words are not broken at hyphens."""
    from rich.cells import cell_len, chop_cells

    width = max(20, width)
    if text.isascii():  # textwrap counts characters, which is right, and faster, only for ASCII
        return textwrap.wrap(text, width, break_on_hyphens=False)
    lines = [""]
    for word in text.split():
        for piece in chop_cells(word, width):
            joined = f"{lines[-1]} {piece}".lstrip()
            if cell_len(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return [line for line in lines if line]


def number_text(value: float | None) -> str:
    """A level without ".0" at the end of a whole number; a dash for None."""
    return "–" if value is None else f"{value:g}"


def block(level: float) -> str:
    """A level 0–10 as a block character of that height; 0 is the lowest block, so that it differs from no entry."""
    return BLOCKS[round(level / 10 * (len(BLOCKS) - 1))]


def day_text(day: date, today: date) -> str:
    """A day in words: today, yesterday, Mon 2 Nov, 2 Nov 2025."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    # Well below a year, so that a day and month without the year is never the one of last year.
    if timedelta(0) < today - day < timedelta(days=300):
        return f"{day:%a} {day.day} {day:%b}"
    return f"{day.day} {day:%b} {day.year}"


def moment_text(at: Moment, today: date) -> str:
    """A time in words, such as today 20:14; the day alone where only that is known."""
    day = day_text(at.day, today)
    return day if at.date_only else f"{day} {at.local:%H:%M}"


def moment_column(at: Moment) -> str:
    """A time for a column, such as Mon  2 Nov 20:14; always 16 characters, without a year."""
    local = at.local
    return f"{local:%a} {local.day:2d} {local:%b}" + ("      " if at.date_only else f" {local:%H:%M}")


def clock_text(now: datetime) -> str:
    """The time of the clock, such as Mon 2 Nov, 20:14."""
    return f"{now:%a} {now.day} {now:%b}, {now:%H:%M}"


def reading_text(reading: Reading) -> str:
    """A reading in words, such as lower back 6, dull, numbness."""
    level = f" {reading.pain}" if reading.pain is not None else ""
    words = [*reading.qualities, *reading.symptoms, *(["sudden"] if reading.sudden else [])]
    return ", ".join([f"{place_name(reading.site, reading.side)}{level}", *words])


def entry_text(entry: Entry) -> str:
    """All readings of an entry and its values for the whole person; "a note" where it has neither."""
    parts = [reading_text(reading) for reading in entry.readings]
    parts += [", ".join(entry.symptoms)] if entry.symptoms else []
    parts += [f"in the way {entry.interference}"] if entry.interference is not None else []
    parts += [f"tiredness {entry.fatigue}"] if entry.fatigue is not None else []
    return "; ".join(parts) or "a note"


def session_text(session: Session) -> str:
    """A session in words, such as physio, 45 min, effort 5: squats, bridges (new)."""
    parts = [plain(session.activity) or "session"]
    parts += [f"{session.minutes} min"] if session.minutes is not None else []
    parts += [f"effort {session.effort}"] if session.effort is not None else []
    parts += ["new"] if session.new else []
    names = [plain(exercise.name) + (" (new)" if exercise.new else "") for exercise in session.exercises]
    return ", ".join(parts) + (f": {', '.join(names)}" if names else "")


KEY_FOR_HINT: Mapping[Answer, str] = {
    "usual": "Press o to answer.",
    "usual-interference": "Press o to answer.",
    "known": "Press k to say so.",
    "sudden": "Then change the entry and tick sudden.",
    "told": "press t.",
    "motion": "Measure a movement: press c, then m.",
}
"""For each answer to a finding, the key that gives it."""


def with_keys(text: Sentence) -> str:
    """A text of a finding that names the keys for its answers."""
    return text.worded(lambda hint: KEY_FOR_HINT[hint.answer])


def capital(text: str) -> str:
    """The text with a capital first letter."""
    # Not str.capitalize, which turns all other letters into small ones.
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str]) -> str:
    """Words as a list in a sentence, such as a, b and c; "" for none."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


@singledispatch
def record_text(record: Record) -> str:
    """A record in words, without its time and note; with its kind in front unless it is an entry."""
    return type(record).__name__.lower()


@record_text.register
def _(entry: Entry) -> str:
    return entry_text(entry)


@record_text.register
def _(session: Session) -> str:
    return f"session: {session_text(session)}"


@record_text.register
def _(care: Care) -> str:
    parts = [part for part in (care.activity, plain(care.name), plain(care.dose)) if part]
    relief = f", relief {care.relief}" if care.relief is not None else ""
    return f"self-care: {' '.join(parts)}{relief}"


@record_text.register
def _(motion: Motion) -> str:
    name = f"{motion.side} {plain(motion.movement)}".strip()
    return f"movement: {name} {number_text(motion.value)} {UNITS.get(motion.unit, motion.unit)}"


@record_text.register
def _(usual: Usual) -> str:
    if usual.site is None:
        return f"usually in the way of the day: {usual.level}"
    return f"usual level of {place_name(usual.site, usual.side)}: {usual.level}"


@record_text.register
def _(known: Known) -> str:
    # In the order of the vocabulary, whatever order they were typed in.
    words = [word for word in (*QUALITIES, *SYMPTOMS) if word in known.qualities + known.symptoms]
    where = f" at the {place_name(known.site, known.side)}" if known.site else ""
    return f"{'no longer known' if known.ended else 'known from before'}: {listed(words)}{where}"


@record_text.register
def _(visit: Visit) -> str:
    return f"visit: {plain(visit.name)}" if visit.name else "visit"


@record_text.register
def _(question: Question) -> str:
    return "question" + (", was in a report" if question.reported else "")


@record_text.register
def _(ack: Ack) -> str:
    where = place_name(ack.site, ack.side) or ack.movement or ""
    return f"told: {ack.rule}{f' at the {where}' if ack.site else f', {where}' if where else ''}"


KEY_FOR_COMMAND = {
    "known": "“known before” (c, then k)",
    "usual": "“usual level” (c, then o)",
    "visit": "“a visit” (c, then v)",
    "care": "“self-care” (c, then c)",
    "motion": "“a movement” (c, then m)",
    "session": "“a session in one line” (c, then s)",
    "log": "“an entry in one line” (c, then e)",
    "list": "History (h)",
    "history": "Findings (f, then p)",
}
"""For each command, the place on the screen that does the same."""

PHRASES = (
    ("see diary log --help for the list", "the body map has them all: b on Today"),
    ("write the first with: diary log 3 lower back", "type a number on Today, then Enter"),
    ("to bring back what was deleted last: diary undo", "u brings back what was deleted last"),
    ("; a medicine is written: diary care medication", "; a medicine is written: medication"),
    ("to undo it all the same: diary undo --any", "change it or delete it in History (h)"),
)
"""Phrases of errors to replace whole, since with only the command replaced they would make no sense."""

_COMMAND = re.compile(rf"\bdiary ({'|'.join(KEY_FOR_COMMAND)})\b")
# In the window for usual levels only the level is typed, so that the word "usual" in an example would mislead.
_EXAMPLE = re.compile(r"\b(such as|for example|or|write) (?:usual|known) (?=\w+ )")


def error_with_keys(text: str) -> str:
    """An error text with keys and screens instead of commands; a command without a place on the screen stays."""
    for command, key in PHRASES:
        text = text.replace(command, key)
    return _EXAMPLE.sub(r"\1 ", _COMMAND.sub(lambda match: KEY_FOR_COMMAND[match[1]], text))
