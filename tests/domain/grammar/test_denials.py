"""Words that turn the sense of a sign: what is denied, doubted, compared or another person's is never stored."""

from __future__ import annotations

import pytest

from diary.domain.grammar.entry import parse_line
from diary.domain.records import Reading
from tests.domain.grammar.test_printed_lines import lines_of
from tests.lines.random_lines import HERE


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        # Another person.
        ("my mother has numb feet, 4 neck", ("4 neck -- mother has numb feet",)),
        ("my wife has bladder trouble", ("NUMBER PLACE -- wife has bladder trouble",)),
        ("my dad's knee is swollen, 4 neck", ('4 neck -- "dad\'s knee is swollen"',)),
        # Ruled out, asked about, read about.
        ("5 lower back, asked about numb legs", ("5 lower back -- asked about numb legs",)),
        ("5 lower back ruled out weakness", ("5 lower back -- ruled out weakness",)),
        ("5 lower back tested for numbness and weakness", ("5 lower back -- tested for numbness and weakness",)),
        ("5 lower back read about bladder trouble", ("5 lower back -- read about bladder trouble",)),
        # Denied in other words.
        ("5 lower back denies numbness", ("5 lower back -- denies numbness",)),
        ("5 lower back absence of numbness", ("5 lower back -- absence of numbness",)),
        ("left knee free of swelling 4", ("4 left knee -- free of swelling",)),
        ("4 left knee un-swollen", ("4 left knee -- un-swollen",)),
        ("6 left knee stopped being numb", ("6 left knee -- stopped being numb",)),
        ("5 left foot except when numb", ("5 left foot -- except when numb",)),
        ("5 lower back no numbness or weakness", ("5 lower back -- no numbness or weakness",)),
        ("5 neck no numbness and weakness", ("5 neck -- no numbness and weakness",)),
        # Compared: only the one word.
        ("5 left knee instead of sharp dull", ("5 left knee dull -- instead of sharp",)),
        ("5 left knee dull rather than sharp", ("5 left knee dull -- rather than sharp",)),
        ("5 left knee more dull than sharp", ("5 left knee dull -- 'more; than sharp'",)),
        # Not for sure: the person decides.
        ("5 left foot almost numb", ("5 left foot -- almost numb", "5 left foot numb -- almost")),
        ("5 left foot rarely numb", ("5 left foot -- rarely numb", "5 left foot numb -- rarely")),
        ("5 neck could be weakness", ("5 neck -- could be weakness", "5 neck weakness -- could be")),
        ("5 neck afraid of numbness", ("5 neck -- afraid of numbness", "5 neck numbness -- afraid of")),
        ("5 left foot if numb", ("5 left foot -- if numb", "5 left foot numb -- if")),
        # The place stays where it is the only one.
        ("left knee fine", ("NUMBER left knee -- fine",)),
        ("6 left knee stopped", ("6 left knee -- stopped",)),
        ("left foot no numbness", ("NUMBER left foot -- no numbness",)),
        ("6 left knee, right one fine", ("6 left knee -- right one fine",)),
        ("the numbness in the left foot is gone", ("NUMBER PLACE -- numbness in the left foot is gone",)),
    ],
)
def test_what_is_not_told_stays_out_of_the_entry(line: str, printed: tuple[str, ...]) -> None:
    assert lines_of(line) == printed


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("5 left knee nearly fell", "nearly fell"),
        ("5 left knee if I turn", "if I turn"),
        ("carried my son, 5 left knee", "carried my son"),
        ("5 left knee right away", "right away"),
        ("5 left knee asked about exercises", "asked about exercises"),
    ],
)
def test_beside_other_words_they_are_remarks(line: str, note: str) -> None:
    draft = parse_line(line, now=HERE)
    assert (draft.readings, draft.note) == ((Reading("knee", "left", 5),), note)


def test_nearly_beside_a_number_is_about() -> None:
    assert parse_line("left knee nearly 5", now=HERE).readings == (Reading("knee", "left", 5),)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("5 lower back numb bum", ("5 lower back saddle-numbness -- numb bum", "5 lower back -- numb bum")),
        (
            "can't feel my bum",
            ('saddle-numbness -- "can\'t feel my bum"', 'NUMBER SIDE bum -- "can\'t feel my bum"'),
        ),
        ("5 lower back both legs numb?", ("5 lower back, both PLACE numbness -- 'both legs numb?'",)),
        (
            "5 lower back can't stop dribbling",
            ('5 lower back bladder-trouble -- "can\'t stop dribbling"', '5 lower back -- "can\'t stop dribbling"'),
        ),
        (
            "left calf is hot and red",
            ("left calf swelling -- calf is hot and red", "NUMBER left calf -- calf is hot and red"),
        ),
        ("hot and hard calf", ("SIDE calf swelling -- hot and hard calf", "NUMBER SIDE calf -- hot and hard calf")),
    ],
)
def test_what_may_be_a_sign_is_asked_about_at_its_own_place(line: str, printed: tuple[str, ...]) -> None:
    assert lines_of(line) == printed
