"""The benchmark itself: its comparisons, its output, and the size of its diaries."""

from __future__ import annotations

import json
import pickle
from datetime import date

import pytest

from diary.domain.records import Diary, Entry
from diary.report import Report, report_model
from diary.review.snapshot import review_of
from tests.bench.__main__ import main
from tests.bench.diaries import records_of
from tests.bench.measured import Row
from tests.bench.rows import pickled_report
from tests.charts.diaries import NOW, sample


@pytest.mark.parametrize(
    ("row", "figure", "reached"),
    [
        (Row("", 3.0, 2.0, 1.5), 1.5, True),
        (Row("", 3.2, 2.0, 1.5), 1.6, False),
        (Row("", 0.09, 0.02, 0.06, kind="more"), 0.07, False),
        (Row("", 0.05, None, 0.06, kind="most"), 0.05, True),
        (Row("", 4.0, 1.0, 5.0, kind="least"), 4.0, False),
    ],
)
def test_a_row_is_compared_with_its_bound(row: Row, figure: float, reached: bool) -> None:
    assert row.figure == pytest.approx(figure)
    assert row.reached is reached


def test_programs_are_measured_and_shown_as_a_table_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    rows = main(["--only", "start", "--times", "1"])
    table = capsys.readouterr().out.splitlines()
    assert [row.what for row in rows] == ["diary --help", "diary --version", "diary completions bash"]
    assert len(table) == 2 + len(rows)  # a head of two lines
    assert all(row.floor and row.value > row.floor > 0 for row in rows)
    main(["--only", "start", "--times", "1", "--json"])
    assert [row["what"] for row in json.loads(capsys.readouterr().out)] == [row.what for row in rows]


@pytest.mark.parametrize("entries", [0, 1_095])
def test_a_diary_has_the_number_of_entries_of_its_size(entries: int) -> None:
    made = Diary.of([*records_of(entries, date(2026, 3, 5))])
    # The entries with a sign come on top of the regular ones.
    extra = sum(len(entry.readings) == 1 and "swelling" in entry.readings[0].symptoms for entry in made.entries)
    assert len(made.entries) - extra == entries
    assert all(isinstance(entry, Entry) and entry.at.day < date(2026, 3, 5) for entry in made.entries)


def test_a_finished_report_can_be_read_by_another_process() -> None:
    report = report_model(review_of(sample(), NOW))
    again: Report = pickle.loads(pickled_report(report))
    assert again.review.snapshot is not report.review.snapshot
    assert (again.sites, again.flags, again.review.snapshot.as_of) == (report.sites, report.flags, NOW)
