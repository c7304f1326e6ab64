"""Shared by the red flags: findings by place from single signs, and findings from signs on several days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from diary.analysis.series import RECENT
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, newest_ground, raised_since, stretch
from diary.domain.findings import Finding, Status, Tier


def flag_by_place(
    rule: str, snapshot: Snapshot, marks: Sequence[Sign], tier: Callable[[Sign], Tier]
) -> tuple[Finding, ...]:
    """A raised finding for each place with a recent sign; one clear answer for the person where there is none."""
    places: dict[tuple[str | None, str | None], list[Sign]] = {}
    for mark in marks:
        places.setdefault((mark.site, mark.side), []).append(mark)
    findings = []
    for (site, side), of_place in places.items():
        recent = [mark for mark in of_place if mark.time >= snapshot.as_of - RECENT]
        if not recent:
            continue
        words = tuple(dict.fromkeys(mark.word for mark in recent))
        # Older signs of the same words belong to the stretch, so that it keeps its beginning while it goes on.
        chain = [mark for mark in of_place if mark.word in words]
        began = stretch([mark.time for mark in of_place])
        first = next(mark for mark in of_place if mark.time == began)
        findings.append(
            Finding(
                rule=rule,
                status=Status.RAISED,
                tier=min((tier(mark) for mark in recent), key=lambda tier: tier.rank),
                site=site,
                side=side,
                started=first.entry.at.local,
                since=first.entry.at.local,
                threshold=1,
                evidence=tuple(dict.fromkeys(mark.evidence() for mark in recent)),
                facts={"words": words, "newest_ground": newest_ground(chain), "when": recent[-1].entry.at.local},
            )
        )
    return tuple(findings) or (Finding(rule=rule, status=Status.CLEAR, threshold=1),)


def flag_on_days(
    rule: str, snapshot: Snapshot, marks: Sequence[Sign], needed: int, tier: Tier, shown: Callable[[Sign], float | None]
) -> Finding:
    """Raised where the last seven days have signs on `needed` days or more; one answer for the whole person."""
    recent = [mark for mark in marks if mark.time >= snapshot.as_of - RECENT]
    days = {mark.entry.at.day for mark in recent}

    def raised(as_of: datetime) -> bool:
        return len({mark.entry.at.day for mark in marks if as_of - RECENT <= mark.time <= as_of}) >= needed

    facts = {"days": len(days), "needed": needed, "words": tuple(dict.fromkeys(mark.word for mark in recent))}
    if len(days) < needed:
        return Finding(rule=rule, status=Status.CLEAR, threshold=needed, facts=facts)
    times = [mark.time for mark in marks]
    since = raised_since(times, raised)
    first = next(mark for mark in marks if mark.time == since)
    return Finding(
        rule=rule,
        status=Status.RAISED,
        tier=tier,
        started=recent[0].entry.at.local,
        since=first.entry.at.local,
        threshold=needed,
        evidence=tuple(dict.fromkeys(replace(mark.evidence(), value=shown(mark)) for mark in recent)),
        facts=facts,
    )
