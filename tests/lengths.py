"""How much the tests of random or very many cases try: a fixed sample, or with DIARY_LONG=1 all that they can."""

from __future__ import annotations

import os

LONG = os.environ.get("DIARY_LONG") == "1"


def sample(few: int, many: int) -> int:
    """How many cases to try: few in the usual run, many in the long one."""
    return many if LONG else few
