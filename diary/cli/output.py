"""Entries, other records and findings as plain lines that fit the width of the terminal."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from diary.cli.answer_commands import with_commands
from diary.cli.context import Context, say, talk
from diary.clock import Clock
from diary.domain.describe import joined, parts_of
from diary.domain.findings import TIER_LABELS, TIER_MARKS, Evidence, Finding, Status, Tier
from diary.domain.records import Question, Record, Visit
from diary.domain.text import printable, time_in_column
from diary.domain.validate import is_ahead
from diary.domain.wrapping import broken_lines
from diary.errors import DamagedFile, UsageError


def terminal_width() -> int:
    """The columns of the terminal, 40 or more; 80 without a terminal."""
    # Below 40 columns the labels of a finding leave no room for its text.
    return max(40, shutil.get_terminal_size((80, 24)).columns)


NO_ENTRIES_YET = "No entries yet. Log the first one with: diary log 6 left knee"
EMPTY_DIARY = "The diary is empty; log with: diary log 6 left knee"
ABOUT_NOON = "~noon: only the day is known; it counts as about noon."


def counts_as_noon(record: Record) -> bool:
    """Whether its time of day is assumed to be noon; for visits and questions only the day matters."""
    return record.at.date_only and not isinstance(record, Visit | Question)


def record_line(record: Record, *, whole: bool = False) -> str:
    """One record in one line, without its time and note, such as "lower back 6/10, dull, sudden".

    `whole` keeps the notes of its exercises.
    """
    return printable(joined(parts_of(record), scale="/10", without=() if whole else ("exercise-note",)))


def record_rows(records: Sequence[Record], clock: Clock | None = None, id_length: int = 6) -> Iterable[str]:
    """A line for each record (id, time, content, note) cut to the terminal, and a line for each new year.

    With the clock, records in the future are marked, and times from another zone get their offset.
    """
    columns = terminal_width()
    year = None
    for record in records:
        if record.at.day.year != year:
            # On a line of its own: in each line the year would take five columns from the note.
            year = record.at.day.year
            yield str(year)
        late = (
            " (in the future)" if clock and is_ahead(record, clock.now()) else " (added later)" if record.late else ""
        )
        note = f" — {printable(record.note)}" if record.note else ""
        time = f"{time_in_column(record.at).rstrip()} ~noon" if counts_as_noon(record) else time_in_column(record.at)
        if clock and (zone := record.at.other_zone(clock.zone)):
            time = f"{time} {zone}"
        yield clip(f"{record.id[:id_length]}  {time}  {record_line(record)}{late}{note}", columns)


def clip(line: str, columns: int) -> str:
    """The line, cut and ended with … if it is longer than that many columns."""
    return line if len(line) <= columns else line[: columns - 1] + "…"


def finding_line(finding: Finding) -> str:
    """A finding's label and title on one line."""
    if finding.tier is None:
        return finding.title
    # A told finding still has its tier: it is as urgent as before, only no longer announced.
    told = " (told)" if finding.acknowledged else ""
    if finding.tier is Tier.EMERGENCY:
        return f"{TIER_MARKS[finding.tier]} {finding.title}{told}"  # its title already says which number to call
    if finding.tier is Tier.EXPECTED:
        return f"{TIER_MARKS[finding.tier]}{finding.title}"  # so does the title of soreness
    return f"{TIER_MARKS[finding.tier]}{TIER_LABELS[finding.tier]}{told}: {finding.title}"


def wrap_paragraph(label: str, text: str, columns: int) -> list[str]:
    """A paragraph with a label of 15 columns before it; [] for no text."""
    indent = " " * 15
    return broken_lines(text, columns, f"{label:<15}", indent)


def wrap_heading(text: str, columns: int) -> list[str]:
    """A heading, with a small indent from its second line on; [""] for no text."""
    return broken_lines(text, columns, later="   ") or [""]


def say_sentence(text: str) -> None:
    """Show a sentence: wrapped on a terminal, else in one line, which a program can search for."""
    for line in wrap_heading(text, terminal_width()) if sys.stdout.isatty() else [text]:
        say(line)


def explanation_lines(finding: Finding, columns: int, as_of: datetime) -> list[str]:
    """All about a finding: summary, evidence, comparison, when it clears, the next step, the sources."""
    lines = wrap_heading(finding_line(finding), columns)
    lines += wrap_paragraph("What I see", finding.summary, columns)
    if finding.evidence and (finding.raised or finding.status is Status.PENDING):
        # The latest 8, to keep it short; `check --json` has all of them.
        shown = [_evidence_text(e, as_of) for e in finding.evidence[-8:]]
        lines += wrap_paragraph("Entries", " · ".join(shown), columns)
    for level in dict.fromkeys(each.compared_with for each in finding.each):
        if level:
            lines += wrap_paragraph("Compared with", f"{level.level:g}: {level.kind} ({level.origin})", columns)
    if finding.since and finding.raised:
        hour = "about noon" if _is_day_only(finding, finding.since) else f"{finding.since:%H:%M}"
        lines += wrap_paragraph("Since", f"{finding.since:%a} {finding.since.day} {finding.since:%b} {hour}", columns)
    lines += wrap_paragraph("How it ends", finding.clears_when, columns) if finding.clears_when else []
    lines += wrap_paragraph("What now", with_commands(finding.next_step), columns)
    lines += wrap_paragraph("Question", with_commands(finding.question), columns) if finding.question else []
    rules = ", ".join(each.rule + (" (provisional)" if each.provisional else "") for each in finding.each)
    lines += wrap_paragraph("Rule", rules, columns)
    lines += wrap_paragraph("Sources", " · ".join(finding.sources), columns)
    return lines


def _is_day_only(finding: Finding, since: datetime) -> bool:
    return any(shown.date_only and shown.time == since for shown in finding.evidence)


def _evidence_text(shown: Evidence, as_of: datetime) -> str:
    # Not every rule is about pain: interference, fatigue and motion have a value instead.
    value = shown.pain if shown.pain is not None else shown.value
    words = " ".join([*shown.qualities, *shown.symptoms])
    level = f" {value:g}" if value is not None else ""
    # Six days, not seven: a weekday must not mean both today and a week ago.
    near = as_of - shown.time < timedelta(days=6)
    day = f"{shown.time:%a}" if near else f"{shown.time.day} {shown.time:%b}"
    hour = "about noon" if shown.date_only else f"{shown.time:%H:%M}"
    return f"{day} {hour}{level}{f' {words}' if words else ''}"


def show_list(args: argparse.Namespace, name: str, records: Sequence[Record], empty: str, *, timed: bool = True) -> int:
    """Show records as rows, or as JSON under that name; without records the remark `empty`. The exit status 0.

    Without `timed` the time of writing is left out: what a record says has days of its own.
    """
    # Refused, so that nobody takes the list for an answer that the words were saved.
    if getattr(args, "words", ()):
        raise UsageError(
            "--json and --list only show records; leave the words out to list, or leave the option out to save"
        )
    if args.json:
        from diary.cli.json_shapes import print_json, record_shape

        print_json({name: [record_shape(record) for record in records]})
        return 0

    for row in record_rows(records) if timed else ():
        say(row)
    for record in records if not timed else ():
        note = f" — {printable(record.note)}" if record.note else ""
        say(f"{record.id[:6]}  {record_line(record)}{note}")
    if not records:
        talk(empty)
    return 0


def refuse_odd_values(context: Context) -> None:
    """DamagedFile if the diary holds a value that this program never writes."""
    from diary.store.backup.verify import odd_value
    from diary.store.diary_file import is_diary

    if is_diary(context.resolved_path) and odd_value(context.resolved_path):
        raise DamagedFile(
            f"{context.resolved_path} contains values that this program never writes, so the command can't continue; "
            "diary verify names them, diary restore puts a backup in its place"
        )
