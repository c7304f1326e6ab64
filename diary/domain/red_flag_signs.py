"""Marks: what of an old entry can matter for ever, without the entry itself."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Mark(NamedTuple):
    """The words of an entry at one site, or (site None) those of the whole person, among the words looked for.

    Where it came on suddenly, and that was looked for too, it is a mark without any words.
    """

    entry: str
    at: datetime
    site: str | None
    side: str | None
    pain: int | None
    words: tuple[str, ...]
    sudden: bool
