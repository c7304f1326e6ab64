"""A window with all words and their meanings: qualities and symptoms of a site, and those of the whole person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from diary.domain.vocabulary import PERSON_SYMPTOMS, QUALITIES, SITE_SYMPTOMS, SYMPTOMS
from diary.tui.screens.today.draft import SUDDEN
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.choices import Rating
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import wrapped

Answer = tuple[frozenset[str], frozenset[str], int | None]
SUDDEN_MEANING = "it came on suddenly, within minutes"


@dataclass(frozen=True, slots=True)
class WordLine:
    """One line of the list: a word to tick, or a heading, which has no word."""

    text: str
    meaning: str = ""
    word: str = ""
    person: bool = False
    letter: str = ""


def letters_for(words: Iterable[str]) -> dict[str, str]:
    """A letter for each word: its first where that is free, else a later one, else one as a capital, else any.

    The letters depend only on the words and their order, so that a person can learn them.
    """
    words = list(words)
    given: dict[str, str] = {}
    # All first letters before any later ones, else a word without luck would take another word's first letter.
    for choose in (lambda word: word[:1], lambda word: word, str.upper, lambda word: "abcdefghijklmnopqrstuvwxyz"):
        for word in words:
            if word in given:
                continue
            free = [letter for letter in choose(word) if letter.isalpha() and letter not in given.values()]
            if free:
                given[word] = free[0]
    return given


def lines_for(site: str) -> tuple[WordLine, ...]:
    """The lines of the list for a site; with "" only the words for the whole person."""
    # Letters for words of a site only, as there are not enough for all; the others are ticked with Space.
    letters = letters_for([*QUALITIES, *SITE_SYMPTOMS, SUDDEN])
    lines = [WordLine(f"{site}: how does it feel?")] if site else []
    if site:
        lines += [WordLine(w.name, w.meaning, w.name, letter=letters[w.name]) for w in QUALITIES.values()]
        lines.append(WordLine(f"{site}: anything with it?"))
        lines += [WordLine(name, SYMPTOMS[name].meaning, name, letter=letters[name]) for name in SITE_SYMPTOMS]
        lines.append(WordLine(SUDDEN, SUDDEN_MEANING, SUDDEN, letter=letters[SUDDEN]))
    lines.append(WordLine("Of the whole of you"))
    lines += [WordLine(name, SYMPTOMS[name].meaning, name, person=True) for name in PERSON_SYMPTOMS]
    return tuple(lines)


class Meaning(CanvasWidget):
    """The meaning of the word at the arrow, which the list may have to cut."""

    DEFAULT_CSS = """
    Meaning { height: 2; padding: 0 1; }
    """

    text: reactive[str] = reactive("")

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw at most two lines."""
        for index, line in enumerate(wrapped(self.text, width - 2)[:2]):
            if index:
                canvas.new_line()
            canvas.write(f"  {line}")


class Words(Dialog[Answer]):
    """The window. A letter or Space ticks; Enter and Esc both return the ticks, so that nothing typed is lost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "done", id="words.done", priority=True, tooltip="Back to the entry, with these ticks"),
        Binding("escape", "done", "done", show=False, id="words.back", tooltip="Back to the entry, with these ticks"),
    ]
    DEFAULT_CSS = """
    Words > Vertical { height: 95%; max-height: 44; max-width: 92; }
    """

    def __init__(self, site: str, words: frozenset[str], person: frozenset[str], fatigue: int | None) -> None:
        super().__init__()
        self.lines = lines_for(site)
        self.words, self.person, self.fatigue = words, person, fatigue

    def compose(self) -> ComposeResult:
        """The list, the meaning of a word, and tiredness as a number."""
        with Vertical() as window:
            window.border_title = "Words"
            window.border_subtitle = "letter or space ticks · enter done"
            yield Rows()
            yield Meaning()
            yield Rating("Tired beyond muscles", "Tired", "fatigue", "more than tired muscles")

    def on_mount(self) -> None:
        """Fill the list; the arrow starts below the first heading."""
        self.query_one(Rating).level = self.fatigue
        rows = self.query_one(Rows)
        rows.fill(len(self.lines), self._draw, cursor=1)
        rows.focus()

    def _draw(self, index: int, width: int) -> Content:
        line = self.lines[index]
        if not line.word:
            return Content.styled(line.text, "bold underline")
        ticked = line.word in (self.person if line.person else self.words)
        mark = "[x]" if ticked else "[ ]"
        head = f"{line.letter or ' '} "
        room = max(0, width - 24)  # less letter, box and the word
        meaning = line.meaning if len(line.meaning) <= room else line.meaning[: max(0, room - 1)] + "…"
        return Content.assemble(
            (head, "bold $text-accent"),
            (f"{mark} {line.text:<16}", "bold" if ticked else ""),
            (f" {meaning}", "$quiet"),
        )

    def _toggle(self, line: WordLine) -> None:
        if line.person:
            self.person ^= {line.word}
        elif line.word:
            self.words ^= {line.word}
        self.query_one(Rows).refresh()

    @on(Rows.Moved)
    def _moved(self) -> None:
        line = self.lines[self.query_one(Rows).cursor]
        self.query_one(Meaning).text = f"{line.text}: {line.meaning}" if line.word else ""

    @on(Rows.Chosen)
    def _chosen(self, message: Rows.Chosen) -> None:
        self._toggle(self.lines[message.index])

    @on(Rating.Rated)
    def _rated(self, message: Rating.Rated) -> None:
        self.fatigue = message.level
        self.query_one(Rating).level = message.level

    def on_key(self, event: events.Key) -> None:
        """Tick the word of the letter."""
        for index, line in enumerate(self.lines):
            if line.letter and event.character == line.letter:
                event.stop()
                self.query_one(Rows).cursor = index
                self._toggle(line)

    def action_done(self) -> None:
        """Return the ticks and the level of tiredness."""
        self.dismiss((self.words, self.person, self.fatigue))
