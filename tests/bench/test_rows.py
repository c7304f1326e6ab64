"""The benchmark itself: what it compares, what it prints, and that its diaries are as long as they say."""

from __future__ import annotations

import json
from datetime import date

import pytest

from diary.domain.records import Diary, Entry
from tests.bench.__main__ import main
from tests.bench.diaries import life
from tests.bench.rows import Row


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
def test_a_row_is_held_to_its_bound(row: Row, figure: float, reached: bool) -> None:
    assert row.figure == pytest.approx(figure)
    assert row.reached is reached


def test_programs_are_measured_and_told_as_a_table_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = main(["--only", "start", "--times", "1"])
    table = capsys.readouterr().out.splitlines()
    assert [row.what for row in found] == ["diary --help", "diary --version", "diary completions bash"]
    assert len(table) == 2 + len(found)
    assert all(row.floor and row.value > row.floor > 0 for row in found)
    main(["--only", "start", "--times", "1", "--json"])
    assert [row["what"] for row in json.loads(capsys.readouterr().out)] == [row.what for row in found]


@pytest.mark.parametrize("entries", [0, 1_095])
def test_a_diary_has_the_entries_that_it_is_named_by(entries: int) -> None:
    made = Diary.of([*life(entries, date(2026, 3, 5))])
    extra = sum(len(entry.readings) == 1 and "swelling" in entry.readings[0].symptoms for entry in made.entries)
    assert len(made.entries) - extra == entries
    assert all(isinstance(entry, Entry) and entry.at.day < date(2026, 3, 5) for entry in made.entries)
