"""Every action of the screen has a command: each one is listed here with its command, or as mere navigation."""

from __future__ import annotations

import shlex
from importlib import import_module

import pytest

from diary.cli.main import COMMANDS
from diary.cli.options import Parser, split_at_dashes
from diary.tui.screens.quick_entry.line_kinds import KINDS
from tests.tui.test_bindings import our_bindings

MOVES = {
    # Navigation: they change nothing that a command could do.
    "DiaryApp.quit", "Figure.go", "BodyMap.turn", "PastFindings.leave", "HelpScreen.leave", "AskLine.answer",
    "DiaryApp.hide", "MessageWindow.leave", "LockedScreen.app.quit",
    "Rows.move", "Rows.page", "Rows.end", "Rows.choose", "DiaryScreen.back", "Dialog.leave", "TickRow.move",
    "AskLevel.answer", "LogMenu.move", "TodayScreen.site", "TodayScreen.back", "TypedLine.choose",
    "DiaryApp.command_palette", "SessionForm.next", "TodayScreen.app.focus_next", "TodayScreen.app.focus_previous",
    "LineField.complete", "AskPath.complete", "Words.done", "TrendsScreen.site", "TrendsScreen.page",
    # Parts of a form that is not saved yet; on the command line they are words of one line.
    "BodyMap.rub", "Rating.clear", "TodayScreen.clear", "TodayScreen.unsaved('take')", "TodayScreen.unsaved('drop')",
    "TodaysExercises.clear", "TodaysExercises.leave", "Function.clear", "Function.leave", "Treatments.leave",
    "BackgroundWindow.leave", "Levels.done", "Levels.app.focus_next", "Levels.app.focus_previous",
}  # fmt: skip
# Each line is parsed below, so that a renamed option is noticed here too.
COMMAND_OF = {
    "DiaryApp.undo": "undo",
    "DiaryApp.redo": "redo",
    "DiaryApp.go('history')": "list",
    "DiaryApp.go('trends')": "chart",
    "DiaryApp.go('findings')": "check",
    "DiaryApp.go('sessions')": "list --all",
    "DiaryApp.go('signs')": "signs",
    "SignsScreen.none": "signs none",
    "SignsScreen.ask_none": "signs none",
    "SignsScreen.answer": "edit 3fa9c1 --add bladder-trouble",
    "DiaryApp.go('report')": "report -o report.pdf",
    "DiaryApp.line": "care ice",
    "DiaryApp.help": "log --help",
    "DiaryApp.next_theme": "config theme diary",
    "DiaryApp.window('exercises')": "session programme",
    "DiaryApp.window('scores')": "score",
    "Function.save": "score climbing stairs 6",
    "Function.add": "score add activity climbing stairs",
    "Function.when": "score ask climbing stairs at visits",
    "Function.stop": "score end climbing stairs",
    "DiaryApp.window('treatments')": "treatment",
    "DiaryApp.window('background')": "background",
    "Treatments.start": "treatment start naproxen 500 mg twice a day",
    "Treatments.stop": "treatment stop naproxen",
    "Treatments.edit": "edit 3fa9c1 naproxen 250 mg twice a day",
    "BackgroundWindow.edit": "edit 3fa9c1 worse standing after 10 min",
    "BackgroundWindow.skip": "config ask_background no",
    "BackgroundWindow.say": "background worse sitting after 20 min",
    "BackgroundWindow.delete": "delete 3fa9c1",
    "ImportScreen.file": "import bearable.csv --dry-run",
    "ImportScreen.answer": "import bearable.csv --ask",
    "ImportScreen.import": "import bearable.csv",
    "ImportScreen.update": "import bearable.csv --update",
    "LogMenu.again": "care medication ibuprofen 400 mg",
    "TodaysExercises.save": "session programme",
    "TodaysExercises.mark('yes')": "session programme",
    "TodaysExercises.mark('eased')": "session programme, plank eased 2x20s",
    "TodaysExercises.mark('skipped')": "session programme, bridges skipped",
    "TodaysExercises.switch": "session programme",
    "TodaysExercises.because": "session programme, bridges skipped too sore",
    "TodaysExercises.all": "session programme",
    "TodaysExercises.pain": "session programme, squats pain 4",
    "TodaysExercises.end": "programme end squats",
    "TodaysExercises.plan": "programme add squats 3x10 @20kg 3 times a week",
    "BodyMap.take": "log 6 left knee",
    "FindingsScreen.told": "told worsening lower back",
    "FindingsScreen.usual": "usual lower back 2",
    "FindingsScreen.known": "known numb left foot",
    "FindingsScreen.past": "history",
    "FindingsScreen.all": "check --all --explain",
    "HistoryScreen.edit": "edit last 5 left knee",
    "HistoryScreen.delete": "delete last",
    "HistoryScreen.ask_delete": "delete last",
    "HistoryScreen.find": "search stairs",
    "HistoryScreen.place": "list --site knee",
    "HistoryScreen.whole": "list --all",
    "HistoryScreen.period": "list --since yesterday",
    "TypedLine.keep": "motion left knee flexion 95",
    "TickRow.tick": "log 6 left knee sharp",
    "Rating.digit": "log interference 4",
    "Rating.step": "log interference 4",
    "ReportScreen.write": "report -o report.pdf",
    "ReportScreen.period": "report --since 2026-01-01 -o report.pdf",
    "ReportScreen.format": "report -o report.html",
    "ReportScreen.question": "ask 'May I cycle again?'",
    "ReportScreen.delete": "delete 3fa9c1",
    "ReportScreen.ask_delete": "delete 3fa9c1",
    "ReportScreen.preview": "report -o -",
    "SessionForm.done": "session physio 45 min",
    "SessionForm.new": "session physio new",
    "SessionsScreen.new": "session",
    "SessionsScreen.again": "session again",
    "SessionsScreen.ask_again": "session again",
    "SessionsScreen.edit": "edit 3fa9c1 physio 30 min",
    "SessionsScreen.delete": "delete 3fa9c1",
    "SessionsScreen.ask_delete": "delete 3fa9c1",
    "SessionsScreen.patterns": "session --response",
    "TodayScreen.save": "log 6 left knee",
    "TodayScreen.digit": "log 6 left knee",
    "TodayScreen.step": "again 5",
    "TodayScreen.first": "config sites 'lower back, left knee'",
    "TodayScreen.map": "log 6 left knee",
    "TodayScreen.line": "log 6 left knee sharp yesterday 21:00",
    "TodayScreen.levels": "log 6 left knee at rest 3 on movement 6",
    "Levels.course('constant')": "log 6 left knee constant",
    "Levels.course('intermittent')": "log 6 left knee comes and goes",
    "TodayScreen.words": "log 6 left knee sharp numb sudden",
    "TodayScreen.field('note')": "log 6 left knee -- after the stairs",
    "TodayScreen.yesterday": "log 6 left knee yesterday 20:00",
    "TodayScreen.missed": "log 6 left knee 2026-03-01",
    "FindingsScreen.message": "tell",
    "MessageWindow.copy": "tell",
    "TodayScreen.field('when')": "log 6 left knee 2h ago",
    "TodayScreen.field('interference')": "log 6 left knee interference 4",
    "TodayScreen.why": "check --explain",
    "TodayScreen.told": "told",
    "TodayScreen.usual": "usual left knee 2",
    "TodayScreen.known": "known sharp left knee",
    "TodayScreen.emergency": "config emergency_number 112",
    "SiteTable.screen.step": "again 5",
    "TrendsScreen.period": "chart --since 2026-01-01",
    "TrendsScreen.view": "chart --kind calendar",
    "TrendsScreen.zoom": "chart --since yesterday",
    "TrendsScreen.shift": "chart --since 2026-01-01 --until yesterday",
}
LINES = {
    "care": "care ice",
    "motion": "motion left knee flexion 95",
    "visit": "visit tomorrow 10:30",
    "usual": "usual lower back 2",
    "known": "known numb left foot",
    "ended": "known --end numb left foot",
    "session": "session physio 45 min",
    "entry": "log 6 left knee",
    "plan": "programme add squats 3x10 @20kg 3 times a week",
    "treatment": "treatment start naproxen 500 mg twice a day",
    "activity": "score add activity climbing stairs",
    "background": "background worse sitting after 20 min",
    "question": "ask 'May I cycle again?'",
}
"""Lines that can be typed on the screen, by the name of the function that reads them."""


def name_of(cls: type, action: str) -> str:
    """The name of an action; with its argument if that is a word, without it if it is a distance."""
    return f"{cls.__name__}.{action if chr(39) in action else action.partition('(')[0]}"


# From the bindings themselves, so that a new key without a command fails here.
ACTIONS = {name_of(cls, binding.action) for cls, binding in our_bindings()}


def test_every_action_of_the_screen_has_a_command_or_only_navigates() -> None:
    assert ACTIONS - MOVES - COMMAND_OF.keys() == set(), "new on the screen: which command does the same?"


def test_no_action_is_listed_that_is_gone() -> None:
    assert (MOVES | COMMAND_OF.keys()) - ACTIONS == set()


def test_every_line_that_the_screen_takes_has_its_command() -> None:
    assert {kind.parse.__name__.strip("_") for kind in KINDS} == LINES.keys()


@pytest.mark.parametrize("line", sorted({*COMMAND_OF.values(), *LINES.values()}))
def test_the_commands_are_there_and_take_these_words(line: str) -> None:
    (name, *words), _ = split_at_dashes(shlex.split(line))
    module = import_module(f"diary.cli.commands.{COMMANDS[name][0]}")
    parser = Parser(f"diary {name}")
    module.configure(parser)
    parser.parse_intermixed_args(words)
