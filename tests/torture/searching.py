"""The readers of `inputs` tried with hypothesis, which reduces a failing input to a small one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from diary.domain.grammar.entry import parse_line
from diary.domain.grammar.times import parse_time
from diary.errors import DiaryError
from diary.exchange.import_plan import plan_import
from diary.settings import read_settings
from tests.torture.inputs import CLOCK, HERE, PARSERS, not_plain
from tests.torture.results import Result
from tests.torture.seeds import ODD, TIMES, WORDS

_WORDS = st.lists(st.sampled_from((*WORDS, *ODD, *TIMES)) | st.text(max_size=8), max_size=9)
_BYTES = st.binary(max_size=120) | st.text(max_size=120).map(lambda text: text.encode("utf-8", "surrogatepass"))
_CSV = _BYTES.map(lambda row: b"time,site,side,pain,note\r\n2026-03-01," + row)
_JSON = _BYTES.map(lambda record: b'{"format": "pain-diary", "version": 1, "things": [' + record + b"]}")


def search(folder: Path, examples: int) -> Iterator[Result]:
    """Try each reader with `examples` examples."""
    path = folder / "config.toml"

    def settings_file(content: bytes) -> None:
        path.write_bytes(content)
        read_settings(path)

    yield _searched("lines", _WORDS, lambda words: parse_line(" ".join(words), now=HERE), examples)
    for parse in PARSERS:
        yield _searched(parse.__name__, _WORDS, lambda words, parse=parse: parse(words, now=HERE), examples)
    yield _searched("times", _WORDS, lambda words: parse_time(words, now=HERE, future=True), examples)
    yield _searched("CSV files", _CSV, lambda content: plan_import(content, None, CLOCK), examples)
    yield _searched("JSON files", _JSON, lambda content: plan_import(content, None, CLOCK), examples)
    yield _searched("settings", _BYTES, settings_file, examples)


def _searched(what: str, strategy: st.SearchStrategy[Any], read: Callable[..., object], examples: int) -> Result:
    result = Result(f"searched by hypothesis: {what}")

    @settings(
        max_examples=examples,
        deadline=2000,
        # Repeatable: no examples from earlier runs, and none from chance.
        database=None,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def attempt(example: Any) -> None:
        result.times += 1
        try:
            read(example)
        except DiaryError as error:
            for fault in not_plain(str(error)):
                raise AssertionError(fault) from error

    try:
        attempt()
    except Exception as error:  # noqa: BLE001  this is what the test searches for
        result.failures.append(f"{type(error).__name__}: {error}")
    return result
