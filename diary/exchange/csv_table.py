"""Reads text into rows of named cells, with any separator and line end that a spreadsheet may choose."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from diary.domain.grammar.tokens import shown
from diary.errors import DiaryError, ErrorHint
from diary.exchange.csv_columns import COLUMNS, FIRST_EDITION, plain
from diary.exchange.parsed_file import Remark
from diary.files import DATABASE_MARK

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_MOST_NAMED = 20
"""Unknown columns that are named; of thousands nobody would read all."""
_LINE_END_NAMES = {"\n": "LF", "\r": "CR"}
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?\r?\n?')
_EXAMPLE = "time,site,side,pain"


class RawRow(NamedTuple):
    """One row: the line it begins in, its filled cells by column, and the problem if it can't be read."""

    line: int
    cells: dict[str, str]
    problem: str = ""
    short: bool = False
    """Whether it has fewer cells than there are columns."""

    @property
    def place(self) -> str:
        """The name of the row in messages."""
        return f"line {self.line}"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and how the file was read."""

    rows: tuple[RawRow, ...]
    remarks: tuple[Remark, ...]


def read_table(text: str, encoding: str = "") -> Table:
    """All rows that are not empty; DiaryError if the text is no table that the diary can read."""
    end = _line_end(text)
    skipped = 0
    separator = ""
    if chosen := _SEPARATOR_LINE.match(text):  # Excel's own way to name the separator
        separator, text, skipped = chosen[1], text[chosen.end() :], 1
    separator = separator or _separator(text)
    # Strict: a stray quotation mark is an error. Otherwise the csv module guesses, and cells change unnoticed.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records = records_of(reader, skipped)
    header_line, header, problem = next(records, (1, [], ""))
    names = _names(header, problem, header_line)
    remarks = [_form_remark(encoding, separator, end)] if encoding or separator != "," or end else []
    remarks += _unknown_columns(header, names)
    rows = list(_rows(records, names))
    if rows and not text.endswith(("\n", "\r")):
        if rows[-1].short:
            rows[-1] = rows[-1]._replace(problem="the file ends in the middle of this row; it was cut short")
        # An export of any version always ends its last line; a table that a person made need not.
        elif tuple(names[: len(FIRST_EDITION)]) == FIRST_EDITION:
            remarks.append(Remark("the last line has no end; if the file was cut short, look at its last entry"))
    return Table(tuple(rows), tuple(remarks))


def _line_end(text: str) -> str:
    """The name of the line end; "" if it is CRLF, as the diary writes it, or if there is none."""
    match = re.search(r"\r\n|\r|\n", text)
    return _LINE_END_NAMES.get(match[0], "") if match else ""


def _form_remark(encoding: str, separator: str, end: str) -> Remark:
    parts = [encoding] if encoding else []
    if separator != ",":
        parts.append(f"{SEPARATORS[separator]} between the cells")
    if end:
        parts.append(f"{end} line ends")
    return Remark(f"the file was read with {', '.join(parts)}")


def _separator(text: str) -> str:
    """The separator with which the header has the most known columns; DiaryError if it has none with any."""

    file = io.StringIO(text, newline="")

    def known_columns(separator: str) -> int:
        file.seek(0)
        try:
            header = next(csv.reader(file, delimiter=separator), [])
        except csv.Error:
            return 0
        return len({_column_name(name) for name in header} & set(COLUMNS))

    best = max(SEPARATORS, key=known_columns)
    if not known_columns(best):
        raise DiaryError(
            f"the first line should name the columns, such as {_EXAMPLE}; this is no table that the diary can read"
        )
    return best


def _column_name(name: str) -> str:
    return plain(name).strip().casefold()


def _names(header: list[str], problem: str, line: int) -> list[str]:
    names = [_column_name(name) for name in header]
    if problem:
        raise DiaryError(f"line {line}: {problem}")
    for name in names:
        if name in COLUMNS and names.count(name) > 1:
            raise DiaryError(f"line {line}: the column {name} is there {names.count(name)} times; keep one")
    if "time" not in names:
        raise DiaryError(f"line {line}: there is no column called time; name the columns such as {_EXAMPLE}")
    return names


def _unknown_columns(header: list[str], names: list[str]) -> Iterator[Remark]:
    unknown = [written for written, name in zip(header, names, strict=True) if name and name not in COLUMNS]
    for written in unknown[:_MOST_NAMED]:
        near = difflib.get_close_matches(_column_name(written), COLUMNS, n=1, cutoff=0.75)
        hint = f"; did you mean {near[0]}?" if near else ""
        yield Remark(f"the column “{shown(written.strip())}” is not known and was left out{hint}")
    if len(unknown) > _MOST_NAMED:
        yield Remark(f"{len(unknown) - _MOST_NAMED:,} more columns are not known and were left out")


def records_of(reader: Iterator[list[str]], skipped: int) -> Iterator[tuple[int, list[str], str]]:
    """Every record that is not empty, with the line it begins in, or with the problem that made it unreadable."""
    while True:
        # The reader counts lines and not records: a note with line breaks moves all rows after it.
        line = reader.line_num + skipped + 1  # type: ignore[attr-defined]
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # The open quotation may have swallowed any number of rows: then none of them can be trusted.
            if "unexpected end of data" in str(error) or "field larger" in str(error):
                raise DiaryError(
                    f"line {line}: a quotation mark opens and never closes; the file is cut short or damaged, "
                    "so nothing was read from it"
                ) from error
            yield line, [], "after a closing quotation mark a separator should come; quote marks within are doubled"
            continue
        if "".join(record).strip():
            yield line, record, ""


def _rows(records: Iterator[tuple[int, list[str], str]], names: list[str]) -> Iterator[RawRow]:
    known = [name in COLUMNS for name in names]
    width, columns = len(names), list(compress(names, known))
    for line, record, problem in records:
        if short := len(record) < width:
            record += [""] * (width - len(record))
        elif len(record) > width and any(cell.strip() for cell in record[width:]):
            problem = f"there are {len(record)} cells but {width} columns; is a text with a separator in it not quoted?"
        # Most cells are empty; these functions leave them out without a step of Python for each.
        filled = record if len(columns) == len(record) else list(compress(record, known))
        cells = dict(zip(compress(columns, filled), filter(None, filled), strict=True))
        for name, cell in cells.items():
            # Only a cell that begins with an apostrophe can be guarded; the others need no pattern.
            if cell[0] == "'":
                cells[name] = plain(cell)
        yield RawRow(line, cells, problem, short)


_SAVE_AGAIN = "save it again as “CSV UTF-8”"

_CHOOSE_EXPORT = ErrorHint("export")
# First bytes of files that people pick by mistake.
_OTHER_FILES = (
    (b"PK\x03\x04", f"a spreadsheet or zip file, not CSV; open it and {_SAVE_AGAIN}", None),
    (b"\xd0\xcf\x11\xe0", f"an old Excel file, not CSV; open it and {_SAVE_AGAIN}", None),
    (
        DATABASE_MARK,
        "a database, not CSV or JSON; to open it as a diary use --db, to bring it back, restore",
        None,
    ),
    (b"%PDF-", "a PDF, not CSV or JSON", _CHOOSE_EXPORT),
    (b"\x89PNG", "a picture, not CSV or JSON", _CHOOSE_EXPORT),
    (b"\x1f\x8b", "a compressed file, not CSV or JSON; unpack it first", None),
)

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file, and the name of its encoding ("" for plain UTF-8); DiaryError if it is no text."""
    for magic, description, hint in _OTHER_FILES:
        if content.startswith(magic):
            raise DiaryError(f"this is {description}", hint)
    encoding, name = "utf-8", ""
    for mark, wide in _WIDE_MARKS:
        if content.startswith(mark):
            encoding, name = wide, wide.upper()
            break
    else:
        if content.startswith(codecs.BOM_UTF8):
            encoding, name = "utf-8-sig", "UTF-8 with a byte order mark"
    # Before decoding, and not for the wide encodings: there a zero byte is half of an ordinary letter.
    if encoding.startswith("utf-8") and (offset := content.find(b"\0")) >= 0:
        raise DiaryError(
            f"line {_line_of(content, offset)} has a zero byte in it, so this is no text file, or it is damaged",
            _CHOOSE_EXPORT,
        )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-8"):
            raise DiaryError(
                f"line {_line_of(content, error.start)} is not UTF-8 text (the file may be in an older encoding, "
                f"such as Windows-1252); {_SAVE_AGAIN}"
            ) from error
        raise DiaryError(f"this is not {name} text all through; {_SAVE_AGAIN}") from error
    if (offset := text.find("\0")) >= 0:
        raise DiaryError(f"there is a zero character in line {text.count(chr(10), 0, offset) + 1}; {_SAVE_AGAIN}")
    if not text.strip():
        raise DiaryError("this file is empty", _CHOOSE_EXPORT)
    return text, name


def _line_of(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1
