"""What was chosen for the report. Frozen; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from diary.review import Review
from diary.tui.parts.said import day_said

FORMATS = ("pdf", "html", "md")
FORMAT_WORDS = {"pdf": "PDF, for printing and the clinic", "html": "HTML, for a browser", "md": "text, for a message"}
PERIODS = ("visit", "28", "90", "365")
FURTHER = ("patterns", "episodes", "log", "rules")
"""Sections of further pages, left out unless asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Period, sections, format, and whether notes are in it."""

    period: str = "visit"
    sections: frozenset[str] = frozenset()
    format: str = "pdf"
    notes: bool = True


def days_of(choice: Choice, review: Review) -> tuple[date, date]:
    """First and last day."""
    from diary.report import default_period

    if choice.period == "visit":
        return default_period(review)
    return review.today - timedelta(days=int(choice.period) - 1), review.today


def period_said(choice: Choice, review: Review) -> str:
    """The period in words."""
    first, last = days_of(choice, review)
    span = f"{day_said(first, review.today)} to {day_said(last, review.today)}"
    if choice.period != "visit":
        return f"last {choice.period} days ({span})"
    past = any(visit.at.day == first for visit in review.diary.visits)
    return f"since the last visit ({span})" if past else f"last 28 days ({span})"


def file_for(choice: Choice, review: Review, folder: Path) -> Path:
    """A file name that is free: pain-report-2026-11-02.pdf."""
    stem = f"pain-report-{review.today.isoformat()}"
    path = folder / f"{stem}.{choice.format}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.{choice.format}"
        number += 1
    return path
