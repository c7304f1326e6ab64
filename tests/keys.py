"""The keys of encrypted diaries in tests: none is left over from another one. It needs the extra `encrypted`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from diary.store.encryption import keys
from diary.store.encryption.unlock import KEYS

DERIVED = cache(keys.derived)
"""The same key for the same passphrase and salt, without the tenth of a second that each derivation takes."""


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No key is known from another test, nobody is asked, and no command is set."""
    pytest.importorskip("sqlcipher3", reason="sqlcipher3 is not installed (the extra `encrypted`)")
    monkeypatch.delenv("DIARY_PASSPHRASE_COMMAND", raising=False)
    monkeypatch.setattr(keys, "derived", DERIVED)
    KEYS.forget()
    yield
    KEYS.forget()
    KEYS.ask = None
