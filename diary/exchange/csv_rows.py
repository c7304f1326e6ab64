"""The rows of a CSV: their cells are read by meaning, and rows that belong to one record form a group."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from diary.domain.days import is_day
from diary.domain.grammar.tokens import shown
from diary.domain.moments import Moment
from diary.domain.scores import SCORE_OF_ANSWER
from diary.domain.vocabulary import place_name
from diary.errors import InvalidValue
from diary.exchange import cell_words
from diary.exchange.cell_values import Value, sound_text, yes_or_no
from diary.exchange.csv_columns import EXERCISE, USED
from diary.exchange.csv_table import RawRow
from diary.exchange.dates import DateReader, known_zone

Place = tuple[str, str]


class CellError(InvalidValue):
    """A cell of a row that can't be read, or is missing."""

    def __init__(self, at: Row, column: str, reason: str) -> None:
        super().__init__(reason)
        self.at, self.column = at, column


class Row:
    """A row; `remarks` collects how its cells were read where that was not to the letter: a name and the text."""

    __slots__ = ("cells", "dates", "id", "kind", "known_place", "place", "problem", "remarks")

    def __init__(self, raw: RawRow, dates: DateReader) -> None:
        self.cells, self.place, self.dates = raw.cells, raw.place, dates
        self.problem = self.error(raw.problem, "") if raw.problem else None
        self.remarks: list[tuple[str, str]] = []
        kind = self.cells.get("kind", "entry")
        self.kind = kind if kind in USED else self._kind(kind)
        self.id = self.cells.get("entry", "").strip()
        self.known_place: Place | None = None

    def set_problem(self, error: InvalidValue, column: str = "") -> None:
        """Remember what is wrong with this row; the first problem stays."""
        if self.problem is None:
            self.problem = self.error(str(error), column or getattr(error, "column", ""))

    def error(self, reason: str, column: str) -> CellError:
        """An error about a cell of this row; "" as the column means the whole row."""
        return CellError(self, column, reason)

    def value(self, column: str, read: Callable[[str], Value]) -> Any:
        """What a function makes of a cell, also of an empty one; CellError if it can't read the cell."""
        try:
            value, remarks = read(self.cells.get(column, ""))
        except InvalidValue as error:
            raise self.error(str(error), column) from error
        if remarks:
            self._add_remarks(column, remarks)
        return value

    def text(self, column: str) -> str:
        """A cell as it is, with its blanks and line breaks; CellError if the diary cannot hold the text."""
        return str(self.value(column, lambda cell: (sound_text(cell, note=column == "note"), ())))

    def moment(self) -> Moment | None:
        """The time that the row is about; None if the cell is empty."""
        if "time" not in self.cells:
            return None
        zone = self.cells.get("zone", "").strip()
        try:
            read = self.dates.read(self.cells["time"], zone)
        except InvalidValue as error:
            raise self.error(str(error), "time") from error
        self.remarks += read.remarks
        if zone and known_zone(zone) is None:
            self.remarks.append((f"zone {zone}", f"the zone “{shown(zone)}” is not known here; its name was kept"))
        if "about" not in self.cells or not self.value("about", yes_or_no):
            return read.at
        if read.at.date_only:
            self.remarks.append(("about", "about means nothing beside a date alone, and was left out"))
            return read.at
        return replace(read.at, about=True)

    def instant(self, column: str) -> datetime | None:
        """Another time of the row, as an instant in UTC; None if the cell is empty."""
        cell = self.cells.get(column, "")
        try:
            if not sound_text(cell).strip():
                return None
            read = self.dates.read(cell, self.cells.get("zone", "").strip())
        except InvalidValue as error:
            raise self.error(str(error), column) from error
        self.remarks += read.remarks
        return read.at.instant

    def day(self, column: str) -> str:
        """A day of the row, or a month or a year alone; "" if the cell is empty."""
        # What the diary itself writes. A whole day may also be in any form that a spreadsheet makes of it.
        if not (cell := self.text(column).strip()) or is_day(cell):
            return cell
        try:
            read = self.dates.read(cell, "")
        except InvalidValue as error:
            raise self.error(str(error), column) from error
        self.remarks += read.remarks
        return read.at.day.isoformat()

    def where(self) -> Place | None:
        """Site and side; None if there is no site."""
        # Asked when rows are grouped and again when the record is built; the remarks must come once.
        if self.known_place or ("site" not in self.cells and "side" not in self.cells):
            return self.known_place
        try:
            interpreted = cell_words.place(self.cells.get("site", ""), self.cells.get("side", ""))
        except InvalidValue as error:
            raise self.error(str(error), "side" if str(error).startswith("which") else "site") from error
        if interpreted is None:
            return None
        self._add_remarks("site", interpreted[2])
        self.known_place = interpreted[:2]
        return self.known_place

    def report_unused(self) -> None:
        """Add a remark for each filled cell that means nothing in a row of this kind."""
        if self.cells.keys() <= USED[self.kind]:
            return
        for column in self.cells.keys() - USED[self.kind]:
            if self.cells[column].strip():
                text = f"{column} means nothing in a row of kind {self.kind}, and was left out"
                self.remarks.append((f"unused {self.kind} {column}", text))

    def _kind(self, written: str) -> str:
        kind = written.strip().casefold() or "entry"
        if kind in USED:
            return kind
        # Read on as an entry, so that the row has a group in which its problem is reported.
        if self.problem is None:
            reason = f"“{shown(written.strip())}” is no kind of row; use one of {', '.join(USED)}"
            self.problem = self.error(reason, "kind")
        return "entry"

    def _add_remarks(self, column: str, texts: Iterable[str]) -> None:
        self.remarks += [(f"{column} {text}", text) for text in texts]


@dataclass(slots=True)
class Group:
    """The rows of one record. `problem` is the first problem of any of them."""

    kind: str
    id: str
    rows: list[Row] = field(default_factory=list)
    at: Moment | None = None
    where: dict[Place, str] = field(default_factory=dict)
    """The sites that its rows are about, each with the line of its row."""
    seen: set[tuple[tuple[str, str], ...]] = field(default_factory=set)
    repeated: list[Row] = field(default_factory=list)
    """Rows that are to the letter like one before them."""

    @property
    def problem(self) -> CellError | None:
        """The first problem that a row of the group has; None if there is none."""
        return next((row.problem for row in self.rows if row.problem), None)


class Grouping:
    """Puts the rows of a file into groups, in the order of the file."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._by_id: dict[str, Group] = {}
        self._entries: dict[Moment, Group] = {}
        self._sessions: dict[Moment, Group] = {}
        self._scores: dict[tuple[Moment, str], Group] = {}

    def group_rows(self, rows: Iterable[Row]) -> list[Group]:
        """All groups, in the order of their first rows."""
        for row in rows:
            self._add(row)
        return self.groups

    def _add(self, row: Row) -> None:
        at, where = None, None
        try:
            at = row.moment()
            where = row.where() if row.kind == "entry" and row.problem is None else None
        except InvalidValue as error:
            row.set_problem(error)
        if row.id:
            self._add_with_id(row, at, where)
        elif at is None:
            row.set_problem(InvalidValue("a row without an id needs a time"), "time")
            self._begin(row, None)
        else:
            self._add_without_id(row, at, where)

    def _add_with_id(self, row: Row, at: Moment | None, where: Place | None) -> None:
        group = self._by_id.get(row.id)
        if group is None:
            group = self._by_id[row.id] = self._begin(row, at, "session" if row.kind == EXERCISE else row.kind)
            if where:
                group.where[where] = row.place
            return
        # The same exercise may be done twice in a session; any other row that comes again counts once.
        if row.kind != EXERCISE:
            # Most ids have one row, so cells are compared only from the second row on.
            if not group.seen:
                group.seen.update(tuple(other.cells.items()) for other in group.rows)
            if (cells := tuple(row.cells.items())) in group.seen:
                group.repeated.append(row)
                return
            group.seen.add(cells)
        first = group.rows[0].place
        if (kind := "session" if row.kind == EXERCISE else row.kind) != group.kind and row.problem is None:
            row.set_problem(
                InvalidValue(f"its id is that of a row of kind {group.kind} in {first}; ids are unique"), "entry"
            )
        elif kind not in ("entry", "session", "score"):
            row.set_problem(InvalidValue(f"its id is there in {first} already, with other content"), "entry")
        if at is not None and group.at is not None and at != group.at:
            row.set_problem(InvalidValue(f"its time differs from that in {first}, and they bear one id"), "time")
        if where and where in group.where:
            reason = f"{place_name(*where)} is in this entry already, in {group.where[where]}"
            row.set_problem(InvalidValue(reason), "site")
        self._join(group, row, at, where)

    def _add_without_id(self, row: Row, at: Moment, where: Place | None) -> None:
        if row.kind == EXERCISE:
            session = self._sessions.get(at)
            if session is None:
                row.set_problem(
                    InvalidValue("an exercise needs the id or the time of its session, in a row before it"), "time"
                )
                self._begin(row, at)
            else:
                self._join(session, row, at, None)
            return
        # Without ids, the rows of one time are one entry, until a site comes a second time.
        if row.kind == "entry":
            group = self._entries.get(at)
            if group is not None and (where is None or where not in group.where):
                self._join(group, row, at, where)
                return
        # The questions of one score, such as PEG, are one record too, until one of them comes a second time.
        name = row.cells.get("name", "").strip()
        score = SCORE_OF_ANSWER.get(name) if row.kind == "score" else None
        if score is not None:
            group = self._scores.get((at, score.name))
            if group is not None and all(other.cells.get("name", "").strip() != name for other in group.rows):
                self._join(group, row, at, where)
                return
        group = self._begin(row, at)
        if where:
            group.where[where] = row.place
        if score is not None:
            self._scores[at, score.name] = group
        if row.kind == "entry":
            self._entries[at] = group
        elif row.kind == "session":
            self._sessions[at] = group

    def _begin(self, row: Row, at: Moment | None, kind: str = "") -> Group:
        group = Group(kind or row.kind, row.id, [row], at)
        self.groups.append(group)
        return group

    def _join(self, group: Group, row: Row, at: Moment | None, where: Place | None) -> None:
        group.rows.append(row)
        group.at = group.at or at
        if where:
            group.where.setdefault(where, row.place)
