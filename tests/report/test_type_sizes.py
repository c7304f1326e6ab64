"""How large the letters of the paper are, measured in the PDF itself: it must be readable after a copy of a copy."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from diary.domain.records import Diary
from diary.exchange.import_plan import plan_import
from diary.report import Report, report_model, to_pdf
from diary.report.pdf import SIZES
from diary.review.snapshot import review_of
from diary.samples import NAMES, SampleName, sample_clock, sample_csv
from tests.charts.diaries import NOW, many_sites

TEXT, SMALL = 9.0, 8.0
"""Points of text, and of tables and charts, at least."""


def of_sample(name: SampleName) -> Report:
    clock = sample_clock()
    return report_model(review_of(Diary.of(plan_import(sample_csv(name), None, clock).new), clock.local()))


@cache
def pdf_of(name: SampleName, paper: str) -> bytes:
    return to_pdf(of_sample(name), paper)


def letters(content: bytes) -> Iterator[tuple[int, float, str]]:
    """The page, the points of its letters, and the text, of each piece of text."""
    found: list[tuple[int, float, str]] = []
    for number, page in enumerate(PdfReader(io.BytesIO(content)).pages, 1):

        def look(text: str, page_matrix: Any, matrix: Any, _font: Any, size: float, number: int = number) -> None:
            if text.strip():
                found.append((number, round(size * abs(matrix[3]) * abs(page_matrix[3]), 2), text))

        page.extract_text(visitor_text=look)
    yield from found


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_smaller_than_can_be_read(name: SampleName, paper: str) -> None:
    made = list(letters(pdf_of(name, paper)))
    assert [each for each in made if each[1] < SMALL] == []
    # What a person reads as running text: the period, the summary, the questions.
    text = [size for _, size, text in made if "Self-reported: " in text or "Lower back" in text[:10]]
    assert max(text) >= TEXT


def test_twelve_sites_are_no_reason_to_print_smaller() -> None:
    report = report_model(review_of(many_sites(12), NOW))
    assert [each for each in letters(to_pdf(report)) if each[1] < SMALL] == []


def test_large_print_is_large_everywhere() -> None:
    assert min(size for _, size, _ in letters(to_pdf(of_sample("ninety-days"), large=True))) >= 12


def test_the_least_size_of_text_is_the_one_that_is_promised() -> None:
    assert min(SIZES) == TEXT


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_first_page_of_the_sample_is_one_page(paper: str) -> None:
    reader = PdfReader(io.BytesIO(pdf_of("ninety-days", paper)))
    first = reader.pages[0].extract_text()
    assert "Made on" in first
    # With the course of the site that changed, and with what came after exercise.
    assert "Course" in first
    assert "Home exercises" in first
