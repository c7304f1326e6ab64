"""Importing: first the plan, with the fate of every row, then all of it in one change."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Protocol

from diary.clock import Clock
from diary.domain.moments import Moment
from diary.domain.records import KIND_OF, Ack, Change, Diary, Record, Version
from diary.domain.serialization import to_plain
from diary.errors import DiaryError
from diary.exchange.csv_read import read_csv
from diary.exchange.csv_table import decode
from diary.exchange.json_format import read_json
from diary.exchange.parsed_file import Fate, ImportPlan, ParsedRecord, Progress, RowFate
from diary.gc_pause import collector_paused


def settled(new: Record, old: Record) -> Record:
    """The new thing, with what it leaves open (when it was written, its zone) as the old one has it.

    It equals the old one where the two have the same content.
    """
    same_time = _same_time(new.at, old.at)
    recorded = old.recorded if new.recorded is None else new.recorded
    new = replace(new, id=old.id, recorded=recorded, at=old.at if same_time else new.at)
    if isinstance(new, Ack) and isinstance(old, Ack) and not new.movement and not old.movement:
        new = replace(new, movement=old.movement)
    return new


def same_content(new: Record, old: Record) -> bool:
    """Whether the old thing says what the new one says, whatever their ids."""
    return type(new) is type(old) and settled(new, old) == old


def content_key(record: Record) -> Record:
    """What two things of the same content have alike; good for a dictionary."""
    at = Moment(record.at.instant) if not record.at.date_only else Moment(_day_start(record.at), date_only=True)
    key = replace(record, id="", recorded=None, at=at)
    return replace(key, movement=key.movement or None) if isinstance(key, Ack) else key


def content_id(record: Record, copy: int) -> str:
    """The id of a thing that came without one: made of its content, and of how many like it came before in its file."""
    plain = to_plain(replace(record, id=""))
    text = json.dumps([plain, copy], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _same_time(new: Moment, old: Moment) -> bool:
    if new.date_only != old.date_only or new.zone not in ("", old.zone):
        return False
    # Of a day alone, its offset and its noon are no content: they come from where it was read.
    return new.day == old.day if new.date_only else (new.instant, new.offset) == (old.instant, old.offset)


def _day_start(at: Moment) -> datetime:
    return datetime.combine(at.day, time(0), UTC)


_STAYS_DELETED = "it was taken out of the diary, and stays out"
_OTHER_CONTENT = "it is in the diary with other content; --update takes that of the file, and keeps what was there"


class Readable(Protocol):
    """As much of the store as a plan needs."""

    def read(self) -> Diary:
        """What counts now."""

    def deleted_ids(self) -> frozenset[str]:
        """The ids that were there once."""

    def versions(self) -> tuple[Version, ...]:
        """Every content that every thing had."""


class Writable(Protocol):
    """As much of the store as an import needs."""

    def write(
        self,
        *,
        new: Sequence[Record] = (),
        changed: Sequence[Record] = (),
        past: Sequence[Version] = (),
        label: str = "",
    ) -> Change:
        """Save and replace in one change, all or none."""


def plan_import(
    content: bytes | str,
    store: Readable | None,
    clock: Clock,
    *,
    update: bool = False,
    progress: Progress | None = None,
) -> ImportPlan:
    """What an import of a CSV or JSON file would do; it writes nothing. DiaryError where the file can't be read at all.

    `store` is None where there is no diary yet.
    """
    with collector_paused():
        return _plan(content, store, clock, update, progress)


def _plan(
    content: bytes | str, store: Readable | None, clock: Clock, update: bool, progress: Progress | None
) -> ImportPlan:
    text, encoding = decode(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    is_json = text.lstrip()[:1] in ("{", "[")
    file = read_json(text, clock, progress) if is_json else read_csv(text, encoding, clock, progress)
    judge = _Judge(store, update)
    # Those with an id of their own take what is theirs before the others look for their like.
    fates = {place: judge.fate(found) for place, found in enumerate(file.records) if found.id}
    fates |= {place: judge.fate(found) for place, found in enumerate(file.records) if not found.id}
    counts: Counter[Fate] = Counter()
    rows: list[RowFate] = []
    for place, found in enumerate(file.records):
        counts[fates[place]] += 1
        rows += _rows(found, fates[place])
    return ImportPlan(
        rows=tuple(sorted(rows, key=_by_place)),
        new=tuple(judge.new),
        updates=tuple(judge.updates),
        past=judge.past(file.past),
        remarks=file.remarks,
        counts=counts,
    )


def apply(plan: ImportPlan, store: Writable, *, strict: bool = False, label: str = "import") -> Change | None:
    """Write a plan's good things in one change; None where there is nothing to write. `strict` takes all or none."""
    if strict and plan.refused:
        raise DiaryError(f"nothing was imported, because --strict takes all or none; {plan.refused[0]}")
    if not plan.writes:
        return None
    return store.write(new=plan.new, changed=plan.updates, past=plan.past, label=label)


class _Judge:
    """Holds the things of a file against the diary, one after the other."""

    def __init__(self, store: Readable | None, update: bool) -> None:
        self._store, self._update = store, update
        self._there = {record.id: record for record in store.read().records()} if store else {}
        self._deleted = store.deleted_ids() if store else frozenset()
        self._taken: set[str] = set()
        """Ids that a thing of the file speaks for."""
        self._copies: Counter[Record] = Counter()
        self._alike: dict[Record, list[Record]] | None = None
        self._deleted_alike: dict[Record, list[Record]] = {}
        self.new: list[Record] = []
        self.updates: list[Record] = []

    def fate(self, found: ParsedRecord) -> Fate:
        """What becomes of a thing; new and changed ones are kept for writing."""
        if found.record is None:
            return Fate.REFUSED
        if not found.id:
            found.record = self._with_id(found.record)
            found.id = found.record.id
        record, old = found.record, self._there.get(found.id)
        self._taken.add(record.id)
        if old is None:
            if record.id in self._deleted:
                return Fate.DELETED
            self.new.append(record)
            return Fate.NEW
        if type(old) is not type(record):
            reason = f"its id is that of a {KIND_OF[type(old)]} in the diary; ids are unique"
            found.refuse(found.places[0], "entry", reason)
            return Fate.REFUSED
        if same_content(record, old):
            return Fate.SAME
        if not self._update:
            return Fate.CHANGED
        self.updates.append(settled(record, old))
        return Fate.UPDATED

    def past(self, versions: Iterable[Version]) -> tuple[Version, ...]:
        """What the file tells of things that this diary has no history of: new ones, and ones it never had."""
        new = {record.id for record in self.new}
        known = (self._there.keys() | self._deleted | self._taken) - new
        return tuple(version for version in versions if version.record.id not in known)

    def _with_id(self, record: Record) -> Record:
        """A thing without an id, with that of its like in the diary, or else one made of its content."""
        self._copies[record] += 1
        made = content_id(record, self._copies[record] - 1)
        if made in self._there or made in self._deleted:
            return replace(record, id=made)
        if self._alike is None:
            self._alike = _shelved(self._there.values())
            self._deleted_alike = _shelved(self._last_contents())
        for shelf in (self._alike, self._deleted_alike):
            for old in shelf.get(content_key(record), ()):
                if old.id not in self._taken and same_content(record, old):
                    return replace(record, id=old.id)
        return replace(record, id=made)

    def _last_contents(self) -> list[Record]:
        """What deleted things were when they were deleted."""
        if not self._store or not self._deleted:
            return []
        return list(
            {each.record.id: each.record for each in self._store.versions() if each.record.id in self._deleted}.values()
        )


def _shelved(records: Iterable[Record]) -> dict[Record, list[Record]]:
    shelves: dict[Record, list[Record]] = defaultdict(list)
    for record in records:
        shelves[content_key(record)].append(record)
    return shelves


def _rows(found: ParsedRecord, fate: Fate) -> Iterator[RowFate]:
    for place in found.places:
        column, reason = "", {Fate.DELETED: _STAYS_DELETED, Fate.CHANGED: _OTHER_CONTENT}.get(fate, "")
        if fate is Fate.REFUSED and place in found.problems:
            column, reason = found.problems[place]
        elif fate is Fate.REFUSED:
            whole = "session" if found.kind == "session" else "entry"
            reason = f"it belongs to the {whole} of {next(iter(found.problems))}, which is refused"
        yield RowFate(place, fate, found.kind, found.id, column, reason, found.said.get(place, ()))


def _by_place(row: RowFate) -> int:
    return int(row.place.rpartition(" ")[2])
