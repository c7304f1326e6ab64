"""Reports, charts and messages from the command line."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from diary.cli.context import ProgressLine
from diary.samples import SampleName
from tests.cli.conftest import Run

Sample = Callable[[SampleName], list[str]]
THEN = "2026-11-02T20:14:30+01:00"


def test_the_same_diary_gives_the_same_bytes_also_when_it_came_from_its_export(
    run: Run, sample: Sample, tmp_path: Path
) -> None:
    # Ids and times come through the export, so nothing in the pictures may depend on the order of saving.
    db, moved = sample("ninety-days"), tmp_path / "moved.csv"
    assert run("export", "-o", str(moved), *db, now=THEN).status == 0
    assert run("import", str(moved), now=THEN).status == 0
    for name, line in (
        ("report.html", "report --sections summary,questions,log -o"),
        ("report.md", "report -o"),
        ("chart.svg", "chart --kind motion -o"),
    ):
        one, two = tmp_path / f"one-{name}", tmp_path / f"two-{name}"
        assert run(line, str(one), *db, now=THEN).status == 0
        assert run(line, str(two), now=THEN).status == 0
        assert one.read_bytes() == two.read_bytes(), name


def test_a_report_changes_nothing_in_the_diary(run: Run, sample: Sample, tmp_path: Path) -> None:
    db = sample("ninety-days")
    before = run("export -o -", *db, now=THEN).out
    assert run("report", "-o", str(tmp_path / "a.md"), *db, now=THEN).status == 0
    assert run("export -o -", *db, now=THEN).out == before


def test_a_question_is_in_every_report_until_the_day_after_the_appointment(run: Run) -> None:
    run("log 3 left knee")
    run("ask", "May I run?")
    run("visit", "2026-03-07 10:00")
    # The day of the visit counts as before it: the person may print the report on the way there.
    for day, there in (("2026-03-06", True), ("2026-03-07T18:00", True), ("2026-03-08", False)):
        assert ("May I run?" in run("report -o -", now=day).out) is there
        assert ("May I run?" in run("tell", now=day).out) is there
        assert ("May I run?" in run("ask", now=day).out) is there
    run("ask", "And swim?", now="2026-03-07T11:00")
    assert "And swim?" in run("report -o -", now="2026-03-08").out


def test_notes_stay_out_of_a_report_without_them(run: Run, sample: Sample) -> None:
    db = sample("ninety-days")
    assert "Concert until late" in run("report -o -", *db, now=THEN).out
    without = run("report --no-notes -o -", *db, now=THEN).out
    assert "Concert until late" not in without
    assert "from a video" not in without
    assert "Notes were left out." in without


def test_the_message_says_what_the_report_says(run: Run, sample: Sample) -> None:
    db = sample("ninety-days")
    told, report = run("tell", *db, now=THEN).out, run("report -o -", *db, now=THEN).out
    assert told.splitlines()[0] == "From my pain diary, Monday 2 November, since my visit on 12 October:"
    for sentence in (
        "Lower back has not eased 52 hours after the session",
        "Is swimming all right yet, and which stroke?",
    ):
        assert sentence in told
        assert sentence in report
    assert (
        "- Lower back: 6 of 10 now, still rising, usual 2 (logged), highest reading 6, "
        "worst of a day rated 7 (entry of 2 November)." in told
    )
    assert re.search(
        r"^\| Lower back; 20 days \| [▁-█·]+ \| 6 \| 2; logged \| 1–6; worst 7 \| 1.8 → 2.9 \(\+1.1\)",
        report,
        re.MULTILINE,
    )
    assert "- Right shoulder: 1 of 10 on 30 October" in told
    before = "Home exercises, ended Sat 31 Oct 16:00, 52 h before the last entry; new: seated forward stretch (pain 4"
    assert f"- Session before the rise at lower back: {before}), standing twist; 45 min, effort 6" in told
    assert before in report
    assert len(told) < 1200  # it is read out on the telephone, or sent as one message


def test_the_message_of_an_empty_time_and_of_an_emergency(run: Run) -> None:
    run("log 3 left knee", now="2026-01-05T20:00+01:00")
    answer = run("tell").out
    assert "There is no finding at the moment." in answer
    assert "Nothing was logged in this time." in answer
    run("log", "saddle-numbness")
    answer = run("tell").out
    assert "- Sign of an emergency: numbness between the legs." in answer
    assert "Call your" not in answer
    run("log numb left foot")
    assert "- Left foot: no level; numbness." in run("tell").out


class Terminal:
    """A stream that can claim to be a terminal, and collects what is written."""

    def __init__(self, tty: bool) -> None:
        self.tty, self.lines = tty, ""

    def isatty(self) -> bool:
        return self.tty

    def write(self, text: str) -> None:
        self.lines += text


@pytest.mark.parametrize(
    ("tty", "patience", "shown"),
    [(True, 0.02, "Gathering …\nDrawing …\n"), (True, 30, ""), (False, 0.02, "")],
)
def test_slow_work_shows_its_steps_on_a_terminal_and_quick_work_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, tty: bool, patience: float, shown: str
) -> None:
    terminal = Terminal(tty)
    monkeypatch.setattr("sys.stderr", terminal)
    with ProgressLine(patience) as progress:
        progress.step("Reading")
        progress.step("Gathering")
        # The timer runs in a thread of its own; a busy machine may start it late.
        waited = time.monotonic() + 5
        while patience < 1 and tty and not terminal.lines and time.monotonic() < waited:
            time.sleep(0.01)
        progress.step("Drawing")
    time.sleep(0.03)  # longer than the short patience: a timer that was not cancelled would write now
    assert terminal.lines == shown
