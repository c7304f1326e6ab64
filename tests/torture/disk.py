"""A disk as a power cut leaves it: what was synced is there, of the rest any part, in any order, torn at any sector."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
TRACED = "pwrite64,write,ftruncate,fdatasync,fsync,openat,mkdir,unlink,link,rename"
_FILE = r'\d+<(?P<path>[^>"]*)>'
_WRITE = re.compile(rf'p?write(?:64)?\({_FILE}, "(?P<content>.*)", \d+(?:, (?P<place>\d+))?\) += (?P<done>\d+)')
_CUT = re.compile(rf"ftruncate\({_FILE}, (?P<size>\d+)\) += 0")
_SYNC = re.compile(rf"f(?:data)?sync\({_FILE}\) += 0")
_MADE = re.compile(r'openat\([^"]*"(?P<path>.*)", [^"]*O_CREAT[^"]*\) += \d+')
_FOLDER = re.compile(r'mkdir\("(?P<path>.*)", \d+\) += 0')
_GONE = re.compile(r'unlink\("(?P<path>.*)"\) += 0')
_NAMED = re.compile(r'(?P<how>link|rename)\("(?P<old>.*)", "(?P<path>.*)"\) += 0')


@dataclass
class _File:
    """One file: what of it is on the disk, and what was written since."""

    synced: bytes = b""
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Pieces with their places; None cuts the file off there."""

    def sync(self) -> None:
        self.synced = _with(self.synced, self.waiting)
        self.waiting = []

    def after_a_cut(self, chance: random.Random) -> bytes:
        kept: list[tuple[int, bytes | None]] = []
        for place, piece in self.waiting:
            fate = chance.random()
            if piece is not None and fate < 0.2:
                sectors = range(0, len(piece), SECTOR)
                kept += [(place + at, piece[at : at + SECTOR]) for at in sectors if chance.random() < 0.5]
            elif fate < 0.6:
                kept.append((place, piece))
        return _with(self.synced, kept)


class Disk:
    """The files below a folder that was there from the start, fed with the lines of a trace."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._now: dict[str, _File | None] = {str(path): None for path in root.rglob("*") if path.is_dir()}
        """What programs see at each path; None for a folder."""
        self._now |= {str(path): _File(path.read_bytes()) for path in root.rglob("*") if path.is_file()}
        self._kept = dict(self._now)
        """What each path is known to be on the disk."""
        self._namings: list[tuple[str, _File | None, bool]] = []
        """What became of names since (a path, what it is now, whether it is there); nothing comes before its turn."""
        self._ends: dict[str, int] = {}

    def happens(self, line: str) -> None:
        """One system call."""
        if self._root not in line:
            return
        if found := _WRITE.search(line):
            self._write(found["path"], _bytes(found["content"])[: int(found["done"])], found["place"])
        elif found := _CUT.search(line):
            self._file(found["path"]).waiting.append((int(found["size"]), None))
        elif found := _SYNC.search(line):
            self._sync(found["path"])
        elif found := _MADE.search(line):
            if found["path"] not in self._now:
                self._name(found["path"], _File())
                self._ends[found["path"]] = 0
        elif found := _FOLDER.search(line):
            self._name(found["path"], None)
        elif found := _GONE.search(line):
            self._unname(found["path"])
        elif found := _NAMED.search(line):
            self._name(found["path"], self._now[found["old"]])
            if found["how"] == "rename":
                self._unname(found["old"])

    def cut(self, chance: random.Random, folder: Path) -> None:
        """Write down in another folder what a power cut now might leave."""
        left = dict(self._kept)
        for path, what, there in self._namings[: chance.randint(0, len(self._namings))]:
            left.pop(path, None)
            if there:
                left[path] = what
        for path in sorted(left):
            file, place = left[path], folder / Path(path).relative_to(self._root)
            if not place.parent.exists():
                continue  # the folder itself did not make it to the disk
            if file is None:
                place.mkdir(mode=0o700)
            elif not path.endswith("-shm"):  # memory that programs share; nothing is kept in it
                place.write_bytes(file.after_a_cut(chance))
                place.chmod(0o600)

    def _sync(self, path: str) -> None:
        file = self._now.get(path)
        if file is not None:
            file.sync()
            return
        waiting = []
        for naming in self._namings:
            named, what, there = naming
            if str(Path(named).parent) != path:
                waiting.append(naming)
            elif there:
                self._kept[named] = what
            else:
                self._kept.pop(named, None)
        self._namings = waiting

    def _file(self, path: str) -> _File:
        # One that lost its name while it was open takes what is written to it along.
        return self._now.get(path) or _File()

    def _write(self, path: str, content: bytes, place: str | None) -> None:
        # A plain write goes on where the one before ended; nothing of the store's writes in any other way.
        at = int(place) if place is not None else self._ends.get(path, 0)
        self._file(path).waiting.append((at, content))
        if place is None:
            self._ends[path] = at + len(content)

    def _name(self, path: str, what: _File | None) -> None:
        self._now[path] = what
        self._namings.append((path, what, True))

    def _unname(self, path: str) -> None:
        self._now.pop(path, None)
        self._namings.append((path, None, False))


def _with(content: bytes, pieces: Sequence[tuple[int, bytes | None]]) -> bytes:
    made = bytearray(content)
    for place, piece in pieces:
        if piece is None:
            del made[place:]
            made.extend(bytes(place - len(made)))
        else:
            made.extend(bytes(max(0, place - len(made))))
            made[place : place + len(piece)] = piece
    return bytes(made)


def _bytes(shown: str) -> bytes:
    """What strace shows of a content is written as in C, which for bytes is as in Python."""
    found: bytes = ast.literal_eval(f'b"{shown}"')
    return found
