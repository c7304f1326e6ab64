"""The picture in the README: the first page of the sample diary's report. python -m tests.report.picture writes it."""

from __future__ import annotations

from pathlib import Path

from diary.domain.records import Diary
from diary.exchange.import_plan import plan_import
from diary.report import report_model
from diary.report.pdf import compiler_of, content_of
from diary.review.snapshot import review_of
from diary.samples import sample_clock, sample_csv

PICTURE = Path(__file__).parents[2] / "data" / "report.png"
DOTS_PER_INCH = 110


def drawn() -> bytes:
    """The page as PNG."""
    clock = sample_clock()
    diary = Diary.of(plan_import(sample_csv("ninety-days"), None, clock).new)
    report = report_model(review_of(diary, clock.local()))
    pages = compiler_of(content_of(report, "a4", False)).compile(format="png", ppi=DOTS_PER_INCH)
    first = pages[0] if isinstance(pages, list) else pages
    assert isinstance(first, bytes)
    return first


if __name__ == "__main__":
    PICTURE.write_bytes(drawn())
    print(f"Wrote {PICTURE}")
