"""Makes records of the rows of another app's file, by a map; nothing comes in that the map does not name."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from diary.clock import Clock
from diary.domain.moments import Moment
from diary.domain.records import Care, Entry, Reading, Record, Session
from diary.domain.validate import check, tidy
from diary.domain.vocabulary import PERSON_SYMPTOMS
from diary.errors import ErrorHint, InvalidValue
from diary.exchange.apps.clocks import Clocks, written
from diary.exchange.apps.name_map import NameMap, Unanswered
from diary.exchange.apps.rows import ASK, Export, Fact, ForeignRow, taken_for
from diary.exchange.apps.targets import INTERFERENCE, SESSION, Place
from diary.exchange.parsed_file import PROGRESS_STEP, ParsedFile, ParsedRecord, Progress, Remark, RemarkCollector

NOTHING_LEFT = "the map leaves out all that it says"
_ANSWER = ErrorHint("map")
_JSON = json.JSONEncoder(ensure_ascii=False)  # once: one for each row takes a third of its time


def convert(export: Export, names: NameMap, clock: Clock, progress: Progress | None = None) -> ParsedFile:
    """The records of an export, each row with its fate; every id is the same whatever the map says.

    `progress` is called with the rows that are done, and all of them.
    """
    clocks = Clocks(clock, names.order, names.zone or export.zone, {**export.parts, **names.parts})
    remarks = RemarkCollector([Remark(f"this file is taken for {taken_for(export)}"), *map(Remark, export.remarks)])
    seen: Counter[str] = Counter()
    records: list[ParsedRecord] = []
    now = clock.now()
    # Another table has no name but the one that the map gives it, and ids must not depend on the map.
    app, origin = (names.app or export.app, "table") if export.columns else (export.app, export.app)
    for number, row in enumerate(export.rows):
        if progress and not number % PROGRESS_STEP:
            progress(number, len(export.rows))
        converter = _Row(row, app, names, _base_id(row, origin, seen))
        records += converter.parsed(clocks, now)
        remarks.add(row.place, converter.remarks)
    return ParsedFile(tuple(records), tuple(remarks))


def _base_id(row: ForeignRow, app: str, seen: Counter[str]) -> str:
    """The id of a row from what the file says in it, and how many rows before it say the same."""
    try:
        when = written(row)
    except InvalidValue:
        when = row.date
    # Neither the place in the file nor the map: the next export has the row elsewhere, and a map may change.
    facts = row.key or [(fact.name, fact.value, fact.more) for fact in row.facts]
    content = _JSON.encode([app, when, "" if ":" in when else row.clock, facts, row.note])
    seen[content] += 1
    digest = hashlib.sha256(f"{content} {seen[content]}".encode("utf-8", "surrogatepass")).hexdigest()[:15]
    # A letter first: a spreadsheet takes no id for a number. It tells these ids from those of other records too.
    return f"x{digest}"


@dataclass(slots=True)
class _Row:
    """One row on its way to records: what its facts mean is collected, then becomes an entry and other records."""

    row: ForeignRow
    app: str
    names: NameMap
    id: str
    remarks: list[tuple[str, str]] = field(default_factory=list)
    readings: dict[Place, Reading] = field(default_factory=dict)
    symptoms: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    felt: list[tuple[tuple[str, ...], tuple[str, ...], Fact]] = field(default_factory=list)
    """What was said without a place."""
    others: list[Care | Session] = field(default_factory=list)
    interference: int | None = None
    not_there: bool = False

    def parsed(self, clocks: Clocks, now: datetime) -> list[ParsedRecord]:
        """The records of the row; one without a record, and with the reason, where there are none."""
        row = self.row
        none = ParsedRecord("", "", (row.place,))
        if row.left_out:
            none.left_out = row.left_out
            return [none]
        try:
            if row.problem:
                raise _Refusal(row.problem, row.column)
            at = self._time(clocks)
            for number, fact in enumerate(row.facts):
                self._take(fact, f"{self.id}-{number}", at)
            records = [tidy(record) for record in self._records(at)]
            for record in records:
                check(record, now)
        except InvalidValue as error:
            column = getattr(error, "column", "")
            waits = isinstance(error, Unanswered) or row.waits
            none.refuse(row.place, column, str(error), _ANSWER if waits else None)
            return [none]
        texts = tuple(dict.fromkeys(text for _, text in self.remarks))
        parsed = [_parsed(record, row.place, texts) for record in records]
        if not parsed:
            none.left_out = "it says that it was not there" if self.not_there else NOTHING_LEFT
            parsed = [none]
        # What the row was by an older map has an id that begins so.
        parsed[0].base = self.id
        return parsed

    def _time(self, clocks: Clocks) -> Moment:
        try:
            at, remarks = clocks.read(self.row)
        except InvalidValue as error:
            if self.names.order == ASK and "could be two dates" in str(error):
                raise Unanswered("the map has no answer for the order of day and month (dates)") from error
            raise _Refusal(str(error), "time") from error
        self.remarks += remarks
        return at

    def _take(self, fact: Fact, id: str, at: Moment) -> None:
        target = self.names.target(fact)
        if target.kind == "ignore":
            return
        if target.kind == "note":
            self._add_note(fact)
        elif target.kind in ("care", SESSION) and self.names.is_nothing(fact):
            self.not_there = True
        elif target.kind == "care":
            care = Care(id=id, at=at, activity=target.activity, name=target.name or fact.name, dose=fact.value)
            self.others.append(replace(care, note=fact.more, source=self.app))
        elif target.kind == SESSION:
            self._add_session(fact, Session(id=id, at=at, activity=target.name or fact.name, source=self.app))
        else:
            found = self.names.level(fact)
            if found.left_out:
                self.not_there = True
                return
            if target.kind == INTERFERENCE:
                self.interference = found.level
            for place in target.places:
                self._add_reading(place, found.level, target.qualities, target.symptoms)
            if not target.places:
                self.felt.append((target.qualities, target.symptoms, fact))
            if found.level is None and fact.stated and fact.value:
                self.remarks.append(("level", f"“{fact.value}” is no whole level 0–10, and stays in the note"))
            # A value that became no level stays as it was written.
            if found.level is None or not (target.places or target.kind == INTERFERENCE):
                self._add_note(fact, only_value=True)
            elif fact.more:
                self.notes.append(fact.more)

    def _add_reading(
        self, place: Place, level: int | None, qualities: tuple[str, ...], symptoms: tuple[str, ...]
    ) -> None:
        old = self.readings.get(place, Reading(*place))
        if old.pain is not None and level is not None and old.pain != level:
            raise _Refusal("the map gives two levels to one place in this row", "level")
        self.readings[place] = replace(
            old,
            pain=old.pain if level is None else level,
            qualities=tuple(dict.fromkeys((*old.qualities, *qualities))),
            symptoms=tuple(dict.fromkeys((*old.symptoms, *symptoms))),
        )

    def _add_note(self, fact: Fact, *, only_value: bool = False) -> None:
        if only_value and not (fact.value or fact.more):
            return
        for text in (f"{fact.name}: {fact.value}" if fact.value else fact.name, fact.more):
            if text and text not in self.notes:
                self.notes.append(text)

    def _add_session(self, fact: Fact, session: Session) -> None:
        minutes = fact.minutes
        exact = fact.minutes is not None and re.fullmatch(r"\d+:\d+:0?0", fact.value)
        note = "\n".join(filter(None, ("" if exact else fact.value, fact.more)))
        self.others.append(replace(session, minutes=minutes, note=note))

    def _spread(self) -> None:
        """What was said without a place is said of all places of the row, or of the person, or stays a note."""
        for qualities, symptoms, fact in self.felt:
            of_person = tuple(symptom for symptom in symptoms if symptom in PERSON_SYMPTOMS)
            self.symptoms += of_person
            of_site = tuple(symptom for symptom in symptoms if symptom not in of_person)
            for place in list(self.readings) if qualities or of_site else ():
                self._add_reading(place, None, qualities, of_site)
            if (qualities or of_site) and not self.readings:
                self._add_note(fact)

    def _records(self, at: Moment) -> Iterator[Record]:
        self._spread()
        own = self.row.note if self.names.notes != "none" else ""
        something = self.readings or self.symptoms or self.notes or self.interference is not None
        if something or (own.strip() and not self.others and self.names.notes == "all" and not self.not_there):
            yield Entry(
                id=self.id,
                at=at,
                readings=tuple(self.readings.values()),
                symptoms=tuple(dict.fromkeys(self.symptoms)),
                interference=self.interference,
                note=_joined((own, *self.notes)),
                source=self.app,
            )
            own = ""
        for other in self.others:
            yield replace(other, note=_joined((own, other.note)))
            own = ""


class _Refusal(InvalidValue):
    """A row that can't come in, because of one of its columns."""

    def __init__(self, reason: str, column: str) -> None:
        super().__init__(reason)
        self.column = column


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text.strip())


def _parsed(record: Record, place: str, remarks: tuple[str, ...]) -> ParsedRecord:
    kind = {Care: "care", Session: "session"}.get(type(record), "entry")
    return ParsedRecord(kind, record.id, (place,), record, remarks={place: remarks} if remarks else {})
