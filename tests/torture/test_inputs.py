"""The short form of the generated inputs, and the files that are none."""

from __future__ import annotations

from pathlib import Path

from tests.torture import foul_files, inputs
from tests.torture.tools import held


def test_whatever_is_read_is_understood_or_refused_with_a_plain_line(tmp_path: Path) -> None:
    held([*inputs.generate(tmp_path, 1500)])


def test_foul_files_are_read_or_refused_and_nothing_else_is_touched(tmp_path: Path) -> None:
    # 100 kB is too little to be slow and enough to be wrong.
    held([*foul_files.import_foul_files(tmp_path, 0.1, 60.0)])
