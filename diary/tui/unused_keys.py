"""What a key says that does nothing: another layout, Caps Lock, or a row that was not on the screen yet."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from textual import events

from diary.domain.text import printable

UNSHIFTED_DIGITS = "&é\"'(è_çà"
"""What the digit keys of a French keyboard write without shift."""
TOO_EARLY = "That was not on the screen yet when the key was pressed, so nothing was done. Press it again."
NOT_USED = "That came at once, as a paste does, so it was not run as keys. On Today such a text becomes an entry."

LOOKED_LIKE_WORDS = (
    "That looked like words, so no key did anything. Nothing is saved or changed. "
    "To write an entry in words, press a on Today."
)
IN_THE_LINE = "That looked like words, so it is in this line. Press Enter twice to keep it, Esc to leave."
DOUBTFUL = "That looked like part of a word, so nothing was done. If you mean {}, press it again in a moment."


def unused_text(event: events.Key, name: str, bound: Collection[str]) -> str:
    """Why a key does nothing; `name` is the key as it is shown, `bound` the keys that do something here."""
    character = event.character or ""
    if character and character in UNSHIFTED_DIGITS:
        return f"{character} does nothing here. If it is on the key of a digit: digits need shift, or the number pad."
    if character.isalpha() and not character.isascii():
        layout = "Change the keyboard's layout, or press F4 and choose with the arrows"
        return f"“{printable(character)}” does nothing here: the keys are letters a to z. {layout}."
    if character.isupper() and character.lower() in bound:
        return f"{character} does nothing here, {character.lower()} does. Is Caps Lock on?"
    return f"{printable(name)} does nothing here. F1 shows the keys."


def digit_of(event: events.Key) -> events.Key:
    """The key, or the digit 0–9 where it writes a digit of another script."""
    character = event.character or ""
    if len(character) != 1 or not character.isdecimal() or character.isascii():
        return event
    digit = str(unicodedata.decimal(character))
    same = events.Key(digit, digit)
    same.time = event.time
    return same
