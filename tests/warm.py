"""The program, started from a warm process: it has imported the libraries already and forks for each start.

Starting Python and importing the libraries is most of the processor time of a command. What is run is a small program
that hands its words, folder, surroundings and open streams over, and ends as the fork of the warm process ended. Where
the start itself is tested, or limits, signals or a locale, a test has to start a process of its own.
"""

from __future__ import annotations

import array
import atexit
import functools
import gc
import io
import locale
import marshal
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).parents[1]
CLIENT = """
import os
def is_open(number):
    try:
        return bool(os.fstat(number))
    except OSError:
        return False
streams = [number for number in range(3) if is_open(number)]  # before one is opened in place of another
import array, marshal, sys, _socket
mask = os.umask(0)
sent = marshal.dumps((streams, sys.argv[2:], os.getcwd(), mask, dict(os.environ)))
link = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
link.connect(sys.argv[1])
link.sendmsg([b"."], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", streams))])
for number in streams:
    os.close(number)  # a pipe ends when the program closes it
link.sendall(len(sent).to_bytes(4, "big") + sent)
os._exit(link.recv(1)[0])  # fails where the program ended without a status
"""


@functools.cache
def diary_command() -> list[str]:
    """The words that start the program, for which this process has a warm one from now on."""
    path = Path(tempfile.mkdtemp(prefix="warm-")) / "link"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(50)
        own = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
        # It ends as soon as its standard input is closed, which the end of this process does too.
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", str(listener.fileno())], env={**os.environ, **own},
            stdin=subprocess.PIPE, pass_fds=[listener.fileno()], start_new_session=True,
        )  # fmt: skip
    atexit.register(_end, process, path)
    return [sys.executable, "-I", "-S", "-c", CLIENT, str(path)]


def _end(process: subprocess.Popen[bytes], path: Path) -> None:
    assert process.stdin
    process.stdin.close()
    process.wait(10)
    path.unlink()
    path.parent.rmdir()


def serve(listener: socket.socket) -> None:
    """Fork for each program that is asked for, until standard input ends."""
    import sqlmodel  # noqa: F401

    import diary.cli.main
    import diary.store.diary_store  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets the ended ones
    gc.freeze()
    while True:
        ready, _, _ = select.select([listener.fileno(), 0], [], [])
        if 0 in ready:
            return
        link, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            _become(link)
        link.close()


def _become(link: socket.socket) -> NoReturn:
    """Run the program in this fork as if it had been started by the other side of `link`."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, rights, _, _ = link.recvmsg(1, socket.CMSG_SPACE(3 * 4))
    received = array.array("i", b"".join(data for _, _, data in rights))
    with link.makefile("rb") as reader:
        sent: tuple[list[int], list[str], str, int, dict[str, str]] = marshal.loads(
            reader.read(int.from_bytes(reader.read(4), "big"))
        )
    streams, words, folder, mask, surroundings = sent
    for number in range(3):
        if number in streams:
            os.dup2(received[streams.index(number)], number)
        else:
            os.close(number)
    for each in received:
        os.close(each)
    os.chdir(folder)
    os.umask(mask)
    os.environ.clear()
    os.environ.update(surroundings)
    time.tzset()
    locale.setlocale(locale.LC_CTYPE, "")
    sys.argv = [str(ROOT / "diary" / "__main__.py"), *words]
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = _stream(number, getattr(sys, name)) if number in streams else None
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    status = _run()
    link.sendall(bytes([status]))
    os._exit(status)


def _stream(number: int, like: Any) -> io.TextIOWrapper:
    raw = open(number, "rb" if number == 0 else "wb", closefd=False)  # noqa: SIM115
    at_once = number == 2 or raw.isatty()
    return io.TextIOWrapper(raw, like.encoding, like.errors, line_buffering=at_once)


def _run() -> int:
    """Run the program as Python does, to the end; its exit status."""
    from diary.cli.main import run

    status = 0
    try:
        run()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
        status = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except (OSError, ValueError) as error:
            status = 120
            if stream is sys.stdout and sys.stderr is not None:
                print(f"Exception ignored in: {stream!r}\n{error!r}", file=sys.stderr)
    return status


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
