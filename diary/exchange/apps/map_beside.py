"""A file of another app with the map beside it: the map is read, completed, asked about and obeyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diary.clock import Clock
from diary.errors import DiaryError
from diary.exchange.apps.convert import convert
from diary.exchange.apps.map_file import Line, answered, completed_map, lines_of, map_of, questions, write_map
from diary.exchange.apps.map_questions import check_answer
from diary.exchange.apps.name_map import read_map
from diary.exchange.apps.recognise import ForeignFile, foreign_file
from diary.exchange.apps.rows import IGNORE, Progress
from diary.exchange.file_content import unreadable
from diary.exchange.parsed_file import ParsedFile
from diary.files import is_database
from diary.gc_pause import collector_paused


@dataclass(slots=True)
class MappedFile:
    """A file of another app, and the text of its map; "" where there is none yet."""

    path: Path
    file: ForeignFile
    text: str
    steps: tuple[str, ...]
    """How the file comes in, as comments at the top of the map."""

    @property
    def place(self) -> Path:
        """Where the map is."""
        return map_of(self.path)

    @property
    def lines(self) -> list[Line]:
        """All lines of the map that say what something means."""
        return lines_of(self.text)

    @property
    def questions(self) -> list[Line]:
        """The lines of the map that wait for an answer."""
        return questions(self.text)

    @collector_paused()
    def complete(self) -> None:
        """Write the map with a line for all that the file has; what stands in it stays as it is."""
        columns = read_map(self.text, self.place.name).columns if self.text else {}
        self._write(completed_map(self.file.read(columns), self.path.name, self.text, self.steps))

    def answer(self, keys: tuple[str, ...], answer: str) -> None:
        """Write an answer into a line of the map; InvalidValue for one that it can't hold."""
        self._write(answered(self.text, keys, check_answer(keys, answer)))
        # What a column holds may bring new names.
        if keys[0] == "columns":
            self.complete()

    def ignore_names(self) -> None:
        """Leave out all names that are still open."""
        text = self.text
        for question in self.questions:
            if question.keys[0] == "names":
                text = answered(text, question.keys, IGNORE)
        self._write(text)

    @collector_paused()
    def records(self, clock: Clock, progress: Progress | None = None) -> ParsedFile:
        """The records of the file by its map; `progress` is called with the rows done, and all of them."""
        names = read_map(self.text, self.place.name)
        return convert(self.file.read(names.columns), names, clock, progress)

    def _write(self, text: str) -> None:
        if text != self.text:
            write_map(self.place, text)
            self.text = text


@collector_paused()
def mapped_file(
    path: Path, content: Callable[[Path], bytes], steps: tuple[str, ...], progress: Progress | None = None
) -> MappedFile | None:
    """The file as one of another app; None for the diary's own files. `content` gives the bytes of a file."""
    try:
        # A pipe can't be read twice, and has no place beside it.
        if not path.is_file() or is_database(path):
            return None
        file = foreign_file(path, lambda: content(path), progress)
        return None if file is None else MappedFile(path, file, _text_of(map_of(path)), steps)
    except OSError as error:
        raise unreadable(path, error) from error


def _text_of(place: Path) -> str:
    if not place.exists():
        return ""
    if not place.is_file() or is_database(place):
        raise DiaryError(f"{place} is no map; move it away")
    try:
        return place.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DiaryError(f"the map {place.name} is not UTF-8 text; save it again as that") from error
