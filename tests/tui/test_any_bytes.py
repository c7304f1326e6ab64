"""Whatever bytes a terminal sends, the screen goes on and the draft stays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events

from diary.tui import terminal
from diary.tui.terminal import KeyBytes, KeyParser
from tests.tui.bare import Bare


def keys_of(*pieces: bytes) -> list[str]:
    """The keys, and pasted texts, that come of bytes which arrive in these pieces, with a pause after the last."""
    bytes_, parser = KeyBytes(), KeyParser()
    found: list[Any] = []
    for piece in pieces:
        found += parser.events(bytes_.text(piece))
    bytes_.drop_rest()
    return [
        event.text if isinstance(event, events.Paste) else event.character or event.key
        for event in found
        if isinstance(event, events.Key | events.Paste)
    ]


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        ((b"caf\xe9 x",), "caf\ufffd x"),
        ((b"\xc3", b"\xa9"), "é"),
        ((b"\xe2\x82", b"\xac"), "€"),
        ((b"\xff\xfe\x80a",), "\ufffd\ufffd\ufffda"),
        # Old mouse reports: their raw bytes are no keys, where they are cut too.
        ((b"a\x1b[M \xe1\xe2b",), "ab"),
        ((b"a\x1b[M 15b",), "ab"),
        ((b"a\x1b[M#\xc3\xa1b",), "ab"),
        ((b"a\x1b[M ", b"\xe1", b"\xe2b"), "ab"),
        ((b"a\x1b[M", b"123b"), "ab"),
        # Kitty's keyboard: no character has this number, and none may be half of a pair.
        ((b"\x1b[99999999ua",), "a"),
        ((b"\x1b[1114112;1u", b"a"), "a"),
    ],
)
def test_bytes_become_the_keys_that_they_mean_and_no_others(pieces: tuple[bytes, ...], keys: str) -> None:
    assert keys_of(*pieces) == list(keys)


def test_what_came_at_once_has_one_time_however_long_it_takes_to_read() -> None:
    bytes_, parser = KeyBytes(), KeyParser()
    assert len({event.time for event in parser.events(bytes_.text(b"6 left knee, sharp"))}) == 1


def test_a_mouse_report_that_is_cut_for_good_takes_no_key_with_it() -> None:
    bytes_, parser = KeyBytes(), KeyParser()
    assert list(parser.events(bytes_.text(b"\x1b[M"))) == []
    bytes_.drop_rest()
    (key,) = parser.events(bytes_.text(b"6"))
    assert isinstance(key, events.Key)
    assert key.character == "6"


def test_a_paste_whose_end_is_lost_ends_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(terminal, "monotonic", lambda: now)
    parser = KeyParser()
    assert list(parser.events("\x1b[200~left knee")) == []
    now = 0.5
    assert list(parser.events("")) == []
    now = 1.6
    (paste,) = parser.events("")
    assert isinstance(paste, events.Paste)
    assert paste.text == "left knee"
    (key,) = parser.events("6")
    assert isinstance(key, events.Key)


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_never_stop_the_parser(seed: int) -> None:
    chance = random.Random(seed)
    starts = [b"\x1b[", b"\x1b]", b"\x1bO", b"\x1b[M", b"\x1b[<", b"\x1b[200~", b"\x1b[?2026;", b"\xe2", b""]
    bytes_, parser = KeyBytes(), KeyParser()
    for _ in range(2000):
        piece = chance.choice(starts) + chance.randbytes(chance.randrange(12))
        list(parser.events(bytes_.text(piece)))
    bytes_.drop_rest()
    # The end of a paste or a sequence that was cut, and then a key that counts again.
    sent = list(parser.events(bytes_.text(b"\x1b[201~" + b"~" * 40 + b"6")))
    assert isinstance(sent[-1], events.Key)
    assert sent[-1].character == "6"


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    """The program on no diary yet."""
    opened = Bare(tmp_path, "--now", "2026-11-02T20:14", "--tz", "Europe/Berlin", TERM="vt100", NO_COLOR="1")
    opened.shows("Welcome.")
    yield opened
    opened.close()


def test_the_screen_goes_on_after_bytes_that_are_no_text(bare: Bare) -> None:
    bare.sends(b"\xe9\xff\x1b[M \xe1\xe2\x1b[99999999u\x1b[<0;999999;1M")
    bare.types_left_knee_6()
    bare.keys("\x03")
    assert bare.ended() == 0
    assert "Traceback" not in bare.seen


def test_a_flood_waits_in_the_terminal_and_the_screen_goes_on(bare: Bare) -> None:
    # More than are taken at once; each costs the screen some milliseconds.
    for _ in range(2):
        bare.reads(0.01)
        if bare.takes_more():
            bare.sends(b"\x1b[B\x1b[A" * 150)
    bare.keys("\x1b[B6")
    bare.shows("‹6›")
    assert bare.process.poll() is None
