"""The terminal as the screen uses it: Textual's driver, made to survive any bytes, and a terminal that is gone."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import termios
from collections.abc import Callable, Iterator
from select import select
from time import monotonic, sleep
from typing import IO, TYPE_CHECKING, Any, Protocol, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from diary.tui.ending import GONE

if TYPE_CHECKING:
    from textual.message import Message

    from diary.tui.ending import Ending

MOST_WAITING = 200
"""Messages that wait for the app before reading pauses: a flood then waits in the terminal, not in memory."""
LONGEST_PASTE_GAP = 1.0
"""Seconds of silence after which a paste has ended, even where the sequence for its end was lost."""
PASTE_BEGIN, PASTE_END = "\x1b[200~", "\x1b[201~"
RESTORE = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[<u"
    "\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Off: bracketed paste, resize reports, mouse reports, Kitty's keyboard, the alternate screen. On: wrapping, cursor."""

# Old mouse reports hold three raw bytes, which are no text; they are asked for by nobody, but some terminals send them.
_OLD_MOUSE = re.compile(rb"\x1b\[M.{3}", re.DOTALL)
_CUT_MOUSE = re.compile(rb"\x1b\[M.{0,2}\Z", re.DOTALL)


class TerminalApp(Protocol):
    """The app as the terminal sees it."""

    ending: Ending

    @property
    def waiting(self) -> int:
        """How many keys and other messages wait for the app."""


class KeyBytes:
    """Makes text of the bytes that a terminal sends, whatever they are."""

    def __init__(self) -> None:
        # Textual's strict decoder ends the program at the first byte that is not UTF-8.
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = b""

    def text(self, sent: bytes) -> str:
        """The text; the rest of a character or of a mouse report waits for the next bytes."""
        sent = _OLD_MOUSE.sub(b"", self._rest + sent)
        cut = _CUT_MOUSE.search(sent)
        end = cut.start() if cut else len(sent)
        self._rest = sent[end:]
        return self._decode(sent[:end])

    def drop_rest(self) -> None:
        """Forget a mouse report whose rest did not come: it must not take the next keys with it."""
        self._rest = b""


class KeyParser:
    """Makes events of text, and begins anew after a sequence that Textual's parser fails at."""

    def __init__(self) -> None:
        self._parser = XTermParser()
        self._pasting, self._last = False, 0.0

    def events(self, text: str) -> Iterator[Message]:
        """The events of a text; of "" those that waited long enough, as Esc does for a sequence."""
        now = monotonic()
        if text:
            self._last = now
            if PASTE_BEGIN in text or PASTE_END in text:
                self._pasting = text.rfind(PASTE_BEGIN) > text.rfind(PASTE_END)
        elif self._pasting and now - self._last > LONGEST_PASTE_GAP:
            # Textual would take every later key for a part of the paste, Ctrl-C included.
            self._pasting, text = False, PASTE_END
        # One by one, so that a sequence that fails takes nothing with it of what was typed after it.
        for character in (*text, ""):
            try:
                for event in self._parser.feed(character) if character else self._parser.tick():
                    event.time = now  # when it came: reading it takes the longer the more the screen is drawn meanwhile
                    yield event
            except Exception:  # noqa: BLE001  such as a character with an impossible number
                self._parser = XTermParser()


class _Output:
    """The terminal to write to. A terminal that is gone gets nothing more, and no error stops the writing thread."""

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        self._file, self._gone = file, gone

    def write(self, text: str) -> None:
        with self._or_gone():
            self._file.write(text)

    def flush(self) -> None:
        with self._or_gone():
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    @contextlib.contextmanager
    def _or_gone(self) -> Iterator[None]:
        try:
            yield
        except UnicodeError:
            return  # a character that the terminal can't show
        except (OSError, ValueError):
            self._gone()


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, as the diary needs it."""

    _app: Any

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._host: TerminalApp = app
        self._output = _Output(cast("IO[str]", self._file), self._gone)
        self._file = cast("Any", self._output)

    def start_application_mode(self) -> None:
        """Follow the signals from before the first change of the terminal."""
        self._host.ending.listen(self._loop, self.restore_terminal)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Read keys until the program ends. Nothing that a terminal sends ends it."""
        bytes_, parser = KeyBytes(), KeyParser()
        while not self.exit_event.is_set():
            text = ""
            if self._host.waiting > MOST_WAITING:
                sleep(0.02)
                continue
            if select([self.fileno], [], [], 0.1)[0]:
                try:
                    sent = os.read(self.fileno, 4096)
                except OSError:
                    sent = b""
                if not sent:  # a terminal never ends otherwise; reading on would take half of the processor
                    self._gone()
                    return
                text = bytes_.text(sent)
            else:
                bytes_.drop_rest()
            for event in parser.events(text):
                with contextlib.suppress(RuntimeError):  # the loop has just ended
                    self.process_message(event)

    def restore_terminal(self) -> None:
        """Leave the terminal as it was, without waiting for it or for any thread."""
        with contextlib.suppress(OSError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            # What a stuck terminal has not taken yet would come before this, and make it wait.
            termios.tcflush(self._output.fileno(), termios.TCOFLUSH)
            # Only for this write: the shell has the same terminal open, and would be surprised later.
            os.set_blocking(self._output.fileno(), False)
            try:
                os.write(self._output.fileno(), RESTORE.encode())
            finally:
                os.set_blocking(self._output.fileno(), True)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:  # which Textual leaves on
            self.write("\x1b[?1016l")

    def _gone(self) -> None:
        self._host.ending.begin(GONE)
