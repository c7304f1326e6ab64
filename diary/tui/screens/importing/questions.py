"""The questions of a map, one by one: pick a proposal, write an answer of your own, leave it out, or leave it open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from diary.domain.text import capital, printable
from diary.errors import DiaryError
from diary.exchange.apps.map_beside import MappedFile
from diary.exchange.apps.map_questions import Pick, check_answer, picks, words_of
from diary.exchange.apps.rows import ASK
from diary.tui.screens.importing.content import answer_text
from diary.tui.widgets.dialogs import AskLine, AskUnexpected
from diary.tui.widgets.texts import key_text

if TYPE_CHECKING:
    from diary.exchange.apps.map_file import Line
    from diary.tui.host import Host

OWN, LATER, REST, STOP = "0", "right", "end", "escape"
_HOW = {
    "names": "a place such as left knee, several with commas; ice, heat, medicine, session; note; ignore",
    "levels": "a level 0-10",
    "parts-of-the-day": "an hour such as 08:00; an empty line where only the day is known",
    "options": "a name such as Europe/Berlin; an empty line for the zone that you are in",
}


class AskQuestion(AskUnexpected):
    """One line of the map as a question. It returns the key of the answer, or None for Esc.

    Keys that were meant for the question before answer nothing.
    """


class Questions:
    """Asks one line of a map after another; each answer is written at once."""

    def __init__(self, host: Host, file: MappedFile, ended: Callable[[], None]) -> None:
        self._host, self._file, self._ended = host, file, ended
        self._passed: set[tuple[str, ...]] = set()

    def ask_open(self) -> None:
        """Ask all that waits for an answer."""
        waiting = [line for line in self._file.questions if line.keys not in self._passed]
        if not waiting:
            self._ended()
            return
        self._ask(waiting[0], self.ask_open, waiting=len(waiting))

    def ask_one(self, line: Line) -> None:
        """Ask one line, which may have an answer already."""
        self._ask(line, self._ended, waiting=0)

    def _ask(self, line: Line, then: Callable[[], None], *, waiting: int, refused: str = "") -> None:
        found = picks(line.keys, refused or line.remark)
        host = self._host

        def answered(key: str | None) -> None:
            if key is None:
                self._ended()
            elif key == OWN:
                self._ask_own(line, then, waiting=waiting)
            elif key == LATER:
                self._passed.add(line.keys)
                then()
            elif key == REST:
                self._do(self._file.ignore_names, then)
            else:
                self._take(line, found[int(key) - 1].answer, then, waiting=waiting)

        host.push_screen(AskQuestion(_text(line, refused, waiting), _choices(line, found, waiting)), answered)

    def _ask_own(self, line: Line, then: Callable[[], None], *, waiting: int) -> None:
        def answered(text: str | None) -> None:
            if text is None:  # back to the question
                self._ask(line, then, waiting=waiting)
            else:
                self._take(line, text, then, waiting=waiting)

        hint = f"Such as {_HOW.get(line.keys[0], 'a word of the list')}. Enter keeps it. Esc: back."
        now = "" if line.answer == ASK else str(line.answer)
        window = AskLine(
            printable(words_of(line.keys)), hint, value=now, check=lambda answer: check_answer(line.keys, answer)
        )
        self._host.push_screen(window, answered)

    def _take(self, line: Line, answer: str, then: Callable[[], None], *, waiting: int) -> None:
        try:
            check_answer(line.keys, answer)
        except DiaryError as error:
            # Such as a wrist: which one is asked next.
            self._ask(line, then, waiting=waiting, refused=str(error))
            return
        self._do(lambda: self._file.answer(line.keys, answer), then)

    def _do(self, write: Callable[[], None], then: Callable[[], None]) -> None:
        try:
            write()
        except DiaryError as error:
            self._host.say(capital(f"{key_text(error)}."), "problem")
            self._ended()
        else:
            then()


def _text(line: Line, refused: str, waiting: int) -> str:
    left = f"   ({waiting:,} {'question' if waiting == 1 else 'questions'} left)" if waiting else ""
    now = "" if line.answer == ASK else f"\nNow: {printable(answer_text(line))}"
    about = refused.removesuffix(" Write it in the column side") or line.remark
    return printable(f"{words_of(line.keys)}{left}") + (f"\n{printable(about)}" if about else "") + now


def _choices(line: Line, found: list[Pick], waiting: int) -> dict[str, str]:
    choices = {str(number): printable(pick.words) for number, pick in enumerate(found, 1)}
    choices[OWN] = "write something else"
    if waiting:
        choices[LATER] = "leave it open, and go on"
        if line.keys[0] == "names":
            choices[REST] = "leave out all names that are still open"
    choices[STOP] = "stop here; what was answered is kept" if waiting else "leave it as it is"
    return choices
