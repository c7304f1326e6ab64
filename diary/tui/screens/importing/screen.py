"""The Import screen: which file, what would come in, what its names mean, and the key that imports."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from diary.domain.text import printable
from diary.exchange.apps.rows import ASK
from diary.exchange.parsed_file import Fate
from diary.tui.messages import Job
from diary.tui.screens.importing import reading
from diary.tui.screens.importing.choosing import AskPath, NearFile, near_files
from diary.tui.screens.importing.content import RowTexts, ScreenLine, counts_text, line_text, remark_lines
from diary.tui.screens.importing.questions import Questions
from diary.tui.screens.importing.reading import Task
from diary.tui.widgets.dialogs import Ask, DiaryScreen
from diary.tui.widgets.fitting import clipped
from diary.tui.widgets.rows import Rows
from diary.tui.widgets.texts import day_text

if TYPE_CHECKING:
    from diary.exchange.parsed_file import ImportPlan

PATH_KEY = "import"
"""The name under which the path is offered again."""
KINDS_OF_FILE = (
    "the export of Bearable, Daylio, Migraine Buddy,",
    "Track & Graph or Apple Health (its zip too)",
    "the CSV of any other app, or a sheet of your own",
    "a CSV or JSON file of this diary, or another diary",
)


class ImportScreen(DiaryScreen):
    """First the files that lie near; then, of one of them, what would come in. Nothing comes in without a yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "file", "file", id="import.file", tooltip="Write where the file is"),
        Binding("a", "answer", "answer", id="import.answer", tooltip="Answer what its names mean, one by one"),
        Binding("d", "update", "differences", id="import.update", tooltip="Take the file's content where it differs"),
        Binding("i", "import", "import", id="import.import", tooltip="Import what is new in the file"),
    ]
    name_shown = "Import"
    AUTO_FOCUS = "Rows"

    def __init__(self) -> None:
        super().__init__()
        self.file: reading.SourceFile | None = None
        self.plan: ImportPlan | None = None
        self.update_differing = False
        self.lines: list[ScreenLine] = []
        self._near: list[NearFile] = []
        self._rows: RowTexts | None = None
        self._stamp = -1
        self._reading: Task | None = None
        self._writing: Task | None = None

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield Rows()

    def on_mount(self) -> None:
        """Look for files that lie near."""
        super().on_mount()
        store = self.host.store
        self._near = near_files(store.path) if store else []
        self._fill()

    def on_unmount(self) -> None:
        """Stop reading; what is being written goes on."""
        if self._reading:
            self._reading.stopped = True

    def show(self) -> None:
        """Compare with the diary again, where that has changed."""
        if self.ready and self.file and self.plan and not self._reading and not self._writing:
            more = (self.file, self.plan, self._stamp)
            self._begin(lambda task: reading.plan_if_changed(task, *more), quiet=True)

    def take_text(self, text: str) -> bool:
        """Take a path that was pasted, as a file that is dropped into the window is."""
        self._read(text.strip().strip("'\"").replace("\\ ", " "))
        return True

    def action_back(self) -> None:
        """Stop what goes on; else go back to Today."""
        if task := self._writing or self._reading:
            task.stopped = True
            self.host.say("Stopping …", "working")
        else:
            super().action_back()

    def action_file(self) -> None:
        """Ask where the file is."""
        offered = str(self.file.path) if self.file else str(self.host.unfinished.get(PATH_KEY) or "")
        self.app.push_screen(AskPath(offered), lambda name: self._read(name) if name else None)

    def action_update(self) -> None:
        """Take what the file says where it differs from the diary, or leave that as it is."""
        if self.file is None:
            self._say_not_yet("")
            return
        self.update_differing = not self.update_differing
        self._plan_again()

    def action_answer(self) -> None:
        """Ask what waits for an answer."""
        mapped = self.file.mapped if self.file else None
        if mapped is None or not mapped.questions:
            self._say_not_yet("Nothing waits for an answer here.")
            return
        Questions(self.host, mapped, self._plan_again).ask_open()

    def action_import(self) -> None:
        """Ask whether to import what was shown, with the counts."""
        if self.plan is None or self.file is None or self._reading or self._writing or not self.plan.writes:
            self._say_not_yet("There is nothing new in it.")
            return
        question = f"Import from {printable(self.file.path.name)}? {counts_text(self.plan)}. u takes all of it back."
        if self.plan.refused:
            question += " What is not taken can come in later: answer it, and import again; nothing comes twice."
        choices = {"f2": "import it (or ↓, then Enter)", "escape": "not now"}
        self.app.push_screen(Ask(question, choices), lambda answer: self._import() if answer else None)

    def _say_not_yet(self, text: str) -> None:
        """Say why a key does nothing: what goes on, that no file is chosen, or else the text."""
        if self._reading or self._writing:
            self.host.say("It is still at work. Esc stops it.", "working")
        else:
            self.host.say(text if self.file else "Choose a file first: Enter on its line, or f.")

    def _import(self) -> None:
        task, file, plan = self._new_task(), self.file, self.plan
        if task is None or file is None or plan is None:
            return
        self._writing = task
        text = f"Imported from {printable(file.path.name)}: {counts_text(plan)}."
        self.host.carry_out(Job(lambda _: reading.run_import(task, file, plan), text))

    @on(reading.ImportEnded)
    def _ended(self) -> None:
        self._writing = None
        # The review that follows compares again; where nothing was changed none follows.

    @on(reading.ImportProgress)
    def _progress(self, message: reading.ImportProgress) -> None:
        self.host.say(message.text, "working")

    def _read(self, name: str) -> None:
        self.host.unfinished[PATH_KEY] = name
        self.update_differing = False
        self._begin(lambda task: reading.read(task, name))

    def _plan_again(self) -> None:
        if file := self.file:
            self._begin(lambda task: reading.plan(task, file))

    def _new_task(self) -> Task | None:
        store = self.host.store
        if store is None:
            self.host.say("The diary is not open yet.", "problem")
            return None
        return Task(self, store, self.host.clock, self.update_differing)

    def _begin(self, work: Callable[[Task], None], *, quiet: bool = False) -> None:
        task = self._new_task()
        if task is None:
            return
        if self._reading:
            self._reading.stopped = True
        self._reading = task
        if not quiet:
            self.host.say("Reading the file … Esc stops.", "working")
        self.run_worker(partial(work, task), thread=True, group="import", exit_on_error=False)

    @on(reading.Planned)
    def _planned(self, message: reading.Planned) -> None:
        if message.task is not self._reading:
            return
        same = self.file is not None and self.file.path == message.file.path
        self._reading = None
        if message.plan is self.plan:
            return
        self.file, self.plan, self._stamp = message.file, message.plan, message.stamp
        self._rows = RowTexts(message.plan)
        if self.host.status.kind == "working":
            self.host.say("")
        self._fill(cursor=None if same else 0)

    @on(reading.NotPlanned)
    def _not_planned(self, message: reading.NotPlanned) -> None:
        if message.task is self._reading:
            self._reading = None
            # What the person did is no problem.
            kind = "hint" if message.task.stopped else "problem"
            self.host.say(f"Nothing was read: {message.reason.rstrip('.')}.", kind)

    def _fill(self, cursor: int | None = None) -> None:
        self.lines = self._of_file() if self.file else self._of_choice()
        count = len(self.lines) + (len(self._rows) if self._rows else 0)
        ids = [str(number) for number in range(count)]
        self.query_one(Rows).fill(count, self._draw, cursor=cursor, ids=ids)
        if self.query_one(Rows).cursor == 0:  # a heading
            self.query_one(Rows).cursor = 1

    def _of_choice(self) -> list[ScreenLine]:
        today = self.host.clock.local().date()
        lines = [
            ScreenLine("Which file?", heading=True),
            ScreenLine("f  write where it is, or drop it into this window", self.action_file),
        ]
        for file in self._near:
            text = f"   {file.path.name}   {day_text(file.written.date(), today)}, in {file.path.parent}"
            lines.append(ScreenLine(printable(text), partial(self._read, str(file.path))))
        lines += [
            ScreenLine("What can come in", heading=True),
            *(ScreenLine(f"   {text}") for text in KINDS_OF_FILE),
        ]
        return lines

    def _of_file(self) -> list[ScreenLine]:
        assert self.file is not None
        assert self.plan is not None
        mapped = self.file.mapped
        lines = [
            ScreenLine("The file", heading=True),
            ScreenLine(f"f  {printable(str(self.file.path))}", self.action_file),
            *(ScreenLine(f"   {text}") for text in remark_lines(self.plan)),
            ScreenLine("What would come in", heading=True),
            ScreenLine(f"   {counts_text(self.plan)}"),
        ]
        if self.update_differing or self.plan.counts.get(Fate.CHANGED):
            box = "[x]" if self.update_differing else "[ ]"
            lines.append(ScreenLine(f"d  {box} take what the file says where it differs", self.action_update))
        lines.append(ScreenLine(f"i  {'import it' if self.plan.writes else 'nothing new in it'}", self.action_import))
        if mapped:
            waiting = len(mapped.questions)
            lines.append(ScreenLine("What its names mean", heading=True))
            if waiting:
                words = "one question" if waiting == 1 else f"{waiting:,} questions, one by one"
                lines.append(ScreenLine(f"a  answer {words}", self.action_answer))
            for line in sorted(mapped.lines, key=lambda line: line.answer != ASK):
                ask = Questions(self.host, mapped, self._plan_again).ask_one
                lines.append(ScreenLine(line_text(line), partial(ask, line)))
            lines.append(ScreenLine(f"   all of this is in {printable(mapped.place.name)}, beside the file"))
        lines.append(ScreenLine("Each row", heading=True))
        return lines

    def _text(self, index: int) -> str:
        if index < len(self.lines):
            return self.lines[index].text
        return "   " + self._rows.text(index - len(self.lines)) if self._rows else ""

    def _draw(self, index: int, width: int) -> Content:
        if index < len(self.lines) and self.lines[index].heading:
            return Content.styled(self._text(index), "bold underline")
        return Content(f"  {clipped(self._text(index), width - 2)}")

    @on(Rows.Chosen)
    def _chosen(self, message: Rows.Chosen) -> None:
        line = self.lines[message.index] if message.index < len(self.lines) else None
        if line is not None and line.press is not None:
            line.press()
        elif line is None or not line.heading:
            self.host.say(self._text(message.index).strip())  # the whole of a line that is cut
