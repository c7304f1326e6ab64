"""The key of a file against the pages that SQLCipher writes, and what is decrypted against published vectors."""

from __future__ import annotations

from pathlib import Path

import pytest

from diary.files import DATABASE_MARK
from diary.store.encryption.forms import header_of
from diary.store.encryption.keys import BLOCK, PAGE, Key, decrypted_blocks
from diary.store.schema.migrations import APPLICATION_ID


def test_the_example_of_fips_197() -> None:
    # Appendix C.3.
    block = bytes.fromhex("8ea2b7ca516745bfeafc49904b496089")
    assert decrypted_blocks(bytes(range(32)), bytes(BLOCK), block).hex() == "00112233445566778899aabbccddeeff"


def test_the_example_of_sp_800_38a() -> None:
    # F.2.6, CBC-AES256.Decrypt.
    key = bytes.fromhex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4")
    content = bytes.fromhex(
        "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
        "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b"
    )
    assert decrypted_blocks(key, bytes(range(16)), content).hex() == (
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
        "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
    )


def test_a_page_of_sqlcipher_is_read(encrypted: Path, key: Key) -> None:
    page = encrypted.read_bytes()[:PAGE]
    assert key.is_of(page)
    assert not key.is_of(page, 2)
    assert not Key(bytes(32), key.salt).is_of(page)
    assert not key.is_of(page[:-1])
    plain = key.plain(page)
    assert plain.startswith(DATABASE_MARK)
    assert header_of(encrypted) == plain[:100]
    assert int.from_bytes(plain[68:72], "big") == APPLICATION_ID


@pytest.mark.parametrize("at", [0, 16, 100, 2000, PAGE - 80, PAGE - 1])
def test_a_page_with_one_other_bit_is_not_its(encrypted: Path, key: Key, at: int) -> None:
    page = bytearray(encrypted.read_bytes()[:PAGE])
    page[at] ^= 1
    # The salt itself is not signed: with another one the key would be another.
    assert key.is_of(bytes(page)) is (at == 0)
