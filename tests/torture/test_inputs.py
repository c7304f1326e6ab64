"""The short form of the generated inputs and of the bad files."""

from __future__ import annotations

from pathlib import Path

from tests.lengths import sample
from tests.torture import foul_files, inputs
from tests.torture.tools import assert_held


def test_whatever_is_read_is_understood_or_refused_with_a_plain_line(tmp_path: Path) -> None:
    assert_held([*inputs.generate(tmp_path, sample(500, 1500))])


def test_bad_files_are_read_or_refused_and_nothing_else_is_touched(tmp_path: Path) -> None:
    # 0.1 MB: small enough to be fast, large enough to be wrong.
    assert_held([*foul_files.import_foul_files(tmp_path, 0.1, 60.0)])
