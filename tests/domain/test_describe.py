"""What a record says: one wording for commands, screen and report, which only add their scale or leave parts out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diary.cli.output import record_line
from diary.domain.describe import joined, parts_of
from diary.domain.moments import Moment
from diary.domain.records import (
    TYPE_OF,
    Ack,
    Care,
    Entry,
    Exercise,
    Known,
    Motion,
    Question,
    Reading,
    Record,
    Session,
    Signs,
    Usual,
    Visit,
)
from diary.domain.rehabilitation import Activity, Answer, Background, Plan, Score, Treatment
from diary.domain.text import as_sentence, counted
from diary.tui.widgets.texts import record_text

AT = Moment.of(datetime(2026, 3, 5, 20, tzinfo=UTC), "")
KNEE = Reading("knee", "left", 6, ("dull", "sharp"), ("numbness",), sudden=True)
RECORDS: dict[str, Record] = {
    "left knee 6, dull, sharp, numbness, sudden; neck 2; fever; interference 3; fatigue 4": Entry(
        id="1", at=AT, readings=(KNEE, Reading("neck", "center", 2)), symptoms=("fever",), interference=3, fatigue=4
    ),
    "left knee 6, at rest 3, on movement 6, worst 8, best 2, intermittent; from Bearable": Entry(
        id="1b", at=AT, source="Bearable",
        readings=(Reading("knee", "left", 6, (), (), False, 3, 6, 8, 2, "intermittent"),)
    ),
    "session: home: squats 3x10 @20 kg pain 4, plank 3x30s, clamshells 2x15 band red eased (too sore), bridges "
    "skipped, steps x12, bridge 3 sets": Session(
        id="3b", at=AT, activity="home",
        exercises=(
            Exercise("squats", sets=3, reps=10, load="20", unit="kg", pain=4),
            Exercise("plank", sets=3, seconds=30),
            Exercise("clamshells", sets=2, reps=15, load="red", unit="band", done="eased", because="too sore"),
            Exercise("bridges", done="skipped"),
            Exercise("steps", reps=12),
            Exercise("bridge", sets=3),
        ),
    ),
    "a note": Entry(id="2", at=AT, note="stairs"),
    "session: physio, 45 min, effort 5, new: squats (new), bridges": Session(
        id="3", at=AT, activity="physio", minutes=45, effort=5, new=True,
        exercises=(Exercise("squats", True, "slowly"), Exercise("bridges")),
    ),
    "session: exercise": Session(id="4", at=AT, new=False),
    "motion: left knee flexion 95.5 degrees": Motion(id="5", at=AT, movement="knee flexion", side="left", value=95.5),
    "motion: bending, self-rating 6": Motion(id="6", at=AT, movement="bending", value=6, unit="self"),
    "self-care: medication ibuprofen 400 mg, relief 6": Care(
        id="7", at=AT, activity="medication", name="ibuprofen", dose="400 mg", relief=6
    ),
    "usual level: lower back 2": Usual(id="8", at=AT, level=2, site="lower back", side="center"),
    "usual level: interference 1": Usual(id="9", at=AT, level=1),
    "known from before: burning, numbness at both feet": Known(
        id="10", at=AT, site="foot", side="both", qualities=("burning",), symptoms=("numbness",)
    ),
    "no longer known: fever": Known(id="11", at=AT, symptoms=("fever",), ended=True),
    "visit: Dr Sommer": Visit(id="12", at=AT, name="Dr Sommer"),
    "question, was in a report": Question(id="13", at=AT, note="?", reported=AT.instant),
    "told: worsening at the left knee": Ack(id="14", at=AT, rule="worsening", site="knee", side="left"),
    "told: range-of-motion, flexion": Ack(id="15", at=AT, rule="range-of-motion", movement="flexion"),
    "planned: squats 3x10 @20 kg, 3 times a week, since 1 Feb 2026, until Mar 2026": Plan(
        id="18", at=AT, name="squats", sets=3, reps=10, load="20", unit="kg", per_week=3, since="2026-02-01",
        until="2026-03",
    ),
    "planned: plank 30s, daily": Plan(id="19", at=AT, name="plank", seconds=30, per_week=7),
    "planned: walk 30 min, twice a week": Plan(id="19b", at=AT, name="walk", seconds=1800, per_week=2),
    "score: climbing stairs 6, grip left 24.5 kg, change +2": Score(
        id="20", at=AT,
        answers=(Answer("climbing stairs", 6), Answer("grip", 24.5, "left", "kg"), Answer("change", 2)),
    ),
    "treatment: naproxen 500 mg twice a day, regular, since 2 Mar 2026": Treatment(
        id="21", at=AT, name="naproxen", dose="500 mg twice a day", regular=True, since="2026-03-02"
    ),
    "treatment: brace, as needed, since 2025": Treatment(id="22", at=AT, name="brace", regular=False, since="2025"),
    "score to follow: climbing stairs, asked each week, since 2 Mar 2026": Activity(
        id="23", at=AT, name="climbing stairs", asked="weekly", since="2026-03-02"
    ),
    "score to follow: grip (kg)": Activity(id="24", at=AT, name="grip", unit="kg"),
    "makes it worse: sitting, after 20 min, settles in 60 min": Background(
        id="25", at=AT, topic="worse", name="sitting", minutes=20, settles=60
    ),
    "makes it better: walking, helps within 5 min": Background(
        id="26", at=AT, topic="better", name="walking", minutes=5
    ),
    "how it began: lifting a box, since Nov 2025": Background(
        id="27", at=AT, topic="began", name="lifting a box", since="2025-11"
    ),
    "operation: knee, 12 Mar 2025": Background(id="28", at=AT, topic="surgery", name="knee", since="2025-03-12"),
    "warning signs read, none there": Signs(id="16", at=AT),
    "not meant in a note: numbness, fever": Signs(id="17", at=AT, of_record="2", symptoms=("numbness", "fever")),
}  # fmt: skip


def test_one_is_said_as_one() -> None:
    assert [counted(n, "day") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert (as_sentence("Left knee is sore"), as_sentence("Is it worse?")) == ("Left knee is sore.", "Is it worse?")


@pytest.mark.parametrize("words", RECORDS)
def test_a_record_is_said_in_the_same_words_everywhere(words: str) -> None:
    record = RECORDS[words]
    assert joined(parts_of(record)) == record_text(record) == words
    assert record_line(record).replace("/10", "").replace(", not new", "") == words


def test_every_kind_has_a_description() -> None:
    assert {type(record) for record in RECORDS.values()} == set(TYPE_OF.values())


def test_commands_show_the_scale_and_whether_a_session_was_not_new() -> None:
    entry, session, plain = (next(r for r in RECORDS.values() if r.id == id) for id in ("1", "3", "4"))
    assert record_line(entry).startswith("left knee 6/10, dull")
    assert record_line(entry).endswith("fatigue 4/10")
    assert record_line(plain) == "session: exercise, not new"
    assert "slowly" not in record_line(session)
    assert "squats (new) (slowly), bridges" in joined(parts_of(session), without=())


def test_a_part_can_be_left_out() -> None:
    assert joined(parts_of(KNEE), without=("place",)) == "dull, sharp, numbness, sudden"


def test_control_characters_become_spaces() -> None:
    assert record_text(Visit(id="1", at=AT, name="a\x1bb")) == "visit: a b"
