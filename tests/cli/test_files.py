"""Import and export: nothing is lost, each odd row is named, and large files show progress."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from diary.cli.commands import import_
from diary.cli.main import main
from diary.samples import SampleName
from tests.cli.conftest import Run

Sample = Callable[[SampleName], list[str]]
THEN = "2026-11-02T20:14:30+01:00"


def test_export_import_export_gives_the_same_bytes(run: Run, sample: Sample, tmp_path: Path) -> None:
    db = sample("ninety-days")
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    assert run("export", "-o", str(one), *db, now=THEN).status == 0
    assert run("import", str(one), now=THEN).status == 0
    assert run("export", "-o", str(two), now=THEN).status == 0
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_mode & 0o077 == 0
    again = run("import", str(one), now=THEN)
    assert again.status == 0
    assert " new" not in again.out  # a second import of the same file adds nothing


def test_a_bad_row_is_named_and_the_good_ones_go_in(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("time,site,side,pain\n2026-03-01T20:00,neck,,3\n2026-03-02T20:00,neck,,33\n")
    dry = run("import --dry-run", str(file))
    assert "line 2: new entry" in dry.out
    assert dry.out.splitlines()[0].endswith(": 1 Mar 2026 20:00, neck 3/10")
    assert "line 3" in dry.out
    assert dry.status == 1
    assert run("list").status == 1
    # Neither the dry run nor a refused import may leave an empty diary behind.
    assert run("import --strict", str(file)).status == 1
    assert run("list").status == 1
    answer = run("import", str(file))
    assert answer.status == 1
    assert "line 3, pain" in answer.out
    assert len(json.loads(run("list --json").out)["entries"]) == 1


def test_each_value_that_is_not_read_literally_is_reported(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "habits.csv"
    rows = [
        "time;site;side;pain;colour",
        "13.02.2026 20:00;kneecap;l;6,0;red",
        "2026-03-01 20:00;neck;;6.0;",
        "03/04/2026;neck;;2;",
    ]
    # All habits of spreadsheet programs in one file: BOM, semicolons, decimal commas, CR line ends.
    file.write_bytes(b"\xef\xbb\xbf" + "\r".join(rows).encode() + b"\r")
    answer = run("import --dry-run", str(file))
    remarks = [
        "byte order mark", "semicolons", "CR line ends", "colour", "day first, as 2026-02-13", "“kneecap” read as knee",
        "side “l” read as left", "“6,0” read as 6", "“6.0” read as 6", "ISO 8601 time of 2026-03-01", "Europe/Berlin",
    ]  # fmt: skip
    assert [words for words in remarks if words not in answer.err] == []
    fates = [line.partition(": ")[2].split()[0] for line in answer.out.splitlines()]
    assert fates == ["new", "new", "refused"]
    # 3 April or 4 March: a guess could move an entry by a month, so the row is refused.
    assert "could be two dates" in answer.out
    assert answer.status == 1
    assert run("list").status == 1


class Terminal(io.StringIO):
    """An output that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_large_file_shows_progress_in_plain_lines_on_a_terminal_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Small steps, so that 250 rows show what a file of 25,000 does.
    monkeypatch.setattr(import_, "ROWS_PER_PROGRESS_LINE", 100)
    monkeypatch.setattr("diary.exchange.csv_read.PROGRESS_STEP", 50)
    file = tmp_path / "large.csv"
    rows = [f"2026-01-01T00:{n // 60:02}:{n % 60:02}+00:00,neck,3" for n in range(250)]
    file.write_text("\n".join(["time,site,pain", *rows]) + "\n", "utf-8")
    answer = {}
    for name, stream in (("terminal", Terminal()), ("file", io.StringIO())):
        monkeypatch.setattr("sys.stderr", stream)
        assert main(["import", str(file), "--db", str(tmp_path / f"{name}.db")]) == 0
        answer[name] = stream.getvalue()
    assert answer["terminal"].splitlines()[:2] == ["Read 100 of 250 rows …", "Read 200 of 250 rows …"]
    assert "Writing 250 things into the diary …" in answer["terminal"]
    assert "\r" not in answer["terminal"] + answer["file"]
    assert "Read " not in answer["file"]


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b"\x00\x01\x02", b"", b"hello\nworld\n"])
def test_a_file_that_is_not_csv_gives_one_line_of_error(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.csv"
    file.write_bytes(content)
    answer = run("import", str(file))
    assert answer.status in (1, 2)
    assert "Traceback" not in answer.err
    assert run("list").status == 1
