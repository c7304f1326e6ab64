"""What a screen needs while a line is typed: where its troubles stand, and which word completes it."""

from __future__ import annotations

import random
import shlex

import pytest

from diary.domain.grammar.completion import ENTRY_WORDS, completed
from diary.domain.grammar.entry import parse_line, parse_log
from diary.domain.grammar.trouble_spans import spans_as_typed
from diary.errors import DiaryError, UnclearLine
from diary.tui.screens.quick_entry.echo import plain_line
from tests.lines.measure import cases
from tests.lines.random_lines import HERE, random_line


def refusal_of(line: str) -> UnclearLine:
    """Why the line is refused."""
    with pytest.raises(UnclearLine) as refusal:
        parse_line(line, now=HERE)
    return refusal.value


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("left knee 4 swolen", ["swolen"]),
        ("rigth knee 3, neck 2 swolen", ["rigth", "knee", "swolen"]),
        ("right hip 2 not sharp", ["not sharp"]),
        ("mild left elbow", ["mild"]),
        ("shoulder 4", ["shoulder"]),
        ("  left \t knee 4   at  7 -- at 7", ["at  7"]),
        ("chest tight 5", ["chest tight"]),
        ("both ankles 5 and 3", ["5 and 3"]),
        ("NUMBER left knee", ["NUMBER"]),
        # Nothing in these is wrong: something is missing.
        ("stiff 3", []),
        ("something else", []),
    ],
)
def test_a_refusal_says_where_its_words_stand(line: str, words: list[str]) -> None:
    error = refusal_of(line)
    assert [line[start:end] for start, end in spans_as_typed(error.spans, error.source, line)] == words


def test_the_places_of_any_line_lie_in_it_and_are_no_spaces() -> None:
    chance = random.Random(3)
    lines = [case.line for case in cases()] + [random_line(chance) for _ in range(500)]
    for line in lines:
        typed = line.replace(" ", chance.choice([" ", "  ", "\t "]))
        try:
            parse_line(typed, now=HERE)
        except UnclearLine as error:
            for start, end in spans_as_typed(error.spans, error.source, typed):
                assert 0 <= start < end <= len(typed), typed
                assert typed[start:end].strip() == typed[start:end] != "", typed
        except DiaryError:
            pass


def test_a_line_for_a_shell_says_the_same_in_a_field_where_nothing_is_quoted() -> None:
    for case in cases():
        try:
            parse_line(case.line, now=HERE)
        except UnclearLine as error:
            for line in error.lines:
                assert outcome(plain_line(line)) == outcome_in_a_shell(line), line
        except DiaryError:
            pass


def outcome(line: str) -> str:
    """The entry of a typed line, or why there is none."""
    try:
        return str(parse_line(line, now=HERE))
    except DiaryError as error:
        return str(error)


def outcome_in_a_shell(line: str) -> str:
    """The same of words that a shell splits."""
    try:
        return str(parse_log(shlex.split(line), now=HERE))
    except DiaryError as error:
        return str(error)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("6 left kn", "6 left knee"),
        ("4 lower ba", "4 lower back"),
        ("4 low", "4 lower back"),
        ("LEFT HAM", "LEFT HAMstring"),
        ("5 neck,sti", "5 neck,stiff"),
        ("2 neck last ni", "2 neck last night"),
        ("left foot numb", "left foot numbness"),
        # One letter begins nearly anything; a whole word, a space and a note are left as they are.
        ("6 left k", ""),
        ("6 left knee", ""),
        ("6 left kn ", ""),
        ("6 left knee -- sti", ""),
        ("", ""),
        ("6", ""),
    ],
)
def test_the_last_word_is_completed(text: str, done: str) -> None:
    assert completed(text, ENTRY_WORDS) == done
