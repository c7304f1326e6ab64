"""What is read first: the red flags in a frame, and one line that says how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from diary.charts.period import day_text
from diary.domain.text import capital, counted, small_first, span_text
from diary.report.blocks import Block, Heading, Item, Items
from diary.report.format import clock, days_in, number_text
from diary.report.model import EpisodeRow, FlagRow, Outcome, Report

HERE, EARLIER = "In this time:", "Earlier:"
MOST_EARLIER = 4
"""Red flags of before the period that are named."""


def red_flags(report: Report, most: int) -> Iterator[Block]:
    """The signs that were logged, with what came after them; else that none was, and whether they were asked for."""
    # What asks for most comes first, so nothing grave is among those that are only counted.
    here = sorted((flag for flag in report.flags if flag.is_red), key=lambda flag: flag.advice.rank)
    items = [Item(_line(flag, report), HERE) for flag in here[:most]] or [Item(_none(report), HERE)]
    if len(here) > most:
        items.append(Item(f"{len(here) - most} more on a further page.", HERE))
    shown = min(MOST_EARLIER, most)
    items += [Item(_line(flag, report), EARLIER) for flag in report.earlier[:shown]]
    if len(report.earlier) > shown:
        items.append(Item(f"{len(report.earlier) - shown} more in the year before.", EARLIER))
    yield Heading("Red flags")
    yield Items(tuple(items), boxed=True)


def _none(report: Report) -> str:
    """That no sign was logged. “None” is said only of what was asked."""
    days = [at.day for at in report.review.diary.signs_read if report.first <= at.day <= report.last]
    asked = f" Asked on {day_text(days[-1], report.last)}: none." if days else ""
    whole = report.completeness
    if not whole.entries:
        return f"nothing at all was logged, so nothing is known.{asked}"
    return f"none logged, on {whole.logged} of {counted(whole.days, 'day')} with an entry.{asked}"


def _line(flag: FlagRow, report: Report) -> str:
    span = days_in(flag.seen, report.last) if flag.seen else ""
    entries = counted(flag.entries, "entry", "entries") if flag.entries else ""
    told = f"told {day_text(flag.told, report.last)}" if flag.told else ""
    note = f": {flag.told_note}" if told and flag.told_note else ""
    facts = ", ".join(filter(None, (flag.title, span, entries)))
    return "; ".join(filter(None, (facts, flag.outcome_text, f"{told}{note}"))) + f". {_advice(flag, report)}."


def _advice(flag: FlagRow, report: Report) -> str:
    """What the person was advised, with the day that is past where it no longer applies."""
    if flag.outcome is Outcome.OPEN:
        return f"Advice: {small_first(flag.label)}"
    day = f" on {day_text(flag.seen[1], report.last)}" if flag.seen else " then"
    return f"Advice{day}: {small_first(flag.label)}"


def standing(report: Report) -> str:
    """How the newest rise stands that is not over, and how earlier ones went; "" where there is none."""
    row = report.flare
    if row is None:
        return ""
    usual = next((site.usual for site in report.sites if site.place == (row.site, row.side)), None)
    known = f" (usual {number_text(usual)})" if usual is not None else ""
    after = f", after {row.after}" if row.after else ""
    began = clock(row.start, report.last, about=row.about)
    text = f"{capital(row.name)} {_level(row, report)}{known}; {number_text(row.base)} before {began}{after}"
    text += f"; highest {row.peak}; up for {span_text(row.last - row.start, short=True)} at the last entry."
    settled = [
        each for each in report.episodes if (each.site, each.side) == (row.site, row.side) and each.ended == "resolved"
    ]
    if settled:
        text += f" {counted(len(settled), 'earlier rise')} in this time went back to within 1 of before."
    return text


def _level(row: EpisodeRow, report: Report) -> str:
    if is_fresh(row.last, report):
        return f"{row.latest} now"
    return f"{row.latest} at the last entry, {day_text(row.last.date(), report.last)}"


def is_fresh(when: datetime, report: Report) -> bool:
    """Whether a reading is recent enough to speak of now."""
    return report.review.is_now(when)
