"""What the oracle in `next_rules` says of the red flags, without what is not told yet.

It is a second, independent reading of the rules: slow, plain, and sharing no code with the analyzer.
"""

from __future__ import annotations

from datetime import datetime

from diary.domain.records import Diary
from tests.analysis.next_rules import oracle as edition_2
from tests.analysis.next_rules.oracle_basics import CLEAR, INSUFFICIENT
from tests.analysis.next_rules.oracle_flags import emergency_signs, ranges_of_motion
from tests.analysis.oracle_basics import Answer, Key, cut


def answers(diary: Diary, as_of: datetime) -> dict[Key, Answer]:
    """What each rule says for each place: status, tier, provisional, confirmed."""
    return flags(cut(diary, as_of), as_of)


def flags(diary: Diary, as_of: datetime) -> dict[Key, Answer]:
    """What the red flags say of a diary that is cut to its as-of."""
    asked = edition_2.Flags(diary, as_of)
    found = {edition_2.key_of(*where): said for where, said in asked.said(as_of, False).items()}
    found |= {(name, None, None, None): CLEAR for name in edition_2.PLACED if name not in {key[0] for key in found}}
    found["emergency-signs", None, None, None] = emergency_signs(diary, as_of, asked.alarms)
    found["interference", None, None, None] = asked.interference().ask(as_of, False)
    motions = ranges_of_motion(diary, as_of)
    found |= {("range-of-motion", None, side or None, movement): said for (movement, side), said in motions.items()}
    if not motions:
        found["range-of-motion", None, None, None] = INSUFFICIENT
    return {key: said.answer for key, said in found.items()}
