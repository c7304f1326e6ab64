"""The two invented diaries of the demo, the tests and the pictures, and the clock that belongs to them."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

from diary.clock import Clock, zone_named
from diary.errors import DiaryError

SampleName = Literal["ninety-days", "first-weeks"]
NAMES: tuple[SampleName, ...] = get_args(SampleName)
ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 2, 19, 14, 30, tzinfo=UTC)
"""Just after the last entry of either diary."""

# The build copies the folder data into the package under this name (pyproject.toml, force-include).
_IN_WHEEL = "sample_data"
_IN_SOURCE = Path(__file__).parent.parent / "data"


def sample_csv(name: SampleName) -> bytes:
    """A sample diary as a CSV file: from the installed package, else from the source tree."""
    installed = files("diary") / _IN_WHEEL / f"{name}.csv"
    if installed.is_file():
        return installed.read_bytes()
    try:
        return (_IN_SOURCE / f"{name}.csv").read_bytes()
    except OSError as error:
        raise DiaryError("the sample diary is missing from this installation; install the program again") from error


def sample_clock() -> Clock:
    """A clock that stands still just after the last entry of the samples, in their zone."""
    return Clock(zone_named(ZONE), ZONE, NOW)
