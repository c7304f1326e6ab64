"""A rise that is not over: from which entry on, how it stands, the rises before it, and what was done about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diary.domain.records import Care, Diary, Entry, Exercise, Reading, Record
from diary.domain.rehabilitation import Plan
from diary.report import Report, report_model
from diary.report.blocks import Items, Table
from diary.report.document import sheet_of
from diary.report.message import message_of
from diary.report.rises import now_text, standing
from diary.report.since_then import since_text
from diary.report.summary import sentences
from diary.report.tables import used_items
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry, moment, session

CALM = [entry(ago, {BACK: 2}) for ago in range(60, 3, -1)]
GYM = session(3, "gym", 21)


def rise(*levels: int) -> list[Entry]:
    """Entries at 20:00, the last of them today."""
    return [entry(len(levels) - 1 - n, {BACK: level}) for n, level in enumerate(levels)]


def made(*records: Record, notes: bool = True) -> Report:
    return report_model(review_of(Diary.of([*CALM, *records]), NOW), notes=notes)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((2, 5, 5, 6), "still rising: 6, the highest so far"),
        ((2, 5, 6, 7), "still rising: 7, the highest so far"),
        ((2, 5, 5, 5), "highest reading 5"),
        ((2, 6, 5, 6), "highest reading 6"),
        ((2, 6, 5, 5), "highest reading 6"),
    ],
)
def test_it_still_rises_only_where_the_latest_reading_is_above_all_others(levels: tuple[int, ...], said: str) -> None:
    report = made(GYM, *rise(*levels))
    text, rises = standing(report), "still rising" in said
    assert f"; {said}." in text
    found = dict(sentences(report))["Findings"]
    # That it is getting worse says so too.
    assert ("still rises" in found or "getting worse" in found) if rises else "still rises" not in found
    assert ("now, still rising" in message_of(report.review)) == rises


def test_late_soreness_is_no_comfort_beside_a_level_that_still_rises() -> None:
    for levels, comforted in (((2, 5, 5), True), ((2, 5, 6), False)):
        report = made(
            session(2, "gym", 19), entry(2, {BACK: 2}), *rise(*levels)[1:], entry(0, {BACK: levels[-1]}, 20.2)
        )
        flag = next(flag for flag in report.flags if flag.rule.startswith("not-improving"))
        rising = report.flare is not None and report.flare.rising
        assert not (rising and "sorest" in flag.summary), comforted


def test_the_first_raised_entry_and_the_one_before_it_stand_in_the_summary_and_in_the_table_of_episodes() -> None:
    report = made(GYM, entry(3, {BACK: 2}), *rise(4, 6, 5))
    assert "raised since the entry of Sat 31 Oct 20:00 (4); the entry before it Fri 30 Oct 20:00 (2); " in standing(
        report
    )
    table = next(block for block in sheet_of(report).behind if isinstance(block, Table) and block.name == "Episodes")
    assert table.rows[0][1:3] == (
        "Sat 31 Oct 2026 20:00 (4)\nentry before: Fri 30 Oct 2026 20:00 (2)",
        "gym\nended Fri 30 Oct 21:00",
    )


def test_the_worst_of_a_day_has_the_entry_that_rated_it() -> None:
    worst = entry(1, {}, readings=(Reading(*BACK, 5, worst=8),))
    assert "; worst of a day rated 8 (entry of Sun 1 Nov 20:00)." in standing(made(worst, entry(0, {BACK: 6})))


def test_each_earlier_rise_is_named_with_its_session_and_how_it_went_on() -> None:
    hinge = Exercise("hip hinge", note="with 4 kg")
    before = session(12, "physio", 21, exercises=(Exercise("hip hinge"),))
    earlier = [each for each in CALM if each.at.day not in {moment(ago).day for ago in (9, 8, 7)}]
    raised = [entry(9, {BACK: 4}), entry(8, {BACK: 2}), entry(7, {BACK: 2})]
    physio = session(10, "physio", 21, exercises=(hinge,))
    diary = Diary.of([*earlier, *raised, before, physio, GYM, *rise(2, 5, 6)])
    report = report_model(review_of(diary, NOW))
    hours = (raised[1].at.instant - physio.at.instant).total_seconds() // 3600
    said = f"to 4, back within 1 of before after {hours:.0f} h."
    assert standing(report).endswith(f" Earlier rise in this time: 23 Oct after physio (hip hinge with 4 kg): {said}")
    without = standing(report_model(review_of(diary, NOW), notes=False))
    assert without.endswith(f" Earlier rise in this time: 23 Oct after physio: {said}")


def plan(ago: float, name: str, reps: int = 8, **more: object) -> Plan:
    at = moment(ago, 22)
    return Plan(id=f"{name}{ago}", at=at, recorded=at.instant, name=name, sets=1, reps=reps, since=f"{at.day}", **more)  # type: ignore[arg-type]


def test_what_was_done_about_it_is_told_plans_ended_exercises_and_sessions() -> None:
    old = [plan(30, "bridge", until="2026-10-31"), plan(30, "side plank", until="2026-10-31"), plan(30, "clamshell")]
    new = [plan(1, "bridge", 6, note="until I have asked"), plan(1, "pelvic tilt", 10)]

    def said(*records: Record, notes: bool = True) -> str:
        report = made(GYM, *rise(2, 5, 6), *old, *records, notes=notes)
        assert report.flare
        text = since_text(report.flare, report.review, report.last, notes=notes)
        assert dict(sentences(report))["Since then"] == text
        quiet = since_text(report.flare, report.review, report.last, notes=False)
        assert f"- Since that rise: {quiet}" in message_of(report.review)
        return text

    ended = "side plank no longer planned after 31 Oct"
    assert said() == f"bridge, {ended}; no session logged since 30 Oct."
    assert said(*new) == (
        f"1 Nov: planned bridge 1x6, pelvic tilt 1x10, “until I have asked”; {ended}; no session logged since 30 Oct."
    )
    assert "until I have asked" not in said(*new, notes=False)
    assert said(session(1, "walk", 12)).endswith("; 1 session: walk Sun 1 Nov 12:00.")


def test_without_a_rise_that_is_open_nothing_is_said_of_it() -> None:
    report = made(GYM, *rise(2, 2, 2), replace(plan(1, "bridge")))
    assert "Since then" not in dict(sentences(report))
    assert "Since then" not in message_of(report.review)


def test_relief_in_a_rise_that_is_open_and_before_it_is_told_apart() -> None:
    pills = [
        Care(id=f"c{ago}", at=moment(ago, 19), activity="heat", relief=relief)
        for ago, relief in ((8, 6), (6, 4), (1, 2), (0, 3))
    ]
    for cares, said in (
        (pills, "relief 2 to 3 of 10 in this flare, 4 to 6 before it (rated 4 times)"),
        (pills[:2], "relief 4 to 6 of 10 before this flare (rated twice)"),
        (pills[2:3], "relief 2 of 10 in this flare"),
    ):
        (item,) = used_items(made(GYM, *rise(2, 5, 6), *cares), 5)
        assert said in item.text
    calm = next(used_items(made(*rise(2, 2, 2), *pills[:3]), 5))
    assert calm.text == "heat 3 times, relief 2 to 6 of 10 (rated 3 times)"


@pytest.mark.parametrize(("minutes", "told"), [(30, True), (240, True), (241, False), (720, False)])
def test_a_level_long_after_a_medicine_says_nothing_of_it(minutes: int, told: bool) -> None:
    pill = Care(id="m", at=moment(1, 20.5), activity="medication", name="ibuprofen", relief=2)
    after = entry(1, {BACK: 4}, 20.5 + minutes / 60)
    (item,) = used_items(made(entry(1, {BACK: 5}), pill, after), 5)
    assert ("lower back 5 → 4 after" in item.text) == told


def test_a_level_after_the_48_hours_stands_beside_the_runs_of_that_session() -> None:
    report = made(GYM, *rise(2, 5, 5))
    assert report.flare
    (gym,) = [each for each in report.exercise if each.name == "gym" and not each.exercise and each.site == BACK[0]]
    hours = (report.flare.last - GYM.at.instant).total_seconds() // 3600
    assert hours > 48
    assert now_text(report.flare, gym) == f"5 at {hours:.0f} h"
    other = made(session(20, "gym", 21), *rise(2, 5, 5))
    assert [now_text(other.flare, each) for each in other.exercise if each.name == "gym"][:1] in ([""], [])
    assert now_text(None, gym) == ""


def test_the_rules_that_gave_a_finding_are_marked_among_all_rules() -> None:
    behind = sheet_of(made(GYM, *rise(2, 5, 5))).behind
    leads = [item.lead for block in behind if isinstance(block, Items) for item in block.items]
    marked = [lead.partition(" ")[0] for lead in leads if lead.endswith(" (gave a finding of this report):")]
    assert "not-improving-48h" in marked
    assert "neurological:" in leads
