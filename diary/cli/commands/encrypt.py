"""`diary encrypt`: encryption at rest, a new passphrase, and the keyring of the system."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from diary.cli.context import OUTCOME, Context, say, talk
from diary.domain.text import counted
from diary.errors import UsageError

if TYPE_CHECKING:
    from diary.store.encryption.convert import Converted
    from diary.store.encryption.keys import Key

HELP = """Encrypt the diary with a passphrase, with its backups and what was typed and not saved; of an encrypted one,
change the passphrase. A recovery code is printed once, which opens the diary where the passphrase is forgotten: keep it
on paper. Without either of them nobody can read it again. It needs the extra: pip install 'pain-diary[encrypted]'.

The passphrase is asked for on the terminal. Without one, it is the first line that the command named in the variable
DIARY_PASSPHRASE_COMMAND prints; or --keyring keeps the key in the keyring of this system, where no question is needed.

It protects a lost or stolen device and a copy in a synced folder; not an unlocked screen, a device with foreign
software on it, or what you export. What was in plain files may stay in free blocks of the disk and in other copies."""
EXAMPLES = ("diary encrypt", "diary encrypt --backups remove", "diary encrypt --keyring", "diary encrypt --no-keyring")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what becomes of the backups, and the keyring."""
    parser.add_argument("--backups", choices=("encrypt", "remove"), help="what becomes of older backups")
    keyring = parser.add_mutually_exclusive_group()
    keyring.add_argument("--keyring", action="store_true", help="keep the key in the keyring of this system")
    keyring.add_argument("--no-keyring", action="store_true", help="take the key out of the keyring")


def run(args: argparse.Namespace, context: Context) -> int:
    """Encrypt the diary, give it a new passphrase, or only keep its key elsewhere."""
    from diary.store.encryption.convert import convert_copies, old_copies, old_drafts, refuse_unless_convertible
    from diary.store.encryption.forms import key_of_file

    diary = context.resolved_path
    context.prepare_unlocking()  # backups may be encrypted where the diary is not
    refuse_unless_convertible(diary)
    present = key_of_file(diary)
    if present is not None and (args.keyring or args.no_keyring):
        return _only_keyring(context, present, keep=args.keyring)
    left = [] if present is None else old_copies(diary, present)
    if left or (present is not None and old_drafts(diary, present)):
        done = convert_copies(diary, remove_backups=choice(args, len(left), "encrypt") == "remove")
        talk(f"What an earlier run left is encrypted now. {outcome(done, 'encrypted')} The passphrase stays as it is.")
        return 0
    key = _new_key(diary, encrypted=present is not None)
    if key is None:
        talk("The passphrase stays as it is.")
        return 0
    from diary.store.backup.names import backups_of
    from diary.store.encryption.convert import convert
    from diary.store.encryption.keys import code_of

    count = len(backups_of(diary))
    done = convert(diary, key, remove_backups=choice(args, count, "encrypt") == "remove")
    OUTCOME.done = True
    with context.store() as store:
        context.keep_last_day(store)
    talk(f"The diary is encrypted{' anew' if present else ''}. {outcome(done, 'encrypted')}".rstrip())
    talk("Its recovery code, which is shown this once. Write it on paper, and keep it away from this device:")
    say(code_of(key))
    talk(FREE_BLOCKS)
    if args.keyring or context.settings.keyring:
        keep_key(context, key)
    if present is not None:
        from diary.store.encryption import keyring

        keyring.forget(present.salt) if context.settings.keyring else None
    return 0


FREE_BLOCKS = "The former files are deleted; free blocks of the disk and copies elsewhere may still hold them."


def choice(args: argparse.Namespace, count: int, usual: str) -> str:
    """What becomes of the backups: as an option says, else as a person says, else as is usual."""
    from diary.cli.passphrase import can_ask
    from diary.cli.prompts import ask

    if args.backups or not count or not can_ask():
        return args.backups or usual
    there = counted(count, "backup", "backups")
    answer = ask(f"{there} beside the diary: {usual} them, or remove them? [{usual}]") or usual
    if answer not in (usual, "remove"):
        raise UsageError(f"{usual} or remove; nothing was changed")
    return answer


def outcome(done: Converted, word: str) -> str:
    """What became of the backups, as a sentence; "" where there were none."""
    if done.removed:
        return f"{counted(done.removed, 'backup', 'backups')} removed."
    return f"{counted(done.converted, 'backup', 'backups')} {word} too." if done.converted else ""


def keep_key(context: Context, key: Key) -> None:
    """Keep a key in the keyring of the system, and note in the settings that it is there."""
    from dataclasses import replace

    from diary.settings import write_settings
    from diary.store.encryption import keyring

    keyring.keep(key.salt, key.raw)
    write_settings(context.settings_path, replace(context.settings, keyring=True))
    talk("Its key is in the keyring of this system: whoever is logged in here opens the diary without a question.")


def _only_keyring(context: Context, key: Key, *, keep: bool) -> int:
    from dataclasses import replace

    from diary.settings import write_settings
    from diary.store.encryption import keyring

    if keep:
        keep_key(context, key)
        return 0
    keyring.forget(key.salt)
    write_settings(context.settings_path, replace(context.settings, keyring=False))
    talk("The key is no longer in the keyring; the passphrase is asked for.")
    return 0


def _new_key(diary: Path, *, encrypted: bool) -> Key | None:
    from diary.cli.passphrase import ask_new_passphrase, can_ask
    from diary.store.encryption.keyring import secret_of_command
    from diary.store.encryption.keys import SALT, derived
    from diary.store.encryption.unlock import COMMAND

    command = os.environ.get(COMMAND, "").strip()
    if encrypted and not can_ask():
        raise UsageError("a new passphrase is asked for on a terminal, and there is none; nothing was changed")
    if encrypted:
        question = "It is encrypted already. A new passphrase (Enter: keep the present one): "
        secret = ask_new_passphrase(question, may_be_empty=True)
        if not secret:
            return None
    elif command:
        secret = secret_of_command(command, diary)
    elif can_ask():
        secret = ask_new_passphrase("A passphrase, such as four words that have nothing to do with each other: ")
    else:
        raise UsageError(f"a passphrase is asked for on a terminal; without one, set {COMMAND}. Nothing was changed")
    return derived(secret, os.urandom(SALT))
