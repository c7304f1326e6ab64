"""The choices for a report, and the worker functions that preview and write it. They answer by messages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from diary.errors import DiaryError
from diary.files import looks_encrypted, write_output
from diary.tui.widgets.texts import day_text

if TYPE_CHECKING:
    from textual.widget import Widget

    from diary.review.snapshot import Review
    from diary.settings import Settings


FORMATS = ("pdf", "html", "md")


@dataclass(frozen=True, slots=True)
class Choice:
    """The choices for a report."""

    period: str = "visit"
    """The word visit for the days since the last visit, else a number of days up to today."""
    sections: frozenset[str] = frozenset()
    format: str = "pdf"
    """pdf, html or md."""
    notes: bool = True
    """Whether the notes of entries are included."""


def days_of(choice: Choice, review: Review) -> tuple[date, date]:
    """First and last day of the report."""
    from diary.report import default_period

    if choice.period == "visit":
        return default_period(review)
    return review.today - timedelta(days=int(choice.period) - 1), review.today


def period_text(choice: Choice, review: Review) -> str:
    """The period in words."""
    first, last = days_of(choice, review)
    span = f"{day_text(first, review.today)} to {day_text(last, review.today)}"
    if choice.period != "visit":
        return f"last {choice.period} days ({span})"
    # Without a past visit the default period is the last 28 days, and must not be called one since a visit.
    past = any(visit.at.day == first for visit in review.diary.visits)
    return f"since the last visit ({span})" if past else f"last 28 days ({span})"


def file_for(choice: Choice, review: Review, folder: Path) -> Path:
    """A path in the folder that is free, such as pain-report-2026-11-02.pdf: no earlier report is overwritten."""
    stem = f"pain-report-{review.today.isoformat()}"
    path = folder / f"{stem}.{choice.format}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.{choice.format}"
        number += 1
    return path


def offered_folder() -> Path:
    """Where a report is offered: where the program was started, unless that is no place for a person's own files.

    That is a folder outside the person's own one, or one that can't be written: then Documents, or the person's own.
    """
    home = Path.home()
    try:
        here = Path.cwd()
    except OSError:  # the folder was deleted
        here = home
    if here.is_relative_to(home) and os.access(here, os.W_OK):
        return here
    documents = home / "Documents"
    return documents if documents.is_dir() else home


def last_report(written: Path | None, folder: Path) -> Path | None:
    """The report that was written last, if it is still there: `written` in this run, else the newest in the folder."""
    if written is not None and written.exists():
        return written
    try:
        reports = [path for path in folder.glob("pain-report-*") if path.suffix[1:] in FORMATS]
        return max(reports, key=lambda path: path.stat().st_mtime, default=None)
    except OSError:  # a folder that can't be read, or a file that has just gone
        return None


def where_text(report: Path) -> tuple[str, str]:
    """The name of a report, and the folder that it is in; the person's own folder is ~."""
    folder = str(report.absolute().parent)
    home = str(Path.home())
    short = f"~{folder.removeprefix(home)}" if folder == home or folder.startswith(f"{home}{os.sep}") else folder
    return report.name, short


class Previewed(Message):
    """The preview is made: the report in Markdown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class ReportProgress(Message):
    """A step of writing the report, in words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Written(Message):
    """The report was written to that file, with a remark on it; or, with None, the reason why it was not."""

    def __init__(self, path: Path | None, reason: str = "", *, remark: str = "") -> None:
        super().__init__()
        self.path, self.reason, self.remark = path, reason, remark


def preview(screen: Widget, review: Review, choice: Choice, settings: Settings) -> None:
    """Make the report as Markdown, whatever its format: that takes the least time."""
    from diary.report import report_model, to_markdown  # 30 ms

    first, last = days_of(choice, review)
    sections = sorted(choice.sections)
    report = report_model(review, since=first, until=last, sections=sections, notes=choice.notes, settings=settings)
    screen.post_message(Previewed(to_markdown(report)))


def write(screen: Widget, review: Review, choice: Choice, settings: Settings, path: Path, diary: Path) -> None:
    """Make the report and write its file: completely or not at all, readable by its owner only."""
    from diary.report import report_model, to_html, to_markdown, to_pdf  # 30 ms, with typst and matplotlib 1 s

    first, last = days_of(choice, review)
    try:
        # Three messages, since a PDF takes seconds with its first import of typst and matplotlib.
        screen.post_message(ReportProgress("1 of 3: gathering the facts …"))
        sections = sorted(choice.sections)
        report = report_model(review, since=first, until=last, sections=sections, notes=choice.notes, settings=settings)
        screen.post_message(ReportProgress("2 of 3: drawing and setting the pages …"))
        if choice.format == "pdf":
            content = to_pdf(report, paper=settings.paper, large=settings.large)
        elif choice.format == "html":
            content = to_html(report).encode("utf-8")
        else:
            content = to_markdown(report).encode("utf-8")
        screen.post_message(ReportProgress("3 of 3: writing the file …"))
        write_output(path, content, diary)
    except (OSError, DiaryError) as error:
        screen.post_message(Written(None, str(getattr(error, "strerror", None) or error).lower()))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        screen.post_message(Written(None, f"something went wrong inside the program ({type(error).__name__})"))
    else:
        from diary.store.encryption import PLAIN

        screen.post_message(Written(path, remark=PLAIN if looks_encrypted(diary) else ""))
