"""The report for an appointment: one model of facts, one sheet of blocks made from it, and a writer for each format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from diary.report.build import default_period, report_model
from diary.report.model import SECTIONS, Report

__all__ = ["SECTIONS", "Report", "default_period", "report_model", "to_html", "to_markdown", "to_pdf"]


def to_pdf(
    report: Report,
    paper: str = "a4",
    large: bool = False,
    font: Path | None = None,
    warn: Callable[[str], None] | None = None,
) -> bytes:
    """The report as PDF/UA: tagged, with alternative texts, fonts embedded; paper is a4 or letter.

    `font` is for characters that the built-in face lacks (else one of the machine); `warn` hears of what none has.
    """
    from diary.report.pdf import write  # typst and matplotlib: 450 ms

    return write(report, paper, large, font, warn)


def to_html(report: Report) -> str:
    """The report as one HTML file without scripts and without anything from outside."""
    from diary.report.html_page import write  # jinja2 and matplotlib: 480 ms

    return write(report)


def to_markdown(report: Report) -> str:
    """The report as plain text for pasting into a message."""
    from diary.report.markdown import write

    return write(report)
