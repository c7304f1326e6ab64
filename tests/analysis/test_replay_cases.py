"""The replay in cases that random histories seldom contain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from diary.analysis.replay.history import PastFinding
from diary.analysis.replay.replay import replay
from diary.domain.findings import Tier
from diary.domain.moments import Moment
from diary.domain.records import Ack, Entry, Known, Reading, Record, Session, Usual, Version
from tests.analysis.test_replay import asked, replayed

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
END = MONDAY + timedelta(days=60)
TICK = timedelta(microseconds=1)
KNEE, LEGS, BACK = ("knee", "left"), ("thigh", "both"), ("lower back", "center")


def at(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


def now(record: Record) -> Version:
    return Version(record, record.recorded, None, "current")


def entry(hours: float, *readings: Reading, late: float = 0, id: str = "", symptoms: tuple[str, ...] = ()) -> Entry:
    return Entry(
        id=id or f"{hours:08.2f}",
        at=Moment(at(hours)),
        recorded=at(hours + late),
        readings=readings,
        symptoms=symptoms,
    )


def replay_checked(*versions: Version, end: datetime = END) -> tuple[PastFinding, ...]:
    """The past findings, after a comparison with the analyzer at each event and each time of writing."""
    past_findings = replay(versions, end)
    moments = {event.at for past in past_findings for event in past.events}
    moments |= {version.written or version.record.at.instant for version in versions}
    moments |= {version.record.at.instant for version in versions}
    moments |= {version.until for version in versions if version.until}
    for moment in moments:
        for near in (moment - TICK, moment, moment + TICK):
            if near <= end:
                assert replayed(past_findings, near) == asked(versions, near), near
    return past_findings


def of_rule(past_findings: Sequence[PastFinding], rule: str) -> list[PastFinding]:
    return [past for past in past_findings if past.rule == rule]


def test_a_finding_falls_at_once_when_its_sign_is_stated_as_known() -> None:
    numb = entry(0, Reading(*LEGS, symptoms=("numbness",)))
    known = Known(id="k", at=Moment(at(20)), recorded=at(20), site=LEGS[0], side=LEGS[1], symptoms=("numbness",))
    (past,) = of_rule(replay_checked(now(numb), now(known)), "emergency-signs")
    assert [(event.kind, event.at) for event in past.events[:2]] == [("raised", at(0)), ("fell", at(20))]


def test_soreness_is_no_longer_expected_once_something_else_is_raised_elsewhere() -> None:
    records: list[Record] = [
        Usual(id="u", at=Moment(at(-200)), recorded=at(-200), level=1, site=KNEE[0], side=KNEE[1]),
        Session(id="s", at=Moment(at(0)), recorded=at(0)),
        entry(24, Reading(*KNEE, 4, ("aching",))),
        entry(25, symptoms=("fever",)),
    ]
    (past,) = of_rule(replay_checked(*map(now, records)), "expected-soreness")
    assert (past.raised, past.ended) == (at(24), at(25))


def test_soreness_is_there_from_the_first_reading_that_is_sore() -> None:
    records: list[Record] = [
        Usual(id="u", at=Moment(at(-200)), recorded=at(-200), level=1, site=KNEE[0], side=KNEE[1]),
        Session(id="s", at=Moment(at(0)), recorded=at(0)),
        entry(2, Reading(*KNEE, 1)),
        Ack(id="a", at=Moment(at(10)), recorded=at(10), rule="expected-soreness", site=KNEE[0], side=KNEE[1]),
        entry(24, Reading(*KNEE, 4, ("aching",))),
    ]
    (past,) = of_rule(replay_checked(*map(now, records)), "expected-soreness")
    assert (past.raised, past.first("told")) == (at(24), None)


def test_a_sign_that_grows_after_it_was_told_is_announced_again() -> None:
    records: list[Record] = [
        entry(0, Reading(*LEGS, symptoms=("weakness", "numbness"))),
        Ack(id="a", at=Moment(at(5)), recorded=at(5), rule="emergency-signs"),
        entry(10, Reading(*KNEE, symptoms=("numbness",))),
    ]
    replay_checked(*map(now, records))


def test_days_that_are_written_late_count_for_the_day_on_which_they_are_written() -> None:
    earlier = [entry(24 * day, Reading(*KNEE, 2)) for day in range(4)]
    late = [entry(24 * day, Reading(*KNEE, 5), late=24 * (28 - day) + day / 100) for day in (25, 26, 27)]
    (past,) = of_rule(replay_checked(*map(now, [*earlier, *late])), "slow-drift")
    assert past.raised == at(24 * 28 + 0.27)


def test_a_record_written_before_its_own_time_counts_from_that_time() -> None:
    (past,) = of_rule(replay_checked(now(entry(0, Reading(*KNEE, 2, ("shooting",)), late=-0.03))), "nerve-like-pain")
    assert past.raised == at(0)


def test_an_entry_moved_back_does_not_withdraw_what_cleared_before_it_was_written() -> None:
    usual = Usual(id="u", at=Moment(at(-200)), recorded=at(-200), level=2, site=KNEE[0], side=KNEE[1])
    high = [entry(4, Reading(*KNEE, 5)), entry(28, Reading(*KNEE, 5)), entry(52, Reading(*KNEE, 1))]
    before = entry(24 * 10, Reading(*KNEE, 1), id="moved")
    after = Entry(id="moved", at=Moment(at(26)), recorded=before.recorded, readings=before.readings)
    moved = [
        Version(before, before.recorded, at(24 * 11), "edited"),
        Version(after, at(24 * 11), None, "current"),
    ]
    # It counts from when it was first written, which is after the finding had cleared: its evidence stays.
    (past,) = of_rule(replay_checked(*map(now, [usual, *high]), *moved), "worsening")
    assert [event.kind for event in past.events] == ["raised", "cleared"]


def test_a_deleted_entry_withdraws_also_what_has_cleared_since() -> None:
    numb = entry(0, Reading(*KNEE, 2, symptoms=("numbness",)))
    (past,) = of_rule(replay_checked(Version(numb, numb.recorded, at(24 * 36), "deleted")), "neurological")
    # After a week it waits to be told, for three more.
    assert [event.kind for event in past.events] == ["raised", "fell", "cleared", "withdrawn"]
    assert past.first("fell") == at(24 * 7) + TICK
    assert past.first("withdrawn") == at(24 * 36)
    assert past.ended == at(24 * 28) + TICK


def test_a_late_entry_ends_a_finding_but_does_not_withdraw_it() -> None:
    usual = Usual(id="u", at=Moment(at(-200)), recorded=at(-200), level=2, site=KNEE[0], side=KNEE[1])
    records = [usual, entry(4, Reading(*KNEE, 5)), entry(28, Reading(*KNEE, 5)), entry(27, Reading(*KNEE, 1), late=3)]
    (past,) = of_rule(replay_checked(*map(now, records)), "worsening")
    assert [(event.kind, event.at) for event in past.events] == [("raised", at(28)), ("cleared", at(30))]


def test_a_note_that_is_added_changes_nothing() -> None:
    first = entry(0, Reading(*KNEE, 2, symptoms=("numbness",)))
    noted = Entry(id=first.id, at=first.at, recorded=first.recorded, note="since breakfast", readings=first.readings)
    versions = Version(first, first.recorded, at(3), "edited"), Version(noted, at(3), None, "current")
    (past,) = of_rule(replay_checked(*versions), "neurological")
    assert [event.kind for event in past.events] == ["raised", "fell", "cleared"]


def test_an_emergency_is_never_removed_from_the_history() -> None:
    sign = entry(0, symptoms=("bladder-trouble",))
    (past,) = replay_checked(Version(sign, sign.recorded, at(1), "deleted"))
    assert (past.highest, past.signs, past.withdrawn) == (Tier.EMERGENCY, ("bladder-trouble",), True)


def test_a_finding_that_is_raised_again_is_another_one() -> None:
    numb = [entry(hours, Reading(*KNEE, 2, symptoms=("numbness",))) for hours in (0, 24 * 29)]
    first, second = of_rule(replay_checked(*map(now, numb)), "neurological")
    assert (first.raised, second.raised) == (at(0), at(24 * 29))


def test_an_empty_diary_has_no_history() -> None:
    assert replay((), END) == ()


@pytest.mark.parametrize("weeks", [4, 6, 11, 26])
def test_a_sign_that_stood_at_discuss_for_long_still_waits_to_be_told(weeks: int) -> None:
    """Beside pain in the calf a swollen ankle is for a doctor; on all the days after that it stays at discuss."""
    ankle = ("ankle", "left")
    swollen = [entry(24 * 7 * week, Reading(*ankle, symptoms=("swelling",))) for week in range(weeks)]
    calf = entry(1, Reading("calf", "left", 3))
    end = at(24 * 7 * (weeks + 5))
    (past,) = of_rule(replay_checked(*map(now, (calf, *swollen)), end=end), "swelling")
    assert (past.highest, past.ended) == (Tier.IMMEDIATE, swollen[-1].at.instant + timedelta(days=28) + TICK)


def test_a_sign_that_follows_one_that_waits_takes_its_place() -> None:
    """Each was raised again at discuss while the one before it waited: the first of all was one to tell of."""
    ankle = ("ankle", "left")
    signs: list[Record] = [
        entry(1, Reading("calf", "left", 3)),
        *(entry(24 * day, Reading(*ankle, symptoms=("swelling",))) for day in (0, 20, 40, 60, 80, 100)),
    ]
    (past,) = of_rule(replay_checked(*map(now, signs), end=at(24 * 140)), "swelling")
    assert past.ended == at(24 * 128) + TICK
