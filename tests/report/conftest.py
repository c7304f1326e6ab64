"""One report for many tests: it is made once."""

from __future__ import annotations

import pytest

from diary.report import Report, report_model, to_html, to_markdown, to_pdf
from diary.review.snapshot import review_of
from diary.settings import Settings
from tests.charts.diaries import NOW, sample


@pytest.fixture(autouse=True)
def without_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are those of every machine."""
    monkeypatch.setattr("matplotlib.font_manager.findSystemFonts", list)


@pytest.fixture(scope="session")
def report() -> Report:
    return report_model(review_of(sample(), NOW), settings=Settings(name="Kim Sample", born="1 May 1980"))


@pytest.fixture(scope="session")
def pdf(report: Report) -> bytes:
    return to_pdf(report)


@pytest.fixture(scope="session")
def page(report: Report) -> str:
    return to_html(report)


@pytest.fixture(scope="session")
def markdown(report: Report) -> str:
    return to_markdown(report)
