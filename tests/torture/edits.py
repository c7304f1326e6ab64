"""Two programs that change, delete and acknowledge at the same records: nothing is written over unseen."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import sleep

from diary.cli.main import complain
from diary.domain.moments import Moment
from diary.domain.records import Ack, Entry
from diary.errors import DiaryError
from diary.store.changed_since import ChangedSince
from diary.store.diary_store import DiaryStore
from tests.torture import jobs
from tests.torture.programs import Acknowledge, Program
from tests.torture.results import Result
from tests.torture.scenes import Stage
from tests.torture.soundness import diary_faults

RECORDS = 4
"""Few, so that both programs meet at the same ones all the time."""
THINKING = 0.004
"""The longest time between opening a record and saving it, in seconds: about as long as a save."""


def edit_at_random(acknowledge: Acknowledge, path: Path, name: str, times: int, keeps_open: bool) -> int:
    """Open one of the records, wait, and change or delete it, or write down an acknowledgement; again and again.

    What was done is acknowledged: "edit", the record, the text that was seen, the new text.
    """
    chance = random.Random(name)
    try:
        with ExitStack() as stack:
            store = stack.enter_context(jobs.opened(path)) if keeps_open else None
            for number in range(times):
                if store is not None:
                    acknowledge(_one(store, f"{name}-{number}", chance))
                else:
                    with jobs.opened(path) as once:
                        acknowledge(_one(once, f"{name}-{number}", chance))
    except DiaryError as error:
        return complain(str(error), error.exit_status)
    return 0


def _one(store: DiaryStore, new: str, chance: random.Random) -> str:
    what = chance.choices(("edit", "delete", "ack"), (8, 1, 2))[0]
    seen, newest = chance.choice(store.read().entries), store.newest()
    sleep(chance.uniform(0, THINKING))
    try:
        if what == "edit":
            store.replace(replace(seen, note=new), opened=(seen,))
        elif what == "delete":
            # A new record takes its place, in the same change.
            store.write(new=(jobs.an_entry(new),), gone=(seen.id,), opened=(seen,))
        else:
            ack = Ack(id=new, at=Moment.of(jobs.NOW), recorded=jobs.NOW, rule="red_flag", tier="immediate")
            change = store.save(ack, after=newest)
            return f"ack {newest} {change.id} {new}"
    except ChangedSince:
        return f"refused {what} {seen.id} {seen.note}"
    except DiaryError as error:
        # The two plain answers of a program that was overtaken: the record is gone, or something newer is there.
        if not any(words in str(error) for words in ("changed meanwhile", "nothing in the diary")):
            raise
        return f"refused {what} {seen.id} {seen.note}"
    return f"{what} {seen.id} {seen.note} {new}"


def edit_the_same(folder: Path, times: int) -> Iterator[Result]:
    """Two programs at the same records, `times` changes each: one keeps the diary open, one opens it each time."""
    stage = Stage(folder)
    stage.begin(None)
    with jobs.opened(stage.diary, create=True) as store:
        store.save(*(jobs.an_entry(f"first-{number}") for number in range(RECORDS)))
    programs = []
    for name, keeps_open in (("screen", True), ("command", False)):
        (folder / name).mkdir()
        programs.append(Program(folder / name, edit_at_random, stage.diary, name, times, keeps_open))
    for program in programs:
        program.release()
    ended = [program.end(3600) for program in programs]
    result = Result("two programs that change the same records")
    done = [word.split() for each in ended for word in each.acknowledged]
    result.count(f"{each.status} {each.trouble} {each.err[-300:]}" for each in ended if each.status or each.trouble)
    result.failures += [*_unseen(done), *diary_faults(stage.diary, _present(done), killed=False)]
    with jobs.opened(stage.diary) as store:
        result.failures += _disagreements(store, done)
    result.times = len(done)
    kinds = Counter(words[0] for words in done)
    result.note = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    if times > 20 and not kinds["refused"]:
        result.failures.append("the two programs never met at a record")
    yield result


def _unseen(done: list[list[str]]) -> Iterator[str]:
    # Each text is new, so a text that two changes were made from was written over by the second unseen.
    seen = Counter((id, text) for what, id, text, *_ in done if what in ("edit", "delete"))
    for (id, text), number in seen.items():
        if number > 1:
            yield f"{number} changes were made from the text {text} of {id}"


def _present(done: list[list[str]]) -> set[str]:
    """The texts that nobody has changed or deleted."""
    first = {f"first-{number}" for number in range(RECORDS)}
    made = {words[3] for words in done if words[0] in ("edit", "delete")}
    return (first | made) - {words[2] for words in done if words[0] in ("edit", "delete")}


def _disagreements(store: DiaryStore, done: list[list[str]]) -> Iterator[str]:
    """Where the diary differs from what the two programs were told."""
    diary = store.read()
    if (there := {entry.note for entry in diary.entries}) != _present(done):
        yield f"the diary and the programs differ in {sorted(there ^ _present(done))[:6]}"
    texts = {version.record.note for version in store.versions() if isinstance(version.record, Entry)}
    if lost := {words[3] for words in done if words[0] in ("edit", "delete")} - texts:
        yield f"no version has {sorted(lost)[:6]}"
    order = [change.id for change in reversed(store.changes(len(done) + 1))]
    for what, newest, change, name in (words for words in done if words[0] == "ack"):
        if order.index(change) != order.index(newest) + 1:
            yield f"{what} {name} came after a change that it had not seen"
