"""Apple Health: `export.xml`, often more than a gigabyte, alone or in its zip; read in pieces, in the same memory.

Read are the symptoms that a person logs: category records whose value is a severity or says whether it was there. The
words (Mild, Moderate, Severe, Unspecified) have no standard numbers, and NotPresent is no level.

Expat itself reads the file, without a tree, and with handlers that refuse what an export has no use for. A library such
as defusedxml refuses the same, but it builds a tree that has to be emptied while it grows.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from diary.errors import DiaryError
from diary.exchange.apps.rows import MOST_ROWS, NOTE, Export, Fact, ForeignRow, Progress

APP = "Apple Health"
SCALE = "Severity"
SECTIONS = {"Symptoms": "", "Other": NOTE}
_PIECE = 1 << 18
_MOST_DEPTH, _LONGEST_TAG = 60, 4_000_000
"""Elements within each other, and bytes of one tag: an export has six and some thousand."""
_LARGEST, _MOST_RATIO = 50_000_000_000, 200
"""Bytes of the unpacked file, and how many times larger than packed: an export is about 25 times as large."""
_DOCTYPE_WITHIN = 1 << 20
_TYPE = "HKCategoryTypeIdentifier"
_VALUE = re.compile(r"HKCategoryValue(?:Severity|Presence)(?P<word>\w+)")
# Its order in memory, without a doctype: some versions of the phone wrote one that is not well-formed.
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)


def looks_like(path: Path) -> bool:
    """Whether a file is a zip, or begins as the export does."""
    with path.open("rb") as file:
        start = file.read(4096)
    return (
        start.startswith(b"PK\x03\x04")
        or (b"<HealthData" in start)
        or start.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml")
    )


def read(path: Path, progress: Progress | None = None) -> Export:
    """The symptoms of an export; DiaryError for any other file, and for one that is damaged or made to do harm."""
    with _opened(path) as (file, size):
        reader = _Reader()
        for done, piece in _pieces(file):
            reader.feed(piece)
            if progress:
                progress(done, size)
        reader.close()
    remarks = [f"records of other kinds that were left out: {reader.others:,}"] if reader.others else []
    return Export(APP, tuple(reader.rows), SECTIONS, remarks=tuple(remarks))


class _Reader:
    """Takes the pieces of the file, and keeps the rows that are symptoms."""

    def __init__(self) -> None:
        self.rows: list[ForeignRow] = []
        self.others = 0
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        # No document type ever reaches the parser, see `_without_doctype`; so there is nothing that it could expand.
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        parser.SkippedEntityHandler = self._refuse
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._depth = self._fed = self._within = 0
        self._record: dict[str, str] | None = None
        self._line = 0
        self._zone = ""

    def feed(self, piece: bytes) -> None:
        """Read a piece; DiaryError where it is no XML that an export may hold."""
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError as error:
            raise _damaged(error) from error
        self._fed += len(piece)
        # What the parser waits for the end of, it keeps in memory.
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG:
            raise _harmful("one of its tags never ends")

    def close(self) -> None:
        """Say that this was the last piece."""
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise _damaged(error) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._depth and name != "HealthData":
            raise DiaryError(f"this XML file is no export of Apple Health: it begins with {name[:40]}")
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise _harmful(f"there are more than {_MOST_DEPTH} elements within each other")
        # What stands in a correlation stands in the file by itself too.
        if self._within:
            return
        if name == "Correlation":
            self._within = self._depth
        elif name == "Record":
            self._begin(attributes)
        elif name == "MetadataEntry" and self._record is not None and attributes.get("key") == "HKTimeZone":
            self._zone = attributes.get("value", "")

    def _begin(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("type", "")
        if not kind.startswith(_TYPE) or not _VALUE.fullmatch(attributes.get("value", "")):
            self.others += 1
            return
        self._record, self._zone, self._line = attributes, "", self._parser.CurrentLineNumber

    def _end(self, name: str) -> None:
        if self._depth == self._within:
            self._within = 0
        self._depth -= 1
        if name != "Record" or self._record is None or self._within:
            return
        record, self._record = self._record, None
        if len(self.rows) >= MOST_ROWS:
            raise DiaryError(f"there are more than {MOST_ROWS:,} symptoms in it, which is more than a diary")
        match = _VALUE.fullmatch(record["value"])
        assert match is not None
        facts = [Fact("Symptoms", record["type"].removeprefix(_TYPE), match["word"], scale=SCALE)]
        start, end = record.get("startDate", ""), record.get("endDate", "")
        if end and end != start:
            facts.append(Fact("Other", "Until", end))
        self.rows.append(ForeignRow(f"line {self._line}", start, zone=self._zone, facts=tuple(facts)))

    @staticmethod
    def _refuse(*_: Any) -> Any:
        raise _harmful("it declares entities or a type of its own")


def _pieces(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The file in pieces, each with the bytes read so far; the document type is blanked out, its lines stay."""
    start = _without_doctype(file.read(_DOCTYPE_WITHIN))
    done = len(start)
    for offset in range(0, done, _PIECE):
        yield min(offset + _PIECE, done), start[offset : offset + _PIECE]
    while piece := file.read(_PIECE):
        done += len(piece)
        if done > _LARGEST:
            raise _harmful("it never ends")
        yield done, piece


def _without_doctype(start: bytes) -> bytes:
    match = _DOCTYPE.search(start)
    if match is None:
        return start
    if b"<!ENTITY" in match[0].upper():
        raise _harmful("it declares entities")
    return start[: match.start()] + re.sub(rb"[^\n]", b" ", match[0]) + start[match.end() :]


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The XML of a file, alone or in a zip, and its size."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            yield file, path.stat().st_size
        return
    try:
        with zipfile.ZipFile(path) as archive:
            member = _export_in(archive)
            with archive.open(member) as file:
                yield file, member.file_size
    # NotImplementedError is what zipfile raises for a compression that it does not know.
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise DiaryError(f"this zip file is damaged or cut short ({error}); nothing was imported") from error


def _export_in(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The export in a zip: phones name it in their own language, beside the same data as a clinical document."""
    members = [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith(".xml") and not member.filename.lower().endswith("_cda.xml")
    ]
    if not members:
        raise DiaryError("there is no export of Apple Health in this zip file; unpack it and choose the file in it")
    member = max(members, key=lambda one: one.file_size)
    if member.flag_bits & 1:
        raise DiaryError("this zip file is locked with a password; unpack it and choose the file in it")
    if member.file_size > _LARGEST or member.file_size > _MOST_RATIO * max(member.compress_size, 1):
        raise _harmful("it is packed in a way that no export is")
    return member


def _damaged(error: expat.ExpatError) -> DiaryError:
    return DiaryError(f"line {error.lineno}: the file is cut short or damaged here, so nothing was imported from it")


def _harmful(reason: str) -> DiaryError:
    return DiaryError(f"{reason}, which no export of Apple Health does; nothing was imported")
