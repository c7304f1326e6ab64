"""The keys of encrypted files: SQLCipher's own, derived from a passphrase and the salt at the beginning of a file.

A recovery code is that key in letters for paper. Keys that were found stay in the memory of this program until it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diary.errors import StoreError
from diary.files import DATABASE_MARK
from diary.store.encryption import EXTRA
from diary.store.encryption.journal_pages import pages_in

# SQLCipher 4, with its defaults: https://www.zetetic.net/sqlcipher/design/
SALT, PAGE, TAG, BLOCK = 16, 4096, 64, 16
ROUNDS = 256_000
_TAG_ROUNDS, _TAG_MASK = 2, 0x3A
_FIXED = bytes((64, 32, 32))
"""Bytes 21 to 23 of the header of every SQLite database."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, without I, L, O and U: they are read as 1, 1, 0, and refused."""
_LINES, _GROUP, _IN_LINE = 4, 5, 15
"""Of each line 13 letters hold 64 bits of the key, and the last two check them."""


@dataclass(frozen=True, slots=True)
class Key:
    """The key of the files with that salt: 32 and 16 bytes."""

    raw: bytes
    salt: bytes

    def __repr__(self) -> str:
        return "Key(…)"  # no error may show it

    @property
    def pragma(self) -> str:
        """The key as SQLCipher takes it where nothing is to be derived."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def is_of(self, page: bytes, number: int = 1) -> bool:
        """Whether a page was written with this key and is as it was written."""
        import hashlib
        import hmac

        if len(page) != PAGE:
            return False
        tag_key = hashlib.pbkdf2_hmac("sha512", self.raw, bytes(b ^ _TAG_MASK for b in self.salt), _TAG_ROUNDS, 32)
        signed = page[SALT if number == 1 else 0 : -TAG] + number.to_bytes(4, "little")
        return hmac.compare_digest(hmac.new(tag_key, signed, "sha512").digest(), page[-TAG:])

    def plain(self, page: bytes, number: int = 1, size: int = PAGE) -> bytes:
        """The first bytes of a page, at least `size` of them, decrypted, with the mark of SQLite for the salt."""
        head = DATABASE_MARK if number == 1 else b""
        at, end = len(head), len(page) - TAG - BLOCK
        end = min(end, at - (at - size) // BLOCK * BLOCK)
        return head + decrypted_blocks(self.raw, page[-TAG - BLOCK : -TAG], page[at:end])


def decrypted_blocks(key: bytes, start: bytes, blocks: bytes) -> bytes:
    """Whole blocks of AES-256 in CBC mode, decrypted; `start` is the block before the first one.

    For what SQLCipher can't hand out: the header of a file that is not opened as a database, and damaged pages.
    """
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    except ImportError as error:
        raise StoreError(f"encrypted diaries need an extra: {EXTRA}") from error

    decryptor = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
    return decryptor.update(blocks) + decryptor.finalize()


def derived(passphrase: str, salt: bytes) -> Key:
    """The key that SQLCipher derives from a passphrase: a tenth of a second, so that guessing takes long."""
    import hashlib

    secret = passphrase.encode("utf-8", "surrogateescape")
    return Key(hashlib.pbkdf2_hmac("sha512", secret, salt, ROUNDS, 32), salt)


def key_from(secret: str, salt: bytes) -> Key:
    """The key from what a person or a command gave: a recovery code, or else a passphrase."""
    raw = read_code(secret)
    return Key(raw, salt) if raw is not None else derived(secret, salt)


def code_of(key: Key) -> str:
    """The recovery code of a key, in four lines."""
    lines = []
    for n in range(_LINES):
        part = key.raw[8 * n : 8 * n + 8]
        letters = _in_letters(int.from_bytes(part, "big"), 13) + _check_letters(n, part)
        lines.append("-".join(letters[at : at + _GROUP] for at in range(0, _IN_LINE, _GROUP)))
    return "\n".join(lines)


def read_code(text: str) -> bytes | None:
    """The key in a recovery code, however it is spaced and whatever its letter case; None where it is none."""
    letters = _letters_of(text)
    return b"".join(part for part, _ in _parts(letters)) if letters and not _wrong_lines(letters) else None


def mistyped_lines(text: str) -> list[int]:
    """The lines of a recovery code, from 1, whose two last letters do not fit the others; none where it is none."""
    return _wrong_lines(_letters_of(text))


def _letters_of(text: str) -> str:
    letters = "".join(text.split()).replace("-", "").upper().translate(str.maketrans("ILO", "110"))
    return letters if len(letters) == _LINES * _IN_LINE and set(letters) <= set(_LETTERS) else ""


def _wrong_lines(letters: str) -> list[int]:
    return [n + 1 for n, (part, check) in enumerate(_parts(letters)) if _check_letters(n, part) != check]


def _parts(letters: str) -> Iterator[tuple[bytes, str]]:
    for at in range(0, len(letters), _IN_LINE):
        value = 0
        for letter in letters[at : at + 13]:
            value = value << 5 | _LETTERS.index(letter)
        # 13 letters hold one bit more than 8 bytes do: with it the check can't fit.
        yield (value & (1 << 64) - 1).to_bytes(8, "big"), letters[at + 13 : at + 15] if value < 1 << 64 else ""


def _check_letters(line: int, part: bytes) -> str:
    import hashlib

    # With the number of the line, so that lines that were swapped are noticed as well.
    return _in_letters(int.from_bytes(hashlib.sha256(bytes((line,)) + part).digest()[:2], "big") >> 6, 2)


def _in_letters(value: int, count: int) -> str:
    return "".join(_LETTERS[value >> 5 * n & 31] for n in reversed(range(count)))


def pages_of(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The pages of a file with their numbers, as they are; a last one that was cut short is left out."""
    for at in range(0, len(content) - PAGE + 1, PAGE):
        yield at // PAGE + 1, content[at : at + PAGE]


def first_page(path: Path, key: Key) -> bytes | None:
    """The first page of an encrypted file, as its key says it was written; None where there is none.

    Where a crash has torn it, that of the journal, with which SQLite will repair the file.
    """
    with path.open("rb") as file:
        page = file.read(PAGE)
    if key.is_of(page):
        return page
    try:
        journal = path.with_name(f"{path.name}-journal").read_bytes()
    except OSError:
        return None
    return next((before for number, before in pages_in(journal) if number == 1 and key.is_of(before)), None)
