"""What stays behind of a command that is ended from outside, and what other libraries say."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

SOURCE = Path(__file__).parent.parent.parent


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The surroundings of a command with everything in that folder."""
    own = {"PYTHONPATH": str(SOURCE), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
    return {**os.environ, **own, "DIARY_DB": str(folder / "diary.db"), "TMPDIR": str(folder / "tmp"), **more}


def test_matplotlib_says_nothing_where_it_cannot_write_its_cache(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "file").write_text("in the way")
    done = subprocess.run(
        [sys.executable, "-m", "diary", "demo", "chart", "-o", str(tmp_path / "a.png")],
        env=environment(tmp_path, MPLCONFIGDIR=str(tmp_path / "file")), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.splitlines() == [
        "This is a sample diary; nothing of it is kept.",
        f"Wrote {tmp_path / 'a.png'}",
    ]


def test_no_core_dump_is_made(tmp_path: Path) -> None:
    shown = "import resource; from diary.cli.main import guard_process; guard_process(); "
    done = subprocess.run(
        [sys.executable, "-c", f"{shown}print(resource.getrlimit(resource.RLIMIT_CORE))"],
        env=environment(tmp_path), capture_output=True, text=True, check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1])),
    )  # fmt: skip
    assert done.stdout.strip() == "(0, 0)"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_no_copy_of_the_diary_behind(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "tmp").mkdir()
    env = environment(tmp_path)
    subprocess.run([sys.executable, "-m", "diary", "log", "3", "neck"], env=env, capture_output=True, check=True)
    before = sorted(tmp_path.rglob("*"))
    # It stops where the whole copy is on the disk already.
    slow = (
        "import time, diary.store.recovery.salvage as s; from diary.cli.main import run; import sys; "
        "s.rescue = lambda _: time.sleep(60); sys.argv = ['diary', 'verify', '--salvage', 'out.json']; run()"
    )
    process = subprocess.Popen([sys.executable, "-c", slow], env=env, cwd=tmp_path)
    end = monotonic() + 60
    while not any(path.is_file() for path in (tmp_path / "tmp").rglob("*")):
        assert monotonic() < end, "it made no copy"
        assert process.poll() is None
        sleep(0.01)
    sleep(0.2)
    process.send_signal(number)
    assert process.wait(30) == 128 + number
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("command", "reason"), [("log", "too long"), ("log -", "too long"), ("import -", "larger than")]
)
def test_input_without_an_end_is_refused_and_takes_little_memory(tmp_path: Path, command: str, reason: str) -> None:
    memory = 1_000_000_000
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "diary", *command.split()],
            env=environment(tmp_path), stdin=endless, capture_output=True, text=True, check=False, timeout=60,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)),
        )  # fmt: skip
    assert done.returncode in (1, 2)
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "diary.db").exists()


def test_a_file_that_is_larger_than_any_diary_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "big.csv"
    with file.open("wb") as big:
        big.truncate(100_000_000)
    done = subprocess.run(
        [sys.executable, "-m", "diary", "import", str(file)],
        env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "larger than 32 MB" in done.stderr


LONG_QUERY = """
import sys
from pathlib import Path
from diary.cli.main import guard_process
from diary.store.diary_file import connection_to
from diary.store.errors import plain_failures
guard_process()
path = Path(sys.argv[1])
with plain_failures(path):
    connection = connection_to(path)
    print("begun", flush=True)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    connection.execute(endless).fetchone()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_a_query_ends_the_program_as_that_signal(tmp_path: Path, number: signal.Signals) -> None:
    """SQLite drops the exception of the handler and says "interrupted", which looked like Ctrl-C."""
    (tmp_path / "any.db").touch()
    program = [sys.executable, "-c", LONG_QUERY, str(tmp_path / "any.db")]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "begun\n"
            sleep(0.3)  # so that it comes in the middle of the query; earlier it would end the program as well
            process.send_signal(number)
            _, said = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, said) == (128 + number, "")


DROPPED = """
import signal, time, weakref
from diary.cli.main import guard_process
guard_process()
class Thing:
    pass
thing = Thing()
# Python drops what is raised in this callback, as it does where an object is freed.
kept = weakref.ref(thing, lambda _: signal.raise_signal({number}))
del thing
print("it goes on", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_comes_while_an_object_is_freed_ends_the_program_all_the_same(number: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DROPPED.format(number=int(number))], capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stderr) == (128 + number, "")
