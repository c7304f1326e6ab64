"""Lines about sessions, usual levels and known symptoms."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from diary.domain.grammar.session_phrase import parse_session
from diary.domain.grammar.statements import parse_known, parse_usual
from diary.domain.grammar.times import Here
from diary.domain.records import Exercise
from diary.error_hints import error_text
from diary.errors import InvalidValue, UsageError

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Here(datetime(2026, 3, 5, 20, 0, tzinfo=BERLIN), BERLIN, "Europe/Berlin")
NOW = "2026-03-05T20:00:00+01:00"


def test_a_session_with_everything() -> None:
    line = "home exercises: squats 3x10, bridges new, effort 6, 45 min, yesterday 18:00 -- went well"
    draft = parse_session(line.split(), now=HERE)
    assert draft.activity == "home exercises"
    assert draft.exercises == (Exercise("squats", sets=3, reps=10), Exercise("bridges", True))
    assert (draft.effort, draft.minutes, draft.new, draft.note) == (6, 45, None, "went well")
    assert draft.at.iso() == "2026-03-04T18:00:00+01:00"
    session = draft.session("abc", None)
    assert (session.activity, session.exercises, session.at) == (draft.activity, draft.exercises, draft.at)


@pytest.mark.parametrize(
    ("line", "activity", "minutes", "new", "iso"),
    [
        ("", "", None, None, NOW),
        ("physio", "physio", None, None, NOW),
        ("physio yesterday 18:00", "physio", None, None, "2026-03-04T18:00:00+01:00"),
        ("yesterday 18:00 physio 45 min", "physio", 45, None, "2026-03-04T18:00:00+01:00"),
        ("mon 8am gym 1.5h new", "gym", 90, True, "2026-03-02T08:00:00+01:00"),
        ("walk 45 min ago", "walk", None, None, "2026-03-05T19:15:00+01:00"),
        ("walk 45 min 2h ago", "walk", 45, None, "2026-03-05T18:00:00+01:00"),
        ("walk @18:00 round the lake", "walk", None, None, "2026-03-05T18:00:00+01:00"),
        ("morning walk not new now", "morning walk", None, False, NOW),
        ("sun salutation 20 min", "sun salutation", 20, None, NOW),
        ("march 10 minutes", "march", 10, None, NOW),
        ("sat physio", "physio", None, None, "2026-02-28"),
        ("try new squats", "try new squats", None, None, NOW),
    ],
)
def test_the_settings_of_a_session(line: str, activity: str, minutes: int | None, new: bool | None, iso: str) -> None:
    draft = parse_session(line.split(), now=HERE)
    assert (draft.activity, draft.minutes, draft.new, draft.at.iso()) == (activity, minutes, new, iso)


def test_minutes_beside_an_exercise_are_its_own() -> None:
    draft = parse_session(["gym,", "plank", "2", "min,", "effort", "4"], now=HERE)
    assert (draft.exercises, draft.minutes, draft.effort) == ((Exercise("plank", seconds=120),), None, 4)


def test_a_last_exercise_may_carry_the_settings_of_the_session() -> None:
    draft = parse_session(
        ["gym,", "squats,", "bridges", "effort", "6", "new", "45", "min", "yesterday", "18:00"], now=HERE
    )
    assert draft.exercises == (Exercise("squats"), Exercise("bridges", True))
    assert (draft.effort, draft.minutes, draft.at.iso()) == (6, 45, "2026-03-04T18:00:00+01:00")


def test_new_alone_between_commas_is_the_session() -> None:
    draft = parse_session(["physio:", "squats,", "not", "new"], now=HERE)
    assert (draft.exercises, draft.new) == ((Exercise("squats"),), False)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("gym effort 11", "0 to 10"),
        ("gym effort", "needs its number"),
        ("gym effort 5 effort 6", "given twice"),
        ("gym 30 min 40 min", "given twice"),
        ("gym 0 min", "whole number of minutes"),
        ("gym 30 hours", "whole number of minutes"),
        ("gym 21:00", "did you mean yesterday 21:00?"),
        ("gym @ lunch", "a time or a load follows"),
    ],
)
def test_a_session_is_refused_with_its_reason(line: str, reason: str) -> None:
    with pytest.raises((UsageError, InvalidValue), match=reason):
        parse_session(line.split(), now=HERE)


@pytest.mark.parametrize(
    ("line", "site", "side", "level"),
    [
        ("lower back 2", "lower back", "center", 2),
        ("2 lower back", "lower back", "center", 2),
        ("left knee 0", "knee", "left", 0),
        ("knees 1", "knee", "both", 1),
        ("interference 1", None, None, 1),
    ],
)
def test_a_usual_level_is_understood(line: str, site: str | None, side: str | None, level: int) -> None:
    draft = parse_usual(line.split(), now=HERE)
    assert (draft.site, draft.side, draft.level) == (site, side, level)
    assert draft.usual("abc", None).level == level


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "which level is usual"),
        ("knee 2", "left knee, right knee or both knees"),
        ("left knee 2 sharp", "diary known"),
        ("left knee 2, right knee 3", "one site and its level"),
        ("2", "at which site"),
        ("leg 2", "thigh, knee, shin, calf or foot"),
        ("left knee 2 interference 3", "which level is usual"),
    ],
)
def test_a_usual_level_is_refused_with_its_reason(line: str, reason: str) -> None:
    with pytest.raises((UsageError, InvalidValue)) as refusal:
        parse_usual(line.split(), now=HERE)
    assert re.search(reason, error_text(refusal.value))


def test_known_words_become_one_draft_for_each_place() -> None:
    drafts = parse_known(["sharp", "lower", "back,", "tingling", "right", "hand", "fever"], now=HERE)
    assert [(draft.site, draft.side, draft.qualities, draft.symptoms) for draft in drafts] == [
        ("lower back", "center", ("sharp",), ()),
        ("hand", "right", (), ("tingling",)),
        (None, None, (), ("fever",)),
    ]
    assert drafts[0].known("abc", None, ended=True).ended


def test_known_words_need_no_site() -> None:
    (draft,) = parse_known(["numb", "and", "electric"], now=HERE)
    assert (draft.site, draft.qualities, draft.symptoms) == (None, ("electric",), ("numbness",))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "what was there"),
        ("left numb", "of what"),
        ("5 left knee numb", "diary usual"),
        ("left knee", "left knee"),
        ("no numbness", "leave out"),
    ],
)
def test_known_words_are_refused_with_a_reason(line: str, reason: str) -> None:
    with pytest.raises((UsageError, InvalidValue)) as refusal:
        parse_known(line.split(), now=HERE)
    assert re.search(reason, error_text(refusal.value))
