"""The pages in a rollback journal, in the form that SQLite gives it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


def pages_in(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The pages in a rollback journal, with their numbers."""
    start = 0
    while content[start : start + 8] == JOURNAL_MAGIC and len(content) >= start + 28:
        count, _, _, sector, size = struct.unpack(">IIIII", content[start + 8 : start + 28])
        if not (512 <= sector <= 65536 and 512 <= size <= 65536):
            return
        start += sector
        # Pages beyond the count were not synced, and SQLite does not use them.
        count = min(count, (len(content) - start) // (size + 8))
        for _ in range(count):
            yield int.from_bytes(content[start : start + 4], "big"), content[start + 4 : start + 4 + size]
            start += size + 8
        start = -(-start // sector) * sector
