"""The entry point: finds the command, runs it, and sees to it that a person never meets a traceback."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from diary import __version__
from diary.cli.context import Context, say
from diary.cli.options import Parser, cut_at_dashes, split_command
from diary.errors import DiaryError, StoreError, UsageError

# Each name with its module and one line for the list of commands. A command is imported when it is run.
COMMANDS: dict[str, tuple[str, str]] = {
    "log": ("log", "one entry from one line: diary log 6 left knee stiff"),
    "again": ("again", "the latest entry's sites once more"),
    "session": ("session", "a therapy or exercise session"),
    "motion": ("motion", "a range of motion"),
    "care": ("care", "ice, heat, rest, hydration, movement, a medicine"),
    "usual": ("usual", "the level on an ordinary day, before this began"),
    "known": ("known", "symptoms that were there from the start"),
    "visit": ("visit", "an appointment, past or to come"),
    "ask": ("ask", "a question for the next appointment"),
    "list": ("list", "the entries"),
    "show": ("show", "one entry whole, with what it was before"),
    "search": ("search", "find words in notes and everywhere else"),
    "edit": ("edit", "change an entry; what it was is kept"),
    "delete": ("delete", "take an entry out; undo brings it back"),
    "undo": ("undo", "take back the last change"),
    "check": ("check", "what the diary warns of, and why"),
    "history": ("history", "every finding there was, as it was known then"),
    "told": ("told", "your therapist or doctor knows of a finding"),
    "ack": ("told", "the same as told"),
    "tell": ("tell", "a short message about what is raised"),
    "chart": ("chart", "the course of the pain as a picture"),
    "report": ("report", "the report for the appointment"),
    "import": ("import_", "read a CSV or JSON file into the diary"),
    "export": ("export", "write the diary as CSV or JSON"),
    "backup": ("backup", "a copy of the diary as it is now"),
    "restore": ("restore", "a backup in the diary's place; what is there is kept"),
    "verify": ("verify", "is the diary whole, private and backed up; --salvage rescues"),
    "status": ("status", "one line: last entry, warnings, is today logged"),
    "remind": ("remind", "says so where today is not logged yet"),
    "config": ("config", "the settings"),
    "completions": ("completions", "completion for your shell"),
    "demo": ("demo", "try everything on a sample diary"),
}


COLLECT_RARELY, USUAL_COLLECTING = 200_000, (700, 10, 10)
"""New objects after which the collector looks for cycles: while a command runs, and as Python has it by itself."""


def run() -> None:
    """The console script."""
    # Most commands live for less than a second, of which looking for cycles in what is imported would take a tenth.
    gc.set_threshold(COLLECT_RARELY)
    status = main(sys.argv[1:])
    # What is left goes with the process. To look through it once more for cycles takes as long as opening the diary.
    gc.freeze()
    sys.exit(status)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 could not, 2 wrong usage, 130 interrupted."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  it stays open
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show a character gets a "?", never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdin, "reconfigure") and sys.stdin.errors != "surrogateescape":
        sys.stdin.reconfigure(errors="surrogateescape")  # the grammar says what is no text
    try:
        status = dispatch(arguments)
        sys.stdout.flush()
    except StoreError as error:
        from diary.store.backup.way_back import with_way_back  # only where something is wrong with the file

        return complain(with_way_back(error), error.exit_status)
    except DiaryError as error:
        return complain(str(error), error.exit_status)
    except BrokenPipeError:
        # Whoever read us has enough. Python would complain once more when it closes stdout.
        _silence_output()
        return 0
    except KeyboardInterrupt:
        return complain("interrupted", 130)
    except OSError as error:
        # The store and the files speak for themselves; what is left is the output that could not be written.
        _silence_output()
        return complain(f"the output could not be written ({(error.strerror or '?').lower()})", 1)
    except RecursionError:
        return complain("that was nested too deep; nothing was saved", 1)
    except Exception as error:
        if os.environ.get("DIARY_DEBUG"):
            raise
        return complain(f"something went wrong inside the program ({describe(error)}); please report it", 1)
    return status


def dispatch(arguments: Sequence[str]) -> int:
    """Find the command and run it."""
    words, after = cut_at_dashes(arguments)
    return run_command(words, after)


def run_command(words: Sequence[str], after: list[str] | None, *, backups: bool = True) -> int:
    """Run the command that these words name; `after` is what stood after `--`, `backups` whether the diary has any."""
    name, rest = split_command(words, [*COMMANDS, "help"])
    if name == "help":
        return run_command([*rest, "--help"], after, backups=backups)
    if not name:
        return _without_command(rest, after)
    module = import_module(f"diary.cli.commands.{COMMANDS[name][0]}")
    parser = Parser(f"diary {name}", module.HELP, module.EXAMPLES)
    module.configure(parser)
    # The demo hands everything from the first command on to that command.
    rest, inner = module.split(rest, list(COMMANDS)) if hasattr(module, "split") else (rest, [])
    if "--help" in rest or "-h" in rest:
        say(parser.format_help().rstrip())
        return 0
    args = parser.parse_intermixed_args(rest)
    if args.version:
        say(f"pain-diary {__version__}")
        return 0
    args.after = after
    if inner:
        args.command = inner
    elif after is not None and not getattr(module, "TAKES_NOTE", False):
        raise UsageError(f"diary {name} takes nothing after --; see diary {name} --help")
    context = Context(args.db, args.tz, args.now)
    _ = context.clock  # a wrong --tz or --now is said before anything else
    try:
        status: int = module.run(args, context)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        from diary.cli.output import refuse_odd_values  # only where something failed

        refuse_odd_values(context)
        raise
    finally:
        # Also where it was saved and could not be said.
        if backups and context.written is not None:
            from diary.cli.after_save import after_saving  # 1 ms, where something was saved

            after_saving(context)
    return status


def _without_command(rest: Sequence[str], after: Sequence[str] | None) -> int:
    parser = Parser("diary", "A daily pain diary. Without a command it opens the diary; log writes one line.")
    if "--help" in rest or "-h" in rest:
        say(top_help(parser))
        return 0
    args = parser.parse_args(list(rest))
    if args.version:
        say(f"pain-diary {__version__}")
        return 0
    if after is not None:
        raise UsageError("a note needs a command; write diary log 6 left knee -- your note")
    return open_or_status(Context(args.db, args.tz, args.now))


def open_or_status(context: Context, *, backups: bool = True) -> int:
    """The screen; where there is no terminal, the status."""
    if not context.on_terminal:
        from diary.cli.commands import status

        return status.show(context)
    from diary.tui.app import DiaryApp

    gc.set_threshold(*USUAL_COLLECTING)  # the screen lives long
    app = DiaryApp(
        context.path,
        clock=context.clock,
        settings=context.settings,
        settings_path=context.settings_path,
        backups=backups,
    )
    app.run()
    return app.return_code or 0


def top_help(parser: Parser) -> str:
    """The list of commands, then the options that every command has."""
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:<{width}}  {line}" for name, (_, line) in COMMANDS.items())
    return (
        f"{parser.format_help().rstrip()}\n\ncommands (diary COMMAND --help tells more):\n{commands}\n\n"
        "examples:\n  diary\n  diary log 6 left knee stiff\n  diary check --explain\n  diary report -o report.pdf\n\n"
        "This diary does not replace professional advice."
    )


def _silence_output() -> None:
    """Send what is still waiting to be written nowhere, or Python complains of it once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def describe(error: Exception) -> str:
    """What kind of error, and where in our own code; nothing of the diary's content."""
    where = ""
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if f"{os.sep}diary{os.sep}" in file:
            where = f" at {file.rpartition(f'{os.sep}diary{os.sep}')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{where}"


def complain(message: str, status: int) -> int:
    """One line on stderr."""
    line = " ".join(message.split())
    printable = "".join(c if c.isprintable() else "?" for c in line)
    try:
        sys.stdout.flush()
        sys.stderr.write(f"diary: {printable}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _silence_output()
    return status
