"""Characters that the built-in face lacks: set in another where there is one, else named, and said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from diary.charts.printable_text import covered, font_folder
from diary.domain.records import Diary
from diary.errors import UsageError
from diary.report import Report, report_model, to_pdf
from diary.report.fonts import characters_of, face_for
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry

FILE = font_folder() / "STIXGeneral.ttf"
LACKING = chr(min(code for code in characters_of(FILE) - covered() if 0x1D400 <= code < 0x1D800 or code > 0x2A00))


def text_of(made: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def noted(note: str) -> Report:
    return report_model(review_of(Diary.of([entry(1, {BACK: 3}, note=note)]), NOW), sections=["log"])


def test_what_no_font_has_is_written_as_its_name_and_said() -> None:
    said: list[str] = []
    made = to_pdf(noted(f"It hurts {LACKING}"), warn=said.append)
    assert said == [f"No font here has {LACKING}: the name stands instead. Name one with --font FILE."]
    assert "[" in text_of(made)


def test_a_font_that_is_named_sets_what_the_built_in_one_lacks() -> None:
    said: list[str] = []
    made = to_pdf(noted(f"It hurts {LACKING}"), font=FILE, warn=said.append)
    assert said == []
    assert "[" not in text_of(made)
    assert b"STIXGeneral" in made


def test_one_of_the_machine_is_taken_only_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matplotlib.font_manager.findSystemFonts", lambda: [str(FILE)])
    assert face_for({LACKING}, None) == FILE
    assert face_for((), None) is None
    assert b"STIXGeneral" not in to_pdf(noted("It hurts"))


def test_a_file_that_is_no_font_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    for file in (broken, tmp_path / "missing.ttf"):
        with pytest.raises(UsageError, match="can't be read as a font"):
            to_pdf(noted("It hurts"), font=file)
