"""Rows for the journal, encryption, the inbox, another app's file, a rehabilitation and many sites."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep

from diary.clock import Clock
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading
from diary.domain.vocabulary import CENTER, REGIONS, RIGHT
from diary.samples import sample_csv
from diary.store.diary_store import open_diary
from tests.bench.diaries import copy_of
from tests.bench.measured import LOADS, SHORT, Bench, Row
from tests.bench.programs import Terminal, diary, run

PASSPHRASE = "DIARY_PASSPHRASE_COMMAND"
INBOX_LINES = 1_000
HEALTH_MEGABYTES = 100
MANY_SITES = 30


def journal(bench: Bench) -> Iterator[Row]:
    """A commit with the rollback journal, which leaves one file for a sync service, beside one with a WAL."""
    seconds = {}
    for mode in ("wal", "delete"):
        with closing(sqlite3.connect(copy_of(SHORT, bench.home, f"{mode}.db"), isolation_level=None)) as connection:
            connection.execute(f"PRAGMA journal_mode = {mode}")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("CREATE TABLE IF NOT EXISTS bench (number INTEGER)")
            times = []
            for number in range(bench.times * 10):
                began = perf_counter()
                connection.execute("INSERT INTO bench VALUES (?)", (number,))
                times.append(perf_counter() - began)
            seconds[mode] = median(times)
    yield Row("a commit with the rollback journal, beside a WAL", seconds["delete"], seconds["wal"], 0.010, kind="more")


def encrypted(bench: Bench) -> Iterator[Row]:
    """An entry in an encrypted diary beside a plain one, with a passphrase command. Needs the extra `encrypted`."""
    plain, sealed = (str(copy_of(SHORT, bench.home, name)) for name in ("plain.db", "sealed.db"))
    before = os.environ.get(PASSPHRASE)
    os.environ[PASSPHRASE] = "echo correct horse battery"
    try:
        run(diary("encrypt", "--db", sealed), bench.home)
        words = ("log", "4", "lower", "back", "--db")
        for path in (plain, sealed):  # the first of a day makes the backup
            run(diary(*words, path), bench.home)
        what = f"diary log, encrypted, {SHORT:,} entries, beside a plain one"
        yield bench.pair(what, diary(*words, sealed), diary(*words, plain), 0.25, "more")
        yield bench.memory(diary(*words, sealed), 80)
    finally:
        os.environ.pop(PASSPHRASE)
        if before is not None:
            os.environ[PASSPHRASE] = before


def inbox(bench: Bench) -> Iterator[Row]:
    """A thousand lines of a phone, each an entry of its own."""
    file = bench.home / "inbox.txt"
    first = datetime.now(UTC).replace(tzinfo=None) - timedelta(minutes=2 * INBOX_LINES)
    times = (first + timedelta(minutes=number) for number in range(INBOX_LINES))
    file.write_text("".join(f"{at:%Y-%m-%dT%H:%M} left knee {at.minute % 7}\n" for at in times), "utf-8")
    seconds = []
    for _ in range(max(2, bench.times // 3)):
        path = copy_of(SHORT, bench.home, "inbox.db")
        seconds.append(run(diary("inbox", str(file), "--tz", "UTC", "--db", str(path)), bench.home))
    yield Row(f"diary inbox, {INBOX_LINES:,} lines", median(seconds), None, 5.0, kind="most")
    path = copy_of(SHORT, bench.home, "inbox.db")
    yield bench.memory(diary("inbox", str(file), "--tz", "UTC", "--db", str(path)), 100)


def _health_export(path: Path) -> None:
    """An export of Apple Health of that size: hardly any of it is of pain, as in a real one."""
    step = '<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Phone" unit="count" creationDate="{0}" '
    step += 'startDate="{0}" endDate="{0}" value="{1}"/>\n'
    pain = '<Record type="HKCategoryTypeIdentifierLowerBackPain" sourceName="Phone" creationDate="{0}" '
    pain += 'startDate="{0}" endDate="{0}" value="HKCategoryValueSeverityMild"/>\n'
    at, number, written = datetime(2020, 1, 1, tzinfo=UTC), 0, 0
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n')
        while written < HEALTH_MEGABYTES * 1_000_000:
            at, number = at + timedelta(minutes=4), number + 1
            text = f"{at:%Y-%m-%d %H:%M:%S} +0000"
            written += file.write((pain if number % 500 == 0 else step).format(text, number % 90))
        file.write("</HealthData>\n")


def health(bench: Bench) -> Iterator[Row]:
    """What would come in of a large export of Apple Health; its memory must not grow with the file."""
    file = bench.home / "export.xml"
    _health_export(file)
    path = str(copy_of(0, bench.home, "health.db"))
    program = diary("import", str(file), "--dry-run", "--db", path)
    run(program, bench.home)  # writes the map
    what = f"diary import of {HEALTH_MEGABYTES} MB of Apple Health"
    yield Row(what, run(program, bench.home), None, 10.0, kind="most")
    yield bench.memory(program, 150)


def rehabilitation(bench: Bench) -> Iterator[Row]:
    """The report of the sample, which has a programme, scores, treatments and visits."""
    source = bench.home / "sample.csv"
    source.write_bytes(sample_csv("ninety-days"))
    path = str(bench.home / "sample.db")
    run(diary("import", str(source), "--db", path), bench.home)
    words = ("report", "--now", "2026-11-02T20:14", "-o", "out.pdf", "--db", path)
    seconds = [run(diary(*words), bench.home) for _ in range(max(2, bench.times // 3))]
    yield Row("diary report with programme and scores", median(seconds), None, 6.0, kind="most")
    yield bench.memory(diary(*words), 250)


def sites(bench: Bench) -> Iterator[Row]:
    """A key on a screen of thirty sites, and its peak memory."""
    path, now = bench.home / "sites.db", datetime.now(UTC) - timedelta(hours=1)
    places = [(name, RIGHT if region.paired else CENTER) for name, region in REGIONS.items()]
    with open_diary(path, clock=Clock(UTC, "UTC"), program="cli", create=True) as store:
        for number, place in enumerate(islice(places, MANY_SITES)):
            at = Moment(now - timedelta(minutes=number))
            store.save(Entry(id=f"{number:020x}", at=at, recorded=at.instant, readings=(Reading(*place, 3),)))
    window = Terminal(diary("--db", str(path)), bench.home)
    window.wait("14 days")
    window.settle()
    sleep(LOADS)
    window.press("1", "‹1›")
    seconds = [window.press(str(2 + n % 7), f"‹{2 + n % 7}›") for n in range(max(20, bench.times * 4))]
    memory = window.close()
    what = f"a key → painted, {MANY_SITES} sites, 95th percentile"
    yield Row(what, quantiles(seconds, n=20)[-1], None, 0.030, kind="most")
    yield Row("  peak memory of that screen", memory, None, 120.0, unit="MB", kind="most")
