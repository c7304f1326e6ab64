"""Importing: first the plan, which says what happens to every row, then all of it in one change."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cached_property
from typing import Protocol

from diary.clock import Clock
from diary.domain.describe import joined, parts_of
from diary.domain.moments import Moment
from diary.domain.records import KIND_OF, Ack, Change, Diary, Record, Version
from diary.domain.serialization import to_plain
from diary.domain.text import printable
from diary.errors import DiaryError
from diary.exchange.csv_read import read_csv
from diary.exchange.csv_table import decode
from diary.exchange.json_format import read_json
from diary.exchange.parsed_file import Fate, ImportPlan, ParsedFile, ParsedRecord, Progress, RowFate
from diary.gc_pause import collector_paused


def completed(new: Record, old: Record) -> Record:
    """The new record; what it leaves open (time of writing, zone, source) is taken from the old one.

    It equals the old one if the two have the same content.
    """
    same_time = _same_time(new.at, old.at)
    recorded = old.recorded if new.recorded is None else new.recorded
    at = old.at if same_time else new.at
    new = replace(new, id=old.id, recorded=recorded, at=at, source=new.source or old.source)
    if isinstance(new, Ack) and isinstance(old, Ack) and not new.movement and not old.movement:
        new = replace(new, movement=old.movement)
    return new


def same_content(new: Record, old: Record) -> bool:
    """Whether the old record has the content of the new one; the ids do not matter."""
    return type(new) is type(old) and completed(new, old) == old


def content_key(record: Record) -> Record:
    """A key that is equal for two records of the same content; equal keys do not prove it, see `same_content`."""
    at = Moment(_day_start(record.at) if record.at.date_only else record.at.instant, date_only=record.at.date_only)
    key = replace(record, id="", recorded=None, source="", at=at)
    return replace(key, movement=key.movement or None) if isinstance(key, Ack) else key


def content_id(record: Record, copy: int) -> str:
    """The id for a record without one, made from its content and the number of equal ones before it in the file."""
    # The same file gives the same ids, so that a second import adds nothing. Half a surrogate pair can't be encoded
    # otherwise.
    plain = to_plain(replace(record, id=""))
    text = _ENCODER.encode([plain, copy])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# Made once: `json.dumps` would make one for each record.
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False)


def _same_time(new: Moment, old: Moment) -> bool:
    if (new.date_only, new.about) != (old.date_only, old.about) or new.zone not in ("", old.zone):
        return False
    # Offset and noon of a date alone are no content: they come from the zone in which it was read.
    return new.day == old.day if new.date_only else (new.instant, new.offset) == (old.instant, old.offset)


def _day_start(at: Moment) -> datetime:
    return datetime.combine(at.day, time(0), UTC)


_REASONS = {
    Fate.DELETED: "it was taken out of the diary, and stays out",
    Fate.PURGED: "it was purged from the diary, and stays out",
    Fate.CHANGED: "it is in the diary with other content; --update takes that of the file, and keeps what was there",
}


class ReadableStore(Protocol):
    """The part of the store that a plan needs."""

    def read(self) -> Diary:
        """All current records."""

    def deleted_ids(self) -> frozenset[str]:
        """The ids of deleted and purged records."""

    def purged_ids(self) -> frozenset[str]:
        """The ids of purged records."""

    def versions(self) -> tuple[Version, ...]:
        """All versions of all records."""


class WritableStore(Protocol):
    """The part of the store that an import needs."""

    def write(
        self,
        *,
        new: Sequence[Record] = (),
        changed: Sequence[Record] = (),
        opened: Sequence[Record] = (),
        gone: Sequence[str] = (),
        past: Sequence[Version] = (),
        label: str = "",
        meanwhile: Callable[[], None] = ...,
    ) -> Change:
        """Save new records, replace changed ones and delete others in one change, all or none."""


@collector_paused()  # many thousands of records are made, and none is garbage
def plan_import(
    content: bytes | str,
    store: ReadableStore | None,
    clock: Clock,
    *,
    update: bool = False,
    progress: Progress | None = None,
) -> ImportPlan:
    """Plan the import of a CSV or JSON file; nothing is written. DiaryError if the file can't be read at all.

    `store` is None if there is no diary yet.
    """
    # Text is decoded like the bytes of a file, so that the same checks hold; half a surrogate pair is refused there.
    text, encoding = decode(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    is_json = text.lstrip()[:1] in ("{", "[")
    file = read_json(text, clock, progress) if is_json else read_csv(text, encoding, clock, progress)
    return plan_records(file, store, update=update)


@collector_paused()
def plan_records(file: ParsedFile, store: ReadableStore | None, *, update: bool = False) -> ImportPlan:
    """Plan the import of the records of a file that was read; nothing is written."""
    matcher = _Matcher(store, update)
    # Records with an id claim theirs first; only then do the others look for a record of the same content.
    fates = {number: matcher.decide(parsed) for number, parsed in enumerate(file.records) if parsed.id}
    fates |= {number: matcher.decide(parsed) for number, parsed in enumerate(file.records) if not parsed.id}
    counts: Counter[Fate] = Counter()
    rows: list[RowFate] = []
    for number, parsed in enumerate(file.records):
        if parsed.base:
            fates[number] = matcher.replace_older(parsed, fates[number])
        counts[fates[number]] += 1
        rows += _rows(parsed, fates[number])
    return ImportPlan(
        # In the order of the file: the rows of one record may be far apart.
        rows=tuple(sorted(rows, key=_number_of)),
        new=tuple(record for record in matcher.new if record.id not in matcher.withheld),
        updates=tuple(matcher.updates),
        gone=tuple(matcher.gone),
        opened=tuple(matcher.opened),
        past=matcher.unknown_past(file.past),
        remarks=file.remarks,
        counts=counts,
    )


def apply(
    plan: ImportPlan,
    store: WritableStore,
    *,
    strict: bool = False,
    label: str = "import",
    meanwhile: Callable[[], None] = lambda: None,
) -> Change | None:
    """Write the records that a plan accepts in one change; None if there are none. `strict` takes all or none.

    `meanwhile` is called once more before they are on the disk; what it raises leaves nothing of them.
    """
    if strict and plan.refused:
        raise DiaryError(
            f"nothing was imported, because --strict takes all or none; {plan.refused[0]}", plan.refused[0].hint
        )
    if not plan.writes:
        return None
    return store.write(
        new=plan.new,
        changed=plan.updates,
        opened=plan.opened,
        gone=plan.gone,
        past=plan.past,
        label=label,
        meanwhile=meanwhile,
    )


def what_comes(record: Record) -> str:
    """The time, with its year, and the content of a record in one line."""
    at, note = record.at, f" — {printable(record.note)}" if record.note else ""
    clock = "" if at.date_only else f" {'about ' if at.about else ''}{at.local:%H:%M}"
    # Without the notes of its exercises, as in a list.
    words = printable(joined(parts_of(record), scale="/10", without=("exercise-note",)))
    return f"{at.day.day} {at.day:%b %Y}{clock}, {words}{note}"


class _Matcher:
    """Compares the records of a file with the diary, one after the other."""

    def __init__(self, store: ReadableStore | None, update: bool) -> None:
        self._store, self._update = store, update
        self._in_diary = {record.id: record for record in store.read().records()} if store else {}
        self._deleted = store.deleted_ids() if store else frozenset()
        self._purged = store.purged_ids() if self._deleted and store else frozenset()
        self._claimed: set[str] = set()
        """Ids that a record of the file has already; two equal rows are two records."""
        self._seen: Counter[Record] = Counter()
        self._by_content: dict[Record, list[Record]] | None = None
        self._deleted_by_content: dict[Record, list[Record]] = {}
        self.new: list[Record] = []
        self.updates: list[Record] = []
        self.opened: list[Record] = []
        """The records of the diary that the updates were compared with, and those that go."""
        self.gone: list[str] = []
        self.withheld: set[str] = set()
        """New records that do not go in, because what their row was by an older map is in the diary."""
        self._by_base: dict[str, list[Record]] | None = None

    def decide(self, parsed: ParsedRecord) -> Fate:
        """Decide what the import does with a record; collects `new` and `updates`."""
        if parsed.record is None:
            return Fate.LEFT_OUT if parsed.left_out else Fate.REFUSED
        if not parsed.id:
            parsed.record = self._identified(parsed.record)
            parsed.id = parsed.record.id
        record, old = parsed.record, self._in_diary.get(parsed.id)
        self._claimed.add(record.id)
        if old is None:
            # What a person deleted must not come back with an old file.
            if record.id in self._purged:
                return Fate.PURGED
            if record.id in self._deleted:
                return Fate.DELETED
            if parsed.base:
                record = parsed.record = self._with_own_note(record)
            self.new.append(record)
            return Fate.NEW
        if type(old) is not type(record):
            reason = f"its id is that of a {KIND_OF[type(old)]} in the diary; ids are unique"
            parsed.refuse(parsed.places[0], "entry", reason)
            return Fate.REFUSED
        if same_content(record, old):
            return Fate.SAME
        if not self._update:
            return Fate.CHANGED
        self.updates.append(completed(record, old))
        self.opened.append(old)
        return Fate.UPDATED

    def replace_older(self, parsed: ParsedRecord, fate: Fate) -> Fate:
        """What becomes of a row of another app's file that was something else by an older map; collects `gone`."""
        if self._by_base is None:
            self._by_base = defaultdict(list)
            for record in self._in_diary.values():
                if record.source:
                    self._by_base[record.id.partition("-")[0]].append(record)
        older = [record for record in self._by_base.get(parsed.base, ()) if record.id not in self._claimed]
        if not older:
            return fate
        if not self._update:
            # Not half of a row: what it is now comes in together with what it was going.
            self.withheld.add(parsed.id)
            return Fate.CHANGED
        self.gone += [record.id for record in older]
        self.opened += older
        return Fate.REMOVED if fate is Fate.LEFT_OUT else Fate.UPDATED if fate is Fate.NEW else fate

    def unknown_past(self, versions: Iterable[Version]) -> tuple[Version, ...]:
        """The versions in the file of records that are new to this diary, or deleted ones that it never had."""
        past = tuple(versions)
        # What a map took out is known too, and not by the person's hand.
        known = self._past.keys() if past else frozenset()
        here = (self._in_diary.keys() | self._deleted | known | self._claimed) - {record.id for record in self.new}
        return tuple(version for version in past if version.record.id not in here)

    @cached_property
    def _past(self) -> dict[str, list[Record]]:
        """Each record that the diary has ever had, as it was from the first to the last time."""
        past: dict[str, list[Record]] = defaultdict(list)
        for version in self._store.versions() if self._store else ():
            past[version.record.id].append(version.record)
        return dict(past)

    def _with_own_note(self, record: Record) -> Record:
        """A record that a map took out and takes in again, with the note that the person had written to it."""
        past = self._past.get(record.id)
        if not past or not past[-1].note or past[0].note == past[-1].note:
            return record
        return replace(record, note=past[-1].note)

    def _identified(self, record: Record) -> Record:
        """The record with the id of an equal one in the diary, or else with one made from its content."""
        self._seen[record] += 1
        content_based = content_id(record, self._seen[record] - 1)
        if content_based in self._in_diary or content_based in self._deleted:
            return replace(record, id=content_based)
        # Made only when needed: files with ids, and files that are imported again, need neither index.
        if self._by_content is None:
            self._by_content = _grouped_by_content(self._in_diary.values())
            self._deleted_by_content = _grouped_by_content(self._last_versions())
        for group in (self._by_content, self._deleted_by_content):
            for old in group.get(content_key(record), ()):
                if old.id not in self._claimed and same_content(record, old):
                    return replace(record, id=old.id)
        return replace(record, id=content_based)

    def _last_versions(self) -> list[Record]:
        """Deleted records as they were last."""
        return [self._past[id][-1] for id in self._deleted if id in self._past] if self._deleted else []


def _grouped_by_content(records: Iterable[Record]) -> dict[Record, list[Record]]:
    groups: dict[Record, list[Record]] = defaultdict(list)
    for record in records:
        groups[content_key(record)].append(record)
    return groups


def _rows(parsed: ParsedRecord, fate: Fate) -> Iterator[RowFate]:
    column, hint, reason = "", None, _REASONS.get(fate, parsed.left_out)
    for place in parsed.places:
        if fate is Fate.REFUSED and place in parsed.problems:
            column, reason, hint = parsed.problems[place]
        elif fate is Fate.REFUSED:
            kind = "session" if parsed.kind == "session" else "entry"
            column, hint = "", None
            reason = f"it belongs to the {kind} of {next(iter(parsed.problems))}, which is refused"
        yield RowFate(place, fate, parsed.kind, parsed.id, column, reason, hint, parsed.remarks.get(place, ()))


def _number_of(row: RowFate) -> int:
    return int(row.place.rpartition(" ")[2])
