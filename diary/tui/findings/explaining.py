"""An explanation as labelled paragraphs, from the facts of the finding and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from diary.analysis.wording.phrases import is_rough
from diary.domain.findings import Evidence, Finding, Status
from diary.domain.vocabulary import place_name
from diary.tui.findings.counting import what_counts
from diary.tui.parts.said import number, with_keys

MOST_EVIDENCE = 8


def explanation(finding: Finding, as_of: datetime) -> list[tuple[str, str]]:
    """Labels and texts, in the order a person needs them."""
    # What to do stands first: on a low screen the rest has to be scrolled to.
    lines = [("What now", finding.next_step), ("What I see", finding.summary)]
    if finding.evidence and (finding.raised or finding.status is Status.PENDING):
        shown = finding.evidence[-MOST_EVIDENCE:]
        lead = "… · " if len(finding.evidence) > len(shown) else ""
        lines.append(("Entries", lead + " · ".join(_evidence(each, as_of) for each in shown)))
    if finding.compared_with:
        level = finding.compared_with
        lines.append(("Compared with", f"{number(level.level)}: {level.kind}, {level.origin}"))
    if finding.raised:
        lines.append(("What counts", what_counts(finding)))
    if finding.raised and finding.since:
        sure = ", confirmed by a second entry" if finding.confirmed else ""
        lines.append(("Since", f"{_when(finding.since, as_of, about=is_rough(finding, finding.since))}{sure}"))
    if finding.provisional:
        lines.append(("Not certain", "it rests on a usual level that is not known yet"))
    lines.append(("How it ends", finding.clears_when))
    lines.append(("Question", finding.question or ""))
    lines.append(("Sources", " · ".join(finding.sources)))
    return [(label, with_keys(finding, text)) for label, text in lines if text]


def _when(when: datetime, as_of: datetime, *, about: bool) -> str:
    day = f"{when:%a}" if abs(as_of - when) < timedelta(days=6) else f"{when.day} {when:%b}"
    return f"{day} about noon" if about else f"{day} {when:%H:%M}"


def _evidence(shown: Evidence, as_of: datetime) -> str:
    value = shown.pain if shown.pain is not None else shown.value
    words = [*([place_name(shown.site, shown.side)] if value is None and shown.site else [])]
    words += [number(value)] if value is not None else []
    words += [*shown.qualities, *shown.symptoms, *(["sudden"] if shown.sudden else [])]
    return f"{_when(shown.time, as_of, about=shown.date_only)} {' '.join(words)}".rstrip()
