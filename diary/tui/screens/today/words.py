"""A window with all words and their meanings: qualities and symptoms of a site, and those of the whole person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from diary.domain.levels import LEVELS
from diary.domain.text import capital
from diary.domain.vocabulary import COURSES, PERSON_SYMPTOMS, QUALITIES, SITE_SYMPTOMS, SYMPTOMS
from diary.tui.screens.today.draft import SUDDEN, SiteInput
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.choices import Rating
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.fitting import wrapped
from diary.tui.widgets.rows import Rows

Answer = tuple[SiteInput, frozenset[str], int | None]
"""Of the site, of the whole person, and tiredness."""
SUDDEN_MEANING = "it came on suddenly, within minutes"
COURSE_MEANINGS = {"constant": "it is there all the time", "intermittent": "it comes and goes"}
OF_A_DAY = "of the last 24 hours"


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
        lines += [WordLine(word, COURSE_MEANINGS[word], word) for word in COURSES]
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
        Binding(
            "enter,f2", "done", "done", id="words.done", priority=True, tooltip="Back to the entry, with these ticks"
        ),
        Binding("escape", "done", "done", show=False, id="words.back", tooltip="Back to the entry, with these ticks"),
    ]
    DEFAULT_CSS = """
    Words > Vertical { height: 95%; max-height: 44; max-width: 92; }
    """

    most_letters = 5  # letters tick here: three words at once are no sentence yet

    def __init__(self, site: str, given: SiteInput, person: frozenset[str], fatigue: int | None) -> None:
        super().__init__()
        self.lines, self.has_site = lines_for(site), bool(site)
        self.given, self.person, self.fatigue = given, person, fatigue

    def compose(self) -> ComposeResult:
        """The list, the meaning of a word, tiredness as a number, and what is rarely asked: the other levels."""
        with Vertical() as window:
            window.border_title = "Words"
            window.border_subtitle = "letter or space ticks · enter done"
            yield Rows()
            yield Meaning()
            yield Rating("Tired beyond muscles", "Tired", "fatigue", "more than tired muscles")
            for name, called in LEVELS.items() if self.has_site else ():
                yield Rating(capital(called), capital(called.removeprefix("on ")), name, OF_A_DAY)

    def on_mount(self) -> None:
        """Fill the list; the arrow starts below the first heading."""
        self._show_levels()
        rows = self.query_one(Rows)
        rows.fill(len(self.lines), self._draw, cursor=1)
        rows.focus()

    def _draw(self, index: int, width: int) -> Content:
        line = self.lines[index]
        if not line.word:
            return Content.styled(line.text, "bold underline")
        ticked = line.word in self.person if line.person else line.word in (*self.given.words, self.given.get("course"))
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
        elif line.word in COURSES:
            # One of the two: the other gives way.
            self.given = self.given.put("course", None if self.given.get("course") == line.word else line.word)
        elif line.word:
            self.given = replace(self.given, words=self.given.words ^ {line.word})
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
        name = message.row.id or ""
        if name == "fatigue":
            self.fatigue = message.level
        else:
            self.given = self.given.put(name, message.level)
        self._show_levels()

    def _show_levels(self) -> None:
        for row in self.query(Rating):
            level = self.fatigue if row.id == "fatigue" else self.given.get(row.id or "")
            row.level = level if isinstance(level, int) else None

    def on_key(self, event: events.Key) -> None:
        """Tick the word of the letter."""
        for index, line in enumerate(self.lines):
            if line.letter and event.character == line.letter:
                event.stop()
                self.query_one(Rows).cursor = index
                self._toggle(line)

    def way_back(self) -> Callable[[], None]:
        """A function that puts the ticks back as they are now."""
        ticks = self.given, self.person, self.fatigue

        def put_back() -> None:
            self.given, self.person, self.fatigue = ticks
            self.query_one(Rows).refresh()

        return put_back

    def action_done(self) -> None:
        """Return the ticks and the levels."""
        self.dismiss((self.given, self.person, self.fatigue))
