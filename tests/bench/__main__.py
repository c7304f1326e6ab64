"""`python -m tests.bench`: whole programs in turn with their floors; README.md beside this tells what the rows mean."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.rows import DIARY_SIZES, ROWS, Bench, Row

SIGNS = {"ratio": "≤ {:g}×", "more": "≤ {:g} s more", "most": "≤ {:g}", "least": "≥ {:g}×"}


def line(row: Row) -> str:
    """One line of the table, in Markdown."""
    unit = f" {row.unit}" if row.unit else ""
    floor = "" if row.floor is None else f"{row.floor:.3g}{unit}"
    figure = f"{row.figure:+.3f} s" if row.kind == "more" else f"{row.figure:.3g}" + ("" if row.kind == "most" else "×")
    verdict = "yes" if row.reached else "no"
    return (
        f"| {row.what} | {row.value:.3g}{unit} | {floor} | {figure} | {SIGNS[row.kind].format(row.bound)} | {verdict} |"
    )


def main(words: Sequence[str] | None = None) -> list[Row]:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three runs each, without the largest diary")
    parser.add_argument("--only", action="append", choices=ROWS, help="these parts only")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--times", type=int, default=0, help="runs of each; 11, or 3 with --quick")
    given = parser.parse_args(words)
    sizes = DIARY_SIZES[:3] if given.quick else DIARY_SIZES
    found: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="pain-diary-") as home:
        bench = Bench(Path(home), given.times or (3 if given.quick else 11), sizes)
        if not given.json:
            print("| what | measured | floor | figure | reach | reached |\n|---|---|---|---|---|---|", flush=True)
        for name in given.only or ROWS:
            for row in ROWS[name](bench):
                found.append(row)
                if not given.json:
                    print(line(row), flush=True)
    if given.json:
        rows = [asdict(row) | {"figure": row.figure, "reached": row.reached} for row in found]
        json.dump(rows, sys.stdout, indent=1, ensure_ascii=False)
    return found


if __name__ == "__main__":
    main()
