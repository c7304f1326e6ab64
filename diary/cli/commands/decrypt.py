"""`diary decrypt`: an encrypted diary becomes a plain one again."""

from __future__ import annotations

import argparse

from diary.cli.commands.encrypt import choice, outcome
from diary.cli.context import OUTCOME, Context, talk

HELP = """Turn encryption off: the diary, its backups and what was typed and not saved become plain files again, which
whoever gets them can read."""
EXAMPLES = ("diary decrypt", "diary decrypt --backups remove")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what becomes of the backups."""
    parser.add_argument("--backups", choices=("decrypt", "remove"), help="what becomes of older backups")


def run(args: argparse.Namespace, context: Context) -> int:
    """Decrypt the diary; nothing is done where it is plain."""
    from dataclasses import replace

    from diary.settings import write_settings
    from diary.store.backup.names import backups_of
    from diary.store.encryption import keyring
    from diary.store.encryption.convert import (
        convert,
        convert_copies,
        old_copies,
        old_drafts,
        refuse_unless_convertible,
    )
    from diary.store.encryption.forms import key_of_file

    diary = context.resolved_path
    context.prepare_unlocking()  # backups may be encrypted where the diary is not
    refuse_unless_convertible(diary)
    key = key_of_file(diary)
    if key is None:
        talk("The diary is not encrypted.")
        left = old_copies(diary, None)
        if left or old_drafts(diary, None):
            done = convert_copies(diary, remove_backups=choice(args, len(left), "decrypt") == "remove")
            talk(f"What an earlier run left is plain now too. {outcome(done, 'decrypted')}".rstrip())
        return 0
    done = convert(diary, None, remove_backups=choice(args, len(backups_of(diary)), "decrypt") == "remove")
    OUTCOME.done = True
    with context.store() as store:
        context.keep_last_day(store)
    if context.settings.keyring:
        keyring.forget(key.salt)
        write_settings(context.settings_path, replace(context.settings, keyring=False))
    talk(f"The diary is plain. {outcome(done, 'decrypted')}".rstrip())
    return 0
