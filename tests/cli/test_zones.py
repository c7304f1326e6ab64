"""Times from another zone are shown with their offset, so that nobody takes them for times here."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_time_from_another_zone_is_marked_in_list_show_search_and_the_report(run: Run, tmp_path: Path) -> None:
    run("log 6 left knee 2026-03-05T09:00+09:00[Asia/Tokyo] -- on a journey")
    run("log 4 left knee 2026-03-05T10:00 -- at home")
    assert [line for line in run("list").out.splitlines() if "+09:00" in line] == [
        line for line in run("list").out.splitlines() if "journey" in line
    ]
    assert "Thu  5 Mar 09:00 +09:00  left knee 6/10" in run("list").out
    assert "Thu  5 Mar 10:00  left knee 4/10" in run("list").out
    assert "09:00 +09:00" in run("search journey").out
    journey = next(line.split()[0] for line in run("list").out.splitlines() if "journey" in line)
    assert "time      Thu 5 Mar 09:00 2026 +09:00 Asia/Tokyo" in run(f"show {journey}").out
    report = tmp_path / "report.md"
    assert run("report --sections log -o", str(report)).status == 0
    text = report.read_text("utf-8")
    assert "09:00 +09:00" in text
    assert "10:00 +" not in text


def test_an_entry_of_the_other_half_of_the_year_is_from_the_same_zone(run: Run) -> None:
    run("log 4 left knee 2025-07-05T10:00 -- in summer")
    assert "Sat  5 Jul 10:00  left knee" in run("list --since 2025-01-01").out
