"""Lines about appointments: their time, past or to come, with whom, and what is refused with which line."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from diary.domain.grammar.times import Here
from diary.domain.grammar.visit_phrase import parse_visit
from diary.domain.record_line import line_of
from diary.error_hints import error_text
from diary.errors import UnclearLine

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Here(datetime(2026, 3, 5, 20, 0, tzinfo=BERLIN), BERLIN, "Europe/Berlin")


@pytest.mark.parametrize(
    ("line", "iso", "name", "note"),
    [
        ("next mon 10:00 Dr Smith -- bring the report", "2026-03-09T10:00:00+01:00", "Dr Smith", "bring the report"),
        ("yesterday", "2026-03-04", "", ""),
        ("now", "2026-03-05T20:00:00+01:00", "", ""),
        (
            "tomorrow 14:30 Dr van der Berg about the scan",
            "2026-03-06T14:30:00+01:00",
            "Dr van der Berg",
            "about the scan",
        ),
        ("12 oct 9am physio", "2026-10-12T09:00:00+02:00", "physio", ""),
        ("2 march 9am", "2027-03-02T09:00:00+01:00", "", ""),
        ("5th of march", "2026-03-05", "", ""),
        ("2 march 2026 9am pain clinic", "2026-03-02T09:00:00+01:00", "pain clinic", ""),
        ("in 2 weeks 11:00 follow-up", "2026-03-19T11:00:00+01:00", "", "follow-up"),
        ("physio with Maria tomorrow 9:00 knee", "2026-03-06T09:00:00+01:00", "physio with Maria", "knee"),
        ("physio with a new plan tomorrow 9:00", "2026-03-06T09:00:00+01:00", "physio", "with a new plan"),
        ("10:30 Dr Smith", "2026-03-05T10:30:00+01:00", "Dr Smith", ""),
        ("last tue 8am knee surgeon", "2026-03-03T08:00:00+01:00", "knee surgeon", ""),
    ],
)
def test_a_visit_may_be_past_or_to_come(line: str, iso: str, name: str, note: str) -> None:
    draft = parse_visit(line.split(), now=HERE)
    assert (draft.at.iso(), draft.name, draft.note) == (iso, name, note)
    again = parse_visit(line_of(draft.visit("a", None), HERE).split(), now=HERE)
    assert again.visit("a", None) == draft.visit("a", None)


@pytest.mark.parametrize(
    ("line", "reason", "lines"),
    [
        ("", "when is it", ("TIME",)),
        ("physio", "when is it", ("TIME physio",)),
        ("mon 10:00 GP", "last mon or next mon", ("GP last mon 10:00", "GP next mon 10:00")),
        ("tomorrow at 9", "which hour", ("tomorrow 09:00", "tomorrow 21:00")),
        ("tomorrow 9 dentist", "which hour", ("dentist tomorrow 09:00", "dentist tomorrow 21:00")),
        ("tomorrow 9.30", "did you mean 09:30", ("tomorrow 09:30",)),
        ("tomorow 9:30", "did you mean tomorrow", ("tomorrow 9:30",)),
        ("next week", "not exact enough", ("TIME -- next week",)),
        ("cancelled tomorrow", "visit --list shows its ID", ()),
        (
            "moved here gp yesterday at 3",
            "15:00 or 03:00",
            ("gp yesterday 15:00 -- moved here", "gp yesterday 03:00 -- moved here"),
        ),
        ("tomorrow half past four gp", "16:30 or 04:30", ("gp tomorrow 16:30", "gp tomorrow 04:30")),
        ("tomorrow 8 gp", "08:00 or 20:00", ("gp tomorrow 08:00", "gp tomorrow 20:00")),
        (
            "gp 9:30 after the fasting",
            "which day",
            ("gp today 9:30 -- after the fasting", "gp tomorrow 9:30 -- after the fasting"),
        ),
    ],
)
def test_a_visit_is_refused_with_a_line_that_works(line: str, reason: str, lines: tuple[str, ...]) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_visit(line.split(), now=HERE)
    assert re.search(reason, error_text(refusal.value))
    assert refusal.value.lines == lines
