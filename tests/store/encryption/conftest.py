"""An encrypted diary, and the key of one. All of it needs the extra `encrypted`."""

from __future__ import annotations

from pathlib import Path

import pytest

from diary.store.diary_store import DiaryStore
from diary.store.encryption.convert import convert
from diary.store.encryption.keys import Key, derived
from tests.keys import no_keys
from tests.store.samples import EVERY_KIND

__all__ = ["no_keys"]

PASSPHRASE = "four words about nothing"
SALT = bytes(range(100, 116))


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
