"""How entries, things and findings read in the terminal: plain lines that fit its width."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import singledispatch

from diary.cli.context import Context, say, talk
from diary.domain.findings import Evidence, Finding, Status, Tier
from diary.domain.moments import Moment
from diary.domain.records import Ack, Care, Entry, Known, Motion, Question, Reading, Record, Session, Usual, Visit
from diary.domain.vocabulary import UNITS, place_name
from diary.errors import DamagedFile, UsageError


def width() -> int:
    """The columns of the terminal; 80 where there is none."""
    return max(40, shutil.get_terminal_size((80, 24)).columns)


def clean(text: str) -> str:
    """A person's text without what a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def when(at: Moment) -> str:
    """Mon  2 Nov 20:14, or the day alone; the year is told by `list` itself."""
    local = at.local
    day = f"{local:%a} {local.day:2} {local:%b}"
    return f"{day}      " if at.date_only else f"{day} {local:%H:%M}"


def time_text(at: Moment) -> str:
    """The same inside a line, where nothing has to stand in columns."""
    return " ".join(when(at).split())


ABOUT_NOON = "~noon: only the day is known; it counts as about noon."


def counts_as_noon(record: Record) -> bool:
    """Whether its time of day was assumed, and matters."""
    return record.at.date_only and not isinstance(record, Visit | Question)


def reading_line(reading: Reading) -> str:
    """lower back 6/10, dull, sudden."""
    level = f" {reading.pain}/10" if reading.pain is not None else ""
    words = [*reading.qualities, *reading.symptoms, *(["sudden"] if reading.sudden else [])]
    return ", ".join([f"{place_name(reading.site, reading.side)}{level}", *words])


@singledispatch
def line_of(record: Record) -> str:
    """One thing in one line, without its time and note."""
    return type(record).__name__.lower()


@line_of.register
def _(entry: Entry) -> str:
    parts = [reading_line(reading) for reading in entry.readings]
    if entry.symptoms:
        parts.append(", ".join(entry.symptoms))
    if entry.interference is not None:
        parts.append(f"in the way {entry.interference}/10")
    if entry.fatigue is not None:
        parts.append(f"fatigue {entry.fatigue}/10")
    return "; ".join(parts)


@line_of.register
def _(session: Session) -> str:
    parts = [f"session: {clean(session.activity) or 'exercise'}"]
    if session.minutes is not None:
        parts.append(f"{session.minutes} min")
    if session.effort is not None:
        parts.append(f"effort {session.effort}/10")
    if session.new is not None:
        parts.append("new" if session.new else "not new")
    names = [clean(exercise.name) + (" (new)" if exercise.new else "") for exercise in session.exercises]
    return ", ".join(parts) + (f": {', '.join(names)}" if names else "")


@line_of.register
def _(motion: Motion) -> str:
    side = f"{motion.side} " if motion.side else ""
    measured = (
        f"{motion.value:g}/10" if motion.unit == "self" else f"{motion.value:g} {UNITS.get(motion.unit, motion.unit)}"
    )
    return f"motion: {side}{clean(motion.movement)} {measured}"


@line_of.register
def _(care: Care) -> str:
    parts = [part for part in (care.activity, clean(care.name), clean(care.dose)) if part]
    relief = f", relief {care.relief}/10" if care.relief is not None else ""
    return f"care: {' '.join(parts)}{relief}"


@line_of.register
def _(usual: Usual) -> str:
    return f"usual: {place_name(usual.site, usual.side) or 'interference'} {usual.level}/10"


@line_of.register
def _(known: Known) -> str:
    where = place_name(known.site, known.side)
    words = ", ".join(known.qualities + known.symptoms)
    return f"{'no longer known' if known.ended else 'known'}: {words}{f' at {where}' if where else ''}"


@line_of.register
def _(visit: Visit) -> str:
    return f"visit{f': {clean(visit.name)}' if visit.name else ''}"


@line_of.register
def _(question: Question) -> str:
    return "question" + (" (was in a report)" if question.reported else "")


@line_of.register
def _(ack: Ack) -> str:
    where = place_name(ack.site, ack.side) or ack.movement or ""
    return f"told: {ack.rule}{f' at {where}' if where else ''}"


def record_rows(records: Sequence[Record], id_length: int = 6) -> Iterable[str]:
    """A line for each thing: id, time, content, note; cut to the terminal's width."""
    columns = width()
    year = None
    for record in records:
        if record.at.day.year != year:
            year = record.at.day.year
            yield str(year)
        late = " (written late)" if record.late else ""
        note = f" — {clean(record.note)}" if record.note else ""
        time = f"{when(record.at).rstrip()} ~noon" if counts_as_noon(record) else when(record.at)
        yield clip(f"{record.id[:id_length]}  {time}  {line_of(record)}{late}{note}", columns)


def clip(line: str, columns: int) -> str:
    """The line, cut with … where it is too long."""
    return line if len(line) <= columns else line[: columns - 1] + "…"


def finding_line(finding: Finding) -> str:
    """A finding's label and title on one line."""
    from diary.review.rule_book import TIER_LABELS, TIER_MARKS

    if finding.tier is None:
        return finding.title
    told = " (told)" if finding.acknowledged else ""
    if finding.tier is Tier.EMERGENCY:
        return f"{TIER_MARKS[finding.tier]} {finding.title}{told}"  # which says whom to call itself
    return f"{TIER_MARKS[finding.tier]}{TIER_LABELS[finding.tier]}{told}: {finding.title}"


def wrapped(label: str, text: str, columns: int) -> list[str]:
    """A labelled paragraph with a hanging indent."""
    indent = " " * 15
    return textwrap.wrap(text, columns, initial_indent=f"{label:<15}", subsequent_indent=indent) or []


def heading(text: str, columns: int) -> list[str]:
    """A line of its own, with a small hanging indent where it takes several."""
    return textwrap.wrap(text, columns, subsequent_indent="   ", drop_whitespace=True) or [""]


def say_sentence(text: str) -> None:
    """On a terminal in lines that fit it; elsewhere in one line, which a program can find."""
    for line in heading(text, width()) if sys.stdout.isatty() else [text]:
        say(line)


def explanation(finding: Finding, columns: int, as_of: datetime) -> list[str]:
    """Everything about a finding: what was seen, what it is compared with, what clears it, what now, the sources."""
    lines = heading(finding_line(finding), columns)
    lines += wrapped("What I see", finding.summary, columns)
    if finding.evidence and (finding.raised or finding.status is Status.PENDING):
        shown = [_evidence(e, as_of) for e in finding.evidence[-8:]]
        lines += wrapped("Entries", " · ".join(shown), columns)
    if finding.compared_with:
        level = finding.compared_with
        lines += wrapped("Compared with", f"{level.level:g}: {level.kind} ({level.origin})", columns)
    if finding.since and finding.raised:
        hour = "about noon" if _is_rough(finding, finding.since) else f"{finding.since:%H:%M}"
        lines += wrapped("Since", f"{finding.since:%a} {finding.since.day} {finding.since:%b} {hour}", columns)
    lines += wrapped("It clears", finding.clears_when, columns) if finding.clears_when else []
    lines += wrapped("What now", finding.next_step, columns)
    lines += wrapped("Question", finding.question, columns) if finding.question else []
    lines += wrapped("Rule", finding.rule + (" (provisional)" if finding.provisional else ""), columns)
    lines += wrapped("Sources", " · ".join(finding.sources), columns)
    return lines


def _is_rough(finding: Finding, since: datetime) -> bool:
    return any(shown.date_only and shown.time == since for shown in finding.evidence)


def _evidence(shown: Evidence, as_of: datetime) -> str:
    value = shown.pain if shown.pain is not None else shown.value
    words = " ".join([*shown.qualities, *shown.symptoms])
    level = f" {value:g}" if value is not None else ""
    near = as_of - shown.time < timedelta(days=6)
    day = f"{shown.time:%a}" if near else f"{shown.time.day} {shown.time:%b}"
    hour = "about noon" if shown.date_only else f"{shown.time:%H:%M}"
    return f"{day} {hour}{level}{f' {words}' if words else ''}"


def show_list(args: argparse.Namespace, name: str, records: Sequence[Record], none: str) -> int:
    """The things as rows, or as JSON under that name; `none` is said where there are none."""
    if getattr(args, "words", ()):
        raise UsageError("--json and --list show what is there; leave the words out, or leave the option out")
    if args.json:
        from diary.cli.json_shapes import print_json, record_shape

        print_json({name: [record_shape(record) for record in records]})
        return 0

    for row in record_rows(records):
        say(row)
    if not records:
        talk(none)
    return 0


def refuse_odd_values(context: Context) -> None:
    """DamagedFile where the diary holds a value that no program of ours wrote."""
    from diary.store.backup.verify import odd_value
    from diary.store.diary_file import is_diary

    if is_diary(context.place) and odd_value(context.place):
        raise DamagedFile(
            f"{context.place} holds values that no program of ours wrote, so this can't be done; "
            "diary verify names them, diary restore brings back a backup"
        )
