"""Which rows belong together: by their id, and without one by their time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from diary.domain.moments import Moment
from diary.domain.vocabulary import place_name
from diary.errors import InvalidValue
from diary.exchange.columns import EXERCISE
from diary.exchange.row import CellError, Row

Place = tuple[str, str]


@dataclass(slots=True)
class Group:
    """The rows of one thing. `problem` is the first thing that is wrong with any of them."""

    kind: str
    id: str
    rows: list[Row] = field(default_factory=list)
    at: Moment | None = None
    where: dict[Place, str] = field(default_factory=dict)
    """The places that its rows are about, and the row of each."""
    seen: set[tuple[tuple[str, str], ...]] = field(default_factory=set)
    repeated: list[Row] = field(default_factory=list)
    """Rows that say to the letter what one before them said."""

    @property
    def problem(self) -> CellError | None:
        """What keeps it from being read."""
        return next((row.problem for row in self.rows if row.problem), None)


class Grouping:
    """Takes the rows of a file in order, and puts each into its group."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._by_id: dict[str, Group] = {}
        self._entries: dict[Moment, Group] = {}
        self._sessions: dict[Moment, Group] = {}

    def take_all(self, rows: Iterable[Row]) -> list[Group]:
        """All groups, in the order of their first rows."""
        for row in rows:
            self._take(row)
        return self.groups

    def _take(self, row: Row) -> None:
        at, where = None, None
        try:
            at = row.moment()
            where = row.where() if row.kind == "entry" and row.problem is None else None
        except InvalidValue as error:
            row.blame(error)
        if row.id:
            self._take_named(row, at, where)
        elif at is None:
            row.blame(InvalidValue("a row without an id needs a time"), "time")
            self._begin(row, None)
        else:
            self._take_nameless(row, at, where)

    def _take_named(self, row: Row, at: Moment | None, where: Place | None) -> None:
        group = self._by_id.get(row.id)
        if group is None:
            group = self._by_id[row.id] = self._begin(row, at, "session" if row.kind == EXERCISE else row.kind)
            group.where.update({where: row.place} if where else {})
            return
        if row.kind != EXERCISE:
            if not group.seen:
                group.seen.update(tuple(other.cells.items()) for other in group.rows)
            if (cells := tuple(row.cells.items())) in group.seen:
                group.repeated.append(row)
                return
            group.seen.add(cells)
        first = group.rows[0].place
        if (kind := "session" if row.kind == EXERCISE else row.kind) != group.kind and row.problem is None:
            row.blame(InvalidValue(f"its id is that of a row of kind {group.kind} in {first}; ids are unique"), "entry")
        elif kind not in ("entry", "session"):
            row.blame(InvalidValue(f"its id is there in {first} already, with other content"), "entry")
        if at is not None and group.at is not None and at != group.at:
            row.blame(InvalidValue(f"its time differs from that in {first}, and they bear one id"), "time")
        if where and where in group.where:
            there = f"{place_name(*where)} is in this entry already, in {group.where[where]}"
            row.blame(InvalidValue(there), "site")
        self._join(group, row, at, where)

    def _take_nameless(self, row: Row, at: Moment, where: Place | None) -> None:
        if row.kind == EXERCISE:
            session = self._sessions.get(at)
            if session is None:
                row.blame(
                    InvalidValue("an exercise needs the id or the time of its session, in a row before it"), "time"
                )
                self._begin(row, at)
            else:
                self._join(session, row, at, None)
            return
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
