"""The shapes of `--json` for findings: what scripts may rely on. diary/cli/json.md has an example of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from diary.cli.context import say
from diary.domain.findings import Finding
from diary.review import Remembered, Review


def print_json(shape: object) -> None:
    """The shape as JSON on stdout. What a terminal would obey is escaped, which for JSON is the same text."""
    written = json.dumps(shape, ensure_ascii=False, indent=1)
    if not written.replace("\n", "").isprintable():
        written = "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in written)
    say(written)


def check_shape(review: Review, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """`diary check --json`."""
    return {
        "as_of": review.as_of.isoformat(),
        "highest": review.highest.value if review.highest else None,
        "announce": review.announce,
        "findings": [finding_shape(finding) for finding in findings],
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
        "next_step": finding.next_step,
        "clears_when": finding.clears_when,
        "question": finding.question,
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


def history_shape(pasts: Sequence[Remembered], as_of: datetime) -> dict[str, Any]:
    """`diary history --json`: newest first; times in the offset of `as_of`; null for what never happened."""
    return {"as_of": as_of.isoformat(), "findings": [past_shape(found, as_of) for found in pasts]}


def past_shape(found: Remembered, as_of: datetime) -> dict[str, Any]:
    """One finding of the past; `tier` is the highest it had, each event tells how it stood from then on."""
    past = found.past

    def there(when: datetime | None) -> str | None:
        return when.astimezone(as_of.tzinfo).isoformat(timespec="seconds") if when else None

    return {
        "rule": past.rule,
        "site": past.site,
        "side": past.side,
        "movement": past.movement,
        "title": found.title,
        "signs": list(past.signs),
        "tier": past.highest.value,
        "provisional": past.provisional,
        "open": past.open,
        "raised": there(past.raised),
        "confirmed": there(past.first("confirmed")),
        "told": there(past.first("told")),
        "cleared": there(past.first("cleared")),
        "withdrawn": there(past.first("withdrawn")),
        "events": [
            {
                "event": event.kind,
                "time": there(event.at),
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
