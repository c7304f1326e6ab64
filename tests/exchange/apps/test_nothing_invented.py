"""Whatever a file holds: what comes in is in it, or in the map; nothing is made up, and nothing goes in twice."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.domain.records import Care, Entry, Session
from diary.exchange.apps.convert import convert
from diary.exchange.apps.map_file import answered, completed_map, questions
from diary.exchange.apps.name_map import NameMap, read_map
from diary.exchange.apps.recognise import foreign_file
from diary.exchange.apps.rows import Export
from diary.exchange.import_plan import plan_records
from diary.exchange.parsed_file import Fate
from tests.exchange.diaries import BERLIN

_names = st.sampled_from(
    ["Knee pain", "Back (lower) pain", "Headache", "Chest pain", "Left foot numbness", "Walk", "Ibuprofen", "käse"]
)
_words = st.sampled_from(["Mild", "Severe", "Not present", "Unbearable", "x"])
_numbers = st.integers(-2, 12).map(str) | st.sampled_from(["6.5", "3.0", "", "1e3", "٣"])
_notes = st.text(st.sampled_from("ab c\n\"',;|<br>&amp;=-"), max_size=30)
_clocks = st.sampled_from(["", "am", "pm", "pre", "all day", "7:04", "14:58", "6:50 pm", "25:00", "noonish"])
_days = st.sampled_from(["1st Mar 2024", "22nd Dec 2023", "31st Feb 2024", "", "3rd May 2031"])
_iso = st.sampled_from(["2024-03-01", "2023-12-22", "2024-02-31", "x", "2024-03-31T02:30:00", "2024-03-01T09:00:00Z"])
_moments = st.sampled_from(["2022-09-14T21:30:41.432+01:00", "2021-02-09T11:07:28Z", "-", "2022-13-01T00:00:00Z"])
_durations = st.sampled_from(["1:10:00", "-1:-02:-30", "0:00:10", "3:Label 1", "2:1:2:x"])


def _table(header: str, *columns: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.lists(st.tuples(*columns), min_size=1, max_size=8)
    return rows.map(lambda rows: _csv([header.split(","), *rows]))


def _csv(rows: list[list[str] | tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


FILES = st.one_of(
    _table(
        "date,weekday,time of day,category,rating/amount,detail,notes",
        _days,
        st.just("x"),
        _clocks,
        st.sampled_from(["Symptom", "Meds/Supplements", "Mood", "Factors"]),
        _numbers,
        st.builds("{} ({})".format, _names, _words),
        _notes,
    ),
    _table(
        "full_date,date,weekday,time,mood,activities,scales,note_title,note",
        _iso,
        st.just("d"),
        st.just("w"),
        _clocks,
        _words,
        st.lists(_names, max_size=3).map(" | ".join),
        st.lists(st.builds("{}:\u00a0{}/10 points".format, _names, _numbers), max_size=2).map(" | ".join),
        _notes,
        _notes,
    ),
    _table("FeatureName,Timestamp,Value,Label,Note", _names, _moments, _numbers | _durations, _words, _notes),
    _table("Date,Time,Pain Level,Locations,Medications,Notes", _iso, _clocks, _numbers, _names, _names, _notes),
)
_answers = st.sampled_from(
    ["left knee", "head", "medicine", "session", "note", "ignore", "?", "fever", "left knee, burning", "interference"]
)
_rules = st.sampled_from(["0-10", "1-10", "empty", "?"])


@given(FILES, st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_comes_in_that_is_not_in_the_file(tmp_path: Path, text: str, data: st.DataObject) -> None:
    path = tmp_path / "file.csv"
    path.write_text(text, newline="")
    foreign = foreign_file(path, path.read_bytes)
    assert foreign is not None
    written = completed_map(foreign.read({}), path.name)
    for question in questions(written):
        if question.keys[0] in ("names", "levels"):
            rule = _answers if question.keys[0] == "names" else _rules
            written = answered(written, question.keys, data.draw(rule))
    names = read_map(written, "map")
    export = foreign.read(names.columns)
    plan = plan_records(convert(export, names, BERLIN), None)
    # Each row has its fate, in the order of the file.
    assert {row.place for row in plan.rows} == {row.place for row in export.rows}
    for record in plan.new:
        assert record.source
        assert_said(record.note, text)
        if isinstance(record, Entry):
            assert_levels(record, export, names)
        if isinstance(record, Care):
            assert_said(f"{record.name} {record.dose}", text)
        if isinstance(record, Session):
            assert_said(record.activity, text)
    # Again: the same records, and none of them is new.
    assert [one.id for one in plan_records(convert(export, names, BERLIN), None).new] == [one.id for one in plan.new]
    assert len({record.id for record in plan.new}) == len(plan.new)
    assert plan.counts[Fate.CHANGED] == 0


def assert_said(said: str, text: str) -> None:
    """Every word of what came in stands in the file."""
    source = text.replace("&amp;", "&").replace("<br>", "\n")
    for word in re.findall(r"[\w']+", said):
        assert word in source or word in text


def assert_levels(entry: Entry, export: Export, names: NameMap) -> None:
    """Every level is a value of the row's facts, read as a whole number; zero too."""
    values = {fact.value for row in export.rows for fact in row.facts}
    for reading in entry.readings:
        assert reading.pain is None or str(reading.pain) in values
    assert entry.interference is None or str(entry.interference) in values
    assert names.app
