"""`python -m tests.bench`: times whole programs and their floors. README.md in this folder explains the rows."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.measured import Bench, Row
from tests.bench.rows import ROWS

SIGNS = {"ratio": "≤ {:g}×", "more": "≤ {:g} s more", "most": "≤ {:g}", "least": "≥ {:g}×"}


def line(row: Row) -> str:
    """The row as a line of the Markdown table."""
    unit = f" {row.unit}" if row.unit else ""
    floor = "" if row.floor is None else f"{row.floor:.3g}{unit}"
    figure = f"{row.figure:+.3f} s" if row.kind == "more" else f"{row.figure:.3g}" + ("" if row.kind == "most" else "×")
    verdict = "yes" if row.reached else "no"
    return (
        f"| {row.what} | {row.value:.3g}{unit} | {floor} | {figure} | {SIGNS[row.kind].format(row.bound)} | {verdict} |"
    )


def main(words: Sequence[str] | None = None) -> list[Row]:
    """Measure, and print the table or JSON; the rows."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three runs each")
    parser.add_argument("--only", action="append", choices=ROWS, help="only this part; may be repeated")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.add_argument("--times", type=int, default=0, help="runs of each program (11, or 3 with --quick)")
    given = parser.parse_args(words)
    rows: list[Row] = []
    # A home of its own: settings and backups of the person who measures are not touched.
    with tempfile.TemporaryDirectory(prefix="pain-diary-") as home:
        bench = Bench(Path(home), given.times or (3 if given.quick else 11))
        if not given.json:
            print("| what | measured | floor | figure | reach | reached |\n|---|---|---|---|---|---|", flush=True)
        for name in given.only or ROWS:
            for row in ROWS[name](bench):
                rows.append(row)
                if not given.json:  # at once: a whole run takes eight minutes
                    print(line(row), flush=True)
    if given.json:
        shapes = [asdict(row) | {"figure": row.figure, "reached": row.reached} for row in rows]
        json.dump(shapes, sys.stdout, indent=1, ensure_ascii=False)
    return rows


if __name__ == "__main__":
    main()
