"""The rows of a CSV that belong to one record, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from diary.domain.moments import Moment
from diary.domain.vocabulary import place_name
from diary.errors import InvalidValue
from diary.exchange.csv_columns import EXERCISE
from diary.exchange.csv_rows import CellError, Row

Place = tuple[str, str]


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
            group.where.update({where: row.place} if where else {})
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
        elif kind not in ("entry", "session"):
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
        group = self._begin(row, at)
        group.where.update({where: row.place} if where else {})
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
