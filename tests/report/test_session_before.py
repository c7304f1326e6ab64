"""What was different in the session before a rise: each kind of difference, and nothing that was not logged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diary.domain.records import Diary, Exercise, Record
from diary.report import report_model
from diary.report.session_before import session_text
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry, session

LEVELS = [entry(ago, {BACK: 2}) for ago in range(99, 2, -1)] + [entry(ago, {BACK: 6}) for ago in (2, 1, 0)]
"""Up since Sat 31 Oct 20:00; the session before it is that of Fri 30 Oct at 21:00, 71 hours before the last entry."""
USUAL = tuple(
    session(ago, "home", exercises=(Exercise("bridge", sets=2, reps=8),), minutes=20 + ago, effort=4) for ago in (9, 6)
)
BEGINS = "Home, ended Fri 30 Oct 21:00, 71 h before the last entry; "
AMOUNTS = "40 min, effort 7 of 10 (in 2 sessions before: 26 to 29 min, effort 4)"


def before(
    *exercises: Exercise, kind: str = "home", notes: bool = True, records: tuple[Record, ...] = (), **more: object
) -> str:
    values: dict[str, object] = {"minutes": 40, "effort": 7} | more
    last = session(3, kind, 21.0, id="last", exercises=exercises, **values)
    report = report_model(review_of(Diary.of([*LEVELS, *USUAL, last, *records]), NOW), notes=notes)
    assert report.flare
    return session_text(report.flare, report.review, report.last, notes=report.notes)


BRIDGE = Exercise("Bridges", sets=2, reps=8)


@pytest.mark.parametrize(
    ("exercises", "said"),
    [
        ((BRIDGE,), "no new exercise, and none with another dose, was logged; "),
        ((BRIDGE, Exercise("twist", new=True, pain=4)), "new: twist (pain 4); "),
        # What was never done before is new, whether or not it was marked so.
        ((BRIDGE, Exercise("twist", note="far")), "new: twist (far); "),
        ((replace(BRIDGE, reps=12),), "other dose: Bridges 2x12 (2x8 the time before); "),
        ((replace(BRIDGE, note="slower"),), "noted: Bridges (slower); "),
        ((Exercise("rowing"),), "again: rowing (last done 25 Jul); "),
        # What was skipped was not done.
        ((BRIDGE, Exercise("twist", new=True, done="skipped")), "no new exercise, and none with another dose, "
         "was logged; "),
        (tuple(Exercise(f"twist {n}") for n in range(6)), "new: twist 0, twist 1, twist 2, twist 3, 2 more; "),
    ],
)  # fmt: skip
def test_what_was_different_is_named(exercises: tuple[Exercise, ...], said: str) -> None:
    rowing = session(100, "gym", exercises=(Exercise("rowing"),))
    assert before(*exercises, records=(rowing,)) == f"{BEGINS}{said}{AMOUNTS}."


def test_notes_are_told_only_where_notes_are() -> None:
    twist = Exercise("twist", new=True, note="far", pain=3)
    assert before(twist, note="Tried it.").endswith("new: twist (pain 3; far); " + AMOUNTS + ". Note: “Tried it.”")
    assert before(twist, note="Tried it.", notes=False) == f"{BEGINS}new: twist (pain 3); {AMOUNTS}."


def test_what_was_not_logged_is_not_compared() -> None:
    assert before(BRIDGE, minutes=None, effort=None).endswith("was logged.")
    text = before(kind="pool", minutes=30, effort=None, new=True)
    assert text == (
        "Pool, ended Fri 30 Oct 21:00, 71 h before the last entry; marked as new; "
        "30 min (no earlier one of its kind in 60 days to compare)."
    )


def test_a_session_between_it_and_the_first_raised_entry_is_named() -> None:
    between = session(2, "physio", 10.0, id="between")
    text = before(BRIDGE, records=(between,))
    assert text.endswith("; also before the first raised entry: physio Sat 31 Oct 10:00.")


def test_a_rise_that_followed_no_session_names_none() -> None:
    report = report_model(review_of(Diary.of([*LEVELS, *USUAL]), NOW))
    assert report.flare
    assert session_text(report.flare, report.review, report.last, notes=report.notes) == ""
