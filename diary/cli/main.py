"""The entry point: finds the command, runs it, and turns every error into one line instead of a traceback."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from diary import __version__
from diary.cli.context import OUTCOME, Context, say, talk
from diary.cli.options import Parser, split_at_dashes, split_command
from diary.end_signal import end_by, ended_status
from diary.error_hints import error_text
from diary.errors import DiaryError, StoreError, UnclearLine, UsageError

# Each name with its module and one line for the list of commands. Only the command that runs is imported:
# importing all of them takes about 80 ms (tests/bench/README.md).
COMMANDS: dict[str, tuple[str, str]] = {
    "log": ("log", "one entry from one line: diary log 6 left knee stiff"),
    "again": ("again", "the latest entry's sites once more"),
    "session": ("session", "a therapy or exercise session"),
    "motion": ("motion", "a range of motion"),
    "care": ("care", "ice, heat, rest, hydration, movement, a medicine, other"),
    "inbox": ("inbox", "the lines of a text file that a phone appends to, each taken once"),
    "usual": ("usual", "the level on most days, in the last two weeks"),
    "known": ("known", "symptoms that were there from the start"),
    "programme": ("programme", "the home programme: what is planned, and what was done this week"),
    "score": ("score", "function: own activities, PEG, change since the last visit, other measures"),
    "treatment": ("treatment", "medicines and other treatments that run over days"),
    "background": ("background", "how it began, what makes it worse or better, goals: said once"),
    "visit": ("visit", "an appointment, past or to come"),
    "ask": ("ask", "a question for the next appointment"),
    "list": ("list", "the entries"),
    "show": ("show", "one entry in full, with its earlier versions"),
    "search": ("search", "find words in notes and everywhere else"),
    "edit": ("edit", "change an entry; the earlier version is saved"),
    "delete": ("delete", "take an entry out; undo brings it back; --purge takes it out for good"),
    "undo": ("undo", "take back the last change; with an id, bring back what was deleted"),
    "redo": ("redo", "do again what was undone last"),
    "deleted": ("deleted", "what was deleted, and can be brought back"),
    "signs": ("signs", "the warning signs in plain words, with what to do"),
    "check": ("check", "what the diary warns about, and why"),
    "history": ("history", "all findings so far, as they were known then"),
    "told": ("told", "mark a finding as told to your therapist or doctor"),
    "ack": ("told", "the same as told"),
    "tell": ("tell", "a short message about what is raised"),
    "chart": ("chart", "the course of the pain, or of activities and scores, as a picture"),
    "report": ("report", "the report for the appointment"),
    "import": ("import_", "read a CSV or JSON file, or another diary, into the diary"),
    "export": ("export", "write the diary as CSV or JSON"),
    "backup": ("backup", "a copy of the diary as it is now"),
    "restore": ("restore", "put a backup in the diary's place; the present diary is saved first"),
    "verify": ("verify", "check that the diary is whole, private and backed up; --salvage rescues"),
    "encrypt": ("encrypt", "encryption at rest, with a passphrase"),
    "decrypt": ("decrypt", "turn encryption off"),
    "status": ("status", "one line: last entry, warnings, is today logged"),
    "remind": ("remind", "one line if today is not logged yet"),
    "config": ("config", "the settings"),
    "completions": ("completions", "completion for your shell"),
    "demo": ("demo", "try everything on a sample diary"),
}


COLLECT_IN_COMMANDS = 200_000
"""Threshold of the garbage collector, in new objects, while a command runs and until the screen shows the diary."""


def run() -> None:
    """The console script."""
    # Most commands take less than a second; a tenth of it would go into searching the imported modules for cycles.
    gc.set_threshold(COLLECT_IN_COMMANDS)
    if not {"-h", "--help", "--version", "help"} & set(sys.argv[1:]):
        guard_process()
    status = main(sys.argv[1:])
    # The process ends now and frees all memory. A last search for cycles would take as long as opening the diary.
    gc.freeze()
    sys.exit(status)


def guard_process() -> None:
    """Let nothing of the diary stay behind where the process is ended from outside: no core dump, no temporary file."""
    import signal  # 3 ms, but for help and version it is needed later in any case

    with suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def end(number: int, _: object) -> None:
        import logging

        # What fails on the way because of it concerns nobody any more: a library would log a traceback, and Python
        # would print one for a transaction that is left after its file was closed.
        logging.disable()
        sys.unraisablehook = end_once_more
        # As an exception, so that what is unfinished is deleted on the way.
        raise end_by(number)

    def end_once_more(dropped: sys.UnraisableHookArgs) -> None:
        # Python drops an exception that is raised while it frees an object; the alarm raises it again just after that.
        if dropped.exc_type is SystemExit and hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, lambda *_: sys.exit(ended_status()))
            signal.setitimer(signal.ITIMER_REAL, 0.01)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # With nohup a person asked for it to go on.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 could not, 2 wrong usage, 130 interrupted."""
    open_closed_streams()
    OUTCOME.done, OUTCOME.problem = False, None
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show a character shows "?"; without this it would be a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdin, "reconfigure") and sys.stdin.errors != "surrogateescape":
        sys.stdin.reconfigure(errors="surrogateescape")  # bytes that are not text reach the grammar, which refuses them
    status = 0
    try:
        status = dispatch(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except StoreError as error:
        from diary.store.backup.way_back import way_back  # imported only for an error of the file

        return complain(error_text(way_back(error)), error.exit_status)
    except UnclearLine as error:
        return complain(error_text(error), error.exit_status, ready_lines(error))
    except DiaryError as error:
        return complain(error_text(error), error.exit_status)
    except KeyboardInterrupt:
        return complain("interrupted; what was saved before stays" if OUTCOME.done else "interrupted", 130)
    except OSError as error:
        # The store and the file functions turn their own OSError into DiaryError; so this one is from the output.
        return output_failed(OUTCOME.problem or error, status)
    except RecursionError:
        return complain("the input is nested too deeply; nothing was saved", 1)
    except Exception as error:
        if os.environ.get("DIARY_DEBUG"):
            raise
        # No error text here: it can quote the diary, and people paste this line into bug reports.
        return complain(f"something went wrong inside the program ({error_place(error)}); please report it", 1)
    return output_failed(OUTCOME.problem, status) if OUTCOME.problem else status


def open_closed_streams() -> None:
    """Open each standard stream that the program which started this one has closed.

    Input is empty. Output fails, so that nobody takes an empty answer for the whole one; remarks are dropped.
    """
    # In this order: each gets its own number again. Else a file of the diary would get it, and output would go there.
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115  it stays open
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def output_failed(error: OSError, status: int) -> int:
    """Report that an output could not be written; the exit status is that of the command, but 1 if it did nothing."""
    _silence_output()
    # The reader has closed the pipe, as `head` does; that is no failure.
    if isinstance(error, BrokenPipeError):
        return status
    reason = "it is closed" if error.errno == errno.EBADF else (error.strerror or "?").lower()
    if OUTCOME.done:
        # A script that sees a failure would log the same entry once more.
        return complain(f"done and saved; only the answer could not be written ({reason})", status)
    return complain(f"the output could not be written ({reason})", status or 1)


def dispatch(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; its exit status."""
    words, after = split_at_dashes(arguments)
    return run_command(words, after)


def run_command(words: Sequence[str], after: list[str] | None, *, backups: bool = True) -> int:
    """Run the command that these words name; its exit status.

    `after` holds the words after `--`, None if there was none; without `backups` no daily backup is made.
    """
    name, rest = split_command(words, [*COMMANDS, "help"])
    if name == "help":
        return run_command([*rest, "--help"], after, backups=backups)
    if not name:
        return _without_command(rest, after)
    module = import_module(f"diary.cli.commands.{COMMANDS[name][0]}")
    parser = Parser(f"diary {name}", module.HELP, module.EXAMPLES)
    module.configure(parser)
    # `demo` passes all words from the first command name on to that command.
    rest, inner = module.split(rest, list(COMMANDS)) if hasattr(module, "split") else (rest, [])
    # Before parsing: help must also work where a required argument is missing.
    if "--help" in rest or "-h" in rest:
        say(parser.format_help().rstrip())
        return 0
    # Intermixed, because people write options between the words: log 6 --at 08:00 left knee.
    args = parser.parse_intermixed_args(rest)
    parser.refuse_empty(args)
    if args.version:
        say(f"pain-diary {__version__}")
        return 0
    args.after = after
    if inner:
        args.command = inner
    elif after is not None and not getattr(module, "TAKES_NOTE", False):
        raise UsageError(f"diary {name} takes no words after --; see diary {name} --help")
    context = Context(args.db, args.tz, args.now, sample=not backups)
    _ = context.clock  # so that a wrong --tz or --now is reported before the command does anything
    try:
        status: int = module.run(args, context)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        from diary.cli.output import refuse_odd_values  # imported only after a failure

        # A value written by another program is the likely cause; if so, this raises a clear error instead.
        refuse_odd_values(context)
        raise
    finally:
        # Also after an error: an entry that was saved, but not shown, needs its backup too.
        if backups and context.written_diary is not None:
            from diary.cli.backup_duties import back_up_once_a_day  # 1 ms, imported only if something was saved

            back_up_once_a_day(context)
    return status


def _without_command(rest: Sequence[str], after: Sequence[str] | None) -> int:
    parser = Parser("diary", "A daily pain diary. Without a command it opens the diary; log writes one line.")
    if "--help" in rest or "-h" in rest:
        say(top_help(parser))
        return 0
    args = parser.parse_args(list(rest))
    parser.refuse_empty(args)
    if args.version:
        say(f"pain-diary {__version__}")
        return 0
    if after is not None:
        raise UsageError("a note needs a command, such as: diary log 6 left knee -- your note")
    return open_screen_or_status(Context(args.db, args.tz, args.now))


def open_screen_or_status(context: Context, *, backups: bool = True) -> int:
    """Open the full screen, or without a terminal show the status; the exit status."""
    dumb = context.on_terminal and os.environ.get("TERM") in ("dumb", "unknown", "")
    if dumb:
        talk("diary: this terminal can't move its cursor (TERM), so there is no full screen. All commands work here.")
    if dumb or not context.on_terminal:
        from diary.cli.commands import status

        return status.show(context)
    locked_reason = context.run_passphrase_command()
    from diary.tui.app import DiaryApp

    app = DiaryApp(
        context.path,
        clock=context.clock,
        settings=context.settings,
        settings_path=context.settings_path,
        backups=backups,
    )
    app.inbox.path = context.inbox
    app.sample, app.locked_reason = context.sample, locked_reason
    # A path that was named and has no diary may be mistyped: the person must not think that the entries are gone.
    named = context.db is not None or "DIARY_DB" in os.environ
    if named and not context.path.exists():
        app.greeting = f"A new diary begins here: {context.path}"
    app.run()
    if app.greeting and context.path.exists():
        talk(f"diary: a new diary was begun here: {context.path}")
    if app.unsaved.kept or app.unsaved.problem:
        kept = f"could not be kept: {app.unsaved.problem}" if app.unsaved.problem else "is kept for the next start"
        talk(f"diary: what was not saved {kept}")
    return app.ending.status or app.return_code or 0


def top_help(parser: Parser) -> str:
    """The help of `diary`: the general options, the list of commands, examples."""
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:<{width}}  {line}" for name, (_, line) in COMMANDS.items())
    return (
        f"{parser.format_help().rstrip()}\n\ncommands (more with diary COMMAND --help):\n{commands}\n\n"
        "examples:\n  diary\n  diary log 6 left knee stiff\n  diary check --explain\n  diary report -o report.pdf\n\n"
        "This diary does not replace professional advice."
    )


def _silence_output() -> None:
    """Discard the output that is still buffered; otherwise Python reports the same error again when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def error_place(error: Exception) -> str:
    """The kind of the error and its place in this program's code; never any content of the diary."""
    where = ""
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if f"{os.sep}diary{os.sep}" in file:
            where = f" at {file.rpartition(f'{os.sep}diary{os.sep}')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{where}"


def ready_lines(error: UnclearLine) -> tuple[str, ...]:
    """The lines that would work, each on its own so that it can be copied, with a line before that says so."""
    if not (error.command and error.lines):
        return ()
    words = " ".join(error.lines).replace(",", " ").split()
    missing = [name for name in error.holders if name in words]
    own = f", with your own in place of {', '.join(missing)}" if missing else ""
    head = f"To save it, run {'this' if len(error.lines) == 1 else 'one of these'}{own}:"
    return (head, *(f"  {error.command} {line}" for line in error.lines))


def complain(message: str, status: int, more: Sequence[str] = ()) -> int:
    """Write the message as one line on stderr, and more lines as they are; `status` again, for the caller to return.

    Nothing is written where a signal told the program to end, as the error may be its own; the status is then of that.
    """
    if ended := ended_status():
        return ended
    line = " ".join(message.split())
    printable = "".join(c if c.isprintable() else "?" for c in line)
    try:
        sys.stdout.flush()
        sys.stderr.write("".join(f"{each}\n" for each in (f"diary: {printable}", *more)))
        sys.stderr.flush()
    except (OSError, ValueError):
        _silence_output()
    return status
