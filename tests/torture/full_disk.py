"""A full disk: a small tmpfs in a private mount namespace, which the diary fills to the last page.

`python -m tests.torture.full_disk FOLDER KILOBYTES` runs inside the namespace and prints the faults as JSON.
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
from tests.torture.soundness import diary_faults

SIZES = (700, 1000, 1500)
"""Kilobytes. An empty diary takes 184, and as much again while it is being made."""


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
        report = json.loads(done.stdout)
        saved += report["saved"]
        for result in results:
            result.count(report["faults"].get(result.what, ["not tried"]), f"{size} kB")
    results[0].note = results[1].note = f"{saved} acknowledged till full, all found"
    yield from results


def _way_in() -> list[str] | None:
    """The command that runs another one in a private mount namespace; None if that is not allowed."""
    # -m alone works for root; -Urm maps the user to root in a new user namespace.
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
    acknowledged: list[str] = []
    note = "n" * 3000
    while (answer := _run("log", "4", "left", "knee", "--", f"{len(acknowledged)}-{note}", path=path))[0] == 0:
        acknowledged.append(f"{len(acknowledged)}-{note}")
    faults = list(_refused_plainly(answer[0], answer[2]))
    if (listed := _run("list", path=path))[0] != 0:
        faults.append(f"it can't be read while the disk is full: {listed[2]}")
    ballast.unlink()
    if (again := _run("log", "4", "left", "knee", "--", "after", path=path))[0] != 0:
        faults.append(f"it does not go on when there is room: {again[2]}")
    return [*faults, *diary_faults(path, {*acknowledged, "after"}, killed=False)], len(acknowledged)


def _saving(home: Path, ballast: Path) -> tuple[list[str], int]:
    """Save in an open diary until the disk is full; saving must work again when there is room."""
    path = home / "save" / "diary.db"
    acknowledged: list[str] = []
    faults: list[str] = []
    with jobs.opened(path, create=True) as store:
        error = _save_till_full(store, acknowledged)
        faults += _refused_plainly(1, f"diary: {error}\n")
        if len(store.read().entries) != len(acknowledged):
            faults.append("what can be read is not what was saved")
        ballast.unlink()
        store.save(jobs.an_entry("after"))
    return [*faults, *diary_faults(path, {*acknowledged, "after"}, killed=False)], len(acknowledged)


def _save_till_full(store: DiaryStore, acknowledged: list[str]) -> Exception:
    while True:
        try:
            store.save(jobs.an_entry(f"s{len(acknowledged)}", "n" * 3000))
        except Exception as error:  # noqa: BLE001  any error is the result
            return error
        acknowledged.append(f"s{len(acknowledged)}")


def _importing(home: Path, ballast: Path) -> tuple[list[str], int]:
    """An import that does not fit must leave nothing behind."""
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
    return [*faults, *diary_faults(path, {"before"}, killed=False)], 1


def _making(home: Path, ballast: Path) -> tuple[list[str], int]:
    """A new diary for which there is no room must not exist afterwards."""
    # From no room at all to a little less than making a diary takes.
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
    """Fill the disk until only `leave` bytes are free."""
    # 4096 bytes are a page of a tmpfs, the smallest unit that it gives out.
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
        # An import needs room for the diary, its backup and the file, and must still not fit.
        size = 2 * kilobytes if what == "importing" else kilobytes
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(mounted)], check=True)
        # Ballast that is deleted later, to make room again.
        (mounted / "ballast").write_bytes(b"\0" * 300_000 if what in ("logging", "saving") else b"")
        faults[f"disk full while {what}"], saved_count = attempt(mounted, mounted / "ballast")
        saved += saved_count
        subprocess.run(["umount", str(mounted)], check=True)
    print(json.dumps({"saved": saved, "faults": faults}))


if __name__ == "__main__":
    os.environ["XDG_CONFIG_HOME"] = sys.argv[1]
    _inside(Path(sys.argv[1]), int(sys.argv[2]))
