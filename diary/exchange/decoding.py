"""Bytes into text: what a file is, and one clear line where it is no text at all."""

from __future__ import annotations

import codecs

from diary.errors import DiaryError

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
