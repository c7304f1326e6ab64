"""A second, independent reading of the rules: slow, plain, and sharing no code with the analyzer."""

from __future__ import annotations

from datetime import datetime

from diary.domain.records import Diary
from tests.analysis.oracle_basics import Answer, Course, Key, cut
from tests.analysis.oracle_course import expected_soreness, not_improving, slow_drift, sudden_severe, worsening
from tests.analysis.oracle_flags import flags

COURSE_RULES = {
    "not-improving-48h": not_improving,
    "worsening": worsening,
    "slow-drift": slow_drift,
    "sudden-severe": sudden_severe,
}


def answers(diary: Diary, as_of: datetime) -> dict[Key, Answer]:
    """What each rule says for each place: status, tier, provisional, confirmed."""
    diary = cut(diary, as_of)
    found = flags(diary, as_of)
    person_raised = any(answer[0] == "raised" and key[1] is None for key, answer in found.items())
    for site, side in sorted({(reading.site, reading.side) for entry in diary.entries for reading in entry.readings}):
        course = Course(diary, as_of, site, side)
        for rule, ask in COURSE_RULES.items():
            found[rule, site, side, None] = ask(course)
        site_raised = any(answer[0] == "raised" and key[1:3] == (site, side) for key, answer in found.items())
        found["expected-soreness", site, side, None] = expected_soreness(course, person_raised or site_raised)
    return found
