"""session-response: how a site answered the last three sessions."""

from __future__ import annotations

from datetime import datetime

import pytest

from diary.analysis.replay.replay import replay
from diary.analysis.rules.session_response import SessionResponses
from diary.domain.records import Version
from diary.review.snapshot import review_of
from tests.analysis.diaries import LEFT, ask, at, diary, verdict

NAME = "session-response"
USUAL_2 = "d-30 08:00 usual knee left 2"
RAISED = "raised discuss"


def sessions(*peaks: str, apart: int = 9, kind: str = "") -> list[str]:
    """Sessions so many days apart, each with its levels on the evenings after it: "5 2"."""
    lines = []
    for number, levels in enumerate(peaks):
        day = 1 + number * apart
        lines.append(f"d{day} 10:00 session {kind}")
        lines += [f"d{day + 1 + n} 20:00 knee left {level}" for n, level in enumerate(levels.split()) if level != "."]
    return lines


def answer(*lines: str | list[str], as_of: str = "d22 20:00") -> str:
    return verdict(diary(*lines), NAME, as_of, LEFT)


@pytest.mark.parametrize(
    ("peaks", "expected"),
    [
        (("6 2", "6 2", "6 2"), RAISED),
        (("6 2", "5 2", "6 2"), "clear"),
        (("5 2", "5 2", "5 2"), "clear"),
        (("3 2", "4 2", "5 2"), RAISED),
        (("3 2", "3 2", "5 2"), "clear"),
        (("2 2", "3 2", "3 2"), "clear"),
        (("1 2", "2 2", "3 2"), "clear"),
        (("5 4", "5 4", "5 2"), RAISED),
        (("5 4", "5 3", "5 4"), "clear"),
        (("4 4", "4 4", "3 3"), "clear"),
        (("6 2", "6 2"), "insufficient"),
        (("6 2", "6 2", ". . 6"), "insufficient"),
        (("6 2", "6 2", "6 2", "2 2"), "clear"),
    ],
)
def test_each_of_three_sessions_counts(peaks: tuple[str, ...], expected: str) -> None:
    assert answer(USUAL_2, sessions(*peaks), as_of=f"d{9 * len(peaks) - 6} 21:00") == expected


def test_only_sessions_of_the_last_28_days_with_a_known_baseline_count() -> None:
    given = sessions("6 2", "6 2", "6 2")
    assert answer(USUAL_2, given, as_of="d29 10:00") == RAISED
    assert answer(USUAL_2, given, as_of="d29 10:01") == "insufficient"
    assert answer(given) == "insufficient"


def test_two_that_ended_together_are_not_each_others_next_one() -> None:
    given = ["d1 18:00 session", "d10 18:00 session", "d10 18:00 session", "d2 20:00 knee left 5"]
    given += ["d11 20:00 knee left 5"]
    assert answer(USUAL_2, given) == RAISED
    assert answer(USUAL_2, given, "d12 20:00 knee left 2") == "clear"


def test_it_is_raised_since_the_reading_that_showed_it() -> None:
    found = ask(diary(USUAL_2, sessions("6 2", "6 2", "6 2")), NAME, "d22 20:00", LEFT)
    assert found.since == at("d20 20:00")
    assert [shown.pain for shown in found.evidence] == [6, 6, 6]
    assert "2 → 6" in found.summary


def test_too_few_sessions_are_not_named_unasked() -> None:
    review = review_of(diary(USUAL_2, sessions("6 2")), at("d3 20:00"))
    assert NAME in {finding.rule for finding in review.findings}
    assert NAME not in {finding.rule for finding in review.shown}


def test_a_told_finding_that_goes_on_is_not_walked_back_over_with_each_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(days: int) -> int:
        lines = ["d0 06:00 usual knee left 2", "d20 12:00 told session-response knee left"]
        lines += [f"d{day} 20:00 knee left {7 if day % 4 == 1 else 2}" for day in range(days)]
        lines += [f"d{day} 10:00 session" for day in range(0, days, 4)]
        records = diary(*lines).records()
        count.clear()
        replay([Version(record, record.at.instant, None, "current") for record in records], at(f"d{days} 20:00"))
        return len(count)

    raised, count = SessionResponses.raised, list[datetime]()

    def counted(self: SessionResponses, as_of: datetime) -> bool:
        count.append(as_of)
        return raised(self, as_of)

    monkeypatch.setattr(SessionResponses, "raised", counted)
    assert asked(160) < 3 * asked(80)
