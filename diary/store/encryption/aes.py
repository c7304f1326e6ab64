"""AES-256 in CBC mode, decryption only (FIPS 197, SP 800-38A), for reading pages that SQLCipher can't hand out.

Nothing is encrypted with it: that is SQLCipher's work. It reads the 100 bytes of a header without opening the file as a
database, and the pages of a damaged diary, of which SQLCipher refuses all once it has met one.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

BLOCK = 16
_ROUNDS = 14
_MANY = 64
"""Blocks from which numpy, whose import takes as long as a few hundred blocks, is worth it."""


def decrypt(key: bytes, start: bytes, content: bytes) -> bytes:
    """Decrypt whole blocks; `start` is the block before the first one, for the first page the initialization vector."""
    schedule = _schedule(key)
    if len(content) >= _MANY * BLOCK:
        import numpy as np

        words = np.frombuffer(content, ">u4").reshape(-1, 4).astype(np.uint32)
        before = np.frombuffer(start + content[:-BLOCK], ">u4").reshape(-1, 4)
        tables, last = _arrays()
        columns = _rounds(schedule, [words[:, n] for n in range(4)], tables, last)
        return bytes((np.stack(columns, axis=1) ^ before).astype(">u4").tobytes())
    lists, inverse = _tables()
    plain, previous = b"", struct.unpack(">4I", start)
    for at in range(0, len(content), BLOCK):
        block = struct.unpack(">4I", content[at : at + BLOCK])
        columns = _rounds(schedule, block, lists, inverse)
        plain += struct.pack(">4I", *(one ^ other for one, other in zip(columns, previous, strict=True)))
        previous = block
    return plain


def _rounds(schedule: Sequence[Sequence[int]], block: Sequence[Any], tables: Sequence[Any], last: Any) -> list[Any]:
    """The inverse cipher on four words: whole numbers, or arrays of them for many blocks at once."""
    state = [word ^ key for word, key in zip(block, schedule[_ROUNDS], strict=True)]

    def row(n: int, pick: Callable[[int, Any], Any]) -> Any:
        # The inverse of ShiftRows: byte b of column n comes from column n - b.
        parts = (pick(b, state[(n - b) % 4] >> (24 - 8 * b) & 255) for b in range(4))
        return next(parts) ^ next(parts) ^ next(parts) ^ next(parts)

    for keys in reversed(schedule[1:_ROUNDS]):
        state = [row(n, lambda b, byte: tables[b][byte]) ^ keys[n] for n in range(4)]
    return [row(n, lambda b, byte: last[byte] << (24 - 8 * b)) ^ schedule[0][n] for n in range(4)]


def _times(one: int, other: int) -> int:
    """The product in the field of AES."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = one << 1 ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product


@cache
def _boxes() -> tuple[list[int], list[int]]:
    """The substitution table and its inverse."""
    box, inverse = [0] * 256, [0] * 256
    value = inverted = 1
    for _ in range(255):
        # 3 generates all values but 0, and 0xF6 is its inverse.
        value, inverted = _times(value, 3), _times(inverted, 0xF6)
        turned = inverted | inverted << 8
        box[value] = (inverted ^ turned >> 7 ^ turned >> 6 ^ turned >> 5 ^ turned >> 4) & 255 ^ 0x63
    box[0] = 0x63
    for n, each in enumerate(box):
        inverse[each] = n
    return box, inverse


@cache
def _tables() -> tuple[list[list[int]], list[int]]:
    """The four tables in which the inverse of SubBytes and MixColumns are one step, and the inverse substitution."""
    inverse = _boxes()[1]
    first = [_times(s, 14) << 24 | _times(s, 9) << 16 | _times(s, 13) << 8 | _times(s, 11) for s in inverse]
    return [[word >> 8 * n | (word << 32 - 8 * n & 0xFFFFFFFF) for word in first] for n in range(4)], inverse


@cache
def _arrays() -> tuple[list[Any], Any]:
    import numpy as np

    tables, inverse = _tables()
    return [np.array(table, np.uint32) for table in tables], np.array(inverse, np.uint32)


@cache
def _schedule(key: bytes) -> list[list[int]]:
    """The round keys for decryption, as words."""
    box, inverse = _boxes()[0], _tables()[0]
    words, factor = list(struct.unpack(">8I", key)), 1
    while len(words) < 4 * (_ROUNDS + 1):
        word, at = words[-1], len(words)
        if at % 8 == 0:
            word = (word << 8 | word >> 24) & 0xFFFFFFFF
        if at % 4 == 0:
            word = sum(box[word >> shift & 255] << shift for shift in (24, 16, 8, 0))
        if at % 8 == 0:
            word, factor = word ^ factor << 24, _times(factor, 2)
        words.append(words[-8] ^ word)
    # Each but the first and the last goes through the inverse of MixColumns: the tables, after SubBytes.
    for at in range(4, len(words) - 4):
        first, second, third, fourth = words[at].to_bytes(4, "big")
        words[at] = inverse[0][box[first]] ^ inverse[1][box[second]] ^ inverse[2][box[third]] ^ inverse[3][box[fourth]]
    return [words[at : at + 4] for at in range(0, len(words), 4)]
