"""What an import makes of rows: which belong together, what is refused and why, and what a second import does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain import records as kinds
from diary.domain.moments import Moment
from diary.domain.records import Diary, Entry, Exercise, Known, Question, Reading, Session
from diary.errors import DiaryError
from diary.exchange.csv_write import csv_of
from diary.exchange.import_plan import apply, plan_import
from diary.exchange.parsed_file import Fate, ImportPlan
from diary.store.diary_store import DiaryStore, open_diary
from tests.exchange.diaries import BERLIN, an_entry

PAIN = "entry,time,site,side,pain"


@pytest.fixture
def store(tmp_path: Path) -> DiaryStore:
    return open_diary(tmp_path / "diary.db", clock=BERLIN, program="import", create=True)


def plan(*lines: str, store: DiaryStore | None = None, update: bool = False) -> ImportPlan:
    return plan_import("\r\n".join(lines) + "\r\n", store, BERLIN, update=update)


def entries(found: ImportPlan) -> list[Entry]:
    return [record for record in found.new if isinstance(record, Entry)]


def why(found: ImportPlan) -> list[tuple[str, str]]:
    return [(row.place, row.column) for row in found.refused]


def test_rows_with_one_id_are_one_entry() -> None:
    found = plan(PAIN, "a1,2026-03-01T20:00+01:00,knee,left,4", "a1,2026-03-01T20:00+01:00,lower back,,3")
    (entry,) = entries(found)
    assert entry.readings == (Reading("knee", "left", 4), Reading("lower back", "center", 3))


def test_a_later_row_of_an_id_may_leave_its_time_out() -> None:
    (entry,) = entries(plan(PAIN, "a1,2026-03-01T20:00+01:00,knee,left,4", "a1,,lower back,,3"))
    assert len(entry.readings) == 2


def test_rows_of_one_time_are_one_entry_until_a_site_comes_again() -> None:
    at = "2026-03-01"
    found = plan(PAIN, f",{at},knee,left,4", f",{at},knee,right,1", f",{at},knee,left,5", f",{at},neck,,2")
    assert [[(r.site, r.side, r.pain) for r in entry.readings] for entry in entries(found)] == [
        [("knee", "left", 4), ("knee", "right", 1)],
        [("knee", "left", 5), ("neck", "center", 2)],
    ]


def test_rows_of_one_time_need_not_follow_each_other() -> None:
    one, two = "2026-03-01T20:00+01:00", "2026-03-02T20:00+01:00"
    found = plan(PAIN, f",{one},knee,left,4", f",{two},knee,left,5", f",{one},neck,,2", f",{two},neck,,1")
    assert [len(entry.readings) for entry in entries(found)] == [2, 2]


def test_a_whole_person_symptom_at_a_site_is_taken_as_it_is_written() -> None:
    (entry,) = entries(plan("time,site,side,pain,symptoms", "2026-03-01,knee,left,4,fever;swelling"))
    assert entry.readings[0].symptoms == ("swelling", "fever")
    assert entry.symptoms == ()


def test_whole_person_symptoms_get_a_row_of_their_own() -> None:
    entry = an_entry(readings=(Reading("neck", "center", 3, (), ("getting-worse",)),), symptoms=("getting-worse",))
    rows = csv_of(Diary.of([entry])).decode().splitlines()
    assert len(rows) == 3
    assert Diary.of(plan(*rows).new).entries == (entry,)


def test_a_date_alone_counts_as_noon_where_its_zone_is() -> None:
    found = plan("time,zone,site,side,pain", "2026-03-01,America/Lima,knee,left,4", "2026-03-01,,knee,left,4")
    lima, here = (entry.at for entry in entries(found))
    assert (lima.date_only, lima.instant) == (True, datetime(2026, 3, 1, 17, tzinfo=UTC))
    assert (here.date_only, here.instant) == (True, datetime(2026, 3, 1, 11, tzinfo=UTC))


def test_a_time_without_an_offset_is_read_in_its_zone_or_else_the_local_one_and_only_the_latter_is_said() -> None:
    found = plan("time,zone,site,side,pain", "2026-03-01T20:00,America/Lima,neck,,4", "2026-03-01T20:00,,neck,,4")
    assert [entry.at.instant.hour for entry in entries(found)] == [1, 19]
    assert [remark.place for remark in found.remarks if "Europe/Berlin" in remark.text] == ["line 3"]


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        (PAIN, ",2026-03-01,knee,left,11", "pain"),
        (PAIN, ",2026-03-01,knee,left,6.5", "pain"),
        (PAIN, ",2026-03-01,knee,left,-1", "pain"),
        (PAIN, ",2026-03-01,knee,left,", "pain"),
        (PAIN, ",2026-03-01,knee,,4", "side"),
        (PAIN, ",2026-03-01,knee,center,4", "site"),
        (PAIN, ",2026-03-01,leg,left,4", "site"),
        (PAIN, ",2026-03-01,wobble,left,4", "site"),
        (PAIN, ",2026-03-01,left knee,right,4", "site"),
        (PAIN, ",2026-03-01,,left,4", "site"),
        (PAIN, ",2026-03-01,,,4", "site"),
        (PAIN, ",,knee,left,4", "time"),
        (PAIN, ",soon,knee,left,4", "time"),
        (PAIN, ",2026-02-30,knee,left,4", "time"),
        (PAIN, ",2026-11-03,knee,left,4", "time"),
        (PAIN, ",2026-11-02T20:30+01:00,knee,left,4", "time"),
        (PAIN, ",1850-01-01,knee,left,4", "time"),
        (PAIN, ",2026-03-29T02:30,knee,left,4", "time"),
        (PAIN, ",2026-03-01T24:00,knee,left,4", "time"),
        (PAIN, ",03/04/2026,knee,left,4", "time"),
        (PAIN, "a b,2026-03-01,knee,left,4", "entry"),
        (PAIN, "last,2026-03-01,knee,left,4", "entry"),
        ("kind,time", "exercize,2026-03-01", "kind"),
        ("kind,time,name", "exercise,2026-03-01,squats", "time"),
        ("kind,entry,time,name", "exercise,s1,2026-03-01,squats", "entry"),
        ("kind,time,minutes", "session,2026-03-01,0", "minutes"),
        ("kind,time,activity", "care,2026-03-01,magic", "activity"),
        ("kind,time,movement,value,unit", "motion,2026-03-01,flexion,a lot,deg", "value"),
        ("kind,time,movement,value,unit", "motion,2026-03-01,flexion,90,inch", "unit"),
        ("kind,time,pain", "usual,2026-03-01,3", "site"),
        ("kind,time,rule,tier", "ack,2026-03-01,swelling,loud", "tier"),
        ("kind,time,activity,symptoms", "known,2026-03-01,over,numbness", "activity"),
        ("kind,time,activity,name,note", "question,2026-03-01,,x,why?", "activity"),
        ("time,zone,site,pain", "2026-03-01T20:00,Foo/Bar,neck,3", "time"),
        ("time,zone,site,pain", "2026-03-01T20:00+01:00,Foo Bar,neck,3", "zone"),
        ("time,recorded,site,pain", "2026-03-01,never,neck,3", "recorded"),
        ("time,site,pain,sudden", "2026-03-01,neck,3,perhaps", "sudden"),
        ("time,site,pain,qualities", "2026-03-01,neck,3,numb", "qualities"),
        ("time,site,pain,symptoms", "2026-03-01,neck,3,no numbness", "symptoms"),
        ("time,site,pain,note", "2026-03-01,neck,3,a\x07b", "note"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_column_and_the_good_one_goes_in(
    header: str, row: str, column: str
) -> None:
    cells = header.split(",")
    good = dict.fromkeys(cells, "") | {"kind": "visit", "time": "2026-03-01"}
    if "kind" not in cells:
        good |= {"site": "hip", "side": "left", "pain": "3"}
        good |= {} if "side" in cells else {"site": "head"}
    found = plan(header, row, ",".join(good[cell] for cell in cells).replace("2026-03-01", "2026-03-02"))
    assert why(found) == [("line 2", column)]
    assert found.refused[0].reason
    assert len(found.new) == 1


def test_one_bad_row_refuses_its_whole_entry_and_every_bad_row_says_why() -> None:
    found = plan(
        PAIN, "a,2026-03-01,knee,left,4", "a,2026-03-01,neck,,11", "a,2026-03-01,leg,,1", "b,2026-03-01,neck,,2"
    )
    assert [entry.id for entry in entries(found)] == ["b"]
    assert why(found) == [("line 2", ""), ("line 3", "pain"), ("line 4", "site")]
    assert "line 3" in found.refused[0].reason


def test_one_bad_exercise_refuses_its_session() -> None:
    found = plan(
        "kind,entry,time,name,new", "session,s,2026-03-01,,", "exercise,s,,squats,maybe", "exercise,s,,bridge,"
    )
    assert not found.new
    assert why(found) == [("line 2", ""), ("line 3", "new"), ("line 4", "")]


def test_rows_of_one_id_may_not_disagree() -> None:
    header = "entry,time,site,side,pain,interference"
    twice = plan(header, "a,2026-03-01,neck,,4,", "a,2026-03-01,neck,,5,")
    other_time = plan(header, "a,2026-03-01,neck,,4,", "a,2026-03-02,head,,5,")
    two_values = plan(header, "a,2026-03-01,neck,,4,3", "a,2026-03-01,head,,5,4")
    assert [(p.refused[-1].place, p.refused[-1].column) for p in (twice, other_time, two_values)] == [
        ("line 3", "site"),
        ("line 3", "time"),
        ("line 3", "interference"),
    ]


def test_the_same_row_twice_counts_once_and_is_said() -> None:
    found = plan(PAIN, "a,2026-03-01,neck,,4", "a,2026-03-01,neck,,4")
    assert [len(entry.readings) for entry in entries(found)] == [1]
    assert [remark.place for remark in found.remarks] == ["line 3"]


def test_an_exercise_without_an_id_goes_to_the_session_of_its_time() -> None:
    at = "2026-03-01T18:00+01:00"
    (session,) = plan(
        "kind,time,name,new", f"session,{at},,", f"exercise,{at},squats,yes", f"exercise,{at},squats,"
    ).new
    assert isinstance(session, Session)
    assert session.exercises == (Exercise("squats", True), Exercise("squats"))


def test_an_end_and_a_report_are_told_by_activity() -> None:
    header = "kind,time,site,side,symptoms,activity,name,note"
    known, question = plan(
        header,
        "known,2026-03-01,foot,left,numbness,end,,",
        "question,2026-03-02,,,,reported,2026-03-03T10:00:00.000005+01:00,May I run?",
    ).new
    assert isinstance(known, Known)
    assert known.ended
    assert isinstance(question, Question)
    assert question.reported == datetime(2026, 3, 3, 9, 0, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "level"), [("6", 6), ("6.0", 6), ("6,0", 6), ("6/10", 6), (" 6 ", 6), ("06", 6), ("10.00", 10), ("0", 0)]
)
def test_whole_levels_are_read_however_they_are_written(cell: str, level: int) -> None:
    found = plan("time,site,pain", f'2026-03-01,neck,"{cell}"')
    assert entries(found)[0].readings[0].pain == level
    assert bool(found.remarks) == (cell not in ("6", " 6 ", "0", "06"))


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2026-03-01 20:00", "2026-03-01T20:00:00+01:00"),
        ("2026-03-01T20:00:05.25Z", "2026-03-01T20:00:05.250000+00:00"),
        ("2026-03-01T20:00:05.123456+05:45", "2026-03-01T20:00:05.123456+05:45"),
        ("2026/3/1 8:00 PM", "2026-03-01T20:00:00+01:00"),
        ("13.03.2026 20:00", "2026-03-13T20:00:00+01:00"),
        ("1.3.2026", "2026-03-01"),
        ("13/03/2026", "2026-03-13"),
        ("3/13/2026", "2026-03-13"),
        ("03/03/2026", "2026-03-03"),
        ("1-Mar-2026", "2026-03-01"),
        ("March 1, 2026 20:00", "2026-03-01T20:00:00+01:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_times_are_read_in_the_forms_of_spreadsheets_and_each_is_said(cell: str, iso: str) -> None:
    found = plan("time,site,pain", f'"{cell}",neck,3')
    assert entries(found)[0].at.iso() == iso
    assert bool(found.remarks) == ("T" not in cell or "+" not in cell) or cell.endswith("Z")


def test_one_clear_date_tells_the_order_of_all_the_others_in_the_file() -> None:
    found = plan("time,site,pain", "03/04/2026,neck,1", "25/04/2026,neck,2")
    assert [entry.at.iso() for entry in entries(found)] == ["2026-04-03", "2026-04-25"]
    mixed = plan("time,site,pain", "03/04/2026,neck,1", "25/04/2026,neck,2", "04/25/2026,neck,2")
    assert [row.place for row in mixed.refused] == ["line 2", "line 3", "line 4"]


def test_everyday_words_and_pairs_are_understood_and_said() -> None:
    found = plan(
        "time,site,side,pain,qualities", "2026-03-01,low back,,3,achy", "2026-03-01,knees,,2,", "2026-03-01,hip,l,2,"
    )
    assert [(r.site, r.side, r.qualities) for entry in entries(found) for r in entry.readings] == [
        ("lower back", "center", ("aching",)),
        ("knee", "both", ()),
        ("hip", "left", ()),
    ]
    assert len(found.remarks) == 4


def test_unknown_columns_and_cells_that_mean_nothing_are_reported() -> None:
    found = plan("time,site,pain,mood,fatique,dose", "2026-03-01,neck,3,low,2,400 mg")
    texts = " ".join(remark.text for remark in found.remarks)
    assert "“mood”" in texts
    assert "did you mean fatigue?" in texts
    assert "dose means nothing" in texts


def test_importing_the_same_file_twice_adds_nothing(store: DiaryStore) -> None:
    lines = (PAIN, ",2026-03-01,knee,left,4", ",2026-03-01,knee,left,4", "x1,2026-03-02,neck,,4")
    assert apply(plan(*lines, store=store), store) is not None
    again = plan(*lines, store=store)
    assert [row.fate for row in again.rows] == [Fate.SAME] * 3
    assert apply(again, store) is None
    assert store.count() == 3


def test_a_row_without_an_id_is_known_again_by_its_content(store: DiaryStore) -> None:
    entry = an_entry("hand1", days=1, readings=(Reading("neck", "center", 3),))
    store.save(entry)
    rows = ("time,site,pain", f"{entry.at.iso()},neck,3", f"{entry.at.iso()},neck,3", f"{entry.at.iso()},neck,4")
    assert [row.fate for row in plan(*rows, store=store).rows] == [Fate.SAME, Fate.NEW, Fate.NEW]


def test_other_content_is_refused_unless_update_which_keeps_what_was_there(store: DiaryStore) -> None:
    entry = an_entry("a1", days=1, readings=(Reading("neck", "center", 3),))
    store.save(entry)
    rows = (PAIN, f"a1,{entry.at.iso()},neck,,5")
    refused = plan(*rows, store=store)
    assert [row.fate for row in refused.refused] == [Fate.CHANGED]
    assert refused.exit_status == 1
    assert apply(refused, store) is None
    apply(plan(*rows, store=store, update=True), store)
    (now,) = store.read().entries
    assert now.readings[0].pain == 5
    assert now.recorded == entry.recorded
    assert [v.record for v in store.versions() if v.outcome == "edited"] == [entry]


def test_a_deleted_one_stays_deleted_with_or_without_its_id(store: DiaryStore) -> None:
    named = (PAIN, "a1,2026-03-01,neck,,5")
    nameless = ("time,site,pain", "2026-03-02,neck,5")
    for rows in (named, nameless):
        apply(plan(*rows, store=store), store)
    store.delete(*(entry.id for entry in store.read().entries))
    for rows in (named, nameless, ("time,site,pain", "2026-03-01,neck,5")):
        found = plan(*rows, store=store, update=True)
        assert [row.fate for row in found.rows] == [Fate.DELETED]
        assert not found.writes


def test_an_id_of_another_kind_is_refused(store: DiaryStore) -> None:
    store.save(kinds.Visit(id="v1", at=an_entry().at))
    found = plan(PAIN, "v1,2026-03-01,neck,,5", store=store, update=True)
    assert why(found) == [("line 2", "entry")]


def test_strict_takes_all_or_none(store: DiaryStore) -> None:
    found = plan(PAIN, "a1,2026-03-01,neck,,5", "a2,2026-03-01,neck,,11", store=store)
    with pytest.raises(DiaryError, match="line 3, pain"):
        apply(found, store, strict=True)
    assert store.count() == 0
    apply(found, store)
    assert store.count() == 1


def test_an_import_is_one_change_that_one_undo_takes_back(store: DiaryStore) -> None:
    old = an_entry("a1", days=1, readings=(Reading("neck", "center", 3),))
    store.save(old)
    rows = (PAIN, f"a1,{old.at.iso()},neck,,5", "a2,2026-03-01,neck,,1")
    apply(plan(*rows, store=store, update=True), store)
    store.undo()
    assert store.read().entries == (old,)


def test_a_date_only_entry_of_this_morning_is_known_again(store: DiaryStore) -> None:
    now = BERLIN.moment()
    store.save(Entry(id="d1", at=Moment(now.instant - timedelta(hours=9), now.offset, now.zone, True), note="x"))
    assert [row.fate for row in plan_import(csv_of(store.read()), store, BERLIN).rows] == [Fate.SAME]


def test_progress_ends_with_all_rows() -> None:
    calls: list[tuple[int, int]] = []
    text = PAIN + "\r\n" + "".join(f"i{n},2026-03-01,neck,,4\r\n" for n in range(2500))
    plan_import(text, None, BERLIN, progress=lambda done, all_rows: calls.append((done, all_rows)))
    assert calls[-1] == (2500, 2500)
    assert len(calls) == 4
