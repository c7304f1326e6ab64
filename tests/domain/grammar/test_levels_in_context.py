"""Numbers and times beside other words: a change, a bound, the rest of the time, what was yesterday; shared words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.grammar.entry import parse_line
from diary.errors import UnclearLine
from tests.domain.grammar.test_phrase_table import r
from tests.domain.grammar.test_printed_lines import lines_of
from tests.lengths import LONG, sample
from tests.lines.random_lines import HERE


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("left knee 6 -> 3", ("3 left knee -- '6 -> 3'", "6 left knee -- '6 -> 3'")),
        ("left knee from 6 to 3", ("3 left knee -- from 6 to 3", "6 left knee -- from 6 to 3")),
        ("left knee went from 3 to 6", ("6 left knee -- went from 3 to 6", "3 left knee -- went from 3 to 6")),
        ("left knee under 3", ("NUMBER left knee -- under 3",)),
        ("left knee more than 5", ("NUMBER left knee -- more than 5",)),
        ("right shoulder bad on stairs, 2 otherwise", ("NUMBER right shoulder -- 'bad on stairs; 2 otherwise'",)),
        ("left knee sore, no pain when I sit", ("left knee sore -- no pain when I sit",)),
        ("left knee no pain", ("0 left knee",)),
        ("5 left knee half 2", ("5 left knee 02:30", "5 left knee 14:30")),
        ("5 left knee at 11", ("5 left knee 11:00", "5 left knee yesterday 23:00")),
        ("5 left foot, was numb yesterday", ("5 left foot -- was numb yesterday", "5 left foot numb yesterday")),
        # What is better takes nothing of what is said of another place.
        ("left shoulder better, left knee worse", ("NUMBER left shoulder, left knee worse -- better",)),
        (
            "left shoulder better than yesterday but left knee worse",
            ("NUMBER left shoulder, left knee worse -- better than yesterday but",),
        ),
        # What is spelt wrong comes first.
        (
            "lft knee 4 lowr back 3 rigth shoulder 1 all dull",
            ("4 lft knee dull, 3 low back dull, 1 right shoulder dull",),
        ),
        ("5 left knee swolen", ("5 left knee swollen", "5 left knee -- swolen")),
        # A note of many pieces is the whole line.
        (
            "left knee 4, no fever, 2 sets, yesterday no numbness",
            ("4 left knee yesterday -- left knee 4, no fever, 2 sets, yesterday no numbness",),
        ),
    ],
)
def test_what_is_no_level_of_now_is_asked_about(line: str, printed: tuple[str, ...]) -> None:
    assert lines_of(line) == printed


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("5 left knee better than yesterday", "2026-03-05T20:00"),
        ("5 left knee like this morning", "2026-03-05T20:00"),
        ("5 left knee when sat", "2026-03-05T20:00"),
        ("5 left knee last night at 11", "2026-03-04T23:00"),
        ("5 left knee at 11 this morning", "2026-03-05T11:00"),
        ("left foot was numb yesterday", "2026-03-04"),
    ],
)
def test_the_time_is_that_of_the_entry(line: str, at: str) -> None:
    assert parse_line(line, now=HERE).at.iso().startswith(at)


def test_all_is_each_of_several_sites() -> None:
    draft = parse_line("left knee 4 lower back 3 right shoulder 1 all dull", now=HERE)
    assert draft.readings == (
        r("knee", "left", 4, "dull"), r("lower back", "center", 3, "dull"), r("shoulder", "right", 1, "dull"),
    )  # fmt: skip


def test_words_are_quoted_together_only_where_they_stand_together() -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_line("woke sholder 5", now=HERE)
    assert str(refusal.value).startswith("“sholder” is not understood; did you mean shoulder?; shoulder: which side?")
    with pytest.raises(UnclearLine, match="“woke” and “blorb” is not understood"):
        parse_line("woke 5 blorb", now=HERE)


@pytest.mark.parametrize("words", ["rest 2 move 6", "rest 2, on move 6", "6 when I move, rest 2", "rest 2 moving 6"])
def test_the_level_when_moving(words: str) -> None:
    (reading,) = parse_line(f"left knee {words}", now=HERE).readings
    assert (reading.rest, reading.on_movement, reading.pain) == (2, 6, 6)


NAMED_LEVELS = [
    ("left knee 3 at rest 1 on movement 3 worst 5", (3, 1, 3, 5)),
    ("left knee 2 at rest 1 moving 3 worst 4", (2, 1, 3, 4)),
    ("3 left knee at rest, 5 on movement, worst 6", (5, 3, 5, 6)),
    ("3 at rest, 5 on movement left knee, worst 6", (5, 3, 5, 6)),
    ("left knee 3 at rest 5 on movement worst 6", (5, 3, 5, 6)),
    ("left knee 4 rest 2 walking 5 worst 7", (4, 2, 5, 7)),
    ("left knee 3 rest 1 movement 3 worst 5", (3, 1, 3, 5)),
    ("left knee 3, at rest 1, on movement 4", (3, 1, 4, None)),
    ("left knee 3 at rest, 5 on movement", (5, 3, 5, None)),
    ("3 left knee at rest, 5 on movement", (5, 3, 5, None)),
    ("left knee 3 at rest and 5 on movement", (5, 3, 5, None)),
    ("left knee 3 rest 1 walking", (3, 1, None, None)),
    ("3 left knee at rest 5 on movement 7", (3, 5, 7, None)),
]


@pytest.mark.parametrize(("line", "meant"), NAMED_LEVELS)
def test_each_name_of_a_level_has_the_number_that_was_meant(line: str, meant: tuple[int | None, ...]) -> None:
    (each,) = parse_line(line, now=HERE).readings
    assert (each.pain, each.rest, each.on_movement, each.worst) == meant


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("left knee 3 at rest 5", ("3 left knee at rest 5", "5 left knee at rest 3")),
        (
            "left knee 3 at rest 5 on movement 7",
            ("3 left knee at rest 5 on movement 7", "7 left knee at rest 3 on movement 5"),
        ),
    ],
)
def test_it_is_asked_which_name_a_number_between_two_has(line: str, printed: tuple[str, ...]) -> None:
    assert lines_of(line) == printed


SPELT = {
    "best": ("best", "at best", "lowest"),
    "rest": ("at rest", "rest", "resting"),
    "on_movement": ("on movement", "moving", "movement"),
    "worst": ("worst", "at worst", "max"),
}


@settings(max_examples=sample(80, 1500), deadline=None, derandomize=not LONG)
@given(st.data())
def test_numbers_are_never_given_to_the_wrong_name(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(SPELT)), min_size=1, max_size=4, unique=True))
    best, rest, pain, moving, worst = sorted(data.draw(st.lists(st.integers(0, 10), min_size=5, max_size=5)))
    values = {"best": best, "rest": rest, "on_movement": moving, "worst": worst}
    names_first = data.draw(st.booleans())
    pairs = [
        f"{name} {values[each]}" if names_first else f"{values[each]} {name}"
        for each in names
        for name in [data.draw(st.sampled_from(SPELT[each]))]
    ]
    place = data.draw(st.sampled_from(["first", "last", "none"]))
    told = [*([str(pain)] if place == "first" else []), *pairs, *([str(pain)] if place == "last" else [])]
    joint = data.draw(st.sampled_from([" ", ", "]))
    site = data.draw(st.booleans())
    line = joint.join(told)
    line = f"left knee {line}" if site else f"{line} left knee"
    try:
        (each,) = parse_line(line, now=HERE).readings
    except UnclearLine:
        return
    given_levels = {name: getattr(each, name) for name in SPELT}
    assert given_levels == {name: values[name] if name in names else None for name in SPELT}, line
    if place != "none":
        assert each.pain == pain, line
