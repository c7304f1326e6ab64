"""The PDF: pages, text, tags, fonts, alternative texts, and nothing a person writes can stop it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from diary.charts.lanes import CARE_MARKS
from diary.domain.records import Care, Diary, Entry, Exercise, Motion, Question, Record
from diary.report import Report, report_model, to_pdf
from diary.report.blocks import Picture
from diary.report.figures import svg_of
from diary.report.pdf import LARGE, SIZES
from diary.review.snapshot import review_of
from diary.settings import Settings
from tests.charts.diaries import BACK, NOW, entry, many_sites, moment, session


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(page: Any) -> str:
    return " ".join(page.extract_text().split())


def tags_of(reader: PdfReader) -> list[tuple[str, Any]]:
    """The structure's tags in their order, each with its dictionary."""
    found: list[tuple[str, Any]] = []
    root: Any = reader.trailer["/Root"]
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop(0).get_object()
        if isinstance(node, list):
            waiting = [*node, *waiting]
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"]), node))
            if "/K" in node:
                waiting.insert(0, node["/K"])
    return found


def test_the_first_page_is_complete_and_alone(pdf: bytes) -> None:
    reader = read(pdf)
    assert len(reader.pages) == 4
    first = text_of(reader.pages[0])
    for part in (
        "Pain diary report", "Kim Sample, born 1 May 1980", "since the last visit on 12 Oct", "19 of 22 days logged",
        "In short", "My questions", "Is cycling all right?", "Lower back", "no clear change", "Course",
        "is getting worse", "After exercise", "Every day", "→ 125 degrees", "Made on Mon 2 Nov 2026 20:14",
    ):  # fmt: skip
        assert part in first, part
    assert "By time of day" not in first
    assert "Where it hurt in this time" in text_of(reader.pages[1])


def test_every_page_says_that_it_is_self_reported_and_its_number(pdf: bytes) -> None:
    pages = read(pdf).pages
    for number, page in enumerate(pages, 1):
        said = text_of(page)
        assert "Self-reported. No diagnosis." in said
        assert f"Page {number} of {len(pages)}" in said


def test_the_words_in_charts_can_be_selected(pdf: bytes) -> None:
    first = text_of(read(pdf).pages[0])
    assert "usual 2" in first
    assert "not eased after 48 h" in first


def test_it_is_tagged_with_a_title_a_language_and_the_universal_access_mark(pdf: bytes) -> None:
    reader = read(pdf)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert (
        reader.metadata.title == "Pain diary report, 12 Oct – 2 Nov 2026, since the last visit on 12 Oct (Ms Weber); "
        "physio 15, 22 and 29 Oct; next visit Tue 3 Nov 10:00 (Ms Weber)"
    )
    assert reader.metadata.author == "Kim Sample, born 1 May 1980"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_headings_tables_and_lists_are_tagged_as_what_they_are(pdf: bytes) -> None:
    tags = [tag for tag, _ in tags_of(read(pdf))]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= 12
    assert tags.count("/Table") >= 5
    assert tags.count("/TH") >= 31
    assert "/LI" in tags


def test_each_picture_has_its_alternative_text(pdf: bytes, report: Report) -> None:
    alts = [str(node["/Alt"]) for tag, node in tags_of(read(pdf)) if tag == "/Figure"]
    assert sum(alt.startswith("22 days: from ") for alt in alts) == 3
    assert len(alts) == 9
    assert all(len(alt) > 30 for alt in alts)
    assert any(alt.startswith("Body chart, front and back") for alt in alts)
    assert sum(alt.startswith("Line chart of pain") for alt in alts) == 2  # the third site stands behind


def test_its_fonts_are_embedded(pdf: bytes) -> None:
    fonts: dict[str, bool] = {}
    for page in read(pdf).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"]
            fonts[str(inner["/BaseFont"])] = "/FontFile2" in descriptor or "/FontFile3" in descriptor
    assert any("DiarySans" in name for name in fonts)
    assert all(fonts.values())


def test_pictures_are_drawings_and_not_pixels(pdf: bytes) -> None:
    assert all(not page.images for page in read(pdf).pages)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper(paper: str, size: tuple[int, int]) -> None:
    report = report_model(review_of(Diary.of([entry(0, {BACK: 5})]), NOW), sections=["summary", "sites"])
    (page,) = read(to_pdf(report, paper)).pages
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == size


def test_large_print_is_large_and_ordinary_print_as_large_as_the_first_page_has_room() -> None:
    few = report_model(review_of(Diary.of([entry(0, {BACK: 5})]), NOW), sections=["summary", "rules"])
    assert middle_size(to_pdf(few, large=True)) == LARGE
    assert middle_size(to_pdf(few)) == SIZES[0]


def test_no_picture_is_drawn_twice_however_many_pages_are_tried(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[object, ...]] = []

    def counted(report: Report, picture: Picture, width: float) -> str:
        drawn.append((picture.chart, picture.places, picture.first, picture.last, picture.levels))
        return svg_of(report, picture, width)

    monkeypatch.setattr("diary.report.pdf.svg_of", counted)
    to_pdf(report)
    assert {"trend", "body"} <= {chart for chart, *_ in drawn}
    assert len(drawn) == len(set(drawn))


def middle_size(content: bytes) -> float:
    """The middle size of the letters on the first page."""
    found: list[float] = []

    def look(text: str, _current: Any, _text: Any, _font: Any, size: float) -> None:
        if text.strip():
            found.append(size)

    read(content).pages[0].extract_text(visitor_text=look)
    return round(sorted(found)[len(found) // 2], 2)


NASTY = (
    '[/foo] #let x = 1 $x^2$ *b* _i_ <script> & "q" \\ `c` @ref ~ \x00\x07 \U0001f600 👨‍👩‍👧 🦵 漢字 שלום مرحبا '
    "\ud800 \uffff \u202eevil " + "unbroken" * 200 + "\nline " + "word " * 1700
)


def test_no_character_can_stop_it_and_markup_is_shown_as_it_was_written() -> None:
    records: list[Record] = [
        *(entry(n, {BACK: 2}, note=NASTY) for n in (9, 8, 7)),
        session(5, "*gym* #$x$", exercises=(Exercise("$\\alpha$ [x]"),), note=NASTY),
        session(7, "😀 漢字 שלום \x01", exercises=(Exercise(NASTY),)),
        *(Motion(id=f"m{n}", at=moment(n), movement="🦵 \U000f1234", value=90.0 + n) for n in (3, 2)),
        entry(4, {BACK: 5}),
        Question(id="q", at=moment(1), note=NASTY),
    ]
    assert len(NASTY) > 10_000
    made = to_pdf(report_model(review_of(Diary.of(records), NOW), settings=Settings(name="$x$ <b> 😀 #let")))
    said = " ".join(text_of(page) for page in read(made).pages)
    assert '[/foo] #let x = 1 $x^2$ *b* _i_ <script> & "q" \\ `c` @ref' in said
    assert "[man][woman][girl] [leg]" in said.replace("[leg] ", "[leg] ")
    assert "*gym* #$x$" in said


def test_every_character_that_is_said_to_be_covered_can_be_set() -> None:
    from diary.charts.printable_text import covered

    every = "".join(chr(code) for code in sorted(covered()) if code >= 32)
    notes = [every[start : start + 400] for start in range(0, len(every), 400)]
    records: list[Record] = [entry(n, {BACK: 5}, note=note) for n, note in enumerate(notes)]
    assert to_pdf(report_model(review_of(Diary.of(records), NOW), sections=["log"])).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("diary", "whole"),
    [
        (Diary(), "0 of 28 days logged"),
        (Diary.of([entry(300, {BACK: 5})]), "0 of 28 days logged"),
        (Diary.of([entry(0, {BACK: 5})]), "1 of 1 day logged since it was begun on 2 Nov"),
    ],
)
def test_hardly_any_diary_is_still_a_report(diary: Diary, whole: str) -> None:
    pages = read(to_pdf(report_model(review_of(diary, NOW)))).pages
    assert whole in text_of(pages[0])


def crowded() -> Diary:
    """Thirty sites, five long questions and more, every kind of self-care, long names, many flags."""
    records: list[Record] = list(many_sites(30).entries)
    long = "a name that goes on for longer than anybody would write it"
    records += [Question(id=f"q{n}", at=moment(1), note=f"Question {n}: {long}? {long}? {long}?") for n in range(7)]
    for ago in range(14):
        records.append(session(ago, f"{long} {ago % 5}", exercises=(Exercise(f"{long} {ago % 7}"),)))
        records += [
            Care(id=f"c{ago}{kind}", at=moment(ago, 9), activity=kind, name=long, relief=4) for kind in CARE_MARKS
        ]
        records += [
            Motion(id=f"m{ago}{n}", at=moment(ago, 9), movement=f"{long} {n}", value=90.0 - ago) for n in range(5)
        ]
    records.append(Entry(id="signs", at=moment(0, 9), symptoms=("fever", "chest-pain", "saddle-numbness", "fatigue")))
    return Diary.of(records)


def test_whatever_there_is_to_say_the_first_page_is_one_page_and_the_rest_stands_behind_it() -> None:
    sections = ["summary", "questions", "sites", "trend", "flags", "exercise", "daily"]
    report = report_model(review_of(crowded(), NOW), sections=sections, settings=Settings(name="Name " * 20))
    pages = [text_of(page) for page in read(to_pdf(report, "letter")).pages]
    for part in (
        "In short",
        "5. Question",
        "Sites",
        "more kinds",
        "24 more sites",
        "Made on",
    ):
        assert part in pages[0], part
    for part in ("All questions", "Course", "Every day", "More sites"):
        assert part not in pages[0], part
    behind = " ".join(pages[1:])
    for part in ("All questions", "7. Question 6", "Every day", "Range of motion", "Findings in detail", "More sites"):
        assert part in behind, part
