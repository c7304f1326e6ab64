"""The app: the keys that work on every screen, the colours, help, the command palette, and how the program ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from diary.tui import workers
from diary.tui.inbox import InboxWatch
from diary.tui.locking import LockingApp
from diary.tui.messages import InboxWaits, Opened, SettingsSaved, ToTakeBack
from diary.tui.themes import THEMES, theme_name
from diary.tui.widgets.control_characters import NO_CONTROL_CHARACTERS
from diary.tui.widgets.plain_characters import limits_text, plain_filters

if TYPE_CHECKING:
    from textual.command import Provider

    from diary.domain.findings import Finding
    from diary.domain.records import Change
    from diary.settings import Settings


# Key, name, what it shows, and where it is: each is imported when it is opened first, not before the first frame.
SCREENS: dict[str, tuple[str, str, str, str]] = {
    "history": ("h", "history", "All that was logged: find, change, delete", "history:HistoryScreen"),
    "trends": ("g", "trends", "The course of the pain in pictures", "trends.screen:TrendsScreen"),
    "findings": ("f", "findings", "What the diary warns of, and why", "findings.screen:FindingsScreen"),
    "sessions": ("s", "sessions", "Therapy and exercise sessions", "sessions.screen:SessionsScreen"),
    # "!" is on every keyboard, also where letters of the Latin alphabet are not.
    "signs": ("exclamation_mark", "signs", "The warning signs, and what to do", "signs:SignsScreen"),
    "report": ("r", "report", "The report for the appointment", "report.screen:ReportScreen"),
}


def palette_search() -> type[Provider]:
    """What searches the command palette, imported when that opens."""
    from diary.tui.palette import FindsByWords

    return FindsByWords


NOT_SAVED_YET = "Your entry is not saved yet."


class DiaryApp(LockingApp):
    """The pain diary on the screen."""

    TITLE = "Pain diary"
    COMMANDS: ClassVar = {palette_search}
    CSS_PATH = Path(__file__).with_name("app.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "undo", id="app.undo", tooltip="Name the last change; u again takes it back"),
        Binding(
            "U",
            "redo",
            "redo",
            show=False,
            id="app.redo",
            tooltip="Name what was taken back last; U again does it again",
        ),
        *(
            Binding(key, f"go('{name}')", label, id=f"app.{name}", tooltip=tooltip)
            for name, (key, label, tooltip, _) in SCREENS.items()
        ),
        Binding("c", "line", "log more…", id="app.line", tooltip="Self-care, a movement, an appointment, and all else"),
        Binding(
            "x",
            "window('exercises')",
            "exercises",
            show=False,
            id="app.exercises",
            tooltip="Tick today's planned exercises",
        ),
        Binding(
            "v", "window('scores')", "function", show=False, id="app.scores", tooltip="How well things go: rate it"
        ),
        Binding(
            "T", "window('treatments')", "treatments", show=False, id="app.treatments", tooltip="What runs over days"
        ),
        Binding(
            "B",
            "window('background')",
            "background",
            show=False,
            id="app.background",
            tooltip="What a therapist asks first: how it began, what makes it worse, goals",
        ),
        Binding("question_mark,f1", "help", "help", id="app.help", tooltip="All keys and what they do"),
        Binding("ctrl+t", "next_theme", "colours", show=False, id="app.theme", tooltip="Dark, light, terminal colours"),
        # For keyboards that write no letters a to z: all that can be done, to be chosen by arrows.
        # With it Textual adds no ctrl+p of its own.
        Binding(
            "ctrl+p,f4",
            "command_palette",
            "menu",
            show=False,
            priority=True,
            id="app.menu",
            tooltip="All that can be done, as a list to search",
        ),
        # Through any window, and back: somebody may pass by at any moment.
        Binding(
            "f12",
            "hide",
            "hide the screen",
            show=False,
            priority=True,
            id="app.hide",
            tooltip="An empty screen, so that nobody reads along; F12 again brings this one back",
        ),
        Binding("q", "quit", "quit", id="app.quit", tooltip="Close the diary"),
        Binding("ctrl+c", "quit", "quit", show=False, id="app.interrupt", tooltip="Close the diary"),
        # Only priority bindings of the app reach through a window that is open over a screen.
        Binding("ctrl+q", "quit", "quit", show=False, priority=True, id="app.quit-anywhere", tooltip="Close the diary"),
    ]

    @cached_property
    def inbox(self) -> InboxWatch:
        """The text file from which lines are taken."""
        return InboxWatch(self)

    def poll(self) -> None:
        """Look for changes of another program, for a new day, and for lines in the inbox."""
        super().poll()
        self.inbox.look()

    inbox_waiting = 0
    """How many lines of the inbox could not be taken."""

    @on(InboxWaits)
    def _inbox_waits(self, message: InboxWaits) -> None:
        self.inbox_waiting = message.count
        self.today.show()

    sample = False
    """Whether the diary is the sample of `diary demo`, which is deleted at the end."""
    greeting = ""
    """What to say once the diary is open; "" for nothing."""

    @on(Opened)
    def _greet(self) -> None:
        if text := f"{self.greeting} {limits_text()}".strip():
            self.say(text)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters of Textual, then those that leave in every line only what the terminal can show."""
        return [*super().get_line_filters(), NO_CONTROL_CHARACTERS, *plain_filters()]

    def get_driver_class(self) -> type[Driver]:
        """Ours in place of Textual's for Linux and macOS; any other as it is."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from diary.tui.terminal import TerminalDriver  # not on Windows, which has no termios

        return TerminalDriver

    @property
    def waiting(self) -> int:
        """How many keys and other messages wait for the app."""
        return self._message_queue.qsize() + self.keys.waiting

    def on_mount(self) -> None:
        """Set the colours, let the first frame be drawn, and only then open the diary."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_name(self.settings.theme, no_color=self.no_color)
        self.keys.start()
        # Opening imports the store and the rules (0.1 s). Before that a person already sees the screen and can type.
        self.call_after_refresh(self._open)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Switch off what needs a diary where it could not be opened: nothing to show, to log or to take back."""
        if self.state == "locked":
            return action == "quit"
        if self.state == "closed" and action in ("undo", "redo", "go", "line", "window"):
            return False
        return super().check_action(action, parameters)

    def acknowledge(self, finding: Finding) -> None:
        """Ask for a note, then save that a professional was told of the finding."""
        from diary.tui.screens.findings.screen import ask_told  # 5 ms

        ask_told(self, finding)

    def action_go(self, name: str) -> None:
        """Go to a screen. The stack holds Today and one other screen at most, so that Esc always leads to Today."""
        self.clear_message()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if name != "today":
            self.push_screen(new_screen(name))

    def way_back(self) -> Callable[[], bool]:
        """A function that goes back to what is on the screen now, and answers whether that is Today alone."""
        from diary.tui.widgets.dialogs import Dialog, DiaryScreen

        top, put_back = self.screen, [self.today.way_back()]
        if isinstance(top, Dialog):
            put_back.append(top.way_back())

        def go_back() -> bool:
            while len(self.screen_stack) > 1 and self.screen is not top:
                self.pop_screen()
            if self.screen is not top and isinstance(top, DiaryScreen):
                self.push_screen(type(top)())
            for each in put_back:
                each()
            return self.screen is self.today

        return go_back

    def action_undo(self) -> None:
        """Name the last change of this window, and at the next press take it back."""
        self.taking_back.undo()

    def action_redo(self) -> None:
        """Name what was taken back last, and at the next press do it again."""
        self.taking_back.redo()

    def take_back(self, change: Change) -> None:
        """Take back that change alone, also one that is not the last."""
        self.taking_back.take_back(change)

    @on(ToTakeBack)
    def _to_take_back(self, message: ToTakeBack) -> None:
        self.taking_back.found(message)

    def action_line(self) -> None:
        """Choose what kind of record to log in one line."""
        from diary.tui.screens.quick_entry.asking import choose_line  # 5 ms

        choose_line(self)

    def action_window(self, name: str) -> None:
        """Open a window of the rehabilitation."""
        self.open_window(name)

    def open_window(self, name: str) -> None:
        """Open a window of the rehabilitation, by its name."""
        from diary.tui.screens.rehabilitation.windows import WINDOWS  # 10 ms

        WINDOWS[name](self)

    def action_help(self) -> None:
        """Show all keys of the screen."""
        from diary.tui.screens.help import HelpScreen  # 5 ms

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_next_theme(self) -> None:
        """Change to the next colours and remember them."""
        names = [theme.name for theme in THEMES]
        at = names.index(self.theme) if self.theme in names else -1
        self.use_theme(names[(at + 1) % len(names)])

    def use_theme(self, name: str) -> None:
        """Use the colours of that name and remember them in the settings file, where there is one."""
        self.theme = name
        self.say(f"Colours: {name}", "quiet")
        if self.settings_path is not None:
            self.change_settings(replace(self.settings, theme=name), f"Colours: {name}")

    def change_settings(self, settings: Settings, text: str) -> None:
        """Write the settings to their file, then show the text."""
        if self.settings_path is None:
            self.say("There is no place for settings, so this can't be saved.", "problem")
            return
        work = partial(workers.save_settings, self, settings, text)
        self.run_worker(work, thread=True, group="settings", exit_on_error=False)

    @on(SettingsSaved)
    def _settings_saved(self, message: SettingsSaved) -> None:
        self.settings = message.settings
        self.say(message.text, "quiet")
        self.reload()  # the texts of the findings name the emergency number

    def back_up(self) -> None:
        """Make a backup now."""
        if self.store is None:
            self.say("The diary is not open, so nothing can be backed up.", "problem")
            return
        work = partial(workers.back_up_now, self, self.store)
        self.run_worker(work, thread=True, group="backup", exit_on_error=False)

    async def action_quit(self) -> None:
        """Close the program once nothing is being saved any more; where there is a draft, ask about it first."""
        from diary.tui.widgets.dialogs import Ask  # 5 ms

        if isinstance(self.screen, Ask) and self.screen.text == NOT_SAVED_YET:
            return  # ctrl+q reaches through the question, which must not open twice
        # That of a locked diary is kept, encrypted.
        if self.state not in ("opening", "locked") and not self.today.draft.untouched and not self._leaving:
            choices = {"escape": "back to it", "f2": "save it, then quit", "delete": "quit without it"}
            self.uncover()
            self.push_screen(Ask(NOT_SAVED_YET, choices), self._quit_answered)
            return
        self._leaving = True
        self.exit_when_saved()

    def _quit_answered(self, answer: str | None) -> None:
        if answer == "f2":
            self.action_go("today")
            self.today.action_save()
        # Nothing is sent where the draft can't be saved yet; the program then stays, with the reason on the screen.
        if answer == "delete" or (answer == "f2" and self.today.sent):
            self._leaving = True
            self.exit_when_saved()

    def _fatal_error(self) -> None:
        """End with one plain line: Textual's traceback shows local variables, and so what is in the diary."""
        if os.environ.get("DIARY_DEBUG"):
            super()._fatal_error()
            return
        if self.ending.status:
            # The screens are being taken down, all that was typed is kept, and the person asked for no more.
            self._close_messages_no_wait()
            return
        kind = type(self._exception).__name__ if self._exception else "error"
        self.panic(Text(f"diary: something went wrong inside the program ({kind}). What was saved is safe."))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The entries of the palette: every binding of the screen by what it does, and the colours."""
        from diary.tui.screens.help import commands  # only the palette needs it

        yield from commands(self, screen)


def new_screen(name: str) -> Screen[None]:
    """A new screen by its name in SCREENS."""
    module, _, cls = SCREENS[name][-1].partition(":")
    screen: Screen[None] = getattr(import_module(f"diary.tui.screens.{module}"), cls)()
    return screen
