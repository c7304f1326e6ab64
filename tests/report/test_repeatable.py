"""The same diary, period and moment give the same bytes, whatever machine they are made on."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from datetime import timedelta

from diary.charts import FORMATS, draw, save
from diary.domain.records import Diary
from diary.exchange.csv_write import csv_of
from diary.exchange.import_plan import plan_import
from diary.report import Report, report_model, to_html, to_markdown, to_pdf
from diary.review.snapshot import Review, review_of
from diary.settings import Settings
from tests.charts.diaries import BACK, NOW, sample

CODE = "from tests.report.test_repeatable import digests; print(*digests())"


def digests() -> list[str]:
    """What the three formats of a report and those of a chart come to."""
    review = review_of(sample(), NOW)
    report = report_model(review, sections=["summary", "sites", "trend", "flags", "exercise", "log"])
    made = [to_pdf(report), to_html(report).encode(), to_markdown(report).encode()]
    made += [chart(review, format) for format in FORMATS]
    return [hashlib.sha256(content).hexdigest() for content in made]


def chart(review: Review, format: str) -> bytes:
    file = io.BytesIO()
    save(draw(review, sites=[BACK], since=NOW.date() - timedelta(days=30)), file, format)
    return file.getvalue()


def test_another_hash_seed_and_another_zone_change_nothing() -> None:
    surroundings = {**os.environ, "PYTHONHASHSEED": "4321", "TZ": "Asia/Kolkata"}
    done = subprocess.run([sys.executable, "-c", CODE], env=surroundings, capture_output=True, text=True, check=True)
    assert done.stdout.split() == digests()


def test_a_diary_that_went_through_its_own_export_gives_the_same_report(report: Report, markdown: str) -> None:
    from diary.clock import Clock

    back = plan_import(csv_of(sample()), None, Clock(NOW.tzinfo, "", NOW))  # type: ignore[arg-type]
    assert back.refused == ()
    again = report_model(review_of(Diary.of(back.new), NOW), settings=Settings(name="Kim Sample", born="1 May 1980"))
    assert to_markdown(again) == markdown
    sections = ["summary", "sites", "flags"]
    first, second = (report_model(found.review, since=report.first, sections=sections) for found in (report, again))
    assert to_html(first) == to_html(second)
    assert to_pdf(first) == to_pdf(second)
    assert chart(first.review, "svg") == chart(second.review, "svg")
