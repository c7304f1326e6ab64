"""The replay says at every moment what asking at that moment would have said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.analysis.analyzer import analyze
from diary.analysis.replay.history import Key, PastFinding, State
from diary.analysis.replay.replay import replay
from diary.domain.records import Ack, Version
from tests.analysis.random_histories import BEGIN, Writer, known
from tests.lengths import sample

TICK = timedelta(microseconds=1)


def asked(versions: Sequence[Version], moment: datetime) -> dict[Key, State]:
    """What `analyze` says of the diary that was known at a moment."""
    states: dict[Key, State] = {}
    for finding in analyze(known(versions, moment), moment):
        if finding.raised and finding.tier:
            key = (finding.rule, finding.site, finding.side, finding.movement)
            state = State(finding.tier, finding.provisional, finding.confirmed, finding.acknowledged)
            assert key not in states, f"two answers about {key}"
            states[key] = state
    return states


def replayed(past_findings: Sequence[PastFinding], moment: datetime) -> dict[Key, State]:
    """What the replay says for the same moment."""
    states: dict[Key, State] = {}
    for past in past_findings:
        state = past.state(moment)
        if state is not None:
            assert past.key not in states
            states[past.key] = state
    return states


def check(seed: int, days: int, moments: int) -> tuple[PastFinding, ...]:
    """Compare the two at random moments and around every event."""
    versions = Writer(seed, days).versions()
    end = BEGIN + timedelta(days=days + 20)
    past_findings = replay(versions, end)
    random = Random(seed)
    around = [event.at for past in past_findings for event in past.events]
    around = random.sample(around, min(len(around), moments))
    steps = random.sample(versions, min(len(versions), moments))
    when = [BEGIN + timedelta(minutes=random.randrange(1440 * (days + 20))) for _ in range(moments)]
    when += [at + shift for at in around for shift in (-TICK, timedelta(0), TICK)]
    when += [step.written or step.record.at.instant for step in steps]
    when.append(end)
    for moment in when:
        if moment <= end:
            assert replayed(past_findings, moment) == asked(versions, moment), (seed, moment)
    return past_findings


@pytest.mark.parametrize("seed", range(sample(16, 40)))
def test_the_replay_says_what_asking_at_that_moment_would_have_said(seed: int) -> None:
    check(seed, days=30, moments=sample(5, 10))


@settings(max_examples=sample(5, 15), deadline=None, derandomize=True)
@given(st.integers(1000, 10**9), st.integers(1, 45))
def test_that_holds_for_any_life_of_a_diary(seed: int, days: int) -> None:
    check(seed, days, moments=sample(4, 6))


def test_that_holds_over_the_length_of_every_window() -> None:
    for seed in (7, 8):
        check(seed, days=110, moments=sample(5, 10))


@pytest.mark.parametrize("seed", range(200, 200 + sample(15, 30)))
def test_withdrawn_is_what_would_not_have_been_raised_had_the_diary_always_read_so(seed: int) -> None:
    versions = Writer(seed, 20).versions()
    end = BEGIN + timedelta(days=70)
    withdrawn: dict[tuple[Key, datetime], datetime] = {}
    past_findings = replay(versions, end)
    for instant in edits(versions, end):
        always = as_if_always(versions, instant)
        otherwise = replay(always, end)
        for past in past_findings:
            first, last = past.raised, past.ended
            if first >= instant or last is None or last > instant or (past.key, first) in withdrawn:
                continue
            asked_at = {first} | {event.at for other in otherwise for event in other.events if first <= event.at < last}
            if not any(past.key in asked(always, moment) for moment in asked_at):
                withdrawn[past.key, first] = instant
    assert {(past.key, past.raised): past.first("withdrawn") for past in past_findings if past.withdrawn} == withdrawn


def edits(versions: Sequence[Version], end: datetime) -> list[datetime]:
    """When something that the rules had read was edited or deleted."""
    return sorted(
        {
            version.until
            for version in versions
            if version.until is not None
            and max(version.record.at.instant, version.written or version.record.at.instant) < version.until <= end
            and not isinstance(version.record, Ack)
        }
    )


def as_if_always(versions: Sequence[Version], instant: datetime) -> list[Version]:
    """The diary as it reads at an instant, each thing as if it had read so since it was first written."""
    first = {version.record.id: version.written for version in reversed(versions)}
    return [
        Version(version.record, first[version.record.id], None, "current")
        for version in versions
        if max(version.record.at.instant, version.written or version.record.at.instant) <= instant
        and (version.until is None or instant < version.until)
    ]
