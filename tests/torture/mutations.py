"""Mutations: words, bytes and JSON values of right inputs changed at random, repeatable with the same seed."""

from __future__ import annotations

import json
import random
from typing import Any

from tests.torture.seeds import ODD, WORDS


def a_line(chance: random.Random, seeds: tuple[str, ...]) -> str:
    """A line of words that is almost right, or (one in ten) completely random."""
    kind = chance.random()
    if kind < 0.1:
        return "".join(chr(_codepoint(chance)) for _ in range(chance.randint(0, 40)))
    words = chance.choice(seeds).split(" ")
    for _ in range(chance.randint(0, 4)):
        _change(words, chance, seeds)
    line = " ".join(words)
    if kind < 0.3 and line:
        at = chance.randrange(len(line))
        line = line[:at] + chance.choice((chr(_codepoint(chance)), chance.choice(ODD), "")) + line[at + 1 :]
    # Sometimes far too long, to find parsers whose time grows faster than the line.
    return line * chance.choice((1, 1, 1, 1, 1, 1, 1, 2, 30))


def _change(words: list[str], chance: random.Random, seeds: tuple[str, ...]) -> None:
    at = chance.randrange(len(words) + 1)
    what = chance.randrange(6)
    if what == 0:
        words.insert(at, chance.choice(WORDS))
    elif what == 1:
        words.insert(at, chance.choice(ODD))
    elif what == 2:
        words.insert(at, str(chance.choice((0, 3, 10, 11, 99, -1, 2026, chance.randint(0, 10**9)))))
    elif what == 3:
        words += chance.choice(seeds).split(" ")
    elif words and what == 4:
        words.pop(at % len(words))
    elif words:
        chance.shuffle(words)


def some_bytes(chance: random.Random, whole: bytes) -> bytes:
    """A file with some bytes, cells or lines changed, or cut short, or in another encoding."""
    made = bytearray(whole)
    # Mostly a single change: a file with many is refused at the first, and the rest of the reader is not reached.
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(made) + 1)
        what = chance.randrange(7)
        if what == 0:
            made[at:at] = chance.choice(ODD).encode("utf-8", "surrogatepass")
        elif what == 1:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif what == 2:
            del made[at : at + chance.randint(1, 60)]
        elif what == 3:
            made[at:at] = made[max(0, at - chance.randint(1, 200)) : at]
        elif what == 4:
            _change_cell(made, chance)
        elif what == 5:
            made[at:at] = b"," * chance.choice((1, 27, 500))
        else:
            del made[at:]
    kind = chance.random()
    if kind < 0.03:
        return made.decode("utf-8", "replace").encode("utf-16")
    if kind < 0.05:
        return made.decode("utf-8", "replace").encode("latin-1", "replace")
    return bytes(made)


def _change_cell(made: bytearray, chance: random.Random) -> None:
    cells = [at for at, byte in enumerate(made) if byte in b",;\n"]
    if cells:
        at = chance.choice(cells)
        end = next((place for place in range(at + 1, len(made)) if made[place] in b",;\r\n"), len(made))
        made[at + 1 : end] = chance.choice((*ODD, *WORDS)).encode("utf-8", "surrogatepass")


def some_json(chance: random.Random, whole: bytes) -> bytes:
    """An export with some values replaced or removed."""
    plain: Any = json.loads(whole)
    for _ in range(chance.randint(1, 4)):
        plain = _changed(plain, chance)
    return json.dumps(plain).encode()


def _changed(plain: Any, chance: random.Random) -> Any:
    if isinstance(plain, dict) and plain and chance.random() < 0.95:
        key = chance.choice(list(plain))
        what = chance.random()
        if what < 0.1:
            return {name: value for name, value in plain.items() if name != key}
        if what < 0.15:
            return {**plain, chance.choice(ODD): _odd_value(chance)}
        return {**plain, key: _changed(plain[key], chance)}
    if isinstance(plain, list) and plain and chance.random() < 0.95:
        at = chance.randrange(len(plain))
        if chance.random() < 0.1:
            return plain + [plain[at]] * chance.randint(1, 3)
        return [*plain[:at], _changed(plain[at], chance), *plain[at + 1 :]]
    # Reached at a leaf, or with a chance of one in twenty higher up, where it replaces a whole branch.
    return _odd_value(chance)


def _odd_value(chance: random.Random) -> Any:
    values: tuple[Any, ...] = (
        None, True, False, 0, -1, 11, 10**30, 0.5, float("nan"), float("inf"), -0.0, [], {}, [[]], ["knee"], {"a": 1},
        "entry", "2026-03-01T20:00:00+00:00", "2026-03-01", "0001-01-01T00:00:00+23:59", [None], [["dull"]], 86400,
        chance.choice(ODD), chance.choice(WORDS), [chance.choice(WORDS)] * 3,
    )  # fmt: skip
    return chance.choice(values)


def _codepoint(chance: random.Random) -> int:
    return chance.choice(
        (chance.randrange(32), chance.randrange(128), chance.randrange(0x3000), chance.randrange(0x110000))
    )
