"""A CSV file into the things it tells of, and what is wrong with the rest."""

from __future__ import annotations

from datetime import datetime

from diary.clock import Clock
from diary.exchange.building import build
from diary.exchange.dates import DateReader
from diary.exchange.found import PROGRESS_STEP, Found, FoundFile, Progress, Remarks
from diary.exchange.grouping import Group, Grouping
from diary.exchange.row import CellError, Row
from diary.exchange.table import read_table


def read_csv(text: str, encoding: str, clock: Clock, progress: Progress | None = None) -> FoundFile:
    """What a CSV text holds. Times without an offset are read in the zone of the clock."""
    table = read_table(text, encoding)
    dates = DateReader((row.cells.get("time", "") for row in table.rows), clock.zone, clock.zone_name)
    remarks = Remarks(table.remarks)
    groups = Grouping().take_all(Row(raw, dates) for raw in table.rows)
    now = clock.now()
    found: list[Found] = []
    done = 0
    for place, group in enumerate(groups):
        found.append(_found(group, now=now))
        for row in group.rows:
            if row.said:
                remarks.add(row.place, row.said)
        for row in group.repeated:
            remarks.add(row.place, [("repeated", "this row says what one before it said, and counts once")])
        done += len(group.rows)
        if progress and place % PROGRESS_STEP == 0:
            progress(done, len(table.rows))
    if progress:
        progress(len(table.rows), len(table.rows))
    return FoundFile(tuple(found), tuple(remarks))


def _found(group: Group, now: datetime) -> Found:
    found = Found(
        kind=group.kind,
        id=group.id,
        places=tuple(row.place for row in (*group.rows, *group.repeated)),
    )
    try:
        found.thing = build(group, now)
    except CellError as error:
        error.at.blame(error)
        for row in group.rows:
            if row.problem:
                found.refuse(row.place, row.problem.column, str(row.problem))
    for row in group.rows:
        if row.said:
            found.said[row.place] = tuple(dict.fromkeys(text for _, text in row.said))
    return found
