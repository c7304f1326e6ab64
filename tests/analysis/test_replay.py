"""The replay says at every moment what asking at that moment would have said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import pytest

from diary.analysis.analyzer import analyze
from diary.analysis.pasts import Key, Past, State
from diary.analysis.replay import replay
from diary.analysis.told import joined
from diary.domain.changes import Version
from tests.analysis.lives import BEGIN, Writer, known

TICK = timedelta(microseconds=1)


def asked(versions: Sequence[Version], moment: datetime) -> dict[Key, State]:
    """What `analyze` says of the diary that was known at a moment."""
    states: dict[Key, State] = {}
    for finding in analyze(known(versions, moment), moment):
        if finding.raised and finding.tier:
            key = (finding.rule, finding.site, finding.side, finding.movement)
            state = State(finding.tier, finding.provisional, finding.confirmed, finding.acknowledged)
            states[key] = joined(states[key], state) if key in states else state
    return states


def replayed(pasts: Sequence[Past], moment: datetime) -> dict[Key, State]:
    """What the replay says for the same moment."""
    states: dict[Key, State] = {}
    for past in pasts:
        state = past.state(moment)
        if state is not None:
            assert past.key not in states
            states[past.key] = state
    return states


def check(seed: int, days: int, moments: int) -> tuple[Past, ...]:
    """Compare the two at random moments and around every event."""
    versions = Writer(seed, days).life()
    end = BEGIN + timedelta(days=days + 20)
    pasts = replay(versions, end)
    random = Random(seed)
    around = [event.at for past in pasts for event in past.events]
    around = random.sample(around, min(len(around), moments))
    steps = random.sample(versions, min(len(versions), moments))
    when = [BEGIN + timedelta(minutes=random.randrange(1440 * (days + 20))) for _ in range(moments)]
    when += [at + shift for at in around for shift in (-TICK, timedelta(0), TICK)]
    when += [step.written or step.thing.at.instant for step in steps]
    when.append(end)
    for moment in when:
        if moment <= end:
            assert replayed(pasts, moment) == asked(versions, moment), (seed, moment)
    return pasts


@pytest.mark.parametrize("seed", range(60))
def test_the_replay_says_what_asking_at_that_moment_would_have_said(seed: int) -> None:
    check(seed, days=30, moments=12)
