"""The answers of the commands: findings, exit status, JSON, files, and the lists in the README."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from diary.cli.main import COMMANDS, main
from diary.clock import Clock
from diary.domain.moments import Moment
from diary.domain.records import Entry
from diary.samples import SampleName
from diary.store.diary_store import open_diary
from tests.cli.conftest import Run

Sample = Callable[[SampleName], list[str]]
THEN = "2026-11-02T20:14:30+01:00"
README = Path(__file__).parents[2] / "README.md"


def test_the_episode_of_the_sample_is_explained_the_same_in_text_and_json(run: Run, sample: Sample) -> None:
    db = sample("ninety-days")
    shape = json.loads(run("check --json", *db, now=THEN).out)
    assert (shape["highest"], shape["announce"]) == ("report", True)
    finding = shape["findings"][0]
    assert (finding["rule"], finding["status"], finding["tier"]) == ("not-improving-48h", "raised", "report")
    assert (finding["site"], finding["side"], finding["movement"]) == ("lower back", "center", None)
    assert finding["compared_with"]["level"] == 2
    assert finding["threshold"] == 2
    # Both are written from one finding; scripts and people must get the same answer.
    assert [shown["pain"] for shown in finding["evidence"]] == [5, 5, 5, 6]
    text = run("check --explain", *db, now=THEN).out
    assert finding["title"] in text
    assert " ".join(finding["next_step"].split()) in " ".join(text.split())
    assert "does not replace professional advice" in text


def test_json_has_every_name_of_the_contract(run: Run, sample: Sample) -> None:
    shape = json.loads(run("check --json --all", *sample("ninety-days"), now=THEN).out)
    assert {"as_of", "highest", "announce", "findings"} <= shape.keys()
    names = [
        "id",
        "rule",
        "status",
        "tier",
        "site",
        "side",
        "movement",
        "provisional",
        "confirmed",
        "acknowledged",
        "started",
        "since",
        "compared_with",
        "threshold",
        "summary",
        "next_step",
        "clears_when",
        "question",
        "sources",
        "evidence",
    ]
    for finding in shape["findings"]:
        assert set(names) <= finding.keys()
        assert finding["status"] in {"raised", "clear", "pending", "insufficient", "cannot-judge"}
        assert (finding["tier"] is None) == (finding["status"] != "raised")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("log 2 neck dull", 0),
        ("log left knee swelling", 10),
        ("log numb left foot", 20),
        ("log saddle-numbness", 30),
    ],
)
def test_the_exit_code_gives_the_highest_tier(run: Run, line: str, status: int) -> None:
    run(line)
    assert run("check --exit-code").status == status
    assert run("check").status == 0
    if status:
        assert run("told").status == 0
        assert run("check --exit-code").status == 0
        assert json.loads(run("check --json").out)["announce"] is False


def test_a_new_finding_is_shown_by_the_command_that_causes_it(run: Run) -> None:
    assert "! Numbness at your left foot. Contact your doctor or therapist today." in run("log numb left foot").out


def test_told_asks_which_finding_if_several_are_open(run: Run) -> None:
    run("log numb left foot, 5 left knee electric")
    assert run("told").status == 2
    assert run("told neurological left foot").status == 0
    assert run("told").status == 0
    assert run("told").status == 2


def log_shrinking_motions(run: Run, *movements: str) -> None:
    # Falls of 14 degrees and of 2 points: both reach the changes that count, 10 degrees and 2 points.
    for day, (degrees, rating) in enumerate(((99, 8), (92, 7), (85, 6)), start=1):
        for movement in movements:
            value = f"{rating}/10" if movement.endswith("rated") else str(degrees)
            run(f"motion {movement.removesuffix(' rated')} {value} @2026-03-0{day}T20:00")


def test_a_movement_that_gets_smaller_can_be_told_of(run: Run) -> None:
    log_shrinking_motions(run, "left knee flexion")
    answer = run("told")
    assert answer.status == 0
    assert "Left knee flexion" in answer.out
    assert json.loads(run("check --json").out)["announce"] is False
    assert "told 5 Mar 2026" in run("history").out


def test_told_names_a_movement_and_what_it_was_measured_in(run: Run) -> None:
    log_shrinking_motions(run, "left knee flexion", "left knee flexion rated", "right hip rotation")
    answer = run("told")
    assert answer.status == 2
    for name in ("left knee flexion,", "left knee flexion (self-rating)", "right hip rotation"):
        assert name in answer.err
    # The exact name wins, although it is also the beginning of the self-rated one.
    assert "Left knee flexion:" in run("told left knee flexion").out
    assert "(self-rating):" in run("told range-of-motion left knee flexion").out
    assert run("told hip").status == 0
    assert json.loads(run("check --json").out)["announce"] is False


def test_status_and_remind_tell_whether_today_is_logged(run: Run) -> None:
    assert run("remind").status == 10
    run("log 2 neck yesterday 20:00")
    assert run("remind").status == 10
    run("log 2 neck")
    assert (run("remind").status, run("remind").out) == (0, "")
    assert json.loads(run("status --json").out)["logged_today"] is True
    assert run("status --short").line == "logged"


@pytest.mark.parametrize("content", [b"not a database at all, but text\n" * 40, b"\x00" * 5000])
def test_a_foreign_file_is_refused_and_left_untouched(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "foreign.db"
    file.write_bytes(content)
    for line in ("check", "log 5 neck", "list"):
        answer = run(line, "--db", str(file))
        assert answer.status == 1
        assert len(answer.err.splitlines()) == 1
    assert file.read_bytes() == content  # it may be somebody's only copy of something else


@pytest.mark.parametrize("name", ["picture.png", "picture.svg", "report.md", "report.pdf"])
def test_pictures_and_reports_are_written_for_their_owner_alone(
    run: Run, sample: Sample, tmp_path: Path, name: str
) -> None:
    command = "chart" if name.startswith("picture") else "report"
    answer = run(command, "-o", str(tmp_path / name), *sample("ninety-days"), now=THEN)
    assert answer.status == 0
    assert (tmp_path / name).stat().st_size > 500
    assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_the_demo_runs_any_command_and_never_touches_the_persons_diary(run: Run, tmp_path: Path) -> None:
    assert main(["demo", "log", "3", "neck", "--", "a", "note"]) == 0
    assert not (tmp_path / "diary.db").exists()
    assert main(["demo", "--now", "2026-03-05"]) == 2


def test_every_command_has_help_with_examples_that_name_it(run: Run) -> None:
    for name in COMMANDS:
        answer = run(f"{name} --help")
        assert answer.status == 0, name
        assert "examples:" in answer.out
        assert "diary " in answer.out.partition("examples:")[2]


def test_the_readme_lists_the_commands_as_help_does() -> None:
    table = README.read_text("utf-8").partition("<!-- commands -->")[2].partition("<!-- /commands -->")[0]
    rows = [row for row in table.splitlines() if row.startswith("| `")]
    assert rows == [f"| `diary {name}` | {line} |" for name, (_, line) in COMMANDS.items()]


def test_completions_know_commands_sites_and_symptoms(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        answer = run(f"completions {shell}").out
        for word in ("told", "forearm", "saddle-numbness", "dry-run"):
            assert word in answer


# sqlmodel alone takes 340 ms to import, of which sqlalchemy 190; textual 180 ms, matplotlib 430 ms.
HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "textual", "matplotlib", "typst", "jinja2", "tomlkit")


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["--help"], (*HEAVY, "diary.domain.records", "diary.analysis", "diary.store")),
        (["--version"], (*HEAVY, "diary.domain.records", "diary.analysis", "diary.store")),
        (["log", "--help"], (*HEAVY, "diary.analysis", "diary.store")),
        (["completions", "bash"], HEAVY),
        (["log", "4", "lower", "back"], ("textual", "matplotlib", "typst", "jinja2")),
        (["status", "--short"], (*HEAVY, "diary.cli.after_save", "diary.domain.grammar.lexicon")),
        (["check"], HEAVY),
        (["check", "--json"], HEAVY),
        (["remind"], (*HEAVY, "diary.cli.after_save", "diary.domain.grammar.lexicon")),
        (["list"], HEAVY),
        (["history"], HEAVY),
        (["export", "--csv", "-o", "-"], HEAVY),
    ],
)
def test_a_command_imports_no_more_than_it_needs(words: list[str], absent: tuple[str, ...], tmp_path: Path) -> None:
    # A process of its own: this one has imported everything already.
    code = (
        "import sys; from diary.cli.main import main; status = main(sys.argv[1:]);"
        "print('MODULES', *sorted(m for m in sys.modules if '.' not in m or m.startswith('diary.')))"
    )
    with open_diary(tmp_path / "diary.db", clock=Clock(UTC, "UTC"), program="cli", create=True) as store:
        store.save(Entry(id="one", at=Moment(datetime(2026, 3, 5, tzinfo=UTC)), note="there"))
    command = [sys.executable, "-c", code, *words, "--db", str(tmp_path / "diary.db")]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=True)
    loaded = done.stdout.rpartition("MODULES ")[2].split()
    assert not set(absent) & set(loaded)


def test_no_command_module_is_left_unlisted() -> None:
    folder = Path(import_module("diary.cli.commands").__file__ or "").parent
    names = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    assert names == {module for module, _ in COMMANDS.values()}


def test_a_closed_pipe_and_a_poor_terminal_give_no_traceback(tmp_path: Path) -> None:
    # `head` closes the pipe early; C and ascii are the poorest terminal that Python knows.
    command = f"{sys.executable} -m diary demo list -n 500 | head -1; {sys.executable} -m diary demo check"
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=env, cwd=README.parent, check=True)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
    assert "Lower back has not eased" in done.stdout
