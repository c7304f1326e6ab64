"""The page about our CSV, for people who leave."""

from __future__ import annotations

import re
from pathlib import Path

import diary
from diary.exchange.csv_columns import COLUMNS, USED

PAGE = (Path(diary.__file__).parent / "exchange" / "CSV.md").read_text("utf-8")


def test_the_page_describes_every_column_and_every_kind() -> None:
    first_cells = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    assert {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)} == set(COLUMNS)
    kinds = next(line for line in PAGE.splitlines() if line.startswith("| `kind` |")).split("|")[2]
    assert {kind.strip() for kind in kinds.split(",")} == set(USED)
