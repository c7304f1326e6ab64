"""The keys of encrypted diaries in tests: none is left over from another one. It needs the extra `encrypted`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from diary.store.encryption.unlock import KEYS


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No key is known from another test, nobody is asked, and no command is set."""
    pytest.importorskip("sqlcipher3", reason="sqlcipher3 is not installed (the extra `encrypted`)")
    monkeypatch.delenv("DIARY_PASSPHRASE_COMMAND", raising=False)
    KEYS.forget()
    yield
    KEYS.forget()
    KEYS.ask = None
