"""Errors in the words of the screen: what names a command elsewhere names the key that does the same here. Pure."""

from __future__ import annotations

import re

KEYS = {
    "known": "“known before” (c, then k)",
    "usual": "“usual level” (c, then o)",
    "visit": "“a visit” (c, then v)",
    "care": "“self-care” (c, then c)",
    "motion": "“a movement” (c, then m)",
    "session": "“a session in one line” (c, then s)",
    "log": "“an entry in one line” (c, then e)",
    "list": "History (h)",
    "history": "Findings (f, then p)",
}
"""Where on the screen that is done which a command does."""

WHOLE = (
    ("see diary log --help for the list", "the body map has them all: b on Today"),
    ("write the first with: diary log 3 lower back", "type a number on Today, then Enter"),
    ("to bring back what was deleted last: diary undo", "u brings back what was deleted last"),
    ("; a medicine is written: diary care medication", "; a medicine is written: medication"),
    ("to undo it all the same: diary undo --any", "change it or delete it in History (h)"),
)
"""Words that would make no sense with the command alone replaced."""

_COMMAND = re.compile(rf"\bdiary ({'|'.join(KEYS)})\b")
# In a window for usual levels nobody writes the word that names the command.
_EXAMPLE = re.compile(r"\b(such as|for example|or|write) (?:usual|known) (?=\w+ )")


def in_keys(text: str) -> str:
    """An error with keys and screens instead of the commands that it names; what only a command does stays."""
    for command, key in WHOLE:
        text = text.replace(command, key)
    return _EXAMPLE.sub(r"\1 ", _COMMAND.sub(lambda found: KEYS[found[1]], text))
