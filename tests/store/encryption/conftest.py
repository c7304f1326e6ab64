"""An encrypted diary, and a ring of keys for each test. All of it needs the extra `encrypted`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diary.store.diary_store import DiaryStore
from diary.store.encryption.convert import convert
from diary.store.encryption.keys import Key, derived
from diary.store.encryption.unlock import KEYS
from tests.store.samples import EVERY_KIND

PASSPHRASE = "four words about nothing"
SALT = bytes(range(100, 116))


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No key is known from another test, nobody is asked, and no command is set."""
    pytest.importorskip("sqlcipher3", reason="sqlcipher3 is not installed (the extra `encrypted`)")
    monkeypatch.delenv("DIARY_PASSPHRASE_COMMAND", raising=False)
    KEYS.forget()
    yield
    KEYS.forget()
    KEYS.ask = None


@pytest.fixture(scope="session")
def key() -> Key:
    """The key of PASSPHRASE and SALT; deriving it takes a tenth of a second."""
    return derived(PASSPHRASE, SALT)


@pytest.fixture
def encrypted(store: DiaryStore, key: Key) -> Path:
    """The path of an encrypted diary with one record of each kind, whose key is known."""
    store.save(*EVERY_KIND)
    store.close()
    convert(store.path, key)
    return store.path
