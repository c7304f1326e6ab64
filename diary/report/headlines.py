"""What is read first: the red flags in a frame."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from diary.charts.period import day_text
from diary.domain.text import counted, small_first
from diary.report.blocks import Block, Heading, Item, Items
from diary.report.format import days_in
from diary.report.model import FlagRow, Outcome, Report

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
    """That no sign was noted. “None” is said only of days on which the person was asked, and answered so."""
    days = [at.day for at in report.review.diary.signs_read if report.first <= at.day <= report.last]
    asked = f"asked on {day_text(days[-1], report.last)}, none" if days else "not asked about"
    whole = report.completeness
    if not whole.entries:
        return f"{asked}; nothing at all was logged{'' if days else ', so nothing is known'}."
    return f"{asked}; no entry notes any ({whole.logged} of {counted(whole.days, 'day')} have an entry)."


def _line(flag: FlagRow, report: Report) -> str:
    span = days_in(flag.seen, report.last) if flag.seen else ""
    entries = counted(flag.entries, "entry", "entries") if flag.entries else ""
    facts = ", ".join(filter(None, (flag.title, span, entries)))
    # The advice comes before what was done after it: at the end it would read as not followed.
    return "; ".join(filter(None, (facts, _advice(flag, report), flag.outcome_text))) + "."


def _advice(flag: FlagRow, report: Report) -> str:
    """What the diary advised, and what the person did, as far as it was noted; nothing is said of what was not."""
    text = f"{'advice' if flag.outcome is Outcome.OPEN else 'advice then'}: {small_first(flag.label)}"
    if flag.told is None:
        return f"{text}; not noted as told"
    note = f": {flag.told_note}" if flag.told_note else ""
    return f"{text}; told {day_text(flag.told, report.last)}{note}"


def is_fresh(when: datetime, report: Report) -> bool:
    """Whether a reading is recent enough to speak of now."""
    return report.review.is_now(when)
