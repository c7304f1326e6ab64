"""A model of a disk after a power cut: synced data is there; of the rest any part, in any order, torn at sectors."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
"""Bytes that a disk writes completely or not at all."""
TRACED = "pwrite64,write,ftruncate,fdatasync,fsync,openat,mkdir,unlink,link,rename"
# The lines of strace with -y, which shows the path behind each file number.
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
    """One file: its content on the disk, and the pieces written since the last sync."""

    synced: bytes = b""
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Pieces with their offsets; None cuts the file off there."""

    def sync(self) -> None:
        self.synced = _with_pieces(self.synced, self.waiting)
        self.waiting = []

    def after_a_cut(self, chance: random.Random) -> bytes:
        applied: list[tuple[int, bytes | None]] = []
        for place, piece in self.waiting:
            draw = chance.random()
            # One in five pieces is torn, two in five are written, the rest is lost.
            if piece is not None and draw < 0.2:
                sectors = range(0, len(piece), SECTOR)
                applied += [(place + at, piece[at : at + SECTOR]) for at in sectors if chance.random() < 0.5]
            elif draw < 0.6:
                applied.append((place, piece))
        return _with_pieces(self.synced, applied)


class Disk:
    """The files below a folder that existed before the trace began; `apply` takes the lines of the trace."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._visible: dict[str, _File | None] = {str(path): None for path in root.rglob("*") if path.is_dir()}
        """What programs see at each path; None for a folder."""
        self._visible |= {str(path): _File(path.read_bytes()) for path in root.rglob("*") if path.is_file()}
        self._synced_names = dict(self._visible)
        """What is certainly on the disk at each path."""
        self._pending_names: list[tuple[str, _File | None, bool]] = []
        """Names added or removed since then, in order: (path, file or folder, whether it was added)."""
        self._ends: dict[str, int] = {}

    def apply(self, line: str) -> None:
        """Apply one system call."""
        if self._root not in line:
            return
        if match := _WRITE.search(line):
            self._write(match["path"], _bytes(match["content"])[: int(match["done"])], match["place"])
        elif match := _CUT.search(line):
            self._file(match["path"]).waiting.append((int(match["size"]), None))
        elif match := _SYNC.search(line):
            self._sync(match["path"])
        elif match := _MADE.search(line):
            if match["path"] not in self._visible:
                self._add_name(match["path"], _File())
                self._ends[match["path"]] = 0
        elif match := _FOLDER.search(line):
            self._add_name(match["path"], None)
        elif match := _GONE.search(line):
            self._remove_name(match["path"])
        elif match := _NAMED.search(line):
            self._add_name(match["path"], self._visible[match["old"]])
            if match["how"] == "rename":
                self._remove_name(match["old"])

    def cut(self, chance: random.Random, folder: Path) -> None:
        """Write to another folder one of the states that a power cut at this moment can leave."""
        # Names reach the disk in order, as in a journaling file system; contents do not.
        left = dict(self._synced_names)
        for path, what, there in self._pending_names[: chance.randint(0, len(self._pending_names))]:
            left.pop(path, None)
            if there:
                left[path] = what
        for path in sorted(left):
            file, place = left[path], folder / Path(path).relative_to(self._root)
            if not place.parent.exists():
                continue  # the folder itself did not reach the disk
            if file is None:
                place.mkdir(mode=0o700)
            elif not path.endswith("-shm"):  # memory that programs share; it holds no data
                place.write_bytes(file.after_a_cut(chance))
                place.chmod(0o600)

    def _sync(self, path: str) -> None:
        file = self._visible.get(path)
        if file is not None:
            file.sync()
            return
        # Syncing a folder puts the names in it on the disk, and no others.
        waiting = []
        for naming in self._pending_names:
            named, what, there = naming
            if str(Path(named).parent) != path:
                waiting.append(naming)
            elif there:
                self._synced_names[named] = what
            else:
                self._synced_names.pop(named, None)
        self._pending_names = waiting

    def _file(self, path: str) -> _File:
        # What is written to an open file that lost its name is lost with it.
        return self._visible.get(path) or _File()

    def _write(self, path: str, content: bytes, place: str | None) -> None:
        # A plain write continues where the last one ended; the store never moves the position in any other way.
        at = int(place) if place is not None else self._ends.get(path, 0)
        self._file(path).waiting.append((at, content))
        if place is None:
            self._ends[path] = at + len(content)

    def _add_name(self, path: str, what: _File | None) -> None:
        self._visible[path] = what
        self._pending_names.append((path, what, True))

    def _remove_name(self, path: str) -> None:
        self._visible.pop(path, None)
        self._pending_names.append((path, None, False))


def _with_pieces(content: bytes, pieces: Sequence[tuple[int, bytes | None]]) -> bytes:
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
    """The bytes that strace shows; its C escapes are the same as in a bytes literal of Python."""
    content: bytes = ast.literal_eval(f'b"{shown}"')
    return content
