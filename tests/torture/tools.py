"""What must be there for a test; where it is missing the test is left out, and `tests/conftest.py` may fail it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.torture.results import Result


def needed(reason: str) -> None:
    """Leave the test out for that reason, if it is one."""
    if reason:
        pytest.skip(reason)


def held(results: Sequence[Result]) -> None:
    """Each of the results was tried, and nothing went wrong in it."""
    assert results
    for result in results:
        needed(result.skipped)
        assert result.failures == [], result.what
        assert result.times > 0, f"{result.what} was never tried"
