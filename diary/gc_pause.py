"""The garbage collector, paused while tens of thousands of values are built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector within a `with` block; a collector that was off before stays off."""
    # Records form no cycles. Searching them for cycles, again and again, doubles the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
