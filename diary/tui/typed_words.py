"""Tells words that are typed where nothing takes a text from letters that are meant as keys.

Who does not look at the screen types on, whichever window is open. Letters only open, choose or ask; from the fourth
in a row on nothing acts any more, and no Space, digit or Enter that belongs to the words does either.
"""

from __future__ import annotations

from enum import Enum, auto

from textual import events

from diary.tui.key_queue import written

PACE = 0.6
"""Seconds between two letters of a word at an ordinary pace: with one finger most people need 0.3 to 0.5."""
SLOW = 2.0
"""Seconds between two letters of a word for who looks for each."""
END = 1.5
"""Seconds without a key after which words have ended: a typist rests between two of them."""
READ = 3
"""So many times as long as between two letters somebody pauses who reads a window before typing into it."""
MOST = 4
"""The letters in a row from which they are words, as in a burst: three, as r o w, may be meant as keys. The same one
again and again, as in p p p p, is none."""


class Verdict(Enum):
    """What to do with a key."""

    KEY = auto()
    """It is meant as a key, or goes into a field."""
    WORDS = auto()
    """With it the keys so far are words: take them back."""
    REST = auto()
    """It belongs to words that were recognized before: do nothing."""
    DOUBTFUL = auto()
    """It may belong to words: do nothing, and say so. Enter acts when it is pressed again."""


class Doubt(Enum):
    """Whether Enter may belong to words in a field to which a letter led, with more letters at once after it."""

    NEVER = auto()
    """Such words save nothing: what is there must be understood, or Enter only goes on."""
    AFTER_OTHERS = auto()
    """Where other characters than digits came before that letter."""
    ALWAYS = auto()
    """Any words would be saved."""


class TypedWords:
    """The latest keys, as far as they may be words."""

    def __init__(self) -> None:
        self.pace, self.slow, self.end = PACE, SLOW, END
        self._last = float("-inf")
        self.restart()

    def restart(self) -> None:
        """Forget all keys so far."""
        self.text = ""
        """What was typed at an ordinary pace so far."""
        self._slow_text = self._last_letter = ""
        self._letters = self._slow_letters = 0
        self._odd = self._words = False
        # Whether a letter did nothing, which few do that are meant as keys; whether these are words for certain.
        self._opening = self._alone = False
        # Whether the latest key was a letter that was handled as a key, and was the first one, digits apart.
        self._field: object = None
        # The field to which such a letter led, with more letters at once after it.
        self._pause = self._typing = 0.0
        self._count = 0
        # Seconds from that letter to the first one in the field; seconds and letters since then.

    def chooses(self) -> None:
        """Count anew: a window has opened in which letters choose."""
        self.text, self._letters, self._slow_letters = "", 0, 0

    def unused(self) -> None:
        """Note that the latest key did nothing."""
        self._odd = self._odd or self._opening

    @property
    def begins(self) -> bool:
        """Whether the latest key is the first one of what may become words."""
        return len(self.text) == 1

    def judge(self, event: events.Key, *, field: object, doubt: Doubt, most: int) -> Verdict:
        """What to do with a key; `field` is what takes text now or None, `most` the letters that are words."""
        character, gap = written(event), event.time - self._last
        if not character or character == "\t":
            # In a field its cursor may move, and the text there stay doubtful.
            kept = self._field if field is not None else None
            self.restart()
            self._field = kept
            return Verdict.KEY
        self._last = event.time
        if self._words and gap >= self.end:
            self.restart()
        if field is not None:
            return self._in_field(character, field, doubt, gap)
        if self._words:
            self.text += character
            return Verdict.REST
        if gap >= self.slow:
            self.restart()
        elif gap >= self.pace:
            self.text, self._letters = "", 0
        verdict = self._letter(character, most) if character.isalpha() else self._other(character, most)
        self.text, self._slow_text = self.text + character, self._slow_text + character
        if character == "\n":
            self.restart()
        return verdict

    def _letter(self, letter: str, most: int) -> Verdict:
        if letter.lower() != self._last_letter:
            self._letters, self._slow_letters = self._letters + 1, self._slow_letters + 1
        self._last_letter = letter.lower()
        self._opening, self._alone = True, self._slow_text.isdigit() or not self._slow_text
        self._words = self._letters >= most
        return Verdict.WORDS if self._words else Verdict.KEY

    def _other(self, character: str, most: int) -> Verdict:
        self._opening = False
        if character.isdigit():  # no word has one: h, e, 5 changes a level in the history
            self._letters = 0
        doubtful = self._letters >= most - 1 or (self._odd and self._slow_letters > 1)
        return Verdict.DOUBTFUL if doubtful else Verdict.KEY

    def _in_field(self, character: str, field: object, doubt: Doubt, gap: float) -> Verdict:
        pause, typing, count = self._pause, self._typing + gap, self._count + 1
        if self._opening and gap < self.slow and character.isprintable() and not character.isdigit():
            asks = doubt is Doubt.ALWAYS or (doubt is Doubt.AFTER_OTHERS and not self._alone)
            self._field = field if asks else None
            pause, typing, count = gap, 0.0, 0
        led = self._field if self._field is field else None
        # Who types on without looking does not pause after the letter that opened the window.
        was_read = pause >= self.pace and count > 0 and pause >= READ * typing / count
        doubtful = character == "\n" and (self._words or (led is not None and gap < self.slow and not was_read))
        words = self._words and character != "\n"  # the first Enter after them asks, also in the line they opened
        self.restart()
        self._words, self._field = words, led if character != "\n" else None
        self._pause, self._typing, self._count = pause, typing, count
        return Verdict.DOUBTFUL if doubtful else Verdict.KEY
