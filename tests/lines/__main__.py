"""python -m tests.lines [--random N]: what becomes of our own lines, by kind; or of N random ones of each command."""

from __future__ import annotations

import argparse
import random
from collections import Counter

from tests.lines.measure import VERDICTS, count
from tests.lines.random_lines import faults_of, random_line
from tests.lines.random_others import COMMANDS, faults_of_words, random_words

OTHERS = {command.kind: command for command in COMMANDS}


def main() -> int:
    """Print the table; 1 where a line is wrong or a random one has a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=0, metavar="N", help="N random lines instead of our own")
    parser.add_argument("--only", choices=["log", *OTHERS], help="random lines of this command alone")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    if args.random:
        return _try_random(args.random, args.seed, [args.only] if args.only else ["log", *OTHERS])
    table, bad = count()
    print(f"{'':<24}" + "".join(f"{name:>16}" for name in VERDICTS))
    for kind, counts in table.items():
        print(f"{kind:<24}" + "".join(f"{counts[name]:>16}" for name in VERDICTS))
    total: Counter[str] = sum(table.values(), Counter())
    print(f"{'all':<24}" + "".join(f"{total[name]:>16}" for name in VERDICTS))
    for case, name, found in bad:
        print(f"{name}: {case.line} → {found}  (meant: {case.meaning})")
    return int(total["wrong"] > 0)


def _try_random(count: int, seed: int, names: list[str]) -> int:
    faulty = 0
    for name in names:
        source, bad = random.Random(seed), 0
        for _ in range(count):
            command = OTHERS.get(name)
            line = random_words(source, command) if command else random_line(source)
            if faults := faults_of_words(line, command) if command else faults_of(line):
                bad += 1
                print(f"{name} {line!r}: {'; '.join(faults)}")
        print(f"{name}: {count} random lines, {bad} with a fault")
        faulty += bad
    return int(bool(faulty))


if __name__ == "__main__":
    raise SystemExit(main())
