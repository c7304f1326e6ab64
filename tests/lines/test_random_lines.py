"""Whatever is typed: no traceback, an echo that is the same entry, and printed lines that work and lose nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.entry import parse_log
from diary.errors import UnclearLine, UsageError
from tests.lengths import sample
from tests.lines.random_lines import HERE, faults_of, random_line
from tests.lines.random_others import COMMANDS, Command, faults_of_words, random_words


@pytest.mark.parametrize("seed", range(8))
def test_random_lines_hold_what_must_hold_for_every_line(seed: int) -> None:
    source = random.Random(seed)
    faults = {
        line: found for line in (random_line(source) for _ in range(sample(40, 250))) if (found := faults_of(line))
    }
    assert faults == {}


@pytest.mark.parametrize(
    "line",
    [
        "5 left knee can't bend it's $HOME `ls` !! 3 times",
        "neck 4 not \"good\" \\ 'x' #1",
        "knee 5 don't; rm -rf | & > x (y)",
    ],
)
def test_a_shell_gives_the_words_of_a_printed_line_as_they_are(line: str) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_log(line.split(), now=HERE)
    for printed in refusal.value.lines:
        shell = subprocess.run(
            ["/bin/sh", "-c", f"printf '%s\\n' {printed}"], capture_output=True, text=True, check=True, timeout=20
        )
        words = shell.stdout.splitlines()
        note = words[words.index("--") + 1]
        assert all(word in line for word in note.replace("; ", " ").split() if word.isalpha())
        assert shell.stderr == ""


@pytest.mark.parametrize("word", ["", "a", "shoulder", "cant", "after ", "3 "])
def test_a_long_line_is_answered_at_once(word: str) -> None:
    source = random.Random(1)
    letters = "abcdefghiklmnoprstuw"
    for count in (390, 10_000):
        words = [word + "".join(source.choice(letters) for _ in range(source.randint(3, 9))) for _ in range(count)]
        began = time.process_time()
        faults_of(" ".join(words))
        # A line of so many words may take a second; this is the time of the processor, with what is built once.
        assert time.process_time() - began < 3


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.kind)
def test_random_lines_of_other_commands_hold_it_too(command: Command) -> None:
    source = random.Random(3)
    lines = [random_words(source, command) for _ in range(sample(50, 2000))]
    assert {line: found for line in lines if (found := faults_of_words(line, command))} == {}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.kind)
@pytest.mark.parametrize("count", [200, 10_000])
def test_a_long_line_of_another_command_is_answered_at_once(command: Command, count: int) -> None:
    source = random.Random(2)
    line = " ".join(source.choice((*command.words, "no", "7", "xyzzyx", "at 8", "left knee")) for _ in range(count))
    began = time.process_time()
    faults_of_words(line, command)
    # Each printed line is read once more, so this is several lines; the time is that of the processor.
    assert time.process_time() - began < 3


@pytest.mark.parametrize(("word", "most"), [("skipped", 2_000_000), ("done", 3_500_000), ("can't", 2_500_000)])
def test_the_same_word_many_times_takes_little_work(word: str, most: int) -> None:
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        with pytest.raises(UsageError) as refusal:
            parse_care([word] * 390, now=HERE)
        assert not isinstance(refusal.value, UnclearLine) or refusal.value.lines is not None
    finally:
        sys.setprofile(None)
    # About 2 million are 0.6 seconds; comparing each word with all others for each of them took 3 to 6 million.
    assert calls < most
