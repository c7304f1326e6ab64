"""Which key opens an encrypted file, and where it comes from: a command, the keyring of the system, a person."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from diary.errors import ErrorHint, Locked
from diary.files import start_if_encrypted
from diary.store.encryption import keyring
from diary.store.encryption.cipher import refuse_without_extra
from diary.store.encryption.keys import SALT, Key, first_page, key_from, mistyped_lines, pages_of

COMMAND = "DIARY_PASSPHRASE_COMMAND"
"""The variable that names a command whose output is the passphrase or the recovery code."""
TRIES = 3
# An encrypted file has no mark of its own: any bytes that look random may be one.
_OR_DAMAGED = "if it is the right one, the file is damaged, or is no diary"

Ask = Callable[[Path, str], str]
"""Asks a person for the passphrase of a file, with a word on what was wrong before; "" for none."""


class KeyRing:
    """The keys that this program has found, by the salts of the files that they open."""

    def __init__(self) -> None:
        self._keys: dict[bytes, Key] = {}
        self._lock = RLock()
        self.ask: Ask | None = None
        """How a person is asked; None where nobody can be."""
        self.uses_keyring: Callable[[], bool] = lambda: False
        """Whether the person wants the keyring of the system to be asked."""

    def salt_of(self, file: Path) -> bytes | None:
        """The salt of an encrypted file; None for any other, or where there is none."""
        start = start_if_encrypted(file, self._keys)
        return None if start is None else start[:SALT]

    def key_of(self, file: Path) -> Key | None:
        """The key of an encrypted file; None for one that is not encrypted. Locked where no key is found."""
        salt = self.salt_of(file)
        if salt is None:
            return None
        with self._lock:
            return self._keys.get(salt) or self._found(file, salt)

    def known(self, salt: bytes) -> Key | None:
        """A key that was found already."""
        return self._keys.get(salt)

    def add(self, key: Key) -> None:
        """Take a key that is known to be right."""
        self._keys[key.salt] = key

    def forget(self) -> None:
        """Forget all keys."""
        self._keys.clear()

    def try_secret(self, file: Path, secret: str) -> Key | None:
        """The key from a passphrase or a recovery code, kept; None where it does not open the file."""
        salt = self.salt_of(file)
        return None if salt is None else self._if_right(file, key_from(secret, salt))

    def is_right(self, file: Path, secret: str) -> bool:
        """Whether a passphrase or a recovery code is that of a file whose key is known."""
        salt = self.salt_of(file)
        return salt is not None and key_from(secret, salt) == self._keys.get(salt)

    def of_pages(self, content: bytes) -> Key | None:
        """The known key with which any page of a file was written, for one whose salt is gone; else None."""
        for key in self._keys.values():
            if any(key.is_of(page, number) for number, page in pages_of(content)):
                return key
        return None

    def heard(self, file: Path) -> str | None:
        """Why an encrypted file is locked, after a look where no person is asked: "" where there is no such place.

        None where its key is known then, or it is not encrypted.
        """
        salt = self.salt_of(file)
        if salt is None or salt in self._keys:
            return None
        key, problem = self._unasked(file, salt)
        return str(problem or "") if key is None else None

    @contextmanager
    def without_asking(self) -> Iterator[None]:
        """Ask no person until the block ends."""
        ask, self.ask = self.ask, None
        try:
            yield
        finally:
            self.ask = ask

    def _found(self, file: Path, salt: bytes) -> Key:
        key, problem = self._unasked(file, salt)
        if key is not None:
            return key
        if self.ask is None:
            text = f"{file} is encrypted, and nobody can be asked for its passphrase here"
            raise problem or Locked(text, hint=ErrorHint("unlock"))
        wrong = str(problem or "")
        for _ in range(TRIES):
            secret = self.ask(file, wrong)
            if not secret:
                raise Locked(f"{file} stays locked: no passphrase was given")
            if key := self._if_right(file, key_from(secret, salt)):
                return key
            wrong = wrong_text(secret)
        raise Locked(f"{file} stays locked: that was not its passphrase, and not its recovery code; {_OR_DAMAGED}")

    def _unasked(self, file: Path, salt: bytes) -> tuple[Key | None, Locked | None]:
        """The key from a command or the keyring, or why there is none there; neither where nothing was chosen."""
        refuse_without_extra()
        try:
            if command := os.environ.get(COMMAND, "").strip():
                key = self._if_right(file, key_from(keyring.secret_of_command(command, file), salt))
                return key, Locked(f"what the command of {COMMAND} prints does not open {file}; {_OR_DAMAGED}")
        except Locked as error:
            return None, error
        if not self.uses_keyring():
            return None, None
        raw, why = keyring.kept(file, salt)
        key = self._if_right(file, Key(raw, salt)) if raw is not None else None
        return key, Locked(why, hint=ErrorHint("keyring-again"))

    def _if_right(self, file: Path, key: Key) -> Key | None:
        """The key, which is kept, if it opens the file or, where the first page is damaged, any other page of it."""
        if not first_page(file, key) and not any(key.is_of(page, n) for n, page in pages_of(file.read_bytes())):
            return None
        self.add(key)
        return key


def wrong_text(secret: str) -> str:
    """What was wrong with a secret that does not open a file: of a recovery code, the lines that were mistyped."""
    if not (lines := mistyped_lines(secret)):
        return f"That does not open it; {_OR_DAMAGED}."
    return f"Line {', '.join(map(str, lines))} of the recovery code is not as it was printed."


KEYS = KeyRing()
"""The keys of this program: whatever opens a file of a diary looks here."""
