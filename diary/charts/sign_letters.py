"""A letter for each warning sign at a site, so that a mark on a chart says which it is, on a photocopy too."""

from __future__ import annotations

from collections.abc import Iterable

LETTERS = {
    "numbness": "N",
    "tingling": "T",
    "weakness": "W",
    "swelling": "S",
    "shooting": "E",
    "electric": "E",
    "radiating": "E",
    "sharp": "P",
    "burning": "B",
    "hot-joint": "H",
    "foot-drop": "D",
    "giving-way": "G",
    "locking": "L",
    "cant-bear-weight": "C",
    "sudden": "!",
    "severe": "!",
}
OTHER = "+"


def letters_of(words: str) -> str:
    """The letters of the signs of a mark, each once."""
    return "".join(dict.fromkeys(LETTERS.get(word, OTHER) for word in words.split(", ")))


def key_of(marks: Iterable[str]) -> str:
    """What the letters of these marks mean: N numbness, E electric or shooting; "" for none."""
    meant: dict[str, list[str]] = {}
    for words in marks:
        for word in words.split(", "):
            known = meant.setdefault(LETTERS.get(word, OTHER), [])
            if word not in known:
                known.append(word)
    order = [*dict.fromkeys(LETTERS.values()), OTHER]
    return ", ".join(f"{letter} {' or '.join(meant[letter])}" for letter in order if letter in meant)
