"""Bad files to import (huge, deep, cut short, in another encoding, no file at all): read or refused, within seconds."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.torture import jobs
from tests.torture.hostile import FORMULAS, PATHS
from tests.torture.jobs import import_file, opened
from tests.torture.programs import Acknowledge, run
from tests.torture.results import Result
from tests.torture.seeds import csv_seeds, json_seeds
from tests.torture.soundness import diary_faults

MEMORY = 3 * 2**30
"""Bytes of memory that a program may use: more than any of these files needs, less than would harm the machine."""
HEAD = b"time,site,side,pain,note\r\n"
ROW = b"2026-03-01T20:00+01:00,knee,left,4,%s\r\n"
RECORD = '{"kind": "entry", "id": %s, "at": {"instant": "2026-03-01T20:00:00+00:00", "offset": 0}, "note": %s}'


def contents(size: float) -> dict[str, Callable[[], bytes]]:
    """Functions that make the files, by what is wrong with each; `size` is the megabytes of the huge ones."""
    many = int(size * 2**20)
    return {
        "one huge field": lambda: HEAD + ROW % (b"x" * many),
        "one huge quoted field with line ends": lambda: HEAD + ROW % (b'"' + b"x\n" * (many // 2) + b'"'),
        "a quotation mark that never closes": lambda: HEAD + b'2026-03-01,knee,left,4,"' + ROW * (many // 40),
        "a huge number of columns": lambda: HEAD[:-2] + b",c" * (many // 50) + b"\r\n" + ROW % b"x",
        "a huge number of columns in a row": lambda: HEAD + ROW % (b"," * (many // 50)),
        "a huge number of rows": lambda: HEAD + b"".join(ROW % str(n).encode() for n in range(many // 500)),
        "a huge number of bad rows": lambda: HEAD + b"yesterday,nose,up,99,\r\n" * (many // 500),
        "one line without an end": lambda: b"x" * many,
        "zero bytes only": lambda: b"\0" * many,
        "line ends only": lambda: b"\n" * many,
        "deep lists": lambda: b"[" * many,
        "deep objects": lambda: b'{"a":' * (many // 5),
        "deep lists within a thing": lambda: _json(f'{RECORD % (1, "[" * 100_000 + "]" * 100_000)}'),
        "a huge JSON text": lambda: _json(RECORD % ('"a"', f'"{"x" * many}"')),
        "a huge number of things": lambda: _json(",".join(RECORD % (f'"a{n}"', '""') for n in range(many // 500))),
        "a huge JSON number": lambda: _json(RECORD % ("9" * many, '""')),
        "keys twice": lambda: _json(RECORD.replace('"id"', '"id": "b", "id"') % ('"a"', '"x", "note": "y"')),
        "a UTF-16 file": lambda: csv_seeds()[1].decode().encode("utf-16"),
        "a UTF-16 file without its mark": lambda: csv_seeds()[1].decode().encode("utf-16-le"),
        "a UTF-32 file": lambda: csv_seeds()[1].decode().encode("utf-32"),
        "an odd half of UTF-16": lambda: csv_seeds()[1].decode().encode("utf-16")[:-1],
        "a Latin-1 file": lambda: HEAD + ROW % "naïve".encode("latin-1"),
        "a zero byte": lambda: HEAD + ROW % b"a\0b",
        "a lone surrogate": lambda: HEAD + ROW % b"\xed\xa0\x80",
        "a cut CSV": lambda: csv_seeds()[0][: len(csv_seeds()[0]) // 2],
        "a cut JSON": lambda: json_seeds()[1][: len(json_seeds()[1]) // 2],
        "formulas": lambda: HEAD + ROW % f'"{FORMULAS}"'.encode(),
        "paths": lambda: b"entry," + HEAD + b"".join(
            name + b"," + ROW % name for name in (PATHS.encode(), b"/dev/null", b"~/.bashrc", b"C:\\x", b"..", b"-o")
        ),
        "escapes": lambda: HEAD + ROW % b"\x1b[31mred\x1b]0;title\x07",
    }  # fmt: skip


def import_file_capped(acknowledge: Acknowledge, path: Path, file: Path) -> int:
    """`diary import` with limited memory."""
    # Without a limit, an import of /dev/zero would fill the memory of the machine before it failed.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    return import_file(acknowledge, path, file)


def import_foul_files(folder: Path, size: float, patience: float) -> Iterator[Result]:
    """Import each file, and paths that are no files, into a diary with one entry."""
    result = Result("foul files imported", note=f"the huge ones of {size:g} MB")
    slowest, which = 0.0, ""
    folder.mkdir(parents=True, exist_ok=True)
    with opened(folder / "full.db", create=True) as store:
        store.save(jobs.an_entry("before"))
    for name, make in {**contents(size), **_no_files()}.items():
        place = folder / name.replace(" ", "-")
        place.mkdir(parents=True)
        path, content = place / "home" / "diary.db", make()
        file = place / "foul.csv"
        if content:
            file.write_bytes(content)
        else:
            file = _NO_FILES[name]
        # A fresh copy for each file, so that none depends on what the one before left.
        path.parent.mkdir(mode=0o700)
        shutil.copyfile(folder / "full.db", path)
        path.chmod(0o600)
        ended = run(place, import_file_capped, path, file, patience=patience)
        slowest, which = max((slowest, which), (ended.seconds, name))
        faults = [*diary_faults(path, {"before"}, killed=False)]
        if ended.trouble:
            faults.append(ended.trouble)
        if not (ended.out.strip() or ended.err.strip()):
            faults.append("not a word was said")
        if odd := sorted({c for c in ended.out + ended.err if not c.isprintable() and c != "\n"}):
            faults.append(f"what was said has {odd} in it")
        if (longest := max((len(line) for line in (ended.out + ended.err).splitlines()), default=0)) > 700:
            faults.append(f"a line of {longest} characters was said")
        if touched := [each.name for each in place.iterdir() if each.name not in ("home", "foul.csv", "out", "err")]:
            faults.append(f"touched: {touched}")
        result.count(faults, name)
        if content:
            file.unlink()
    result.note += f"; slowest {slowest:.1f} s: {which}"
    yield result


_NO_FILES = {"a device without an end": Path("/dev/zero"), "a folder": Path("/"), "nothing": Path("/missing/file.csv")}


def _no_files() -> dict[str, Callable[[], bytes]]:
    return {name: bytes for name, path in _NO_FILES.items() if name != "a device without an end" or path.exists()}


def _json(records: str) -> bytes:
    return b'{"format": "pain-diary", "version": 1, "things": [' + records.encode() + b"]}"
