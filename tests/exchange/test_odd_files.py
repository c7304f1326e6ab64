"""Files as spreadsheets write them, and files that are none: read, or refused with one clear line."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diary.domain.records import Diary
from diary.errors import DiaryError
from diary.exchange.csv_write import csv_of
from diary.exchange.import_plan import plan_import
from diary.exchange.json_format import json_of
from diary.exchange.parsed_file import ImportPlan
from diary.samples import sample_csv
from tests.exchange.diaries import BERLIN, diaries
from tests.lengths import LONG, sample

ROWS = [
    ["time", "site", "pain", "note"],
    ["2026-03-01", "neck", "3", "naïve, “quoted”"],
    ["2026-03-02", "neck", "4", ""],
]


def written(separator: str = ",", end: str = "\r\n") -> str:
    return end.join(separator.join(f'"{cell}"' for cell in row) for row in ROWS) + end


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_any_separator_line_end_and_byte_order_mark_is_read_and_said(separator: str, end: str, mark: bytes) -> None:
    found = plan_import(mark + written(separator, end).encode(), None, BERLIN)
    assert [record.note for record in found.new] == ["naïve, “quoted”", ""]
    assert bool(found.remarks) == ((separator, end, mark) != (",", "\r\n", b""))


def test_excel_unicode_text_and_its_separator_line_are_read() -> None:
    assert len(plan_import(written("\t").encode("utf-16"), None, BERLIN).new) == 2
    found = plan_import("sep=;\r\ntime;site;pain\r\n2026-03-01;neck;3\r\n2026-03-01;neck;x\r\n", None, BERLIN)
    assert len(found.new) == 1
    assert found.refused[0].place == "line 4"


def test_columns_may_come_in_any_order_and_case_and_empty_rows_are_passed_over() -> None:
    found = plan_import("Pain,SITE, time \r\n\r\n3,neck,2026-03-01\r\n,,\r\nx,neck,2026-03-02\r\n", None, BERLIN)
    assert len(found.new) == 1
    assert [(row.place, row.column) for row in found.refused] == [("line 5", "pain")]


def test_a_row_that_is_too_long_is_refused_alone() -> None:
    found = plan_import(
        "time,site,pain\r\n2026-03-01,neck,3,oops\r\n2026-03-02,neck,3,\r\n2026-03-03,,\r\n", None, BERLIN
    )
    assert [row.place for row in found.refused] == ["line 2", "line 4"]


def test_line_numbers_count_the_lines_within_notes() -> None:
    found = plan_import('time,site,pain,note\r\n2026-03-01,neck,3,"a\r\nb\nc"\r\n2026-03-02,neck,99,\r\n', None, BERLIN)
    assert found.refused[0].place == "line 5"


def test_a_row_that_the_file_breaks_off_in_is_refused() -> None:
    found = plan_import("time,site,pain,note\r\n2026-03-01,neck,3,\r\n2026-03-02,neck,1", None, BERLIN)
    assert [row.place for row in found.refused] == ["line 3"]
    assert len(plan_import("time,site,pain,note\r\n2026-03-02,neck,1\r\n", None, BERLIN).new) == 1


def test_a_file_that_may_be_cut_short_says_so() -> None:
    whole = sample_csv("first-weeks")
    assert not plan_import(whole, None, BERLIN).remarks
    assert any("cut short" in remark.text for remark in plan_import(whole[:-2], None, BERLIN).remarks)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"SQLite format 3\x00rest", "database"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02\x03", "zero byte"),
        (b"time,site,pain\r\n2026-03-01,neck,\x00\r\n", "line 2 has a zero byte"),
        ("time,site,note\r\n2026-03-01,neck,naïve\r\n".encode("cp1252"), "line 2 is not UTF-8"),
        (b"\xff\xfet\x00i\x00m", "UTF-16"),
        (b"hello there\r\nthis is a letter\r\n", "should name the columns"),
        (b"site,pain\r\nneck,3\r\n", "no column called time"),
        (b"time,pain,pain\r\n", "pain is there 2 times"),
        (b'time,site,note\r\n2026-03-01,neck,"and then\r\n2026-03-02,neck,\r\n', "line 2: a quotation mark"),
        (b'"time,site', "should name the columns"),
        (b"{", "cut short"),
        (b'{"format": "pain-diary", "version": 1, "things": [', "cut short"),
        (b"[" * 100_000, "nested"),
        (b'{"format": "pain-diary", "version": 2}', "newer"),
        (b'{"format": "pain-diary", "version": true}', "version"),
        (b'{"format": "pain-diary", "version": 1, "things": {}}', "list"),
        (b'{"format": "pain-diary", "version": 1, "past": [3]}', "past 1"),
        (b'{"format": "pain-diary", "version": NaN}', "number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "number"),
        (b"[]", "no pain diary"),
        (b'{"entries": []}', "no pain diary"),
    ],
)
def test_what_is_no_diary_gets_one_clear_line(content: bytes, said: str) -> None:
    with pytest.raises(DiaryError, match=said) as error:
        plan_import(content, None, BERLIN)
    assert "\n" not in str(error.value)
    assert str(error.value).isprintable()


def _no_crash(content: bytes | str) -> None:
    said: list[str] = []
    try:
        found = plan_import(content, None, BERLIN)
    except DiaryError as error:
        said.append(str(error))
        found = ImportPlan(rows=())
    assert not any("\n" in line for line in said)
    for row in found.rows:
        assert "\n" not in str(row)
    again = plan_import(csv_of(Diary.of(found.new)), None, BERLIN)
    assert not again.refused


@settings(max_examples=sample(50, 150), deadline=None, derandomize=not LONG)
@given(st.binary(max_size=200) | st.text(max_size=200))
@example('time,note\n2026-03-01,"\ud800"')
@example("time,entry\n2026-03-01,\ud800")
@example("time,site\n0001-01-01T00:00+23:59,neck")
@example("time,site,pain\n9999-12-31T23:59-23:59,neck,1")
def test_no_bytes_of_any_kind_end_in_anything_but_a_clear_line(content: bytes | str) -> None:
    _no_crash(content)


_cell = st.one_of(
    st.sampled_from(
        ["", "x", "6", "6,0", "2026-03-01", "knee", "left", "entry", "session", "exercise", "ack", "yes", "'=", '"']
    ),
    st.sampled_from(
        ["2026-03-01T20:00+01:00", "0001-01-01T00:00+14:00", "12/13/2026", "numb;sharp", "both", "a1", "٣"]
    ),
    st.text(max_size=5),
)


@settings(max_examples=sample(25, 60), deadline=None, derandomize=not LONG)
@given(st.lists(st.lists(_cell, min_size=27, max_size=27), max_size=4))
def test_no_cell_of_any_kind_ends_in_anything_but_a_clear_line(rows: list[list[str]]) -> None:
    header = sample_csv("first-weeks").split(b"\r\n")[0].decode()
    body = "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    _no_crash(f"{header}\r\n{body}\r\n")


@settings(max_examples=sample(20, 40), deadline=None, derandomize=not LONG)
@given(diaries, st.booleans(), st.integers(0, 3000), st.binary(max_size=3), st.booleans())
def test_no_damage_to_an_export_ends_in_anything_but_a_clear_line(
    diary: Diary, as_json: bool, place: int, junk: bytes, cut: bool
) -> None:
    whole = json_of(diary) if as_json else csv_of(diary)
    place = place % (len(whole) + 1)
    _no_crash(whole[:place] + junk + (b"" if cut else whole[place + 1 :]))


def test_a_refusal_repeats_no_more_than_a_few_words_of_the_file() -> None:
    record = '{"kind": "visit", "id": "a", "%s": 1, "at": {"instant": "2026-03-01T20:00:00+00:00", "offset": 0}}'
    content = '{"format": "pain-diary", "version": 1, "things": [' + record % ("no" * 500) + "]}"
    (row,) = plan_import(content, None, BERLIN).refused
    assert "has no field called" in str(row)
    assert len(str(row)) < 300


@pytest.mark.parametrize("kind", ["visit" + "x" * 500, "\\u001b[31m", "\\ud800"])
def test_a_kind_that_is_none_is_named_so_that_it_can_be_shown(kind: str) -> None:
    content = f'{{"format": "pain-diary", "version": 1, "things": [{{"kind": "{kind}", "id": "a"}}]}}'
    (row,) = plan_import(content, None, BERLIN).refused
    assert str(row).isprintable()
    assert len(str(row)) < 300


def test_a_date_with_a_control_character_is_told_so_that_it_can_be_shown() -> None:
    remarks = plan_import("time,site,pain\r\n01.03.2026\x0c20:00,neck,3\r\n", None, BERLIN).remarks
    assert any("day first" in str(remark) for remark in remarks)
    assert all(str(remark).isprintable() for remark in remarks)


def test_of_very_many_unknown_columns_a_few_are_named() -> None:
    names = ",".join(f"c{number}" for number in range(5000))
    remarks = plan_import(f"time,site,pain,{names}\r\n2026-03-01,neck,3\r\n", None, BERLIN).remarks
    assert len(remarks) < 50
    assert any("4,980 more" in str(remark) for remark in remarks)
