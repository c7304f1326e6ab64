"""The conversion that lets real diaries of others be measured with."""

from __future__ import annotations

from diary.domain.records import Entry
from diary.exchange.import_plan import plan_import
from tests.exchange.diaries import BERLIN
from tests.selftrackers import diary_csv, people

GIVEN = """subject,date,entered_at_utc,location,pain
A,2020-05-05,2020-05-05 20:06:51,back,4.5
A,2020-05-05,2020-05-06 00:10:00,knee,3.2
A,2020-05-06,,knee,2.0
A,2020-05-06,,knee,3.0
B,2020-05-06,,ankle,9.9
"""


def test_the_ratings_of_one_person_become_entries_with_the_times_that_are_known() -> None:
    found = plan_import(diary_csv(GIVEN, "A"), None, BERLIN)
    assert (found.refused, found.remarks) == ((), ())
    entries = [record for record in found.new if isinstance(record, Entry)]
    assert [(e.at.iso(), e.readings[0].site, e.readings[0].pain, e.recorded is None) for e in entries] == [
        ("2020-05-05T22:06:51+02:00", "lower back", 5, False),
        ("2020-05-05", "knee", 3, False),
        ("2020-05-06", "knee", 2, True),
        ("2020-05-06", "knee", 3, True),
    ]


def test_everybody_is_there_and_ten_is_the_most() -> None:
    assert people(GIVEN) == ["A", "B"]
    assert diary_csv(GIVEN, "B").endswith("ankle,left,10\r\n")
