"""The summary of the first page: how it stands, what changed, what was found, what helped, in a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from diary.charts.period import day_text
from diary.domain.text import capital, counted, listing, small_first
from diary.report.format import ARROW, LETTERS, apart_text, change_text, days_in, number_text, short
from diary.report.headlines import is_fresh
from diary.report.model import CareRow, FlagRow, Report, SiteRow
from diary.report.months import told_by_months
from diary.report.rises import MOST_RISES, standing
from diary.report.session_before import session_text
from diary.report.since_then import since_text
from diary.review.courses import ENOUGH, compared_text, leading, levels_text, settling, together, yardsticks

MOST_NAMED = 2
"""Flags that are named in the summary."""
HELPS, ENOUGH_RATED = 3, 3
"""Median relief, and how many ratings of it, from which on a remedy is named: the best of single ones is chance."""


def sentences(report: Report, *, helps: bool = True, rises: int = MOST_RISES) -> Iterator[tuple[str, str]]:
    """The summary: pairs of a lead word and its sentence."""
    if not report.completeness.entries:
        yield "No entries", "Nothing was logged in this time."
    else:
        if now := standing(report, rises):
            yield "Now", now
        if report.flare and (before := session_text(report.flare, report.review, report.last, notes=report.notes)):
            yield "Session before it", before
        if report.flare:
            yield "Since then", since_text(report.flare, report.review, report.last, notes=report.notes)
        yield "Change", _changed(report)
        yield from told_by_months(report)
    # An empty time is one line.
    if report.completeness.entries or report.flags:
        yield "Findings", _flagged(report)
    for lead, text in (("Helps", _helps(report) if helps else ""), ("Exercise", _exercise_sentences(report))):
        if text:
            yield lead, text


def _changed(report: Report) -> str:
    known = [row for row in report.sites if row.change is not None]
    # The mean of a week hides a flare of two days: both are said, in one line.
    apart = [row for row in report.sites if _apart(row, report)]
    if not known:
        told = [f"{capital(row.name)}: {_apart(row, report)}." for row in apart[:MOST_APART]]
        return " ".join(
            ["Cannot tell yet whether the pain changed over this period: too few days with entries.", *told]
        )
    # Beside a site with an open rise or finding “no clear change” would calm where there is reason to look.
    alarmed = {flag.place for flag in report.flags if flag.open}
    alarmed |= {(row.site, row.side) for row in report.episodes if not row.ended and not row.provisional}
    counting = [row for row in known if row.change and row.change.counts]
    counting.sort(key=lambda row: -abs(row.change.points) if row.change else 0.0)
    parts = []
    for row in counting[:2]:
        way = "worse" if row.change and row.change.points > 0 else "better"
        parts.append(f"{capital(row.name)} is clearly {way}, {WEEKS} {change_text(row.change)}{_but(row, report)}.")
    if len(counting) > 2:
        parts.append(f"{counted(len(counting) - 2, 'more site')} changed clearly.")
    both = [row for row in apart if row not in counting][:MOST_APART]
    parts += [_hidden(row, report) for row in both]
    raised = [row for row in known if row not in counting and row not in both and row.place in alarmed]
    if raised:
        names = listing(row.name for row in raised) if len(raised) <= 3 else counted(len(raised), "more site")
        parts.append(f"{capital(names)}: an open finding or rise.")
    rest = [row.name for row in known if row not in counting and row not in both and row not in raised]
    if rest:
        names = listing(rest) if len(rest) <= 3 else counted(len(rest), "other site" if counting or both else "site")
        parts.append(f"No clear change at {names}.")
    return " ".join(parts)


WEEKS = "the mean of a week from"
MOST_APART = 2
"""Sites of which is said that they stand apart from their usual level, though their mean does not."""


def _hidden(row: SiteRow, report: Report) -> str:
    """That a site stands apart though its mean does not; where the line before has its level, only that."""
    name = capital(row.name)
    if row.change is not None and report.flare and row.place == (report.flare.site, report.flare.side):
        before, now = number_text(row.change.before), number_text(row.change.now)
        return f"{name}: the mean of a week, {before} {ARROW} {now}, does not show it."
    return f"{name}: {_apart(row, report)} ({_mean_text(row)})."


def _mean_text(row: SiteRow) -> str:
    if row.change is None:
        return "too few days for the mean of a week"
    return f"{WEEKS} {change_text(row.change)} does not show it"


def _apart(row: SiteRow, report: Report) -> str:
    fresh = row.latest_at is not None and is_fresh(row.latest_at, report)
    return apart_text(row, report.last, fresh=fresh)


def _but(row: SiteRow, report: Report) -> str:
    apart = _apart(row, report)
    return f", but {apart}" if apart else ""


def _flagged(report: Report) -> str:
    # The red ones stand in their frame, and are not told twice.
    now = [flag for flag in report.flags if flag.open and not flag.is_red]
    past = [flag for flag in report.flags if not flag.open and not flag.is_red]
    parts = []
    if now:
        more = f", and {len(now) - MOST_NAMED} more" if len(now) > MOST_NAMED else ""
        parts.append(f"{capital('; '.join(_standing(flag, report) for flag in now[:MOST_NAMED]))}{more}.")
    if past:
        more = f"; and {len(past) - MOST_NAMED} more" if len(past) > MOST_NAMED else ""
        named = "; ".join(_earlier(flag, report) for flag in past[:MOST_NAMED])
        parts.append(f"Earlier in this time: {named}{more}.")
    other = " other" if any(flag.is_red for flag in report.flags) else ""
    return " ".join(parts) or f"No{other} finding in this time."


def _standing(flag: FlagRow, report: Report) -> str:
    """The title; that pain has not eased says too little where the latest reading is the highest."""
    rises = "getting worse" not in flag.title and report.flare and report.flare.rising
    still = rises and report.flare and flag.place == (report.flare.site, report.flare.side)
    return f"{small_first(flag.title)}{', and still rises' if still else ''}"


def _earlier(flag: FlagRow, report: Report) -> str:
    span = ""
    if flag.seen:
        span = f", {days_in(flag.seen, report.last)}"
    told = f"; told {day_text(flag.told, report.last)}" if flag.told else ""
    return f"{small_first(flag.title)}{span}: {flag.outcome_text}{told}"


def _helps(report: Report) -> str:
    rated: list[CareRow] = sorted(
        (row for row in report.cares if row.relief is not None and row.relief >= HELPS and row.rated >= ENOUGH_RATED),
        key=lambda row: (-(row.relief or 0), row.name),
    )
    return " ".join(
        f"{capital(short(row.name, LETTERS))} brought relief {number_text(row.relief)} of 10 in the median"
        f"{f', {row.reliefs[0]} to {row.reliefs[1]}' if row.reliefs else ''} (rated {counted(row.rated, 'time')})."
        for row in rated[:2]
    )


def _exercise_sentences(report: Report) -> str:
    kinds = leading(report.exercise)
    # One is named for what came after it only where the yardstick says so; else it is the latest, whatever came after
    # it: with a rise in any one of its sessions almost each of them would be named.
    out = [p for p in together(report.exercise) if p.stands_out]
    # All else stands in the table, and is not told twice.
    if report.has("exercise") and not out:
        return ""
    parts = [
        f"After {short(p.name, LETTERS)} ({counted(p.times, 'time')}) the {p.name_of_place}: {levels_text(p)}, "
        f"{settling(p)}."
        for p in out[:2] or kinds[:1]
    ]
    parts += [
        f"In 48 h without a session ({counted(times, 'time')}): {text}."
        for _, times, text in yardsticks(out[:2] or kinds[:1])
        if times >= ENOUGH
    ]
    parts += [compared_text(p) for p in out[:1] or kinds[:1]]
    gentle = [p for p in kinds if p.enough and not p.rose and p not in kinds[:1]][:2]
    if gentle:
        names = listing([f"{short(p.name, LETTERS)} ({p.times} times)" for p in gentle])
        parts.append(f"After {names} pain hardly rose.")
    return " ".join(parts)
