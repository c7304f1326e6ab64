"""Reads a CSV file: records where its rows can be read, and the problem of each row where they cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, replace
from datetime import datetime
from functools import cache
from typing import Any, cast

from diary.clock import Clock
from diary.domain import records as kinds
from diary.domain.fields import Day, Field, Flag, Instant, Parts, Side, Site, fields_of
from diary.domain.levels import level_remark, with_level
from diary.domain.records import TYPE_OF, Entry, Exercise, Kind, Known, Question, Reading, Record, Session, Usual
from diary.domain.rehabilitation import Answer, Score
from diary.domain.validate import check, tidy
from diary.domain.vocabulary import place_name
from diary.errors import InvalidValue
from diary.exchange.cell_values import PLACEHOLDER_ID, VALID_TIME, Value, reader_of
from diary.exchange.csv_columns import END, EXERCISE, REPORTED
from diary.exchange.csv_rows import CellError, Group, Grouping, Row
from diary.exchange.csv_table import read_table
from diary.exchange.dates import DateReader
from diary.exchange.parsed_file import PROGRESS_STEP, ParsedFile, ParsedRecord, Progress, RemarkCollector

Values = dict[str, Any]
_READING_COLUMNS = tuple(field.cell for field in fields_of(Reading))
_SHARED: dict[tuple[str | None, ...], Reading] = {}
"""Readings that were read to the letter, by their cells."""
_MOST_SHARED = 8192


def build(group: Group, now: datetime) -> Record:
    """The record of a group of rows; CellError if the diary cannot hold it. `now` has a time zone."""
    rows = group.rows
    # An entry reads all of its rows first, so that each bad one can be named.
    if group.kind != "entry" and (problem := group.problem):
        raise problem
    if group.at is None and not group.problem:
        raise rows[0].error("the time is missing", "time")
    for row in rows:
        row.report_unused()
    cls: Any = TYPE_OF[cast("Kind", group.kind)]
    recorded = _agreed(rows, "recorded", lambda row: row.instant("recorded"))
    values = _BUILDERS[cls](rows, cls) if cls in _BUILDERS else _values(rows[0], cls)
    source = _agreed(rows, "source", lambda row: row.text("source"))
    record: Record = cls(id=group.id or PLACEHOLDER_ID, at=group.at, recorded=recorded, source=source or "", **values)
    # The words of one cell are in order already; several rows may name symptoms of the person.
    if len(rows) > 1 and isinstance(record, Entry) and len(record.symptoms) > 1:
        record = tidy(record)
    try:
        check(record, now)
    except InvalidValue as error:
        raise rows[0].error(str(error), _refused_column(record, now)) from error
    return record


def _values(row: Row, cls: type) -> Values:
    """The values of a record or a part, by the names of its fields; what its row leaves open keeps its default."""
    values: Values = {}
    if _has_site(cls) and (where := row.where()):
        values["site"], values["side"] = where
    for name, column, needed, read in _plan(cls):
        if (column in row.cells or needed) and (value := read(row)) is not None:
            values[name] = value
    return values


@cache
def _has_site(cls: type) -> bool:
    return any(isinstance(field.spec, Site) for field in fields_of(cls))


@cache
def _plan(cls: type) -> tuple[tuple[str, str, bool, Callable[[Row], Any]], ...]:
    """For each field: its name, its column, whether it is read if that is empty, and what reads it from a row."""
    return tuple(
        (field.name, field.cell, field.default is MISSING or (cls, field.name) in _BY_HAND, _row_reader(cls, field))
        for field in fields_of(cls)
        if field.name not in ("recorded", "source") and not isinstance(field.spec, (Site, Side, Parts))
    )


def _row_reader(cls: type, field: Field) -> Callable[[Row], Any]:
    if by_hand := _BY_HAND.get((cls, field.name)):
        return by_hand
    if isinstance(field.spec, Instant):
        return lambda row: row.instant(field.cell)
    if isinstance(field.spec, Day):
        return lambda row: row.day(field.cell)
    read = _cell_reader(cls, field.name)
    return lambda row: row.value(field.cell, read)


@cache
def _cell_reader(cls: type, name: str) -> Callable[[str], Value]:
    return reader_of(next(field for field in fields_of(cls) if field.name == name))


def _entry(rows: Sequence[Row], cls: type) -> Values:
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
                readings.append(_reading(row, *where))
        except InvalidValue as error:
            row.set_problem(error)
    if problem := next((row.problem for row in rows if row.problem), None):
        raise problem
    values: Values = {"readings": tuple(readings), "symptoms": tuple(symptoms)}
    for name, column, _, read in _plan(cls):
        if name not in ("symptoms", "note") and (value := _agreed(rows, column, read)) is not None:
            values[name] = value
    return {**values, "note": _notes(rows)}


def _whole_person(row: Row) -> tuple[str, ...]:
    """The symptoms in a row without a site; CellError if it has a cell that needs one."""
    for field in fields_of(Reading):
        filled = field.name != "symptoms" and bool(row.text(field.cell).strip())
        # "no" in sudden says nothing.
        if filled and (not isinstance(field.spec, Flag) or row.value(field.cell, _cell_reader(Reading, field.name))):
            raise row.error(f"{field.cell} needs a site; name it in the column site", "site")
    return tuple(row.value("symptoms", _cell_reader(Entry, "symptoms")))


def _reading(row: Row, site: str, side: str) -> Reading:
    # The same readings come again over the years, and equal frozen values may share one object.
    cells = tuple(map(row.cells.get, _READING_COLUMNS))
    if shared := _SHARED.get(cells):
        return shared
    remarks = len(row.remarks)
    reading = Reading(**_values(row, Reading))
    if remark := level_remark(reading):
        reading = with_level(reading)
        row.remarks.append(("level", f"{place_name(site, side)}: {remark}"))
    if reading == Reading(site, side):
        raise row.error("there is only a site; add a level 0–10, a quality or a symptom", "pain")
    if len(row.remarks) == remarks:
        if len(_SHARED) >= _MOST_SHARED:
            _SHARED.clear()
        _SHARED[cells] = reading
    return reading


def _session(rows: Sequence[Row], cls: type) -> Values:
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
            exercises.append(Exercise(**_values(row, Exercise)))
    return {"exercises": tuple(exercises), **_values(heads[0], cls)}


def _score(rows: Sequence[Row], cls: type) -> Values:
    answers = []
    for row in rows:
        if not row.text("name").strip():
            raise row.error("the score has no name", "name")
        answers.append(Answer(**_values(row, Answer)))
    return {"answers": tuple(answers), "note": _notes(rows)}


def _usual_level(row: Row) -> int:
    """A usual level is in `pain` where there is a site, and else, for the whole person, in `interference`."""
    where = row.where()
    level, interference = (row.value(column, _cell_reader(Usual, "level")) for column in ("pain", "interference"))
    if where and interference is not None:
        raise row.error("usual interference is of the whole person; leave the site out", "interference")
    if where is None and level is not None:
        raise row.error("a usual level needs its site", "site")
    value = level if where else interference
    if value is None:
        raise row.error("the usual level is missing; give a whole number, 0–10", "pain")
    return int(value)


def _reported(row: Row) -> datetime | None:
    reported = row.instant("name") if _activity_says(row, REPORTED) else None
    if reported is None and (row.text("activity") or row.text("name")).strip():
        raise row.error(f"a question that was in a report says so: activity {REPORTED}, and when in name", "activity")
    return reported


def _activity_says(row: Row, word: str) -> bool:
    """Whether `activity` has that word; CellError if it has another one."""
    cell = row.text("activity").strip().casefold()
    if cell not in ("", word):
        raise row.error(f"“{cell[:40]}” can't stand here; write {word}, or leave the cell empty", "activity")
    return cell == word


_BUILDERS: Mapping[type, Callable[[Sequence[Row], type], Values]] = {
    Entry: _entry,
    Session: _session,
    Score: _score,
}
"""Records of several rows."""
_BY_HAND: Mapping[tuple[type, str], Callable[[Row], Any]] = {
    (Usual, "level"): _usual_level,
    (Known, "ended"): lambda row: _activity_says(row, END),
    (Question, "reported"): _reported,
}
"""Fields whose value does not stand in one column of its own."""


def _agreed(rows: Sequence[Row], column: str, read: Callable[[Row], Any]) -> Any:
    """The one value that the rows have; a row with an empty cell agrees with any. None if all are empty."""
    if len(rows) == 1:
        return read(rows[0]) if column in rows[0].cells else None
    agreed: Any = None
    for row in rows:
        value = read(row) if column in row.cells else None
        if value is not None and agreed is not None and value != agreed:
            raise row.error(f"the rows of one {rows[0].kind} give two values for {column}; keep one", column)
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
