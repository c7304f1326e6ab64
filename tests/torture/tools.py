"""Assertions on results. A test without its tools is skipped; `tests/conftest.py` may turn that into a failure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.torture.results import Result


def skip_if(reason: str) -> None:
    """Skip the test for that reason, unless it is ""."""
    if reason:
        pytest.skip(reason)


def assert_held(results: Sequence[Result]) -> None:
    """Each result was tried at least once and has no failures."""
    # A part that tries nothing by mistake must not pass.
    assert results
    for result in results:
        skip_if(result.skipped)
        assert result.failures == [], result.what
        assert result.times > 0, f"{result.what} was never tried"
