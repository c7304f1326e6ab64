"""A disk that is full: a small one of its own, in a private mount namespace, that the diary fills to the last page.

`python -m tests.torture.full_disk FOLDER KILOBYTES` is what runs in the namespace; it prints what was wrong as JSON.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from diary.domain.records import Diary
from diary.exchange.csv_write import csv_of
from diary.store.diary_store import DiaryStore
from tests.torture import jobs
from tests.torture.results import Result
from tests.torture.soundness import faults_of

SIZES = (700, 1000, 1500)
"""Kilobytes. An empty diary takes 184, and as much again while it is made."""


def fill_disks(folder: Path, sizes: tuple[int, ...] = SIZES) -> Iterator[Result]:
    """Fill a disk of each size: by logging, by saving, and by an import that does not fit."""
    into = _way_in()
    results = [Result(f"disk full while {what}") for what in ("logging", "saving", "importing", "making a new diary")]
    if into is None:
        for result in results:
            result.skipped = "no private mount namespace may be made here"
        yield from results
        return
    saved = 0
    for size in sizes:
        place = folder / f"disk-{size}"
        place.mkdir()
        command = [*into, sys.executable, "-m", "tests.torture.full_disk", str(place), str(size)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL)
        if done.returncode:
            results[0].failures.append(f"{size} kB: {done.stderr[-500:]}")
            continue
        found = json.loads(done.stdout)
        saved += found["saved"]
        for result in results:
            result.count(found["faults"].get(result.what, ["not tried"]), f"{size} kB")
    results[0].note = results[1].note = f"{saved} acknowledged till full, all found"
    yield from results


def _way_in() -> list[str] | None:
    """The command that runs another in a mount namespace of its own; None where that is not allowed."""
    unshare = shutil.which("unshare")
    for way in ((unshare, "-m"), (unshare, "-Urm")):
        if (
            unshare
            and not subprocess.run(
                [*map(str, way), "mount", "-t", "tmpfs", "x", "/mnt"], capture_output=True
            ).returncode
        ):
            return [unshare, way[1]]
    return None


def _run(*words: str, path: Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = jobs.command(*words, path=path)
    return status, out.getvalue(), err.getvalue()


def _refused_plainly(status: int, err: str) -> Iterator[str]:
    if status == 0:
        yield "it did not notice"
    if "Traceback" in err or "went wrong inside" in err or not err.rstrip().rpartition("\n")[2].startswith("diary: "):
        yield f"it did not say plainly what is wrong: {err[-300:]!r}"
    elif not any(word in err for word in ("full", "space")):
        yield f"it did not say that the disk is full: {err[-300:]!r}"


def _logging(home: Path, ballast: Path) -> tuple[list[str], int]:
    """`diary log` until the disk is full; then read, make room, and log again."""
    path = home / "log" / "diary.db"
    kept: list[str] = []
    note = "n" * 3000
    while (answer := _run("log", "4", "left", "knee", "--", f"{len(kept)}-{note}", path=path))[0] == 0:
        kept.append(f"{len(kept)}-{note}")
    faults = list(_refused_plainly(answer[0], answer[2]))
    if (listed := _run("list", path=path))[0] != 0:
        faults.append(f"it can't be read while the disk is full: {listed[2]}")
    ballast.unlink()
    if (again := _run("log", "4", "left", "knee", "--", "after", path=path))[0] != 0:
        faults.append(f"it does not go on when there is room: {again[2]}")
    return [*faults, *faults_of(path, {*kept, "after"}, killed=False)], len(kept)


def _saving(home: Path, ballast: Path) -> tuple[list[str], int]:
    """Save in a diary that stays open until the disk is full; it must go on when there is room."""
    path = home / "save" / "diary.db"
    kept: list[str] = []
    faults: list[str] = []
    with jobs.opened(path, create=True) as store:
        error = _save_till_full(store, kept)
        faults += _refused_plainly(1, f"diary: {error}\n")
        if len(store.read().entries) != len(kept):
            faults.append("what can be read is not what was saved")
        ballast.unlink()
        store.save(jobs.an_entry("after"))
    return [*faults, *faults_of(path, {*kept, "after"}, killed=False)], len(kept)


def _save_till_full(store: DiaryStore, kept: list[str]) -> Exception:
    while True:
        try:
            store.save(jobs.an_entry(f"s{len(kept)}", "n" * 3000))
        except Exception as error:  # noqa: BLE001  whatever it is, it is looked at
            return error
        kept.append(f"s{len(kept)}")


def _importing(home: Path, ballast: Path) -> tuple[list[str], int]:
    """An import that does not fit leaves nothing, and fits when there is room."""
    path, file = home / "import" / "diary.db", home.parent / "brought.csv"
    _run("log", "4", "left", "knee", "--", "before", path=path)
    file.write_bytes(csv_of(Diary.of([jobs.an_entry(f"i{number}", "n" * 3000) for number in range(100)])))
    ballast.write_bytes(b"")
    _fill(ballast, leave=120_000)
    status, out, err = _run("import", str(file), path=path)
    faults = [*_refused_plainly(status, err)]
    if "Imported" in out:
        faults.append("it said that it imported")
    with jobs.opened(path) as store:
        if len(store.read().entries) != 1:
            faults.append("half an import")
    return [*faults, *faults_of(path, {"before"}, killed=False)], 1


def _making(home: Path, ballast: Path) -> tuple[list[str], int]:
    """A new diary for which there is no room is not there afterwards."""
    path = home / "new" / "diary.db"
    faults: list[str] = []
    for left in (0, 8_000, 100_000, 170_000):
        _fill(ballast, leave=left)
        status, _, err = _run("log", "4", "left", "knee", path=path)
        faults += _refused_plainly(status, err)
        if path.parent.exists() and (there := [each.name for each in path.parent.iterdir()]):
            faults.append(f"with {left} bytes left, {there} is there")
    return faults, 0


def _fill(ballast: Path, leave: int) -> None:
    """Have no more than that left on the disk."""
    ballast.unlink(missing_ok=True)
    free = shutil.disk_usage(ballast.parent).free
    with ballast.open("wb") as file:
        for _ in range(max(0, free - leave) // 4096):
            file.write(b"\0" * 4096)


def _inside(folder: Path, kilobytes: int) -> None:
    mounted = folder / "mounted"
    faults: dict[str, list[str]] = {}
    saved = 0
    tried = {"logging": _logging, "saving": _saving, "importing": _importing, "making a new diary": _making}
    for what, attempt in tried.items():
        mounted.mkdir(exist_ok=True)
        size = 2 * kilobytes if what == "importing" else kilobytes
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(mounted)], check=True)
        (mounted / "ballast").write_bytes(b"\0" * 300_000 if what in ("logging", "saving") else b"")
        faults[f"disk full while {what}"], kept = attempt(mounted, mounted / "ballast")
        saved += kept
        subprocess.run(["umount", str(mounted)], check=True)
    print(json.dumps({"saved": saved, "faults": faults}))


if __name__ == "__main__":
    os.environ["XDG_CONFIG_HOME"] = sys.argv[1]
    _inside(Path(sys.argv[1]), int(sys.argv[2]))
