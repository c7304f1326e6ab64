"""Generated inputs for everything that reads what people write: each is understood or refused in one plain line."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from unittest.mock import patch

from diary.cli.main import COMMANDS
from diary.clock import Clock, zone_named
from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.entry import parse_line, parse_log
from diary.domain.grammar.motion_phrase import parse_motion
from diary.domain.grammar.session_phrase import parse_session
from diary.domain.grammar.statements import parse_known, parse_usual
from diary.domain.grammar.times import Here, parse_time
from diary.domain.grammar.visit_phrase import parse_visit
from diary.errors import DiaryError
from diary.exchange.import_plan import apply, plan_import
from diary.settings import MEANINGS, Settings, changed, read_settings
from diary.store.diary_store import DiaryStore
from tests.torture import jobs
from tests.torture.mutations import a_line, some_bytes, some_json
from tests.torture.results import Result
from tests.torture.seeds import LINES, ODD, SETTINGS, TIMES, csv_seeds, json_seeds

BERLIN = zone_named("Europe/Berlin")
NOW = datetime(2026, 3, 5, 19, tzinfo=UTC)
HERE, CLOCK = Here(NOW, BERLIN, "Europe/Berlin"), Clock(BERLIN, "Europe/Berlin", NOW)
PARSERS: tuple[Callable[..., object], ...] = (
    parse_log,
    parse_session,
    parse_usual,
    parse_known,
    parse_motion,
    parse_care,
    parse_visit,
)
TOO_SLOW = 2.0
"""Seconds of processor time after which a single input counts as a hang: others may use the machine."""
SHARES = {"lines": 0.46, "times": 0.12, "CSV files": 0.18, "JSON files": 0.14, "settings": 0.08, "command lines": 0.02}
"""The share of each reader in the inputs; commands are few, because each takes far longer than a line."""


@dataclass
class Workspace:
    """A folder to write in, a diary to import into, and a source of random numbers."""

    folder: Path
    store: DiaryStore
    chance: random.Random


def generate(folder: Path, inputs: int, seed: int = 1) -> Iterator[Result]:
    """Try `inputs` inputs in total, shared among all readers."""
    tried: dict[str, Callable[[Workspace], str]] = {
        "lines": _line,
        "times": _time,
        "CSV files": _csv,
        "JSON files": _json,
        "settings": _settings,
        "command lines": _command,
    }
    for number, (what, attempt) in enumerate(tried.items()):
        place = folder / what.replace(" ", "-")
        place.mkdir()
        with jobs.opened(place / "diary.db", create=True) as store:
            workspace = Workspace(place, store, random.Random(seed * 100 + number))
            yield _tried(f"generated {what}", attempt, workspace, round(inputs * SHARES[what]))


def _tried(what: str, attempt: Callable[[Workspace], str], workspace: Workspace, times: int) -> Result:
    result, slowest, refused = Result(what), 0.0, 0
    for _ in range(times):
        # The state before the input, to tell failures apart; the seed makes the run repeatable.
        state = workspace.chance.getstate()
        began = process_time()
        try:
            attempt(workspace)
            faults: list[str] = []
        except DiaryError as error:
            refused += 1
            faults = list(not_plain(str(error)))
        except Exception as error:  # noqa: BLE001  this is what the test searches for
            faults = [f"{type(error).__name__}: {error}"]
        seconds = process_time() - began
        slowest = max(slowest, seconds)
        if seconds > TOO_SLOW:
            faults.append(f"it took {seconds:.1f} s")
        result.count(faults, f"input {result.times + 1}, chance {hash(state) & 0xFFFF:x}")
    refusals = f"{refused:,} refused with a plain line, " if refused else ""
    result.note = f"{refusals}slowest {slowest:.2f} s"
    return result


def not_plain(text: str) -> Iterator[str]:
    """The faults of a text that is one line for a person: empty, not printable, or too long."""
    if not text:
        yield "it was refused without a word"
    # U+200D joins the parts of an emoji, but does not count as printable itself.
    if not text.replace("\u200d", "").isprintable():
        yield f"the refusal can't be shown: {text[:200]!a}"
    # All troubles of a line are named at once.
    if len(text) > 1500:
        yield f"the refusal has {len(text)} characters: {text[:120]!a}"


def _line(workspace: Workspace) -> str:
    line = a_line(workspace.chance, LINES)
    parse = workspace.chance.choice(PARSERS)
    if workspace.chance.random() < 0.3:
        parse_line(line, now=HERE)
    else:
        parse(line.split(" ") if workspace.chance.random() < 0.7 else [line], now=HERE)
    return line


def _time(workspace: Workspace) -> str:
    line = a_line(workspace.chance, TIMES)
    text = line if workspace.chance.random() < 0.5 else line.split(" ")
    parse_time(text, now=HERE, future=workspace.chance.random() < 0.5)
    return line


def _csv(workspace: Workspace) -> str:
    return _file(some_bytes(workspace.chance, workspace.chance.choice(csv_seeds())), workspace)


def _json(workspace: Workspace) -> str:
    whole = workspace.chance.choice(json_seeds())
    return _file((some_json if workspace.chance.random() < 0.8 else some_bytes)(workspace.chance, whole), workspace)


def _file(content: bytes, workspace: Workspace) -> str:
    plan = plan_import(content, workspace.store, CLOCK, update=workspace.chance.random() < 0.5)
    for row in (*plan.rows, *plan.remarks):
        for fault in not_plain(str(row)):
            raise AssertionError(fault)
    # The store must accept everything that a plan accepts.
    if workspace.chance.random() < 0.1:
        apply(plan, workspace.store)
    return ""


def _settings(workspace: Workspace) -> str:
    path = workspace.folder / "config.toml"
    path.write_bytes(some_bytes(workspace.chance, SETTINGS.encode()))
    if workspace.chance.random() < 0.2:
        changed(Settings(), workspace.chance.choice((*MEANINGS, *ODD)), workspace.chance.choice(ODD))
    read_settings(path)
    return ""


def _command(workspace: Workspace) -> str:
    name = workspace.chance.choice([name for name in COMMANDS if name not in ("restore", "completions")])
    words = a_line(workspace.chance, LINES).replace("\0", "").split(" ")[: workspace.chance.randint(0, 8)]
    # No word may name a file or a diary outside the workspace.
    options = [
        "--json",
        "--all",
        "--explain",
        "--dry-run",
        "--update",
        "--short",
        "--since",
        "--at",
        "--site",
        "--bogus",
    ]
    for _ in range(workspace.chance.randint(0, 2)):
        words.insert(workspace.chance.randint(0, len(words)), workspace.chance.choice(options))
    words = [word for word in words if "/" not in word and not word.startswith(("-o", "--o", "--db", "--sal"))]
    out, err, nothing = io.StringIO(), io.StringIO(), io.TextIOWrapper(io.BytesIO())
    environment = {"XDG_CONFIG_HOME": str(workspace.folder), "TMPDIR": str(workspace.folder)}
    with (
        redirect_stdout(out), redirect_stderr(err), chdir(workspace.folder),
        patch("sys.stdin", nothing), patch.dict("os.environ", environment),
    ):  # fmt: skip
        status = jobs.command(name, *words, path=workspace.folder / "commands" / "diary.db")
    if "Traceback" in err.getvalue() or "went wrong inside" in err.getvalue():
        raise AssertionError(f"diary {name} {words}: {err.getvalue()[-300:]}")
    if status not in (0, 1, 2, 10, 20, 30, 130):
        raise AssertionError(f"diary {name} {words} ended with {status}")
    if "\x1b" in out.getvalue() + err.getvalue():
        raise AssertionError(f"diary {name} {words} let an escape through")
    return name
