"""The replay: every finding that was ever raised, as the diary read at each moment.

It walks through the diary's life once: what is written, edited or deleted touches the sites and rules it is about, and
each of these says at which instant time alone may change its answer. What it finds is what `analyze` would have said
of the diary known at each moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from diary.analysis.facts import steps_of
from diary.analysis.life import Life
from diary.analysis.pasts import Past
from diary.analysis.withdrawal import Withdrawals
from diary.domain.records import Version
from diary.domain.thresholds import REASONED, CutPoints


def replay(versions: Sequence[Version], as_of: datetime, cut_points: CutPoints = REASONED) -> tuple[Past, ...]:
    """Every finding that was raised up to an instant (aware), oldest first, as it was known then.

    At each moment the versions that were written by then count, and what they say of later moments does not exist.
    """
    life = Life(cut_points)
    withdrawals = Withdrawals(life)
    for instant, group in groupby(steps_of(versions, as_of), key=lambda step: step.instant):
        steps = list(group)
        life.pass_time(instant)
        life.take(steps)
        withdrawals.look(steps)
    life.pass_time(as_of, included=True)
    return life.ledger.pasts()
