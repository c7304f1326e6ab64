"""Help and the command palette, both made from the bindings themselves, so that no key can be missing in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen

from diary.charts.sign_letters import LETTERS, key_of
from diary.domain.findings import DISCLAIMER
from diary.tui.themes import THEMES
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.chrome import NAMES, key_name
from diary.tui.widgets.dialogs import Dialog
from diary.tui.widgets.fitting import wrapped

if TYPE_CHECKING:
    from diary.tui.host import Host


def bindings_of(screen: Screen[object]) -> Iterator[tuple[str, Binding]]:
    """Every binding of ours that works on a screen, with all its keys as they are shown; the digits as one."""
    keys: dict[str, tuple[list[str], Binding]] = {}
    # The keys of the screen first, then those of the focused widget, then those that work everywhere.
    order = {screen: 0, screen.app: 2}
    for key, active in sorted(screen.active_bindings.items(), key=lambda item: order.get(item[1].node, 1)):
        binding = active.binding
        # Bindings of Textual itself have no id; all of ours do.
        if not binding.id or not active.enabled:
            continue
        name = key_name(binding) if not keys.get(binding.id) else NAMES.get(key, key)
        keys.setdefault(binding.id, ([], binding))[0].append(name)
    digits = 0
    for id, (names, binding) in keys.items():
        # Ten lines of digits would push the keys that need explaining out of sight.
        if names[0].isdigit() and id[:-1].endswith(("level", "rating.")):
            digits += 1
            if digits == 1:
                yield "0 – 9", binding
            continue
        yield " ".join(dict.fromkeys(names)), binding


def meaning(keys: str, binding: Binding) -> str:
    """The effect of a binding, as a line of help."""
    if keys == "0 – 9":
        return "The level; 1 then 0 gives 10, 0 again gives 0"
    return binding.tooltip or binding.description


EXPORT = "In the shell: diary export -o FILE.csv writes everything; “Import a file” here reads it"
IMPORT = "The export of another app, a CSV or JSON file of the diary, or another diary"
EARLIER = "The last changes as a list: takes back one of them alone"
MESSAGE_HELP = "What is raised, in a short text to send or to read out"


def _show_message(host: Host) -> None:
    from diary.tui.screens.findings.message import show_message  # 100 ms, as it needs the report

    show_message(host)


def _undo_earlier(host: Host) -> None:
    from diary.tui.screens.earlier_changes import undo_earlier  # 5 ms, once in a while

    undo_earlier(host)


def _import_file(host: Host) -> None:
    from diary.tui.screens.importing.screen import ImportScreen  # 30 ms, once in a while

    host.action_go("today")
    host.push_screen(ImportScreen())


def commands(host: Host, screen: Screen[object]) -> Iterable[SystemCommand]:
    """The palette's entries: each binding by what it does, each kind of line to log, a backup, and the colours."""
    for keys, binding in bindings_of(screen):
        if keys == "0 – 9":  # ten bindings, of which no single one stands for all
            continue
        press = partial(screen.app.simulate_key, binding.key.split(",")[0])
        yield SystemCommand(f"{binding.description.capitalize()} ({keys})", meaning(keys, binding), press)
    from diary.tui.screens.quick_entry.asking import ask_line  # only the palette needs it
    from diary.tui.screens.quick_entry.line_kinds import KINDS

    if host.state != "closed":
        for kind in KINDS:
            yield SystemCommand(f"Log {kind.name}", kind.title, partial(ask_line, host, kind))
        yield SystemCommand("Message for your therapist", MESSAGE_HELP, partial(_show_message, host))
        yield SystemCommand("Import a file", IMPORT, partial(_import_file, host))
        yield SystemCommand("Export", EXPORT, partial(host.say, EXPORT))
        yield SystemCommand("Undo an earlier change", EARLIER, partial(_undo_earlier, host))
        yield SystemCommand("Back up now", "A copy of the diary as it is now, beside it", host.back_up)
    for theme in THEMES:
        yield SystemCommand(
            f"Colours: {theme.name}", "Remembered for the next time", partial(host.use_theme, theme.name)
        )


WORDS = (
    "A digit sets the level of the site at the arrow. Enter saves the sites that were given a level or a word.",
    "“Up since Sat, highest 6”: since Saturday it hurts more than before, at most 6. A finding says when it clears.",
    "‹6› is typed and not saved yet. [x] is ticked. A row of days has the worst of each; a dot is a day without one.",
    "!! emergency · ! get advice today · ▲ tell your therapist · • next appointment · ○ ordinary soreness so far",
    "u takes back the last change. An earlier one alone: ctrl+p, then “undo an earlier change”.",
    "What you wrote in another app comes in too: ctrl+p, then “import”.",
    "Everything here can be done by mouse too, and from the palette on ctrl+p. A backup is made with the first entry "
    f"of a day; for one more: ctrl+p, then “back up now”. {DISCLAIMER}",
)


WORDS_OF: dict[str, tuple[str, ...]] = {
    "Trends": (
        "Course: a bar ends at the middle level of its day; the stroke on it goes up to the worst. "
        "┄ is the usual level, · a day without an entry.",
        "Below it, each row with its name: ▲ a warning, a letter for what was done or taken, ═ the 48 hours after a "
        "session where pain rose.",
        f"In the rows of signs: {key_of([', '.join(LETTERS)])}, + another.",
        "Calendar: the number is the highest level of the day.",
    ),
}
"""What the signs of a screen mean, by its name, before the words that are about all of them."""


class KeyList(CanvasWidget):
    """Keys and what they do, then a few words on the signs of the screens."""

    def __init__(self, of: Screen[object]) -> None:
        super().__init__()
        self.words = (*WORDS_OF.get(getattr(of, "name_shown", ""), ()), *WORDS)
        self.lines = [(keys, meaning(keys, binding), binding.key.split(",")[0]) for keys, binding in bindings_of(of)]

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw each key with its effect, wrapped where it is long."""
        room = max(len(keys) for keys, _, _ in self.lines) + 4
        for keys, words, key in self.lines:
            canvas.write(f"  {keys}".ljust(room), "bold $text-accent", press=key)
            for index, line in enumerate(wrapped(words, width - room - 1)):
                if index:
                    canvas.new_line()
                    canvas.move_to(room)
                canvas.write(line, press=key)
            canvas.new_line()
        for words in self.words:
            canvas.new_line()
            for line in wrapped(words, width - 4):
                canvas.write(f"  {line}", "$quiet")
                canvas.new_line()

    def pressed(self, name: str) -> None:
        """Close help and do what the key does."""
        # The key must reach the screen below, and so only once the window is gone.
        self.screen.dismiss(None)
        self.app.call_after_refresh(self.app.simulate_key, name)


class HelpScreen(Dialog[None]):
    """A window with all keys. Esc or ? closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark,f1,q",
            "leave",
            "back",
            show=False,
            id="help.leave",
            tooltip="The key that opened it closes it",
        ),
    ]
    DEFAULT_CSS = """
    HelpScreen VerticalScroll { height: auto; max-height: 100%; }
    """

    def __init__(self, of: Screen[object]) -> None:
        super().__init__()
        self._of = of

    def compose(self) -> ComposeResult:
        """The list of keys, which scrolls where it is long."""
        with Vertical() as window:
            window.border_title = "Keys"
            window.border_subtitle = "esc back"
            with VerticalScroll():
                yield KeyList(self._of)
