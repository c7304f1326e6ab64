"""Reads a CSV file: records where its rows can be read, and the problem of each row where they cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from diary.clock import Clock
from diary.domain import records as kinds
from diary.domain.fields import Field, Instant, fields_of, own_fields
from diary.domain.records import TYPE_OF, Reading, Record
from diary.domain.validate import check, tidy
from diary.errors import InvalidValue
from diary.exchange.csv_columns import EXERCISE, REPORTED
from diary.exchange.csv_groups import Group, Grouping
from diary.exchange.csv_rows import PLACEHOLDER_ID, VALID_TIME, CellError, Row
from diary.exchange.csv_table import read_table
from diary.exchange.dates import DateReader
from diary.exchange.parsed_file import PROGRESS_STEP, ParsedFile, ParsedRecord, Progress, RemarkCollector

_RECORDED = next(field for field in fields_of(Record) if isinstance(field.spec, Instant))
# Words for the whole person are not among them: those of all rows count.
_RATINGS = [field for field in own_fields(kinds.Entry) if field.name != "symptoms"]


def build(group: Group, now: datetime) -> Record:
    """The record of a group of rows; CellError if the diary cannot hold it. `now` has a time zone."""
    rows = group.rows
    # An entry reads all of its rows first, so that each bad one can be named.
    if group.problem and group.kind != "entry":
        raise group.problem
    if group.at is None and not group.problem:
        raise rows[0].error("the time is missing", "time")
    for row in rows:
        row.report_unused()
    common = {
        "id": group.id or PLACEHOLDER_ID,
        "at": group.at,
        "recorded": _agreed(rows, _RECORDED),
    }
    record = _BUILDERS.get(group.kind, _of_fields)(rows, common)
    if len(rows) > 1:  # the words of one cell are in order already
        record = tidy(record)
    try:
        check(record, now)
    except InvalidValue as error:
        raise rows[0].error(str(error), _refused_column(record, now)) from error
    return record


def _entry(rows: Sequence[Row], common: dict[str, Any]) -> Record:
    readings: list[Reading] = []
    symptoms: list[str] = []
    for row in rows:
        # Every bad row is named, not only the first.
        if row.problem:
            continue
        try:
            where = row.where()
            if where is None:
                symptoms += _whole_person(row)
            else:
                readings.append(_reading(row))
        except InvalidValue as error:
            row.set_problem(error)
    if problem := next((row.problem for row in rows if row.problem), None):
        raise problem
    own = {field.name: _agreed(rows, field) for field in _RATINGS}
    return kinds.Entry(**common, readings=tuple(readings), symptoms=tuple(symptoms), **own, note=_notes(rows))


def _whole_person(row: Row) -> tuple[str, ...]:
    for column in ("pain", "qualities", "sudden"):
        if row.text(column).strip() and not (column == "sudden" and not row.flag(column)):
            raise row.error(f"{column} needs a site; name it in the column site", "site")
    return row.words("symptoms")


def _reading(row: Row) -> Reading:
    reading = Reading(**row.values(Reading))
    if reading == Reading(reading.site, reading.side):
        raise row.error("there is only a site; add a level 0–10, a quality or a symptom", "pain")
    return reading


def _session(rows: Sequence[Row], common: dict[str, Any]) -> Record:
    heads = [row for row in rows if row.kind != EXERCISE]
    if not heads:
        raise rows[0].error("the session that this exercise belongs to is not in the file", "entry")
    if len(heads) > 1:
        raise heads[1].error(f"this session is in {heads[0].place} already, with other content", "entry")
    exercises = []
    for row in rows:
        if row.kind == EXERCISE:
            if not row.text("name").strip():
                raise row.error("the exercise has no name", "name")
            exercises.append(kinds.Exercise(**row.values(kinds.Exercise)))
    return kinds.Session(**common, **heads[0].values(kinds.Session), exercises=tuple(exercises))


def _usual(rows: Sequence[Row], common: dict[str, Any]) -> Record:
    row = rows[0]
    where = row.where()
    level, interference = row.level("pain"), row.level("interference")
    if where and interference is not None:
        raise row.error("usual interference is of the whole person; leave the site out", "interference")
    if where is None and level is not None:
        raise row.error("a usual level needs its site", "site")
    value = level if where else interference
    if value is None:
        raise row.error("the usual level is missing; give a whole number, 0–10", "pain")
    site, side = where or (None, None)
    return kinds.Usual(**common, note=row.text("note"), level=value, site=site, side=side)


def _question(rows: Sequence[Row], common: dict[str, Any]) -> Record:
    row = rows[0]
    reported = row.instant("name") if row.says("activity", REPORTED) else None
    if reported is None and (row.text("activity") or row.text("name")).strip():
        raise row.error(f"a question that was in a report says so: activity {REPORTED}, and when in name", "activity")
    return kinds.Question(**common, note=row.text("note"), reported=reported)


def _of_fields(rows: Sequence[Row], common: dict[str, Any]) -> Record:
    cls = TYPE_OF[rows[0].kind]  # type: ignore[index]
    return cls(**common, **rows[0].values(cls))


_BUILDERS: dict[str, Callable[[Sequence[Row], dict[str, Any]], Record]] = {
    "entry": _entry, "session": _session, "usual": _usual, "question": _question,
}  # fmt: skip
"""The kinds that need more than to read each field from its cell."""


def _agreed(rows: Sequence[Row], field: Field) -> Any:
    """The one value that the rows have; a row with an empty cell agrees with any. None if all are empty."""
    agreed: Any = None
    for row in rows:
        value = row.value(field) if field.cell in row.cells else None
        if value is not None and agreed is not None and value != agreed:
            raise row.error(f"the rows of one {rows[0].kind} give two values for {field.cell}; keep one", field.cell)
        agreed = value if agreed is None else agreed
    return agreed


def _notes(rows: Sequence[Row]) -> str:
    if len(rows) == 1:
        return rows[0].text("note")
    notes = list(dict.fromkeys(row.text("note") for row in rows if "note" in row.cells))
    if len(notes) > 1:
        rows[0].remarks.append(("notes", "the notes on the rows of one entry were put together"))
    return "\n".join(notes)


def _refused_column(record: Record, now: datetime) -> str:
    """The column that makes the diary refuse a record; "" if it is none of those that every record has."""
    # check() does not say which field is wrong, so each is checked alone, in a record that is right otherwise.
    nowhere = replace(record.at, zone="")
    probes: list[tuple[str, Record]] = [
        ("entry", kinds.Visit(id=record.id, at=VALID_TIME)),
        ("time", kinds.Visit(id=PLACEHOLDER_ID, at=nowhere)),
        ("zone", kinds.Visit(id=PLACEHOLDER_ID, at=record.at)),
        ("recorded", kinds.Question(id=PLACEHOLDER_ID, at=VALID_TIME, note="?", reported=record.recorded)),
    ]
    # A visit may lie in the future and nothing else may: only this probe refuses a time that is to come.
    if not isinstance(record, kinds.Visit):
        probes.append(("time", kinds.Question(id=PLACEHOLDER_ID, at=nowhere, note="?")))
    for column, probe in probes:
        try:
            check(probe, now)
        except InvalidValue:
            return column
    return ""


def read_csv(text: str, encoding: str, clock: Clock, progress: Progress | None = None) -> ParsedFile:
    """The content of a CSV text. Times without an offset are read in the zone of the clock."""
    table = read_table(text, encoding)
    dates = DateReader((row.cells.get("time", "") for row in table.rows), clock.zone, clock.zone_name)
    remarks = RemarkCollector(table.remarks)
    # All rows are grouped before any record is built: rows of one record need not follow each other.
    groups = Grouping().group_rows(Row(raw, dates) for raw in table.rows)
    now = clock.now()
    records: list[ParsedRecord] = []
    done = 0
    for number, group in enumerate(groups):
        records.append(_parsed(group, now=now))
        for row in group.rows:
            if row.remarks:
                remarks.add(row.place, row.remarks)
        for row in group.repeated:
            remarks.add(row.place, [("repeated", "this row says what one before it said, and counts once")])
        done += len(group.rows)
        if progress and number % PROGRESS_STEP == 0:
            progress(done, len(table.rows))
    # Groups rarely end at a full step; the last call says that all rows are done.
    if progress:
        progress(len(table.rows), len(table.rows))
    return ParsedFile(tuple(records), tuple(remarks))


def _parsed(group: Group, now: datetime) -> ParsedRecord:
    parsed = ParsedRecord(
        kind=group.kind,
        id=group.id,
        places=tuple(row.place for row in (*group.rows, *group.repeated)),
    )
    try:
        parsed.record = build(group, now)
    except CellError as error:
        # One bad row refuses the whole record; the other bad rows keep reasons of their own.
        error.at.set_problem(error)
        for row in group.rows:
            if row.problem:
                parsed.refuse(row.place, row.problem.column, str(row.problem))
    for row in group.rows:
        if row.remarks:
            parsed.remarks[row.place] = tuple(dict.fromkeys(text for _, text in row.remarks))
    return parsed
