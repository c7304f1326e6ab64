"""Mutants are made of thresholds, of numbers in calculations, and of comparisons; of nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.mutate.__main__ import PROJECT, all_mutants
from tests.mutate.equivalent import REASONS
from tests.mutate.mutants import mutants

SOURCE = '''"""A rule."""
NAME = "worsening"
HOURS = 48 * HOUR
SORE = frozenset({"dull", "stiff"})


def judge(days: list[int], level: int) -> bool:
    """Whether it is raised."""
    return level >= days[0] + 1 and len(days[-2:]) == 2
'''


def test_each_change_is_made_alone() -> None:
    made = [mutant.what.split("   in:")[0] for mutant in mutants("rule.py", SOURCE)]

    assert sorted(made) == sorted(
        [
            "48 -> 49",
            "48 -> (47)",
            '{"dull", "stiff"} -> {\'stiff\',}',
            '{"dull", "stiff"} -> {\'dull\',}',
            "{\"dull\", \"stiff\"} -> {'dull', 'stiff', 'burning'}",
            "1 -> 2",
            "1 -> (0)",
            "2 -> 3",
            "2 -> (1)",
            "2 -> 3",
            "2 -> (1)",
            "level >= days[0] + 1 -> (level > days[0] + 1)",
        ]
    )


def test_a_row_of_a_table_loses_its_meaning_and_another_one_gets_it() -> None:
    rows = 'A = (Region("calf", True, clot=True), Region("hip", True, leg=True))'
    made = [mutant.what.split("   in:")[0] for mutant in mutants("diary/domain/body.py", rows)]
    assert made == ["True -> None", "True -> True, clot=True"]


def test_a_mutant_is_the_whole_file_with_one_change() -> None:
    changed = next(mutant for mutant in mutants("rule.py", SOURCE) if mutant.what.startswith("48 -> 49"))

    assert changed.source == SOURCE.replace("48", "49")
    assert changed.name.startswith("rule.py:3:8 [constant] 48 -> 49")


def test_each_mutant_listed_as_equivalent_still_exists() -> None:
    """A reason that fits no mutant any more must be removed."""
    names = [(Path(mutant.path).name, mutant.name) for mutant in all_mutants()]

    assert PROJECT.joinpath("diary").is_dir()
    for file, what, why in REASONS:
        assert any(path == file and what in name for path, name in names), f"{file}: {why}"
