"""The shapes of `--json`, which scripts may rely on. diary/cli/json.md has an example of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from diary.cli.answer_commands import with_commands
from diary.cli.context import say
from diary.domain.findings import Finding
from diary.domain.moments import Moment
from diary.domain.records import KIND_OF, Change, Entry, Record, Version
from diary.review.history import TitledPastFinding
from diary.review.snapshot import Review


def print_json(shape: object) -> None:
    """Write the shape as JSON on stdout, control characters escaped: a terminal would act on them."""
    # Not ensure_ascii: people read this too, and names in other scripts stay readable.
    written = json.dumps(shape, ensure_ascii=False, indent=1)
    if not written.replace("\n", "").isprintable():
        # Here and not in `say`, which would put a space: escaped, JSON keeps the exact text.
        written = "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in written)
    say(written)


def check_shape(review: Review, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """`diary check --json`."""
    return {
        "as_of": review.as_of.isoformat(),
        "highest": review.highest.value if review.highest else None,
        "announce": review.has_untold,
        "findings": [finding_shape(finding) for finding in findings],
        "note_signs": [
            {
                "record": sign.record.id,
                "kind": KIND_OF[type(sign.record)],
                "time": sign.record.at.iso(),
                "words": sign.words,
                "symptom": sign.symptom,
                "question": sign.question,
            }
            for sign in review.note_signs
        ],
    }


def finding_shape(finding: Finding) -> dict[str, Any]:
    """One finding."""
    compared = finding.compared_with
    return {
        "id": finding.id,
        "rule": finding.rule,
        "status": finding.status.value,
        "tier": finding.tier.value if finding.tier else None,
        "site": finding.site,
        "side": finding.side,
        "movement": finding.facts.get("movement", finding.movement),
        "provisional": finding.provisional,
        "confirmed": finding.confirmed,
        "acknowledged": finding.acknowledged,
        "started": _iso(finding.started),
        "since": _iso(finding.since),
        "decides_at": _iso(finding.decides_at),
        "compared_with": {"kind": compared.kind, "level": compared.level, "from": compared.origin}
        if compared
        else None,
        "threshold": finding.threshold,
        "title": finding.title,
        "summary": finding.summary,
        "next_step": with_commands(finding.next_step),
        "clears_when": finding.clears_when,
        "question": with_commands(finding.question) if finding.question else None,
        "sources": list(finding.sources),
        "evidence": [
            {
                "entry": shown.entry,
                "time": shown.time.isoformat(),
                "site": shown.site,
                "side": shown.side,
                "pain": shown.pain,
                "qualities": list(shown.qualities),
                "symptoms": list(shown.symptoms),
                "sudden": shown.sudden,
                "value": shown.value,
                "date_only": shown.date_only,
            }
            for shown in finding.evidence
        ],
    }


def history_shape(past_findings: Sequence[TitledPastFinding], as_of: datetime) -> dict[str, Any]:
    """`diary history --json`: newest first; times in the offset of `as_of`; null for an event that did not happen."""
    return {"as_of": as_of.isoformat(), "findings": [past_shape(titled, as_of) for titled in past_findings]}


def past_shape(titled: TitledPastFinding, as_of: datetime) -> dict[str, Any]:
    """One finding of the history; `tier` is the highest it had, each event has the state from then on."""
    past = titled.past

    def local_time(when: datetime | None) -> str | None:
        return when.astimezone(as_of.tzinfo).isoformat(timespec="seconds") if when else None

    return {
        "rule": past.rule,
        "site": past.site,
        "side": past.side,
        "movement": past.movement,
        "title": titled.title,
        "signs": list(past.signs),
        "tier": past.highest.value,
        "provisional": past.provisional,
        "open": past.open,
        "raised": local_time(past.raised),
        "confirmed": local_time(past.first("confirmed")),
        "told": local_time(past.first("told")),
        "cleared": local_time(past.first("cleared")),
        "withdrawn": local_time(past.first("withdrawn")),
        "events": [
            {
                "event": event.kind,
                "time": local_time(event.at),
                "tier": event.state.tier.value if event.state else None,
                "provisional": event.state.provisional if event.state else None,
                "confirmed": event.state.confirmed if event.state else None,
                "acknowledged": event.state.told if event.state else None,
            }
            for event in past.events
        ],
    }


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


# Derived from the record types, so that a new field is in the JSON without a change here.
_COMMON = frozenset(field.name for field in fields(Record))


def records_shape(records: Iterable[Record], *, others: bool) -> dict[str, Any]:
    """The entries, and with `others` the records of other kinds, in the given order."""
    records = tuple(records)
    shape: dict[str, Any] = {"entries": [_fields_shape(record) for record in records if isinstance(record, Entry)]}
    if others:
        shape["others"] = [record_shape(record) for record in records if not isinstance(record, Entry)]
    return shape


def record_shape(record: Record) -> dict[str, Any]:
    """A record of any kind: its kind, the common fields, its own fields, its note."""
    return {"kind": KIND_OF[type(record)], **_fields_shape(record)}


def _fields_shape(record: Record) -> dict[str, Any]:
    own = {field.name: getattr(record, field.name) for field in fields(record) if field.name not in _COMMON}
    return {
        "id": record.id,
        "time": record.at.iso(),
        "recorded": _plain(record.recorded, record.at),
        "late": record.late,
        "about": record.at.about,
        "source": record.source,
        **{name: _plain(value, record.at) for name, value in own.items()},
        "note": record.note,
    }


def version_shape(version: Version) -> dict[str, Any]:
    """An earlier version of a record, until when it was valid, and whether an edit or a deletion ended it."""
    return {
        "fate": version.outcome,
        "until": _plain(version.until, version.record.at),
        "thing": record_shape(version.record),
    }


def change_shape(change: Change, here: Moment) -> dict[str, Any]:
    """One change of the diary: when, by which program, and what it did to which records."""
    return {
        "id": change.id,
        "time": _plain(change.instant, here),
        "program": change.program,
        "label": change.label,
        "operations": [{"thing": record, "operation": operation} for record, operation in change.operations],
    }


def _plain(value: Any, at: Moment) -> Any:
    """A value for JSON; instants in the offset of the record they belong to."""
    if isinstance(value, datetime):
        return value.astimezone(at.local.tzinfo).isoformat()
    if isinstance(value, tuple):
        return [_plain(each, at) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name), at) for field in fields(value)}
    return value
