"""The HTML report: well-formed, alone in the world, and readable on a telephone and on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from diary.report import report_model, to_html
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry, session

VOID = {"meta", "br", "link", "img", "input", "hr"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Outline(HTMLParser):
    """Takes a page apart and complains about what does not fit together."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.names: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    found.close()
    return found


def test_it_is_well_formed_and_says_its_language(page: str) -> None:
    found = outline(page)
    assert found.open == []
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert len(found.ids) == len(set(found.ids)) > 20


def test_it_needs_no_script_and_nothing_from_outside(page: str) -> None:
    found = outline(page)
    assert not {"script", "iframe", "link", "img", "object", "form"} & set(found.names)
    outside = [value for name, value in found.attributes if name in ("src", "href", "xlink:href") and value[:1] != "#"]
    assert outside == []
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert not re.search(r"url\((?!#|['\"]#)|@import", page)
    assert "default-src 'none'" in page


def test_references_within_pictures_lead_somewhere(page: str) -> None:
    found = outline(page)
    used = {value[1:] for name, value in found.attributes if name in ("href", "xlink:href")}
    used |= set(re.findall(r"url\(#([^)]+)\)", page))
    assert used
    assert used <= set(found.ids)


def test_pictures_have_words_and_are_hidden_from_who_hears_them(page: str) -> None:
    found = outline(page)
    labels = [value for name, value in found.attributes if name == "aria-label"]
    assert any("Line chart of pain from 0 to 10" in label for label in labels)
    small = sum(name == "role" and value == "img" for name, value in found.attributes) - found.names.count("figure")
    assert small == 3
    assert sum(label.startswith("22 days: from ") for label in labels) == small
    assert found.names.count("svg") == small + sum(name == "aria-hidden" for name, _ in found.attributes)


def test_it_knows_dark_pages_paper_and_narrow_screens(page: str) -> None:
    for rule in ("prefers-color-scheme: dark", "@media print", "max-width: 44rem", "width=device-width"):
        assert rule in page
    assert "var(--line)" in page


def test_what_a_person_wrote_is_text_and_nothing_else() -> None:
    nasty = '<script>alert(1)</script> & "quoted" {{ 7 * 7 }} <img src=x onerror=y> \u202egnp'
    records = [*(entry(n, {BACK: 2}, note=nasty) for n in (9, 8, 7)), session(5, nasty), entry(4, {BACK: 5})]
    from diary.domain.records import Diary

    found = outline(to_html(report_model(review_of(Diary.of(records), NOW))))
    assert found.open == []
    assert not {"script", "img"} & set(found.names)
    assert '<script>alert(1)</script> & "quoted" {{ 7 * 7 }} <img src=x onerror=y> gnp' in " ".join(found.text)


@pytest.mark.skipif(CHROMIUM is None, reason="needs a browser")
def test_in_a_browser_nothing_hangs_over_the_edge_of_a_telephone(page: str, tmp_path: Path) -> None:
    from matplotlib.image import imread

    shot = browse(page, tmp_path, "--window-size=390,6000", "--screenshot={}", "shot.png")
    pixels = imread(shot)
    assert pixels.shape[1] == 390
    margin = pixels[:, -8:, :3]
    assert float(margin.min()) > 0.98
    assert float(pixels[:, :, :3].min()) < 0.2


@pytest.mark.skipif(CHROMIUM is None or shutil.which("pdftotext") is None, reason="needs a browser and pdftotext")
def test_it_prints_with_the_line_about_itself_on_every_page(page: str, tmp_path: Path) -> None:
    printed = browse(page, tmp_path, "--no-pdf-header-footer", "--print-to-pdf={}", "printed.pdf")
    done = subprocess.run(["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, check=True)
    pages = done.stdout.split("\f")[:-1]
    assert 3 <= len(pages) <= 12
    assert "In short" in pages[0]
    assert "Medicines taken" in pages[0]  # the last of the first page
    assert "By time of day" not in pages[0]
    assert all("Self-reported" in text for text in pages)
    assert all(f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, 1))


def browse(page: str, folder: Path, *options: str) -> Path:
    """Open the page in a browser without a window; the last option is the name of the file that it makes."""
    source, made = folder / "report.html", folder / options[-1]
    source.write_text(page, "utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--user-data-dir={folder / 'profile'}", *(option.format(made) for option in options[:-1])]
    subprocess.run([*command, source.as_uri()], capture_output=True, timeout=60, check=True)
    return made
