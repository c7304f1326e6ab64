"""Secrets from outside: the output of a command, and the keyring of the system, which holds the key itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diary.errors import Locked, StoreError
from diary.store.encryption import EXTRA

SERVICE = "pain-diary"
"""The name under which keys are in the keyring; the salt of the file is the account."""


def secret_of_command(command: str, file: Path) -> str:
    """What a command prints: a recovery code, or its first line. Locked where it fails or prints nothing."""
    import shlex
    import subprocess

    from diary.store.encryption.keys import read_code

    try:
        # Without a shell; and without our input, which may be lines to log.
        done = subprocess.run(shlex.split(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise _failed(f"can't be run ({reason})", file) from error
    if done.returncode:
        raise _failed(f"ended with status {done.returncode}", file)
    text = done.stdout.decode("utf-8", "surrogateescape")
    secret = text if read_code(text) else text.strip("\r\n").partition("\n")[0].rstrip("\r")
    if not secret:
        raise _failed("prints nothing", file)
    return secret


def _failed(how: str, file: Path) -> Locked:
    return Locked(f"the command of DIARY_PASSPHRASE_COMMAND {how}, so {file} stays locked")


def kept(file: Path, salt: bytes) -> tuple[bytes | None, str]:
    """The key that the keyring holds for a salt, None if there is none, and why it may not open the file."""
    try:
        text = _library().get_password(SERVICE, salt.hex())
    except StoreError as error:
        return None, str(error)
    except Exception as error:  # noqa: BLE001  each system's keyring has errors of its own
        return None, f"the keyring of this system can't be read ({type(error).__name__}), so {file} stays locked"
    try:
        raw = bytes.fromhex(text or "")
    except ValueError:
        raw = b""
    if len(raw) != 32:
        return None, f"the keyring of this system holds no key for {file}"
    return raw, f"the key in the keyring of this system does not open {file}"


def keep(salt: bytes, raw: bytes) -> None:
    """Keep a key in the keyring; StoreError where there is none."""
    try:
        _library().set_password(SERVICE, salt.hex(), raw.hex())
    except StoreError:
        raise
    except Exception as error:
        text = f"this system has no keyring that can be used ({type(error).__name__}), so the key is not kept there"
        raise StoreError(text) from error


def forget(salt: bytes) -> None:
    """Take a key out of the keyring; nothing happens where it is not there, or there is no keyring."""
    from contextlib import suppress

    with suppress(Exception):
        _library().delete_password(SERVICE, salt.hex())


def _library() -> Any:
    try:
        import keyring
    except ImportError as error:
        raise StoreError(f"the keyring of the system needs an extra: {EXTRA}") from error
    return keyring
