"""The rows of the table: what is measured, its floor, and the bound to reach."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from math import log as logarithm
from statistics import median, quantiles
from time import sleep
from typing import Any

from diary.analysis.snapshot import Snapshot
from diary.clock import Clock
from diary.exchange.csv_write import csv_of
from diary.report import report_model
from diary.report.blocks import Picture
from diary.report.document import sheet_of
from diary.review.snapshot import whole_review
from diary.settings import Settings
from diary.store.diary_store import open_diary
from tests.bench import floors
from tests.bench.diaries import copy_of, diary_of
from tests.bench.further_rows import encrypted, health, inbox, journal, rehabilitation, sites
from tests.bench.measured import DIARY_SIZES, LOADS, LONG, READS_ALL, SHORT, TIGHT, Bench, Row
from tests.bench.programs import Terminal, diary, python, run


def starting(bench: Bench) -> Iterator[Row]:
    """Help, version and completion against an empty program."""
    for words in (["--help"], ["--version"], ["completions", "bash"]):
        yield bench.pair(f"diary {' '.join(words)}", diary(*words), python("pass"), 0.060, "more")


def _sized(bench: Bench, words: list[str], bound: float, *, writes: bool = False) -> Iterator[Row]:
    at_zero = None
    for size in DIARY_SIZES:
        path = str(copy_of(size, bench.home)) if writes else str(diary_of(size))
        # The first run of a day also makes the backup, so it is not timed.
        run(diary(*words, "--db", path), bench.home)
        name = f"diary {' '.join(words)}, {size:,} entries"
        row = bench.pair(name, diary(*words, "--db", path), python(floors.IMPORT), bound)
        yield row
        at_zero = at_zero or row
        if row is not at_zero:
            yield Row(f"  the same beside {DIARY_SIZES[0]:,} entries", row.figure, at_zero.figure, 1 + TIGHT, unit="×")
        if size == LONG:
            yield bench.memory(diary(*words, "--db", path), 80)


def log(bench: Bench) -> Iterator[Row]:
    """One entry, saved and synced."""
    yield from _sized(bench, ["log", "4", "lower", "back"], 1.15, writes=True)


def status(bench: Bench) -> Iterator[Row]:
    """The status for a shell prompt."""
    yield from _sized(bench, ["status", "--short"], 0.75)


def check(bench: Bench) -> Iterator[Row]:
    """The findings."""
    yield from _sized(bench, ["check"], 0.75)


def history(bench: Bench) -> Iterator[Row]:
    """The replay of ten years, and how its time grows with the entries."""
    path = str(diary_of(LONG))
    program, floor = diary("history", "--db", path), python(floors.ALL_ROWS, path)
    row = bench.pair(f"diary history, {LONG:,} entries", program, floor, 2.0)
    yield Row(row.what, row.value, row.floor, 2.0, kind="most")
    # Without the time for an empty diary, so that the exponent is that of the entries alone.
    empty = median(run(diary("history", "--db", str(diary_of(0))), bench.home) for _ in range(bench.times))
    few = median(run(diary("history", "--db", str(diary_of(SHORT))), bench.home) for _ in range(bench.times))
    grown = logarithm((row.value - empty) / max(few - empty, 1e-3)) / logarithm(LONG / SHORT)
    yield Row(f"  its exponent from {SHORT:,} entries on", grown, None, 1.1, unit="", kind="most")
    yield bench.memory(program, 150)


def screen(bench: Bench) -> Iterator[Row]:
    """The first frame, and the diary of today on the screen."""
    plain = python(floors.SCREEN.format(first=""))
    loaded = python(floors.SCREEN.format(first=floors.IMPORT))
    for size in DIARY_SIZES:
        firsts, todays, frames, froms, memory, base = [], [], [], [], [], []
        for _ in range(bench.times + 1):
            small = Terminal(plain, bench.home)
            frames.append(small.until("one line"))
            small.close()
            small = Terminal(loaded, bench.home)
            froms.append(small.until("one line"))
            base.append(small.close())
            ours = Terminal(diary("--db", str(copy_of(size, bench.home))), bench.home)
            firsts.append(ours.until("Pain diary"))
            todays.append(ours.wait("h all" if size else "usually hurt") - ours.began)
            ours.settle()
            memory.append(ours.close())
        # The first round warms up, and is not counted.
        yield Row(f"screen, first frame, {size:,} entries", median(firsts[1:]), median(frames[1:]), 1.15)
        yield Row(f"screen, today's diary, {size:,} entries", median(todays[1:]), median(froms[1:]), 1.25)
        if size == LONG:
            yield Row("  peak memory of the screen", median(memory), median(base), 1.3, unit="MB")


def keys(bench: Bench) -> Iterator[Row]:
    """From a key press to the painted result."""
    open_screen = Terminal(diary("--db", str(copy_of(SHORT, bench.home))), bench.home)
    open_screen.wait("h all")
    open_screen.settle()
    sleep(LOADS)
    open_screen.press("1", "‹1›")
    # A 95th percentile of fewer than 20 values would be about the slowest one.
    count = max(20, bench.times * 4)
    digits = [open_screen.press(str(2 + n % 7), f"‹{2 + n % 7}›") for n in range(count)]
    saves = []
    for n in range(count):
        open_screen.press(str(2 + n % 7), f"‹{2 + n % 7}›")
        saves.append(open_screen.press("\r", "Saved"))
    open_screen.close()
    yield Row("a key → painted, 95th percentile", quantiles(digits, n=20)[-1], None, 0.030, kind="most")
    yield Row("Enter → “Saved” painted, 95th percentile", quantiles(saves, n=20)[-1], None, 0.080, kind="most")


def trends(bench: Bench) -> Iterator[Row]:
    """A quarter, a year and ten years, after Trends is opened."""
    pane = Terminal(diary("--db", str(copy_of(LONG, bench.home))), bench.home)
    pane.wait("h all")
    pane.settle()
    pane.press("g", "14 days")
    sleep(READS_ALL)
    pane.settle()
    pane.press("p", "these 28 days")
    for what, words in (("90 days", "these 90 days"), ("a year", "these 365 days"), ("ten years", "these 3651 days")):
        yield Row(f"Trends, {what}, {LONG:,} entries", pane.press("p", words), None, 0.150, kind="most")
    pane.close()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if not isinstance(value, Snapshot):
            return NotImplemented
        # What a snapshot has found stands by functions and ids, which are of this process alone.
        state = {name: part for name, part in vars(value).items() if name not in ("searches", "walks")}
        return copyreg.__newobj__, (Snapshot,), state  # type: ignore[attr-defined]


def pickled_report(value: Any) -> bytes:
    """A report and its pictures, for another process."""
    file = io.BytesIO()
    _Pickler(file).dump(value)
    return file.getvalue()


def report(bench: Bench) -> Iterator[Row]:
    """The PDF, compared with drawing its pictures and an empty page; and ten years, compared with 90 days."""
    path, now = diary_of(SHORT), datetime.now(UTC)
    with open_diary(path, clock=Clock(UTC, "UTC"), program="cli", create=False) as store:
        review = whole_review(store, now)
    since = now.date() - timedelta(days=89)
    model = report_model(review, since=since, until=now.date(), settings=Settings())
    sheet = sheet_of(model)
    pictures = [block for block in (*sheet.first, *sheet.behind) if isinstance(block, Picture)]
    # The floor reads the finished model: making it is work of the diary, not of the floor.
    pickled = bench.home / "report.pickle"
    pickled.write_bytes(pickled_report((model, pictures)))
    words = ["report", "-o", "out.pdf", "--since"]
    program = diary(*words, since.isoformat(), "--db", str(path))
    row = bench.pair("diary report, PDF, 90 days", program, python(floors.PICTURES, str(pickled)), 1.4)
    yield row
    yield bench.memory(program, 250)
    first = (now.date() - timedelta(days=3_650)).isoformat()
    long = [run(diary(*words, first, "--db", str(diary_of(LONG))), bench.home) for _ in range(max(2, bench.times // 3))]
    yield Row("diary report, PDF, ten years, beside 90 days", median(long), row.value, 3.0)
    yield bench.memory(diary(*words, first, "--db", str(diary_of(LONG))), 400)


def importing(bench: Bench) -> Iterator[Row]:
    """The import of ten years of CSV into an empty diary."""
    source, target = bench.home / "rows.csv", bench.home / "import.db"
    with open_diary(diary_of(LONG), clock=Clock(UTC, "UTC"), program="cli", create=False) as store:
        source.write_bytes(csv_of(store.read()))
    floor = python(floors.CSV_ROWS, str(source), str(bench.home / "floor.db"))
    ours, theirs = [], []
    # A third of the runs, because each takes more than seven seconds.
    for _ in range(max(2, bench.times // 3)):
        target.unlink(missing_ok=True)
        ours.append(run(diary("import", str(source), "--db", str(target)), bench.home))
        theirs.append(run(floor, bench.home))
    yield Row(f"CSV import, {LONG:,} entries", median(ours), median(theirs), 3.0)
    target.unlink()
    yield bench.memory(diary("import", str(source), "--db", str(target)), 250)


def jrnl(bench: Bench) -> Iterator[Row]:
    """`jrnl` adding an entry to a journal of the same size; no rows if it is not installed."""
    if find_spec("jrnl") is None:
        return
    for size, bound in ((SHORT, 1.0), (LONG, 5.0)):
        journal = bench.home / f"journal-{size}.txt"
        journal.write_text("".join(f"[2020-01-01 {n % 24:02}:00] Back 4, dull.\n\n" for n in range(size)), "utf-8")
        config = bench.home / "jrnl.yaml"
        config.write_text(f"journals:\n  default: {journal}\neditor: ''\nencrypt: false\nversion: v4.0\n", "utf-8")
        theirs = python(
            "from jrnl.main import run; import sys; sys.exit(run())", "--config-file", str(config), "back", "4"
        )
        path = str(copy_of(size, bench.home))
        run(diary("log", "4", "lower", "back", "--db", path), bench.home)
        what = f"jrnl, {size:,} entries, beside diary log"
        yield bench.pair(what, theirs, diary("log", "4", "lower", "back", "--db", path), bound, "least")


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "start": starting,
    "log": log,
    "status": status,
    "check": check,
    "history": history,
    "screen": screen,
    "keys": keys,
    "trends": trends,
    "report": report,
    "import": importing,
    "journal": journal,
    "encrypted": encrypted,
    "inbox": inbox,
    "health": health,
    "rehabilitation": rehabilitation,
    "sites": sites,
    "jrnl": jrnl,
}
