"""`python -m tests.torture`: the long form of all parts; prints what was done, how often, and with what result.

The parts run one after the other, about 90 minutes on two cores. `--only kills` runs one of them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from time import monotonic

from tests.torture import (
    crowds,
    edits,
    encrypted,
    faults,
    foul_files,
    full_disk,
    inputs,
    kills,
    network,
    oddities,
    order,
    power,
    readonly,
    searching,
    signals,
    sync,
    terminal,
)
from tests.torture.results import Result

Part = Callable[[Path], Iterator[Result]]


def parts(quick: bool, number_of_kills: int) -> dict[str, Part]:
    """Every part by its name; with `quick` a tenth of it or less."""
    return {
        "kills": lambda folder: kills.kill_at_random(folder, number_of_kills),
        "faults": lambda folder: faults.inject(folder, most=30 if quick else None),
        "order": lambda folder: order.synced_before_acknowledged(folder, 10 if quick else 100),
        "power": lambda folder: power.cut_at_random(folder, 100 if quick else 2000),
        "disk": lambda folder: full_disk.fill_disks(folder, (1000,) if quick else full_disk.SIZES),
        "crowd": lambda folder: crowds.crowd(folder, 25 if quick else 500),
        "sync": lambda folder: sync.sync_at_random(folder, 60 if quick else 500),
        "encrypted": lambda folder: encrypted.torture(folder, *((80, 24, 50) if quick else (1000, 240, 500))),
        "edits": lambda folder: edits.edit_the_same(folder, 50 if quick else 1000),
        "signals": lambda folder: signals.signal_at_random(folder, 60 if quick else 600, 6 if quick else 60),
        "readonly": lambda _: readonly.read_only(1 if quick else 3),
        "inputs": lambda folder: inputs.generate(folder, 5_000 if quick else 120_000),
        "search": lambda folder: searching.search(folder, 200 if quick else 5_000),
        "network": network.no_network,
        "hostile": oddities.hostile_text_everywhere,
        "odd": lambda folder: oddities.odd_values_everywhere(folder, 100 if quick else None),
        "files": lambda folder: foul_files.import_foul_files(folder, 2 if quick else 50, 600.0),
        "terminal": lambda folder: terminal.in_a_terminal(folder, 2 if quick else 30),
    }


def main(words: Sequence[str] | None = None) -> int:
    """Run the parts and print the table; returns 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, help="programs to kill at random instants (else 1500, quick 100)")
    parser.add_argument("--quick", action="store_true", help="a tenth or less of everything")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="one part; may be repeated")
    parser.add_argument("--json", action="store_true", help="for programs")
    given = parser.parse_args(words)
    chosen = parts(given.quick, given.kills or (100 if given.quick else 1500))
    if unknown := set(given.only) - chosen.keys():
        parser.error(f"there is no part {min(unknown)}; there are {', '.join(chosen)}")
    results: list[Result] = []
    for name, part in chosen.items():
        if given.only and name not in given.only:
            continue
        began = monotonic()
        # A folder for each part, deleted before the next: thousands of diaries would fill the disk.
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            for result in part(Path(folder)):
                results.append(result)
                if not given.json:
                    # Printed at once: a run of 90 minutes should show its failures when they happen.
                    print(
                        result.line,
                        *(f"    {failure[:400]!a}" for failure in result.failures[:20]),
                        sep="\n",
                        flush=True,
                    )
        if not given.json:
            print(f"{name}: {monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    if given.json:
        print(json.dumps([asdict(result) for result in results], indent=1))
    return 1 if any(result.failures for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
