"""What the pain did after exercise: runs, medians of the same sessions, and 48 hours without a session beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diary.analysis.response import Pattern, leading, patterns
from diary.analysis.response_words import levels_text, settling, yardsticks
from diary.analysis.snapshot import snapshot_of
from diary.domain.moments import Moment
from diary.domain.records import Diary, Entry, Exercise, Record
from tests.charts.diaries import BACK, KNEE, NOW, entry, session


def found(*records: Record) -> tuple[Pattern, ...]:
    return patterns(snapshot_of(Diary.of(records), NOW))


def quiet(until: int, place: tuple[str, str] = BACK, level: int = 2) -> list[Record]:
    """Days of the same level before a session."""
    return [entry(ago, {place: level}) for ago in range(until + 4, until, -1)]


def test_a_rise_gives_peak_hours_and_the_next_morning() -> None:
    (pattern,) = found(
        *quiet(6),
        session(6, "gym", hour=16),
        entry(6, {BACK: 4}, hour=20),
        entry(5, {BACK: 5}, hour=8),
        entry(5, {BACK: 5}, hour=20),
        entry(4, {BACK: 3}, hour=8),
        entry(3, {BACK: 2}),
    )
    assert (pattern.name, pattern.exercise, pattern.times) == ("gym", False, 1)
    (one,) = pattern.responses
    assert (one.before.level, one.peak, one.last, one.rise, one.morning, one.hours) == (2, 5, 3, 3, 5, 40)
    assert (levels_text(pattern), settling(pattern)) == ("2 → 5 → 3", "settled")


def test_the_peak_counts_only_up_to_48_hours_after_the_end() -> None:
    (pattern,) = found(
        *quiet(6),
        session(6, hour=16),
        entry(5, {BACK: 4}),
        entry(4, {BACK: 5}, hour=16),
        entry(4, {BACK: 9}, hour=16.1),
    )
    assert (pattern.responses[0].peak, pattern.responses[0].last) == (5, 5)


def test_what_never_rises_by_more_than_one_hardly_rises() -> None:
    (pattern,) = found(*quiet(6), session(6), entry(5, {BACK: 3}))
    assert (pattern.rose, settling(pattern)) == (0, "hardly rose")


def test_the_next_session_ends_the_answer_of_the_one_before() -> None:
    walk, gym = found(
        *quiet(6), session(6, "gym"), entry(5, {BACK: 6}, hour=8), session(5, "walk"), entry(4, {BACK: 2})
    )
    assert (gym.name, gym.hours, settling(gym)) == ("gym", None, "not settled yet")
    assert (walk.name, walk.responses[0].peak) == ("walk", 2)


def test_without_a_level_before_or_a_reading_after_nothing_is_said() -> None:
    assert found(session(6), entry(5, {BACK: 6})) == ()
    assert found(*quiet(6), session(6), entry(3, {BACK: 6})) == ()


def test_sessions_and_readings_known_by_date_alone_are_left_out() -> None:
    noon = NOW.replace(hour=12, minute=0) - timedelta(days=5)
    dated = Moment.of(noon, date_only=True)
    assert found(*quiet(6), session(6), entry(5, {BACK: 6}, at=dated)) == ()
    assert found(*quiet(6), session(5, at=dated), entry(4, {BACK: 6})) == ()


def test_the_order_is_by_the_latest_session_and_never_by_rise_and_writing_does_not_matter() -> None:
    rows = found(
        *quiet(16),
        session(16, "Gym "),
        entry(15, {BACK: 6}),
        entry(13, {BACK: 2}),
        session(6, "gym"),
        entry(5, {BACK: 4}),
        *quiet(16, KNEE, 3),
        entry(15.1, {KNEE: 3}),
    )
    assert [(row.name, row.site, row.times, row.highest_rise) for row in rows] == [
        ("gym", "lower back", 2, 4),
        ("gym", "knee", 1, 0),
    ]
    assert rows[0].responses[0].hours == 76
    assert [row.site for row in leading(rows)] == ["lower back"]


def test_exercises_count_by_themselves_and_are_shown_where_they_tell_more() -> None:
    stretch, bridge, dog = Exercise("stretch"), Exercise("bridge"), Exercise("bird dog")
    rows = found(
        *quiet(16),
        session(16, "home", exercises=(bridge, dog)),
        entry(15, {BACK: 2}),
        session(6, "home", exercises=(bridge, dog, stretch, Exercise("twist"))),
        entry(5, {BACK: 6}),
    )
    assert {(row.name, row.exercise, row.times) for row in rows} == {
        ("home", False, 2), ("bridge", True, 2), ("bird dog", True, 2), ("stretch", True, 1), ("twist", True, 1)
    }  # fmt: skip
    assert [row.name for row in leading(rows)] == ["home", "stretch, twist"]


def test_a_skipped_exercise_is_no_exercise_done() -> None:
    rows = found(
        *quiet(6),
        session(6, "home", exercises=(Exercise("bridge", done="skipped"), Exercise("squat", done="eased"))),
        entry(5, {BACK: 6}),
    )
    assert {row.name for row in rows} == {"home", "squat"}
    assert not found(
        *quiet(6), session(6, "home", exercises=(Exercise("bridge", done="skipped"),)), entry(5, {BACK: 6})
    )


def test_some_of_several_times_are_told_apart() -> None:
    (row,) = found(
        *quiet(26), session(26), entry(25, {BACK: 2}), session(16), entry(15, {BACK: 5}), entry(13, {BACK: 2})
    )
    assert settling(row) == "rose 1 of 2 times, settled"


def test_of_equal_rises_the_site_that_has_not_settled_comes_first() -> None:
    records = [*quiet(6), *(replace(each, id=f"k{each.id}") for each in quiet(6, KNEE) if isinstance(each, Entry))]
    (leader,) = leading(
        found(
            *records,
            session(6, "physio"),
            entry(5, {BACK: 5, KNEE: 5}, hour=8),
            entry(4, {BACK: 5, KNEE: 2}, hour=8),
        )
    )
    assert (leader.site, leader.hours) == (BACK[0], None)


def gym(*peaks: int, gap: int = 10) -> list[Record]:
    """Sessions some days apart, each with a level of 2 on the days before, a peak on the next day, and 3 at its end."""
    records: list[Record] = []
    for number, peak in enumerate(reversed(peaks)):
        ago = 5 + gap * number
        records += [session(ago, "gym"), entry(ago - 1, {BACK: peak}), entry(ago - 2, {BACK: 3}, hour=8)]
        records += [entry(ago + before, {BACK: 2}) for before in range(1, gap - 2)]
    return records


def test_fewer_than_five_sessions_are_runs_newest_first_and_five_are_medians_of_the_same_sessions() -> None:
    (few,) = found(*gym(4, 5, 3, 9))
    assert levels_text(few) == "2 → 9 → 3; 2 → 3 → 3; 2 → 5 → 3; 2 → 4 → 3"
    (five,) = found(*gym(8, 4, 5, 3, 9))
    assert (levels_text(five), settling(five)) == ("medians 2 → 5 → 3", "rose 4 of 5 times, settles in 40 h")


def test_what_did_not_settle_counts_among_the_hours_as_longer_than_all_others() -> None:
    (row,) = found(*gym(8, 8, 8, 8, 8))
    hours = row.responses[0].hours
    never = tuple(replace(each, hours=None) for each in row.responses[:2])
    assert replace(row, responses=never + row.responses[2:]).hours == hours
    half = replace(row, responses=(*never, never[0], *row.responses[3:]))
    assert (half.hours, settling(half)) == (None, "settled 2 of 5 times")


def test_48_hours_without_a_session_are_the_yardstick_where_there_are_five_of_them() -> None:
    few, many = found(*gym(6, gap=8)), found(*gym(6, 6, 6, gap=12))
    assert list(yardsticks(few)) == [("lower back", len(few[0].without), "not enough days without a session yet")]
    ((place, times, text),) = yardsticks(many)
    assert (place, text) == ("lower back", "medians 2 → 2 → 2")
    assert times == len(many[0].without) >= 5
    ends = [each.session.at.instant for each in many[0].responses]
    for each in many[0].without:
        assert all(abs(each.session.at.instant - end) >= timedelta(hours=47) for end in ends)


def test_who_trains_every_other_day_has_no_yardstick() -> None:
    records = [entry(ago, {BACK: 2 + ago % 2}) for ago in range(30)]
    (row,) = found(*records, *(session(ago, "gym") for ago in range(0, 30, 2)))
    assert (row.without, list(yardsticks([row]))) == (
        (), [("lower back", 0, "not enough days without a session yet")]
    )  # fmt: skip
