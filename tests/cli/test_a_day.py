"""One day with all commands, in a process of its own: with and without a terminal, in the C locale, no colour."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from diary.cli.main import COMMANDS
from tests.cli.test_real_shells import typed_into

# Each line with its exit status. In one process, because starting fifty would take half a minute.
DAY = [
    ("status", 0), ("remind", 10), ("list", 1), ("check", 1),
    ("log 5 lower back dull -- 'slept badly'", 0),
    ("log 11 lower back", 2), ("log 5 purple", 2), ("log", 2),
    ("usual lower back 2", 0), ("usual", 0), ("known numb left foot", 0), ("known", 0),
    ("signs", 0), ("signs none", 0),
    ("session physio 45 min effort 5 1h ago", 0), ("session again", 0),
    ("programme add squats 3x10 @20kg 3 times a week", 0), ("session programme, squats pain 4", 0), ("programme", 0),
    ("session --response", 0), ("score add activity climbing stairs", 0), ("score climbing stairs 6", 0), ("score", 0),
    ("treatment start naproxen 500 mg twice a day", 0), ("treatment", 0), ("background injury fell on ice", 0),
    ("background", 0), ("motion left knee flexion 95", 0), ("care medication ibuprofen 400 mg relief 6", 0),
    ("visit tomorrow 10:30 Dr Sommer", 0), ("visit --list", 0), ("ask May I cycle again", 0), ("ask", 0),
    ("again 6", 0), ("log 7 right calf swelling sudden", 0),
    ("list", 0), ("list --all", 0), ("show last", 0), ("search calf", 0),
    ("edit last --pain 6", 0), ("delete last", 0), ("undo", 0), ("redo", 0), ("deleted", 0), ("undo", 0),
    ("undo --list", 0),
    ("check", 0), ("check --explain --all", 0), ("check --json", 0), ("check --exit-code", 20),
    ("tell", 0), ("told swelling right calf", 0), ("ack", 2), ("history", 0), ("check --exit-code", 0),
    ("chart", 0), ("report -o report.md", 0), ("report -o -", 0),
    ("export -o diary.csv", 0), ("export -o diary.json", 0), ("import diary.csv --dry-run", 0),
    ("import diary.json", 0), ("inbox missing.txt", 1), ("backup", 0), ("verify", 0), ("restore newest --yes", 0),
    ("status", 0), ("status --short", 0), ("remind", 0), ("encrypt", 2), ("decrypt", 0),
    ("config emergency_number 112", 0), ("config", 0), ("completions bash", 0), ("demo status", 0), ("nonsense", 2),
]  # fmt: skip

PROGRAM = """
import shlex, sys
from diary.cli.main import main
for line in sys.argv[1].splitlines():
    print("$", line, flush=True)
    print("->", main([*shlex.split(line)]), flush=True)
print("over")
"""
ROOT = Path(__file__).parents[2]


def environment(folder: Path) -> dict[str, str]:
    """The poorest environment: C locale, no colour, a dumb terminal, a zone with an offset of 45 minutes."""
    # Without coercion, or Python would turn the C locale into UTF-8 by itself.
    return {
        "PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), "DIARY_DB": str(folder / "diary.db"),
        "XDG_CONFIG_HOME": str(folder / "config"), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "NO_COLOR": "1", "TZ": "Pacific/Chatham", "TERM": "dumb",
    }  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, int]]:
    """The output and status of each line of the day; of equal lines the last one."""
    folder = tmp_path_factory.mktemp("day")
    command = [sys.executable, "-W", "error", "-c", PROGRAM, "\n".join(line for line, _ in DAY)]
    done = subprocess.run(
        command, capture_output=True, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, check=False
    )
    text = (done.stdout + b"\n" + done.stderr).decode("utf-8")
    assert "Traceback" not in text
    assert "inside the program" not in text
    assert "\x1b" not in text
    assert done.stdout.endswith(b"over\n"), done.stderr.decode()
    blocks = done.stdout.decode("utf-8").split("\n$ ")
    results = []
    for block in blocks:
        line, _, rest = block.removeprefix("$ ").partition("\n")
        out, _, status = rest.rpartition("-> ")
        results.append((line, out, int(status.split()[0])))
    assert [(line, status) for line, _, status in results] == DAY
    return {line: (out, status) for line, out, status in results}


def test_the_day_takes_every_command_there_is() -> None:
    assert {line.split()[0] for line, _ in DAY} - {"nonsense"} == COMMANDS.keys()


def test_every_line_ends_as_it_should_in_plain_ascii(answers: dict[str, tuple[str, int]]) -> None:
    # "report -o -" writes the bytes of a file, which are UTF-8 in every locale.
    assert [line for line, (out, _) in answers.items() if not out.isascii()] == ["report -o -"]


def test_times_have_the_offset_of_the_zone(answers: dict[str, tuple[str, int]]) -> None:
    # +12:45 in winter, +13:45 in summer: the test runs in both.
    assert re.search(r'"as_of": "[0-9T:.-]+\+1[23]:45"', answers["check --json"][0])


def test_a_swelling_is_announced_until_it_is_told(answers: dict[str, tuple[str, int]]) -> None:
    assert "Swelling at your right calf" in answers["check"][0]
    assert "Told: ! Get advice today" in answers["told swelling right calf"][0]


def test_an_export_that_is_imported_again_adds_nothing(answers: dict[str, tuple[str, int]]) -> None:
    fates = re.findall(r"line \d+: (\w+) ", answers["import diary.csv --dry-run"][0])
    assert set(fates) == {"same"}
    assert "same" in answers["import diary.json"][0]


ON_TERMINAL = ["log", "session", "list", "check", "chart"]


def test_on_a_terminal_it_asks_and_shows_the_same_without_cursor_tricks(tmp_path: Path) -> None:
    env = environment(tmp_path) | {"COLUMNS": "60"}
    settings = [f"{name}={value}" for name, value in env.items()]
    command = ["env", *settings, sys.executable, "-c", PROGRAM, "\n".join(ON_TERMINAL)]
    entry = ["left knee", "6", "dull", "", "", "", "it's (fine) & #1?"]
    text = typed_into(command, [*entry, "physio", "", "5", "45", "no", "", ""], str(tmp_path), until="over\n")
    assert "Traceback" not in text
    assert "\x1b" not in text
    assert re.findall(r"^-> (\d+)", text, re.MULTILINE) == ["0"] * len(ON_TERMINAL)
    assert re.search(r"\b6 left knee dull \S+ -- it's \(fine\) & #1\?$", text, re.MULTILINE)
    listed = text.partition("$ list")[2].partition("->")[0]
    assert "session: physio" in listed
    assert max(map(len, text.partition("$ list")[2].splitlines())) <= 60
