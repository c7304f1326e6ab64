"""How records are shown: within the width, in the order of writing, and with assumed times marked as such."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("line", ["check", "check --explain", "check --all", "history", "list", "list --all", "usual"])
def test_no_line_is_wider_than_the_terminal(run: Run, line: str) -> None:
    run("usual left knee 2", now="2026-02-20T08:00+01:00")
    for day in (1, 2, 3, 4):
        run(f"log 7 left knee shooting, 6 right calf swelling and numb @2026-03-0{day}T20:00 -- {'the stairs ' * 9}")
    lines = run(line).out.splitlines()
    assert lines
    assert [shown for shown in lines if len(shown) > 60] == []


def test_entries_of_the_same_time_are_in_the_order_of_writing(run: Run, tmp_path: Path) -> None:
    sites = ("neck", "jaw right", "left knee", "right hip", "head", "chest", "left foot", "right foot")
    for minute, site in enumerate(sites):
        run(f"log 3 {site} @2026-03-05T08:00", now=f"2026-03-05T20:{minute:02}+01:00")
    listed = [entry["readings"][0]["site"] for entry in json.loads(run("list --json").out)["entries"]]
    assert listed == ["neck", "jaw", "knee", "hip", "head", "chest", "foot", "foot"]
    file = tmp_path / "out.csv"
    run("export", "-o", str(file))
    rows = file.read_text("utf-8").splitlines()[1:]
    assert [row.split(",")[5] for row in rows] == listed
    # Through CSV as well: ids and times alone must be enough to restore the order.
    other = str(tmp_path / "other.db")
    run("import", str(file), "--db", other)
    again = [entry["readings"][0]["site"] for entry in json.loads(run("list --json", "--db", other).out)["entries"]]
    assert again == listed


def test_evidence_of_the_same_time_is_in_the_order_of_writing(run: Run) -> None:
    for minute, word in enumerate(("numb", "tingling", "weak", "numb", "tingling", "weak")):
        run(f"log left foot {word} @2026-03-05T08:00", now=f"2026-03-05T20:{minute:02}+01:00")
    (finding,) = [f for f in json.loads(run("check --json").out)["findings"] if f["rule"] == "neurological"]
    assert [shown["symptoms"][0] for shown in finding["evidence"]] == ["numbness", "tingling", "weakness"] * 2


# Days without a time of day; each counts as noon.
ROUGH = ["usual left knee 2", "log 6 left knee 2026-03-02", "log 6 left knee 2026-03-04"]


def test_a_day_alone_is_marked_where_it_is_listed_and_shown(run: Run) -> None:
    for line in ROUGH:
        run(line)
    listed = run("list")
    assert "Mon  2 Mar ~noon  left knee 6/10" in listed.out
    assert "~noon: only the day is known" in listed.err
    assert "no time of day was given, so it counts as about noon" in run("show last").out
    # The explanation appears only if a listed record needs it.
    run("log 5 neck 08:00")
    assert "~noon" not in run("list --since 2026-03-05").err


def test_an_appointment_with_only_a_day_is_not_shown_as_noon(run: Run) -> None:
    run("visit 2026-03-09 Dr Sommer")
    assert "~noon" not in run("visit --list").out
    assert "noon" not in run("visit 2026-03-10").err


def test_hours_counted_from_only_a_day_are_shown_as_about(run: Run) -> None:
    for line in ROUGH:
        run(line)
    text = " ".join(run("check --explain").out.split())
    assert "Left knee has not eased after about 48 hours" in text
    assert "since Mon, about noon" in text
    assert "Mon about noon 6 · Wed about noon 6" in text
    # A plain 12:00 would look like a time that the person wrote.
    assert not re.search(r"\b12:00\b", text)
    evidence = json.loads(run("check --json").out)["findings"][0]["evidence"]
    assert [shown["date_only"] for shown in evidence] == [True, True]


def test_hours_counted_from_a_time_are_shown_as_exact(run: Run) -> None:
    for line in ("usual left knee 2", "log 6 left knee @2026-03-02T12:00", "log 6 left knee @2026-03-04T12:00"):
        run(line)
    text = run("check --explain").out
    assert "has not eased after 48 hours" in text
    assert "about" not in text.partition("Sources")[0]


def test_the_time_of_the_deciding_entry_is_shown_as_about_too(run: Run) -> None:
    run("usual left knee 2")
    run("log 6 left knee 2026-03-04")
    assert "once from Fri, about noon on; that shows whether it settles" in " ".join(run("check").out.split())


@pytest.mark.parametrize(
    ("line", "title"),
    [("log left foot numb 2026-03-04", "Numbness"), ("log 8 neck sudden 2026-03-04", "severe pain"),
     ("log neck shooting 2026-03-04", "Shooting"), ("log left foot foot-drop 2026-03-04", "a foot that drops")],
)  # fmt: skip
def test_a_sign_of_a_day_alone_was_logged_at_about_noon(run: Run, line: str, title: str) -> None:
    run(line)
    (finding,) = [f for f in json.loads(run("check --json").out)["findings"] if f["status"] == "raised"]
    assert title in finding["title"]
    assert "Wed, about noon" in finding["summary"]


def test_a_session_of_a_day_alone_began_it_at_about_noon(run: Run) -> None:
    run("usual left knee 2")
    run("session physio 2026-03-02")
    run("log 6 left knee @2026-03-03T12:00")
    text = " ".join(run("check --explain").out.split())
    assert "since the session that ended Mon, about noon" in text


def test_a_past_visit_announces_that_the_next_report_begins_with_it(run: Run) -> None:
    assert "The next report begins at this visit" in run("visit now").err
    assert "The next report begins" not in run("visit tomorrow 10:30").err


def test_entries_of_a_clock_that_ran_ahead_are_shown_marked_copied_and_moved(run: Run, tmp_path: Path) -> None:
    ahead = "2027-01-05T20:00+01:00"
    run("log 6 left knee", now=ahead)
    assert "1 entry is dated in the future; diary edit ID --at moves it" in run("status").out
    assert "(in the future)" in run("list").out
    assert run("log 3 neck").status == 0
    # The order of writing decides which is the last, not the clock.
    assert "neck" in run("show last").out
    # An export that has it can be imported.
    export = tmp_path / "all.csv"
    assert run(f"export -o {export}").status == 0
    copy = ["--db", str(tmp_path / "copy.db")]
    assert run(f"import {export}", *copy).status == 0
    assert len(json.loads(run("list --json", *copy).out)["entries"]) == 2
    (entry,) = [each for each in json.loads(run("list --json").out)["entries"] if each["readings"][0]["site"] == "knee"]
    assert run(f"edit {entry['id']}", "--at", "yesterday 20:00").status == 0
    assert "future" not in run("status").out + run("list").out


def test_a_time_to_come_is_still_refused(run: Run) -> None:
    assert run("log 6 left knee 2027-01-05T20:00").status == 2


def test_a_list_since_and_until_a_day_has_the_whole_day(run: Run) -> None:
    run("log 3 neck yesterday 08:00", now="2026-03-05T20:00")
    run("log 4 neck yesterday 21:00", now="2026-03-05T20:00")
    run("log 5 neck today", now="2026-03-05T07:00")
    assert run("list --since yesterday", now="2026-03-05T20:00").out.count("neck") == 3
    assert run("list --until yesterday", now="2026-03-05T20:00").out.count("neck") == 2
    assert run("list --since today", now="2026-03-05T20:00").out.count("neck") == 1


def test_show_has_the_note_of_an_exercise_and_last_is_any_record(run: Run) -> None:
    run("log 4 lower back")
    echo = run("session lunges 3x8 after that my hip hurt").out
    shown = run("show last").out
    assert "lunges 3x8" in shown
    assert "after that my hip hurt" in echo
    assert "after that my hip hurt" in shown
    run("care ice 10 min")
    assert "ice" in run("show last").out
    run("delete last")
    assert "lunges" in run("show last").out


def test_only_what_is_known_can_end(run: Run) -> None:
    def refused(line: str, now: str = "2026-03-05T20:00") -> bool:
        answer = run(line, now=now)
        return answer.status == 2 and "is not among what is known" in answer.err

    assert refused("known --end numb left foot")
    run("known numb left foot")
    assert refused("known --end numb right foot")
    assert run("known --end numb left foot", now="2026-03-05T20:01").status == 0
    assert refused("known --end numb left foot", now="2026-03-05T20:02")
