"""`diary history`: the findings that were raised, as they were known at the time."""

from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_a_sign_is_raised_waits_to_be_told_and_clears(run: Run) -> None:
    run("log 3 left knee numb", now="2026-03-01T10:00+01:00")
    # A sign is recent for seven days, and waits three weeks more for somebody to be told.
    shape = json.loads(run("history --json", now="2026-04-09T10:00+02:00").out)
    assert shape == {
        "as_of": "2026-04-09T10:00:00+02:00",
        "findings": [
            {
                "rule": "neurological",
                "site": "knee",
                "side": "left",
                "movement": None,
                "title": "Numbness at your left knee",
                "signs": ["numbness"],
                "tier": "immediate",
                "provisional": False,
                "open": False,
                "raised": "2026-03-01T10:00:00+01:00",
                "confirmed": None,
                "told": None,
                "cleared": "2026-03-29T11:00:00+02:00",
                "withdrawn": None,
                "events": [
                    {
                        "event": "raised",
                        "time": "2026-03-01T10:00:00+01:00",
                        "tier": "immediate",
                        "provisional": False,
                        "confirmed": False,
                        "acknowledged": False,
                    },
                    {
                        "event": "fell",
                        "time": "2026-03-08T10:00:00+01:00",
                        "tier": "discuss",
                        "provisional": False,
                        "confirmed": False,
                        "acknowledged": False,
                    },
                    {
                        "event": "cleared",
                        "time": "2026-03-29T11:00:00+02:00",
                        "tier": None,
                        "provisional": None,
                        "confirmed": None,
                        "acknowledged": None,
                    },
                ],
            }
        ],
    }


def test_a_deleted_entry_withdraws_the_findings_based_on_it(run: Run) -> None:
    run("log 3 left knee numb", now="2026-03-01T10:00+01:00")
    assert "(still raised): Numbness at your left knee" in run("history", now="2026-03-01T11:00+01:00").out
    run("delete last", now="2026-03-02T10:00+01:00")
    text = run("history", now="2026-03-03T10:00+01:00").out
    assert "raised 1 Mar 2026 10:00 · withdrawn 2 Mar 2026 10:00" in text
    assert "still raised" not in text
    assert "does not replace professional advice" in text


def test_a_late_entry_raises_from_when_it_was_written(run: Run) -> None:
    # Two days late: nobody could know the sign before it was written.
    run("log 3 left knee numb @2026-03-01T10:00", now="2026-03-03T10:00+01:00")
    assert "raised 3 Mar 2026 10:00" in run("history", now="2026-03-03T11:00+01:00").out


def test_an_emergency_stays_in_the_history(run: Run) -> None:
    # Worded for the past: a year later nobody should be told to call now.
    run("log 3 lower back, numb saddle", now="2026-03-01T10:00+01:00")
    answer = run("history", now="2027-03-01T10:00+01:00").out
    assert "A call for the emergency number: numbness between the legs" in " ".join(answer.split())


def test_a_quiet_diary_says_so(run: Run) -> None:
    run("log 1 left knee")
    assert run("history").out.startswith("Nothing was ever raised.")
