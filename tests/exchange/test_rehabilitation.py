"""Plans, scores, treatments, activities and the background in cells, as people and spreadsheets write them."""

from __future__ import annotations

from diary.domain.records import Diary
from diary.domain.rehabilitation import Answer, Background, Plan, Score, Treatment
from diary.exchange.csv_write import csv_of
from diary.exchange.import_plan import plan_import
from tests.exchange.diaries import BERLIN

PEG = (
    "kind,time,name,value,unit\r\n"
    "score,2026-03-01T20:00+01:00,peg pain,5,\r\n"
    "score,2026-03-01T20:00+01:00,peg enjoyment,4,\r\n"
    "score,2026-03-01T20:00+01:00,peg activity,6,\r\n"
    "score,2026-03-01T20:00+01:00,climbing stairs,6,\r\n"
    "score,2026-03-01T20:00+01:00,peg pain,7,\r\n"
)


def test_the_rows_of_one_score_are_one_record_also_without_an_id() -> None:
    plan = plan_import(PEG, None, BERLIN)
    assert not plan.refused
    answers = sorted(len(each.answers) for each in plan.new if isinstance(each, Score))
    assert answers == [1, 1, 3]
    # With ids, they are the same rows again.
    first = csv_of(Diary.of(plan.new))
    assert csv_of(Diary.of(plan_import(first, None, BERLIN).new)) == first


def test_a_whole_day_may_have_the_form_of_a_spreadsheet_and_less_is_enough() -> None:
    rows = (
        "kind,entry,time,name,activity,per_week,since,until,regular\r\n"
        "plan,p1,2026-03-01,squats,,3,13.02.2026,2026-03,\r\n"
        "treatment,t1,2026-03-01,naproxen,,,2024,,no\r\n"
        "background,b1,2026-03-01,lifting,began,,2025-11,,\r\n"
    )
    plan = plan_import(rows, None, BERLIN)
    assert not plan.refused
    found = {type(each): each for each in plan.new}
    squats, naproxen, began = (found[cls] for cls in (Plan, Treatment, Background))
    assert isinstance(squats, Plan)
    assert isinstance(naproxen, Treatment)
    assert isinstance(began, Background)
    assert (squats.since, squats.until, squats.per_week) == ("2026-02-13", "2026-03", 3)
    assert (naproxen.since, naproxen.regular) == ("2024", False)
    assert (began.topic, began.since) == ("began", "2025-11")
    assert str(squats.last_day) == "2026-03-31"


def test_what_can_not_be_is_refused_with_its_column() -> None:
    rows = (
        "kind,entry,time,name,activity,value,unit,since,until\r\n"
        "plan,p1,2026-03-01,squats,,,,soon,\r\n"
        "plan,p2,2026-03-01,squats,,,,2026-03-02,2026-03-01\r\n"
        "plan,p3,2026-03-01,,,,,,\r\n"
        "score,s1,2026-03-01,climbing stairs,,11,,,\r\n"
        "score,s2,2026-03-01,grip,,,kg,,\r\n"
        "score,s3,2026-03-01,,,5,,,\r\n"
        "background,b1,2026-03-01,rain,weather,,,,\r\n"
        "background,b2,2026-03-01,,goal,,,,\r\n"
        "activity,a1,2026-03-01,climbing stairs,daily,,,,\r\n"
        "score,s4,2026-03-01,change,,-5,,,\r\n"
    )
    plan = plan_import(rows, None, BERLIN)
    assert len(plan.refused) == 9
    (change,) = plan.new
    assert isinstance(change, Score)
    assert change.answers == (Answer("change", -5.0),)
    assert b",-5," in csv_of(Diary.of([change]))
