"""In short, made from the facts: what changed, what was flagged, what helps, what exercise did."""

from __future__ import annotations

from collections.abc import Iterator

from diary.analysis.episodes import RISE
from diary.analysis.response import Pattern, leading
from diary.analysis.wording.course import settling
from diary.report.model import CareRow, FlagRow, Report, SiteRow
from diary.report.said import LETTERS, capital, change_said, counted, flagged, listing, number, short

ON_BODY = "On the body: the latest level of each site; left and right are the person's own."
COUNTS = (
    "Change: from the median of the week before this time (else of the diary's first week in it) to that of the last "
    "three logged days. It counts from 2 points, or from 1.5 where that is 30 % or more."
)
USUAL = "Usual: the level on ordinary days, as stated, or as logged in the weeks before."
FEW_TIMES = 3
"""Sessions from which on something is said of a kind."""
HELPS = 3
"""Median relief from which on a remedy is named."""


def sentences(report: Report) -> Iterator[tuple[str, str]]:
    """A lead word and its sentence."""
    if not report.completeness.entries:
        yield "No entries", "Nothing was logged in this time."
    else:
        yield "Change", _changed(report)
    yield "Flags", _flagged(report)
    for lead, said in (("Helps", _helps(report)), ("Exercise", _exercise(report))):
        if said:
            yield lead, said


def _changed(report: Report) -> str:
    known = [row for row in report.sites if row.change is not None]
    if not known:
        return "There are too few days with entries to tell a change over this period."
    counting = [row for row in known if row.change and row.change.counts]
    counting.sort(key=lambda row: -abs(row.change.points) if row.change else 0.0)
    said = []
    for row in counting[:2]:
        way = "worse" if row.change and row.change.points > 0 else "better"
        said.append(f"{capital(row.name)} is {way}, {change_said(row.change)}; it counts from {_needed(row)}.")
    if len(counting) > 2:
        said.append(f"{counted(len(counting) - 2, 'more site')} changed by what counts.")
    rest = [row.name for row in known if row not in counting]
    if rest:
        names = listing(rest) if len(rest) <= 3 else counted(len(rest), "other site" if counting else "site")
        said.append(f"No change that counts at {names}.")
    return " ".join(said)


def _needed(row: SiteRow) -> str:
    return number(row.change.needed if row.change else None)


def _flagged(report: Report) -> str:
    now = [flag for flag in report.flags if flag.open]
    past = len(report.flags) - len(now)
    said = []
    if now:
        named = [_lower(flag) for flag in now[:2]]
        more = f", and {len(now) - 2} more" if len(now) > 2 else ""
        untold = sum(not flag.acknowledged for flag in now)
        told = "told already" if not untold else "not told yet" if untold == len(now) else f"{untold} not told yet"
        said.append(f"{capital('; '.join(named))}{more} ({told}).")
    if past:
        said.append(f"{counted(past, 'earlier flag')} of this time {'has' if past == 1 else 'have'} cleared.")
    return " ".join(said) or "Nothing was flagged in this time."


def _lower(flag: FlagRow) -> str:
    title = flagged(flag.tier, flag.title)
    return title[:1].lower() + title[1:]


def _helps(report: Report) -> str:
    rated: list[CareRow] = sorted(
        (row for row in report.cares if row.relief is not None and row.relief >= HELPS),
        key=lambda row: (-(row.relief or 0), row.name),
    )
    return " ".join(
        f"{capital(short(row.name, LETTERS))} brought relief {number(row.relief)} of 10 "
        f"(rated {counted(row.rated, 'time')})."
        for row in rated[:2]
    )


def _exercise(report: Report) -> str:
    kinds = [pattern for pattern in leading(report.exercise) if pattern.times >= FEW_TIMES or pattern.rise >= RISE]
    hard = [p for p in kinds if p.rise >= RISE]
    gentle = sorted((p for p in kinds if not p.rose), key=_by_times)
    said = [
        f"After {short(p.name, LETTERS)} ({counted(p.times, 'time')}) the {p.name_of_place} rose from "
        f"{number(p.before)} to {number(p.peak)}, {settling(p)}."
        for p in hard[:1]
    ]
    if gentle:
        said.append(
            f"After {listing([f'{short(p.name, LETTERS)} ({p.times} times)' for p in gentle[:2]])} pain hardly rose."
        )
    return " ".join(said)


def _by_times(pattern: Pattern) -> tuple[int, str]:
    return -pattern.times, pattern.name
