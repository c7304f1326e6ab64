"""Text into rows of named cells, whatever separator and line ends a spreadsheet chose."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from diary.domain.grammar.lexicon import shown
from diary.errors import DiaryError
from diary.exchange.csv_columns import COLUMNS, plain
from diary.exchange.parsed_file import Remark

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_NAMED = 20
"""How many unknown columns are named."""
_ENDS = {"\n": "LF", "\r": "CR"}
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?\r?\n?')
_EXAMPLE = "time,site,side,pain"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: the line it begins in, its filled cells by column, and why it can't be read, where it can't."""

    line: int
    cells: dict[str, str]
    problem: str = ""
    short: bool = False
    """Whether it has fewer cells than there are columns."""

    @property
    def place(self) -> str:
        """How the row is named."""
        return f"line {self.line}"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and how the file was read."""

    rows: tuple[RawRow, ...]
    remarks: tuple[Remark, ...]


def read_table(text: str, encoding: str = "") -> Table:
    """All rows that are not empty; DiaryError where the text is no table of the diary's."""
    end = _line_end(text)
    skipped = 0
    separator = ""
    if chosen := _SEPARATOR_LINE.match(text):  # Excel's own way to name the separator
        separator, text, skipped = chosen[1], text[chosen.end() :], 1
    separator = separator or _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records = _records(reader, skipped)
    header_line, header, problem = next(records, (1, [], ""))
    names = _names(header, problem, header_line)
    remarks = [_form(encoding, separator, end)] if encoding or separator != "," or end else []
    remarks += _unknown(header, names)
    rows = list(_rows(records, names))
    if rows and not text.endswith(("\n", "\r")):
        if rows[-1].short:
            rows[-1] = replace(rows[-1], problem="the file ends in the middle of this row; it was cut short")
        elif tuple(names) == COLUMNS:
            remarks.append(Remark("the last line has no end; if the file was cut short, look at its last entry"))
    return Table(tuple(rows), tuple(remarks))


def _line_end(text: str) -> str:
    """The name of the line end where it is another than CRLF."""
    found = re.search(r"\r\n|\r|\n", text)
    return _ENDS.get(found[0], "") if found else ""


def _form(encoding: str, separator: str, end: str) -> Remark:
    parts = [encoding] if encoding else []
    if separator != ",":
        parts.append(f"{SEPARATORS[separator]} between the cells")
    if end:
        parts.append(f"{end} line ends")
    return Remark(f"the file was read with {', '.join(parts)}")


def _separator(text: str) -> str:
    """The separator that finds the most known columns in the header."""

    def found(separator: str) -> int:
        try:
            header = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        except csv.Error:
            return 0
        return len({_clean(name) for name in header} & set(COLUMNS))

    best = max(SEPARATORS, key=found)
    if not found(best):
        raise DiaryError(
            f"the first line should name the columns, such as {_EXAMPLE}; this is no table that the diary can read"
        )
    return best


def _clean(name: str) -> str:
    return plain(name).strip().casefold()


def _names(header: list[str], problem: str, line: int) -> list[str]:
    names = [_clean(name) for name in header]
    if problem:
        raise DiaryError(f"line {line}: {problem}")
    for name in names:
        if name in COLUMNS and names.count(name) > 1:
            raise DiaryError(f"line {line}: the column {name} is there {names.count(name)} times; keep one")
    if "time" not in names:
        raise DiaryError(f"line {line}: there is no column called time; name the columns such as {_EXAMPLE}")
    return names


def _unknown(header: list[str], names: list[str]) -> Iterator[Remark]:
    unknown = [written for written, name in zip(header, names, strict=True) if name and name not in COLUMNS]
    for written in unknown[:_NAMED]:
        near = difflib.get_close_matches(_clean(written), COLUMNS, n=1, cutoff=0.75)
        hint = f"; did you mean {near[0]}?" if near else ""
        yield Remark(f"the column “{shown(written.strip())}” is not known and was left out{hint}")
    if len(unknown) > _NAMED:
        yield Remark(f"{len(unknown) - _NAMED:,} more columns are not known and were left out")


def _records(reader: Iterator[list[str]], skipped: int) -> Iterator[tuple[int, list[str], str]]:
    """Every record that is not empty, with the line it begins in, or with the problem that made it unreadable."""
    while True:
        line = reader.line_num + skipped + 1  # type: ignore[attr-defined]
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end of data" in str(error) or "field larger" in str(error):
                raise DiaryError(
                    f"line {line}: a quotation mark opens and never closes; the file is cut short or damaged, "
                    "so nothing was read from it"
                ) from error
            yield line, [], "after a closing quotation mark a separator should come; quote marks within are doubled"
            continue
        if any(cell and not cell.isspace() for cell in record):
            yield line, record, ""


def _rows(records: Iterator[tuple[int, list[str], str]], names: list[str]) -> Iterator[RawRow]:
    places = [(place, name) for place, name in enumerate(names) if name in COLUMNS]
    width = len(names)
    for line, record, problem in records:
        if short := len(record) < width:
            record += [""] * (width - len(record))
        elif len(record) > width and any(cell.strip() for cell in record[width:]):
            problem = f"there are {len(record)} cells but {width} columns; is a text with a separator in it not quoted?"
        yield RawRow(
            line,
            {name: plain(cell) if cell[0] == "'" else cell for place, name in places if (cell := record[place])},
            problem,
            short,
        )


_SAVE_AGAIN = "save it again as “CSV UTF-8”"

# First bytes of files that people pick by mistake.
_OTHER_FILES = (
    (b"PK\x03\x04", f"a spreadsheet or zip file, not CSV; open it and {_SAVE_AGAIN}"),
    (b"\xd0\xcf\x11\xe0", f"an old Excel file, not CSV; open it and {_SAVE_AGAIN}"),
    (b"SQLite format 3\x00", "a database, not CSV or JSON; to open it as a diary use --db, to bring it back, restore"),
    (b"%PDF-", "a PDF, not CSV or JSON; choose the file that diary export wrote"),
    (b"\x89PNG", "a picture, not CSV or JSON; choose the file that diary export wrote"),
    (b"\x1f\x8b", "a compressed file, not CSV or JSON; unpack it first"),
)

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file, and how it was read where that is not plain UTF-8; DiaryError for what is no text."""
    for magic, what in _OTHER_FILES:
        if content.startswith(magic):
            raise DiaryError(f"this is {what}")
    encoding, said = "utf-8", ""
    for mark, wide in _WIDE:
        if content.startswith(mark):
            encoding, said = wide, wide.upper()
            break
    else:
        if content.startswith(codecs.BOM_UTF8):
            encoding, said = "utf-8-sig", "UTF-8 with a byte order mark"
    if encoding.startswith("utf-8") and (place := content.find(b"\0")) >= 0:
        raise DiaryError(
            f"line {_line(content, place)} has a zero byte in it, so this is no text file, or it is damaged; "
            "choose the file that diary export wrote"
        )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-8"):
            raise DiaryError(
                f"line {_line(content, error.start)} is not UTF-8 text (the file may be in an older encoding, "
                f"such as Windows-1252); {_SAVE_AGAIN}"
            ) from error
        raise DiaryError(f"this is not {said} text all through; {_SAVE_AGAIN}") from error
    if (place := text.find("\0")) >= 0:
        raise DiaryError(f"there is a zero character in line {text.count(chr(10), 0, place) + 1}; {_SAVE_AGAIN}")
    if not text.strip():
        raise DiaryError("this file is empty; choose the file that diary export wrote")
    return text, said


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1
