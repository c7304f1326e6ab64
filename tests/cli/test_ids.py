"""Ids on the command line: whole ids, beginnings of ids, and text that is no id."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_logging import entries


@pytest.mark.parametrize("command", ["delete", "edit"])
def test_a_number_that_may_mean_a_position_in_the_list_is_refused_with_the_record_it_would_name(
    run: Run, command: str, tmp_path: Path
) -> None:
    # Imported, because the ids of new records are random and seldom begin with digits.
    file = tmp_path / "others.csv"
    file.write_text("entry,time,site,pain\n1234abcd,2026-03-04T20:00:00+01:00,lower back,4\n", encoding="utf-8")
    run("import", str(file))
    before = entries(run)
    more = ["--pain", "3"] if command == "edit" else []
    for short in ("1", "123"):
        answer = run(f"{command} {short}", *more)
        assert (answer.status, answer.out) == (1, "")
        assert "lower back 4/10 (Wed 4 Mar 20:00)" in answer.err
        assert "write 1234ab" in answer.err
    assert entries(run) == before
    assert run(f"{command} 1234", *more).status == 0


@pytest.mark.parametrize("command", ["show", "delete"])
def test_any_other_beginning_of_exactly_one_id_names_its_record(run: Run, command: str, tmp_path: Path) -> None:
    file = tmp_path / "others.csv"
    file.write_text("entry,time,site,pain\nabcd1234,2026-03-04T20:00:00+01:00,lower back,4\n", encoding="utf-8")
    run("import", str(file))
    assert "lower back 4/10" in run(f"{command} a").out


def test_a_short_id_of_an_imported_entry_is_whole_and_names_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "others.csv"
    file.write_text("entry,time,site,pain\n1,2026-03-05,neck,3\n12,2026-03-04,neck,4\n", encoding="utf-8")
    run("import", str(file))
    assert "neck 3/10" in run("show 1").out
    assert "neck 4/10" in run("delete 12").out


# Lone surrogates: how Python passes on bytes of the command line that are not UTF-8.
@pytest.mark.parametrize("line", ["show \udcff", "delete \udcff", "edit \ud800 5 neck", "show é", "search \udcff"])
def test_an_id_that_is_not_valid_text_names_no_record(run: Run, line: str) -> None:
    run("log 3 neck")
    answer = run(line)
    assert answer.status == (0 if line.startswith("search") else 1)
    assert "inside the program" not in answer.err
