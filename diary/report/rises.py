"""The words for a rise: from which entry on, how it stands, how it went on, and the earlier ones at its site."""

from __future__ import annotations

from datetime import date

from diary.charts.period import day_text
from diary.domain.text import capital, small_first, span_text
from diary.report.episode import EpisodeRow, LevelOfEntry
from diary.report.format import clock, number_text, short
from diary.report.headlines import is_fresh
from diary.report.model import Report
from diary.report.session_before import NAME, difference_in_short
from diary.review.courses import AFTER_SESSION, Pattern

MOST_RISES = 2
"""Earlier rises that are named, the newest."""


def entry_text(each: LevelOfEntry, beside: date | None) -> str:
    """Sun 1 Nov 09:40 (5)."""
    return f"{clock(each.at, beside, about=each.about)} ({each.level})"


def raised_text(row: EpisodeRow, beside: date | None) -> str:
    """The first raised entry and the last one before it: the rise began at some time between them."""
    before = f"; the entry before it {entry_text(row.before, beside)}" if row.before else ""
    return f"{entry_text(row.raised, beside)}{before}"


def standing(report: Report, most: int = MOST_RISES) -> str:
    """How the newest rise stands that is not over, and how so many earlier ones went; "" where there is none."""
    row = report.flare
    if row is None:
        return ""
    usual = next((site.usual for site in report.sites if site.place == (row.site, row.side)), None)
    known = f" (usual {number_text(usual)})" if usual is not None else ""
    # From the first raised entry; the session that it followed is told by itself, with the hours since then.
    up = f"raised since the entry of {raised_text(row, report.last)}"
    if row.raised.at == row.last:
        up = f"first raised in the last entry, {raised_text(row, report.last)}"
    text = f"{capital(row.name)} {_level(row, report)}{known}; {up}; {highest_text(row)}{_worst(row, report.last)}."
    earlier = [
        each
        for each in report.episodes
        if (each.site, each.side) == (row.site, row.side) and each.ended and each.start < row.start
    ]
    if earlier and most:
        more = f"; {len(earlier) - most} more" if len(earlier) > most else ""
        named = "; ".join(_earlier(each, report) for each in earlier[:most])
        text += f" Earlier {'rise' if len(earlier) == 1 else 'rises'} in this time: {named}{more}."
    return text


def highest_text(row: EpisodeRow) -> str:
    """The highest reading, and that it is the latest one where it still rises."""
    return f"still rising: {row.peak}, the highest so far" if row.rising else f"highest reading {row.peak}"


def _worst(row: EpisodeRow, beside: date) -> str:
    if row.worst is None or row.worst.level <= row.peak:
        return ""
    return f"; worst of a day rated {row.worst.level} (entry of {clock(row.worst.at, beside, about=row.worst.about)})"


def _earlier(row: EpisodeRow, report: Report) -> str:
    """19 Oct after physio (hip hinge with 4 kg): to 4, back within 1 of before after 39 h."""
    if row.session is None:
        began = day_text(row.raised.at.date(), report.last)
    else:
        different = difference_in_short(row.session, report.review, notes=report.notes)
        began = f"{day_text(row.start.date(), report.last)} after {small_first(short(row.after, NAME))}"
        began += f" ({different})" if different else ""
    return f"{began}: to {row.peak}, {went_on(row)}"


def now_text(flare: EpisodeRow | None, pattern: Pattern) -> str:
    """The level now of the site that rose after a session of this kind, where its 48 hours are over: 6 at 52 h."""
    if flare is None or flare.session is None or (flare.site, flare.side) != (pattern.site, pattern.side):
        return ""
    answers = any(each.session.id == flare.session.id for each in pattern.responses)
    span = flare.last - flare.start
    return f"{flare.latest} at {span_text(span, short=True)}" if answers and span > AFTER_SESSION else ""


def went_on(row: EpisodeRow) -> str:
    """How an episode went on, in a few words; the time is from the session that it followed, else from its start."""
    if row.count == 1 and not row.ended:
        return "one entry so far"
    span = span_text(row.last - row.start, short=True)
    ended = {
        "": f"still open after {span}",
        "resolved": f"back within 1 of before after {span}",
        "long-standing": f"went on for more than {span}",
    }.get(row.ended, f"no entries after {span}")
    still = ", still rising" if row.rising and not row.provisional else ""
    return ended + (", not eased after 48 h" if row.not_eased and not row.provisional else "") + still


def _level(row: EpisodeRow, report: Report) -> str:
    if is_fresh(row.last, report):
        return f"{row.latest} now"
    return f"{row.latest} at the last entry, {day_text(row.last.date(), report.last)}"
